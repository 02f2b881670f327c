/** On which day a customer with an alarm is visited: soon, with room, and near where the rep is anyway. */
import type { LocalDate } from '../time.ts'

/** A working day of the rep. */
export interface OpenDay {
  readonly date: LocalDate
  /** Stops that still fit. */
  readonly room: number
  /** Metres to the nearest other stop of that day; null: the day is empty, or nobody knows. */
  readonly nearestM: number | null
}

/** A later day must save so many metres for each day that the customer waits. */
const metresADay = 2000
/** So many days with room are compared: an alarm does not wait for the perfect day. */
const compared = 3

/**
 * The best of the first days with room: the soonest, unless a later one of them leads much nearer past the
 * customer. Where no day has room the first one, over capacity: an alarm is worth it. Null without days.
 */
export function chooseVisitDay(days: readonly OpenDay[]): LocalDate | null {
  const withRoom = days.filter(({ room }) => room > 0).slice(0, compared)
  const known = withRoom.flatMap(({ nearestM }) => nearestM ?? [])
  // A day without other stops costs as much as the worst of the others: nothing speaks for it but its date.
  const unknown = known.length > 0 ? Math.max(...known) : 0
  const [best] = withRoom
    .map((day, i) => ({ day, cost: (day.nearestM ?? unknown) + i * metresADay }))
    .toSorted((a, b) => a.cost - b.cost || (a.day.date < b.day.date ? -1 : 1))
  return best?.day.date ?? days[0]?.date ?? null
}

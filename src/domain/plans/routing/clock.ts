import { type DayModel, NEVER } from './model.ts'

/**
 * How time passes along a day, in both directions.
 *
 * Going forward, a partial day is two times at its last node, service done there: `before` if lunch has
 * not been taken yet, `after` if it has, NEVER where that cannot be. Earlier is never worse, since the
 * rep can wait. Going backward, the same two are the latest times at which the service there may be done
 * so that the rest still works, -1 where nothing does. A day is feasible exactly where forward ≤ backward
 * for one of the two, at any node. A day without lunch only uses `after`.
 */

/** The earliest beginning of the service for somebody who arrives at `arrive`. */
export function beginAt(day: DayModel, node: number, arrive: number): number {
  const last = day.firstWindow[node + 1] as number
  for (let k = day.firstWindow[node] as number; k < last; k++) {
    if (arrive <= (day.windowTo[k] as number)) {
      const from = day.windowFrom[k] as number
      return arrive > from ? arrive : from
    }
  }
  return NEVER
}

/** The latest beginning of the service that is not later than `by`; -1 if there is none. */
export function beginBy(day: DayModel, node: number, by: number): number {
  const first = day.firstWindow[node] as number
  for (let k = (day.firstWindow[node + 1] as number) - 1; k >= first; k--) {
    if (by >= (day.windowFrom[k] as number)) {
      const to = day.windowTo[k] as number
      return by < to ? by : to
    }
  }
  return -1
}

/** When the rep can leave after lunch here, having been free from `free` on. */
export function afterLunch(day: DayModel, free: number): number {
  if (free > day.lunchTo) return NEVER
  return (free > day.lunchFrom ? free : day.lunchFrom) + day.lunchSeconds
}

/** Done at `to`, coming from `from` where the rep leaves at `leave`; NEVER if closed by then. */
export function doneAt(day: DayModel, from: number, to: number, leave: number): number {
  if (leave >= NEVER) return NEVER
  const begin = beginAt(day, to, leave + (day.travel[from * day.size + to] as number))
  return begin >= NEVER ? NEVER : begin + (day.service[to] as number)
}

/** Until when the rep must leave `from` so as to be done at `to` by `done`; -1 if never. */
export function leaveBy(day: DayModel, from: number, to: number, done: number): number {
  if (done < 0) return -1
  const begin = beginBy(day, to, done - (day.service[to] as number))
  return begin < 0 ? -1 : begin - (day.travel[from * day.size + to] as number)
}

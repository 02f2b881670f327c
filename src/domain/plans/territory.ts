/** Which customers would be better with another rep, or on another visiting day: suggestions only. */
import { distanceM, type Point } from '../geo.ts'
import { legMinutes, roadM } from './eta.ts'

export type TerritoryCustomer = {
  readonly code: string
  readonly repOpenId: string
  readonly point: Point
  readonly visitsPerCycle: number
  readonly serviceMinutes: number
  /** ISO weekdays on which it is visited; empty: any. */
  readonly visitDays: readonly number[]
}

/** Somebody's or some day's work in a cycle. */
export type Load = { readonly visits: number; readonly minutes: number }

export type Suggestion = {
  readonly key: string
  readonly code: string
  readonly repOpenId: string
  /** From the middle of the own customers, or of those of its day, and from the other's: road metres. */
  readonly ownM: number
  readonly otherM: number
  /** Both as they are before the move. */
  readonly ownLoad: Load
  readonly otherLoad: Load
  /** Travel that a cycle needs less, in whole minutes: an estimate. */
  readonly savedMinutes: number
} & (
  | { readonly kind: 'owner'; readonly toOpenId: string }
  | { readonly kind: 'day'; readonly fromDay: number; readonly toDay: number }
)

/** Customers within this many metres are visited on one tour, and share its way there. */
const togetherM = 2_000
const togetherAtMost = 12
/** A group smaller than this has no middle to speak of. */
const fewest = 3
/** The other middle must be nearer by this share and by so many road metres. */
const nearer = 0.7
const nearerM = 1_500
/** Less saved travel a cycle is not worth a change of hands. */
const worthMinutes = 15
/** How far above the mean the receiver's minutes may come. */
const tolerance = 1.15

type Group = {
  readonly id: string
  readonly members: Map<string, TerritoryCustomer>
  middle: Point
  visits: number
  minutes: number
}

const minutesOf = (customer: TerritoryCustomer) => customer.visitsPerCycle * customer.serviceMinutes

/**
 * At most `limit` moves between reps and between the visiting days of a rep, the most saved travel first.
 * Each is judged with those before it done, so that they can be accepted together. A customer is moved
 * only where the other middle (the median, which a few strays do not pull) is clearly nearer, the way
 * there shared with those around it is shorter by `worthMinutes` a cycle, and nobody gets more than the
 * giver has or `tolerance` times the mean. `turnedDown` are keys that are not to come again. The same input
 * gives the same suggestions.
 */
export function suggestTerritory(
  customers: readonly TerritoryCustomer[],
  {
    limit = 10,
    turnedDown = new Set<string>(),
  }: { limit?: number; turnedDown?: ReadonlySet<string> } = {},
): Suggestion[] {
  const sorted = customers.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const byOwner = movesBetween(
    groupBy(sorted, ({ repOpenId }) => repOpenId),
    { limit, isOpen: (code, to) => !turnedDown.has(`owner:${code}:${to}`) },
  ).map(({ to, customer, ...figures }): Suggestion => {
    const { code, repOpenId } = customer
    return { ...figures, kind: 'owner', key: `owner:${code}:${to}`, code, repOpenId, toOpenId: to }
  })
  const moved = new Set(byOwner.map(({ code }) => code))
  const reps = [...new Set(sorted.map(({ repOpenId }) => repOpenId))].toSorted()
  const byDay = reps.flatMap((rep) => {
    // One day a week is what can be moved; several are a rhythm of their own.
    const fixed = sorted.filter(
      ({ code, repOpenId, visitDays }) =>
        repOpenId === rep && visitDays.length === 1 && !moved.has(code),
    )
    return movesBetween(
      groupBy(fixed, ({ visitDays }) => String(visitDays[0])),
      { limit, isOpen: (code, to) => !turnedDown.has(`day:${code}:${to}`) },
    ).map(({ from, to, customer, ...figures }): Suggestion => {
      const days = { fromDay: Number(from), toDay: Number(to) }
      const { code } = customer
      return { ...figures, kind: 'day', key: `day:${code}:${to}`, code, repOpenId: rep, ...days }
    })
  })
  return [...byOwner, ...byDay]
    .toSorted((a, b) => b.savedMinutes - a.savedMinutes || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
}

function groupBy(
  customers: readonly TerritoryCustomer[],
  idOf: (customer: TerritoryCustomer) => string,
): Group[] {
  const groups = new Map<string, Group>()
  for (const customer of customers) {
    const id = idOf(customer)
    const group = groups.get(id) ?? {
      id,
      members: new Map(),
      middle: customer.point,
      visits: 0,
      minutes: 0,
    }
    groups.set(id, group)
    take(group, customer)
  }
  const all = [...groups.values()].filter(({ members }) => members.size >= fewest)
  for (const group of all) group.middle = middleOf(group)
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function take(group: Group, customer: TerritoryCustomer): void {
  group.members.set(customer.code, customer)
  group.visits += customer.visitsPerCycle
  group.minutes += minutesOf(customer)
}

function give(group: Group, customer: TerritoryCustomer): void {
  group.members.delete(customer.code)
  group.visits -= customer.visitsPerCycle
  group.minutes -= minutesOf(customer)
}

/** The median of both coordinates: half of the customers lie on each side. */
function middleOf({ members }: Group): Point {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  const points = [...members.values()].map(({ point }) => point)
  return { lng: median(points.map(({ lng }) => lng)), lat: median(points.map(({ lat }) => lat)) }
}

type Move = {
  readonly customer: TerritoryCustomer
  readonly from: string
  readonly to: string
} & Pick<Suggestion, 'ownM' | 'otherM' | 'ownLoad' | 'otherLoad' | 'savedMinutes'>

/** The best moves between groups one after the other, each with those before it done. */
function movesBetween(
  groups: readonly Group[],
  options: { limit: number; isOpen: (code: string, to: string) => boolean },
): Move[] {
  const moves: Move[] = []
  const done = new Set<string>()
  if (groups.length < 2) return moves
  const mean = groups.reduce((sum, { minutes }) => sum + minutes, 0) / groups.length
  while (moves.length < options.limit) {
    const best = bestMove(groups, mean, (code, to) => !done.has(code) && options.isOpen(code, to))
    if (!best) return moves
    const [from, to] = [best.from, best.to].map((id) => groups.find((group) => group.id === id))
    if (!from || !to) return moves
    moves.push(best)
    done.add(best.customer.code)
    give(from, best.customer)
    take(to, best.customer)
  }
  return moves
}

function bestMove(
  groups: readonly Group[],
  mean: number,
  isOpen: (code: string, to: string) => boolean,
): Move | null {
  let best: Move | null = null
  for (const from of groups) {
    if (from.members.size <= fewest) continue
    for (const customer of from.members.values()) {
      const ownM = roadM(from.middle, customer.point)
      if (ownM < nearerM) continue
      for (const to of groups) {
        if (to === from || !isOpen(customer.code, to.id)) continue
        const otherM = roadM(to.middle, customer.point)
        if (otherM > ownM * nearer || otherM > ownM - nearerM) continue
        const after = to.minutes + minutesOf(customer)
        if (after > Math.max(from.minutes, mean * tolerance)) continue
        const share = (group: Group, metres: number, joins: number) =>
          legMinutes(metres) / Math.min(togetherAtMost, around(group, customer) + joins)
        const saved = 2 * customer.visitsPerCycle * (share(from, ownM, 0) - share(to, otherM, 1))
        const savedMinutes = Math.round(saved)
        if (savedMinutes < worthMinutes || (best && savedMinutes <= best.savedMinutes)) continue
        best = {
          customer,
          from: from.id,
          to: to.id,
          ownM,
          otherM,
          ownLoad: loadOf(from),
          otherLoad: loadOf(to),
          savedMinutes,
        }
      }
    }
  }
  return best
}

const loadOf = ({ visits, minutes }: Group): Load => ({
  visits: Math.round(visits),
  minutes: Math.round(minutes),
})

/** How many of a group are visited on one tour with a customer, itself counted where it belongs to it. */
function around({ members }: Group, { point }: TerritoryCustomer): number {
  let n = 0
  for (const other of members.values()) if (distanceM(other.point, point) <= togetherM) n += 1
  return n
}

/** The way along an order that somebody set. */
import type { DayWay, WayOptions, WayPlace, WayStop } from './day-way.ts'
import { beginVisit } from './eta.ts'
import type { Legs } from './legs.ts'
import type { DropReason } from './routing/types.ts'

/** `place`: where it stands in the order that is kept; null: wherever it lengthens the way least. */
export type KeptStop = WayStop & { readonly place: number | null }

/**
 * The stops that have a place keep their order; each of the others goes in between where it costs the
 * least travel. Times follow from that order, waiting for doors to open and with lunch before the first
 * leg after it may begin. Nothing is left out: what comes too late says why. `legs` has place i + 1 for
 * stop i. The same input gives the same way.
 */
export function alongOrder(stops: readonly KeptStop[], legs: Legs, options: WayOptions): DayWay {
  const order = withTheFree(stops, legs)
  let lunch = options.lunch
  let at = 0
  let clock = options.departMinute
  let travelMinutes = 0
  const places = order.map((i): WayPlace => {
    if (lunch && clock >= lunch.fromMinute) {
      clock = clock <= lunch.latestMinute ? clock + lunch.minutes : clock
      lunch = undefined
    }
    const stop = stops[i] as KeptStop
    const cell = at * legs.places + i + 1
    const legMinutes = (legs.seconds[cell] ?? 0) / 60
    const arriveMinute = clock + legMinutes
    travelMinutes += legMinutes
    const { begin, lateMinutes } = beginVisit(arriveMinute, stop.windows)
    at = i + 1
    clock = begin + stop.serviceMinutes
    const fit = whyNot(stop, options, lateMinutes > 0, clock)
    return { id: stop.id, legM: legs.metres[cell] ?? 0, arriveMinute, fit }
  })
  return {
    places,
    totalM: places.reduce((sum, { legM }) => sum + legM, 0),
    travelMinutes,
    endMinute: Math.round(clock),
    proof: 'best found',
  }
}

function whyNot(
  { windows }: WayStop,
  { departMinute, endMinute }: WayOptions,
  isLate: boolean,
  leave: number,
): DropReason | null {
  const isOpenToday = windows.some(({ from, to }) => from < endMinute && to > departMinute)
  if (windows.length > 0 && !isOpenToday) return 'closed'
  if (isLate) return 'hours-clash'
  return leave > endMinute ? 'day-too-short' : null
}

/** Indexes of the stops: those with a place in their order, the others put in one by one, cheapest first. */
function withTheFree(stops: readonly KeptStop[], legs: Legs): number[] {
  const all = stops.map(({ id, place }, i) => ({ i, id, place }))
  const order = all
    .filter(({ place }) => place !== null)
    .toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0) || (a.id < b.id ? -1 : 1))
    .map(({ i }) => i)
  const free = new Set(all.filter(({ place }) => place === null).map(({ i }) => i))
  const seconds = (from: number, to: number) => legs.seconds[from * legs.places + to] ?? 0
  while (free.size > 0) {
    let best = { i: -1, at: 0, cost: Number.POSITIVE_INFINITY }
    for (const i of free) {
      for (let at = 0; at <= order.length; at++) {
        const before = at === 0 ? 0 : (order[at - 1] ?? 0) + 1
        const after = order[at]
        const there = seconds(before, i + 1)
        const cost =
          after === undefined
            ? there
            : there + seconds(i + 1, after + 1) - seconds(before, after + 1)
        if (cost < best.cost) best = { i, at, cost }
      }
    }
    order.splice(best.at, 0, best.i)
    free.delete(best.i)
  }
  return order
}

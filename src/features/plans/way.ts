/** The way through the stops of a day: numbers, legs and times, as they are kept and shown. */
import type { Ctx } from '../../bot/context.ts'
import type { MinuteRange } from '../../domain/customers/import-words.ts'
import type { Point } from '../../domain/geo.ts'
import { type DayWay, orderDay, type WayOptions } from '../../domain/plans/day-way.ts'
import { alongOrder } from '../../domain/plans/kept-order.ts'
import { straightLegs } from '../../domain/plans/legs.ts'
import type { DropReason } from '../../domain/plans/routing/types.ts'
import { betterWay, type WayChange, wayChange } from '../../domain/plans/way-change.ts'
import { settings } from '../../domain/settings/index.ts'
import { minutesToTime, timeToMinutes } from '../../domain/time.ts'
import type { Rep } from './people.ts'

export interface Routable {
  readonly id: string
  readonly point: Point | undefined
  readonly serviceMinutes: number
  readonly windows: readonly MinuteRange[]
  /** Place in an order that is kept: where any stop has one, nothing else is put before the order. */
  readonly place: number | null
}

/** A stop in its place; no `legM` where there is no start, neither for 待采点. */
export interface Placed {
  readonly id: string
  readonly sequence: number
  readonly routed: boolean
  readonly legM: number | null
  readonly eta: string | null
  readonly fit: DropReason | null
}

export interface Way {
  readonly placed: readonly Placed[]
  readonly totalM: number
  readonly endsAt: string | null
  readonly proven: boolean
}

/** What limits a day: by when it should be over, and when lunch is taken. */
export function dayLimits(ctx: Ctx, rep: Rep): Pick<WayOptions, 'endMinute' | 'lunch'> {
  const place = { teams: rep.teamPath }
  const minutes = ctx.rules.get(settings.lunchMinutes, place)
  const fromMinute = timeToMinutes(ctx.rules.get(settings.lunchFrom, place))
  return {
    endMinute: timeToMinutes(ctx.rules.get(settings.endOfDay, place)),
    ...(minutes > 0
      ? { lunch: { fromMinute, latestMinute: fromMinute + lunchWithin, minutes } }
      : {}),
  }
}

/** Minutes within which lunch begins. */
const lunchWithin = 90

export interface WayAsked extends WayOptions {
  readonly start?: Point | undefined
  /** The stops that are done have the first numbers. */
  readonly after?: number
}

type Located = Routable & { readonly point: Point }

const locatedOf = (stops: readonly Routable[]): Located[] =>
  stops.flatMap((stop) => (stop.point ? [{ ...stop, point: stop.point }] : []))

/**
 * Orders the stops from a start, numbers them from `after` + 1; those without a usable point come last.
 * An order that is kept stays, and what is new comes in where it costs least.
 */
export function wayOf(stops: readonly Routable[], asked: WayAsked): Way {
  const located = locatedOf(stops)
  const legs = legsOf(located, asked)
  const isKept = located.some(({ place }) => place !== null)
  return numbered(stops, (isKept ? alongOrder : orderDay)(located, legs, asked), asked)
}

/**
 * Orders the stops anew, whatever was kept; `standing` has their places as they stand. Never worse than
 * going on as they stand, which the change is told against.
 */
export function wayAnew(
  stops: readonly Routable[],
  standing: ReadonlyMap<string, number>,
  asked: WayAsked,
): { way: Way; change: WayChange } {
  const located = locatedOf(stops)
  const legs = legsOf(located, asked)
  const before = alongOrder(
    located.map((stop) => ({ ...stop, place: standing.get(stop.id) ?? null })),
    legs,
    asked,
  )
  const known = before.places.map(({ id }) => id)
  const found = orderDay(located, legs, { ...asked, search: { ...asked.search, known } })
  const isBetter = betterWay(before, found) === found
  const after = isBetter ? found : { ...before, proof: found.proof }
  return { way: numbered(stops, after, asked), change: wayChange(before, after) }
}

const legsOf = (located: readonly Located[], { start }: WayAsked) =>
  straightLegs(
    start,
    located.map(({ point }) => point),
  )

function numbered(stops: readonly Routable[], day: DayWay, { start, after = 0 }: WayAsked): Way {
  const { places, totalM, endMinute, proof } = day
  const placed = places.map(({ id, legM, arriveMinute, fit }, i): Placed => {
    const leg = i === 0 && !start ? null : legM
    const eta = minutesToTime(arriveMinute)
    return { id, sequence: after + i + 1, routed: true, legM: leg, eta, fit }
  })
  const behind = stops
    .filter((stop) => !stop.point)
    .map(({ id }, i): Placed => {
      const sequence = after + placed.length + i + 1
      return { id, sequence, routed: false, legM: null, eta: null, fit: null }
    })
  return {
    placed: [...placed, ...behind],
    totalM,
    endsAt: placed.length > 0 ? minutesToTime(endMinute) : null,
    proven: proof === 'proven' && placed.every(({ fit }) => fit === null),
  }
}

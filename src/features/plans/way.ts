/** The way through the stops of a day: numbers, legs and times, as they are kept and shown. */
import type { Ctx } from '../../bot/context.ts'
import type { MinuteRange } from '../../domain/customers/import-words.ts'
import type { Point } from '../../domain/geo.ts'
import { type DayWay, orderDay, type WayOptions } from '../../domain/plans/day-way.ts'
import { alongOrder } from '../../domain/plans/kept-order.ts'
import type { DropReason } from '../../domain/plans/routing/types.ts'
import { betterWay, type WayChange, wayChange } from '../../domain/plans/way-change.ts'
import { settings } from '../../domain/settings/index.ts'
import { minutesToTime, timeToMinutes } from '../../domain/time.ts'
import { type DayLegs, dayLegs } from '../travel/legs.ts'
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
  /** True: the map service does not know this leg; null: none is asked. */
  readonly legEstimated: boolean | null
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
  /** Between the start and the stops with a usable point, in their order: `legsOf`. */
  readonly legs: DayLegs
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
  const { legs } = asked
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
  const { legs } = asked
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

/** The legs of a day for `wayOf` and `wayAnew`: what is known here and now, asking nobody. */
export const legsOf = (
  ctx: Ctx,
  stops: readonly Routable[],
  { start, departMinute, endMinute }: Omit<WayAsked, 'legs'>,
): Promise<DayLegs> =>
  dayLegs(
    ctx,
    start,
    locatedOf(stops).map(({ point }) => point),
    { fromMinute: departMinute, toMinute: endMinute },
  )

const nowhere = { routed: false, legM: null, legEstimated: null, eta: null, fit: null } as const

function numbered(stops: readonly Routable[], day: DayWay, asked: WayAsked): Way {
  const { start, after = 0, legs } = asked
  const placeOf = new Map(locatedOf(stops).map(({ id }, i) => [id, i + 1]))
  const { places, totalM, endMinute, proof } = day
  let at = 0
  const placed = places.map(({ id, legM, arriveMinute, fit }, i): Placed => {
    const hasLeg = i > 0 || start !== undefined
    const cell = at * legs.places + (placeOf.get(id) ?? 0)
    at = placeOf.get(id) ?? 0
    return {
      id,
      sequence: after + i + 1,
      routed: true,
      legM: hasLeg ? legM : null,
      legEstimated: hasLeg && legs.estimated ? legs.estimated[cell] === 1 : null,
      eta: minutesToTime(arriveMinute),
      fit,
    }
  })
  const behind = stops
    .filter((stop) => !stop.point)
    .map(({ id }, i): Placed => {
      const sequence = after + placed.length + i + 1
      return { ...nowhere, id, sequence }
    })
  return {
    placed: [...placed, ...behind],
    totalM,
    endsAt: placed.length > 0 ? minutesToTime(endMinute) : null,
    proven: proof === 'proven' && placed.every(({ fit }) => fit === null),
  }
}

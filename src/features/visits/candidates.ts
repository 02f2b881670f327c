/** Who a rep could be at: named, planned today, own, and for the shape of the cards. */
import type { PlaceOption } from '../../../cards/visits/parts.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { toLocalDate } from '../../domain/time.ts'
import { type CheckInJudgement, judgeCheckIn } from '../../domain/visits/check-in.ts'
import {
  type Candidate,
  type CheckInMatch,
  matchCheckIn,
} from '../../domain/visits/match-check-in.ts'
import { isUnverified } from '../customers/pins.ts'
import type { Customer } from '../customers/store.ts'
import { rulesFor } from './scene.ts'
import { currentIntent, type Fix, pointOf } from './store/fixes.ts'
import { ownNear, type Place, placesByCode, pointOfCustomer } from './store/places.ts'
import { stopsOf } from './store/plan.ts'

export interface Surroundings {
  readonly fix: Fix
  readonly places: ReadonlyMap<string, Place>
  /** Stops of the day that are still to be visited, in order. */
  readonly planned: readonly string[]
  readonly intended: string | null
}

/** Reads everybody that a location could be about. */
export async function lookAround(ctx: ActorCtx, fix: Fix): Promise<Surroundings> {
  const { tx, actor } = ctx
  const intended = await currentIntent(tx, actor.openId, fix.sentAt)
  // What waited for a consent over midnight belongs to the plan of its own day.
  const stops = await stopsOf(tx, actor.openId, toLocalDate(fix.sentAt, ctx.zone))
  const planned = stops
    .filter(({ status }) => status === 'planned')
    .map(({ customerCode }) => customerCode)
  const point = pointOf(fix)
  const named = await placesByCode(tx, [...planned, ...(intended ? [intended] : [])], point)
  const own = await ownNear(tx, actor, point)
  const places = new Map([...own, ...named].map((place) => [place.code, place]))
  return { fix, places, planned, intended }
}

/** Finds the customer of a location; `except` is the one whose visit is open. */
export function match(ctx: ActorCtx, around: Surroundings, except?: string): CheckInMatch {
  const general = rulesFor(ctx, ctx.actor, null).checkIn
  const candidates = [...around.places.values()]
    .filter(({ code }) => code !== except)
    .map((place): Candidate => {
      const point = pointOfCustomer(place)
      return {
        code: place.code,
        planned: around.planned.includes(place.code),
        intended: place.code === around.intended,
        toleranceM: rulesFor(ctx, ctx.actor, place).checkIn.toleranceM,
        ...(point ? { point, doubtful: isUnverified(place) } : {}),
      }
    })
  const found = matchCheckIn(measured(around.fix), candidates, general)
  return found.kind === 'none' ? nearestWithReason(ctx, around, found) : found
}

/** A customer with a grace of its own may still take the check-in, with a reason. */
function nearestWithReason(
  ctx: ActorCtx,
  { fix, places }: Surroundings,
  none: Extract<CheckInMatch, { kind: 'none' }>,
): CheckInMatch {
  const place = none.nearest ? places.get(none.nearest.code) : undefined
  if (!place) return none
  const judgement = judge(ctx, fix, place)
  const isFar = judgement.verdict === 'off_site' || judgement.verdict === 'unverified'
  return isFar ? none : { kind: 'one', code: place.code, judgement }
}

/** Judges a location against one customer, by the rules in force there. */
export function judge(ctx: ActorCtx, fix: Fix, customer: Customer): CheckInJudgement {
  const { checkIn } = rulesFor(ctx, ctx.actor, customer)
  const point = pointOfCustomer(customer)
  const site = point ? { point, doubtful: isUnverified(customer) } : {}
  return judgeCheckIn(measured(fix), site, checkIn)
}

/** A location with the radius of its error, which the live page alone tells. */
const measured = (fix: Fix) => ({
  point: pointOf(fix),
  ...(fix.accuracyM === null ? {} : { accuracyM: fix.accuracyM }),
})

/** A place as an option on a card. */
export function optionOf(place: Place, planned: boolean): PlaceOption {
  const { code, name, grade, distanceM } = place
  return { code, name, grade, distanceM, planned }
}

/** Options of a match, nearest first, at most five. */
export function optionsOf(around: Surroundings, codes: readonly string[]): PlaceOption[] {
  return codes.slice(0, 5).flatMap((code) => {
    const place = around.places.get(code)
    return place ? [optionOf(place, around.planned.includes(code))] : []
  })
}

/** Whether a point lies on a customer, for lists. */
export function isWithinReach(ctx: ActorCtx, fix: Fix, place: Place): boolean {
  return judge(ctx, fix, place).verdict === 'on_site'
}

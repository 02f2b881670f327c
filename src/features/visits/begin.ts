/** The beginning of a visit. */
import type { Card } from '../../../cards/kit/card.ts'
import { needsReasonCard, noneNearCard } from '../../../cards/visits/check-in.ts'
import { outOfRangeCard } from '../../../cards/visits/manager.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { distanceM as metresBetween } from '../../domain/geo.ts'
import { formatLocal, toLocalDate } from '../../domain/time.ts'
import type { Verdict } from '../../domain/visits/check-in.ts'
import { confirmPin, isUnverified } from '../customers/pins.ts'
import type { Customer } from '../customers/store.ts'
import { isNotLive, linkCard } from '../live/link.ts'
import { managersOf } from '../org/store.ts'
import { attachHeld } from './attach.ts'
import { judge, optionOf } from './candidates.ts'
import { planMoved } from './close.ts'
import { nameOf } from './names.ts'
import { sceneOf } from './scene.ts'
import { clearIntent, type Fix, pointOf } from './store/fixes.ts'
import { pointOfCustomer } from './store/places.ts'
import { isPlanned, linkStop, stopFor } from './store/plan.ts'
import { keepTips } from './store/tips.ts'
import { insertVisit, lastClosedOf, type Visit } from './store/visits.ts'

export interface Beginning {
  readonly customer: Customer
  /** Null where no location is asked for. */
  readonly fix: Fix | null
  readonly verdict: Verdict
  readonly reason?: string
}

/** Opens the visit, takes in what was sent just before, and tells the manager what is out of range. */
export async function beginVisit(ctx: ActorCtx, begin: Beginning): Promise<Visit> {
  const { customer, fix, verdict } = begin
  const at = await arrivalOf(ctx, fix)
  const date = toLocalDate(at, ctx.zone)
  const stop = await stopFor(ctx.tx, ctx.actor.openId, date, customer.code)
  const pin = pointOfCustomer(customer)
  const distanceM = fix && pin ? metresBetween(pointOf(fix), pin) : null
  const visit = await insertVisit(ctx.tx, {
    repOpenId: ctx.actor.openId,
    customerCode: customer.code,
    date,
    planStopId: stop?.id ?? null,
    planned: isPlanned(stop),
    status: 'open',
    checkedInAt: at,
    checkInFixId: fix?.id ?? null,
    locationSource: fix ? fix.source : 'none',
    locationName: fix?.name ?? null,
    distanceM,
    verdict,
    reason: begin.reason ?? null,
  })
  await keepTips(ctx.tx, visit)
  if (verdict === 'on_site' && fix && isUnverified(customer))
    await confirmPin(ctx.tx, customer.code, { openId: ctx.actor.openId, at })
  if (stop) {
    await linkStop(ctx.tx, stop.id, visit.id)
    await planMoved(ctx, visit)
  }
  await clearIntent(ctx.tx, ctx.actor.openId)
  await attachHeld(ctx, await sceneOf(ctx, visit, ctx.actor))
  const isOut = verdict === 'needs_reason' || verdict === 'off_site'
  if (isOut && begin.reason !== undefined) await tellManagers(ctx, visit, begin, begin.reason)
  return visit
}

/** When the location was sent, but never before the end of the visit before. */
async function arrivalOf(ctx: ActorCtx, fix: Fix | null): Promise<Date> {
  if (!fix) return ctx.now
  const last = await lastClosedOf(ctx.tx, ctx.actor.openId)
  const ended = last?.checkedOutAt
  return ended && ended > fix.sentAt && ended <= ctx.now ? ended : fix.sentAt
}

async function tellManagers(
  ctx: ActorCtx,
  visit: Visit,
  { customer, fix, verdict }: Beginning,
  reason: string,
): Promise<void> {
  const seen = {
    rep: ctx.actor.name,
    customer: customer.name,
    distanceM: visit.distanceM ?? 0,
    reason,
    time: formatLocal(visit.checkedInAt, ctx.zone, 'time'),
    place: fix?.name ?? '–',
    wrongPin: verdict === 'off_site',
  }
  for (const manager of await managersOf(ctx.tx, ctx.actor)) {
    await ctx.say({ openId: manager.openId }, outOfRangeCard(seen, ctx.tFor(manager.locale)))
  }
}

/** Opens the visit if the place allows it; else the card that says how far it is and what to do. */
export async function tryToBegin(
  ctx: ActorCtx,
  fix: Fix,
  customer: Customer,
  planned: boolean,
): Promise<{ visit: Visit } | { card: Card }> {
  if (isNotLive(ctx, fix, customer)) {
    return {
      card: linkCard(ctx, { purpose: 'check_in', customer, planned, chatPlace: true }),
    }
  }
  const judgement = judge(ctx, fix, customer)
  const { verdict } = judgement
  if (verdict === 'on_site' || verdict === 'unverified') {
    return { visit: await beginVisit(ctx, { customer, fix, verdict }) }
  }
  const { distanceM, toleranceM } = judgement
  if (verdict === 'needs_reason') {
    const place = { fixId: fix.id, customer: nameOf(customer, customer.code), planned }
    return { card: needsReasonCard({ ...place, distanceM, toleranceM }, ctx.t) }
  }
  const nearest = optionOf({ ...customer, distanceM }, planned)
  return { card: noneNearCard({ fixId: fix.id, nearest, unpinned: [] }, ctx.t) }
}

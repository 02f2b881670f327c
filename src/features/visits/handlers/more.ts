/** The rarer acts: call a visit off, another customer, what is near, add to the plan. */
import { visitActions } from '../../../../cards/visits/actions.ts'
import { changeCustomerCard, moreCard } from '../../../../cards/visits/moving.ts'
import { nearbyAskCard, nearbyCard } from '../../../../cards/visits/nearby.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { navigationLinks } from '../../../domain/navigation.ts'
import { formatDate, type LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { planChanged } from '../../../events.ts'
import { message } from '../../../i18n/t.ts'
import { visitWords as w } from '../../../i18n/visits.ts'
import { isNotLive } from '../../live/link.ts'
import { addWish } from '../../plans/wishes.ts'
import { isWithinReach, judge, optionOf } from '../candidates.ts'
import { planMoved } from '../close.ts'
import { fixForClick, fixMinutes } from '../fix-for-click.ts'
import { nameOf } from '../names.ts'
import { onOpenVisit, visitReply } from '../open-visit.ts'
import type { Scene } from '../scene.ts'
import { lastVisitDays } from '../store/facts.ts'
import { type Fix, getFix, lastFix, pointOf } from '../store/fixes.ts'
import { releaseNotes } from '../store/notes.ts'
import { releasePhotos } from '../store/photos.ts'
import { ownUnplaced, pointOfCustomer, teamNear } from '../store/places.ts'
import { isPlanned, linkStop, settleStop, stopFor, stopsOf } from '../store/plan.ts'
import { keepTips } from '../store/tips.ts'
import { updateVisit } from '../store/visits.ts'
import { customerForClick } from './check-in.ts'

const who = { who: visitors }

const openAt = ({ visit, customer }: Scene) => ({
  visitId: visit.id,
  customer: nameOf(customer, visit.customerCode),
})

/** The command `附近`: from the last location, if it is not too old. */
export async function nearby(ctx: ActorCtx): Promise<Reply> {
  const since = new Date(ctx.now.getTime() - fixMinutes * 60_000)
  const fix = await lastFix(ctx.tx, ctx.actor.openId, since)
  return sendCard(fix ? await nearbyOf(ctx, fix) : nearbyAskCard(ctx.t))
}

const nearest = 5

async function nearbyOf(ctx: ActorCtx, fix: Fix) {
  const near = (await teamNear(ctx.tx, ctx.actor, pointOf(fix))).slice(0, nearest)
  // Nobody knows how far the others are: they come last, where there is room.
  const unplaced = await ownUnplaced(ctx.tx, ctx.actor, nearest - near.length)
  const places = [...near, ...unplaced]
  const stops = await stopsOf(ctx.tx, ctx.actor.openId, ctx.today)
  const onPlan = new Map(stops.map(({ customerCode, status }) => [customerCode, status]))
  const days = await lastVisitDays(
    ctx.tx,
    places.map(({ code }) => code),
  )
  const rows = places.map((place) => {
    const point = pointOfCustomer(place)
    const last = days.get(place.code)
    return {
      ...optionOf(place, onPlan.get(place.code) === 'planned'),
      lastVisit: last ? formatDate(last as LocalDate, 'monthDay') : null,
      inReach: isWithinReach(ctx, fix, place),
      navigation: point ? navigationLinks(point, place.name).amap : null,
      onPlan: onPlan.has(place.code),
    }
  })
  return nearbyCard(fix.id, rows, ctx.t)
}

export const moreActions = [
  onAction(visitActions.more, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => replaceCard(moreCard(openAt(scene), ctx.t))),
  ),

  onAction(visitActions.cancel, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit }) => {
      const change = { status: 'cancelled', formShown: false } as const
      const cancelled = await updateVisit(ctx.tx, visit.id, change)
      await settleStop(ctx.tx, visit.planStopId, 'released')
      await releasePhotos(ctx.tx, visit.id)
      await releaseNotes(ctx.tx, visit.id)
      if (visit.planStopId) await planMoved(ctx, visit)
      return visitReply(ctx, cancelled)
    }),
  ),

  onAction(visitActions.changeCustomer, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const fix = await getFix(ctx.tx, scene.visit.checkInFixId)
      const places = fix ? await teamNear(ctx.tx, ctx.actor, pointOf(fix)) : []
      const options = places
        .filter((place) => place.code !== scene.visit.customerCode)
        .filter((place) => fix !== null && isWithinReach(ctx, fix, place))
        .filter((place) => fix !== null && !isNotLive(ctx, fix, place))
        .slice(0, nearest)
        .map((place) => optionOf(place, false))
      return replaceCard(changeCustomerCard({ ...openAt(scene), options }, ctx.t))
    }),
  ),

  onAction(visitActions.moveTo, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit }) => {
      const customer = await customerForClick(ctx, payload.customerCode)
      const fix = await getFix(ctx.tx, visit.checkInFixId)
      const counts = fix !== null && !isNotLive(ctx, fix, customer)
      const judgement = counts ? judge(ctx, fix, customer) : null
      if (judgement?.verdict !== 'on_site') throw new UserError(message(w.changeNone))
      const stop = await stopFor(ctx.tx, visit.repOpenId, visit.date, customer.code)
      await settleStop(ctx.tx, visit.planStopId, 'released')
      if (stop) await linkStop(ctx.tx, stop.id, visit.id)
      const moved = await updateVisit(ctx.tx, visit.id, {
        customerCode: customer.code,
        planStopId: stop?.id ?? null,
        planned: isPlanned(stop),
        verdict: judgement.verdict,
        distanceM: judgement.distanceM,
        reason: null,
      })
      await keepTips(ctx.tx, moved)
      await planMoved(ctx, moved)
      const text = ctx.t(w.changed, { name: customer.name })
      return visitReply(ctx, moved, { type: 'success', text })
    }),
  ),

  onAction(visitActions.nearby, who, async (ctx, { payload }) =>
    replaceCard(await nearbyOf(ctx, await fixForClick(ctx, payload.fixId))),
  ),

  onAction(visitActions.addToPlan, who, async (ctx, { payload }) => {
    const customer = await customerForClick(ctx, payload.customerCode)
    const { openId } = ctx.actor
    const stops = await stopsOf(ctx.tx, openId, ctx.today)
    const isThere = stops.some(({ customerCode }) => customerCode === customer.code)
    const wish = {
      repOpenId: openId,
      customerCode: customer.code,
      date: ctx.today,
      byOpenId: openId,
    }
    if (isThere || !(await addWish(ctx, { ...wish, source: 'adhoc' })))
      return toast('info', ctx.t(w.onPlanAlready))
    await ctx.emit(planChanged, { repOpenId: ctx.actor.openId, date: ctx.today })
    return toast('success', ctx.t(w.addedToPlan))
  }),
]

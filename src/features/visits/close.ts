/** The end of a visit, whoever ends it. */
import { closedAgainCard } from '../../../cards/visits/manager.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatDate, type LocalDate, localDate } from '../../domain/time.ts'
import { dwellMinutes, isStayTooShort, SHOP_CLOSED } from '../../domain/visits/summary.ts'
import { markSummary, summaryScore } from '../../domain/visits/summary-quality.ts'
import { planChanged, visitClosed } from '../../events.ts'
import { managersOf } from '../org/store.ts'
import { addWish } from '../plans/wishes.ts'
import { photosComplete, type Scene, sceneOf } from './scene.ts'
import { settleStop } from './store/plan.ts'
import { closedVisitsOf, summariesBefore, updateVisit, type Visit } from './store/visits.ts'
import { visitCard } from './views.ts'

export interface Closing {
  readonly by: 'rep' | 'system'
  readonly at: Date
  readonly summary: string | null
  readonly outcome: string | null
  readonly orderAmountFen: number | null
  readonly nextStep: string | null
  readonly nextVisitOn: string | null
}

/** Closes a visit and lets everybody know who follows it up. Nobody knows how long a forgotten one was. */
export async function closeVisit(ctx: Ctx, scene: Scene, closing: Closing): Promise<Visit> {
  const { visit } = scene
  const { by, at, ...result } = closing
  const minutes = by === 'rep' ? dwellMinutes(visit.checkedInAt, at) : null
  const closed = await updateVisit(ctx.tx, visit.id, {
    ...result,
    status: 'closed',
    closedBy: by,
    checkedOutAt: at,
    dwellMinutes: minutes,
    photosComplete: photosComplete(scene),
    stayedEnough: minutes !== null && !isStayTooShort(minutes, scene.rules.minStayMinutes),
    summaryScore: await scoreOf(ctx, scene, closing),
    formShown: false,
  })
  await settleStop(ctx.tx, visit.planStopId, { visitId: visit.id })
  if (closing.nextVisitOn !== null) await promise(ctx, closed, closing.nextVisitOn)
  if (closing.outcome === SHOP_CLOSED) await tellClosedAgain(ctx, { ...scene, visit: closed })
  await ctx.emit(visitClosed, { visitId: visit.id, repOpenId: visit.repOpenId })
  return closed
}

/** A summary is compared with so many of the rep's own before it. */
const compared = 30

async function scoreOf(ctx: Ctx, scene: Scene, closing: Closing): Promise<number | null> {
  const earlier = await summariesBefore(ctx.tx, scene.visit, compared)
  const marks = markSummary(closing, earlier, scene.rules.summaryMin)
  return marks && summaryScore(marks)
}

/** The plan card of the visit's day shows something else now. */
export async function planMoved(ctx: Ctx, visit: Visit): Promise<void> {
  await ctx.emit(planChanged, { repOpenId: visit.repOpenId, date: visit.date })
}

async function promise(ctx: Ctx, visit: Visit, day: string): Promise<void> {
  const { repOpenId, customerCode, id: visitId, nextStep } = visit
  const date = localDate.parse(day)
  await addWish(ctx, {
    repOpenId,
    customerCode,
    date,
    visitId,
    source: 'promise',
    byOpenId: repOpenId,
    ...(nextStep ? { note: nextStep } : {}),
  })
  await ctx.emit(planChanged, { repOpenId, date })
}

/** A shop found closed twice running is the manager's to look at; each further time again. */
async function tellClosedAgain(ctx: Ctx, { visit, rep, customer }: Scene): Promise<void> {
  const recent = await closedVisitsOf(ctx.tx, visit.customerCode, {
    before: visit.checkedInAt,
    limit: 10,
  })
  const others = recent.findIndex(({ outcome }) => outcome !== SHOP_CLOSED)
  const running = others < 0 ? recent : recent.slice(0, others)
  if (running.length < 2) return
  const seen = {
    rep: rep.name,
    customer: customer?.name ?? visit.customerCode,
    times: running.length,
    dates: running.slice(0, 3).map(({ date }) => formatDate(date as LocalDate, 'monthDay')),
  }
  for (const manager of await managersOf(ctx.tx, rep)) {
    await ctx.say({ openId: manager.openId }, closedAgainCard(seen, ctx.tFor(manager.locale)))
  }
}

/** Ends a visit that its rep forgot, and says so on its card. */
export async function closeForgotten(ctx: Ctx, visit: Visit): Promise<void> {
  const scene = await sceneOf(ctx, visit)
  const closed = await closeVisit(ctx, scene, {
    by: 'system',
    at: ctx.now,
    summary: scene.notes.length > 0 ? scene.notes.map(({ text }) => text).join('\n') : null,
    outcome: null,
    orderAmountFen: null,
    nextStep: null,
    nextVisitOn: null,
  })
  const card = await visitCard(ctx, { ...scene, visit: closed }, ctx.tFor(scene.rep.locale))
  await ctx.show({ openId: visit.repOpenId }, `visit:${visit.id}`, card)
}

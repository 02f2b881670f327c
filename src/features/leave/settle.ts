/** 改派, 改期, 放弃: a manager settles the stops of somebody who cannot go. */
import { and, eq, inArray } from 'drizzle-orm'
import { offerActions } from '../../../cards/leave/actions.ts'
import { offerCard, offersCard } from '../../../cards/leave/offers.ts'
import { cut, dayText } from '../../../cards/plans/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../bot/reply.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { planChanged } from '../../events.ts'
import { botWords } from '../../i18n/bot.ts'
import { leaveWords } from '../../i18n/leave.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { customers } from '../customers/tables.ts'
import { applyAssignment } from '../plans/assign/apply.ts'
import { calendarOf, loadRep, type Rep } from '../plans/people.ts'
import { planStops } from '../plans/tables.ts'
import {
  idleBatch,
  offersOf,
  offersThing,
  offersView,
  type StopOffer,
  showOffers,
} from './offers.ts'
import { awayOn } from './store.ts'
import { stopOffers } from './tables.ts'

interface Batch {
  readonly batchId: string
  readonly rep: Rep
  /** What is to be settled: one stop, or all that are open. */
  readonly open: readonly StopOffer[]
}

/** A batch that the actor may settle, the rep locked. Who may not learns nothing. Throws UserError. */
async function batchFor(
  ctx: ActorCtx,
  { batchId, offerId }: { batchId: string; offerId?: string | undefined },
): Promise<Batch> {
  const [any] = await ctx.tx.select().from(stopOffers).where(eq(stopOffers.batchId, batchId))
  const rep = any ? await loadRep(ctx.tx, any.repOpenId) : null
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'plan.assign', rep)
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const rows = await dropGone(ctx, await offersOf(ctx, batchId))
  const open = rows.filter((row) => row.status === 'open' && (!offerId || row.id === offerId))
  return { batchId, rep, open }
}

/** Stops of who has not begun may be visited or skipped meanwhile: nothing is to be settled then. */
async function dropGone(ctx: ActorCtx, rows: readonly StopOffer[]): Promise<StopOffer[]> {
  const idle = rows.filter((row) => row.why === 'notStarted' && row.status === 'open')
  const [first] = idle
  if (!first) return [...rows]
  const standing = await ctx.tx
    .select({ code: planStops.customerCode, visitId: planStops.visitId })
    .from(planStops)
    .where(
      and(
        eq(planStops.repOpenId, first.repOpenId),
        eq(planStops.date, first.date),
        eq(planStops.status, 'planned'),
      ),
    )
  const codes = new Set(standing.filter((row) => !row.visitId).map((row) => row.code))
  const gone = idle.filter((row) => !codes.has(row.customerCode))
  await mark(ctx, gone, { status: 'withdrawn' })
  const ids = new Set(gone.map((row) => row.id))
  return rows.map((row) => (ids.has(row.id) ? { ...row, status: 'withdrawn' as const } : row))
}

async function mark(
  ctx: ActorCtx,
  rows: readonly StopOffer[],
  set: Partial<StopOffer>,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await ctx.tx.update(stopOffers).set(set).where(inArray(stopOffers.id, ids))
}

/** The card of the batch, here and with everybody else who has it. */
async function answer(ctx: ActorCtx, { batchId }: Batch, said?: Toast): Promise<Reply> {
  const view = await offersView(ctx, batchId)
  if (!view) throw new UserError(message(botWords.notYours), 'error')
  if (said?.type === 'success') {
    await showOffers(ctx, batchId, { ifShown: true, except: ctx.actor.openId })
  }
  return replaceCard(offersCard(view, ctx.t), offersThing(batchId), said)
}

const nothingOpen = (ctx: ActorCtx): Toast => ({
  type: 'warning',
  text: ctx.t(leaveWords.nothingOpen),
})

/** 改派 on 未开始拜访. */
const onOpen = onAction(offerActions.open, { who: leaders }, async (ctx, { payload, option }) => {
  const rep = await loadRep(ctx.tx, option)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'plan.assign', rep)
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const batchId = await idleBatch(ctx, rep, payload.date)
  if (batchId) await dropGone(ctx, await offersOf(ctx, batchId))
  const view = batchId ? await offersView(ctx, batchId) : null
  if (!batchId || !view) return toast('warning', ctx.t(leaveWords.nothingOpen))
  // The list of 未开始拜访 stays where it is.
  return sendCard(offersCard(view, ctx.t), offersThing(batchId))
})

const onShow = onAction(offerActions.show, { who: leaders }, async (ctx, { payload }) => {
  const batch = await batchFor(ctx, payload)
  const view = await offersView(ctx, batch.batchId)
  const one = view?.offers.find((offer) => offer.offerId === payload.offerId)
  if (!view || !one) return answer(ctx, batch)
  return replaceCard(offerCard(view, one, ctx.t), offersThing(batch.batchId))
})

/** 改派给…: another rep takes the stops on their days. */
const onGive = onAction(offerActions.give, { who: leaders }, async (ctx, { payload, option }) => {
  const batch = await batchFor(ctx, payload)
  const taker = await loadRep(ctx.tx, option)
  if (!taker) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'plan.assign', taker)
  const open = batch.open.filter((row) => row.date >= ctx.today)
  if (open.length === 0) return answer(ctx, batch, nothingOpen(ctx))
  const dates = [...new Set(open.map((row) => row.date as LocalDate))].toSorted()
  if ((await awayOn(ctx.tx, [taker.openId], dates)).size > 0) {
    const text = ctx.t(leaveWords.isAway, { name: taker.name })
    return answer(ctx, batch, { type: 'warning', text })
  }
  const refused: string[] = []
  let given = 0
  for (const date of dates) {
    const rows = open.filter((row) => row.date === date)
    const done = await assign(ctx, taker, date, rows)
    refused.push(...done.refused)
    given += done.rows.length
    const set = { status: 'reassigned', toOpenId: taker.openId, toDate: date } as const
    await settle(ctx, batch, done.rows, set)
  }
  const text = ctx.t(leaveWords.given, { n: given, name: taker.name })
  return answer(ctx, batch, outcome(ctx, given, text, refused))
})

/** 改期: the same rep goes on the next working day. */
const onPostpone = onAction(offerActions.postpone, { who: leaders }, async (ctx, { payload }) => {
  const batch = await batchFor(ctx, payload)
  if (batch.open.length === 0) return answer(ctx, batch, nothingOpen(ctx))
  const last = batch.open.map((row) => row.date as LocalDate).reduce((a, b) => (a > b ? a : b))
  const after = last < ctx.today ? ctx.today : last
  const day = (await calendarOf(ctx, batch.rep, after)).nextWorkingDay(after)
  if (!day) return toast('warning', ctx.t(leaveWords.noNextDay))
  const done = await assign(ctx, batch.rep, day, batch.open)
  await settle(ctx, batch, done.rows, { status: 'postponed', toDate: day })
  const text = ctx.t(leaveWords.postponedTo, { day: dayText(ctx.t, day) })
  return answer(ctx, batch, outcome(ctx, done.rows.length, text, done.refused))
})

/** 放弃: nobody goes; the customer comes again when it is due. */
const onDrop = onAction(offerActions.drop, { who: leaders }, async (ctx, { payload }) => {
  const batch = await batchFor(ctx, payload)
  if (batch.open.length === 0) return answer(ctx, batch, nothingOpen(ctx))
  await settle(ctx, batch, batch.open, { status: 'dropped' })
  const text = ctx.t(leaveWords.droppedDone, { n: batch.open.length })
  return answer(ctx, batch, { type: 'success', text })
})

/** Puts the stops on a plan as a manager does; a closed customer or one without address stays open. */
async function assign(ctx: ActorCtx, rep: Rep, date: LocalDate, rows: readonly StopOffer[]) {
  const codes = rows.map((row) => row.customerCode)
  const found = await ctx.tx.select().from(customers).where(inArray(customers.code, codes))
  const base = { customers: codes, people: [rep.openId], date, asks: [], who: [], missing: [] }
  // A time that was set for the one who is away goes with the stop.
  const draft = { ...base, window: null, sure: true, each: true }
  const { refused } = await applyAssignment(ctx, draft, found, [rep])
  const out = new Set(refused.map(({ name }) => name))
  const taken = new Set(found.filter(({ name }) => !out.has(name)).map(({ code }) => code))
  return { rows: rows.filter((row) => taken.has(row.customerCode)), refused: [...out] }
}

/** Notes what was decided; a stop that still stands on the plan of who has not begun leaves it. */
async function settle(
  ctx: ActorCtx,
  { rep }: Batch,
  rows: readonly StopOffer[],
  set: Partial<StopOffer> & Pick<StopOffer, 'status'>,
): Promise<void> {
  await mark(ctx, rows, { ...set, decidedBy: ctx.actor.openId })
  const standing = rows.filter((row) => row.why === 'notStarted')
  const [first] = standing
  if (!first) return
  await ctx.tx
    .update(planStops)
    .set({
      status: 'skipped',
      skipState: 'approved',
      skipReason: set.status === 'dropped' ? 'dropped' : 'reassigned',
      skipRuledBy: ctx.actor.openId,
    })
    .where(
      and(
        eq(planStops.repOpenId, rep.openId),
        eq(planStops.date, first.date),
        eq(planStops.status, 'planned'),
        inArray(
          planStops.customerCode,
          standing.map((row) => row.customerCode),
        ),
      ),
    )
  await ctx.emit(planChanged, { repOpenId: rep.openId, date: first.date })
}

function outcome(ctx: ActorCtx, done: number, text: string, refused: readonly string[]): Toast {
  if (refused.length === 0) return { type: 'success', text }
  const names = refused.slice(0, 3).map((name) => cut(name, 20))
  const missed = ctx.t(leaveWords.someRefused, {
    n: refused.length,
    names: names.join(ctx.t(botWords.and)),
  })
  return done > 0
    ? { type: 'success', text: `${text} ${missed}` }
    : { type: 'warning', text: missed }
}

export const offerHandlers = [onOpen, onShow, onGive, onPostpone, onDrop]

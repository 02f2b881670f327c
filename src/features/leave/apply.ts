/** What free days do to plans: stops leave, and the manager is asked who takes them over. */
import { and, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { noon, type WorkCalendar } from '../../domain/work-calendar.ts'
import { planChanged } from '../../events.ts'
import { calendarOf, type Rep } from '../plans/people.ts'
import { planStops, planWishes } from '../plans/tables.ts'
import { showOffers } from './offers.ts'
import { stopOffers } from './tables.ts'

interface Leaving {
  readonly date: LocalDate
  readonly customerCode: string
  readonly stopId?: string
  readonly wishId?: string
}

/**
 * Takes a person's free time between two days, both included, out of plans and wishes from today on, and
 * shows the managers one card of what has to be settled. Half a day takes the stops of that half, by
 * their time of arrival. Visited, skipped and open visits stay. Safe to run twice: what left is gone.
 * The caller holds the rep's lock.
 */
export async function takeOffPlans(
  ctx: Ctx,
  rep: Rep,
  span: { from: LocalDate; to: LocalDate },
): Promise<void> {
  const from = span.from < ctx.today ? ctx.today : span.from
  if (span.to < from) return
  const leaving = await whatLeaves(ctx, rep, from, span.to)
  if (leaving.length === 0) return
  const batchId = uuidv7()
  await ctx.tx
    .insert(stopOffers)
    .values(
      leaving.map(({ date, customerCode }) => ({
        id: uuidv7(),
        batchId,
        repOpenId: rep.openId,
        date,
        customerCode,
        why: 'away' as const,
        createdAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
  const stops = leaving.flatMap(({ stopId }) => stopId ?? [])
  const wishes = leaving.flatMap(({ wishId }) => wishId ?? [])
  if (stops.length > 0) {
    await ctx.tx
      .update(planStops)
      .set({ status: 'skipped', skipState: 'approved', skipReason: 'leave', skipRuledBy: null })
      .where(inArray(planStops.id, stops))
  }
  if (wishes.length > 0) {
    await ctx.tx
      .update(planWishes)
      .set({ status: 'cancelled' })
      .where(inArray(planWishes.id, wishes))
  }
  await plansChanged(ctx, rep.openId, leaving)
  await showOffers(ctx, batchId, { fresh: true })
}

/** Whether a stop on a day, reached at `eta`, falls into free time. */
function isFreeTime(calendar: WorkCalendar, date: LocalDate, eta: string | null): boolean {
  const day = calendar.dayKind(date)
  if (day.kind === 'work') return false
  if (day.part === undefined) return true
  // Without a time a stop stands behind the others, wherever the day is worked.
  return eta !== null && (day.part === 'am' ? eta < noon : eta >= noon)
}

async function whatLeaves(ctx: Ctx, rep: Rep, from: LocalDate, to: LocalDate): Promise<Leaving[]> {
  const calendar = await calendarOf(ctx, rep, from)
  const isFree = (date: LocalDate, eta: string | null) => isFreeTime(calendar, date, eta)
  const stops = await ctx.tx
    .select()
    .from(planStops)
    .where(
      and(
        eq(planStops.repOpenId, rep.openId),
        gte(planStops.date, from),
        lte(planStops.date, to),
        eq(planStops.status, 'planned'),
        isNull(planStops.visitId),
      ),
    )
  // Other wishes than a manager's move to the next working day by themselves.
  const wishes = await ctx.tx
    .select()
    .from(planWishes)
    .where(
      and(
        eq(planWishes.repOpenId, rep.openId),
        gte(planWishes.date, from),
        lte(planWishes.date, to),
        eq(planWishes.status, 'waiting'),
        eq(planWishes.source, 'manual'),
        // One that became a stop which is settled already needs nobody.
        sql`not exists (select 1 from ${planStops} s where s.rep_open_id = ${planWishes.repOpenId}
          and s.date = ${planWishes.date} and s.customer_code = ${planWishes.customerCode}
          and s.status <> 'planned')`,
      ),
    )
  const wishOf = new Map(wishes.map((wish) => [`${wish.date} ${wish.customerCode}`, wish.id]))
  const found: Leaving[] = []
  for (const stop of stops) {
    const date = stop.date as LocalDate
    if (!isFree(date, stop.eta)) continue
    const key = `${date} ${stop.customerCode}`
    const wishId = wishOf.get(key)
    wishOf.delete(key)
    const { customerCode } = stop
    found.push({ date, customerCode, stopId: stop.id, ...(wishId ? { wishId } : {}) })
  }
  const onPlan = new Set(stops.map((stop) => `${stop.date} ${stop.customerCode}`))
  for (const { id: wishId, customerCode, date } of wishes) {
    const on = date as LocalDate
    if (onPlan.has(`${date} ${customerCode}`) || !isFree(on, null)) continue
    found.push({ date: on, customerCode, wishId })
  }
  return found
}

/**
 * The days are worked after all: what no manager has settled goes back to where it was, unless the person
 * is free for another reason. What was given away or put off stays so. The caller holds the rep's lock.
 */
export async function putBack(
  ctx: Ctx,
  rep: Rep,
  span: { from: LocalDate; to: LocalDate },
): Promise<void> {
  const calendar = await calendarOf(ctx, rep, span.from)
  const waiting = await ctx.tx
    .select({ offer: stopOffers, eta: planStops.eta })
    .from(stopOffers)
    .leftJoin(
      planStops,
      and(
        eq(planStops.repOpenId, stopOffers.repOpenId),
        eq(planStops.date, stopOffers.date),
        eq(planStops.customerCode, stopOffers.customerCode),
      ),
    )
    .where(
      and(
        eq(stopOffers.repOpenId, rep.openId),
        eq(stopOffers.why, 'away'),
        eq(stopOffers.status, 'open'),
        gte(stopOffers.date, span.from),
        lte(stopOffers.date, span.to),
      ),
    )
  const open = waiting
    .filter(({ offer, eta }) => !isFreeTime(calendar, offer.date as LocalDate, eta))
    .map(({ offer }) => offer)
  if (open.length === 0) return
  await ctx.tx
    .update(stopOffers)
    .set({ status: 'withdrawn' })
    .where(
      inArray(
        stopOffers.id,
        open.map(({ id }) => id),
      ),
    )
  for (const { repOpenId, date, customerCode } of open) {
    const one = { repOpenId, date, customerCode }
    await ctx.tx
      .update(planStops)
      .set({ status: 'planned', skipState: null, skipReason: null })
      .where(
        and(
          eq(planStops.repOpenId, one.repOpenId),
          eq(planStops.date, one.date),
          eq(planStops.customerCode, one.customerCode),
          eq(planStops.skipReason, 'leave'),
        ),
      )
    await ctx.tx
      .update(planWishes)
      .set({ status: 'waiting' })
      .where(
        and(
          eq(planWishes.repOpenId, one.repOpenId),
          eq(planWishes.date, one.date),
          eq(planWishes.customerCode, one.customerCode),
          eq(planWishes.source, 'manual'),
          eq(planWishes.status, 'cancelled'),
        ),
      )
  }
  await plansChanged(ctx, rep.openId, open)
  for (const batchId of new Set(open.map((offer) => offer.batchId))) {
    await showOffers(ctx, batchId, { ifShown: true })
  }
}

async function plansChanged(ctx: Ctx, repOpenId: string, days: readonly { date: string }[]) {
  for (const date of new Set(days.map((day) => day.date))) {
    await ctx.emit(planChanged, { repOpenId, date })
  }
}

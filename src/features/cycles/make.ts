/** Drafts a rep's cycle, makes it the plan, and keeps it true while the weeks go by. */
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { CyclePlan, CycleVisit } from '../../domain/plans/cycle/types.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { planCycleInThread, replanCycleInThread } from '../../planner/cycle.ts'
import type { Rep } from '../plans/people.ts'
import { dailyPlans } from '../plans/tables.ts'
import { cycleAround, cycleInputs } from './inputs.ts'
import { type Cycle, cycleOn, insertVisits, saveDraft, visitsFrom } from './store.ts'
import { cycles, cycleVisits } from './tables.ts'

/**
 * Drafts the cycle that is due at a date: the one that the day lies in, from that day on, where the rep
 * has none; else the next one, once its first day is near. Answers the draft, null when none is due.
 */
export async function draftDue(ctx: Ctx, rep: Rep, date: LocalDate): Promise<string | null> {
  const now = cycleAround(ctx, date)
  if (!(await cycleOn(ctx.tx, rep.openId, date))) return draft(ctx, rep, { from: date, to: now.to })
  const next = cycleAround(ctx, addDays(now.to, 1))
  const lead = ctx.rules.get(settings.cycleLeadDays)
  if (addDays(date, lead) < next.from) return null
  if (await cycleOn(ctx.tx, rep.openId, next.from)) return null
  return draft(ctx, rep, next)
}

/** Drafts a rep's cycle anew; a published one stays. Null when the rep has no customer to plan. */
export async function draft(
  ctx: Ctx,
  rep: Rep,
  range: { from: LocalDate; to: LocalDate },
): Promise<string | null> {
  const inputs = await cycleInputs(ctx, rep, range)
  if (inputs.input.customers.length === 0) return null
  const plan = await planCycleInThread(inputs.input)
  return saveDraft(ctx, rep, range, { plan, inputs })
}

/**
 * Plans the rest of a published cycle again from a day on: what was missed finds a new day, what was
 * visited meanwhile counts, free days, new and lost customers are taken in. What need not move stays.
 * Days whose plan went out already are left alone. Answers how many visits changed.
 */
export async function replanFrom(ctx: Ctx, rep: Rep, date: LocalDate): Promise<number> {
  const cycle = await cycleOn(ctx.tx, rep.openId, date)
  if (cycle?.status !== 'published') return 0
  const from = await firstOpenDay(ctx, rep, date)
  if (from > cycle.toDate) return 0
  const range = { from, to: cycle.toDate as LocalDate }
  const { input, terms, check } = await cycleInputs(ctx, rep, range, cycle.terms)
  const kept = await visitsFrom(ctx.tx, cycle.id, from)
  const declined = await declinedIn(ctx, cycle)
  const chosen = kept.filter(({ fixed }) => fixed)
  const plan = await replanCycleInThread(
    {
      ...input,
      customers: input.customers.map((customer) => ({
        ...customer,
        ...(declined.has(customer.code) ? { frequency: { ...customer.frequency, times: 0 } } : {}),
        // A day that a person chose is a promise to the planner.
        promises: [
          ...(customer.promises ?? []),
          ...chosen
            .filter(({ customerCode }) => customerCode === customer.code)
            .map(({ date: on }) => ({ date: on as LocalDate, source: 'manual' as const })),
        ],
      })),
    },
    kept.map(({ customerCode, date: on }) => ({ customerCode, date: on as LocalDate })),
  )
  const changed = await saveRest(ctx, cycle, from, kept, plan)
  await ctx.tx
    .update(cycles)
    .set({ terms: { ...terms, ...cycle.terms }, unplaced: plan.unplaced, check })
    .where(eq(cycles.id, cycle.id))
  return changed
}

/** The first day from `date` on whose daily plan has not been sent. */
async function firstOpenDay(ctx: Ctx, rep: Rep, date: LocalDate): Promise<LocalDate> {
  const [last] = await ctx.tx
    .select({ date: sql<LocalDate | null>`max(${dailyPlans.date})::text` })
    .from(dailyPlans)
    .where(
      and(
        eq(dailyPlans.repOpenId, rep.openId),
        gte(dailyPlans.date, date),
        sql`${dailyPlans.frozenAt} is not null`,
      ),
    )
  return last?.date ? addDays(last.date, 1) : date
}

/** Customers that the rep need not visit in this cycle any more, by a manager's word. */
async function declinedIn(ctx: Ctx, cycle: Cycle): Promise<Set<string>> {
  const rows = await ctx.tx.execute<{ code: string }>(sql`
    select customer_code as code from cycle_requests
    where rep_open_id = ${cycle.repOpenId} and status = 'approved' and to_date is null
      and from_date between ${cycle.fromDate} and ${cycle.toDate}`)
  return new Set(rows.map(({ code }) => code))
}

async function saveRest(
  ctx: Ctx,
  cycle: Cycle,
  from: LocalDate,
  kept: Awaited<ReturnType<typeof visitsFrom>>,
  plan: CyclePlan,
): Promise<number> {
  const keyOf = (visit: { customerCode: string; date: string }) =>
    `${visit.customerCode}\t${visit.date}`
  const wanted = new Map<string, CycleVisit>(
    plan.visits
      .filter(({ reason, date }) => reason !== 'promise' && date >= from)
      .map((visit) => [keyOf(visit), visit]),
  )
  const gone = kept.filter((visit) => !wanted.has(keyOf(visit)) && !visit.fixed)
  if (gone.length > 0)
    await ctx.tx.delete(cycleVisits).where(
      inArray(
        cycleVisits.id,
        gone.map(({ id }) => id),
      ),
    )
  const there = new Set(kept.map(keyOf))
  const added = [...wanted.values()].filter((visit) => !there.has(keyOf(visit)))
  await insertVisits(ctx.tx, cycle, added)
  return gone.length + added.length
}

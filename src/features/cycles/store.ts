/** Cycles as they are kept: made, published, read by day. */
import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { CyclePlan, CycleVisit } from '../../domain/plans/cycle/types.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Rep } from '../plans/people.ts'
import { cycles, cycleVisits } from './tables.ts'

export type Cycle = typeof cycles.$inferSelect
export type CycleVisitRow = typeof cycleVisits.$inferSelect

/** Writes a rep's cycle in place of a draft of the same first day; answers its id. */
export async function saveDraft(
  ctx: Ctx,
  rep: Rep,
  range: { from: LocalDate; to: LocalDate },
  made: { plan: CyclePlan; inputs: Pick<typeof cycles.$inferSelect, 'terms' | 'check'> },
): Promise<string> {
  const { plan, inputs } = made
  const old = await ctx.tx
    .delete(cycles)
    .where(
      and(
        eq(cycles.repOpenId, rep.openId),
        eq(cycles.fromDate, range.from),
        eq(cycles.status, 'draft'),
      ),
    )
    .returning({ id: cycles.id })
  if (old.length > 0)
    await ctx.tx.delete(cycleVisits).where(
      inArray(
        cycleVisits.cycleId,
        old.map(({ id }) => id),
      ),
    )
  const id = uuidv7()
  await ctx.tx.insert(cycles).values({
    id,
    repOpenId: rep.openId,
    teamCode: rep.teamCode ?? '',
    fromDate: range.from,
    toDate: range.to,
    status: 'draft',
    terms: inputs.terms,
    figures: plan.figures,
    unplaced: plan.unplaced,
    check: inputs.check,
    madeAt: ctx.now,
  })
  await insertVisits(ctx.tx, { id, repOpenId: rep.openId }, plan.visits)
  return id
}

const atOnce = 1000

/** Promises are not among them: they stand in the wishes, and daily plans take them from there. */
export async function insertVisits(
  tx: Tx,
  cycle: { id: string; repOpenId: string },
  visits: readonly CycleVisit[],
): Promise<void> {
  const rows = visits.flatMap(({ customerCode, date, reason, routed }) =>
    reason === 'promise'
      ? []
      : [
          {
            id: uuidv7(),
            cycleId: cycle.id,
            repOpenId: cycle.repOpenId,
            customerCode,
            date,
            reason,
            routed,
          },
        ],
  )
  for (let i = 0; i < rows.length; i += atOnce)
    await tx
      .insert(cycleVisits)
      .values(rows.slice(i, i + atOnce))
      .onConflictDoNothing()
}

/** The rep's cycle that covers a day, published or draft; the published one first. */
export async function cycleOn(tx: Tx, repOpenId: string, date: LocalDate): Promise<Cycle | null> {
  const [found] = await tx
    .select()
    .from(cycles)
    .where(
      and(eq(cycles.repOpenId, repOpenId), lte(cycles.fromDate, date), gte(cycles.toDate, date)),
    )
    .orderBy(desc(cycles.status), desc(cycles.fromDate))
    .limit(1)
  return found ?? null
}

/** The visits of a cycle from a day on. */
export async function visitsFrom(
  tx: Tx,
  cycleId: string,
  from: LocalDate,
): Promise<CycleVisitRow[]> {
  return tx
    .select()
    .from(cycleVisits)
    .where(and(eq(cycleVisits.cycleId, cycleId), gte(cycleVisits.date, from)))
    .orderBy(asc(cycleVisits.date), asc(cycleVisits.customerCode))
}

/** Drafts and published cycles of a team that begin on a day, by rep. */
export async function cyclesOfTeam(tx: Tx, teamCode: string, from: LocalDate): Promise<Cycle[]> {
  return tx
    .select()
    .from(cycles)
    .where(and(eq(cycles.teamCode, teamCode), eq(cycles.fromDate, from)))
    .orderBy(asc(cycles.repOpenId))
}

/** Makes drafts the plan; answers how many were drafts. */
export async function publish(
  ctx: Ctx,
  ids: readonly string[],
  by: string | null,
): Promise<number> {
  if (ids.length === 0) return 0
  const done = await ctx.tx
    .update(cycles)
    .set({ status: 'published', publishedAt: ctx.now, publishedBy: by })
    .where(and(inArray(cycles.id, [...ids]), eq(cycles.status, 'draft')))
    .returning({ id: cycles.id })
  return done.length
}

/** The visits of a cycle on a day. */
export async function visitsOn(tx: Tx, cycleId: string, date: LocalDate): Promise<CycleVisitRow[]> {
  return tx
    .select()
    .from(cycleVisits)
    .where(and(eq(cycleVisits.cycleId, cycleId), eq(cycleVisits.date, date)))
    .orderBy(asc(cycleVisits.customerCode))
}

/** How often each customer stands in a cycle up to a day, that day included. */
export async function countsUpTo(
  tx: Tx,
  cycleId: string,
  date: LocalDate,
): Promise<Map<string, { nth: number; of: number }>> {
  const rows = await tx.execute<{ code: string; nth: string; n: string }>(sql`
    select customer_code as code, count(*) filter (where date <= ${date}) as nth, count(*) as n
    from cycle_visits where cycle_id = ${cycleId} group by customer_code`)
  return new Map(rows.map(({ code, nth, n }) => [code, { nth: Number(nth), of: Number(n) }]))
}

/** Reps whose agreed cycle covers a day. */
export async function repsWithCycle(tx: Tx, date: LocalDate): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ openId: cycles.repOpenId })
    .from(cycles)
    .where(
      and(eq(cycles.status, 'published'), lte(cycles.fromDate, date), gte(cycles.toDate, date)),
    )
    .orderBy(asc(cycles.repOpenId))
  return rows.map(({ openId }) => openId)
}

/** The first days of a team's drafts that have not begun or are running, the nearest first. */
export async function draftStarts(tx: Tx, teamCode: string): Promise<LocalDate[]> {
  const rows = await tx
    .selectDistinct({ from: cycles.fromDate })
    .from(cycles)
    .where(and(eq(cycles.teamCode, teamCode), eq(cycles.status, 'draft')))
    .orderBy(asc(cycles.fromDate))
  return rows.map(({ from }) => from as LocalDate)
}

export async function hasDrafts(tx: Tx, teamCode: string): Promise<boolean> {
  return (await draftStarts(tx, teamCode)).length > 0
}

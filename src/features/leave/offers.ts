/** The stops that a manager settles: reading a batch, and keeping its card up to date. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { maxTakers, type OffersView, offersCard } from '../../../cards/leave/offers.ts'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { activeReps, getUser, getUsers, teamPath, type User } from '../org/store.ts'
import type { Rep } from '../plans/people.ts'
import { planStops } from '../plans/tables.ts'
import { awayOn, judgesOf } from './store.ts'
import { stopOffers } from './tables.ts'

export type StopOffer = typeof stopOffers.$inferSelect

/** One card a batch for each who may settle it. */
export const offersThing = (batchId: string) => `offers:${batchId}`

/** The stops of a batch, locked, open ones first; empty when there is no such batch. */
export async function offersOf(ctx: Ctx, batchId: string): Promise<StopOffer[]> {
  return ctx.tx
    .select()
    .from(stopOffers)
    .where(eq(stopOffers.batchId, batchId))
    .orderBy(
      sql`case ${stopOffers.status} when 'open' then 0 else 1 end`,
      asc(stopOffers.date),
      asc(stopOffers.id),
    )
    .for('update')
}

/** The card of a batch as it stands; null when there is no such batch. */
export async function offersView(ctx: Ctx, batchId: string): Promise<OffersView | null> {
  const rows = await offersOf(ctx, batchId)
  const [first] = rows
  const rep = first ? await getUser(ctx.tx, first.repOpenId) : null
  if (!first || !rep) return null
  const codes = [...new Set(rows.map((row) => row.customerCode))]
  const names = await ctx.tx
    .select({ code: customers.code, name: customers.name })
    .from(customers)
    .where(inArray(customers.code, codes))
  const nameOf = new Map(names.map(({ code, name }) => [code, name]))
  const people = await getUsers(
    ctx.tx,
    rows.flatMap((row) => row.toOpenId ?? []),
  )
  const dates = rows.filter((row) => row.status === 'open').map((row) => row.date as LocalDate)
  return {
    batchId,
    repName: rep.name,
    why: first.why,
    offers: rows.map((row) => ({
      offerId: row.id,
      date: row.date as LocalDate,
      customer: nameOf.get(row.customerCode) ?? row.customerCode,
      status: row.status,
      toName: row.toOpenId ? (people.get(row.toOpenId)?.name ?? '') : null,
      toDate: row.toDate as LocalDate | null,
    })),
    people: dates.length > 0 ? await takersFor(ctx, rep, dates) : [],
  }
}

/** Reps near to the one who is away, own team first, that work on all of those days. */
async function takersFor(ctx: Ctx, rep: User, dates: readonly LocalDate[]): Promise<User[]> {
  for (const code of await teamPath(ctx.tx, rep.teamCode)) {
    const below = await ctx.tx.execute<{ code: string }>(sql`
      with recursive down(code, depth) as (
        select ${code}::text, 0
        union all
        select t.code, down.depth + 1 from teams t join down on t.parent_code = down.code
        where down.depth < 20
      ) select distinct code from down`)
    const reps = await activeReps(
      ctx.tx,
      below.map((row) => row.code),
    )
    const others = reps.filter((other) => other.openId !== rep.openId)
    const ids = others.map((other) => other.openId)
    const away = await awayOn(ctx.tx, ids, dates)
    const free = others.filter((other) => !away.has(other.openId))
    if (free.length > 0) return free.slice(0, maxTakers)
  }
  return []
}

/** Puts the card of a batch before everybody who may settle it, but `except`. */
export async function showOffers(
  ctx: Ctx,
  batchId: string,
  options: { fresh?: boolean; ifShown?: boolean; except?: string },
): Promise<void> {
  const { except, ...how } = options
  const view = await offersView(ctx, batchId)
  const [first] = await ctx.tx.select().from(stopOffers).where(eq(stopOffers.batchId, batchId))
  const rep = first ? await getUser(ctx.tx, first.repOpenId) : null
  if (!view || !rep) return
  for (const judge of await judgesOf(ctx.tx, rep)) {
    if (judge.openId === except) continue
    const card = offersCard(view, ctx.tFor(judge.locale))
    await ctx.show({ openId: judge.openId }, offersThing(batchId), card, how)
  }
}

/**
 * The batch of a rep who has not begun: made of the stops that are still open, or the one that was made
 * before, with what has come since. Null when nothing is open. The caller holds the rep's lock.
 */
export async function idleBatch(ctx: Ctx, rep: Rep, date: LocalDate): Promise<string | null> {
  const [known] = await ctx.tx
    .select({ batchId: stopOffers.batchId })
    .from(stopOffers)
    .where(
      and(
        eq(stopOffers.repOpenId, rep.openId),
        eq(stopOffers.date, date),
        eq(stopOffers.why, 'notStarted'),
      ),
    )
    .limit(1)
  const open = await ctx.tx
    .select({ code: planStops.customerCode })
    .from(planStops)
    .where(
      and(
        eq(planStops.repOpenId, rep.openId),
        eq(planStops.date, date),
        eq(planStops.status, 'planned'),
        isNull(planStops.visitId),
      ),
    )
    .orderBy(asc(planStops.sequence))
  if (open.length === 0) return known?.batchId ?? null
  const batchId = known?.batchId ?? uuidv7()
  await ctx.tx
    .insert(stopOffers)
    .values(
      open.map(({ code }) => ({
        id: uuidv7(),
        batchId,
        repOpenId: rep.openId,
        date,
        customerCode: code,
        why: 'notStarted' as const,
        createdAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
  return batchId
}

/** Outings in rows: one open at most for each person. */
import { and, asc, desc, eq, gte, inArray, lt, lte, ne, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { OutingResult } from '../../domain/outings.ts'
import type { LocalDate } from '../../domain/time.ts'
import { users } from '../org/tables.ts'
import { outings } from './tables.ts'

export type Outing = typeof outings.$inferSelect

/** An outing, locked against another click at the same time; null when there is none. */
export async function outingFor(tx: Tx, id: string): Promise<Outing | null> {
  const [row] = await tx.select().from(outings).where(eq(outings.id, id)).for('update')
  return row ?? null
}

/** What a person is out for now. */
export async function openOuting(tx: Tx, openId: string): Promise<Outing | null> {
  const [row] = await tx
    .select()
    .from(outings)
    .where(and(eq(outings.openId, openId), eq(outings.status, 'open')))
  return row ?? null
}

/** Goes out; when the person is out already that outing is answered, and `isNew` is false. */
export async function startOuting(
  ctx: Ctx,
  openId: string,
  what: { readonly kind: string; readonly reason: string | null },
): Promise<{ readonly outing: Outing; readonly isNew: boolean }> {
  const [made] = await ctx.tx
    .insert(outings)
    .values({
      id: uuidv7(),
      openId,
      date: ctx.today,
      kind: what.kind,
      reason: what.reason?.slice(0, 500) ?? null,
      startedAt: ctx.now,
      status: 'open',
    })
    .onConflictDoNothing()
    .returning()
  if (made) return { outing: made, isNew: true }
  const open = await openOuting(ctx.tx, openId)
  if (!open) throw new Error(`an outing of ${openId} was in the way and is gone`)
  return { outing: open, isNew: false }
}

export async function changeOuting(
  ctx: Ctx,
  outing: Outing,
  set: Partial<Omit<Outing, 'id'>>,
): Promise<Outing> {
  await ctx.tx.update(outings).set(set).where(eq(outings.id, outing.id))
  return { ...outing, ...set }
}

/** The end of an outing as its person tells it. */
export const endOuting = (
  ctx: Ctx,
  outing: Outing,
  told: { readonly result: OutingResult; readonly note: string | null },
): Promise<Outing> =>
  changeOuting(ctx, outing, {
    status: 'ended',
    result: told.result,
    note: told.note?.slice(0, 1000) ?? null,
    endedAt: ctx.now,
    endedBy: 'person',
  })

/** Outings of these people (null: of everybody) that began on a day, or are open since before it. */
export async function outingsOfDay(
  tx: Tx,
  date: LocalDate,
  teams: readonly string[] | null,
): Promise<(Outing & { readonly name: string })[]> {
  if (teams?.length === 0) return []
  const rows = await tx
    .select({ outing: outings, name: users.name })
    .from(outings)
    .innerJoin(users, eq(users.openId, outings.openId))
    .where(
      and(
        or(eq(outings.date, date), and(eq(outings.status, 'open'), lt(outings.date, date))),
        ne(outings.status, 'cancelled'),
        eq(users.status, 'active'),
        teams ? inArray(users.teamCode, [...teams]) : undefined,
      ),
    )
    .orderBy(desc(outings.startedAt), asc(outings.id))
  return rows.map(({ outing, name }) => ({ ...outing, name }))
}

/** Active people who are out now, with their teams: few at any time. */
export async function peopleOut(
  tx: Tx,
  before?: LocalDate,
): Promise<{ outingId: string; openId: string; teamCode: string | null; date: string }[]> {
  return tx
    .select({
      outingId: outings.id,
      openId: outings.openId,
      teamCode: users.teamCode,
      date: outings.date,
    })
    .from(outings)
    .innerJoin(users, eq(users.openId, outings.openId))
    .where(
      and(
        eq(outings.status, 'open'),
        eq(users.status, 'active'),
        before ? lt(outings.date, before) : undefined,
      ),
    )
    .orderBy(asc(outings.date), asc(outings.openId))
}

/** Closes what nobody will tell about any more: of people who have left, and what is older than a day. */
export async function closeForgotten(ctx: Ctx, before: LocalDate): Promise<number> {
  const rows = await ctx.tx.execute<{ id: string }>(sql`
    update outings o set status = 'ended', ended_by = 'system'
    where o.status = 'open' and (o.date < ${before} or exists (
      select 1 from users u where u.open_id = o.open_id and u.status = 'left'))
    returning o.id`)
  return rows.length
}

/** Outings that began on one of the days, for the report. */
export async function outingsBetween(tx: Tx, from: LocalDate, to: LocalDate): Promise<Outing[]> {
  return tx
    .select()
    .from(outings)
    .where(and(gte(outings.date, from), lte(outings.date, to)))
    .orderBy(asc(outings.startedAt), asc(outings.id))
}

/** Customers whom a person checked in at between two instants, in order; a name where there is one. */
export async function visitsWithin(
  tx: Tx,
  openId: string,
  from: Date,
  to: Date,
): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select coalesce(max(c.name), v.customer_code) as name from visits v
    left join customers c on c.code = v.customer_code
    where v.rep_open_id = ${openId} and v.status <> 'cancelled'
      and v.date between (${from.toISOString()}::timestamptz)::date - 1
        and (${to.toISOString()}::timestamptz)::date + 1
      and v.checked_in_at >= ${from.toISOString()}::timestamptz
      and v.checked_in_at <= ${to.toISOString()}::timestamptz
    group by v.customer_code order by min(v.checked_in_at)`)
  return rows.map(({ name }) => name)
}

/** What follows when somebody has left: plans are called off, and the managers get what waits. */
import { and, eq, sql } from 'drizzle-orm'
import { leftCard } from '../../../cards/handover/handover.ts'
import type { HandoverCounts } from '../../../cards/handover/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { managersOf, type User } from '../org/store.ts'
import { users } from '../org/tables.ts'
import { countWhat, futureStops, futureWishes, leftReason, type What } from './store/what.ts'
import { departures } from './tables.ts'

export const leftThing = (openId: string) => `left:${openId}`

/**
 * Calls off everything to come of somebody who has left and tells the managers (admins where there are
 * none), once; a handover gives it to the receiver. Answers what waits, null when it was done before.
 * The caller has set the status and holds the person's lock.
 */
export async function followUpLeaving(ctx: Ctx, person: User): Promise<HandoverCounts | null> {
  const isNew = await ctx.tx
    .insert(departures)
    .values({ openId: person.openId, at: ctx.now })
    .onConflictDoNothing()
    .returning({ openId: departures.openId })
  if (isNew.length === 0) return null
  const what: What = { fromOpenId: person.openId, today: ctx.today, pick: 'all' }
  const counts = await countWhat(ctx.tx, what)
  await ctx.tx.execute(sql`
    update plan_stops s set status = 'skipped', skip_reason = ${leftReason}, skip_state = 'approved',
      skip_ruled_by = null where ${futureStops(what)}`)
  await ctx.tx.execute(
    sql`update plan_wishes w set status = 'orphaned' where ${futureWishes(what)}`,
  )
  if (counts.customers + counts.stops + counts.promises === 0) return counts
  for (const { openId, locale } of await whoCares(ctx, person)) {
    const card = leftCard({ openId: person.openId, name: person.name, counts }, ctx.tFor(locale))
    await ctx.show({ openId }, leftThing(person.openId), card, { fresh: true })
  }
  ctx.log.info({ openId: person.openId, ...counts }, 'a person has left')
  return counts
}

async function whoCares(ctx: Ctx, person: User): Promise<User[]> {
  const managers = await managersOf(ctx.tx, person)
  if (managers.length > 0) return managers
  return ctx.tx
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
}

/** People whose status says that they have left, or are back, and whose records do not know it yet. */
export async function unsettled(ctx: Ctx): Promise<{ openId: string }[]> {
  const rows = await ctx.tx.execute<{ open_id: string }>(sql`
    select u.open_id from users u left join departures d on d.open_id = u.open_id
    where (u.status = 'left') <> (d.open_id is not null) order by u.open_id`)
  return rows.map((row) => ({ openId: row.open_id }))
}

/** Who is back finds what was called off and not handed over. The caller holds the person's lock. */
export async function followUpReturn(ctx: Ctx, openId: string): Promise<void> {
  await ctx.tx.delete(departures).where(eq(departures.openId, openId))
  await ctx.tx.execute(sql`
    update plan_stops set status = 'planned', skip_reason = null, skip_state = null
    where rep_open_id = ${openId} and date >= ${ctx.today} and status = 'skipped'
      and skip_reason = ${leftReason}`)
  await ctx.tx.execute(sql`
    update plan_wishes set status = 'waiting'
    where rep_open_id = ${openId} and date >= ${ctx.today} and status = 'orphaned'`)
}

/** New alarms reach their owners in the morning, all of a day on one card. */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { customers } from '../customers/tables.ts'
import { getUser, teamPath, type User } from '../org/store.ts'
import { users } from '../org/tables.ts'
import { type AlarmRow, changeAlarm, noteEvents, running } from './acts-store.ts'
import { escalate, tell } from './clock.ts'
import { levelsOf } from './clock-people.ts'
import { offerFor } from './promos.ts'
import { ownerLeft } from './show.ts'
import { customerAlarms } from './tables.ts'

/** Nobody has heard of it, or the owner is another one since. */
const untold = () =>
  and(
    eq(customers.status, 'active'),
    running(),
    or(
      and(
        eq(customerAlarms.state, 'open'),
        eq(customerAlarms.level, 0),
        isNull(customerAlarms.dueAt),
        isNull(customerAlarms.actedAt),
        sql`not exists (select 1 from alarm_events e where e.alarm_id = ${customerAlarms.id}
          and e.kind = 'told' and e.note = ${customers.ownerOpenId})`,
      ),
      sql`${customerAlarms.ownerOpenId} is distinct from ${customers.ownerOpenId}`,
    ),
  )

/** Active owners with alarms that they have not heard of, with their teams. */
export async function ownersToTell(ctx: Ctx, teamCode: string): Promise<User[]> {
  const rows = await ctx.tx
    .selectDistinct({ user: users })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .innerJoin(users, eq(users.openId, customers.ownerOpenId))
    .where(
      and(
        untold(),
        eq(users.status, 'active'),
        teamCode === '' ? isNull(users.teamCode) : eq(users.teamCode, teamCode),
      ),
    )
  return rows.map(({ user }) => user)
}

/** Whether there are alarms of customers whom nobody looks after. */
export async function hasOwnerless(ctx: Ctx): Promise<boolean> {
  return (await untoldRows(ctx, null, 1)).length > 0
}

async function untoldRows(
  ctx: Ctx,
  ownerOpenId: string | null,
  limit?: number,
): Promise<AlarmRow[]> {
  const owner =
    ownerOpenId === null
      ? or(isNull(customers.ownerOpenId), ownerLeft())
      : eq(customers.ownerOpenId, ownerOpenId)
  const query = ctx.tx
    .select({ alarm: customerAlarms, customer: customers })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .where(
      and(
        untold(),
        owner,
        // What went up for want of an owner is not sent again each day.
        ownerOpenId === null ? eq(customerAlarms.level, 0) : undefined,
      ),
    )
    .orderBy(sql`${customerAlarms.moneyAtRiskFen} desc`, customerAlarms.id)
    .for('update', { of: customerAlarms })
  return limit ? query.limit(limit) : query
}

/**
 * Tells an owner what is new, on one card; alarms that came with a customer from somebody else are taken
 * over, their planned visits stay. Nothing is new: nothing is sent. The caller holds the person's lock.
 */
export async function tellOwner(ctx: Ctx, openId: string): Promise<void> {
  const user = await getUser(ctx.tx, openId)
  if (user?.status !== 'active') return
  const rows = await untoldRows(ctx, openId)
  const news: AlarmRow[] = []
  for (const row of rows) {
    const moved = await takeOver(ctx, row, openId)
    if (moved.state === 'open') news.push({ ...row, alarm: moved })
  }
  if (news.length === 0) return
  await noteOffers(ctx, news, user)
  await tell(ctx, user, news)
}

/** The alarm follows its customer; at whom it stood before does not count. */
async function takeOver(ctx: Ctx, { alarm }: AlarmRow, openId: string) {
  if (alarm.ownerOpenId === openId) return alarm
  await noteEvents(ctx, 'moved', [{ alarmId: alarm.id, by: null, note: openId }])
  if (alarm.state === 'planned') return changeAlarm(ctx, alarm, { ownerOpenId: openId })
  return changeAlarm(ctx, alarm, { ownerOpenId: openId, level: 0, dueAt: null, actedAt: null })
}

async function noteOffers(ctx: Ctx, rows: readonly AlarmRow[], owner: User): Promise<void> {
  const teams = await teamPath(ctx.tx, owner.teamCode)
  const offered = rows.flatMap(({ alarm, customer }) => {
    const offer = offerFor(ctx, customer, teams)
    return offer ? [{ alarmId: alarm.id, by: null, note: offer }] : []
  })
  await noteEvents(ctx, 'offered', offered)
}

/** Alarms of customers without an owner go to the managers of the customer's team at once. */
export async function tellOwnerless(ctx: Ctx): Promise<void> {
  for (const row of await untoldRows(ctx, null))
    await escalate(ctx, row, await levelsOf(ctx, row.customer), 1)
}

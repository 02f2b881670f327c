/** Alarms in rows, with the customer as it is now: who looks after it today is asked, not who did then. */
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { ThreadEvent } from '../../domain/alarms/thread.ts'
import { addDays, type LocalDate, localInstant, toLocalDate } from '../../domain/time.ts'
import { type Customer, getCustomer } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { alarmEvents, customerAlarms } from './tables.ts'

export type Alarm = typeof customerAlarms.$inferSelect

export interface AlarmRow {
  readonly alarm: Alarm
  readonly customer: Customer
}

/** Told to somebody and not over. */
export const running = (): SQL => sql`${customerAlarms.state} in ('open', 'planned')`
/** Somebody is to do something: nobody has, or a clock runs again. */
export const untouched = () =>
  sql`(${customerAlarms.state} = 'open'
    and (${customerAlarms.actedAt} is null or ${customerAlarms.dueAt} is not null))`

/** Alarms with their customers, those that wait first, then by what is at stake. */
export async function alarmsWhere(
  tx: Tx,
  where: SQL | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<AlarmRow[]> {
  return tx
    .select({ alarm: customerAlarms, customer: customers })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .where(where)
    .orderBy(
      sql`${untouched()} desc`,
      sql`(${customerAlarms.endedAt} is null) desc`,
      sql`${customerAlarms.moneyAtRiskFen} desc`,
      asc(customerAlarms.id),
    )
    .limit(page.limit)
    .offset(page.offset)
}

/** How many there are, how many wait, and what is at stake with those. */
export async function countAlarms(
  tx: Tx,
  where: SQL | undefined,
): Promise<{ total: number; waiting: number; waitingFen: number }> {
  const waits = sql`filter (where ${untouched()})`
  const [row] = await tx
    .select({
      total: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) ${waits})::int`,
      waitingFen: sql<string>`coalesce(sum(${customerAlarms.moneyAtRiskFen}) ${waits}, 0)`,
    })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .where(where)
  return {
    total: row?.total ?? 0,
    waiting: row?.waiting ?? 0,
    waitingFen: Number(row?.waitingFen ?? 0),
  }
}

/** One alarm, locked against another click at the same time; null when there is none. */
export async function alarmFor(tx: Tx, id: string): Promise<AlarmRow | null> {
  const [alarm] = await tx
    .select()
    .from(customerAlarms)
    .where(eq(customerAlarms.id, id))
    .for('update')
  const customer = alarm ? await getCustomer(tx, alarm.customerCode) : null
  return alarm && customer ? { alarm, customer } : null
}

export async function changeAlarm(
  ctx: Ctx,
  alarm: Alarm,
  set: Partial<Omit<Alarm, 'id'>>,
): Promise<Alarm> {
  await ctx.tx.update(customerAlarms).set(set).where(eq(customerAlarms.id, alarm.id))
  return { ...alarm, ...set }
}

type EventKind = (typeof alarmEvents.$inferInsert)['kind']

export async function noteEvents(
  ctx: Ctx,
  kind: EventKind,
  events: readonly {
    readonly alarmId: string
    readonly by: string | null
    readonly note: string | null
  }[],
): Promise<void> {
  if (events.length === 0) return
  await ctx.tx.insert(alarmEvents).values(
    events.map(({ alarmId, by, note }) => ({
      id: uuidv7(),
      alarmId,
      at: ctx.now,
      byOpenId: by,
      kind,
      note: note?.slice(0, 500) ?? null,
    })),
  )
}

/** What has happened to an alarm, oldest first. */
export async function eventsOf(
  tx: Tx,
  alarmId: string,
): Promise<{ kind: ThreadEvent; note: string | null; at: Date; byOpenId: string | null }[]> {
  return tx
    .select({
      kind: alarmEvents.kind,
      note: alarmEvents.note,
      at: alarmEvents.at,
      byOpenId: alarmEvents.byOpenId,
    })
    .from(alarmEvents)
    .where(eq(alarmEvents.alarmId, alarmId))
    .orderBy(asc(alarmEvents.at), asc(alarmEvents.id))
}

/** The condition for alarms that somebody has on the card of a day: new ones, or those that went up. */
export function shownTo(
  zone: string,
  openId: string,
  kind: 'told' | 'escalated',
  date: LocalDate,
): SQL {
  return sql`${customerAlarms.id} in (
    select e.alarm_id from ${alarmEvents} e where ${and(
      // In words that the index is made of.
      kind === 'told' ? sql`e.kind = 'told'` : sql`e.kind = 'escalated'`,
      sql`e.note = ${openId}`,
      sql`e.at >= ${localInstant(date, '00:00', zone).toISOString()}::timestamptz`,
      sql`e.at < ${localInstant(addDays(date, 1), '00:00', zone).toISOString()}::timestamptz`,
    )})`
}

/** On whose card of which day an alarm stands. */
export async function cardsOf(
  ctx: Pick<Ctx, 'tx' | 'zone'>,
  alarmId: string,
): Promise<{ kind: 'day' | 'up'; openId: string; date: LocalDate }[]> {
  const rows = await ctx.tx
    .selectDistinct({ kind: alarmEvents.kind, openId: alarmEvents.note, at: alarmEvents.at })
    .from(alarmEvents)
    .where(and(eq(alarmEvents.alarmId, alarmId), inArray(alarmEvents.kind, ['told', 'escalated'])))
  return rows.flatMap(({ kind, openId, at }) =>
    openId
      ? [{ kind: kind === 'told' ? 'day' : 'up', openId, date: toLocalDate(at, ctx.zone) } as const]
      : [],
  )
}

/** The next visit to each customer that somebody has on a plan or asked for, from a day on. */
export async function plannedFrom(
  tx: Tx,
  codes: readonly string[],
  from: LocalDate,
): Promise<Map<string, { on: LocalDate; repOpenId: string }>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.execute<{ code: string; on: LocalDate; rep: string }>(sql`
    select distinct on (code) code, date::text as on, rep from (
      select customer_code as code, date, rep_open_id as rep from plan_stops
      where ${inArray(sql`customer_code`, [...codes])} and date >= ${from} and status = 'planned'
      union all
      select customer_code, date, rep_open_id from plan_wishes
      where ${inArray(sql`customer_code`, [...codes])} and date >= ${from} and status = 'waiting'
    ) there order by code, date, rep`)
  return new Map(rows.map(({ code, on, rep }) => [code, { on, repOpenId: rep }]))
}

/** Running alarms of these customers. */
export const alarmsOfCustomers = (tx: Tx, codes: readonly string[]): Promise<Alarm[]> =>
  codes.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(customerAlarms)
        .where(and(inArray(customerAlarms.customerCode, [...codes]), running()))
        .orderBy(asc(customerAlarms.id))
        .for('update')

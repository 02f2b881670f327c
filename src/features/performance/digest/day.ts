/** The hours of a day: who came first where, and which free days it tells as well. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import { addDays, formatLocal, type LocalDate } from '../../../domain/time.ts'
import { calendarOf } from '../../plans/people.ts'
import { among, num } from '../figures/scope.ts'

/** No holiday is longer. */
const mostRestDays = 12

export interface Hours {
  readonly firstIn: string
  /** The last check-out that the rep made; null while the first visit is still open. */
  readonly lastOut: string | null
}

/** First check-in and last check-out per rep, local time. */
export async function hoursOf(
  ctx: Pick<Ctx, 'tx' | 'zone'>,
  openIds: readonly string[],
  date: LocalDate,
): Promise<Map<string, Hours>> {
  const rows = await ctx.tx.execute<{ open_id: string; first: string; last: string | null }>(sql`
    select rep_open_id as open_id, min(checked_in_at) as first,
      max(checked_out_at) filter (where closed_by = 'rep') as last
    from visits v where date = ${date} and status <> 'cancelled'
      and ${among({ tx: ctx.tx, from: date, to: date, openIds }, sql`rep_open_id`)}
    group by rep_open_id`)
  const time = (instant: string) => formatLocal(new Date(instant), ctx.zone, 'time')
  return new Map(
    rows.map(({ open_id, first, last }) => [
      open_id,
      { firstIn: time(first), lastOut: last === null ? null : time(last) },
    ]),
  )
}

/** Closed visits whose place the rep sent in the chat, or did not send. */
export async function selfReportedOn(
  { tx }: Pick<Ctx, 'tx'>,
  openIds: readonly string[],
  date: LocalDate,
): Promise<number> {
  const [row] = await tx.execute<{ self: string }>(sql`
    select count(*) filter (where location_source <> 'live') as self
    from visits v where date = ${date} and status = 'closed'
      and ${among({ tx, from: date, to: date, openIds }, sql`rep_open_id`)}`)
  return num(row?.self ?? 0)
}

/**
 * The first of the rest days that come right before a day on which the team works: the day itself without
 * any, and when the team rests that day.
 */
export async function restBefore(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  teamPath: readonly string[],
  date: LocalDate,
): Promise<LocalDate> {
  const first = addDays(date, -mostRestDays)
  const calendar = await calendarOf(ctx, { openId: '', teamPath }, first)
  let from = date
  if (!calendar.isWorkingDay(date)) return from
  while (from > first && !calendar.isWorkingDay(addDays(from, -1))) from = addDays(from, -1)
  return from
}

/** Names of the planned customers that are still to be visited, in the order of the plan. */
export async function notVisited(
  { tx }: Pick<Ctx, 'tx'>,
  openId: string,
  date: LocalDate,
): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select coalesce(c.name, s.customer_code) as name
    from plan_stops s left join customers c on c.code = s.customer_code
    where s.rep_open_id = ${openId} and s.date = ${date} and s.skip_state is distinct from 'approved'
      and not exists (select 1 from visits v where v.rep_open_id = s.rep_open_id and v.date = s.date
        and v.customer_code = s.customer_code and v.status = 'closed')
    order by s.sequence`)
  return rows.map(({ name }) => name)
}

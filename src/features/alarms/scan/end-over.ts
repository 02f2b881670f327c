/** Alarms that are over by themselves: an order came, nothing is found any more, time ran out. */
import { inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../../bot/context.ts'
import type { AlarmKind } from '../../../domain/alarms/alarm.ts'
import { dayOf } from '../../../domain/alarms/closed-days.ts'
import { activeStates, ownEnd, type RunningAlarm } from '../../../domain/alarms/ends.ts'
import { settings } from '../../../domain/settings/index.ts'
import { type LocalDate, toLocalDate } from '../../../domain/time.ts'
import { alarmEvents, customerAlarms } from '../tables.ts'
import { heads } from './histories.ts'
import type { Judged } from './observe-all.ts'

export interface RunningRow {
  readonly id: string
  readonly customer: string
  readonly state: RunningAlarm['state']
}

/** Ends what is over; answers how many alarms that was and what still runs. */
export async function endOver(
  ctx: Ctx,
  scan: Judged,
  on: LocalDate,
  holds: (customer: string) => boolean,
): Promise<{ ended: number; running: RunningRow[] }> {
  const rows = await runningAlarms(ctx, scan.newest)
  const wonBackDays = ctx.rules.get(settings.rescueDays)
  const running: RunningRow[] = []
  const ends = new Map<string, string[]>()
  // Nobody heard of what waited: it is as if it had never been found.
  const never: string[] = []
  for (const row of rows) {
    const isActive = row.status === 'active' && !scan.headOf.has(row.customer)
    const alarm = { ...row, holds: holds(row.customer), active: isActive }
    const end = ownEnd(alarm, dayOf(on), wonBackDays)
    if (!end) running.push(row)
    else if (row.state === 'waiting') never.push(row.id)
    else {
      const key = `${end.state}/${end.reason}`
      ends.set(key, [...(ends.get(key) ?? []), row.id])
    }
  }
  for (const [key, ids] of ends) await end(ctx, key, ids)
  if (never.length > 0) await ctx.tx.delete(customerAlarms).where(inArray(customerAlarms.id, never))
  return { ended: rows.length - running.length - never.length, running }
}

async function end(ctx: Ctx, key: string, ids: readonly string[]): Promise<void> {
  const [state, reason] = key.split('/') as ['won_back' | 'lost' | 'expired', string]
  await ctx.tx
    .update(customerAlarms)
    .set({ state, endReason: reason, endedAt: ctx.now, dueAt: null })
    .where(inArray(customerAlarms.id, [...ids]))
  const came = reason === 'ordered' || reason === 'recovered'
  await ctx.tx
    .insert(alarmEvents)
    .values(
      ids.flatMap((alarmId) => [
        ...(came ? [{ id: uuidv7(), alarmId, at: ctx.now, kind: 'ordered' as const }] : []),
        { id: uuidv7(), alarmId, at: ctx.now, kind: 'ended' as const, note: reason },
      ]),
    )
}

type Row = RunningRow &
  Omit<RunningAlarm, 'holds' | 'active'> & { readonly status: 'active' | 'closed' | null }

/** What runs, with the first order after it was found; the orders of a chain count for its head office. */
async function runningAlarms(ctx: Ctx, newest: number): Promise<Row[]> {
  const states = JSON.stringify(activeStates)
  const rows = await ctx.tx.execute<{
    id: string
    customer: string
    kind: AlarmKind
    state: RunningAlarm['state']
    status: 'active' | 'closed' | null
    found_on: string
    raised_on: string
    acted_at: string | null
    ordered_on: string | null
  }>(sql`
    ${heads}, active as (
      select * from customer_alarms
      where state in (select json_array_elements_text(${states}::text::json)) and kind <> 'stuck'
      for update
    ), members as (
      select id, customer_code as code from active
      union select a.id, h.code from active a join heads h on h.head = a.customer_code
    ), ordered as (
      select a.id, min(o.ordered_on) as on_date from active a join members m on m.id = a.id
      join orders o on o.customer_code = m.code and o.ordered_on > a.data_as_of and o.net_fen >= 0
      group by a.id
    )
    select a.id, a.customer_code as customer, a.kind, a.state, c.status, a.data_as_of::text as found_on,
      a.raised_on::text, a.acted_at, o.on_date::text as ordered_on
    from active a left join customers c on c.code = a.customer_code left join ordered o on o.id = a.id
    order by a.id`)
  return rows.map((row) => {
    const orderedOn = row.ordered_on === null ? null : dayOf(row.ordered_on as LocalDate)
    return {
      id: row.id,
      customer: row.customer,
      kind: row.kind,
      state: row.state,
      status: row.status,
      foundOn: dayOf(row.found_on as LocalDate),
      raisedOn: dayOf(row.raised_on as LocalDate),
      actedOn: row.acted_at ? dayOf(toLocalDate(new Date(row.acted_at), ctx.zone)) : null,
      orderedOn: orderedOn !== null && orderedOn <= newest ? orderedOn : null,
    }
  })
}

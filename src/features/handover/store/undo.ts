/**
 * Takes a handover back. Every customer that is still the receiver's returns with its stops and promises
 * from today on; days that have passed stay as they were lived, and what was visited stays visited.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { cycleVisitsBack } from './cycles.ts'
import type { Handover } from './read.ts'

/** Puts everything back; answers how many customers returned. Both people's locks are held. */
export async function moveBack(
  tx: Tx,
  handover: Handover,
  today: LocalDate,
  now: Date,
): Promise<number> {
  await ownersBack(tx, handover, today)
  await stopsBack(tx, handover, today)
  await wishesBack(tx, handover, today)
  await cycleVisitsBack(tx, handover, returning(handover), today)
  // Last: until here a customer that returns is known by still being the receiver's.
  const returned = await tx.execute(sql`
    update customers c set owner_open_id = i.before ->> 'owner_open_id',
      team_code = i.before ->> 'team_code', updated_at = ${now.toISOString()}::timestamptz
    from handover_items i
    where i.handover_id = ${handover.id} and i.kind = 'customer' and i.key = c.code
      and c.owner_open_id = ${handover.toOpenId} returning c.code`)
  return returned.length
}

/** Customers that return: what changed hands again since then is somebody else's decision. */
const returning = ({ id, toOpenId }: Handover): SQL => sql`(
  select r.key from handover_items r join customers c on c.code = r.key
  where r.handover_id = ${id} and r.kind = 'customer' and c.owner_open_id = ${toOpenId})`

/** Items `i` of stops or wishes to come: of customers that return, or that were never part of it. */
const itemsBack = (handover: Handover, today: LocalDate): SQL => sql`
  i.handover_id = ${handover.id} and i.before ->> 'date' >= ${today}
  and (i.before ->> 'customer_code' in ${returning(handover)}
    or i.before ->> 'customer_code' not in (
      select key from handover_items where handover_id = ${handover.id} and kind = 'customer'))`

/** On the day itself the history is as if nothing had been; later the days that were lived stay. */
async function ownersBack(tx: Tx, handover: Handover, today: LocalDate): Promise<void> {
  const { id, fromOpenId, date } = handover
  const ours = sql`customer_code in ${returning(handover)}`
  await tx.execute(sql`delete from customer_owners where ${ours} and from_date >= ${today}`)
  if (date === today) {
    await tx.execute(sql`
      insert into customer_owners
      select o.* from handover_items i, jsonb_populate_recordset(null::customer_owners, i.before) o
      where i.handover_id = ${id} and i.kind = 'owner' and i.key in ${returning(handover)}
      on conflict (customer_code, from_date)
        do update set owner_open_id = excluded.owner_open_id, until_date = excluded.until_date`)
    return
  }
  await tx.execute(
    sql`update customer_owners set until_date = ${today} where ${ours} and until_date is null`,
  )
  await tx.execute(sql`
    insert into customer_owners (customer_code, owner_open_id, from_date)
    select key, ${fromOpenId}, ${today}::date from ${returning(handover)} r`)
}

async function stopsBack(tx: Tx, handover: Handover, today: LocalDate): Promise<void> {
  const { id, toOpenId } = handover
  // What came on the receiver's plans because the customer was theirs goes again.
  await tx.execute(sql`
    delete from plan_stops s
    where s.rep_open_id = ${toOpenId} and s.date >= ${today} and s.status = 'planned'
      and s.customer_code in ${returning(handover)}
      and not exists (select 1 from handover_items i where i.handover_id = ${id}
        and i.kind in ('kept', 'stop') and i.key = s.id::text)
      and (s.source = 'cycle' or exists (
        select 1 from handover_items i join plan_wishes w on w.id::text = i.key
        where i.handover_id = ${id} and i.kind in ('wish', 'made')
          and w.customer_code = s.customer_code and w.date = s.date and w.source = s.source))
      and not exists (select 1 from visits v where v.rep_open_id = s.rep_open_id
        and v.customer_code = s.customer_code and v.date = s.date and v.status = 'open')`)
  await tx.execute(sql`
    update plan_stops s set plan_id = b.plan_id, rep_open_id = b.rep_open_id, sequence = b.sequence,
      routed = b.routed, leg_m = b.leg_m, eta = b.eta, status = b.status,
      skip_reason = b.skip_reason, skip_state = b.skip_state, skip_ruled_by = b.skip_ruled_by
    from handover_items i, jsonb_populate_record(null::plan_stops, i.before) b
    where i.kind = 'stop' and ${itemsBack(handover, today)} and i.key = s.id::text
      and s.rep_open_id = ${toOpenId} and s.status = 'planned'
      and not exists (select 1 from visits v where v.rep_open_id = ${toOpenId}
        and v.customer_code = s.customer_code and v.date = s.date and v.status = 'open')
      and not exists (select 1 from plan_stops o
        where o.plan_id = b.plan_id and o.customer_code = b.customer_code)`)
  await tx.execute(sql`
    insert into plan_stops
    select b.* from handover_items i, jsonb_populate_record(null::plan_stops, i.before) b
    where i.kind = 'stop' and ${itemsBack(handover, today)}
      and exists (select 1 from daily_plans p where p.id = b.plan_id)
    on conflict do nothing`)
}

async function wishesBack(tx: Tx, handover: Handover, today: LocalDate): Promise<void> {
  const { id, fromOpenId, toOpenId } = handover
  await tx.execute(sql`
    delete from plan_wishes w using handover_items i
    where i.handover_id = ${id} and i.kind = 'made' and i.key = w.id::text
      and w.rep_open_id = ${toOpenId} and w.date >= ${today}`)
  for (const owner of [toOpenId, fromOpenId]) {
    await tx.execute(sql`
      update plan_wishes w set rep_open_id = ${owner}, status = i.before ->> 'status'
      from handover_items i
      where i.kind = 'wish' and ${itemsBack(handover, today)} and i.key = w.id::text
        and i.before ->> 'rep_open_id' = ${owner}
        and not exists (select 1 from plan_wishes o where o.id <> w.id and o.rep_open_id = ${owner}
          and o.customer_code = w.customer_code and o.date = w.date and o.source = w.source)`)
  }
}

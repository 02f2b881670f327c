/**
 * Moves everything in a fixed number of statements, however many customers there are. Each statement first
 * notes the rows as they are (`handover_items`), so that they can be put back as they were.
 * Past visits, orders and days stay with who did them.
 */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { moveCycleVisits } from './cycles.ts'
import { chosen, futureStops, futureWishes, type What } from './what.ts'

export interface Move extends What {
  readonly id: string
  readonly toOpenId: string
  readonly byOpenId: string
  readonly fromTeam: string | null
  readonly toTeam: string | null
  readonly now: Date
}

/** Hands over; the row of `handovers` is the caller's. Both people's locks are held. */
export async function moveAll(tx: Tx, move: Move): Promise<void> {
  await moveCustomers(tx, move)
  await noteFuture(tx, move)
  await moveWishes(tx, move)
  await moveStops(tx, move)
  await moveCycleVisits(tx, move)
}

async function moveCustomers(tx: Tx, move: Move): Promise<void> {
  const { id, toOpenId, today, fromTeam, toTeam, now } = move
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'customer', c.code,
      jsonb_build_object('owner_open_id', c.owner_open_id, 'team_code', c.team_code)
    from customers c where ${chosen(move)}`)
  const ours = sql`customer_code in (
    select key from handover_items where handover_id = ${id} and kind = 'customer')`
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'owner', customer_code, jsonb_agg(to_jsonb(o)) from customer_owners o
    where ${ours} and (until_date is null or from_date >= ${today}) group by customer_code`)
  await tx.execute(sql`delete from customer_owners where ${ours} and from_date >= ${today}`)
  await tx.execute(
    sql`update customer_owners set until_date = ${today} where ${ours} and until_date is null`,
  )
  await tx.execute(sql`
    insert into customer_owners (customer_code, owner_open_id, from_date)
    select key, ${toOpenId}, ${today}::date from handover_items
    where handover_id = ${id} and kind = 'customer'`)
  // A customer of the giver's team goes along to the receiver's; another team's stays where it is.
  await tx.execute(sql`
    update customers set owner_open_id = ${toOpenId}, updated_at = ${now.toISOString()}::timestamptz,
      team_code = case when team_code = ${fromTeam}::text and ${toTeam}::text is not null
        then ${toTeam}::text else team_code end
    where code in (select key from handover_items where handover_id = ${id} and kind = 'customer')`)
}

/** Notes what will move, what would be in the way, and what the receiver was to do there anyway. */
async function noteFuture(tx: Tx, move: Move): Promise<void> {
  const { id, toOpenId, today } = move
  // After the customers have moved they are chosen by what was noted, no longer by their owner.
  const left: What = { ...move, pick: 'all' }
  const only = (code: 's' | 'w') =>
    move.pick === 'all'
      ? sql`true`
      : sql`${sql.identifier(code)}.customer_code in (
          select key from handover_items where handover_id = ${id} and kind = 'customer')`
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'stop', s.id::text, to_jsonb(s) from plan_stops s
    where ${futureStops(left)} and ${only('s')}`)
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'wish', w.id::text, to_jsonb(w) from plan_wishes w
    where ${futureWishes(left)} and ${only('w')}`)
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'wish', t.id::text, to_jsonb(t) from plan_wishes w
    join plan_wishes t on t.rep_open_id = ${toOpenId} and t.customer_code = w.customer_code
      and t.date = w.date and t.source = w.source
    where w.id::text in (select key from handover_items where handover_id = ${id} and kind = 'wish')
    on conflict do nothing`)
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key)
    select ${id}::uuid, 'kept', s.id::text from plan_stops s
    where s.rep_open_id = ${toOpenId} and s.date >= ${today}
      and s.customer_code in (select key from handover_items where handover_id = ${id} and kind = 'customer'
        union select before ->> 'customer_code' from handover_items
        where handover_id = ${id} and kind in ('stop', 'wish'))`)
}

async function moveWishes(tx: Tx, { id, fromOpenId, toOpenId }: Move): Promise<void> {
  const ours = sql`w.id::text in (
    select key from handover_items where handover_id = ${id} and kind = 'wish')`
  // Where the receiver has the same wish already, that one counts.
  await tx.execute(sql`
    update plan_wishes w set status = 'waiting' where ${ours} and w.rep_open_id = ${toOpenId}`)
  await tx.execute(sql`
    update plan_wishes w set status = 'cancelled' where ${ours} and w.rep_open_id = ${fromOpenId}
      and exists (select 1 from plan_wishes t where t.rep_open_id = ${toOpenId}
        and t.customer_code = w.customer_code and t.date = w.date and t.source = w.source)`)
  await tx.execute(sql`
    update plan_wishes w set rep_open_id = ${toOpenId}, status = 'waiting'
    where ${ours} and w.rep_open_id = ${fromOpenId} and w.status <> 'cancelled'`)
}

/**
 * A stop goes on the receiver's plan of that day if there is one. Where there is none yet, a customer that
 * was due comes by itself when the day is planned; what somebody asked for becomes a wish.
 */
async function moveStops(tx: Tx, move: Move): Promise<void> {
  const { id, fromOpenId, toOpenId, byOpenId, now } = move
  const ours = sql`s.rep_open_id = ${fromOpenId} and s.id::text in (
    select key from handover_items where handover_id = ${id} and kind = 'stop')`
  await tx.execute(sql`
    with moving as (
      select s.id, p.id as plan_id, c.lng_gcj is not null as routed,
        (select coalesce(max(o.sequence), 0) from plan_stops o where o.plan_id = p.id)
          + row_number() over (partition by p.id order by s.sequence, s.id) as sequence
      from plan_stops s
      join daily_plans p on p.rep_open_id = ${toOpenId} and p.date = s.date
      left join customers c on c.code = s.customer_code
      where ${ours} and not exists (
        select 1 from plan_stops o where o.plan_id = p.id and o.customer_code = s.customer_code))
    update plan_stops s set plan_id = m.plan_id, rep_open_id = ${toOpenId}, sequence = m.sequence,
      routed = m.routed, leg_m = null, eta = null, status = 'planned',
      skip_reason = null, skip_state = null, skip_ruled_by = null
    from moving m where s.id = m.id`)
  await tx.execute(sql`
    with made as (
      insert into plan_wishes (id, rep_open_id, customer_code, date, source, by_open_id, status,
        created_at, window_from, window_to)
      select gen_random_uuid(), ${toOpenId}, s.customer_code, s.date, s.source, ${byOpenId}, 'waiting',
        ${now.toISOString()}::timestamptz, s.window_from, s.window_to
      from plan_stops s
      where ${ours} and s.source <> 'cycle' and not exists (
        select 1 from plan_stops o where o.rep_open_id = ${toOpenId} and o.date = s.date
          and o.customer_code = s.customer_code)
      on conflict do nothing returning id)
    insert into handover_items (handover_id, kind, key)
    select ${id}::uuid, 'made', id::text from made`)
  await tx.execute(sql`delete from plan_stops s where ${ours}`)
}

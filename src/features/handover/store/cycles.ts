/** Agreed visits of coming weeks go with their customers, into the receiver's cycle where there is one. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'

/**
 * Notes and moves the cycle visits of the customers that a handover moved, from today on. A day that no
 * agreed cycle of the receiver covers loses the visit: that day is planned by itself, and the customer
 * comes by its turn.
 */
export async function moveCycleVisits(
  tx: Tx,
  move: { id: string; fromOpenId: string; toOpenId: string; today: string },
): Promise<void> {
  const { id, fromOpenId, toOpenId, today } = move
  const ours = sql`v.rep_open_id = ${fromOpenId} and v.date >= ${today} and v.customer_code in (
    select key from handover_items where handover_id = ${id} and kind = 'customer')`
  await tx.execute(sql`
    insert into handover_items (handover_id, kind, key, before)
    select ${id}::uuid, 'cycle', v.id::text, to_jsonb(v) from cycle_visits v where ${ours}`)
  await tx.execute(sql`
    update cycle_visits v set cycle_id = c.id, rep_open_id = ${toOpenId}
    from cycles c
    where ${ours} and c.rep_open_id = ${toOpenId} and c.status = 'published'
      and v.date between c.from_date and c.to_date
      and not exists (select 1 from cycle_visits o
        where o.cycle_id = c.id and o.customer_code = v.customer_code and o.date = v.date)`)
  await tx.execute(sql`delete from cycle_visits v where ${ours}`)
}

/** Puts the noted visits back as they were, for the customers that come back. */
export async function cycleVisitsBack(
  tx: Tx,
  handover: { id: string; toOpenId: string },
  codes: ReturnType<typeof sql>,
  today: string,
): Promise<void> {
  await tx.execute(sql`
    delete from cycle_visits v where v.rep_open_id = ${handover.toOpenId} and v.date >= ${today}
      and v.customer_code in ${codes}`)
  await tx.execute(sql`
    insert into cycle_visits
    select b.* from handover_items i, jsonb_populate_record(null::cycle_visits, i.before) b
    where i.handover_id = ${handover.id} and i.kind = 'cycle' and b.date >= ${today}::date
      and b.customer_code in ${codes}
      and exists (select 1 from cycles c where c.id = b.cycle_id)
    on conflict do nothing`)
}

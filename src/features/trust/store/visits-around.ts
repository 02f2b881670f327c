/** Other visits that a visit is compared with: each query reads a few dozen rows by an index. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'
import type { CheckedInHere, OtherVisit, Residual } from '../../../domain/trust/evidence.ts'
import { vectorBetween } from '../../../domain/trust/positions.ts'
import { type FixRow, fixColumn, positionOf } from './positions.ts'

/** The visit that is assessed, as the queries need it. */
export interface Subject {
  readonly id: string
  readonly repOpenId: string
  readonly customerCode: string
  readonly date: LocalDate
  readonly checkedInAt: Date
}

interface OtherRow extends Record<string, unknown> {
  id: string
  customer_code: string
  lng: number | null
  lat: number | null
  date: LocalDate
  checked_in_at: string
  checked_out_at: string | null
  check_in: FixRow | null
  check_out: FixRow | null
  outcome: string | null
  summary: string | null
  has_sale: boolean | null
  sequence: number | null
}

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`

/** Whether the rep sold something there that day; null while the orders do not reach that day. */
const hasSale = sql`case when v.date <= (select max(ordered_on) from orders) then exists (
  select 1 from orders o where o.rep_open_id = v.rep_open_id and o.ordered_on = v.date
    and o.customer_code = v.customer_code and o.sale_lines > 0) end`

/** The chosen visits first, then what belongs to them, so that nothing is joined that is not wanted. */
async function othersOf(tx: Tx, chosen: SQL): Promise<OtherVisit[]> {
  const rows = await tx.execute<OtherRow>(sql`
    with v as materialized (${chosen})
    select v.id, v.customer_code, c.lng_gcj as lng, c.lat_gcj as lat, v.date::text as date, v.checked_in_at,
      case when v.closed_by is distinct from 'system' then v.checked_out_at end as checked_out_at, ${fixColumn('i')} as check_in, ${fixColumn('o')} as check_out, v.outcome, v.summary,
      ${hasSale} as has_sale, s.sequence
    from v
    left join customers c on c.code = v.customer_code
      and not (c.pin_source is not distinct from 'geocoder' and c.pin_confirmed_at is null)
    left join location_fixes i on i.id = v.check_in_fix_id
    left join location_fixes o on o.id = v.check_out_fix_id
    left join plan_stops s on s.id = v.plan_stop_id
    order by v.checked_in_at, v.id`)
  return rows.map((row) => ({
    id: row.id,
    customerCode: row.customer_code,
    site: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
    date: row.date,
    checkedInAt: new Date(row.checked_in_at),
    checkedOutAt: row.checked_out_at === null ? null : new Date(row.checked_out_at),
    checkIn: positionOf(row.check_in),
    checkOut: positionOf(row.check_out),
    outcome: row.outcome,
    summary: row.summary,
    hasSale: row.has_sale,
    sequence: row.sequence,
  }))
}

/** Visits of the same rep with a check-in within 24 hours, by time. */
export const visitsAround = (tx: Tx, visit: Subject): Promise<OtherVisit[]> =>
  othersOf(
    tx,
    sql`select v.* from visits v
      where v.rep_open_id = ${visit.repOpenId} and v.status <> 'cancelled' and v.id <> ${visit.id}
        and v.date between ${visit.date}::date - 1 and ${visit.date}::date + 1
        and v.checked_in_at between ${instant(visit.checkedInAt)} - interval '24 hours'
          and ${instant(visit.checkedInAt)} + interval '24 hours'`,
  )

/** The last 40 closed visits of the rep before it, newest first. */
export async function visitsBefore(tx: Tx, visit: Subject): Promise<OtherVisit[]> {
  const found = await othersOf(
    tx,
    sql`select v.* from visits v
      where v.rep_open_id = ${visit.repOpenId} and v.status = 'closed' and v.id <> ${visit.id}
        and v.date between ${visit.date}::date - 90 and ${visit.date}
        and v.checked_in_at <= ${instant(visit.checkedInAt)}
      order by v.date desc, v.checked_in_at desc limit 40`,
  )
  return found.reverse()
}

/** Where people checked in at this customer in the 180 days before, newest first. */
export async function checkedInHere(tx: Tx, visit: Subject): Promise<CheckedInHere[]> {
  const rows = await tx.execute<{ id: string; rep: string; date: LocalDate; fix: FixRow }>(sql`
    select v.id, v.rep_open_id as rep, v.date::text as date, ${fixColumn('f')} as fix
    from visits v join location_fixes f on f.id = v.check_in_fix_id
    where v.customer_code = ${visit.customerCode} and v.status = 'closed'
      and v.date between ${visit.date}::date - 180 and ${visit.date}::date - 1
    order by v.date desc, v.checked_in_at desc limit 20`)
  return rows.flatMap(({ id, rep, date, fix }) => {
    const position = positionOf(fix)
    return position ? [{ visitId: id, repOpenId: rep, date, position }] : []
  })
}

/** The median of the last 30 stays at this customer, in minutes; null for fewer than five. */
export async function usualStay(tx: Tx, visit: Subject): Promise<number | null> {
  const [row] = await tx.execute<{ n: string; usual: number | null }>(sql`
    select count(*) as n, percentile_cont(0.5) within group (order by dwell_minutes) as usual from (
      select dwell_minutes from visits
      where customer_code = ${visit.customerCode} and status = 'closed' and dwell_minutes is not null
        and outcome is distinct from 'shopClosed'
        and date between ${visit.date}::date - 365 and ${visit.date}::date - 1
      order by date desc limit 30) stays`)
  return row && Number(row.n) >= 5 ? row.usual : null
}

/** The newest far check-ins of the company in 14 days before and after, as seen from their customers. */
export async function residualsAround(tx: Tx, visit: Subject): Promise<Residual[]> {
  type Row = { id: string; rep: string; code: string } & Record<'lng' | 'lat' | 'x' | 'y', number>
  const rows = await tx.execute<Row>(sql`
    with v as materialized (
      select id, rep_open_id, customer_code, check_in_fix_id from visits
      where distance_m > 150 and distance_m <= 1300 and status <> 'cancelled' and id <> ${visit.id}
        and checked_in_at between ${instant(visit.checkedInAt)} - interval '14 days'
          and ${instant(visit.checkedInAt)} + interval '14 days'
      order by checked_in_at desc limit 400)
    select v.id, v.rep_open_id as rep, v.customer_code as code, c.lng_gcj as lng, c.lat_gcj as lat,
      f.lng_gcj as x, f.lat_gcj as y
    from v join customers c on c.code = v.customer_code join location_fixes f on f.id = v.check_in_fix_id
    where c.lng_gcj is not null and c.lat_gcj is not null`)
  return rows.map(({ id, rep, code, lng, lat, x, y }) => ({
    visitId: id,
    repOpenId: rep,
    customerCode: code,
    ...vectorBetween({ lng, lat }, { lng: x, lat: y }),
  }))
}

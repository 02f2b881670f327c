/** Customers whose point is probably wrong, by the rule of `domain/customers/suspect-point`. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  leastForMedian,
  type Suspicion,
  sharedByAtMost,
  suspicionOf,
} from '../../domain/customers/suspect-point.ts'
import { distanceM } from '../../domain/geo.ts'
import { type CustomerScope, inScope } from './store.ts'
import { customers } from './tables.ts'

/** Degrees of latitude that are surely less than the limit of 60 km: who is nearer is not measured. */
const nearDegrees = 0.3

/**
 * Rows `code, shared_by, median_lng, median_lat` of active customers that share their point with too many
 * or are some way from the median of their owner's customers; `suspicionOf` decides. Points that somebody
 * set at the shop with approval are left out.
 */
const suspectRows: SQL = sql`
  with active as materialized (
    select code, owner_open_id, lng_gcj as lng, lat_gcj as lat from customers
    where status = 'active' and lng_gcj is not null and lat_gcj is not null),
  shared as (
    select lng, lat, count(*) as n from active group by lng, lat having count(*) > ${sharedByAtMost}),
  middle as (
    select owner_open_id,
      percentile_cont(0.5) within group (order by lng) as lng,
      percentile_cont(0.5) within group (order by lat) as lat
    from active where owner_open_id is not null
    group by owner_open_id having count(*) >= ${leastForMedian})
  select a.code, coalesce(s.n, 1) as shared_by, m.lng as median_lng, m.lat as median_lat, a.lng, a.lat
  from active a
  left join shared s on s.lng = a.lng and s.lat = a.lat
  left join middle m on m.owner_open_id = a.owner_open_id
  where (s.n is not null or abs(a.lat - m.lat) > ${nearDegrees} or abs(a.lng - m.lng) > ${nearDegrees})
    and not exists (select 1 from customer_pins p where p.customer_code = a.code
      and p.status = 'approved' and p.lng_gcj = a.lng and p.lat_gcj = a.lat)`

/** The suspected ones of a scope, by name, each with its reason. */
export async function suspects(
  tx: Tx,
  scope: CustomerScope,
): Promise<{ code: string; suspicion: Suspicion }[]> {
  const rows = await tx.execute<{
    code: string
    shared_by: string
    median_lng: number | null
    median_lat: number | null
    lng: number
    lat: number
  }>(sql`
    select r.* from (${suspectRows}) r join ${customers} on ${customers.code} = r.code
    where ${inScope(scope) ?? sql`true`} order by ${customers.name}, r.code`)
  return rows.flatMap((row) => {
    const { code, lng, lat, median_lng, median_lat } = row
    const hasMedian = median_lng !== null && median_lat !== null
    const fromMedianM = hasMedian
      ? distanceM({ lng, lat }, { lng: median_lng, lat: median_lat })
      : null
    const suspicion = suspicionOf({ sharedBy: Number(row.shared_by), fromMedianM })
    return suspicion ? [{ code, suspicion }] : []
  })
}

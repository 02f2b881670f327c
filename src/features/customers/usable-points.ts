/** The points that a way may lead to: what plans, cycles and maps ask, so that they all leave out the same. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  leastForMedian,
  sharedByAtMost,
  suspicionOf,
} from '../../domain/customers/suspect-point.ts'
import { distanceM, type Point } from '../../domain/geo.ts'
import type { customers } from './tables.ts'

/** What must be read of a customer to know its point. */
export type Pinned = Pick<typeof customers.$inferSelect, 'code' | 'lngGcj' | 'latGcj'>

/** By customer code. Who is in neither has no point at all. */
export interface KnownPoints {
  readonly usable: ReadonlyMap<string, Point>
  /** Those with a point that is probably wrong (点位存疑): planned, but not routed. */
  readonly doubted: ReadonlySet<string>
}

/**
 * The points of some customers, the doubtful ones apart, by the rule of `suspicionOf`: shared with too
 * many, or too far from the middle of what its owner looks after. Reads the neighbours of these customers
 * only, by index, so that a day's stops cost milliseconds in a company of any size. (`= any (array(…))`:
 * with `in (select …)` the planner reads the whole table.)
 */
export async function knownPoints(
  tx: Pick<Tx, 'execute'>,
  rows: readonly Pinned[],
): Promise<KnownPoints> {
  const pinned = rows.flatMap(({ code, lngGcj: lng, latGcj: lat }) =>
    lng === null || lat === null ? [] : [{ code, lng, lat }],
  )
  const doubted = await doubtedAmong(
    tx,
    pinned.map(({ code }) => code),
  )
  const usable = new Map<string, Point>()
  for (const { code, lng, lat } of pinned) if (!doubted.has(code)) usable.set(code, { lng, lat })
  return { usable, doubted }
}

async function doubtedAmong(
  tx: Pick<Tx, 'execute'>,
  codes: readonly string[],
): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const rows = await tx.execute<{
    code: string
    shared_by: number
    lng: number
    lat: number
    median_lng: number | null
    median_lat: number | null
  }>(sql`
    with asked as materialized (
      select code, owner_open_id, lng_gcj as lng, lat_gcj as lat from customers
      where code = any (array(select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb)))
        and status = 'active' and lng_gcj is not null and lat_gcj is not null),
    middle as materialized (
      select owner_open_id,
        percentile_cont(0.5) within group (order by lng_gcj) as lng,
        percentile_cont(0.5) within group (order by lat_gcj) as lat
      from customers
      where owner_open_id = any (array(select distinct owner_open_id from asked))
        and status = 'active' and lng_gcj is not null and lat_gcj is not null
      group by owner_open_id having count(*) >= ${leastForMedian}),
    near as (
      select a.*, m.lng as median_lng, m.lat as median_lat,
        (select count(*)::int from (
          select 1 from customers s
          where s.lat_gcj = a.lat and s.lng_gcj = a.lng and s.status = 'active'
          limit ${sharedByAtMost + 1}) as same) as shared_by
      from asked a left join middle m on m.owner_open_id = a.owner_open_id)
    select code, shared_by, lng, lat, median_lng, median_lat from near n
    where (shared_by > ${sharedByAtMost} or abs(lat - median_lat) > ${surelyNearDegrees}
        or abs(lng - median_lng) > ${surelyNearDegrees})
      and not exists (select 1 from customer_pins p where p.customer_code = n.code
        and p.status = 'approved' and p.lng_gcj = n.lng and p.lat_gcj = n.lat)`)
  const isDoubted = (row: (typeof rows)[number]) => {
    const { lng, lat, median_lng, median_lat } = row
    const hasMedian = median_lng !== null && median_lat !== null
    const fromMedianM = hasMedian
      ? distanceM({ lng, lat }, { lng: median_lng, lat: median_lat })
      : null
    return suspicionOf({ sharedBy: row.shared_by, fromMedianM }) !== null
  }
  return new Set(rows.filter(isDoubted).map(({ code }) => code))
}

/** Degrees of latitude, and of longitude, that are surely less than the limit of 60 km. */
const surelyNearDegrees = 0.3

/** Two years of visits, written by the database itself, in the order in which they would have come. */
import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'
import type { LocalDate } from '../../src/domain/time.ts'

const visitsADay = 10
const customersEach = 100
/** Days of which positions are kept as the rules ship, and of which there are photos and orders here. */
const fixDays = 180
const photoDays = 90

/**
 * Ten visits on each of five days a week for 728 days, 100 customers a rep; one in fifty is half a
 * kilometre off. Positions, photos and orders reach back as far as they matter.
 */
export async function fillVisits(
  db: Db,
  { reps, today }: { reps: number; today: LocalDate },
): Promise<{ visits: number; fixes: number; photos: number; orders: number }> {
  await db.transaction(async (tx) => {
    // The marks of sums to make anew are no part of this.
    await tx.execute(sql`set local session_replication_role = replica`)
    await fill(tx as unknown as Db, reps, today)
  })
  await db.execute(sql`vacuum analyze`)
  const count = async (table: string) => {
    const [row] = await db.execute<{ n: string }>(
      sql`select count(*) as n from ${sql.identifier(table)}`,
    )
    return Number(row?.n ?? 0)
  }
  return {
    visits: await count('visits'),
    fixes: await count('location_fixes'),
    photos: await count('visit_photos'),
    orders: await count('orders'),
  }
}

async function fill(db: Db, reps: number, today: LocalDate): Promise<void> {
  await db.execute(sql`insert into teams (code, name, parent_code)
    select 'T' || n, n || ' 部', case when n > 0 then 'T0' end from generate_series(0, 20) n`)
  await db.execute(sql`insert into users (open_id, name, role, team_code)
    select 'ou_' || r, '业务' || r, 'rep', 'T' || 1 + r % 20 from generate_series(1, ${reps}::int) r`)
  await db.execute(sql`
    insert into customers (code, name, owner_open_id, lng_gcj, lat_gcj, created_on, pin_source)
    select 'C' || r || '-' || k, '门店' || k, 'ou_' || r, 121 + (r % 50) * 0.1 + (k % 10) * 0.01,
      31 + (r / 50) * 0.1 + (k / 10) * 0.01, '2024-01-01', 'file'
    from generate_series(1, ${reps}::int) r, generate_series(0, ${customersEach - 1}::int) k`)
  // A visit's id and its position's are made of rep, day and turn, so that neither has to be looked up.
  await db.execute(sql`
    insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, check_in_fix_id,
      location_source, distance_m, verdict, checked_out_at, dwell_minutes, summary, outcome, photos_complete, closed_by)
    select md5('v' || r || '/' || d || '/' || k)::uuid, 'ou_' || r,
      'C' || r || '-' || (d * ${visitsADay} + k) % ${customersEach}, ${today}::date - d, true, 'closed', t.came,
      case when d <= ${fixDays} then md5('f' || r || '/' || d || '/' || k)::uuid end,
      case when r % 2 = 0 then 'live' else 'chat' end, case when (r + d + k) % 50 = 0 then 560 else 20 end,
      'on_site', t.came + interval '24 minutes', 24, '第 ' || d * 7919 % 1000 || ' 次：库存充足，陈列 ' || r * 31 % 997,
      'stocked', true, 'rep'
    from generate_series(728, 0, -1) d, generate_series(1, ${reps}::int) r, generate_series(0, ${visitsADay - 1}::int) k,
      lateral (select (${today}::date - d + time '08:30' + k * interval '48 minutes') at time zone 'Asia/Shanghai' as came) t
    where extract(isodow from ${today}::date - d) < 6`)
  await db.execute(sql`
    insert into location_fixes (id, rep_open_id, message_id, raw_lng, raw_lat, raw_datum, lng_gcj, lat_gcj, sent_at,
      source, accuracy_m, age_s, client_sent_at, received_at, device_id)
    select v.check_in_fix_id, v.rep_open_id, v.check_in_fix_id, c.lng_gcj + o.e, c.lat_gcj + o.n, 'gcj02',
      c.lng_gcj + o.e, c.lat_gcj + o.n, v.checked_in_at, v.location_source,
      case when v.location_source = 'live' then 12 end, case when v.location_source = 'live' then 3 end,
      case when v.location_source = 'live' then v.checked_in_at end,
      case when v.location_source = 'live' then v.checked_in_at end,
      case when v.location_source = 'live' then 'phone of ' || v.rep_open_id end
    from visits v join customers c on c.code = v.customer_code,
      lateral (select (hashtext(v.id::text) % 1000) * 1e-7 + case when v.distance_m > 150 then 0.0055 else 0 end as e,
        (hashtext(v.check_in_fix_id::text) % 1000) * 1e-7 as n) o
    where v.check_in_fix_id is not null
    order by v.checked_in_at`)
  await db.execute(sql`
    insert into visit_photos (id, visit_id, rep_open_id, message_id, image_key, created_at, kind, status, object_key, sha256)
    select gen_random_uuid(), v.id, v.rep_open_id, v.id || '/' || k, 'img', v.checked_in_at + k * interval '2 minutes',
      case k when 1 then 'storefront' else 'shelf' end, 'stored', 'photos/' || v.id || k, md5(v.id::text || k)
    from visits v, generate_series(1, 2) k where v.date > ${today}::date - ${photoDays}::int
    order by v.checked_in_at`)
  await db.execute(sql`
    insert into photo_fingerprints (photo_id, taken_at, method, flat, compared_at)
    select id, created_at, 1, false, created_at from visit_photos`)
  await db.execute(sql`
    insert into orders (code, customer_code, rep_open_id, ordered_at, ordered_on, net_fen, sale_lines)
    select 'O' || v.id, v.customer_code, v.rep_open_id, v.checked_in_at, v.date, 10000, 1
    from visits v where v.date > ${today}::date - ${photoDays}::int and hashtext(v.id::text) % 2 = 0`)
}

/** A year of a large company, made by the database itself: seconds to read, minutes to make. */
import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'

export interface Company {
  readonly reps: number
  readonly days: number
  readonly visitsADay: number
}

/** The last day that has facts. */
export const lastDay = '2026-10-31'

/**
 * 1,000 reps in teams of ten in ten regions under one head, 150 customers each; every day as many stops
 * as visits, of which nine in ten are made and two in five sell. Triggers are off while it is written;
 * the two months that digests read are marked afterwards, for the job to add up.
 */
export async function fillCompany(db: Db, { reps, days, visitsADay }: Company): Promise<void> {
  const run = (text: string) => db.execute(sql.raw(text))
  await run(`set session_replication_role = replica`)
  await run(`insert into teams (code, name, parent_code) values ('ALL', '销售总部', null)`)
  await run(
    `insert into teams (code, name, parent_code) select 'R' || n, n || ' 区', 'ALL' from generate_series(0, 9) n`,
  )
  await run(`insert into teams (code, name, parent_code) select 'T' || n, n || ' 部', 'R' || n % 10
    from generate_series(0, ${Math.ceil(reps / 10)} - 1) n`)
  await run(`insert into users (open_id, name, role, team_code)
    select 'ou_' || r, '业务' || r, 'rep', 'T' || r / 10 from generate_series(0, ${reps} - 1) r`)
  await run(`insert into customers (code, name, owner_open_id, team_code, type, grade, created_on)
    select 'C' || r || '_' || c, '第' || c || '店', 'ou_' || r, 'T' || r / 10, '流通',
      (array['A','B','B','C','C','C','D','D'])[1 + c % 8], '2024-01-01'
    from generate_series(0, ${reps} - 1) r, generate_series(0, 149) c`)
  await run(`insert into customer_owners (customer_code, owner_open_id, from_date)
    select code, owner_open_id, '2024-01-01' from customers`)
  await run(`create temp table walk as
    select r, d, v, date '${lastDay}' - ${days} + d as day,
      'C' || r || '_' || (d * ${visitsADay} + v) % 150 as code,
      hashint8(r * 1000003 + d * 1009 + v) & 1023 as luck, gen_random_uuid() as visit_id
    from generate_series(0, ${reps} - 1) r, generate_series(1, ${days}) d, generate_series(0, ${visitsADay} - 1) v`)
  await run(`insert into plan_stops (id, plan_id, rep_open_id, date, customer_code, sequence, source, reason, status, routed, counted)
    select gen_random_uuid(), md5(r || '/' || d)::uuid, 'ou_' || r, day, code, v, 'cycle', '{}'::jsonb,
      case when luck < 922 then 'visited' else 'planned' end, true, true from walk`)
  await run(`insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, location_source,
      distance_m, verdict, checked_out_at, dwell_minutes, summary, outcome, photos_complete, stayed_enough, closed_by)
    select visit_id, 'ou_' || r, code, day, true, 'closed', day + time '08:30' + v * interval '30 minutes', 'chat',
      luck % 90, case when luck % 40 = 0 then 'off_site' else 'on_site' end,
      day + time '08:30' + v * interval '30 minutes' + (4 + luck % 20) * interval '1 minute', 4 + luck % 20,
      '库存充足，已整理陈列排面', 'stocked', luck % 25 <> 0, true, 'rep'
    from walk where luck < 922`)
  await run(`insert into orders (code, customer_code, rep_open_id, ordered_at, ordered_on, net_fen, cost_fen, quantity, sale_lines)
    select 'SO' || r || '_' || d || '_' || v, code, 'ou_' || r, day + time '09:00', day, 10000 + luck * 40, 7000 + luck * 30, 1 + luck % 12, 1 + luck % 4
    from walk where luck < 369`)
  await run(`insert into payments (code, customer_code, received_at, received_on, amount_fen, order_code)
    select 'SK' || r || '_' || d || '_' || v, code, day + time '16:00', day, 10000 + luck * 40, 'SO' || r || '_' || d || '_' || v
    from walk where luck < 300`)
  await run(`insert into payment_credits (payment_code, part, order_code, open_id, customer_code, received_on, amount_fen)
    select code, 1, order_code, 'ou_' || split_part(substr(order_code, 3), '_', 1), customer_code, received_on, amount_fen from payments`)
  await run(`insert into targets (scope, month, metric, value)
    select 'person:ou_' || r, m, k, x from generate_series(0, ${reps} - 1) r,
      (values ('2026-10', 'visits_done', 420), ('2026-10', 'sales_amount', 4500000), ('2026-09', 'visits_done', 420)) t(m, k, x)`)
  await run(`drop table walk`)
  await run(`insert into customer_last_visits (customer_code, last_on)
    select customer_code, max(date) from visits where status = 'closed' group by 1`)
  await run(`set session_replication_role = default`)
  await run(`insert into rep_day_marks (open_id, date)
    select distinct rep_open_id, date from plan_stops where date >= '2026-09-01'`)
  await run(`analyze`)
}

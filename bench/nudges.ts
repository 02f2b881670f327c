import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../src/bot/context.ts'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { localDate } from '../src/domain/time.ts'
import { loadRules } from '../src/features/admin/settings-store.ts'
import { awaitedStops } from '../src/features/plans/late.ts'
import { createLogger } from '../src/logger.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'

const reps = 1000
const stops = 18
const zone = 'Asia/Shanghai'
const date = localDate.parse('2026-11-24')
const runs = 40

/** What the clock asks every 15 s: who of 1,000 reps is late, beside a bare count of the day's open stops. */
export const nudgesBench = {
  name: 'nudges',
  about: 'who of 1,000 reps with 18 stops is late, as the clock asks it, beside a bare count',
  async run(): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: 2 })
      await fill(db)
      const result = [
        await measure('a bare count of open stops', () =>
          db.execute(
            sql`select count(*) from plan_stops where date = ${date} and status = 'planned'`,
          ),
        ),
        // At 10:07 each rep has made every stop that was due.
        await measure('nobody is behind', async () => awaitedStops(await contextAt(db, '10:07'))),
        // Nobody has made a stop since 10:07; a third is at a customer.
        await measure('everybody is behind', async () =>
          awaitedStops(await contextAt(db, '12:00')),
        ),
      ]
      await close()
      printTable(`${reps} reps with ${stops} stops, milliseconds`, result)
      await writeResult('nudges', { reps, stops, result })
    } finally {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function contextAt(db: Db, time: string): Promise<Ctx> {
  const now = new Date(`${date}T${time}:00+08:00`)
  return { tx: db, now, zone, today: date, rules: await loadRules(db) } as unknown as Ctx
}

async function measure(what: string, work: () => Promise<unknown>) {
  const times: number[] = []
  let found: unknown
  for (let i = 0; i < runs; i++) {
    const started = performance.now()
    found = await work()
    times.push(performance.now() - started)
  }
  const [first] = Array.isArray(found) ? found : []
  const behind = first && 'late' in first ? (found as unknown[]).length : 0
  return { what, behind, median: median(times), p95: quantile(times, 0.95) }
}

/** Ten teams; a stop each 25 minutes from 08:40 on, those until 10:00 made, a third of the reps at one. */
async function fill(db: Db): Promise<void> {
  await db.execute(
    sql`insert into teams (code, name) select 'T' || n, n || ' 部' from generate_series(0, 9) n`,
  )
  await db.execute(sql`
    insert into users (open_id, name, role, team_code)
    select 'ou_' || r, '业务' || r, 'rep', 'T' || r % 10 from generate_series(1, ${reps}::int) r`)
  await db.execute(sql`
    insert into customers (code, name, owner_open_id, lng_gcj, lat_gcj, created_on, opening_hours)
    select 'C' || r || '-' || k, '门店' || k, 'ou_' || r, 123.4, 41.8, '2026-01-01', '08:00-21:00'
    from generate_series(1, ${reps}::int) r, generate_series(1, ${stops}::int) k`)
  await db.execute(sql`
    insert into daily_plans (id, rep_open_id, date, generated_at, frozen_at)
    select gen_random_uuid(), 'ou_' || r, ${date}, now(), now() from generate_series(1, ${reps}::int) r`)
  await db.execute(sql`
    insert into plan_stops (id, plan_id, rep_open_id, date, customer_code, sequence, source, reason, routed,
      leg_m, eta, counted, status)
    select gen_random_uuid(), p.id, p.rep_open_id, p.date, replace(p.rep_open_id, 'ou_', 'C') || '-' || k, k,
      'cycle', '{"code":"neverVisited","daysKnown":9}', true, 1800,
      to_char(time '08:15' + k * interval '25 minutes', 'HH24:MI'), true,
      case when k <= 4 then 'visited' else 'planned' end
    from daily_plans p, generate_series(1, ${stops}::int) k`)
  await db.execute(sql`
    insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, checked_out_at,
      location_source, verdict)
    select gen_random_uuid(), s.rep_open_id, s.customer_code, s.date, true, 'closed',
      (s.date + s.eta::time) at time zone ${zone}, (s.date + s.eta::time) at time zone ${zone} + interval '18 minutes',
      'chat', 'on_site'
    from plan_stops s where s.status = 'visited'`)
  await db.execute(sql`
    insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, location_source, verdict)
    select gen_random_uuid(), s.rep_open_id, s.customer_code, s.date, true, 'open',
      (s.date + s.eta::time) at time zone ${zone}, 'chat', 'on_site'
    from plan_stops s where s.sequence = 5 and substr(s.rep_open_id, 4)::int % 3 = 0`)
  await db.execute(sql`analyze`)
}

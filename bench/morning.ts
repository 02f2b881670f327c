import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { jobs } from '../jobs/index.ts'
import { generatePlans } from '../jobs/plans/generate.ts'
import { type House, makeContext } from '../src/bot/make-context.ts'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { localDate } from '../src/domain/time.ts'
import { loadRules } from '../src/features/admin/settings-store.ts'
import { createLinks } from '../src/links.ts'
import { createLogger } from '../src/logger.ts'
import { jobRegistry } from '../src/queue/define-job.ts'
import { lockFor } from '../src/queue/run-job.ts'
import { printTable, writeResult } from './kit.ts'

const customersEach = 150
const zone = 'Asia/Shanghai'
const date = localDate.parse('2026-11-24')
/** As many at once as a worker runs. */
const atOnce = 4

/** The morning: `plans.generate` for every rep, a transaction each, beside a plain insert of the same rows. */
export const morningBench = {
  name: 'morning',
  about:
    'plans of a day for 1,000 reps × 150 customers, beside a plain insert of the same rows; --reps n',
  async run(args: readonly string[]): Promise<void> {
    const at = args.indexOf('--reps')
    const reps = at >= 0 ? Number(args[at + 1]) : 1_000
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const log = createLogger('error')
    const database = await startEmbeddedPostgres({ dataDir, log })
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: atOnce + 1 })
      await fill(db, reps)
      const house: House = {
        zone,
        locale: 'zh-CN',
        log,
        jobs: jobRegistry(jobs),
        links: createLinks('http://rounds.bench', 'secret'),
        mapProvider: 'straight',
        now: () => new Date(`${date}T05:30:00+08:00`),
        loadRules,
      }
      const made = await measure('plans.generate', reps, (rep) => plan(db, house, `ou_${rep}`))
      const [counts] = await db.execute<{ plans: string; stops: string }>(sql`
        select (select count(*) from daily_plans) as plans, (select count(*) from plan_stops) as stops`)
      await db.execute(sql`create table bench_plans as table daily_plans`)
      await db.execute(sql`create table bench_stops as table plan_stops`)
      await db.execute(sql`create index on bench_stops (rep_open_id)`)
      await db.execute(sql`truncate daily_plans, plan_stops`)
      const plain = await measure('a plain insert of the same rows', reps, (rep) =>
        insert(db, `ou_${rep}`),
      )
      await close()
      const result = [made, plain]
      printTable(`${reps} reps × ${customersEach} customers, ${counts?.stops} stops`, result)
      await writeResult('morning', { reps, customersEach, ...counts, result })
    } finally {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

/** Reps a second over all of them, so many at once, and what each takes of this process's processor time. */
async function measure(what: string, reps: number, work: (rep: number) => Promise<void>) {
  let next = 1
  const started = performance.now()
  const before = process.cpuUsage()
  const take = async () => {
    while (next <= reps) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  const { user, system } = process.cpuUsage(before)
  const perSecond = (reps * 1000) / (performance.now() - started)
  return {
    what,
    'reps/s': perSecond,
    'ms a rep': 1000 / perSecond,
    'processor ms a rep, without the database': (user + system) / 1000 / reps,
  }
}

/** What the worker does for one rep: the rep's lock, the context, the job. */
function plan(db: Db, house: House, repOpenId: string): Promise<void> {
  return db.transaction(async (tx) => {
    await lockFor(tx, `person:${repOpenId}`)
    const run = { now: house.now(), causeId: crypto.randomUUID(), nowOverride: null }
    const ctx = await makeContext(house, tx, run)
    await generatePlans.run({ ctx, payload: { repOpenId, date }, fetched: null })
  })
}

function insert(db: Db, repOpenId: string): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into daily_plans select * from bench_plans where rep_open_id = ${repOpenId}`)
    await tx.execute(sql`
      insert into plan_stops select * from bench_stops where rep_open_id = ${repOpenId}`)
  })
}

/** Fifty teams; each rep's customers within some 6 km, visited every two to six weeks for half a year. */
async function fill(db: Db, reps: number): Promise<void> {
  await db.execute(
    sql`insert into teams (code, name) select 'T' || n, n || ' 部' from generate_series(0, 49) n`,
  )
  await db.execute(sql`
    insert into users (open_id, name, role, team_code, home_lng_gcj, home_lat_gcj)
    select 'ou_' || r, '业务' || r, 'rep', 'T' || r % 50, 123 + (r % 40) * 0.05, 41 + (r / 40) * 0.05
    from generate_series(1, ${reps}::int) r`)
  await db.execute(sql`
    insert into customers (code, name, owner_open_id, lng_gcj, lat_gcj, created_on, opening_hours, grade)
    select 'C' || r || '-' || k, '门店' || k, 'ou_' || r,
      123 + (r % 40) * 0.05 + ((k * 7919) % 151) / 2500.0, 41 + (r / 40) * 0.05 + ((k * 104729) % 149) / 2500.0,
      '2026-01-01', '08:00-21:00', (array['A', 'B', 'C', 'D'])[1 + k % 4]
    from generate_series(1, ${reps}::int) r, generate_series(1, ${customersEach}::int) k`)
  await db.execute(sql`
    insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, checked_out_at,
      location_source, verdict)
    select gen_random_uuid(), c.owner_open_id, c.code, day::date, true, 'closed', day + interval '2 hours',
      day + interval '2 hours 18 minutes', 'chat', 'on_site'
    from customers c, generate_series(timestamptz '2026-05-25', '2026-11-20',
      interval '1 day' * (14 + abs(hashtext(c.code)) % 28)) day`)
  await db.execute(sql`analyze`)
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../src/bot/context.ts'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { trustBands, trustRulesIn } from '../src/domain/settings/trust.ts'
import { localDate } from '../src/domain/time.ts'
import { assess } from '../src/domain/trust/assess.ts'
import { loadRules } from '../src/features/admin/settings-store.ts'
import { loadEvidence } from '../src/features/trust/evidence.ts'
import { saveAssessment } from '../src/features/trust/store/assessments.ts'
import { createLogger } from '../src/logger.ts'
import { fillVisits } from './assess/fill.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'

const zone = 'Asia/Shanghai'
const today = localDate.parse('2026-11-24')
const runs = 200

/** One visit assessed in a company of two years, beside the reading of that visit by its key. */
export const assessBench = {
  name: 'assess',
  about:
    'the database time of assessing one visit with 2 years of visits of 1,000 reps, beside its read by key; --reps <n>',
  async run(args: readonly string[]): Promise<void> {
    const given = args.indexOf('--reps')
    const reps = given < 0 ? 1_000 : Number(args[given + 1])
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: 1 })
      const size = await fillVisits(db, { reps, today })
      const result = [
        await measure(db, 'on site', sql`date = ${today} and distance_m <= 150`),
        await measure(db, 'far away', sql`date = ${today} and distance_m > 150`),
        await measure(db, 'half a year ago', sql`date = ${today}::date - 180`),
      ].flat()
      await close()
      printTable(
        `${size.visits} visits of ${reps} reps, ${size.fixes} locations, ${size.photos} photos; milliseconds a visit`,
        result,
      )
      await writeResult('assess', { reps, ...size, runs, result })
    } finally {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

/** Everything as the job does it, in transactions of its own; what is read by key comes from other visits. */
async function measure(db: Db, which: string, where: ReturnType<typeof sql>) {
  const rows = await db.execute<{ id: string }>(
    sql`select id from visits where ${where} order by md5(id::text) limit ${2 * runs}`,
  )
  const ids = rows.map(({ id }) => id)
  const half = Math.ceil(ids.length / 2)
  const rules = await loadRules(db)
  const now = new Date(`${today}T19:00:00+08:00`)
  const times = { load: [] as number[], rules: [] as number[], all: [] as number[] }

  const byKey = await processor(db, async () => {
    const each: number[] = []
    // So short that the clock of the processor needs many.
    for (let again = 0; again < 20; again += 1)
      for (const id of ids.slice(0, half)) {
        const started = performance.now()
        await db.execute(sql`select * from visits where id = ${id}`)
        each.push(performance.now() - started)
      }
    return each
  })
  const assessed = await processor(db, async () => {
    for (const id of ids.slice(half)) {
      await db.transaction(async (tx) => {
        const ctx = { tx, now, zone, today, rules } as unknown as Ctx
        const started = performance.now()
        const loaded = await loadEvidence(ctx, id)
        if (!loaded) throw new Error('no such visit')
        const read = performance.now()
        const place = { teams: loaded.teams }
        const assessment = assess(
          loaded.evidence,
          trustRulesIn(rules, place),
          trustBands(rules, place),
        )
        const ruled = performance.now()
        const { visit } = loaded.evidence
        await saveAssessment(tx, { visit, assessment, rulesHash: 'bench', at: now })
        times.load.push(read - started)
        times.rules.push(ruled - read)
        times.all.push(performance.now() - ruled + read - started)
      })
    }
    return times.all
  })
  const row = (what: string, values: readonly number[], cpu: number | string) => ({
    ...{ visits: which, what, n: values.length, median: median(values) },
    ...{ p95: quantile(values, 0.95), 'processor of the database': cpu },
  })
  return [
    row('baseline: the visit by its key', byKey.result, byKey.ms / byKey.result.length),
    row('evidence read, assessment written', times.all, assessed.ms / times.all.length),
    row('  of it reading the evidence', times.load, ''),
    row('the rules, no database', times.rules, ''),
  ]
}

/**
 * Work over the one connection with the processor time that its backend took, in milliseconds: what a busy
 * machine does not change. NaN where there is no /proc.
 */
async function processor<T>(db: Db, work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const [backend] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  const taken = async () => {
    const stat = await readFile(`/proc/${backend?.pid}/stat`, 'utf8').catch(() => '')
    // Fields 14 and 15, user and system, in hundredths of a second; the name before may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return 10 * (Number(fields[11]) + Number(fields[12]))
  }
  const before = await taken()
  const result = await work()
  return { result, ms: (await taken()) - before }
}

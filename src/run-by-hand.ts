import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Runtime } from './deps.ts'
import type { LocalDate } from './domain/time.ts'
import { toLocalDate } from './domain/time.ts'
import { OperatorError } from './errors.ts'

export interface ByHandResult {
  readonly job: string
  readonly date: LocalDate
  /** Runs that were queued: one per rep or team. */
  readonly runs: number
  /** What was caused and failed for good. */
  readonly failed: readonly { name: string; error: string }[]
}

/**
 * Runs a job for a date to its end, with the jobs and sends that it causes, and waits for these only.
 * Workers must be running in this process or another one on the same database.
 */
export async function runByHand(
  runtime: Runtime,
  name: string,
  options: { date?: LocalDate | undefined; now?: Date | undefined; waitMs?: number },
): Promise<ByHandResult> {
  const job = runtime.house.jobs.get(name)
  if (!job?.trigger) {
    const names = runtime.house.jobs.list.filter((j) => j.trigger).map((j) => j.name)
    throw new OperatorError(
      `No job that runs by hand is called ${name}. There are: ${names.join(', ')}`,
    )
  }
  const now = options.now ?? runtime.house.now()
  const date = options.date ?? toLocalDate(now, runtime.house.zone)
  const cause = { causeId: uuidv7(), nowOverride: options.now ?? null }
  const runs = await runtime.schedule.fanOut(job, date, cause)
  await drained(runtime, cause.causeId, options.waitMs ?? 15 * 60_000)
  const failed = await runtime.database.db.execute<{ name: string; error: string | null }>(sql`
    select coalesce(nullif(name, ''), kind) as name, error from outbox where cause_id = ${cause.causeId} and status = 'failed'`)
  return {
    job: name,
    date,
    runs,
    failed: failed.map((row) => ({ name: row.name, error: row.error ?? '' })),
  }
}

/** Waits until nothing that a cause wrote is still to be done. */
async function drained(runtime: Runtime, causeId: string, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs
  for (let pauseMs = 5; ; pauseMs = Math.min(250, pauseMs * 1.5)) {
    runtime.relay.wake()
    const [row] = await runtime.database.db.execute<{ n: string }>(
      sql`select count(*) as n from outbox where cause_id = ${causeId} and status <> 'failed'`,
    )
    if (Number(row?.n ?? 0) === 0) return
    if (performance.now() > deadline) {
      throw new OperatorError(
        `${row?.n} steps are still under way after ${Math.round(waitMs / 60_000)} minutes; they go on in the background.`,
      )
    }
    await new Promise((done) => setTimeout(done, pauseMs))
  }
}

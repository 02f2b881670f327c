import { eq, sql } from 'drizzle-orm'
import { type House, makeContext } from '../bot/make-context.ts'
import type { Database, Tx } from '../db/client.ts'
import { outbox } from '../db/tables.ts'
import type { Io } from './define-job.ts'

type OutboxRow = typeof outbox.$inferSelect

/** A lost process's job is due again after this long; a living one renews its lease. */
const leaseSeconds = 30
const renewEveryMs = 10_000

export interface JobRunner {
  /**
   * Runs the job of one outbox row. Its effects and the deletion of the row commit together, so a second
   * run finds no row and does nothing. A job that failed is due again, or `failed` for good after its
   * last attempt.
   */
  run(outboxId: string): Promise<'done' | 'postponed' | 'failed'>
}

export function createJobRunner(deps: {
  database: Database
  house: House
  io: Io
  /** Called after a commit: the job may have written to the outbox. */
  wake(): void
  measure(job: string, seconds: number, result: 'done' | 'failed'): void
}): JobRunner {
  const { db } = deps.database
  const { house } = deps

  async function claim(id: string): Promise<OutboxRow | undefined> {
    const [row] = await db
      .update(outbox)
      .set({
        status: 'sending',
        leaseUntil: sql`now() + ${`${leaseSeconds} seconds`}::interval`,
        firstTriedAt: sql`coalesce(${outbox.firstTriedAt}, now())`,
      })
      .where(sql`${outbox.id} = ${id} and (status <> 'sending' or lease_until < now())`)
      .returning()
    return row
  }

  /** A lock on the row means that the job's own transaction holds it: nothing to renew then. */
  async function renew(id: string): Promise<void> {
    await db
      .execute(sql`
        update outbox set lease_until = now() + ${`${leaseSeconds} seconds`}::interval
        where id = (select id from outbox where id = ${id} and status = 'sending' for update skip locked)`)
      .catch((error: unknown) => house.log.warn({ err: error, outbox: id }, 'lease not renewed'))
  }

  async function work(row: OutboxRow): Promise<void> {
    const job = house.jobs.get(row.name)
    if (!job) throw new Error(`no job is called ${row.name}`)
    const payload = job.payload.parse(row.payload)
    const isLast = row.attempts + 1 >= job.retry.attempts
    const fetched = job.outside ? await job.outside(deps.io, payload, { isLast }) : null
    await db.transaction(async (tx) => {
      // A job may wait longer for a person's lock than a click: nobody is looking at a spinner.
      await tx.execute(sql`set local lock_timeout = '30s'`)
      const lock = job.lock?.(payload)
      if (lock) await lockFor(tx, lock)
      const mine = await tx
        .select({ id: outbox.id })
        .from(outbox)
        .where(eq(outbox.id, row.id))
        .for('update')
      if (mine.length === 0) return
      if (!(job.outside && fetched === null)) {
        const now = row.nowOverride ?? house.now()
        const ctx = await makeContext(house, tx, {
          now,
          causeId: row.causeId,
          nowOverride: row.nowOverride,
        })
        await job.run({ ctx, payload, fetched })
      }
      await tx.delete(outbox).where(eq(outbox.id, row.id))
    })
  }

  async function postpone(row: OutboxRow, error: unknown): Promise<'postponed' | 'failed'> {
    const retry = house.jobs.get(row.name)?.retry ?? { attempts: 1, backoffMs: 0 }
    const attempts = row.attempts + 1
    const waitMs = Math.min(3_600_000, retry.backoffMs * 2 ** row.attempts)
    const next = attempts >= retry.attempts ? 'failed' : 'pending'
    // If the same work waits already, this row has nothing left to do.
    await db.execute(sql`
      with twin as (
        select 1 from outbox where dedupe_key = ${row.dedupeKey} and id <> ${row.id} and status in ('pending', 'queued'))
      update outbox set status = ${next}, attempts = ${attempts}, lease_until = null,
        dedupe_key = case when exists (select 1 from twin) then null else dedupe_key end,
        error = ${String(error instanceof Error ? (error.stack ?? error.message) : error).slice(0, 2000)},
        available_at = now() + ${`${waitMs} milliseconds`}::interval
      where id = ${row.id}`)
    house.log.error(
      { err: error, job: row.name, outbox: row.id, attempts },
      next === 'failed' ? 'job failed for good' : 'job failed, it will be tried again',
    )
    return next === 'failed' ? 'failed' : 'postponed'
  }

  return {
    async run(outboxId) {
      const row = await claim(outboxId)
      if (!row) return 'done'
      const started = performance.now()
      const renewal = setInterval(() => void renew(row.id), renewEveryMs)
      const seconds = () => (performance.now() - started) / 1000
      try {
        await work(row)
        deps.measure(row.name, seconds(), 'done')
        return 'done'
      } catch (error) {
        deps.measure(row.name, seconds(), 'failed')
        return await postpone(row, error)
      } finally {
        clearInterval(renewal)
        deps.wake()
      }
    },
  }
}

/** Takes the transaction's advisory lock of a person or thing: who acts for it waits in line. */
export async function lockFor(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
}

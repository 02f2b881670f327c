/**
 * Moves outbox rows to BullMQ after their transaction has committed. Woken at once by the process that
 * wrote them, and by a sweep that catches the rest.
 */
import { sql } from 'drizzle-orm'
import type { Log } from '../bot/context.ts'
import type { Database } from '../db/client.ts'
import type { QueuedJob, Queues } from '../queue/bullmq.ts'

export interface Relay {
  /** Something was written: move it now. */
  wake(): void
  /** Moves everything that is due; answers how many rows. */
  flush(): Promise<number>
  stop(): Promise<void>
}

interface Row extends Record<string, unknown> {
  id: string
  kind: string
  name: string
  target: string
  attempts: number
}

const batch = 200
/** A queued row that nobody has finished after this long is queued again: its BullMQ job was lost. */
const lostAfterMinutes = 10

export function createRelay(deps: {
  database: Database
  queues: Queues
  log: Log
  sweepMs?: number
}): Relay {
  const { database, queues, log } = deps
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  async function moveBatch(): Promise<number> {
    return database.db.transaction(async (tx) => {
      const rows = await tx.execute<Row>(sql`
        update outbox set status = 'queued', available_at = now() + ${`${lostAfterMinutes} minutes`}::interval
        where id in (
          select id from outbox
          where (status in ('pending', 'queued') and available_at <= now())
             or (status = 'sending' and lease_until < now())
          order by seq limit ${batch}
          for update skip locked)
        returning id, kind, name, target, attempts`)
      if (rows.length === 0) return 0
      await queues.add(rows.map(toJob))
      return rows.length
    })
  }

  function toJob(row: Row): QueuedJob {
    // The attempt is part of the id: BullMQ remembers failed ids and would drop a later try.
    const jobId = `${row.id}-${row.attempts}-${Math.floor(performance.now())}`
    // What a job does is retried through its row; these tries are for a database that is away a moment.
    const tries = { attempts: 6, backoffMs: 1_000 }
    return row.kind === 'job'
      ? { queue: 'work', name: row.name, data: { outboxId: row.id }, jobId, ...tries }
      : { queue: 'messages', name: 'deliver', data: { target: row.target }, jobId, ...tries }
  }

  async function drain(): Promise<void> {
    do {
      again = false
      while (!stopped && (await moveBatch()) === batch);
    } while (again && !stopped)
  }

  function wake(): void {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      .catch((error: unknown) =>
        log.error({ err: error }, 'relay failed; the sweep will try again'),
      )
      .finally(() => {
        running = null
        if (again && !stopped) wake()
      })
  }

  const sweep = setInterval(wake, deps.sweepMs ?? 1_000)
  sweep.unref()
  return {
    wake,
    flush: async () => {
      let moved = 0
      for (;;) {
        const n = await moveBatch()
        moved += n
        if (n < batch) return moved
      }
    },
    async stop() {
      stopped = true
      clearInterval(sweep)
      await running
    },
  }
}

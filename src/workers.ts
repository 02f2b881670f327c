import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inboundEvents } from './db/tables.ts'
import { sweepSlots } from './delivery/limits.ts'
import type { Runtime } from './deps.ts'
import { GiveUp } from './queue/bullmq.ts'

const workData = z.object({ outboxId: z.string() })
const messageData = z.object({ target: z.string() })

export interface WorkerOptions {
  /** Milliseconds between looks at the clock. */
  readonly tickMs?: number
  /** False for a short-lived process that only works off what it caused. */
  readonly clock?: boolean
}

/** Starts taking jobs from the three queues. `runtime.close()` stops it. */
export async function startWorkers(runtime: Runtime, options: WorkerOptions = {}): Promise<void> {
  const { queues, runner, delivery, log } = runtime
  queues.work('messages', { concurrency: 6 }, async (job) => {
    await delivery.drain(messageData.parse(job.data).target)
  })
  queues.work('work', { concurrency: 4 }, async (job) => {
    const result = await runner.run(workData.parse(job.data).outboxId)
    if (result === 'failed') throw new GiveUp(`${job.name} failed for good, see the log`)
  })
  if (options.clock !== false) {
    queues.work('clock', { concurrency: 1 }, async () => {
      const acted = await runtime.schedule.tick()
      if (acted.length > 0) log.info({ jobs: acted }, 'scheduled jobs')
      await retryKeptEvents(runtime)
      await sweepSlots(runtime.database.db)
    })
    await queues.every('tick', options.tickMs ?? 15_000)
  }
  runtime.relay.wake()
}

/** Handles kept events again whose time has come; answers how many went well. */
export async function retryKeptEvents(runtime: Runtime): Promise<number> {
  const due = await runtime.database.db
    .select({ key: inboundEvents.key })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.status, 'failed'),
        lte(inboundEvents.nextTryAt, sql`${runtime.house.now().toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(inboundEvents.receivedAt))
    .limit(50)
  let well = 0
  for (const { key } of due) if (await runtime.receiver.retry(key)) well += 1
  return well
}

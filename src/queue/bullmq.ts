import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq'
import type { Logger } from '../logger.ts'
import { postgresBackend, type QueueBackend, redisBackend } from './backend.ts'

export { migrateQueue } from './backend.ts'

/** Jobs that compute, jobs that send messages, and the ticks of the clock. */
export type QueueName = 'work' | 'messages' | 'clock'

/** A job to put on a queue. */
export interface QueuedJob {
  queue: QueueName
  name: string
  data: unknown
  /** Fixed by the caller: a job whose id is waiting, running or kept as failed is not added again. */
  jobId: string
  delayMs?: number
  /** 1 is the most urgent; without one a job goes before all that have one. */
  priority?: number
  /** How often it is tried in all (1), and the first pause between two tries, which then doubles. */
  attempts?: number
  backoffMs?: number
}

/** A job as its processor sees it. */
export interface RunningJob {
  id: string
  name: string
  data: unknown
  /** 1 for the first try; a re-run after a crashed worker does not count. */
  attempt: number
  /** Whether a failure now is final. */
  lastAttempt: boolean
}

/** Runs one job. `signal` fires when the process gives up waiting for it at shutdown. */
export type Processor = (job: RunningJob, signal: AbortSignal) => Promise<void>

/** Thrown by a processor when another try would not help. */
export class GiveUp extends UnrecoverableError {}

export interface WorkOptions {
  concurrency: number
  /** How long a job of a dead worker stays locked; shorter only in tests. */
  lockMs?: number
}

/**
 * The process's queues.
 *
 * Delivery is at least once: a worker that dies in a job, or loses its lock under load, leaves the
 * job to be run again. Processors must therefore be idempotent. Ids make *adding* idempotent, so a
 * relay may add the same jobs twice.
 */
export interface Queues {
  kind: QueueBackend['kind']
  add(jobs: QueuedJob[]): Promise<void>
  /** Puts a job of this name on `clock` every so often, once for all processes. */
  every(name: string, everyMs: number): Promise<void>
  work(queue: QueueName, options: WorkOptions, run: Processor): void
  /** The raw queues, for the dashboard. */
  list(): Queue[]
  /** Jobs of all queues that wait, are delayed or run. */
  pending(): Promise<number>
  /** Fails when the store does not answer within 2 s. */
  ping(): Promise<void>
  /** Takes no more jobs, lets the running ones end (at most `limitMs`), and disconnects. */
  close(limitMs?: number): Promise<void>
}

export interface QueuesOptions {
  databaseUrl: string
  /** Without it the jobs live in the database. */
  redisUrl?: string | undefined
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Namespace of the keys in a shared Redis. */
  prefix?: string | undefined
}

const names: readonly QueueName[] = ['work', 'messages', 'clock']
const failedJobsAgeS = 7 * 24 * 3600

/** Connects the queues; which store they use is known only here. */
export function createQueues({ databaseUrl, redisUrl, log, prefix }: QueuesOptions): Queues {
  const onError = throttledErrorLog(log)
  const backend = redisUrl ? redisBackend(redisUrl, onError) : postgresBackend(databaseUrl, onError)
  const base = { connection: backend.connection, ...(prefix ? { prefix } : {}) }
  const defaultJobOptions = { removeOnComplete: true, removeOnFail: { age: failedJobsAgeS } }
  const queues = new Map(
    names.map((name) => {
      const queue = new Queue(name, { ...base, defaultJobOptions }, backend.factory)
      queue.on('error', onError)
      return [name, queue] as const
    }),
  )
  const workers: Worker[] = []
  let closing: Promise<void> | undefined

  return {
    kind: backend.kind,

    async add(jobs) {
      for (const [name, queue] of queues) {
        const own = jobs.filter((job) => job.queue === name)
        if (own.length > 0) await within(30_000, queue.addBulk(own.map(toBullJob)), 'adding jobs')
      }
    },

    async every(name, everyMs) {
      const clock = queues.get('clock')
      await clock?.upsertJobScheduler(name, { every: everyMs }, { name, data: {} })
    },

    work(name, { concurrency, lockMs = 30_000 }, run) {
      const worker = new Worker(
        name,
        (job: Job, _token, signal) =>
          run(toRunningJob(job), signal ?? new AbortController().signal),
        {
          ...base,
          concurrency,
          lockDuration: lockMs,
          stalledInterval: lockMs,
          maxStalledCount: 20, // a job that outlives some deployments is not lost
          runRetryDelay: 1_000,
        },
        backend.factory,
      )
      worker.on('error', onError)
      worker.on('stalled', (id) => log.warn({ queue: name, job: id }, 'a worker died in this job'))
      worker.on('failed', (job, error) => {
        const about = { queue: name, job: job?.id, name: job?.name, err: error }
        if (job && job.finishedOn === undefined) log.warn(about, 'job failed, will be tried again')
        else log.error(about, 'job failed for good')
      })
      workers.push(worker)
    },

    list: () => [...queues.values()],

    async pending() {
      const counts = await Promise.all(
        [...queues.values()].map((queue) =>
          queue.getJobCounts('wait', 'prioritized', 'delayed', 'active'),
        ),
      )
      return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0)
    },

    ping: () => within(2_000, backend.ping(), 'the queue'),

    close(limitMs = 25_000) {
      closing ??= closeAll(workers, [...queues.values()], backend, limitMs, onError)
      return closing
    },
  }
}

/** Running jobs first, then the connections that they report their end on. */
async function closeAll(
  workers: Worker[],
  queues: Queue[],
  backend: QueueBackend,
  limitMs: number,
  onError: (error: Error) => void,
): Promise<void> {
  const report = (error: unknown) =>
    onError(error instanceof Error ? error : new Error(String(error)))
  const drained = Promise.all(workers.map((worker) => worker.close()))
  await within(limitMs, drained, 'running jobs').catch(async (error: unknown) => {
    report(error)
    for (const worker of workers) worker.cancelAllJobs('shutdown')
    await within(2_000, drained, 'cancelled jobs').catch(report)
  })
  await within(5_000, Promise.all(queues.map((queue) => queue.close())), 'queues').catch(report)
  await within(5_000, backend.close(), 'connections').catch(report)
}

function toBullJob(job: QueuedJob) {
  const { name, data, jobId, delayMs, priority, attempts = 1, backoffMs = 1_000 } = job
  return {
    name,
    data,
    opts: {
      jobId: toBullId(jobId),
      attempts,
      backoff: { type: 'exponential', delay: backoffMs },
      ...(delayMs === undefined ? {} : { delay: delayMs }),
      ...(priority === undefined ? {} : { priority }),
    },
  }
}

function toRunningJob(job: Job): RunningJob {
  const attempt = job.attemptsMade + 1
  return {
    id: fromBullId(job.id ?? ''),
    name: job.name,
    data: job.data,
    attempt,
    lastAttempt: attempt >= (job.opts.attempts ?? 1),
  }
}

/** BullMQ refuses ids with a colon and ids that are whole numbers: those characters are escaped. */
function toBullId(id: string): string {
  return id.replace(/[%:]|^-?\d(?=\d*$)/g, (found) =>
    Array.from(found, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
  )
}

function fromBullId(id: string): string {
  return id.replace(/%([0-9A-F]{2})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** While the store is away every waiting worker complains: one line a second is enough. */
function throttledErrorLog(log: QueuesOptions['log']): (error: Error) => void {
  let [last, dropped] = [0, 0]
  return (error) => {
    const now = performance.now()
    if (last && now - last < 1_000) {
      dropped += 1
      return
    }
    log.error({ err: error, ...(dropped ? { dropped } : {}) }, 'queue')
    ;[last, dropped] = [now, 0]
  }
}

async function within<T>(ms: number, work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { createQueues, GiveUp, type QueuedJob, type Queues } from '../../src/queue/bullmq.ts'
import { describeBothBackends } from '../support/redis.ts'

const logged: string[] = []
const log = createLogger('warn', { write: (line: string) => void logged.push(line) })

describeBothBackends('the queues', (backend) => {
  let store: Awaited<ReturnType<typeof backend.open>>
  let queues: Queues

  beforeEach(async () => {
    store = await backend.open()
    queues = createQueues({ ...store, log })
  })

  afterEach(async () => {
    await queues.close()
    await store.close()
  })

  test('a job reaches its processor with its id and data', async () => {
    const seen: unknown[] = []
    queues.work('work', { concurrency: 2 }, async (job) => void seen.push(job))
    await queues.add([job('plans.generate', { repId: 'r1' }, { jobId: 'plans:r1/2026-03-02' })])
    await until(() => seen.length === 1)
    expect(seen).toEqual([
      {
        id: 'plans:r1/2026-03-02',
        name: 'plans.generate',
        data: { repId: 'r1' },
        attempt: 1,
        lastAttempt: true,
      },
    ])
  })

  test('ids that BullMQ itself refuses come back unchanged', async () => {
    const seen: string[] = []
    queues.work('work', { concurrency: 1 }, async ({ id }) => void seen.push(id))
    const ids = ['42', '-1', '0:a', 'a:b', 'a:b:c', '100%', '%3A', '%42']
    await queues.add(ids.map((jobId) => job('any', {}, { jobId })))
    await until(() => seen.length === ids.length)
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('a job whose id is known is not added again', async () => {
    await queues.add([job('a', 1, { jobId: 'same' }), job('a', 2, { jobId: 'same' })])
    await queues.add([job('a', 3, { jobId: 'same' })])
    const seen: unknown[] = []
    queues.work('work', { concurrency: 4 }, async ({ data }) => void seen.push(data))
    await until(async () => (await queues.pending()) === 0)
    expect(seen).toEqual([1])
  })

  test('each queue gets its own jobs, and delayed ones come later', async () => {
    const seen: string[] = []
    for (const name of ['work', 'messages'] as const) {
      queues.work(name, { concurrency: 1 }, async ({ id }) => void seen.push(`${name} ${id}`))
    }
    const started = performance.now()
    await queues.add([
      job('a', {}, { jobId: 'later', delayMs: 700 }),
      job('a', {}, { jobId: 'now' }),
      job('a', {}, { jobId: 'card', queue: 'messages' }),
    ])
    await until(() => seen.length === 3)
    expect(seen.toSorted()).toEqual(['messages card', 'work later', 'work now'])
    expect(seen.at(-1)).toBe('work later')
    expect(performance.now() - started).toBeGreaterThan(690)
  })

  test('urgent jobs overtake', async () => {
    await queues.add([
      job('a', {}, { jobId: 'slow', priority: 10 }),
      job('a', {}, { jobId: 'fast', priority: 1 }),
    ])
    const seen: string[] = []
    queues.work('work', { concurrency: 1 }, async ({ id }) => void seen.push(id))
    await until(() => seen.length === 2)
    expect(seen).toEqual(['fast', 'slow'])
  })

  test('a failing job is tried again after growing pauses, then kept as failed', async () => {
    logged.length = 0
    const attempts: { attempt: number; last: boolean; at: number }[] = []
    queues.work('work', { concurrency: 1 }, async ({ attempt, lastAttempt }) => {
      attempts.push({ attempt, last: lastAttempt, at: performance.now() })
      throw new Error('the platform answers 503')
    })
    await queues.add([job('send', {}, { jobId: 'x', attempts: 3, backoffMs: 150 })])
    await until(() => attempts.length === 3)
    await until(() => logged.join().includes('failed for good'))
    expect(await queues.list()[0]?.getFailedCount()).toBe(1)
    expect(attempts.map(({ attempt, last }) => [attempt, last])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
    expect(logged.filter((line) => line.includes('tried again'))).toHaveLength(2)
    const [first, second, third] = attempts.map(({ at }) => at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(140)
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThan(290)
  })

  test('a job that gives up is not tried again', async () => {
    let runs = 0
    logged.length = 0
    queues.work('work', { concurrency: 1 }, async () => {
      runs += 1
      throw new GiveUp('the chat is gone')
    })
    await queues.add([job('send', {}, { jobId: 'x', attempts: 5, backoffMs: 10 })])
    await until(() => logged.join().includes('failed for good'))
    await sleep(300)
    expect(runs).toBe(1)
    expect(logged.join()).not.toContain('tried again')
  })

  test('a scheduler ticks, once for all processes', async () => {
    const other = createQueues({ ...store, log })
    let ticks = 0
    for (const each of [queues, other]) {
      each.work('clock', { concurrency: 1 }, async ({ name }) => {
        if (name === 'tick') ticks += 1
      })
      await each.every('tick', 400)
    }
    await until(() => ticks >= 3)
    await other.close()
    expect(await queues.list()[2]?.getJobSchedulersCount()).toBe(1)
    const before = ticks
    await sleep(2_000)
    expect(ticks - before).toBeGreaterThanOrEqual(3)
    expect(ticks - before).toBeLessThanOrEqual(6)
  })

  test('closing lets the running job end and takes no other', async () => {
    const seen: string[] = []
    queues.work('work', { concurrency: 1 }, async ({ id }) => {
      await sleep(400)
      seen.push(id)
    })
    await queues.add([job('a', {}, { jobId: 'first' }), job('a', {}, { jobId: 'second' })])
    await until(async () => (await queues.list()[0]?.getActiveCount()) === 1)
    await Promise.all([queues.close(), queues.close()])
    expect(seen).toEqual(['first'])
    const after = createQueues({ ...store, log })
    expect(await after.pending()).toBe(1)
    await after.close()
  })

  test('closing does not wait for ever: the job is told, and its lock runs out', async () => {
    let told: unknown
    queues.work('work', { concurrency: 1 }, async (_job, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      told = signal.aborted
    })
    await queues.add([job('a', {}, { jobId: 'endless' })])
    await until(async () => (await queues.list()[0]?.getActiveCount()) === 1)
    const started = performance.now()
    await queues.close(300)
    expect(told).toBe(true)
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('a job whose worker process is killed runs again elsewhere', async () => {
    const child = await startWorker(store)
    await queues.add([job('a', { n: 1 }, { jobId: 'victim' })])
    await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const seen: unknown[] = []
    queues.work('work', { concurrency: 1, lockMs: 1_000 }, async ({ id, data }) => {
      seen.push([id, data])
    })
    await until(() => seen.length > 0, 15_000)
    expect(seen).toEqual([['victim', { n: 1 }]])
  })

  test('answers a ping', async () => {
    await queues.ping()
    expect(queues.kind).toBe(backend.name === 'Redis' ? 'redis' : 'postgres')
  })
})

function job(name: string, data: unknown, more: Partial<QueuedJob> & { jobId: string }): QueuedJob {
  return { queue: 'work', name, data, ...more }
}

async function startWorker(store: object): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('stuck-worker.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, STORE: JSON.stringify(store) },
  })
  await once(child, 'message')
  return child
}

async function until(done: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error('waited too long')
    await sleep(20)
  }
}

/** A worker process for the tests: says when it is ready and when it has a job, then hangs in it. */
import { createLogger } from '../../src/logger.ts'
import { createQueues } from '../../src/queue/bullmq.ts'

const store = JSON.parse(process.env.STORE ?? '{}')
const queues = createQueues({ ...store, log: createLogger('silent') })
queues.work('work', { concurrency: 1, lockMs: 1_000 }, async (job) => {
  process.send?.(job.id)
  await new Promise(() => undefined)
})
process.send?.('ready')

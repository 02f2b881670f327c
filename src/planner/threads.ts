import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PlannerResult, PlannerTask } from './work.ts'

type Waiting = {
  id: number
  task: PlannerTask
  resolve: (result: PlannerResult) => void
  reject: (error: unknown) => void
}

type Thread = { worker: Worker; waiting: Waiting | null }

/**
 * Threads that work out plans while the event loop goes on answering people. Each takes one task at a
 * time; what is asked meanwhile waits in line. They start with the first task, do not keep the
 * process alive, and one that dies takes only its own task with it.
 */
export class PlannerThreads {
  private readonly size: number
  private readonly threads: Thread[] = []
  private readonly line: Waiting[] = []
  private lastId = 0

  /** Default: one less than the cores, at least one. */
  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.size = size
  }

  run(task: PlannerTask): Promise<PlannerResult> {
    return new Promise((resolve, reject) => {
      this.line.push({ id: ++this.lastId, task, resolve, reject })
      this.next()
    })
  }

  /** Ends all threads; tasks under way are rejected. */
  async close(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()))
  }

  private next(): void {
    const [first] = this.line
    if (!first) return
    const free = this.threads.find(({ waiting }) => waiting === null) ?? this.start()
    if (!free) return
    this.line.shift()
    free.waiting = first
    free.worker.ref()
    free.worker.postMessage({ id: first.id, task: first.task })
  }

  private start(): Thread | null {
    if (this.threads.length >= this.size) return null
    const worker = new Worker(new URL('./start-thread.mjs', import.meta.url))
    const thread: Thread = { worker, waiting: null }
    this.threads.push(thread)
    worker.on('message', ({ result, error }: { result: PlannerResult; error?: unknown }) => {
      this.done(thread, (waiting) =>
        error === undefined ? waiting.resolve(result) : waiting.reject(error),
      )
    })
    const onEnd = (error: unknown) => {
      const at = this.threads.indexOf(thread)
      if (at >= 0) this.threads.splice(at, 1)
      this.done(thread, (waiting) => waiting.reject(error))
    }
    worker.on('error', onEnd)
    worker.on('exit', () => onEnd(new Error('a planner thread ended')))
    return thread
  }

  private done(thread: Thread, answer: (waiting: Waiting) => void): void {
    const { waiting } = thread
    thread.waiting = null
    thread.worker.unref()
    if (waiting) answer(waiting)
    this.next()
  }
}

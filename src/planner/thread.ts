/** The whole life of a planner thread: takes a task, answers it, takes the next. */
import { parentPort } from 'node:worker_threads'
import { type PlannerTask, work } from './work.ts'

parentPort?.on('message', ({ id, task }: { id: number; task: PlannerTask }) => {
  try {
    parentPort?.postMessage({ id, result: work(task) })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
})

/** The cycle planner for the event loop: the same as in the domain, in threads of their own. */
import type {
  CycleInput,
  CycleOptions,
  CyclePlan,
  Published,
  Replan,
} from '../domain/plans/cycle/types.ts'
import { PlannerThreads } from './threads.ts'

/** A rep's cycle takes a tenth of a second; whoever waits gets the best plan of this time. */
const MAX_MS = 5_000

const threads = new PlannerThreads()

/** `planCycle`, without holding anybody up. */
export async function planCycleInThread(
  input: CycleInput,
  options: CycleOptions = {},
): Promise<CyclePlan> {
  const result = await threads.run({ kind: 'plan', input, options: { maxMs: MAX_MS, ...options } })
  if (!('plan' in result)) throw new Error('a planner thread answered another question')
  return result.plan
}

/** `replanCycle`, without holding anybody up. */
export async function replanCycleInThread(
  input: CycleInput,
  published: readonly Published[],
  options: CycleOptions = {},
): Promise<Replan> {
  const task = { kind: 'replan', input, published, options: { maxMs: MAX_MS, ...options } } as const
  const result = await threads.run(task)
  if (!('replan' in result)) throw new Error('a planner thread answered another question')
  return result.replan
}

import { planCycle } from '../domain/plans/cycle/plan-cycle.ts'
import { replanCycle } from '../domain/plans/cycle/replan-cycle.ts'
import type {
  CycleInput,
  CycleOptions,
  CyclePlan,
  Published,
  Replan,
} from '../domain/plans/cycle/types.ts'

/** What can be worked out away from the event loop: one rep a task. */
export type PlannerTask =
  | { kind: 'plan'; input: CycleInput; options: CycleOptions }
  | {
      kind: 'replan'
      input: CycleInput
      published: readonly Published[]
      options: CycleOptions
    }

export type PlannerResult = { plan: CyclePlan } | { replan: Replan }

/** Works a task out, here and now. The clock stops whoever takes longer than the options allow. */
export function work(task: PlannerTask): PlannerResult {
  const options = { ...task.options, clock: () => performance.now() }
  return task.kind === 'plan'
    ? { plan: planCycle(task.input, options) }
    : { replan: replanCycle(task.input, task.published, options) }
}

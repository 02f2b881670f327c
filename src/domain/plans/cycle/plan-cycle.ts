import { answerOf } from './answer.ts'
import { improve } from './improve.ts'
import { setLineDays } from './lines.ts'
import { cycleModel } from './model.ts'
import { settle } from './settle.ts'
import { CycleSolver } from './solver.ts'
import type { CycleInput, CycleOptions, CyclePlan } from './types.ts'

/**
 * Plans one rep's cycle: every customer gets its visits on days that calendar, spacing, standing days
 * and promises allow, as evenly spread as travel makes sensible, on days of like length. Where
 * capacity is short the higher priority goes first, and what has no day is told with its reason.
 * Throws a RangeError where two customers have the same code.
 */
export function planCycle(input: CycleInput, options: CycleOptions = {}): CyclePlan {
  const model = cycleModel(input, setLineDays(input, options))
  const solver = new CycleSolver(model, options.seed ?? 1)
  solver.construct()
  const cut = improve(solver, options)
  settle(solver)
  return answerOf(model, solver.orders(), cut)
}

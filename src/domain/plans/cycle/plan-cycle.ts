import { answerOf } from './answer.ts'
import { improve } from './improve.ts'
import { LINE_EFFORT, lineDays } from './lines.ts'
import { cycleModel } from './model.ts'
import { replanCycle } from './replan-cycle.ts'
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
  let areFree = false
  const lines = lineDays(input, [], (bundled) => {
    areFree = true
    return planCycle(bundled, { ...options, effort: LINE_EFFORT * (options.effort ?? 1) })
  })
  const model = cycleModel(input, lines)
  const solver = new CycleSolver(model, options.seed ?? 1)
  solver.construct()
  const cut = improve(solver, options)
  settle(solver)
  const plan = answerOf(model, solver.orders(), cut)
  return areFree ? steady(input, plan, options) : plan
}

/**
 * Days of lines that nobody stands on are not in the plan, and a re-plan would look for them anew. So
 * it is done at once, until nothing changes any more.
 */
function steady(input: CycleInput, plan: CyclePlan, options: CycleOptions): CyclePlan {
  let now = plan
  for (let again = 0; again < MOST_AGAIN; again++) {
    const { changes, ...then } = replanCycle(input, now.visits, options)
    now = { ...then, cutByClock: plan.cutByClock || then.cutByClock }
    if (changes.length === 0) break
  }
  return now
}

const MOST_AGAIN = 5

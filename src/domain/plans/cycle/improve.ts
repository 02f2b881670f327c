import { Anneal } from './engine/anneal.ts'
import type { CycleSolver } from './solver.ts'
import type { CycleOptions } from './types.ts'

/** For one unit of effort and 150 customers: small steps, and rounds of ruin and recreate. */
const TRIES = 500_000
const ROUNDS = 2_000
const USUAL_CUSTOMERS = 150
/** Temperatures in seconds of travel: where small steps begin, where rounds take over, the end. */
const HOT = 600
const WARM = 75
const COLD = 6

/** Improves a plan; whether the clock ended it. */
export function improve(solver: CycleSolver, options: CycleOptions): boolean {
  const { effort = 1, clock, maxMs = Number.POSITIVE_INFINITY } = options
  const { schedule, near, model, dice } = solver
  const size = (effort * model.demands.length) / USUAL_CUSTOMERS
  const tries = Math.round(TRIES * size)
  const rounds = Math.round(ROUNDS * size)
  if (rounds === 0 || model.tours.days === 0) return false
  const until = clock ? clock() + maxMs : 0
  let cut = false
  const isOver = () => {
    if (clock && clock() > until) cut = true
    return cut
  }

  const rules = model.demands.map((demand) => demand.rules)
  new Anneal(schedule, near, rules, model.isOpen, dice).run({
    tries,
    hot: HOT,
    cold: WARM,
    pauseEvery: 25_000,
    pause: () => {
      solver.reprice()
      return isOver()
    },
  })
  solver.reprice()
  solver.search.run({
    rounds,
    hot: WARM,
    cold: COLD,
    meanTaken: 6,
    longestString: 6,
    pauseEvery: 100,
    pause: (round) => {
      if (round < 0.9 * rounds) solver.reprice()
      return isOver()
    },
    found: () => {},
  })
  return cut
}

import { Anneal } from './engine/anneal.ts'
import type { CycleSolver } from './solver.ts'
import type { CycleOptions } from './types.ts'

/** For one unit of effort and 150 customers: small steps, and rounds of ruin and recreate. */
const TRIES = 350_000
const ROUNDS = 1_470
const USUAL_CUSTOMERS = 150
/** Temperatures in seconds of travel: where small steps begin, where rounds take over, the end. */
const HOT = 600
const WARM = 75
const COLD = 6
/** Later the prices stand, so that the end has something firm to settle on. */
const REPRICE_UNTIL = 0.9

/** Share of the time for the small steps, should there be less of it than they want. */
const STEPS_SHARE = 0.6

/** So much behind the clock is no reason to hurry. */
const LATE = 0.05

/** Improves a plan; whether the clock made it end before its time. */
export function improve(solver: CycleSolver, options: CycleOptions): boolean {
  const { effort = 1, clock, maxMs = Number.POSITIVE_INFINITY } = options
  const { schedule, near, model, dice } = solver
  const size = (effort * model.demands.length) / USUAL_CUSTOMERS
  if (size === 0 || model.tours.days === 0) return false
  let cut = false
  // On a slow machine the clock drives the progress, so that it cools down to the end all the same.
  const progressTo = (wanted: number, share: number) => {
    const start = clock?.() ?? 0
    return (count: number) => {
      const elapsed = clock ? (clock() - start) / (maxMs * share) : 0
      if (elapsed <= count / wanted + LATE) return count / wanted
      cut = true
      return elapsed
    }
  }

  const rules = model.demands.map((demand) => demand.rules)
  const tries = progressTo(TRIES * size, STEPS_SHARE)
  new Anneal(schedule, near, rules, model.isOpen, dice).run({
    hot: HOT,
    cold: WARM,
    pauseEvery: 5_000,
    progress: (tried) => {
      solver.reprice()
      return tries(tried)
    },
  })
  solver.reprice()
  const rounds = progressTo(ROUNDS * size, 1 - STEPS_SHARE)
  solver.search.run({
    hot: WARM,
    cold: COLD,
    meanTaken: 6,
    longestString: 6,
    pauseEvery: 50,
    progress: (round) => {
      const done = rounds(round)
      if (done < REPRICE_UNTIL) solver.reprice()
      return done
    },
  })
  return cut
}

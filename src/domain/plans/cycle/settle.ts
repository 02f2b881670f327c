import { Dice } from '../routing/random.ts'
import { Insertion } from './engine/insertion.ts'
import type { Snapshot } from './engine/schedule.ts'
import { Search } from './engine/search.ts'
import { PreferringChooser } from './prefer.ts'
import type { CycleSolver } from './solver.ts'

/** What it is worth to leave a visit on its day, in seconds: more than any detour, less than a visit. */
export const STAY = 100_000
/** Rounds for each look for room. */
const ROUNDS = 400
const MOST_LOOKS = 12

/**
 * Makes room for visits that have no day, moving as few others as it can, and puts each day into its
 * shortest order. It always does the same to the same plan, so that a plan that it has left alone
 * once is left alone again: an unchanged re-plan changes nothing. `liked` marks the days, by customer
 * and day, on which visits should stay; default those that they are on.
 */
export function settle(solver: CycleSolver, liked?: Uint8Array, isOver = () => false): void {
  const { schedule, model } = solver
  const { customers, days } = model.tours
  solver.widenGaps()
  for (let look = 0; look < MOST_LOOKS; look++) {
    solver.shorten()
    const before = solver.missing()
    if (before === 0) return
    const plain = schedule.chooser
    const start = schedule.save()
    const likedDays = liked ?? solver.daysNow()
    schedule.chooser = new PreferringChooser(plain, days, likedDays, STAY)
    const found = lookForRoom(solver, likedDays, isOver)
    schedule.chooser = plain
    schedule.restore(found)
    for (let c = 0; c < customers; c++) schedule.setExtra(c, solver.extraOf(c))
    if (solver.missing() < before) continue
    schedule.restore(start)
    return
  }
}

/** The best that some rounds find: the plan as it is, if that is all. */
function lookForRoom(solver: CycleSolver, liked: Uint8Array, isOver: () => boolean): Snapshot {
  const { schedule, near, model } = solver
  const { customers, days } = model.tours
  const dice = new Dice(1)
  solver.reprice()
  for (let c = 0; c < customers; c++) {
    const kept = solver.daysOf(c).filter((day) => liked[c * days + day] === 1).length
    schedule.setExtra(c, solver.extraOf(c) - kept * STAY)
  }
  const wanting: number[] = []
  for (let c = 0; c < customers; c++) if (solver.missingOf(c) > 0) wanting.push(c)
  let best = schedule.save()
  let least = schedule.cost()
  const insertion = new Insertion(schedule, near, model.isOpen, dice, Number.POSITIVE_INFINITY)
  const search = new Search(schedule, insertion, near, dice)
  search.sortBy(solver.search.hardness)
  search.run({
    hot: 200,
    cold: 20,
    meanTaken: 6,
    longestString: 6,
    pauseEvery: 50,
    progress: (round) => (isOver() ? 1 : round / ROUNDS),
    accepted: (cost) => {
      if (cost >= least - 1e-6) return
      least = cost
      best = schedule.save()
    },
    centre: () =>
      dice.roll(2) === 0 ? (wanting[dice.roll(wanting.length)] as number) : dice.roll(customers),
  })
  return best
}

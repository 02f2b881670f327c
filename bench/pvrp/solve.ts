import { Insertion } from '../../src/domain/plans/cycle/engine/insertion.ts'
import { neighboursOf } from '../../src/domain/plans/cycle/engine/neighbours.ts'
import { type DateChooser, Schedule } from '../../src/domain/plans/cycle/engine/schedule.ts'
import { Search } from '../../src/domain/plans/cycle/engine/search.ts'
import { Tours, type ToursProblem } from '../../src/domain/plans/cycle/engine/tours.ts'
import { Dice } from '../../src/domain/plans/routing/random.ts'
import { SoftLimits } from './limits.ts'
import { distanceOf, type PvrpFile, type PvrpPlan } from './read.ts'

/** Distances are whole numbers inside; so many units are one of the file. */
const UNIT = 10_000
const NEIGHBOURS = 100
const REACH = 25

/** Temperatures in mean legs: where the search begins and ends. */
const HOT = 1
const COLD = 0.01
/** Rounds for each visit of the cycle: small instances are done long before their time is over. */
const ROUNDS_PER_VISIT = 6_000
const PAUSE = 100
/** Customers that are taken out in a round, on average, and visits of one tour at most. */
const TAKEN = 10
const STRING = 10

export type PvrpOptions = {
  seed: number
  /** Milliseconds that it may take, by the clock. */
  maxMs: number
  clock: () => number
}

/**
 * A good plan for a periodic vehicle routing problem: the engine of the cycle planner with several
 * tours a day. Limits may be broken at a price that follows how often they are, and the best plan that
 * keeps them all is the answer; null if there was none.
 */
export function solvePvrp(file: PvrpFile, options: PvrpOptions): PvrpPlan | null {
  const { customers, days, vehicles } = file
  const problem = problemOf(file)
  const tours = new Tours(problem)
  const choices = file.choices.slice(1)
  const schedule = new Schedule(tours, new ListChooser(choices))
  const near = neighboursOf(problem, NEIGHBOURS)
  near.reach = Math.min(near.width, REACH)
  const dice = new Dice(options.seed)
  const isOpen = new Uint8Array(customers * days)
  choices.forEach((lists, customer) => {
    for (const day of lists.flat()) isOpen[customer * days + day] = 1
  })
  const insertion = new Insertion(schedule, near, isOpen, dice)
  const search = new Search(schedule, insertion, near, dice)
  const visits = choices.map(([first = []]) => first.length)
  search.sortBy(Float64Array.from(visits, (count, c) => count * (problem.demand[c] as number)))

  // A margin, since every leg is rounded to a whole number of units.
  const limits = new SoftLimits(tours, file.longest * UNIT - customers, file.largest)
  const order = visits.map((_, c) => c).toSorted((a, b) => hardness(b) - hardness(a) || a - b)
  function hardness(c: number): number {
    return (visits[c] as number) * (1 + (problem.demand[c] as number))
  }
  for (const customer of order) insertion.put(customer, true)
  schedule.commit()

  const visitCount = visits.reduce((sum, count) => sum + count, 0)
  const meanLeg = tours.travel.reduce((sum, way) => sum + way, 0) / visitCount
  limits.begin(meanLeg)
  const rounds = ROUNDS_PER_VISIT * visitCount
  const start = options.clock()
  let best: PvrpPlan | null = null as PvrpPlan | null
  let least = Number.POSITIVE_INFINITY
  const keep = () => {
    const travel = tours.travel.reduce((sum, way) => sum + way, 0)
    if (travel >= least || limits.areBroken()) return
    least = travel
    best = Array.from({ length: days }, (_, day) =>
      Array.from({ length: vehicles }, (__, v) => tours.order(day, v).map((c) => c + 1)),
    )
  }
  keep()
  search.run({
    hot: HOT * meanLeg,
    cold: COLD * meanLeg,
    meanTaken: TAKEN,
    longestString: STRING,
    pauseEvery: PAUSE,
    progress: (round) => {
      limits.look()
      return Math.max(round / rounds, (options.clock() - start) / options.maxMs)
    },
    accepted: keep,
  })
  return best
}

function problemOf(file: PvrpFile): ToursProblem {
  const { customers, days, vehicles } = file
  const nodes = customers + vehicles
  const numberOf = (node: number) => (node < customers ? node + 1 : 0)
  const travel = new Int32Array(nodes * nodes)
  for (let a = 0; a < nodes; a++)
    for (let b = 0; b < nodes; b++)
      travel[a * nodes + b] = Math.round(UNIT * distanceOf(file, numberOf(a), numberOf(b)))
  const unlimited = () => new Float64Array(days * vehicles).fill(Number.POSITIVE_INFINITY)
  return {
    customers,
    days,
    vehicles,
    travel,
    service: Float64Array.from(file.service.slice(1), (service) => UNIT * service),
    demand: Float64Array.from(file.demand.slice(1)),
    loose: new Uint8Array(customers),
    travelWeight: 1,
    timeLimit: unlimited(),
    loadLimit: unlimited(),
  }
}

/** The best choice of days out of a list. */
class ListChooser implements DateChooser {
  readonly slots: number
  extra = 0
  missing = 0
  private readonly choices: readonly (readonly number[][])[]

  constructor(choices: readonly (readonly number[][])[]) {
    this.choices = choices
    this.slots = Math.max(...choices.flat().map(({ length }) => length))
  }

  choose(customer: number, costs: Float64Array, chosen: Int16Array): number {
    let least = Number.POSITIVE_INFINITY
    let best: readonly number[] = []
    const choices = this.choices[customer] as readonly number[][]
    for (let k = 0; k < choices.length; k++) {
      const days = choices[k] as number[]
      let sum = 0
      for (let i = 0; i < days.length; i++) sum += costs[days[i] as number] as number
      if (sum < least) {
        least = sum
        best = days
      }
    }
    for (let i = 0; i < best.length; i++) chosen[i] = best[i] as number
    this.missing = best.length === 0 ? 1 : 0
    return best.length
  }
}

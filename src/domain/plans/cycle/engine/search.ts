import type { Dice } from '../../routing/random.ts'
import type { Insertion } from './insertion.ts'
import type { Neighbours } from './neighbours.ts'
import type { Schedule } from './schedule.ts'

export type SearchOptions = {
  /** Temperatures at the start and at the end, in the unit of the cost. */
  hot: number
  cold: number
  /** Customers taken out in a round, on average, and visits of one tour at most. */
  meanTaken: number
  longestString: number
  /**
   * Called every so many rounds: the share of the search that is over, which sets the temperature;
   * 1 ends it. May change prices.
   */
  progress: (round: number) => number
  pauseEvery: number
  /** Called with the cost of every plan that is gone on with. */
  accepted?: (cost: number) => void
  /** The customer around whom to take out; any if left out. */
  centre?: () => number
}

/**
 * Ruin and recreate with annealing: strings of visits in one neighbourhood are taken out of several
 * tours, with all other visits of the same customers, and put back where they are cheapest. After
 * Christiaens and Vanden Berghe, "Slack induction by string removals", 2020, carried over to visits
 * that recur: a customer's days are chosen anew as a whole.
 */
export class Search {
  readonly schedule: Schedule
  readonly insertion: Insertion
  readonly near: Neighbours
  readonly dice: Dice
  readonly isOut: Uint8Array
  readonly isRuined: Uint8Array
  readonly ruined: Int32Array
  readonly string: Int16Array
  readonly keys: Float64Array
  /** What customers are sorted by: how hard to place, and how far from the depot. */
  readonly hardness: Float64Array
  readonly distance: Float64Array
  cost = 0

  constructor(schedule: Schedule, insertion: Insertion, near: Neighbours, dice: Dice) {
    const { customers, days, vehicles, travel } = schedule.tours.problem
    const { nodes } = schedule.tours
    this.schedule = schedule
    this.insertion = insertion
    this.near = near
    this.dice = dice
    this.isOut = new Uint8Array(customers)
    this.isRuined = new Uint8Array(days * vehicles)
    this.ruined = new Int32Array(days * vehicles)
    this.string = new Int16Array(customers)
    this.keys = new Float64Array(customers)
    this.hardness = new Float64Array(customers)
    this.distance = new Float64Array(customers)
    for (let c = 0; c < customers; c++) this.distance[c] = travel[c * nodes + customers] as number
  }

  /** `hardness` by customer: the hardest are put back first in some of the rounds. */
  sortBy(hardness: Float64Array): void {
    this.hardness.set(hardness)
  }

  run(options: SearchOptions): void {
    const { schedule, dice } = this
    const { hot, cold, progress, pauseEvery, accepted } = options
    let temperature = hot
    let meanStops = 0
    for (let round = 0; ; round++) {
      if (round % pauseEvery === 0) {
        const done = progress(round)
        if (done >= 1) return
        temperature = hot * (cold / hot) ** done
        this.cost = schedule.cost()
        meanStops = this.meanStops()
      }
      const extraThen = schedule.extraSum
      this.ruin(options, meanStops)
      this.recreate()
      const change = schedule.change() + schedule.extraSum - extraThen
      if (change < -temperature * Math.log(1 - dice.fraction())) {
        schedule.commit()
        this.cost += change
        accepted?.(this.cost)
      } else schedule.undo()
    }
  }

  private ruin({ meanTaken, longestString, centre: pick }: SearchOptions, meanStops: number): void {
    const { schedule, near, dice, isRuined, isOut } = this
    const { customers, vehicles, loose } = schedule.tours.problem
    const longest = Math.min(longestString, meanStops)
    const strings = 1 + dice.roll(Math.max(1, (4 * meanTaken) / (1 + longest) - 1))
    const centre = pick ? pick() : dice.roll(customers)
    let ruinedCount = 0
    const isCentreLoose = loose[centre] === 1
    for (let k = -1; k < near.width && ruinedCount < strings; k++) {
      const customer = k < 0 ? centre : (near.ids[centre * near.width + k] as number)
      if (isOut[customer] === 1) continue
      const count = schedule.count[customer] as number
      if (count === 0 || loose[customer] === 1) {
        this.takeOut(customer)
        if (isCentreLoose) break
        continue
      }
      const day = schedule.dates[customer * schedule.slots + dice.roll(count)] as number
      const vehicle = schedule.tours.where[day * schedule.tours.nodes + customer] as number
      const tour = day * vehicles + vehicle
      if (isRuined[tour] === 1) continue
      isRuined[tour] = 1
      this.ruined[ruinedCount++] = tour
      this.takeString(customer, day, tour, longest)
    }
    for (let i = 0; i < ruinedCount; i++) isRuined[this.ruined[i] as number] = 0
  }

  /** Takes a string of visits out that holds the customer's, half of the time with a gap in it. */
  private takeString(customer: number, day: number, tour: number, longest: number): void {
    const { dice, string } = this
    const { tours } = this.schedule
    const { customers } = tours.problem
    const base = day * tours.nodes
    const stops = tours.stops[tour] as number
    const length = 1 + dice.roll(Math.min(stops, longest))
    let gap = 0
    if (length > 1 && length < stops && dice.roll(2) === 0) {
      gap = 1
      while (length + gap < stops && dice.roll(2) === 0) gap++
    }
    let node = customer
    for (let back = dice.roll(length + gap); back > 0; back--) {
      const before = tours.prev[base + node] as number
      if (before >= customers) break
      node = before
    }
    const gapFrom = gap > 0 ? 1 + dice.roll(Math.max(1, length - 1)) : length
    let taken = 0
    for (let k = 0; k < length + gap && node < customers; k++) {
      if (k < gapFrom || k >= gapFrom + gap) string[taken++] = node
      node = tours.next[base + node] as number
    }
    for (let i = 0; i < taken; i++) {
      const one = string[i] as number
      if (this.isOut[one] === 0) this.takeOut(one)
    }
  }

  private takeOut(customer: number): void {
    this.isOut[customer] = 1
    this.schedule.take(customer)
  }

  /** Puts all that is out back: in any order, the hardest, the farthest or the nearest first. */
  private recreate(): void {
    const { dice, keys, isOut, insertion, hardness, distance } = this
    const { taken, takenCount } = this.schedule
    const way = dice.roll(20)
    for (let i = 0; i < takenCount; i++) {
      const customer = taken[i] as number
      if (way < 7) keys[i] = dice.roll(1 << 20)
      else if (way < 13) keys[i] = -(hardness[customer] as number)
      else if (way < 17) keys[i] = -(distance[customer] as number)
      else keys[i] = distance[customer] as number
    }
    sortByKeys(taken, keys, takenCount)
    for (let i = 0; i < takenCount; i++) {
      const customer = taken[i] as number
      insertion.put(customer, false)
      isOut[customer] = 0
    }
  }

  private meanStops(): number {
    const { stops } = this.schedule.tours
    let sum = 0
    let used = 0
    for (const count of stops) {
      sum += count
      if (count > 0) used++
    }
    return sum / Math.max(1, used)
  }
}

/** Insertion sort: there are only a handful. */
function sortByKeys(ids: Int16Array, keys: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const id = ids[i] as number
    const key = keys[i] as number
    let at = i - 1
    while (at >= 0 && (keys[at] as number) > key) {
      keys[at + 1] = keys[at] as number
      ids[at + 1] = ids[at] as number
      at--
    }
    keys[at + 1] = key
    ids[at + 1] = id
  }
}

import { ascend, likelyNeighbours } from './one-tree.ts'
import { Dice } from './random.ts'
import { Ring } from './ring.ts'
import { TourMoves } from './tour-moves.ts'

/** Other places that each place looks at. */
const NEIGHBOURS = 6
/** Stops that a kick mixes up: near each other in the tour. */
const KICK = 50
/** At first a step may cost this part of a mean leg more. */
const HOT = 0.15
/** Rounds that lift the bound which tells likely legs from others. */
const ASCENT = 40

export type Tour = { order: Int32Array; cost: number; cut: boolean }

export type TourOptions = {
  seed: number
  rounds: number
  over?: (() => boolean) | undefined
  known?: ArrayLike<number> | undefined
}

/**
 * A short closed tour through places 0 … size - 1 where neither time nor direction matters: chains of
 * exchanges (Lin and Kernighan 1973) and moved stretches (Or 1976) on neighbour lists, again and again
 * after a small local kick (double bridge), taking a slightly longer tour now and then.
 */
export function shortTour(size: number, leg: Int32Array, options: TourOptions): Tour {
  return new TourSearch(size, leg, options.seed).run(options)
}

class TourSearch {
  private readonly dice: Dice
  private readonly ring: Ring
  private readonly moves: TourMoves
  private readonly swapped = new Int32Array(2 * KICK)

  constructor(size: number, leg: Int32Array, seed: number) {
    const width = Math.min(NEIGHBOURS, size - 1)
    this.dice = new Dice(seed)
    this.ring = new Ring(size)
    this.moves = new TourMoves(this.ring, leg, nearLists(size, leg, width), width)
  }

  run({ rounds, over, known }: TourOptions): Tour {
    const { size, tour, at } = this.ring
    this.begin(known)
    if (size < 8) return this.result(false)
    this.moves.improve()
    const best = tour.slice()
    let bestCost = this.moves.cost
    const kept = tour.slice()
    const keptAt = at.slice()
    let keptCost = this.moves.cost
    const hot = (this.moves.cost / size) * HOT
    let cut = false
    for (let round = 0; round < rounds; round++) {
      if (round % 64 === 0 && over?.()) {
        cut = true
        break
      }
      this.kick()
      this.moves.improve()
      const heat = hot * (1 - round / rounds) ** 2
      if (this.moves.cost <= keptCost - heat * Math.log(1 - this.dice.fraction())) {
        kept.set(tour)
        keptAt.set(at)
        keptCost = this.moves.cost
        if (keptCost < bestCost) {
          best.set(tour)
          bestCost = keptCost
        }
      } else {
        tour.set(kept)
        at.set(keptAt)
        this.moves.cost = keptCost
      }
    }
    tour.set(best)
    this.moves.cost = bestCost
    return this.result(cut)
  }

  private result(cut: boolean): Tour {
    return { order: this.ring.tour.slice(), cost: this.moves.cost, cut }
  }

  private begin(known: ArrayLike<number> | undefined): void {
    const { size, tour, at } = this.ring
    if (known && known.length === size) tour.set(known)
    else this.nearestNext()
    this.moves.cost = 0
    for (let i = 0; i < size; i++) {
      at[tour[i] as number] = i
      this.moves.cost += this.moves.between(
        tour[i] as number,
        tour[i + 1 === size ? 0 : i + 1] as number,
      )
      this.moves.push(tour[i] as number)
    }
  }

  private nearestNext(): void {
    const { size, tour } = this.ring
    const seen = new Uint8Array(size)
    let place = this.dice.roll(size)
    for (let i = 0; i < size; i++) {
      tour[i] = place
      seen[place] = 1
      let next = -1
      for (let b = 0; b < size; b++)
        if (
          !seen[b] &&
          (next < 0 || this.moves.between(place, b) < this.moves.between(place, next))
        )
          next = b
      place = next
    }
  }

  /** Exchanges two neighbouring stretches somewhere (double bridge). */
  private kick(): void {
    const { size, tour, at } = this.ring
    const { dice, moves } = this
    const reach = Math.min(KICK, size - 2)
    const start = dice.roll(size)
    let i = 1 + dice.roll(reach)
    let j = 1 + dice.roll(reach)
    let k = 1 + dice.roll(reach)
    if (i > j) [i, j] = [j, i]
    if (j > k) [j, k] = [k, j]
    if (i > j) [i, j] = [j, i]
    if (i === j || j === k) {
      this.kick()
      return
    }
    // start | start+1 … i | i+1 … j | j+1 … : swap the stretches (i, j] and (j, k].
    const place = (offset: number) => tour[(start + offset) % size] as number
    const a = place(i)
    const b = place(i + 1)
    const c = place(j)
    const d = place(j + 1)
    const e = place(k)
    const f = place(k + 1)
    const moved = this.swapped
    let m = 0
    for (let o = j + 1; o <= k; o++) moved[m++] = place(o)
    for (let o = i + 1; o <= j; o++) moved[m++] = place(o)
    for (let o = 0; o < m; o++) {
      const index = (start + i + 1 + o) % size
      tour[index] = moved[o] as number
      at[moved[o] as number] = index
    }
    this.moves.cost +=
      this.moves.between(a, d) +
      this.moves.between(e, b) +
      this.moves.between(c, f) -
      this.moves.between(a, b) -
      this.moves.between(c, d) -
      this.moves.between(e, f)
    moves.push(a)
    this.moves.push(b)
    this.moves.push(c)
    this.moves.push(d)
    this.moves.push(e)
    this.moves.push(f)
  }
}

/** Likely neighbours by the least tree; what a good tour costs is guessed from a greedy one. */
function nearLists(size: number, leg: Int32Array, width: number): Int32Array {
  const seen = new Uint8Array(size)
  let greedy = 0
  let at = 0
  for (let count = 1; count < size; count++) {
    seen[at] = 1
    let next = -1
    for (let b = 0; b < size; b++)
      if (
        !seen[b] &&
        (next < 0 || (leg[at * size + b] as number) < (leg[at * size + next] as number))
      )
        next = b
    greedy += leg[at * size + next] as number
    at = next
  }
  greedy += leg[at * size] as number
  const { price } = ascend(size, leg, 0.95 * greedy, ASCENT)
  return likelyNeighbours(size, leg, price, width)
}

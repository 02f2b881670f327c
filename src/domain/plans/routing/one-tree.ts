/**
 * The least tree over all places, with one more leg at one of its leaves, costs no more than any tour. Raising
 * the price of places where the tree has too few legs and lowering it where it has too many (Held and Karp
 * 1971) lifts that bound to within about one per cent, and tells which legs good tours use.
 */
export type OneTree = {
  /** Added to both ends of every leg; tours keep their order of cost. */
  price: Float64Array
  /** No tour costs less. */
  bound: number
}

/** Rounds without a better bound before the stride halves. */
const PATIENCE = 5

export function ascend(size: number, leg: Int32Array, known: number, rounds: number): OneTree {
  const tree = new Tree(size, leg)
  const best = new Float64Array(size)
  let bound = Number.NEGATIVE_INFINITY
  let stride = 1
  let stalls = 0
  const last = new Float64Array(size)
  for (let round = 0; round < rounds; round++) {
    const found = tree.grow()
    if (found > bound) {
      bound = found
      best.set(tree.price)
      stalls = 0
    } else if (++stalls >= PATIENCE) {
      stride /= 2
      stalls = 0
    }
    let norm = 0
    for (let i = 0; i < size; i++) norm += ((tree.degree[i] as number) - 2) ** 2
    if (norm === 0) break
    const step = (stride * Math.max(known - found, known * 1e-4)) / norm
    for (let i = 0; i < size; i++) {
      const slope = (tree.degree[i] as number) - 2
      tree.price[i] = (tree.price[i] as number) + step * (0.7 * slope + 0.3 * (last[i] as number))
      last[i] = slope
    }
  }
  return { price: best, bound }
}

/**
 * For each place the `width` others that cost least more when forced into the tree (alpha-nearness: Helsgaun
 * 2000), cheapest leg first.
 */
export function likelyNeighbours(
  size: number,
  leg: Int32Array,
  price: Float64Array,
  width: number,
): Int32Array {
  const tree = new Tree(size, leg)
  tree.price.set(price)
  tree.grow()
  const lists = new Int32Array(size * width)
  const extra = new Float64Array(size)
  for (let a = 0; a < size; a++) {
    tree.extras(a, extra)
    const cost = (b: number) => (leg[a * size + b] as number) + (price[b] as number)
    const others = Array.from({ length: size }, (_, b) => b)
      .filter((b) => b !== a)
      .sort((b, c) => (extra[b] as number) - (extra[c] as number) || cost(b) - cost(c) || b - c)
      .slice(0, width)
      .sort((b, c) => cost(b) - cost(c) || b - c)
    lists.set(others, a * width)
  }
  return lists
}

class Tree {
  readonly price: Float64Array
  readonly degree: Int32Array
  private readonly size: number
  private readonly leg: Int32Array
  readonly parent: Int32Array
  readonly key: Float64Array
  readonly inside: Uint8Array
  /** Places in the order in which they joined. */
  private readonly joined: Int32Array
  private leaf = -1
  private leafLeg = 0

  constructor(size: number, leg: Int32Array) {
    this.size = size
    this.leg = leg
    this.price = new Float64Array(size)
    this.degree = new Int32Array(size)
    this.parent = new Int32Array(size)
    this.key = new Float64Array(size)
    this.inside = new Uint8Array(size)
    this.joined = new Int32Array(size)
  }

  private cost(a: number, b: number): number {
    return (
      (this.leg[a * this.size + b] as number) +
      (this.price[a] as number) +
      (this.price[b] as number)
    )
  }

  /** Builds the tree (Prim) and the extra leg; the bound that they give. */
  grow(): number {
    const { size, leg, price, degree, parent, key, inside, joined } = this
    degree.fill(0)
    inside.fill(0)
    key.fill(Number.POSITIVE_INFINITY)
    parent.fill(-1)
    let sum = 0
    let place = 0
    for (let count = 0; count < size; count++) {
      inside[place] = 1
      joined[count] = place
      if (count > 0) {
        sum += key[place] as number
        const p = parent[place] as number
        degree[place] = (degree[place] as number) + 1
        degree[p] = (degree[p] as number) + 1
      }
      const row = place * size
      const own = price[place] as number
      let next = -1
      let least = Number.POSITIVE_INFINITY
      for (let b = 0; b < size; b++) {
        if (inside[b]) continue
        const cost = (leg[row + b] as number) + own + (price[b] as number)
        let k = key[b] as number
        if (cost < k) {
          key[b] = cost
          parent[b] = place
          k = cost
        }
        if (k < least) {
          least = k
          next = b
        }
      }
      place = next
    }
    this.addLeg()
    let prices = 0
    for (let i = 0; i < size; i++) prices += price[i] as number
    return sum + this.leafLeg - 2 * prices
  }

  /** The longest second-best leg of a leaf. */
  private addLeg(): void {
    const { size, degree, parent } = this
    let most = Number.NEGATIVE_INFINITY
    let to = -1
    for (let a = 0; a < size; a++) {
      if (degree[a] !== 1) continue
      const only = a === this.joined[0] ? -1 : (parent[a] as number)
      let least = Number.POSITIVE_INFINITY
      let other = -1
      for (let b = 0; b < size; b++) {
        if (b === a || b === only || parent[b] === a) continue
        const cost = this.cost(a, b)
        if (cost < least) {
          least = cost
          other = b
        }
      }
      if (least > most) {
        most = least
        this.leaf = a
        to = other
      }
    }
    this.leafLeg = most
    degree[this.leaf] = (degree[this.leaf] as number) + 1
    degree[to] = (degree[to] as number) + 1
  }

  /** What forcing the leg from a to each other place into the tree adds. */
  extras(a: number, into: Float64Array): void {
    const { size, parent, key, joined } = this
    // The dearest leg on the way from a to b in the tree gives way. Up from a first, then down in order of joining.
    const dearest = into
    dearest.fill(Number.NaN)
    dearest[a] = Number.NEGATIVE_INFINITY
    for (let at = a; parent[at] !== -1; at = parent[at] as number)
      dearest[parent[at] as number] = Math.max(dearest[at] as number, key[at] as number)
    for (let i = 0; i < size; i++) {
      const b = joined[i] as number
      if (Number.isNaN(dearest[b] as number))
        dearest[b] = Math.max(dearest[parent[b] as number] as number, key[b] as number)
    }
    for (let b = 0; b < size; b++) {
      if (b === a) continue
      const cost = this.cost(a, b)
      const gone =
        a === this.leaf || b === this.leaf
          ? Math.max(this.leafLeg, dearest[b] as number)
          : (dearest[b] as number)
      into[b] = Math.max(0, cost - gone)
    }
  }
}

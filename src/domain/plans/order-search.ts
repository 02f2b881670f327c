/** Where a partial order has come to: its last stop, what it has cost, and the time of day. */
export type Step = { stop: number | undefined; cost: number; clock: number }

/** Stops 0 … size-1 to be put in an order of least cost. */
export type OrderProblem = {
  size: number
  start: Step
  /** Least cost of coming to each stop from another one. */
  leastCosts: readonly number[]
  /** Most that a minute of waiting can cost. */
  waitingCost: number
  /** The next step; it never lowers the cost, and an earlier clock never makes anything later. */
  advance(at: Step, to: number): Step
}

/** Below this an improvement is rounding, and chasing it could go on for ever. */
const EPSILON = 1e-6
/** Starts to improve are this ÷ size²: all for 12 stops, 4 for 30, one from 45 on, to bound time. */
const START_BUDGET = 4000

/**
 * The cheapest order of all: dynamic programming over (stops visited, last stop) after Held and
 * Karp, with several labels each where an earlier time may be worth a higher cost, and without those
 * that cannot beat a good order found before, however cheap the rest. For some twelve stops.
 */
export function exactOrder(problem: OrderProblem): number[] {
  if (problem.size < 2) return indices(problem.size)
  const found = improvedOrder(problem)
  const bound = costOf(problem, found) - EPSILON
  const everybody = 2 ** problem.size - 1

  const reached = new Map<number, Label[]>([[0, [{ ...problem.start, before: undefined }]]])
  for (let visited = 0; visited < everybody; visited++) {
    const labels = reached.get(visited) ?? []
    reached.delete(visited)
    const left = indices(problem.size).filter((stop) => (visited & (1 << stop)) === 0)
    const rest = left.reduce((sum, stop) => sum + (problem.leastCosts[stop] ?? 0), 0)
    for (const before of labels) {
      for (const to of left) {
        const { stop, cost, clock } = problem.advance(before, to)
        if (cost + rest - (problem.leastCosts[to] ?? 0) > bound) continue
        keep(problem, reached, visited | (1 << to), { stop, cost, clock, before })
      }
    }
  }
  const best = reached.get(everybody)?.reduce((a, b) => (b.cost < a.cost ? b : a))
  return best ? pathTo(best) : found
}

/** A way to a stop, and the label that it was reached from. */
type Label = Step & { before: Label | undefined }

/** Keeps a label unless another at the same stop does as well, and drops those that it beats. */
function keep(problem: OrderProblem, reached: Map<number, Label[]>, set: number, label: Label) {
  const labels = reached.get(set) ?? []
  if (labels.some((other) => dominates(problem, other, label))) return
  reached.set(set, [...labels.filter((other) => !dominates(problem, label, other)), label])
}

/** Whoever is earlier can still wait, at the price of waiting. */
function dominates({ waitingCost }: OrderProblem, a: Label, b: Label): boolean {
  const ahead = b.clock - a.clock
  return a.stop === b.stop && ahead >= 0 && a.cost + ahead * waitingCost <= b.cost
}

function pathTo(label: Label): number[] {
  const order: number[] = []
  for (let at: Label | undefined = label; at?.stop !== undefined; at = at.before)
    order.push(at.stop)
  return order.reverse()
}

/** A good order: nearest neighbour from several first stops, each improved until nothing helps. */
export function improvedOrder(problem: OrderProblem): number[] {
  const starts = Math.max(1, Math.floor(START_BUDGET / Math.max(1, problem.size) ** 2))
  const firsts = [undefined, ...indices(problem.size)].slice(0, starts)
  const found = firsts.map((first) => improve(problem, nearestNeighbour(problem, first)))
  return found.reduce((a, b) => (costOf(problem, b) < costOf(problem, a) - EPSILON ? b : a))
}

/** Always on to the stop that costs least from here; ties by position in the input. */
function nearestNeighbour(problem: OrderProblem, first: number | undefined): number[] {
  const left = new Set(indices(problem.size))
  const order: number[] = []
  let at = problem.start
  while (left.size > 0) {
    const choices = order.length === 0 && first !== undefined ? [first] : [...left]
    const steps = choices.map((to) => problem.advance(at, to))
    at = steps.reduce((a, b) => (b.cost < a.cost ? b : a))
    if (at.stop === undefined) break
    left.delete(at.stop)
    order.push(at.stop)
  }
  return order
}

/** 2-opt (turn a stretch round) and or-opt (move up to three stops) until neither helps. */
function improve(problem: OrderProblem, start: number[]): number[] {
  let order = start
  let cost = costOf(problem, order)
  for (let improved = true; improved; ) {
    improved = false
    for (const move of moves(problem.size)) {
      const candidate = move(order)
      const candidateCost = costOf(problem, candidate)
      if (candidateCost >= cost - EPSILON) continue
      order = candidate
      cost = candidateCost
      improved = true
    }
  }
  return order
}

type Move = (order: readonly number[]) => number[]

function* moves(size: number): Generator<Move> {
  for (let i = 0; i < size - 1; i++) {
    for (let j = i + 2; j <= size; j++) {
      yield (order) => [...order.slice(0, i), ...order.slice(i, j).reverse(), ...order.slice(j)]
    }
  }
  for (let length = 1; length <= 3; length++) {
    for (let i = 0; i + length <= size; i++) {
      for (let to = 0; to <= size - length; to++) {
        const insert: Move = (order) =>
          order.toSpliced(i, length).toSpliced(to, 0, ...order.slice(i, i + length))
        if (to !== i) yield insert
      }
    }
  }
}

function costOf(problem: OrderProblem, order: readonly number[]): number {
  return order.reduce(problem.advance, problem.start).cost
}

function indices(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i)
}

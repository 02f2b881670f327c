/** Where a partial order has come to: its last stop, what it has cost, and the time of day. */
export type Step = { stop: number | undefined; cost: number; clock: number }

/** Stops 0 … size-1 to be put in an order of least cost. `advance` never lowers the cost. */
export type OrderProblem = {
  size: number
  start: Step
  advance(at: Step, to: number): Step
}

/** Below this an improvement is rounding, and chasing it could go on for ever. */
const EPSILON = 1e-6
/** Starts to improve are this ÷ size²: all for 12 stops, 4 for 30, one from 45 on, to bound time. */
const START_BUDGET = 4000

/** The cheapest order of all, by depth-first search with bounding: for some nine stops. */
export function exactOrder(problem: OrderProblem): number[] {
  let best = improvedOrder(problem)
  let bestCost = costOf(problem, best)

  const extend = (at: Step, order: number[], left: readonly number[]): void => {
    if (left.length === 0) {
      best = [...order]
      bestCost = at.cost
      return
    }
    const next = left.map((to) => problem.advance(at, to)).toSorted((a, b) => a.cost - b.cost)
    for (const step of next) {
      if (step.cost > bestCost - EPSILON || step.stop === undefined) return
      order.push(step.stop)
      extend(
        step,
        order,
        left.filter((to) => to !== step.stop),
      )
      order.pop()
    }
  }
  extend(problem.start, [], indices(problem.size))
  return best
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

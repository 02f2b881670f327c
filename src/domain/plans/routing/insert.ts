import { compileDay } from './model.ts'
import { Route } from './route.ts'
import type { DayProblem } from './types.ts'

export type Insertion = {
  /** Index in the order at which the stop goes in. */
  at: number
  /** Extra travel. */
  detourSeconds: number
}

/**
 * A day that is being lived, ready for "can I fit this one in?": holds the slack of every position, so
 * each question costs O(stops).
 */
export class OpenDay {
  private readonly route: Route
  private readonly nodeOf: Map<string, number>
  /** False where the order breaks a window or the day's end already: then nothing can be put in. */
  readonly feasible: boolean

  /** `order`: ids of `problem.stops`; the others are candidates. Unknown ids throw. */
  constructor(problem: DayProblem, order: readonly string[]) {
    const day = compileDay(
      problem,
      problem.stops.map((_, i) => i),
    )
    this.nodeOf = new Map(problem.stops.map(({ id }, i) => [id, i + 1]))
    this.route = new Route(day)
    this.feasible = this.route.set(order.map((id) => this.node(id)))
  }

  private node(id: string): number {
    const node = this.nodeOf.get(id)
    if (node === undefined) throw new RangeError(`No stop of the day is called ${id}.`)
    return node
  }

  /** Where the stop costs least extra travel with all windows kept; undefined if it fits nowhere. */
  cheapest(id: string): Insertion | undefined {
    const { route } = this
    const node = this.node(id)
    if (!this.feasible || (route.position[node] as number) >= 0) return undefined
    let best: Insertion | undefined
    for (let p = 0; p <= route.length; p++) {
      const detourSeconds = route.detour(node, p)
      if (best && detourSeconds >= best.detourSeconds) continue
      if (route.fits(node, p)) best = { at: p, detourSeconds }
    }
    return best
  }

  /** Puts the stop in at its cheapest place; false if it fits nowhere. */
  insert(id: string): boolean {
    const place = this.cheapest(id)
    if (place) this.route.insert(this.node(id), place.at)
    return place !== undefined
  }
}

/** The cheapest place for one stop in a day's order; see `OpenDay`. */
export function insertStop(
  problem: DayProblem,
  order: readonly string[],
  id: string,
): Insertion | undefined {
  return new OpenDay(problem, order).cheapest(id)
}

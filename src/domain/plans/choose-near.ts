import type { CustomerGrade } from '../customers/frequency.ts'
import { distanceM, type Point } from '../geo.ts'

/** A customer that could be visited today. */
export type Choice = {
  customer: { code: string; grade: CustomerGrade | null; point?: Point }
  neverVisited: boolean
  /** Days since the last visit ÷ days that may pass. */
  ratio: number
}

/** Every so many metres away from the day's other stops cost half an interval of urgency … */
const FAR_STEP_M = 10_000
/** … up to one interval, so that a remote customer is put off, not forgotten. */
const MAX_FAR_STEPS = 2

/**
 * Picks up to `count` customers, one after another, so that the day stays compact: never visited
 * before visited, then by urgency in half intervals less what the way costs, then grade, then the
 * nearest to the stops chosen so far (`anchors` to begin with), then code. Where there is no anchor
 * yet, the most urgent one becomes it, the one nearest `home` if several are equal.
 */
export function chooseNear<C extends Choice>(
  candidates: readonly C[],
  anchors: readonly Point[],
  count: number,
  home?: Point,
): C[] {
  const left = candidates.map((choice) => ({ choice, awayM: nearestM(choice, anchors) }))
  const homes = home ? [home] : []
  const chosen: C[] = []
  let isBetter = anchors.length > 0 ? compareNear : compareFirst(homes)
  while (chosen.length < count) {
    const [first, ...others] = left
    if (!first) break
    const best = others.reduce((a, b) => (isBetter(b, a) < 0 ? b : a), first)
    left.splice(left.indexOf(best), 1)
    chosen.push(best.choice)
    const { point } = best.choice.customer
    if (!point) continue
    isBetter = compareNear
    for (const other of left) other.awayM = Math.min(other.awayM, nearestM(other.choice, [point]))
  }
  return chosen
}

/** A choice and how far it is, in metres, from the nearest stop chosen so far. */
type Ranked = { choice: Choice; awayM: number }

function compareNear(a: Ranked, b: Ranked): number {
  return (
    compareVisited(a, b) ||
    level(b) - level(a) ||
    compareGrade(a, b) ||
    compareNumbers(a.awayM, b.awayM) ||
    compareCode(a, b)
  )
}

function compareFirst(homes: readonly Point[]): typeof compareNear {
  return (a, b) =>
    compareVisited(a, b) ||
    b.choice.ratio - a.choice.ratio ||
    compareGrade(a, b) ||
    compareNumbers(nearestM(a.choice, homes), nearestM(b.choice, homes)) ||
    compareCode(a, b)
}

/** Urgency in half intervals, less the steps that the way costs. */
function level({ choice, awayM }: Ranked): number {
  const steps = Number.isFinite(awayM) ? Math.floor(awayM / FAR_STEP_M) : 0
  return Math.floor(choice.ratio * 2) - Math.min(steps, MAX_FAR_STEPS)
}

function compareVisited(a: Ranked, b: Ranked): number {
  return Number(b.choice.neverVisited) - Number(a.choice.neverVisited)
}

/** A first … D, ungraded last. */
function compareGrade(a: Ranked, b: Ranked): number {
  return gradeRank(a.choice) - gradeRank(b.choice)
}

function gradeRank({ customer }: Choice): number {
  return customer.grade === null ? 4 : 'ABCD'.indexOf(customer.grade)
}

function compareCode(a: Ranked, b: Ranked): number {
  return a.choice.customer.code < b.choice.customer.code ? -1 : 1
}

/** Like a - b, but two infinities are equal. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** Metres to the nearest of some points; Infinity when either side has none. */
function nearestM({ customer: { point } }: Choice, others: readonly Point[]): number {
  if (!point) return Number.POSITIVE_INFINITY
  return Math.min(...others.map((other) => distanceM(point, other)))
}

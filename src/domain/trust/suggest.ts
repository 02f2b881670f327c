/**
 * What rulings say about the thresholds of the rules. A suggestion only ever spares honest visits: nobody
 * rules on visits that were never flagged, so rulings cannot tell what a stricter rule would find.
 */

export const verdicts = ['honest', 'doubtful', 'false'] as const
export type Verdict = (typeof verdicts)[number]

/** One visit that a rule flagged and that was ruled on. */
export interface RuledCase {
  /** The figure that the rule compared with its threshold, in the threshold's unit. */
  readonly value: number
  readonly verdict: Verdict
}

/** A rule flags `above` its threshold (metres, km/h) or `below` it (minutes). */
export type Direction = 'above' | 'below'

export interface Precision {
  readonly ruled: number
  /** Ruled 可疑 or 不实: the rule was right to ask. */
  readonly upheld: number
  readonly honest: number
  /** Share of those ruled that were upheld, with its 95 % interval; null without any. */
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/**
 * How often a rule was right, with the Wilson score interval of 95 % (E. B. Wilson, "Probable Inference",
 * JASA 22, 1927): of four visits one cannot conclude much, and the interval says so.
 */
export function precisionOf(cases: readonly Pick<RuledCase, 'verdict'>[]): Precision {
  const ruled = cases.length
  const honest = cases.filter(({ verdict }) => verdict === 'honest').length
  const upheld = ruled - honest
  if (ruled === 0) return { ruled, upheld, honest, share: null, low: 0, high: 1 }
  const share = upheld / ruled
  const z2 = 1.96 ** 2
  const middle = (share + z2 / (2 * ruled)) / (1 + z2 / ruled)
  const half =
    (1.96 / (1 + z2 / ruled)) * Math.sqrt((share * (1 - share)) / ruled + z2 / (4 * ruled * ruled))
  return {
    ruled,
    upheld,
    honest,
    share,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
  }
}

export interface Threshold {
  readonly now: number
  readonly direction: Direction
  /** Suggestions are whole multiples of it: 10 metres, 1 minute. */
  readonly step: number
  /** The rule's schema allows no more than these. */
  readonly min: number
  readonly max: number
}

export interface Suggestion {
  readonly from: number
  readonly to: number
  readonly before: Precision
  /** Of the same visits, those that would still be flagged. */
  readonly after: Precision
  readonly honestSpared: number
  readonly upheldLost: number
}

/** Fewer rulings than this say nothing about a threshold. */
export const leastRuled = 20
const leastHonest = 5
/** A rule that is right this often is left alone. */
const goodShare = 0.9
/** At most this share of what was upheld may be lost, … */
const mostLost = 0.05
/** … at least this share of the honest must be spared, … */
const leastSpared = 0.2
/** … and one visit that is missed weighs as much as so many that are asked for nothing. */
const lostWeight = 3

/**
 * The nearest threshold that would have spared the most honest visits while keeping nearly all that were
 * upheld; null when the rule is right often enough, when there are too few rulings, or when no threshold
 * tells them apart.
 */
export function suggestThreshold(
  cases: readonly RuledCase[],
  threshold: Threshold,
): Suggestion | null {
  const before = precisionOf(cases)
  if (before.ruled < leastRuled || before.honest < leastHonest) return null
  if (before.share !== null && before.share >= goodShare) return null
  let best: { suggestion: Suggestion; worth: number } | null = null
  for (const to of candidates(cases, threshold)) {
    const kept = cases.filter(({ value }) =>
      threshold.direction === 'above' ? value > to : value < to,
    )
    const after = precisionOf(kept)
    const honestSpared = before.honest - after.honest
    const upheldLost = before.upheld - after.upheld
    if (upheldLost > mostLost * before.upheld) continue
    if (honestSpared < leastSpared * before.honest) continue
    const worth = honestSpared - lostWeight * upheldLost
    if (worth <= (best?.worth ?? 0)) continue
    const suggestion = { from: threshold.now, to, before, after, honestSpared, upheldLost }
    best = { suggestion, worth }
  }
  return best?.suggestion ?? null
}

/** Looser thresholds at which something changes, nearest first. */
function candidates(cases: readonly RuledCase[], threshold: Threshold): number[] {
  const { now, direction, step, min, max } = threshold
  const looser = cases.map(({ value }) =>
    direction === 'above' ? Math.ceil(value / step) * step : Math.floor(value / step) * step,
  )
  return [...new Set(looser.map((value) => Number(value.toFixed(6))))]
    .filter((to) => (direction === 'above' ? to > now : to < now) && to >= min && to <= max)
    .toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))
}

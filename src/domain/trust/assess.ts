/** From what is known of a visit to its trust score (信任分). Pure: the same evidence, the same score. */
import { type Need, needs, type VisitEvidence } from './evidence.ts'
import { type Finding, insufficient, type TrustRule } from './rule.ts'

export const bands = ['green', 'amber', 'red'] as const
export type Band = (typeof bands)[number]

/** Below these a score is amber, and red. */
export interface Bands {
  readonly amber: number
  readonly red: number
}

export const defaultBands: Bands = { amber: 75, red: 50 }

/** A rule as it is in force at a place. */
export interface RuleInForce {
  readonly rule: TrustRule
  readonly weight: number
  readonly config: Readonly<Record<string, number>>
}

export interface Signal extends Finding {
  readonly ruleId: string
  /** Points that it took from 100. */
  readonly points: number
}

export interface Assessment {
  /** 0–100, higher is better. */
  readonly score: number
  readonly band: Band
  /** Share of the rules that had what they need, 0–1. */
  readonly evidenceShare: number
  readonly signals: readonly Signal[]
}

/** A weak flag takes a third of what a strong one takes. */
const weakShare = 1 / 3

/** What a flag would take, before it is seen beside the others. */
export function fullPoints({ weight }: Pick<RuleInForce, 'weight'>, finding: Finding): number {
  if (finding.state !== 'flag' || finding.strength === 'info') return 0
  return Math.round(finding.strength === 'strong' ? weight : weight * weakShare)
}

/** Asks every rule. One without its evidence answers `insufficient`, whatever it would say. */
export function findingsOf(
  evidence: VisitEvidence,
  rules: readonly RuleInForce[],
): { inForce: RuleInForce; finding: Finding }[] {
  const isThere = (need: Need) => needs[need](evidence)
  return rules.map((inForce) => ({
    inForce,
    finding: inForce.rule.needs.every(isThere)
      ? inForce.rule.check(evidence, inForce.config)
      : insufficient(),
  }))
}

/**
 * 100 less the points of each flag. Of the flags about one thing only the heaviest takes points. With the
 * weights as they ship one weak flag stays green, two weak ones about different things or one strong one
 * are amber at least, and what no drift can explain is red by itself.
 */
export function assess(
  evidence: VisitEvidence,
  rules: readonly RuleInForce[],
  { amber, red }: Bands = defaultBands,
): Assessment {
  const found = findingsOf(evidence, rules)
  const heaviest = new Map<string, { ruleId: string; points: number }>()
  for (const { inForce, finding } of found) {
    const points = fullPoints(inForce, finding)
    const { about, id } = inForce.rule
    if (points > (heaviest.get(about)?.points ?? 0)) heaviest.set(about, { ruleId: id, points })
  }
  const signals = found.map(({ inForce: { rule }, finding }): Signal => {
    const counted = heaviest.get(rule.about)
    return { ...finding, ruleId: rule.id, points: counted?.ruleId === rule.id ? counted.points : 0 }
  })
  const taken = signals.reduce((sum, { points }) => sum + points, 0)
  const known = signals.filter(({ state }) => state !== 'insufficient').length
  const score = Math.max(0, 100 - taken)
  return {
    score,
    band: score < red ? 'red' : score < amber ? 'amber' : 'green',
    evidenceShare: signals.length === 0 ? 0 : known / signals.length,
    signals,
  }
}

/** The rules as they ship. */
export const defaultRules = (rules: readonly TrustRule[]): RuleInForce[] =>
  rules
    .filter(({ on }) => on)
    .map((rule) => ({
      rule,
      weight: rule.weight,
      config: Object.fromEntries(
        Object.entries(rule.thresholds).map(([name, one]) => [name, one.default]),
      ),
    }))

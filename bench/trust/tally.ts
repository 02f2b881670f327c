/** Counts what the rules say, by visit and by day. */

import { type Assessment, assess, defaultRules } from '../../src/domain/trust/assess.ts'
import type { VisitEvidence } from '../../src/domain/trust/evidence.ts'
import { trustRules } from '../../src/domain/trust/rules/index.ts'

const inForce = defaultRules(trustRules)
export const ruleIds = inForce.map(({ rule }) => rule.id)

export interface Counts {
  visits: number
  amber: number
  red: number
  /** Any weak or strong flag; a strong one. */
  flagged: number
  strong: number
  days: Set<string>
  amberDays: Set<string>
  readonly rules: Map<string, { weak: number; strong: number; insufficient: number }>
}

export const noCounts = (): Counts => ({
  ...{ visits: 0, amber: 0, red: 0, flagged: 0, strong: 0, days: new Set(), amberDays: new Set() },
  rules: new Map(ruleIds.map((id) => [id, { weak: 0, strong: 0, insufficient: 0 }])),
})

export const judge = (evidence: VisitEvidence): Assessment => assess(evidence, inForce)

export function count(into: Counts, { visit }: VisitEvidence, { band, signals }: Assessment): void {
  into.visits++
  if (band === 'amber') into.amber++
  if (band === 'red') into.red++
  const day = `${visit.repOpenId} ${visit.date}`
  into.days.add(day)
  if (band !== 'green') into.amberDays.add(day)
  const flags = signals.filter(({ state, strength }) => state === 'flag' && strength !== 'info')
  if (flags.length > 0) into.flagged++
  if (flags.some(({ strength }) => strength === 'strong')) into.strong++
  for (const { ruleId, state, strength } of signals) {
    const rule = into.rules.get(ruleId)
    if (!rule) continue
    if (state === 'insufficient') rule.insufficient++
    if (state === 'flag' && strength === 'weak') rule.weak++
    if (state === 'flag' && strength === 'strong') rule.strong++
  }
}

/** Whether one of these rules flags, weakly or strongly. */
export const seenBy = ({ signals }: Assessment, rules: readonly string[]): boolean =>
  signals.some(
    ({ ruleId, state, strength }) =>
      rules.includes(ruleId) && state === 'flag' && strength !== 'info',
  )

/** Scores of a month once more: the version that was in force, over metrics rebuilt from the facts. */
import { evaluate, isFormula, parseFormula } from '../../formulas/formula.ts'
import { type MetricKey, metricOf } from '../../performance/metrics.ts'
import { shippedScores } from '../../scores/shipped.ts'
import type { Facts } from './facts.ts'
import type { Figure } from './figure.ts'

/** A score in force. */
type InForce = { readonly name: string; readonly formula: string; readonly full: number | null }

/** Of each score what was published last for the newest month up to this one. */
export function scoresInForce(facts: Facts, month: string): Map<string, InForce> {
  const all = new Map<
    string,
    { fromMonth: string; at: string } & Omit<InForce, 'formula'> & { formula: string | null }
  >()
  for (const { code, name, formula, full, fromMonth } of shippedScores)
    if (fromMonth <= month) all.set(code, { name, formula, full, fromMonth, at: '' })
  for (const { code, name, formula, full, from_month, status, published_at, id } of facts.scores) {
    if (status !== 'published' || from_month > month) continue
    const at = `${published_at} ${id}`
    const held = all.get(code)
    if (held && (held.fromMonth > from_month || (held.fromMonth === from_month && held.at > at)))
      continue
    all.set(code, { name, formula, full, fromMonth: from_month, at })
  }
  return new Map(
    [...all].flatMap(([code, { name, formula, full }]) =>
      formula === null ? [] : [[code, { name, formula, full }]],
    ),
  )
}

/** `metrics`: of each person, money in fen. */
export function scoreFigures(
  facts: Facts,
  month: string,
  metrics: ReadonlyMap<string, Partial<Record<MetricKey, number | null>>>,
): Figure[] {
  return [...scoresInForce(facts, month)].flatMap(([code, { formula, full }]) => {
    const read = parseFormula(formula)
    if (!isFormula(read)) return []
    return facts.users.map(({ open_id: who }): Figure => {
      const inYuan = Object.fromEntries(
        read.metrics.map((key) => {
          const value = metrics.get(who)?.[key] ?? null
          return [key, value !== null && metricOf(key).unit === 'money' ? value / 100 : value]
        }),
      )
      let value = evaluate(read, inYuan)
      if (value !== null && full !== null && value > full) value = full
      if (value !== null && full !== null && value < 0) value = 0
      return { who, month, metric: `score ${code}`, unit: 'plain', value }
    })
  })
}

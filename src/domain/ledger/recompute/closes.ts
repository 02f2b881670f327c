/** Whether what was written when a month was closed is what the facts of that moment come to. */
import type { LocalDate } from '../../time.ts'
import { sumOf, workKey, workOut } from './commission.ts'
import type { Facts } from './facts.ts'
import { type Difference, isSame } from './figure.ts'

/** `facts` are those of the moment in which the month was closed; `on` is its local day. */
export function closeDifferences(facts: Facts, month: string, on: LocalDate): Difference[] {
  const worked = workOut(facts, month, on)
  const found: Difference[] = []
  const compare = (who: string, metric: string, told: number | null, rebuilt: number | null) => {
    if (!isSame(told, rebuilt)) found.push({ who, month, metric, unit: 'fen', told, rebuilt })
  }
  const written = new Set<string>()
  for (const result of facts.results) {
    if (result.month !== month) continue
    const key = workKey(result.open_id, result.scheme_id)
    written.add(key)
    const lines = facts.resultLines.get(result.id) ?? []
    compare(result.open_id, 'commission: total of its lines', result.total_fen, sumOf(lines))
    const now = worked.get(key)?.computed.totalFen ?? null
    compare(result.open_id, 'commission as closed', result.total_fen, now)
  }
  for (const [key, { openId, computed }] of worked)
    if (!written.has(key)) compare(openId, 'commission as closed', null, computed.totalFen)
  return found
}

/** A correction is worth what is now less what was. */
export const correctionDifferences = (facts: Facts): Difference[] =>
  facts.corrections.flatMap(({ open_id: who, month, was, now, fen }) => {
    const rebuilt = (now?.fen ?? 0) - (was?.fen ?? 0)
    return rebuilt === fen
      ? []
      : [{ who, month, metric: 'correction', unit: 'fen', told: fen, rebuilt }]
  })

/** Closed months are worked out with the facts of the moment in which they were closed. */
import { closeDifferences } from '../../domain/ledger/recompute/closes.ts'
import { factsOf } from '../../domain/ledger/recompute/facts.ts'
import type { Difference } from '../../domain/ledger/recompute/figure.ts'
import type { Close } from '../../domain/ledger/recompute/rows.ts'
import { applyChange, type Begin, copyOf, type LedgerState } from '../../domain/ledger/replay.ts'
import { toLocalDate } from '../../domain/time.ts'
import type { Pending } from './genesis.ts'
import type { Sealed } from './verify.ts'

/** A close before all was written that was there: it waits for the rest of the facts of its moment. */
interface Waiting {
  readonly close: Close
  readonly state: LedgerState
}

/**
 * Follows the entries of a ledger. A row that is told of by a `genesis` after a close was the same when the
 * month was closed, since who changes a row before its turn tells first what it was: so what comes until the
 * table's `end` is what the moment of the close lacks.
 */
export function closingsOf(zone: string) {
  const open = new Map<string, { rows: number; passed: number }>()
  let waiting: Waiting[] = []
  const closes: Difference[] = []
  const checked = new Set<string>()
  const asWritten = new Set<string>()

  function check({ close: { month, closed_at }, state }: Waiting) {
    checked.add(month)
    const on = toLocalDate(new Date(closed_at), zone)
    closes.push(...closeDifferences(factsOf(state, zone), month, on))
  }

  return {
    /** `state` has the entry already. */
    take(state: LedgerState, entry: Sealed): void {
      const { kind, op, row } = entry
      if (op === 'begin') {
        // Begun once more in the middle: what is told from here on is not of the moment of the close.
        for (const { close } of waiting) asWritten.add(close.month)
        waiting = []
        open.set(kind, { rows: (row as unknown as Begin).rows, passed: 0 })
      } else if (op === 'end') {
        open.delete(kind)
        if (open.size > 0) return
        for (const one of waiting) check(one)
        waiting = []
      } else if (op === 'genesis') {
        const told = open.get(kind)
        if (told) told.passed += 1
        for (const one of waiting) applyChange(one.state, entry)
      }
      if (kind !== 'commission_closes' || row === null || op === 'begin' || op === 'end') return
      const close = row as unknown as Close
      if (op === 'genesis') {
        if (!checked.has(close.month)) asWritten.add(close.month)
      } else if (open.size === 0) check({ close, state })
      else waiting.push({ close, state: copyOf(state) })
    },

    /** `told` says how far the tables were when the export was made. */
    result(told: readonly Pending[]) {
      const pending = [...open].map(
        ([kind, so]): Pending => told.find((one) => one.kind === kind) ?? { kind, ...so },
      )
      const closesAsWritten = [...asWritten].filter((month) => !checked.has(month))
      return { pending, closes, closesChecked: [...checked], closesAsWritten }
    },
  }
}

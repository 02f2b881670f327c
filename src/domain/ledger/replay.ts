/** The tables of facts as the ledger tells them, made again entry by entry. */
import { type FactKind, factKinds, isFactKind } from './facts.ts'

export type LedgerRow = Readonly<Record<string, unknown>>

export interface Change {
  readonly kind: string
  readonly op: 'put' | 'gone' | 'genesis'
  readonly key: readonly unknown[]
  readonly row: LedgerRow | null
}

/** By kind, then by key. */
export type LedgerState = ReadonlyMap<FactKind, Map<string, LedgerRow>>

export const emptyState = (): LedgerState => new Map(factKinds.map((kind) => [kind, new Map()]))

/** Takes one entry in; kinds that this version does not know are left alone. */
export function applyChange(state: LedgerState, { kind, op, key, row }: Change): void {
  if (!isFactKind(kind)) return
  const rows = state.get(kind)
  if (op === 'gone' || row === null) rows?.delete(JSON.stringify(key))
  else rows?.set(JSON.stringify(key), row)
}

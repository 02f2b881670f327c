/** The tables of facts as the ledger tells them, made again entry by entry. */
import { type FactKind, factKinds, isFactKind } from './facts.ts'

export type LedgerRow = Readonly<Record<string, unknown>>

export interface Change {
  readonly kind: string
  readonly op: 'put' | 'gone' | 'begin' | 'genesis' | 'end'
  readonly key: readonly unknown[]
  readonly row: LedgerRow | null
}

/** By kind, then by key. */
export type LedgerState = ReadonlyMap<FactKind, Map<string, LedgerRow>>

export const emptyState = (): LedgerState => new Map(factKinds.map((kind) => [kind, new Map()]))

/** What a table's `begin` says: how many rows there were, and how its columns have changed. */
export interface Begin {
  readonly rows: number
  /** New columns with what a row has that no `genesis` tells of; without them each row gets one. */
  readonly added?: LedgerRow
  readonly removed?: readonly string[]
}

/** A row that was written before a `begin`, as it reads since. */
export function afterBegin(row: LedgerRow, { added = {}, removed = [] }: Begin): LedgerRow {
  const gone = new Set(removed)
  return Object.fromEntries(
    Object.entries({ ...added, ...row }).filter(([name]) => !gone.has(name)),
  )
}

/** Takes one entry in; kinds that this version does not know are left alone. */
export function applyChange(state: LedgerState, { kind, op, key, row }: Change): void {
  const rows = isFactKind(kind) ? state.get(kind) : undefined
  if (!rows || op === 'end') return
  if (op === 'begin') {
    const begin = row as unknown as Begin
    if (begin.added) for (const [name, one] of rows) rows.set(name, afterBegin(one, begin))
  } else if (op === 'gone' || row === null) rows.delete(JSON.stringify(key))
  else rows.set(JSON.stringify(key), row)
}

export const copyOf = (state: LedgerState): LedgerState =>
  new Map([...state].map(([kind, rows]) => [kind, new Map(rows)]))

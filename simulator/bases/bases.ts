import type { Json } from '../types.ts'

/** A column. Values of rows are kept by its id, so that a new name loses nothing. */
export interface BaseField {
  fieldId: string
  name: string
  type: number
  uiType?: string | undefined
  property: Json | null
  /** The index column: the first one, which cannot be removed. */
  isPrimary: boolean
}

export interface BaseTable {
  tableId: string
  name: string
  revision: number
  fields: BaseField[]
}

/** Somebody or a group that a base was shared with. */
export interface BaseMember {
  type: string
  id: string
  perm: string
}

/** A 多维表格 with its tables; the rows are kept apart. */
export interface Base {
  appToken: string
  name: string
  revision: number
  /** What the app may do with it: of a base that somebody else made, nothing until it was added to it. */
  access: 'edit' | 'read' | 'none'
  members: BaseMember[]
  tables: BaseTable[]
}

export interface BaseRow {
  recordId: string
  /** By field id. */
  fields: Json
}

export type BaseRecord =
  | { kind: 'base'; base: Base }
  | { kind: 'baseGone'; appToken: string }
  | { kind: 'baseRows'; tableId: string; rows: BaseRow[] }
  | { kind: 'baseRowsGone'; tableId: string; recordIds: string[] }

/** All bases and their rows, as the records of the journal give them. */
export class Bases {
  readonly all = new Map<string, Base>()
  readonly #rows = new Map<string, Map<string, BaseRow>>()

  rowsOf(tableId: string): Map<string, BaseRow> {
    const known = this.#rows.get(tableId)
    if (known) return known
    const made = new Map<string, BaseRow>()
    this.#rows.set(tableId, made)
    return made
  }

  apply(record: BaseRecord): void {
    switch (record.kind) {
      case 'base':
        this.all.set(record.base.appToken, record.base)
        break
      case 'baseGone':
        this.all.delete(record.appToken)
        break
      case 'baseRows':
        for (const row of record.rows) this.rowsOf(record.tableId).set(row.recordId, row)
        break
      case 'baseRowsGone':
        for (const id of record.recordIds) this.rowsOf(record.tableId).delete(id)
    }
  }

  /** The shortest list of records that gives this. */
  snapshot(): BaseRecord[] {
    return [...this.all.values()].flatMap((base): BaseRecord[] => [
      { kind: 'base', base },
      ...base.tables.map(({ tableId }) => ({
        kind: 'baseRows' as const,
        tableId,
        rows: [...this.rowsOf(tableId).values()],
      })),
    ])
  }
}

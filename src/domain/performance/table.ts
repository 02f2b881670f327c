/**
 * Figures as a plain table: what a card shows and what a file holds are made from the same rows, so that
 * they cannot differ.
 */

/**
 * What the values of a column are. `integer` counts; `number` has decimals (visits a day, quantities);
 * `fen` is money; `rate` is a share, 1 = 100 %; `minutes` and `metres` may have decimals; `date` is local
 * `YYYY-MM-DD`; `instant` is ISO 8601 in UTC (`2026-11-24T01:12:00.000Z`). Text is data as it is kept:
 * whoever writes it to a card or a sheet escapes it.
 */
export type ColumnKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'fen'
  | 'rate'
  | 'minutes'
  | 'metres'
  | 'date'
  | 'instant'

export interface Column<Key extends string = string> {
  readonly key: Key
  /** The heading in both languages; an i18n `word` without placeholders fits. */
  readonly label: { readonly zh: string; readonly en: string }
  readonly kind: ColumnKind
}

/** Null is 暂无数据 and never 0. Texts and days are strings, the other kinds numbers. */
export type CellValue = string | number | null

export type TableRow<Key extends string = string> = { readonly [K in Key]: CellValue }

export interface Table<Key extends string = string> {
  readonly columns: readonly Column<Key>[]
  /** All of them, in the order shown: paging is the card's matter. */
  readonly rows: readonly TableRow<Key>[]
}

const isText = (kind: ColumnKind) => kind === 'text' || kind === 'date' || kind === 'instant'

/** Puts a table together; a value that is not of its column's kind is a mistake and throws. */
export function table<const Key extends string>(
  columns: readonly Column<Key>[],
  rows: readonly TableRow<NoInfer<Key>>[],
): Table<Key> {
  for (const row of rows) {
    for (const { key, kind } of columns) {
      const value = row[key]
      const fits =
        value === null ||
        (isText(kind) ? typeof value === 'string' : Number.isFinite(value as number))
      const isWhole = kind !== 'integer' && kind !== 'fen' ? true : Number.isInteger(value ?? 0)
      if (!fits || !isWhole) throw new TypeError(`${key} is no ${kind}: ${String(value)}`)
    }
  }
  return { columns, rows }
}

/** The column of a metric's unit. */
export const columnKindOf = {
  count: 'integer',
  money: 'fen',
  rate: 'rate',
  minutes: 'minutes',
  quantity: 'number',
  number: 'number',
} as const satisfies Record<string, ColumnKind>

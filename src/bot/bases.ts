/** Tables of the platform (多维表格) that the bot keeps up: the port; `src/feishu` implements it. */

export interface BaseColumn {
  readonly fieldId: string
  readonly name: string
  /** As the platform counts types: 1 text, 2 number, 5 date … */
  readonly type: number
  readonly isPrimary: boolean
}

/** A column to make. */
export interface NewColumn {
  readonly name: string
  readonly kind: 'text' | 'integer' | 'number' | 'money' | 'rate' | 'date'
}

/** Text, a number, or for dates milliseconds; null is an empty cell. */
export type BaseValue = string | number | null

export interface BaseRow {
  readonly recordId: string
  /** By the columns' names; empty cells are absent, what is no plain value is null. */
  readonly values: Readonly<Record<string, BaseValue>>
}

/** Every method throws SendError: `refused` with the platform's code, `retry`, or `unknown`. */
export interface Bases {
  /** Makes a base of the app's own; nobody sees it until it is shared. */
  create(name: string): Promise<{ appToken: string; url: string }>
  /** Shares a base with a person, who may manage it, or a group, which may edit it. */
  share(appToken: string, member: { openId: string } | { chatId: string }): Promise<void>
  nameOf(appToken: string): Promise<string>
  tables(appToken: string): Promise<{ tableId: string; name: string }[]>
  /** The first column is the index column. */
  createTable(
    appToken: string,
    name: string,
    columns: readonly NewColumn[],
  ): Promise<{ tableId: string; fieldIds: readonly string[] }>
  columns(appToken: string, tableId: string): Promise<BaseColumn[]>
  createColumn(appToken: string, tableId: string, column: NewColumn): Promise<string>
  /** All rows, with these columns alone. */
  rows(appToken: string, tableId: string, names: readonly string[]): Promise<BaseRow[]>
  /** At most `mostWritten` rows; `token` (a UUID) makes a repeat harmless. */
  createRows(
    appToken: string,
    tableId: string,
    rows: readonly Readonly<Record<string, BaseValue>>[],
    token: string,
  ): Promise<void>
  updateRows(appToken: string, tableId: string, rows: readonly BaseRow[]): Promise<void>
  /** At most `mostRemoved`. */
  deleteRows(appToken: string, tableId: string, recordIds: readonly string[]): Promise<void>
}

/** Limits of one call, by the pages of the platform (which say 500 or 1,000 of creating: the less holds). */
export const mostWritten = 500
export const mostRemoved = 500

/** One row of a file, asked column by column: an empty cell leaves what is there, `-` clears it. */
import { importWords } from '../../i18n/imports.ts'
import { type Message, message } from '../../i18n/t.ts'
import { Bad, bad, type Reader } from './cells.ts'
import type { Header } from './header.ts'
import type { SheetRow } from './sheet.ts'

export interface RowError {
  readonly row: number
  /** As the file calls it; '' when no column is to blame. */
  readonly column: string
  readonly value: string
  readonly reason: Message
}

/** A value, cleared (null), or left alone (undefined). */
export type Cell<V> = V | null | undefined

const maxLength = 500

export class Row {
  readonly number: number
  readonly #cells: readonly string[]
  readonly #header: Header
  readonly #errors: RowError[]
  #failed = false

  constructor(sheetRow: SheetRow, header: Header, errors: RowError[]) {
    this.number = sheetRow.row
    this.#cells = sheetRow.cells
    this.#header = header
    this.#errors = errors
    const beyond = sheetRow.cells.slice(header.width).find((cell) => cell !== '')
    // A comma in an address without quotes moves every cell behind it: nothing of the row is right.
    if (beyond !== undefined) this.fail('', beyond, message(importWords.tooManyCells))
  }

  /** Whether something in this row was reported: its values are then not to be used. */
  get failed(): boolean {
    return this.#failed
  }

  /** The cell's text, '' when it is empty or the file has no such column. */
  raw(column: string): string {
    const place = this.#header.places.get(column)
    return place ? (this.#cells[place.index] ?? '') : ''
  }

  has(column: string): boolean {
    return this.#header.places.has(column)
  }

  read<V>(column: string, reader: Reader<V>): Cell<V> {
    const cell = this.raw(column)
    if (cell === '') return undefined
    if (cell === '-') return null
    // Longer text fits no card, and no index of the database.
    const value =
      cell.length > maxLength ? bad(message(importWords.tooLong, { max: maxLength })) : reader(cell)
    if (!(value instanceof Bad)) return value
    this.refuse(column, value.reason)
    return undefined
  }

  /** A cell that must hold a value: reports an empty or cleared one. */
  need<V>(column: string, reader: Reader<V>): V | undefined {
    const value = this.read(column, reader)
    if (value === null) this.refuse(column, message(importWords.notClearable))
    if (value === undefined && this.raw(column) === '')
      this.refuse(column, message(importWords.needed))
    return value ?? undefined
  }

  /** Like `read`, for what every record has: `-` is refused, an empty cell leaves what is there. */
  keep<V>(column: string, reader: Reader<V>): V | undefined {
    return this.raw(column) === '' ? undefined : this.need(column, reader)
  }

  /** Like `read`, where `-` goes back to what a new record has. */
  orElse<V>(column: string, reader: Reader<V>, usual: V): V | undefined {
    const value = this.read(column, reader)
    return value === null ? usual : value
  }

  refuse(column: string, reason: Message): void {
    const title = this.#header.places.get(column)?.title ?? column
    this.fail(title, this.raw(column), reason)
  }

  private fail(column: string, value: string, reason: Message): void {
    this.#failed = true
    this.#errors.push({ row: this.number, column, value, reason })
  }
}

import type { Message } from '../../i18n/t.ts'

export interface SheetRow {
  /** As a spreadsheet counts: the first line of the file is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

/** The file cannot be read at all, and why; `row` 0 when no row is to blame. */
export class UnreadableFile extends Error {
  readonly reason: Message
  readonly row: number
  constructor(reason: Message, row = 0) {
    super(reason.en)
    this.name = 'UnreadableFile'
    this.reason = reason
    this.row = row
  }
}

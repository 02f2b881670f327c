/** What the import of one file works with. A kind first plans everything, and writes only if nothing is wrong. */
import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../../db/client.ts'
import type { Datum } from '../../domain/geo.ts'
import type { LocalDate } from '../../domain/time.ts'
import { type Bad, type Reader, remembered } from './cells.ts'
import type { People } from './people.ts'
import type { References } from './references.ts'
import type { Row, RowError } from './row.ts'

export interface Work {
  readonly tx: Tx
  readonly rows: readonly Row[]
  readonly errors: RowError[]
  readonly zone: string
  readonly now: Date
  readonly today: LocalDate
  /** Who sent the file; null: the operator's command line. */
  readonly byOpenId: string | null
  readonly datum: Datum
  /** Days after which a pause ends by itself. */
  readonly pauseDays: number
  readonly people: People
  team(word: string): string | Bad
  readonly refs: References
  /** open_ids that the platform knows by mobile or e-mail. */
  readonly lookedUp: ReadonlyMap<string, string>
  /** Reports what is wrong with the file as a whole, once. */
  missingColumn(column: string): void
}

export interface Counts {
  created: number
  updated: number
  unchanged: number
}

export interface Plan {
  readonly counts: Counts
  /** Called only when the whole file is right. */
  write(): Promise<void>
}

/** A cell that names a person; notes the reference. */
export const personCell = (work: Work): Reader<string> =>
  remembered((word) => {
    const found = work.people.find(word)
    if (typeof found === 'string') work.refs.note('person', found)
    return found
  })

/** A cell that names a team by code or name; notes the reference. */
export const teamCell = (work: Work): Reader<string> =>
  remembered((word) => {
    const found = work.team(word)
    if (typeof found === 'string') work.refs.note('team', found)
    return found
  })

/** A cell that holds the code of another record; notes the reference. */
export const codeCell =
  (work: Work, what: 'customer' | 'product' | 'order'): Reader<string> =>
  (code) => {
    work.refs.note(what, code)
    return code
  }

/** Rows handled in one go; between them the chat gets its turn. */
const rowsAtOnce = 500

/** Goes over all rows of a file without keeping the process from everything else. */
export async function mapRows<V>(rows: readonly Row[], read: (row: Row) => V): Promise<V[]> {
  const out: V[] = []
  for (const row of rows) {
    out.push(read(row))
    if (out.length % rowsAtOnce === 0) await setImmediate()
  }
  return out
}

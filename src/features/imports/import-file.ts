/**
 * One file in, all or nothing: read and look up outside the transaction, plan everything, and write
 * only when no row is wrong. The command line and the chat share this.
 */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Platform } from '../../bot/outbound.ts'
import type { Db, Tx } from '../../db/client.ts'
import type { Datum } from '../../domain/geo.ts'
import { settings } from '../../domain/settings/index.ts'
import { toLocalDate } from '../../domain/time.ts'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { loadRules } from '../admin/settings-store.ts'
import { importRuns } from '../admin/tables.ts'
import { startLocating } from '../geocoding/runs.ts'
import { plainMobile } from './cells.ts'
import { columnsOf } from './columns.ts'
import { guessKinds, type Header, readHeader } from './header.ts'
import { planOf } from './kinds/index.ts'
import { lookUpsOf } from './kinds/users.ts'
import type { ImportKind } from './kinds.ts'
import { loadPeople, loadTeams } from './people.ts'
import { readTable, type Table } from './read-table.ts'
import { type Pending, references } from './references.ts'
import { Row, type RowError } from './row.ts'
import { UnreadableFile } from './sheet.ts'
import type { Counts } from './work.ts'

export interface ImportResult extends Counts {
  /** Null when the header does not say which kind the file is. */
  readonly kind: ImportKind | null
  /** Kinds that the header fits, when it fits several. */
  readonly candidates: readonly ImportKind[]
  readonly ok: boolean
  readonly pending: readonly Pending[]
  readonly unknownColumns: readonly string[]
  readonly errors: readonly RowError[]
  /** Customers whose addresses are being looked up. */
  readonly locating: number
}

/** What of an import is told for good. */
export type ImportedFile = Omit<ImportResult, 'errors' | 'candidates' | 'ok' | 'locating'>

/** A file that was read, with what had to be asked of the platform. */
export interface ReadImport {
  readonly fileName: string
  readonly kind: ImportKind | null
  readonly candidates: readonly ImportKind[]
  readonly table: Table | null
  readonly lookedUp: ReadonlyMap<string, string>
  readonly errors: readonly RowError[]
}

/** Imports one file in a transaction of its own. Throws only for what is not the file's fault. */
export async function importFile(input: {
  db: Db
  platform: Pick<Platform, 'lookUp'>
  zone: string
  now: Date
  kind?: ImportKind | undefined
  fileName: string
  bytes: Uint8Array
  datum?: Datum | undefined
  byOpenId?: string | undefined
  /** A map service is set: addresses without coordinates are looked up. */
  canLocate?: boolean
}): Promise<ImportResult> {
  const { zone, now, datum, byOpenId, canLocate } = input
  const file = await readImport(input)
  const run = { zone, now, datum, byOpenId, canLocate }
  return input.db.transaction((tx) => writeImport(tx, file, run))
}

/** Reads the file, finds out its kind and looks up people without open_id. The slow part: no transaction. */
export async function readImport(input: {
  platform: Pick<Platform, 'lookUp'>
  kind?: ImportKind | undefined
  fileName: string
  bytes: Uint8Array
}): Promise<ReadImport> {
  const { fileName } = input
  const nothing = { fileName, candidates: [], table: null, lookedUp: new Map(), errors: [] }
  try {
    const table = await readTable(fileName, input.bytes)
    const guessed = input.kind ? [input.kind] : guessKinds(table.header, fileName)
    const kind = guessed.length === 1 ? (guessed[0] ?? null) : null
    const lookedUp = kind === 'users' ? await lookUp(input.platform, table) : new Map()
    return { ...nothing, kind, candidates: guessed, table, lookedUp }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { row, reason } = error
    return {
      ...nothing,
      kind: input.kind ?? null,
      errors: [{ row, column: '', value: '', reason }],
    }
  }
}

async function lookUp(platform: Pick<Platform, 'lookUp'>, table: Table) {
  const header = readHeader(table.header, 'users')
  const asked = lookUpsOf(table.rows.map((row) => new Row(row, header, [])))
  if (asked.mobiles.length + asked.emails.length === 0) return new Map<string, string>()
  const found = await platform.lookUp(asked)
  return new Map(
    [...found].map(([word, openId]) => [
      word.includes('@') ? word.toLowerCase() : plainMobile(word),
      openId,
    ]),
  )
}

/** Imports a read file within the caller's transaction. Nothing is written when a row is wrong. */
export async function writeImport(
  tx: Tx,
  file: ReadImport,
  run: {
    zone: string
    now: Date
    datum?: Datum | undefined
    byOpenId?: string | undefined
    id?: string | undefined
    canLocate?: boolean | undefined
  },
): Promise<ImportResult> {
  const { kind, candidates, table } = file
  const errors: RowError[] = [...file.errors]
  const nothing = { created: 0, updated: 0, unchanged: 0 }
  const none = { ...nothing, pending: [], unknownColumns: [], locating: 0 }
  if (!table || !kind) {
    if (table && candidates.length === 0)
      errors.push(headerError('', message(importWords.kindUnknown)))
    return { ...none, kind, candidates, ok: false, errors }
  }
  const header = readHeader(table.header, kind)
  const unknownColumns = header.unknown
  errors.push(...headerErrors(kind, header))
  if (errors.length > 0) return { ...none, kind, candidates, ok: false, unknownColumns, errors }

  // Two imports at once could each miss what the other adds.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('import', 0))`)
  const refs = references()
  const missing = new Set<string>()
  const plan = await planOf[kind]({
    tx,
    rows: table.rows.map((row) => new Row(row, header, errors)),
    errors,
    zone: run.zone,
    now: run.now,
    today: toLocalDate(run.now, run.zone),
    byOpenId: run.byOpenId ?? null,
    datum: run.datum ?? 'gcj02',
    pauseDays: (await loadRules(tx)).get(settings.pauseDays),
    people: await loadPeople(tx),
    team: await loadTeams(tx),
    refs,
    lookedUp: file.lookedUp,
    missingColumn(column) {
      if (!missing.has(column))
        errors.push(headerError(column, message(importWords.columnForNew, { column })))
      missing.add(column)
    },
  })
  if (errors.length > 0) {
    const place = (error: RowError) => table.header.indexOf(error.column)
    errors.sort((a, b) => a.row - b.row || place(a) - place(b))
    return { ...none, kind, candidates, ok: false, unknownColumns, errors }
  }
  await plan.write()
  const pending = await refs.pending(tx)
  await tx.insert(importRuns).values({
    id: run.id ?? uuidv7(),
    kind,
    fileName: file.fileName,
    byOpenId: run.byOpenId ?? null,
    at: run.now,
    ...plan.counts,
    pending: pending.length,
  })
  const begun =
    run.canLocate && kind === 'customers'
      ? await startLocating(tx, { importId: run.id ?? null, at: run.now })
      : null
  const locating = begun?.wanted ?? 0
  return { kind, candidates, ok: true, ...plan.counts, pending, unknownColumns, errors, locating }
}

const headerError = (column: string, reason: RowError['reason']): RowError => ({
  row: 1,
  column,
  value: '',
  reason,
})

function headerErrors(kind: ImportKind, header: Header): RowError[] {
  const missing = columnsOf[kind].filter(
    ({ name, need }) => need === 'key' && !header.places.has(name),
  )
  return [
    ...missing.map(({ name, aliases }) =>
      headerError(
        name,
        message(importWords.columnMissing, { column: name, alias: aliases[0] ?? name }),
      ),
    ),
    ...header.repeated.map((title) => headerError(title, message(importWords.columnTwice))),
  ]
}

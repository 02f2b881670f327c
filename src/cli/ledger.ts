/** `rounds export-log`, `verify-log`: the ledger as a file, and whether it is whole. */
import { access } from 'node:fs/promises'
import { OperatorError } from '../errors.ts'
import { type Against, type Strayed, strayedRows } from '../features/ledger/against-tables.ts'
import { type Head, headText, readHead } from '../features/ledger/chain.ts'
import { exportLedger, openExport, sealAll } from '../features/ledger/export.ts'
import type { Pending } from '../features/ledger/genesis.ts'
import { type Break, sealedEntries, type Verified, verifyChain } from '../features/ledger/verify.ts'
import { print, table } from './output.ts'
import { withSession } from './session.ts'

const words: Record<Break['why'], string> = {
  altered: 'its content, or what came before it, is not what its hash says',
  missing: 'it is not there, but later ones are',
  order: 'another entry stands in its place',
  truncated: 'the end is missing from here on',
  head: 'it does not have the hash that was noted',
}

/** `rounds export-log`: seals what waits and writes the whole ledger. */
export async function exportLogCommand(file: string, options: { json: boolean }): Promise<boolean> {
  return withSession({}, async ({ runtime }) => {
    const { zone } = runtime.house
    const { head } = await exportLedger(runtime.database.db, file, {
      zone,
      now: runtime.house.now(),
    })
    print(
      options.json,
      { ok: true, file, entries: head.seq, head: headText(head) },
      `${head.seq} entries in ${file}\nhead ${headText(head)}`,
    )
    return true
  })
}

/** The noted heads of the command line. */
export function headOptions(texts: readonly string[]): Head[] {
  return texts.map((text) => {
    const head = readHead(text)
    if (!head)
      throw new OperatorError(`${text} is no head: write the number, a colon and 64 hex digits`)
    return head
  })
}

export const brokenText = ({ broken }: Verified): string =>
  broken ? `broken at entry ${broken.seq}: ${words[broken.why]}` : ''

/**
 * `rounds verify-log`: an export, by itself; or the ledger of this installation, and whether its tables hold
 * what the ledger says.
 */
export async function verifyLogCommand(
  file: string | undefined,
  options: { head: string[]; json: boolean },
): Promise<boolean> {
  const noted = headOptions(options.head)
  if (file !== undefined) {
    await access(file).catch(() => {
      throw new OperatorError(`${file} cannot be read`)
    })
    const { header, entries } = await openExport(file)
    const result = await verifyChain(entries, { end: header.head, noted })
    tell(options.json, result, { found: [], counts: {}, pending: header.pending })
    return result.broken === null
  }
  return withSession({}, async ({ runtime }) => {
    const { database } = runtime
    const head = await sealAll(database.db)
    const result = await verifyChain(sealedEntries(database.db, head.seq), { noted })
    const against = await strayedRows(database)
    tell(options.json, result, against)
    return result.broken === null && against.found.length === 0 && against.pending.length === 0
  })
}

/** Rows that the tables hold otherwise than the ledger, the first of each table. */
export const strayedText = (strayed: readonly Strayed[]): string =>
  [
    'rows that are not what the ledger says (the first of each table):',
    table(strayed.map(({ kind, key, why }) => ({ table: kind, key: key.join(' '), why }))),
  ].join('\n')

/** How far the tables are of which not all is written that was there before. */
export const pendingText = (pending: readonly Pending[]): string =>
  [
    'what was there before the ledger took from these tables is still being written; what is missing is not wrong:',
    ...pending.map(({ kind, passed, rows }) => `  ${kind}: ${passed} of ${rows} rows`),
    'the job ledger.genesis goes on by itself; `rounds job ledger.genesis` runs it to its end',
  ].join('\n')

function tell(json: boolean, result: Verified, { found, counts, pending }: Against): void {
  const { entries, head, broken } = result
  const rows = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const ok = !broken && rows === 0 && pending.length === 0
  print(
    json,
    { ok, entries, head: headText(head), broken, strayed: found, counts, pending },
    [
      broken
        ? `${brokenText(result)}\n${entries} entries before it hold`
        : `${entries} entries, the chain is whole\nhead ${headText(head)}`,
      ...(pending.length > 0 ? [pendingText(pending)] : []),
      ...(rows > 0 ? [`${rows} rows differ from the ledger`, strayedText(found)] : []),
    ].join('\n'),
  )
}

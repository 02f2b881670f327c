/** The ledger as a file of lines of JSON: the first says what it is, each other one is an entry. */
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { Db } from '../../db/client.ts'
import { OperatorError } from '../../errors.ts'
import type { Head } from './chain.ts'
import { pendingTables } from './genesis.ts'
import { headOf, sealWaiting } from './seal.ts'
import { lineOf, type Sealed, sealedEntries } from './verify.ts'

const header = z.object({
  format: z.literal('rounds-ledger/1'),
  /** How the hashes are made. */
  canonical: z.literal('RFC 8785'),
  digest: z.literal('SHA-256'),
  /** The company's zone: days are those of this one. */
  zone: z.string(),
  exportedAt: z.iso.datetime(),
  head: z.object({ seq: z.number().int().min(0), hash: z.string() }),
  /** Tables of which not all is written yet that was there before the ledger took from them. */
  pending: z
    .array(z.object({ kind: z.string(), passed: z.number(), rows: z.number() }))
    .default([]),
})
export type Header = z.infer<typeof header>

const isGz = (file: string) => file.endsWith('.gz')

/** Seals what waits. Each slice is a transaction of its own, so that nothing else waits for it. */
export async function sealAll(db: Db): Promise<Head> {
  while (await db.transaction((tx) => sealWaiting(tx))) {}
  return headOf(db)
}

/** Seals what waits and writes everything up to there; packed where the name ends with `.gz`. */
export async function exportLedger(
  db: Db,
  file: string,
  about: { zone: string; now: Date },
): Promise<Header> {
  // In this order: what is through by now has its `end` in what is sealed.
  const pending = await pendingTables(db)
  const head = await sealAll(db)
  const first: Header = {
    format: 'rounds-ledger/1',
    canonical: 'RFC 8785',
    digest: 'SHA-256',
    zone: about.zone,
    exportedAt: about.now.toISOString(),
    head,
    pending,
  }
  async function* lines() {
    yield `${JSON.stringify(first)}\n`
    let part = ''
    for await (const entry of sealedEntries(db, head.seq)) {
      part += `${lineOf(entry)}\n`
      if (part.length < 200_000) continue
      yield part
      part = ''
    }
    yield part
  }
  const out = createWriteStream(file)
  const text = Readable.from(lines())
  await (isGz(file) ? pipeline(text, createGzip(), out) : pipeline(text, out))
  return first
}

/** Opens an export: its first line, and its entries one by one. */
export async function openExport(
  file: string,
): Promise<{ header: Header; entries: AsyncIterable<Sealed> }> {
  const lines = linesOf(file)[Symbol.asyncIterator]()
  const first = await lines.next()
  const parsed = header.safeParse(first.done ? null : jsonOf(first.value))
  if (!parsed.success)
    throw new OperatorError(`${file} is no export of the ledger: make one with \`export-log\``)
  return {
    header: parsed.data,
    entries: {
      async *[Symbol.asyncIterator]() {
        for (let next = await lines.next(); !next.done; next = await lines.next())
          if (next.value !== '') yield entryOf(next.value)
      },
    },
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  const text = isGz(file) ? bytes.pipe(createGunzip()) : bytes
  try {
    // What a stream further back cannot do, the last one does not hear of.
    bytes.on('error', (error) => text.destroy(error))
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY }))
      yield line
  } catch (error) {
    throw new OperatorError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    bytes.destroy()
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** What is no entry has a number that no chain goes on with, or a hash that fits nothing. */
function entryOf(line: string): Sealed {
  const entry = jsonOf(line) as Partial<Sealed> | null
  return {
    seq: Number(entry?.seq ?? 0),
    id: Number(entry?.id ?? 0),
    at: String(entry?.at ?? ''),
    kind: String(entry?.kind ?? ''),
    op: entry?.op ?? 'gone',
    key: entry?.key ?? [],
    row: entry?.row ?? null,
    hash: String(entry?.hash ?? ''),
  }
}

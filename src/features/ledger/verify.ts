/** Whether a chain is whole: entry by entry, from the first. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { contentOf, type Entry, type Head, hashAfter, start } from './chain.ts'
import { entryTime } from './seal.ts'
import type { EntryOp } from './tables.ts'

export type Sealed = Entry & { readonly hash: string }

/** Where a chain breaks first. */
export interface Break {
  readonly seq: number
  /**
   * `altered`: the hash is not that of the content and of what came before; `missing`: entries from `seq` on
   * are not there; `order`: an entry stands where another one belongs; `truncated`: the end is missing;
   * `head`: the entry does not have the hash that somebody noted.
   */
  readonly why: 'altered' | 'missing' | 'order' | 'truncated' | 'head'
}

export interface Verified {
  readonly entries: number
  readonly head: Head
  /** Null: the chain is whole. */
  readonly broken: Break | null
}

export interface Expected {
  /** What the file's first line says of its end. */
  readonly end?: Head | undefined
  /** Heads that were noted elsewhere. */
  readonly noted?: readonly Head[] | undefined
}

/**
 * Follows the chain and stops where it breaks; `take` gets every entry that holds. What the entries were
 * noted with elsewhere is the only thing that tells of a chain that was made anew from some entry on.
 */
export async function verifyChain(
  entries: AsyncIterable<Sealed>,
  expected: Expected = {},
  take: (entry: Sealed) => void = () => {},
): Promise<Verified> {
  let head = start
  const noted = new Map((expected.noted ?? []).map(({ seq, hash }) => [seq, hash]))
  const brokenAt = (seq: number, why: Break['why']): Verified => ({
    entries: head.seq,
    head,
    broken: { seq, why },
  })
  for await (const entry of entries) {
    const seq = head.seq + 1
    if (entry.seq > seq) return brokenAt(seq, 'missing')
    if (entry.seq < seq) return brokenAt(seq, 'order')
    if (hashAfter(head.hash, entry) !== entry.hash) return brokenAt(seq, 'altered')
    if ((noted.get(seq) ?? entry.hash) !== entry.hash) return brokenAt(seq, 'head')
    head = { seq, hash: entry.hash }
    take(entry)
  }
  const { end } = expected
  const furthest = Math.max(0, end?.seq ?? 0, ...noted.keys())
  if (furthest > head.seq) return brokenAt(head.seq + 1, 'truncated')
  if (end && end.seq !== head.seq) return brokenAt(end.seq + 1, 'order')
  if (end && end.hash !== head.hash) return brokenAt(end.seq, 'altered')
  return { entries: head.seq, head, broken: null }
}

type Row = Omit<Entry, 'seq' | 'id' | 'op'> & {
  seq: string
  id: string
  op: EntryOp
  hash: string
}

/** Entries that are read at once. */
const page = 5_000

/** The ledger as it stands in the database, up to an entry. */
export async function* sealedEntries(tx: Tx, upTo: number): AsyncGenerator<Sealed> {
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await tx.execute<Row>(sql`
      select seq, id, ${entryTime('at')} as at, kind, op, key, "row", encode(hash, 'hex') as hash
      from ledger_entries where seq > ${after} and seq <= ${upTo} order by seq limit ${page}`)
    for (const row of rows) yield { ...row, seq: Number(row.seq), id: Number(row.id) }
    if (rows.length < page) return
    after = Number(rows.at(-1)?.seq)
  }
}

/** An entry as a line of an export. */
export const lineOf = (entry: Sealed): string =>
  `${contentOf(entry).slice(0, -1)},"hash":"${entry.hash}"}`

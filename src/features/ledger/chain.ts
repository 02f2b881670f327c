/** What an entry's hash covers, in a form that any language can make again. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { EntryOp } from './tables.ts'

export interface Entry {
  readonly seq: number
  /** Number of writing: of two about the same row the higher is the later. */
  readonly id: number
  /** ISO 8601, UTC, microseconds. */
  readonly at: string
  readonly kind: string
  readonly op: EntryOp
  readonly key: readonly unknown[]
  readonly row: Readonly<Record<string, unknown>> | null
}

/** Of a chain so far: how many entries, and the hash of the last one in hex. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** Before the first entry. */
export const start: Head = { seq: 0, hash: '0'.repeat(64) }

/** The content as RFC 8785 writes JSON: keys in order, no spaces, numbers in their shortest form. */
export function contentOf({ seq, id, at, kind, op, key, row }: Entry): string {
  const text = canonicalize({ seq, id, at, kind, op, key, row })
  if (text === undefined) throw new Error(`entry ${seq} is no JSON`)
  return text
}

/** SHA-256 of the 32 bytes of the hash before, followed by the content in UTF-8; hex. */
export function hashAfter(before: string, entry: Entry): string {
  return createHash('sha256')
    .update(Buffer.from(before, 'hex'))
    .update(contentOf(entry), 'utf8')
    .digest('hex')
}

/** `128:3f2a…`: how a head is written down by people. */
export const headText = ({ seq, hash }: Head): string => `${seq}:${hash}`

/** Reads what `headText` writes; null for anything else. */
export function readHead(text: string): Head | null {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase())
  return found ? { seq: Number(found[1]), hash: found[2] ?? '' } : null
}

/** From rows of a file to changes of records: join with what is there, keep, clear, compare, count. */

import { chunks } from '../../domain/chunks.ts'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { type Column, columnsOf } from './columns.ts'
import type { ImportKind } from './kinds.ts'
import type { Row } from './row.ts'
import { type Change, chunkSize, sameRow } from './upsert.ts'
import type { Counts, Work } from './work.ts'

/** What a row says about a record: undefined leaves a value, null clears it. */
export type Values<R> = { [K in keyof R]?: R[K] | undefined }

export interface Draft<R> {
  readonly row: Row
  readonly key: string
  readonly values: Values<R>
}

/**
 * Drafts with each key once. The same row twice is one; a second row that says something else about
 * the same record is reported, since the file would then mean what its order happens to be.
 */
export function once<R>(drafts: readonly Draft<R>[], keyColumn: string): Draft<R>[] {
  const byKey = new Map<string, Draft<R>>()
  for (const draft of drafts) {
    const first = byKey.get(draft.key)
    if (!first) byKey.set(draft.key, draft)
    else if (JSON.stringify(first.values) !== JSON.stringify(draft.values))
      draft.row.refuse(keyColumn, message(importWords.twice, { row: first.row.number }))
  }
  return [...byKey.values()]
}

export interface Joined<R> {
  readonly changes: readonly (Change<R> & { readonly draft: Draft<R> })[]
  readonly counts: Counts
}

/**
 * Joins drafts with the records that are there. `load` answers a chunk of keys, `blank` is a new
 * record before its row is applied, `settle` a last word on the result (derived values).
 */
export async function join<R extends Record<string, unknown>>(
  work: Work,
  kind: ImportKind,
  drafts: readonly Draft<R>[],
  how: {
    load(drafts: readonly Draft<R>[]): Promise<ReadonlyMap<string, R>>
    blank(draft: Draft<R>): R
    settle?(after: R, before: R | null, draft: Draft<R>): R
  },
): Promise<Joined<R>> {
  const needed = columnsOf[kind].filter(({ need }) => need === 'new')
  const changes: (Change<R> & { draft: Draft<R> })[] = []
  const counts = { created: 0, updated: 0, unchanged: 0 }
  for (const part of chunks(drafts, chunkSize)) {
    const known = await how.load(part)
    for (const draft of part) {
      const before = known.get(draft.key) ?? null
      if (!before) requireNew(work, draft.row, needed)
      const merged = apply(before ?? how.blank(draft), draft.values)
      const after = how.settle ? how.settle(merged, before, draft) : merged
      if (before && sameRow(before, after)) counts.unchanged += 1
      else {
        counts[before ? 'updated' : 'created'] += 1
        changes.push({ before, after, draft })
      }
    }
  }
  return { changes, counts }
}

function requireNew(work: Work, row: Row, needed: readonly Column[]): void {
  for (const { name } of needed) {
    if (row.raw(name) !== '') continue
    if (row.has(name)) row.refuse(name, message(importWords.needed))
    else work.missingColumn(name)
  }
}

function apply<R extends Record<string, unknown>>(base: R, values: Values<R>): R {
  const out: R = { ...base }
  for (const name of Object.keys(values) as (keyof R)[]) {
    const value = values[name]
    if (value !== undefined) out[name] = value
  }
  return out
}

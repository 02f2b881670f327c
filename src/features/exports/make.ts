/** Makes the files of an export: one snapshot, the rights as they are now, rows as they come. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { isoWithOffset, type LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import { type Locale, translator } from '../../i18n/t.ts'
import { loadRules } from '../admin/settings-store.ts'
import { loadActor } from '../org/store.ts'
import { scopeOf } from './scope.ts'
import type { Columns, ExportSet, Reading } from './set.ts'
import { rightOf, setNamed } from './sets.ts'
import { exports } from './tables.ts'
import { type Export, mostRows, questionOf, rangeText, scopeText, whatOf } from './view.ts'
import { type Limits, type Written, writeParts } from './write/parts.ts'

export interface Asked {
  readonly exportId: string
  readonly locale: Locale
  readonly zone: string
  readonly today: LocalDate
}

/** What came of it; null: it was made before. */
export type Made = { readonly row: Export; readonly files: Written['files'] } & (
  | { readonly state: 'sent'; readonly rows: number }
  | { readonly state: 'empty' | 'refused' | 'too_many' }
)

/** Makes the files in a folder of their own, has them used, and removes them whatever happens. */
export async function withExport<R>(
  db: Db,
  asked: Asked,
  use: (made: Made | null) => Promise<R>,
  limits?: Limits,
): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-export-'))
  try {
    return await use(await make(db, asked, folder, limits))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function make(
  db: Db,
  { exportId, locale, zone, today }: Asked,
  folder: string,
  limits: Limits | undefined,
): Promise<Made | null> {
  // One snapshot: the sums of a file agree with its lines, however long it takes.
  return db.transaction(
    async (tx): Promise<Made | null> => {
      const [row] = await tx.select().from(exports).where(eq(exports.id, exportId))
      if (row?.state !== 'waiting') return null
      const none = { row, files: [] }
      const set = setNamed(row.kind)
      const actor = await loadActor(tx, row.openId, locale)
      if (!actor || !set?.who.includes(actor.role)) return { ...none, state: 'refused' }
      const narrowed = { teamCode: row.teamCode, ofOpenId: row.ofOpenId }
      const withDoubts = set.name === 'visits'
      const scope = await scopeOf(tx, actor, rightOf(set), narrowed, { withDoubts })
      if (scope.openIds?.length === 0) return { ...none, state: 'refused' }
      const t = translator(locale)
      const { from, to } = whatOf(row)
      const rules = await loadRules(tx)
      const reading: Reading = {
        ...{ tx, rules, zone, today, now: row.askedAt, actor, scope, t },
        ...{ range: { from, to }, question: questionOf(row) },
      }
      const title = t(set.title)
      const columns = await columnsOf(set, reading)
      if (columns === null) return { ...none, state: 'refused' }
      const written = await writeParts(
        {
          folder,
          format: row.format,
          title,
          columns,
          about: [
            `${title} · ${rangeText(row, t)} · ${await scopeText(tx, row, t)}`,
            t(set.about),
            ...(set.notes?.(reading) ?? []),
            t(w.aboutMade, {
              name: actor.name,
              at: isoWithOffset(row.askedAt, zone).slice(0, 16).replace('T', ' '),
            }),
            t(w.aboutCare),
          ],
          t,
          zone,
          ...(limits ? { limits } : {}),
        },
        set.rows(reading),
        mostRows,
      )
      if (written === 'tooMany') return { ...none, state: 'too_many' }
      if (written.rows === 0) return { ...none, state: 'empty' }
      return { row, state: 'sent', rows: written.rows, files: written.files }
    },
    { isolationLevel: 'repeatable read' },
  )
}

/** Null: an analysis of somebody whom the person may not see any more. */
async function columnsOf(set: ExportSet, reading: Reading): Promise<Columns | null> {
  try {
    return await set.columns(reading)
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

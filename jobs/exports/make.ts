/** Makes an export's files and sends them to who asked; the card says how it went. */
import { readFile } from 'node:fs/promises'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { exportCard } from '../../cards/exports/cards.ts'
import { SendError } from '../../src/bot/outbound.ts'
import { localDate } from '../../src/domain/time.ts'
import { exportWanted } from '../../src/events.ts'
import { withExport } from '../../src/features/exports/make.ts'
import { exports } from '../../src/features/exports/tables.ts'
import { exportThing, fileName, viewOf } from '../../src/features/exports/view.ts'
import { getUser } from '../../src/features/org/store.ts'
import { translator } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** What the platform takes as one file. */
const mostBytes = 30 * 1024 * 1024

export const makeExport = defineJob({
  name: 'exports.make',
  payload: z.object({
    exportId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    zone: z.string(),
    today: localDate,
  }),
  on: [exportWanted],
  dedupe: ({ exportId }) => exportId,
  async outside(io, asked, { isLast }) {
    const t = translator(asked.locale)
    try {
      return await withExport(io.db, asked, async (made) => {
        if (made === null) return null
        const { row, files } = made
        // A part that is too large all the same cannot be sent, and less of it can.
        if (files.some(({ bytes }) => bytes > mostBytes))
          return { state: 'too_many' as const, rows: 0, files: 0 }
        for (const [i, { path }] of files.entries()) {
          const name = fileName(row, { n: i + 1, of: files.length }, t)
          // The same uuid each time: a second run sends no second file.
          const uuid = i === 0 ? row.id : `${row.id}-${i + 1}`
          await io.platform.sendFile(`open_id:${row.openId}`, name, await readFile(path), uuid)
        }
        return {
          state: made.state,
          rows: made.state === 'sent' ? made.rows : 0,
          files: files.length,
        }
      })
    } catch (error) {
      const isFinal = error instanceof SendError && error.outcome.kind === 'refused'
      if (!isLast && !isFinal) throw error
      io.log.error({ err: error, exportId: asked.exportId }, 'export failed')
      return { state: 'failed' as const, rows: 0, files: 0 }
    }
  },
  async run({ ctx, payload: { exportId, openId }, fetched }) {
    const { state, rows, files } = fetched
    const [row] = await ctx.tx
      .update(exports)
      .set({ state, endedAt: ctx.now, ...(state === 'sent' ? { rows, files } : {}) })
      .where(and(eq(exports.id, exportId), eq(exports.state, 'waiting')))
      .returning()
    if (!row) return
    const t = ctx.tFor((await getUser(ctx.tx, openId))?.locale)
    await ctx.show({ openId }, exportThing(exportId), exportCard(await viewOf(ctx, row, t), t))
    ctx.log.info({ exportId, openId, kind: row.kind, state, rows, files }, 'export made')
  },
})

/** Makes the files to fill in and sends them, in order, to the admin who asked for them. */
import { z } from 'zod'
import { templateWanted } from '../../src/events.ts'
import { importKinds } from '../../src/features/imports/kinds.ts'
import { fillTemplate, templateName } from '../../src/features/imports/template.ts'
import { translator } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const sendTemplate = defineJob({
  name: 'imports.send-template',
  payload: z.object({
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    files: z.array(z.object({ fileId: z.uuid(), kind: z.enum(importKinds) })),
  }),
  on: [templateWanted],
  dedupe: ({ files }) => files.map(({ fileId }) => fileId).join(),
  async outside(io, { openId, locale, files }) {
    const t = translator(locale)
    // Spreadsheets are rare: a process starts without the library.
    const { default: excel } = await import('exceljs')
    for (const { fileId, kind } of files) {
      const book = new excel.Workbook()
      fillTemplate(book, kind, t)
      const bytes = new Uint8Array(await book.xlsx.writeBuffer())
      // The same uuid each time: a second run sends no second file.
      await io.platform.sendFile(`open_id:${openId}`, templateName(kind, t), bytes, fileId)
    }
    return { kinds: files.map(({ kind }) => kind) }
  },
  async run({ ctx, payload: { openId }, fetched }) {
    ctx.log.info({ openId, ...fetched }, 'templates were sent')
  },
})

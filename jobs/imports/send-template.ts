/** Makes a file to fill in and sends it to the admin who asked for it. */
import { z } from 'zod'
import { templateWanted } from '../../src/events.ts'
import { importKinds } from '../../src/features/imports/kinds.ts'
import { fillTemplate, templateName } from '../../src/features/imports/template.ts'
import { translator } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const sendTemplate = defineJob({
  name: 'imports.send-template',
  payload: z.object({
    fileId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    kind: z.enum(importKinds),
  }),
  on: [templateWanted],
  dedupe: ({ fileId }) => fileId,
  async outside(io, { fileId, openId, locale, kind }) {
    const t = translator(locale)
    // Spreadsheets are rare: a process starts without the library.
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    fillTemplate(book, kind, t)
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    // The same uuid each time: a second run sends no second file.
    await io.platform.sendFile(`open_id:${openId}`, templateName(kind, t), bytes, fileId)
    return { kind }
  },
  async run({ ctx, payload: { openId }, fetched }) {
    ctx.log.info({ openId, ...fetched }, 'a template was sent')
  },
})

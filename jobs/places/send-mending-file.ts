/** Makes the file of the customers to complete and sends it to the admin who asked for it. */
import { z } from 'zod'
import { mendingFileWanted } from '../../src/events.ts'
import { mendingList } from '../../src/features/customers/mending.ts'
import { fillMendingFile } from '../../src/features/customers/mending-file.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { customerWords as w } from '../../src/i18n/customers.ts'
import { translator } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** A company that lacks more than this begins with its own file. */
const atMost = 20_000

export const sendMendingFile = defineJob({
  name: 'customers.send-mending-file',
  payload: z.object({
    fileId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    date: z.string(),
  }),
  on: [mendingFileWanted],
  dedupe: ({ fileId }) => fileId,
  async outside(io, { fileId, openId, locale, date }) {
    // The right to the whole list may be gone by now.
    if ((await loadActor(io.db, openId))?.role !== 'admin') return null
    const t = translator(locale)
    const list = await mendingList(io.db, {}, { limit: atMost })
    // Spreadsheets are rare: a process starts without the library.
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    fillMendingFile(book, list, t)
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    // The same uuid each time: a second run sends no second file.
    await io.platform.sendFile(
      `open_id:${openId}`,
      `${t(w.mendFile, { date })}.xlsx`,
      bytes,
      fileId,
    )
    return { sent: list.length }
  },
  async run({ ctx, payload: { openId }, fetched }) {
    ctx.log.info({ openId, customers: fetched.sent }, 'customers to complete sent as a file')
  },
})

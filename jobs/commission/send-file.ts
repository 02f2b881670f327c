/** Makes the payroll's file of a month and sends it to who asked for it. */
import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { fillPayroll } from '../../src/features/commission/file.ts'
import { sealAll } from '../../src/features/ledger/export.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { commissionWords as w } from '../../src/i18n/commission.ts'
import { translator } from '../../src/i18n/t.ts'
import { may } from '../../src/policies.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const sendPayroll = defineJob({
  name: 'commission.send-file',
  payload: z.object({
    fileId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    month: z.string(),
    zone: z.string(),
    today: localDate,
  }),
  dedupe: ({ fileId }) => fileId,
  async outside(io, { fileId, openId, locale, month, zone, today }) {
    const t = translator(locale)
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    // What was closed just now is in the head that the file tells.
    await sealAll(io.db)
    // One snapshot: the sheets agree with one another.
    const people = await io.db.transaction(
      async (tx) => {
        // The right to it may be gone by now.
        const actor = await loadActor(tx, openId)
        if (!actor || !may(actor, 'commission.run', {})) return null
        const rules = await loadRules(tx)
        return fillPayroll({ tx, rules, zone, today }, book, month, t)
      },
      { isolationLevel: 'repeatable read' },
    )
    if (people === null) return null
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    // The same uuid each time: a second run sends no second file.
    await io.platform.sendFile(`open_id:${openId}`, `${t(w.file, { month })}.xlsx`, bytes, fileId)
    return { people }
  },
  async run({ ctx, payload: { openId, month }, fetched }) {
    ctx.log.info({ openId, month, people: fetched.people }, 'payroll file sent')
  },
})

import { exportActions as a, exportKinds } from '../../../cards/exports/actions.ts'
import { menuTimes } from '../../../cards/exports/cards.ts'
import { onAction } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import { parseRangeWords } from '../../domain/range-words.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import { message } from '../../i18n/t.ts'
import { askExport, askTable } from './ask.ts'
import { exportLog, exportMenu } from './commands.ts'
import { timeWords } from './words.ts'

const anybody = { who: 'member' } as const

const onRun = onAction(a.run, anybody, async (ctx, { payload }) => {
  // A card of a day to come has nothing yet.
  if (payload.from > ctx.today || payload.from > payload.to)
    throw new UserError(message(w.badDays, { text: payload.from }), 'warning')
  return askExport(ctx, payload)
})

const onTable = onAction(a.table, anybody, async (ctx, { payload: { format, ...ask } }) =>
  askTable(ctx, ask, format),
)

const onAsk = onAction(a.ask, anybody, async (ctx, { form }) => {
  const kind = exportKinds.find((one) => one === form.kind)
  if (!kind) throw new UserError(message(botWords.staleCard))
  const time = menuTimes.find((one) => one === form.when) ?? 'thisMonth'
  const range = parseRangeWords(form.days ?? timeWords[time], ctx.today)
  if (!range) {
    const problem = ctx.t(w.badDays, { text: (form.days ?? '').slice(0, 30) })
    return replaceCard(exportMenu(ctx, { problem, chosen: { kind, days: form.days } }))
  }
  const format = form.format === 'csv' ? 'csv' : 'xlsx'
  return askExport(ctx, { kind, ...range, format, teamCode: null, openId: null })
})

const onMenu = onAction(a.menu, anybody, async (ctx) => sendCard(exportMenu(ctx)))

const onLog = onAction(a.log, anybody, async (ctx, { payload }) =>
  replaceCard(await exportLog(ctx, payload.page)),
)

export const exportHandlers = [onRun, onTable, onAsk, onMenu, onLog]

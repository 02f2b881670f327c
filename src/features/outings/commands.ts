/** `外出` and `返回`. */
import { teamOutingsCard } from '../../../cards/outings/team.ts'
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, visitors } from '../../bot/define.ts'
import { sayText, sendCard } from '../../bot/reply.ts'
import { readOuting } from '../../domain/outings.ts'
import { outingWords as w } from '../../i18n/outings.ts'
import { formReply, shown } from './handlers.ts'
import { tellPlan } from './on-plan.ts'
import { changeOuting, openOuting, startOuting } from './store.ts'
import { kindsFor, teamView } from './views.ts'

export const outingCommand = defineCommand({
  name: 'outing',
  aliases: ['外出', 'outing', 'out'],
  who: ['rep', 'manager', 'admin'],
  summary: w.summary,
  usage: w.usage,
  example: '外出 送货 人民路三家',
  args: anyArguments,
  run: async (ctx, { text }) => {
    const { role, openId, teamPath } = ctx.actor
    if (role === 'admin' || (role === 'manager' && text === ''))
      return sendCard(teamOutingsCard(await teamView(ctx), ctx.t))
    if (text === '') return formReply(ctx)
    const what = readOuting(text, kindsFor(ctx, teamPath))
    const { outing, isNew } = await startOuting(ctx, openId, what)
    if (isNew) await tellPlan(ctx)
    return shown(ctx, outing, isNew ? undefined : { type: 'info', text: ctx.t(w.alreadyOut) })
  },
})

export const backCommand = defineCommand({
  name: 'back',
  aliases: ['返回', '回来', 'back'],
  who: visitors,
  summary: w.backSummary,
  usage: w.backUsage,
  example: '返回 签了补充协议',
  args: anyArguments,
  run: async (ctx, { text }) => {
    const open = await openOuting(ctx.tx, ctx.actor.openId)
    if (!open) return sayText(ctx.t(w.none))
    // The words wait for the one tap that says whether it came off.
    const noted = text === '' ? open : await changeOuting(ctx, open, { note: text.slice(0, 1000) })
    return shown(ctx, noted)
  },
})

/** `客户预警`: a rep's own alarms; for managers who has how many, and what the alarms were good for. */
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand } from '../../bot/define.ts'
import { sendCard } from '../../bot/reply.ts'
import { alarmActWords as w } from '../../i18n/alarms-acts.ts'
import { visibleTeams } from '../../policies.ts'
import { findPeople } from '../org/store.ts'
import { alarmReaders, answerAt } from './handlers.ts'

export const alarmsCommand = defineCommand({
  name: 'alerts',
  aliases: ['客户预警', '预警', 'alerts', 'alarms'],
  who: alarmReaders,
  summary: w.summary,
  usage: w.usage,
  example: '客户预警',
  args: anyArguments,
  run: async (ctx, { text, mentions }) => {
    if (ctx.actor.role === 'rep') return answerAt(ctx, 'mine:0', sendCard)
    const [mentioned] = mentions
    const teams = visibleTeams(ctx.actor) ?? undefined
    const [named] = text === '' ? [] : await findPeople(ctx.tx, text, teams ? { teams } : {})
    const openId = mentioned?.openId ?? named?.openId
    return answerAt(ctx, openId ? `of:${openId}:0` : 'team', sendCard)
  },
})

/** `提成`: one's own month; of a team for who leads one; what is to be paid for finance and admins. */
import { monthText } from '../../../cards/commission/parts.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { readMonthWords } from '../../domain/commission/month-words.ts'
import { monthOf } from '../../domain/time.ts'
import { commissionWords as w } from '../../i18n/commission.ts'
import { may } from '../../policies.ts'
import { findPeople } from '../org/store.ts'
import { needsFinance, seenPerson } from './access.ts'
import { answerPeople } from './payroll.ts'
import { personCardFor } from './person.ts'
import { schemesCardFor } from './scheme-edit.ts'

const schemesWords = new Set(['方案', 'schemes', 'scheme'])
const mineWords = new Set(['我的', '我', 'mine', 'me'])

export const commissionCommand = defineCommand({
  name: 'commission',
  aliases: ['提成', 'commission'],
  who: ['rep', 'manager', 'admin', 'finance'],
  summary: w.summary,
  usage: w.usage,
  example: '提成 上月',
  args: anyArguments,
  async run(ctx, { words, text, mentions }): Promise<Reply> {
    if (schemesWords.has(text.trim().toLowerCase())) {
      needsFinance(ctx)
      return sendCard(await schemesCardFor(ctx))
    }
    const { month, rest } = readMonthWords(words, ctx.today)
    if (month > monthOf(ctx.today))
      return sayText(ctx.t(w.futureMonth, { month: monthText(month, ctx.t) }))
    if (rest === '' && mentions.length === 0) return ownView(ctx, month)
    if (mineWords.has(rest.toLowerCase())) return personView(ctx, ctx.actor.openId, month)
    const [mention] = mentions
    if (mention) return personView(ctx, mention.openId, month)
    const isAll = may(ctx.actor, 'commission.run', {})
    const people = await findPeople(ctx.tx, rest, {
      ...(isAll ? {} : { teams: ctx.actor.ledTeams }),
      limit: 2,
    })
    const [only, another] = people
    if (!only || (another && another.name === only.name) || (another && only.name !== rest))
      return sayText(ctx.t(w.badMonth, { text: rest.slice(0, 30) }))
    return personView(ctx, only.openId, month)
  },
})

async function ownView(ctx: ActorCtx, month: string): Promise<Reply> {
  if (may(ctx.actor, 'commission.run', {}))
    return answerPeople(ctx, { whose: 'payroll', month, page: 0 }, sendCard)
  if (ctx.actor.ledTeams.length > 0)
    return answerPeople(ctx, { whose: 'team', month, page: 0 }, sendCard)
  return personView(ctx, ctx.actor.openId, month)
}

async function personView(ctx: ActorCtx, openId: string, month: string): Promise<Reply> {
  return sendCard(await personCardFor(ctx, await seenPerson(ctx, openId), month))
}

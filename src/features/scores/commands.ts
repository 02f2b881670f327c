/** `评分`: one's own month; of a team for who may look at one; formulas for admins. */
import { monthText } from '../../../cards/scores/words.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { readMonthWords } from '../../domain/commission/month-words.ts'
import { monthOf } from '../../domain/time.ts'
import { scoreWords as w } from '../../i18n/scores.ts'
import { findPeople } from '../org/store.ts'
import { needsAdmin, seenPerson } from './access.ts'
import { manageCardFor } from './edit.ts'
import { answerTeam, personCardFor } from './views.ts'

const manageWords = new Set(['管理', '公式', 'manage', 'formulas'])
const mineWords = new Set(['我的', '我', 'mine', 'me'])

export const scoreCommand = defineCommand({
  name: 'score',
  aliases: ['评分', 'score', 'scores'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  summary: w.summary,
  usage: w.usage,
  example: '评分 上月',
  args: anyArguments,
  async run(ctx, { words, text, mentions }): Promise<Reply> {
    if (manageWords.has(text.trim().toLowerCase())) {
      needsAdmin(ctx)
      return sendCard(await manageCardFor(ctx))
    }
    const { month, rest } = readMonthWords(words, ctx.today)
    if (month > monthOf(ctx.today))
      return sayText(ctx.t(w.future, { month: monthText(month, ctx.t) }))
    const [mention] = mentions
    if (mention) return personReply(ctx, mention.openId, month)
    if (rest === '') return plainReply(ctx, month)
    if (mineWords.has(rest.toLowerCase())) return personReply(ctx, ctx.actor.openId, month)
    const { actor } = ctx
    const people = await findPeople(ctx.tx, rest, {
      ...(actor.role === 'admin' ? {} : { teams: actor.seenTeams }),
      limit: 2,
    })
    const [only, another] = people
    const isOne = only && (!another || (only.name === rest && another.name !== rest))
    if (isOne) return personReply(ctx, only.openId, month)
    return sayText(ctx.t(w.unknown, { text: rest.slice(0, 30) }))
  },
})

function plainReply(ctx: ActorCtx, month: string): Promise<Reply> {
  const { actor } = ctx
  const looks = actor.role !== 'rep' && (actor.role === 'admin' || actor.seenTeams.length > 0)
  if (looks || actor.role === 'viewer') return teamReply(ctx, month)
  return personReply(ctx, actor.openId, month)
}

const teamReply = (ctx: ActorCtx, month: string): Promise<Reply> =>
  answerTeam(ctx, { month, page: 0 }, sendCard)

const personReply = async (ctx: ActorCtx, openId: string, month: string): Promise<Reply> =>
  sendCard(await personCardFor(ctx, await seenPerson(ctx, openId), month))

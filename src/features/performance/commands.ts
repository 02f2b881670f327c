/** `日报`: in a group that group's digest, in private the teams one leads, or one's own day. */
import { eq, or } from 'drizzle-orm'
import { managerDigestCard, teamDigestCard } from '../../../cards/performance/digest.ts'
import { myDayCard } from '../../../cards/performance/my-day.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, UsageError } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { parseDateWords } from '../../domain/date-words.ts'
import { formatDate, type LocalDate } from '../../domain/time.ts'
import { digestWords as w } from '../../i18n/performance.ts'
import { may } from '../../policies.ts'
import { getTeam, teamPath } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { readDigest, readMyDay } from './digest/read.ts'
import { answerDigest, teamsOf } from './private-digest.ts'

export const digestCommand = defineCommand({
  name: 'digest',
  aliases: ['日报', 'digest'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  summary: w.summary,
  usage: w.usage,
  example: '日报 昨天',
  inGroups: true,
  args: anyArguments,
  async run(ctx, args): Promise<Reply> {
    const date = args.text.trim() === '' ? ctx.today : parseDateWords(args.text, ctx.today)
    if (!date) throw new UsageError('digest')
    if (date > ctx.today) {
      return sayText(ctx.t(w.futureDay, { day: formatDate(date, 'day', ctx.t.locale) }))
    }
    return ctx.inGroup ? inGroup(ctx, date) : inPrivate(ctx, date)
  },
})

/** The team whose group this is; the managers' group gets what is meant for managers. */
async function inGroup(ctx: ActorCtx, date: LocalDate): Promise<Reply> {
  const bound = await ctx.tx
    .select()
    .from(teams)
    .where(or(eq(teams.chatId, ctx.chatId), eq(teams.managerChatId, ctx.chatId)))
  const team = bound.find(({ chatId }) => chatId === ctx.chatId) ?? bound[0]
  if (!team) return sayText(ctx.t(w.groupUnbound))
  const path = await teamPath(ctx.tx, team.code)
  const isMember = ctx.actor.teamPath.includes(team.code)
  const forManagers = team.chatId !== ctx.chatId
  if (!may(ctx.actor, 'digest.see', { teamPath: path }) && (forManagers || !isMember)) {
    return sayText(ctx.t(w.noTeam))
  }
  const view = await readDigest(ctx, team, date)
  const t = ctx.tFor(null)
  // A thing of its own: the card of the set time still comes as a new message.
  const thing = `digest:asked:${ctx.messageId}`
  return sendCard(forManagers ? managerDigestCard(view, t) : teamDigestCard(view, t), thing)
}

async function inPrivate(ctx: ActorCtx, date: LocalDate): Promise<Reply> {
  const { actor } = ctx
  const choice = await teamsOf(ctx, actor)
  const first = choice[0]
  if (!first) {
    if (actor.role !== 'rep') return sayText(ctx.t(w.noTeam))
    return sendCard(myDayCard(await readMyDay(ctx, actor, date), ctx.today, ctx.t))
  }
  const team = await getTeam(ctx.tx, first.code)
  if (!team) throw new Error(`team ${first.code} is listed and is not there`)
  return answerDigest(ctx, team, date, sendCard)
}

/** `周报` and `月报`: in a group that group's, in private the teams one leads, or one's own. */
import { eq, or } from 'drizzle-orm'
import { scorecard } from '../../../cards/performance/period.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, UsageError } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { parsePeriodWords } from '../../domain/performance/period-words.ts'
import type { Period, PeriodKind } from '../../domain/performance/periods.ts'
import { digestWords } from '../../i18n/performance.ts'
import { periodWords as w } from '../../i18n/performance-periods.ts'
import { may } from '../../policies.ts'
import { getTeam, getUser, teamPath } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { readScorecard } from './digest/period-view.ts'
import { answerPeriod, teamsOf } from './private-digest.ts'

const periodCommand = (
  name: string,
  kind: PeriodKind,
  words: {
    aliases: readonly string[]
    summary: typeof w.summaryWeekly
    usage: typeof w.usageWeekly
    example: string
  },
) =>
  defineCommand({
    name,
    who: ['rep', 'manager', 'admin', 'viewer'],
    ...words,
    inGroups: true,
    args: anyArguments,
    async run(ctx, args): Promise<Reply> {
      const period = parsePeriodWords(kind, args.text, ctx.today)
      if (!period) throw new UsageError(name)
      if (period.from > ctx.today) return sayText(ctx.t(w.future))
      return ctx.inGroup ? inGroup(ctx, period) : inPrivate(ctx, period)
    },
  })

export const weeklyCommand = periodCommand('weekly', 'weekly', {
  aliases: ['周报', 'weekly'],
  summary: w.summaryWeekly,
  usage: w.usageWeekly,
  example: '周报 上周',
})
export const monthlyCommand = periodCommand('monthly', 'monthly', {
  aliases: ['月报', 'monthly'],
  summary: w.summaryMonthly,
  usage: w.usageMonthly,
  example: '月报 2026-10',
})

async function inGroup(ctx: ActorCtx, period: Period): Promise<Reply> {
  const bound = await ctx.tx
    .select()
    .from(teams)
    .where(or(eq(teams.chatId, ctx.chatId), eq(teams.managerChatId, ctx.chatId)))
  const team = bound.find(({ chatId }) => chatId === ctx.chatId) ?? bound[0]
  if (!team) return sayText(ctx.t(digestWords.groupUnbound))
  const isMember = team.chatId === ctx.chatId && ctx.actor.teamPath.includes(team.code)
  const path = await teamPath(ctx.tx, team.code)
  if (!isMember && !may(ctx.actor, 'digest.see', { teamPath: path }))
    return sayText(ctx.t(digestWords.noTeam))
  return answerPeriod(ctx, team, period, { page: 0, on: 'group' }, sendCard)
}

async function inPrivate(ctx: ActorCtx, period: Period): Promise<Reply> {
  const { actor } = ctx
  const [first] = await teamsOf(ctx, actor)
  if (first) {
    const team = await getTeam(ctx.tx, first.code)
    if (!team) throw new Error(`team ${first.code} is listed and is not there`)
    return answerPeriod(ctx, team, period, { page: 0, on: 'private' }, sendCard)
  }
  const rep = actor.role === 'rep' ? await getUser(ctx.tx, actor.openId) : null
  if (!rep) return sayText(ctx.t(digestWords.noTeam))
  return sendCard(
    scorecard(await readScorecard(ctx, rep, period), ctx.t),
    `digest:private:${ctx.messageId}`,
  )
}

/** A person's and a team's scores of a month, as their cards show them. */

import { z } from 'zod'
import type { Card } from '../../../cards/kit/card.ts'
import { personCard } from '../../../cards/scores/person.ts'
import { emptyCard, teamCard } from '../../../cards/scores/team.ts'
import { monthText } from '../../../cards/scores/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import { type AskingCtx, type SlowCard, workOut } from '../../bot/slow-card.ts'
import { ranked, type ScoreResult } from '../../domain/scores/scores.ts'
import { monthOf } from '../../domain/time.ts'
import { scoreWords as w } from '../../i18n/scores.ts'
import { may } from '../../policies.ts'
import { monthBefore, monthsBetween, nextMonth } from '../commission/months.ts'
import { pageOf } from '../commission/person.ts'
import { countReps, type User } from '../org/store.ts'
import { repsBelow, teamTree } from '../performance/digest/people.ts'
import { seenTeam, seenTeams } from './access.ts'
import { scoresOf } from './read.ts'

/** Months of the line on a person's card, the shown one included. */
const trendMonths = 6

export async function personCardFor(ctx: ActorCtx, user: User, month: string): Promise<Card> {
  const { openId, name } = user
  let first = month
  for (let i = 1; i < trendMonths; i++) first = monthBefore(first)
  const months = new Map<string, ScoreResult[]>()
  for (const one of monthsBetween(first, month))
    months.set(one, (await scoresOf(ctx, [openId], one)).get(openId) ?? [])
  const valueIn = (one: string, code: string) =>
    months.get(one)?.find(({ score }) => score.code === code)?.value ?? null
  const results = months.get(month) ?? []
  const leading = results[0]?.score.code
  return personCard(
    {
      openId,
      name,
      teamCode: await teamToSee(ctx, user),
      ...monthParts(ctx, month),
      scores: results.map((now) => ({
        now,
        before: valueIn(monthBefore(month), now.score.code),
      })),
      trend:
        leading === undefined
          ? []
          : [...months.keys()].map((one) => ({ month: one, value: valueIn(one, leading) })),
    },
    ctx.t,
  )
}

/** The team whose list the reader may go back to. */
async function teamToSee(ctx: ActorCtx, { openId, teamCode }: User): Promise<string | null> {
  if (ctx.actor.role === 'rep' || openId === ctx.actor.openId || teamCode === null) return null
  return (await seenTeams(ctx)).some(({ code }) => code === teamCode) ? teamCode : null
}

const monthParts = (ctx: AskingCtx, month: string) => ({
  month,
  isGoing: month === monthOf(ctx.today),
  monthBefore: monthBefore(month),
  nextMonth: month < monthOf(ctx.today) ? nextMonth(month) : null,
})

const teamAsk = z.object({
  teamCode: z.string().optional(),
  score: z.string().optional(),
  month: z.string(),
  page: z.number().int().min(0),
})
type TeamAsk = z.output<typeof teamAsk>

export const slowScores: SlowCard<TeamAsk> = {
  name: 'scores',
  ask: teamAsk,
  title: async (ctx, { teamCode }) => {
    const team = teamCode === undefined ? (await seenTeams(ctx))[0] : await seenTeam(ctx, teamCode)
    return team ? ctx.t(w.team, { team: team.name }) : ctx.t(w.title)
  },
  card: teamCardFor,
}

/** The scores of so many people are worked out within a click. */
const mostPeople = 300

/** Answers with the scores of a team, or with a card that a job fills in. */
export async function answerTeam(
  ctx: ActorCtx,
  asked: TeamAsk,
  reply: (card: Card, thing?: string) => Reply,
): Promise<Reply> {
  const seen = ctx.actor.role === 'admin' ? null : ctx.actor.seenTeams
  const codes =
    asked.teamCode === undefined
      ? seen
      : (await teamTree(ctx.tx, (await seenTeam(ctx, asked.teamCode)).code)).map(({ code }) => code)
  if ((await countReps(ctx.tx, codes)) <= mostPeople) return reply(await teamCardFor(ctx, asked))
  const thing = `scores:${ctx.messageId}`
  return reply(await workOut(ctx, slowScores, asked, thing), thing)
}

/** The people of a team and of those below it. Without a team the widest, without a score the first. */
async function teamCardFor(ctx: AskingCtx, asked: TeamAsk): Promise<Card> {
  const { month } = asked
  const teams = await seenTeams(ctx)
  const mayManage = may(ctx.actor, 'score.run', {})
  const team = asked.teamCode === undefined ? teams[0] : await seenTeam(ctx, asked.teamCode)
  if (!team) return emptyCard(ctx.t(w.title), ctx.t(w.nobody), mayManage, ctx.t)
  const people = await repsBelow(ctx.tx, await teamTree(ctx.tx, team.code))
  const openIds = people.map(({ openId }) => openId)
  const now = await scoresOf(ctx, openIds, month)
  const all = [...now.values()][0]?.map(({ score }) => score) ?? []
  const score = all.find(({ code }) => code === asked.score) ?? all[0]
  if (!score) {
    const none = ctx.t(people.length === 0 ? w.nobody : w.none, { month: monthText(month, ctx.t) })
    return emptyCard(ctx.t(w.team, { team: team.name }), none, mayManage, ctx.t)
  }
  const before = await scoresOf(ctx, openIds, monthBefore(month))
  const valueIn = (results: ScoreResult[] | undefined) =>
    results?.find((one) => one.score.code === score.code)?.value ?? null
  const rows = ranked(
    people.map(({ openId, name }) => ({
      openId,
      name,
      value: valueIn(now.get(openId)),
      before: valueIn(before.get(openId)),
    })),
  )
  const values = rows.flatMap(({ value }) => value ?? [])
  const [best] = rows
  return teamCard(
    {
      ...pageOf(rows, asked.page),
      ...monthParts(ctx, month),
      team,
      teams,
      score,
      scores: all,
      people: rows.length,
      without: rows.length - values.length,
      mean: values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null,
      best: best && best.value !== null ? { name: best.name, value: best.value } : null,
      mayManage,
    },
    ctx.t,
  )
}

/** `业绩`: one's own month, or that of the people and teams whom one leads. */
import { z } from 'zod'
import type { Card } from '../../../cards/kit/card.ts'
import { resultActions as a } from '../../../cards/targets/actions.ts'
import { personMonthCard, teamMonthCard, teamMonthTitle } from '../../../cards/targets/month.ts'
import { monthText } from '../../../cards/targets/parts.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, sayText, sendCard } from '../../bot/reply.ts'
import { type SlowCard, workOut } from '../../bot/slow-card.ts'
import { readMonthWords } from '../../domain/commission/month-words.ts'
import { monthOf } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { message } from '../../i18n/t.ts'
import { targetWords as w } from '../../i18n/targets.ts'
import { may } from '../../policies.ts'
import { findTeam } from '../org/find-team.ts'
import { countReps, findPeople, getTeam, getUser, teamPath } from '../org/store.ts'
import { teamTree } from '../performance/digest/people.ts'
import { teamsOf } from '../performance/private-digest.ts'
import { readPersonMonth, readTeamMonth } from './month.ts'

const mineWords = new Set(['我的', '我', 'mine', 'me'])
const notYours = () => new UserError(message(w.notYours), 'error')

/** A person's card, if the actor may see it now: their own, or of their own tree. */
async function personCardFor(
  ctx: ActorCtx,
  asked: { openId: string; month: string; backTo: string | null },
) {
  const { openId, month } = asked
  const rep = await getUser(ctx.tx, openId)
  const path = rep ? await teamPath(ctx.tx, rep.teamCode) : []
  if (!rep || !may(ctx.actor, 'visit.see', { repOpenId: openId, teamPath: path })) throw notYours()
  const isOwn = openId === ctx.actor.openId
  const backTo = isOwn ? null : asked.backTo
  return personMonthCard(await readPersonMonth(ctx, rep, path, { month, isOwn, backTo }), ctx.t)
}

async function seenTeam(ctx: Pick<ActorCtx, 'tx' | 'actor'>, teamCode: string) {
  const team = await getTeam(ctx.tx, teamCode)
  const path = await teamPath(ctx.tx, teamCode)
  if (!team || !may(ctx.actor, 'team.see', { teamPath: path })) throw notYours()
  return { team, path }
}

/** The months of so many people are read within a click: their days are added up already. */
const mostPeople = 300

const teamAsk = z.object({ teamCode: z.string(), month: z.string(), page: z.number().int().min(0) })
type TeamAsk = z.output<typeof teamAsk>

export const slowResults: SlowCard<TeamAsk> = {
  name: 'results',
  ask: teamAsk,
  title: async (ctx, { teamCode, month }) => {
    const { team } = await seenTeam(ctx, teamCode)
    return teamMonthTitle({ teamName: team.name, month }, ctx.t)
  },
  async card(ctx, { teamCode, ...asked }) {
    const { team, path } = await seenTeam(ctx, teamCode)
    return teamMonthCard(await readTeamMonth(ctx, team, path, asked), ctx.t)
  },
}

async function answerTeam(
  ctx: ActorCtx,
  asked: TeamAsk,
  reply: (card: Card, thing?: string) => Reply,
): Promise<Reply> {
  await seenTeam(ctx, asked.teamCode)
  const tree = await teamTree(ctx.tx, asked.teamCode)
  const people = await countReps(
    ctx.tx,
    tree.map(({ code }) => code),
  )
  if (people <= mostPeople) return reply(await slowResults.card(ctx, asked))
  const thing = `results:${ctx.messageId}`
  return reply(await workOut(ctx, slowResults, asked, thing), thing)
}

export const resultsCommand = defineCommand({
  name: 'performance',
  aliases: ['业绩', 'performance'],
  who: ['rep', 'manager', 'admin'],
  summary: w.command,
  usage: w.usage,
  example: '业绩 上月',
  args: anyArguments,
  async run(ctx, { words, mentions }): Promise<Reply> {
    const { month, rest } = readMonthWords(words, ctx.today)
    if (month > monthOf(ctx.today))
      return sayText(ctx.t(w.future, { month: monthText(month, ctx.t) }))
    const person = async (openId: string) =>
      sendCard(await personCardFor(ctx, { openId, month, backTo: null }))
    const [mention] = mentions
    if (mention) return person(mention.openId)
    if (mineWords.has(rest.toLowerCase())) return person(ctx.actor.openId)
    if (rest === '') {
      const [team] = await teamsOf(ctx, ctx.actor)
      if (team) return answerTeam(ctx, { teamCode: team.code, month, page: 0 }, sendCard)
      return ctx.actor.role === 'rep' ? person(ctx.actor.openId) : sayText(ctx.t(w.onlyOwn))
    }
    return named(ctx, rest, month, person)
  },
})

/** A team or a person by name, among those whom the actor may see. */
async function named(
  ctx: ActorCtx,
  rest: string,
  month: string,
  person: (openId: string) => Promise<Reply>,
): Promise<Reply> {
  const code = await findTeam(ctx.tx, rest)
  if (code && may(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, code) }))
    return answerTeam(ctx, { teamCode: code, month, page: 0 }, sendCard)
  const isAdmin = ctx.actor.role === 'admin'
  const found = await findPeople(ctx.tx, rest, {
    ...(isAdmin ? {} : { teams: ctx.actor.ledTeams }),
    limit: 5,
  })
  const exact = found.filter(({ name }) => name === rest.replace(/^@/, ''))
  const all = exact.length > 0 ? exact : found
  const [only, another] = all
  const text = rest.slice(0, 30)
  if (!only) return sayText(ctx.t(w.unknownWho, { text }))
  if (another) {
    const names = all.map(({ name, employeeNo }) => (employeeNo ? `${name} ${employeeNo}` : name))
    return sayText(ctx.t(w.several, { text, names: names.join('、') }))
  }
  return person(only.openId)
}

const onPerson = onAction(a.person, { who: 'member' }, async (ctx, { payload }) =>
  replaceCard(await personCardFor(ctx, payload)),
)

const onTeam = onAction(a.team, { who: 'member' }, (ctx, { payload }) =>
  answerTeam(ctx, payload, replaceCard),
)

export const resultHandlers = [onPerson, onTeam]

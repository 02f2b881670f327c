import { digestActions } from '../../../cards/performance/actions.ts'
import { scorecard } from '../../../cards/performance/period.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { onAction, readers } from '../../bot/define.ts'
import { replaceCard, toast } from '../../bot/reply.ts'
import { type PeriodKind, periodOf } from '../../domain/performance/periods.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { digestWords } from '../../i18n/performance.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getTeam, getUser, type Team, teamPath } from '../org/store.ts'
import { readScorecard } from './digest/period-view.ts'
import { answerPeriod, tellPeriod } from './private-digest.ts'

async function known(ctx: ActorCtx, teamCode: string): Promise<Team> {
  const team = await getTeam(ctx.tx, teamCode)
  if (!team) throw new UserError(message(botWords.notYours), 'error')
  return team
}

/** The period of a button, never one that has not begun. */
const spanOf = (ctx: ActorCtx, { kind, from }: { kind: PeriodKind; from: LocalDate }) =>
  periodOf(kind, from > ctx.today ? ctx.today : from)

/** Other pages and periods. Who is in the team's group may turn the page there, nobody else's. */
const onPeriod = onAction(digestActions.period, { who: 'member' }, async (ctx, { payload }) => {
  const team = await known(ctx, payload.teamCode)
  const inOwnGroup =
    payload.on === 'group' && team.chatId === ctx.chatId && ctx.actor.teamPath.includes(team.code)
  if (!inOwnGroup)
    authorize(ctx.actor, 'digest.see', { teamPath: await teamPath(ctx.tx, team.code) })
  const { page, on } = payload
  return answerPeriod(ctx, team, spanOf(ctx, payload), { page, on }, replaceCard)
})

const onPickPeriod = onAction(
  digestActions.pickPeriod,
  { who: readers },
  async (ctx, { payload, option }) => {
    const team = await known(ctx, option)
    authorize(ctx.actor, 'digest.see', { teamPath: await teamPath(ctx.tx, team.code) })
    const shown = { page: 0, on: 'private' } as const
    return answerPeriod(ctx, team, spanOf(ctx, payload), shown, replaceCard)
  },
)

/** A team below, to whoever leads it, in private. */
const onBranch = onAction(digestActions.branch, { who: readers }, async (ctx, { payload }) => {
  const team = await known(ctx, payload.teamCode)
  authorize(ctx.actor, 'digest.see', { teamPath: await teamPath(ctx.tx, team.code) })
  await tellPeriod(ctx, team, spanOf(ctx, payload))
  return toast('success', ctx.t(digestWords.sentPrivately))
})

/** A person's scorecard: to that person and whoever leads them, in private wherever it was tapped. */
const onPerson = onAction(digestActions.person, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await getUser(ctx.tx, payload.openId)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  const owned = { repOpenId: rep.openId, teamPath: await teamPath(ctx.tx, rep.teamCode) }
  authorize(ctx.actor, 'figures.see', owned)
  const view = await readScorecard(ctx, rep, spanOf(ctx, payload))
  await ctx.say({ openId: ctx.actor.openId }, scorecard(view, ctx.t))
  return toast('success', ctx.t(digestWords.sentPrivately))
})

export const periodHandlers = [onPeriod, onPickPeriod, onBranch, onPerson]

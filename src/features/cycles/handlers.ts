import { cycleActions } from '../../../cards/cycles/actions.ts'
import { teamCycleCard } from '../../../cards/cycles/team.ts'
import { changeCard, requestCard, weekCard } from '../../../cards/cycles/week.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { replaceCard, sendCard, toast } from '../../bot/reply.ts'
import { localDate, startOfWeek } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { cycleWords as w } from '../../i18n/cycles.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getCustomer } from '../customers/store.ts'
import { teamPath } from '../org/store.ts'
import { loadRep } from '../plans/people.ts'
import {
  askForChange,
  ownVisit,
  requestOf,
  requestView,
  ruleRequest,
  thingOfRequest,
} from './requests.ts'
import { againForTeam, publishTeam, teamCycleView, teamThing, unplacedCardFor } from './team.ts'
import { weekThing, weekView } from './week.ts'

/** A rep of whom the actor may see the plan. Throws UserError, which tells nothing. */
async function seenRep(ctx: ActorCtx, openId: string) {
  const rep = await loadRep(ctx.tx, openId)
  authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  return rep
}

const onWeek = onAction(cycleActions.week, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await seenRep(ctx, payload.repOpenId)
  const own = rep.openId === ctx.actor.openId
  const view = await weekView(ctx, rep, payload.from, own)
  const card = weekCard(view, ctx.t)
  // A manager's list of the team stays; the rep's own week turns its pages.
  return own ? replaceCard(card, weekThing(rep.openId, view.from)) : sendCard(card)
})

const onVisit = onAction(cycleActions.visit, { who: 'member' }, async (ctx, { payload }) => {
  const { visit } = await ownVisit(ctx, payload.visitId)
  const customer = await getCustomer(ctx.tx, visit.customerCode)
  const date = localDate.parse(visit.date)
  return replaceCard(
    changeCard(
      {
        visitId: visit.id,
        repOpenId: visit.repOpenId,
        name: customer?.name ?? visit.customerCode,
        date,
        week: startOfWeek(date),
        reason: visit.reason,
      },
      ctx.t,
    ),
  )
})

const onChange = onAction(
  cycleActions.change,
  { who: 'member' },
  async (ctx, { payload, form }) => {
    const isMove = form.what !== 'decline'
    const toDate = isMove ? (localDate.safeParse(form.toDate).data ?? null) : null
    if (isMove && toDate === null) return toast('warning', ctx.t(w.needDate))
    if (!form.reason) return toast('warning', ctx.t(w.needReason))
    const { visit } = await ownVisit(ctx, payload.visitId)
    const day = localDate.parse(visit.date)
    const reason = form.reason.slice(0, 500)
    const done = await askForChange(ctx, payload.visitId, { toDate, reason })
    const rep = await seenRep(ctx, ctx.actor.openId)
    const view = await weekView(ctx, rep, day, true)
    return replaceCard(weekCard(view, ctx.t), weekThing(rep.openId, view.from), {
      type: 'success',
      text: ctx.t(done === 'sent' ? w.sent : w.doneAtOnce),
    })
  },
)

const onRule = onAction(cycleActions.rule, { who: leaders }, async (ctx, { payload }) => {
  const request = await requestOf(ctx, payload.requestId)
  const rep = request && (await loadRep(ctx.tx, request.repOpenId))
  authorize(ctx.actor, 'plan.rule', rep ?? { repOpenId: ctx.actor.openId, teamPath: [] })
  if (!request || !rep) throw new UserError(message(botWords.staleCard))
  const wasOpen = request.status === 'asked'
  const after = await ruleRequest(ctx, request, rep, payload.approve)
  const view = await requestView(ctx, after, rep)
  const said = {
    approved: ctx.t(w.approvedBy, { name: view.byName ?? '' }),
    refused: ctx.t(w.refusedBy, { name: view.byName ?? '' }),
    over: ctx.t(w.over),
    asked: '',
  }[after.status]
  return replaceCard(requestCard(view, ctx.t), thingOfRequest(request.id), {
    type: wasOpen && after.status !== 'over' ? 'success' : 'warning',
    text: said,
  })
})

/** The team of a card, if the actor leads it. */
async function ledTeam(ctx: ActorCtx, teamCode: string): Promise<void> {
  authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, teamCode) })
}

const onTeam = onAction(
  cycleActions.team,
  { who: leaders },
  async (ctx, { payload: { teamCode, from, page } }) => {
    await ledTeam(ctx, teamCode)
    const view = await teamCycleView(ctx, ctx.actor, teamCode, from, page)
    return replaceCard(teamCycleCard(view, ctx.t), teamThing(teamCode, from))
  },
)

const onPublish = onAction(
  cycleActions.publish,
  { who: leaders },
  async (ctx, { payload: { teamCode, from } }) => {
    await ledTeam(ctx, teamCode)
    const n = await publishTeam(ctx, teamCode, from)
    const view = await teamCycleView(ctx, ctx.actor, teamCode, from)
    return replaceCard(teamCycleCard(view, ctx.t), teamThing(teamCode, from), {
      type: n > 0 ? 'success' : 'info',
      text: n > 0 ? ctx.t(w.published, { n }) : ctx.t(w.nothingToPublish),
    })
  },
)

const onAgain = onAction(
  cycleActions.again,
  { who: leaders },
  async (ctx, { payload: { teamCode, from } }) => {
    await ledTeam(ctx, teamCode)
    await againForTeam(ctx, teamCode, from)
    return toast('info', ctx.t(w.againDone))
  },
)

const onUnplaced = onAction(
  cycleActions.unplaced,
  { who: leaders },
  async (ctx, { payload: { teamCode, from, page } }) => {
    await ledTeam(ctx, teamCode)
    return replaceCard(await unplacedCardFor(ctx, teamCode, from, page), teamThing(teamCode, from))
  },
)

export const cycleHandlers = [
  onWeek,
  onVisit,
  onChange,
  onRule,
  onTeam,
  onPublish,
  onAgain,
  onUnplaced,
]

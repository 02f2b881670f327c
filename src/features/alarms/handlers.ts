/** Clicks on 客户预警: each reads the alarm and the person's right to it as they are now. */
import { z } from 'zod'
import { type AlarmPlace, alarmActions } from '../../../cards/alarms/actions.ts'
import { contactCard, falseAlarmCard } from '../../../cards/alarms/answer.ts'
import { alarmTeamCard } from '../../../cards/alarms/team.ts'
import type { Card } from '../../../cards/kit/card.ts'
import { dayText } from '../../../cards/plans/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { onAction, type Role } from '../../bot/define.ts'
import { type Reply, replaceCard, type Toast, toast } from '../../bot/reply.ts'
import { type AskingCtx, manyPeople, type SlowCard, workOut } from '../../bot/slow-card.ts'
import { contactOutcomes, falseReasons, lacking } from '../../domain/alarms/thread.ts'
import { localDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { alarmActWords as w } from '../../i18n/alarms-acts.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { authorize, visibleTeams } from '../../policies.ts'
import { customerScope } from '../customers/store.ts'
import { countReps } from '../org/store.ts'
import { loadRep } from '../plans/people.ts'
import { alarmOf, calledFalse, contacted, isRunning, planVisit } from './acts.ts'
import { listCard, readPlace, thingAt } from './show.ts'
import { teamView } from './show-team.ts'

/** Who hears of alarms: owners, managers up the tree, admins. */
export const alarmReaders: readonly Role[] = ['rep', 'manager', 'admin']
const who = { who: alarmReaders }

async function teamCard(ctx: AskingCtx): Promise<Card> {
  if (ctx.actor.role === 'rep') throw new UserError(message(botWords.notYours), 'error')
  return alarmTeamCard(await teamView(ctx), ctx.t)
}

/** What became of the alarms of all whom somebody leads. */
export const slowAlarms: SlowCard<Record<string, never>> = {
  name: 'alarms',
  ask: z.strictObject({}),
  title: async (ctx) => ctx.t(w.title),
  card: teamCard,
}

/** Answers with the card at a place for the actor. Throws UserError for somebody else's list. */
export async function answerAt(
  ctx: ActorCtx,
  at: AlarmPlace,
  reply: (card: Card, thing?: string) => Reply,
): Promise<Reply> {
  const place = readPlace(at)
  if (place.kind !== 'team') {
    const name = place.kind === 'of' ? await nameOf(ctx, place.openId) : null
    const card = await listCard(ctx, at, ctx.actor, customerScope(ctx.actor), name)
    return reply(card, thingAt(at, ctx.actor.openId))
  }
  const isMany = (await countReps(ctx.tx, visibleTeams(ctx.actor))) > manyPeople
  if (ctx.actor.role === 'rep' || !isMany) return reply(await teamCard(ctx))
  const thing = `alarms-team:${ctx.messageId}`
  return reply(await workOut(ctx, slowAlarms, {}, thing), thing)
}

async function nameOf(ctx: ActorCtx, openId: string): Promise<string> {
  if (ctx.actor.role === 'rep') throw new UserError(message(botWords.notYours), 'error')
  if (openId === '') return ''
  const rep = await loadRep(ctx.tx, openId)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'plan.see', rep)
  return rep.name
}

const back = (ctx: ActorCtx, at: AlarmPlace, said?: Toast): Promise<Reply> =>
  answerAt(ctx, at, (card, thing) => replaceCard(card, thing, said))

/** Somebody was quicker, or it ended by itself. */
const over = (ctx: ActorCtx, at: AlarmPlace): Promise<Reply> =>
  back(ctx, at, { type: 'warning', text: ctx.t(w.already) })

const onShow = onAction(alarmActions.show, who, (ctx, { payload }) => back(ctx, payload.at))

const onPlan = onAction(alarmActions.plan, who, async (ctx, { payload: { alarmId, at } }) => {
  const row = await alarmOf(ctx, alarmId)
  if (!isRunning(row.alarm)) return over(ctx, at)
  const { on, was } = await planVisit(ctx, row, thingAt(at, ctx.actor.openId))
  const day = dayText(ctx.t, on)
  const text = ctx.t(was ? w.plannedThere : w.plannedToast, { day })
  return back(ctx, at, { type: was ? 'info' : 'success', text })
})

const onContact = onAction(alarmActions.contact, who, async (ctx, { payload: { alarmId, at } }) => {
  const { alarm, customer } = await alarmOf(ctx, alarmId)
  if (!isRunning(alarm)) return over(ctx, at)
  const about = { alarmId, name: customer.name, numbers: alarm.numbers }
  return replaceCard(contactCard(about, at, ctx.t), thingAt(at, ctx.actor.openId))
})

const onTold = onAction(alarmActions.told, who, async (ctx, { payload: { alarmId, at }, form }) => {
  const row = await alarmOf(ctx, alarmId)
  if (!isRunning(row.alarm)) return over(ctx, at)
  const outcome = contactOutcomes.find((one) => one === form.outcome)
  if (!outcome) return toast('warning', ctx.t(w.needOutcome))
  const said = {
    outcome,
    note: form.note.slice(0, 400),
    until: localDate.safeParse(form.until).data ?? null,
  }
  const lacks = lacking(outcome, said, ctx.today)
  if (lacks) return toast('warning', ctx.t(lacks === 'day' ? w.needDay : w.needNote))
  await contacted(ctx, row, said, thingAt(at, ctx.actor.openId))
  return back(ctx, at, { type: 'success', text: ctx.t(w.noted) })
})

const onDoubt = onAction(alarmActions.doubt, who, async (ctx, { payload: { alarmId, at } }) => {
  const { alarm, customer } = await alarmOf(ctx, alarmId)
  if (!isRunning(alarm)) return over(ctx, at)
  const about = { alarmId, name: customer.name, numbers: alarm.numbers }
  return replaceCard(falseAlarmCard(about, at, ctx.t), thingAt(at, ctx.actor.openId))
})

const onFalse = onAction(
  alarmActions.isFalse,
  who,
  async (ctx, { payload: { alarmId, at }, form }) => {
    const row = await alarmOf(ctx, alarmId)
    if (!isRunning(row.alarm)) return over(ctx, at)
    const reason = falseReasons.find((one) => one === form.reason)
    if (!reason) return toast('warning', ctx.t(w.needReason))
    const note = form.note.slice(0, 400)
    if (reason === 'other' && note === '') return toast('warning', ctx.t(w.needNote))
    await calledFalse(ctx, row, { reason, note }, thingAt(at, ctx.actor.openId))
    return back(ctx, at, { type: 'success', text: ctx.t(w.noted) })
  },
)

export const alarmHandlers = [onShow, onPlan, onContact, onTold, onDoubt, onFalse]

/** Going out, coming back with a result, and the manager's word to who has told none. */
import { type OnPlan, outingActions } from '../../../cards/outings/actions.ts'
import { outingCard, outingFormCard, outingNoteCard } from '../../../cards/outings/outing.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction, visitors } from '../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../bot/reply.ts'
import { needsWords, otherOuting } from '../../domain/outings.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { outingWords as w } from '../../i18n/outings.ts'
import { message } from '../../i18n/t.ts'
import { calendarOf } from '../plans/people.ts'
import { planThing } from '../plans/show.ts'
import { leftCard, remindLeft } from './chase.ts'
import { backOnPlan, planTapped, tellPlan } from './on-plan.ts'
import {
  changeOuting,
  endOuting,
  type Outing,
  openOuting,
  outingFor,
  startOuting,
} from './store.ts'
import { cardOf, kindsFor, mayCancel, outingThing, outingView } from './views.ts'

/** The form, or the outing that must end first; `onPlan`: in the place of the plan card. */
export async function formReply(ctx: ActorCtx, onPlan?: OnPlan): Promise<Reply> {
  const open = await openOuting(ctx.tx, ctx.actor.openId)
  const said = { type: 'info' as const, text: ctx.t(w.alreadyOut) }
  if (open) return onPlan ? asked(ctx, open, onPlan, said) : shown(ctx, open, said)
  const day = (await calendarOf(ctx, ctx.actor, ctx.today)).dayKind(ctx.today)
  const view = { kinds: kindsFor(ctx, ctx.actor.teamPath), onLeave: day.kind === 'leave' }
  const card = outingFormCard(view, ctx.t, onPlan)
  return onPlan ? replaceCard(card, planThing(ctx.actor.openId, onPlan.date)) : sendCard(card)
}

/** A new card of an outing, which takes the old one's place. */
export const shown = async (ctx: ActorCtx, outing: Outing, said?: Toast): Promise<Reply> =>
  sendCard(await cardOf(ctx, outing, ctx.actor.teamPath, ctx.t), outingThing(outing.id), said)

const replaced = async (ctx: ActorCtx, outing: Outing, said?: Toast): Promise<Reply> =>
  replaceCard(await cardOf(ctx, outing, ctx.actor.teamPath, ctx.t), outingThing(outing.id), said)

/** An open outing in the place of the plan card. */
async function asked(
  ctx: ActorCtx,
  outing: Outing,
  onPlan: NonNullable<OnPlan>,
  said?: Toast,
): Promise<Reply> {
  const view = await outingView(ctx, outing, ctx.actor.teamPath)
  const card = outingCard(view, ctx.t, onPlan)
  return replaceCard(card, planThing(ctx.actor.openId, onPlan.date), said)
}

/** After a change: the outing's card and, behind it, the plan's; or the plan card that was tapped. */
async function changed(ctx: ActorCtx, outing: Outing, onPlan: OnPlan, said?: Toast) {
  const text = ctx.t(outing.status === 'open' ? w.started : w.saved)
  if (onPlan) return backOnPlan(ctx, outing, said ?? { type: 'success', text })
  await tellPlan(ctx)
  return replaced(ctx, outing, said)
}

/** What is so already, where it was asked. */
const asIs = async (ctx: ActorCtx, outing: Outing, onPlan: OnPlan): Promise<Reply> =>
  onPlan
    ? backOnPlan(ctx, outing, { type: 'info', text: ctx.t(w.toldAlready) })
    : replaced(ctx, outing)

/** The actor's own outing: nobody tells another one's result. Throws UserError. */
async function ownOuting(ctx: ActorCtx, id: string): Promise<Outing> {
  const outing = await outingFor(ctx.tx, id)
  if (outing?.openId !== ctx.actor.openId) throw new UserError(message(botWords.notYours), 'error')
  return outing
}

const who = { who: visitors }

const onOpen = onAction(outingActions.open, who, (ctx, { payload }) =>
  formReply(ctx, planTapped(ctx, payload.onPlan)),
)

const onStart = onAction(outingActions.start, who, async (ctx, { payload, form }) => {
  const onPlan = planTapped(ctx, payload.onPlan)
  const kinds = kindsFor(ctx, ctx.actor.teamPath)
  const kind = kinds.find(({ zh }) => zh === form.kind)
  if (!kind) return toast('warning', ctx.t(w.needKind))
  if (kind.zh === otherOuting.zh && !form.reason) return toast('warning', ctx.t(w.needReason))
  const { outing, isNew } = await startOuting(ctx, ctx.actor.openId, {
    kind: kind.zh,
    reason: form.reason ?? null,
  })
  const said = isNew ? undefined : { type: 'info' as const, text: ctx.t(w.alreadyOut) }
  return changed(ctx, outing, onPlan, said)
})

const onShow = onAction(outingActions.show, who, async (ctx, { payload }) => {
  const onPlan = planTapped(ctx, payload.onPlan)
  const outing = await ownOuting(ctx, payload.outingId)
  if (!onPlan) return replaced(ctx, outing)
  return outing.status === 'open' ? asked(ctx, outing, onPlan) : asIs(ctx, outing, onPlan)
})

/** One tap: done ends it, what was not done in full asks for words first. */
const onEnd = onAction(outingActions.end, who, async (ctx, { payload }) => {
  const onPlan = planTapped(ctx, payload.onPlan)
  const outing = await ownOuting(ctx, payload.outingId)
  if (outing.status !== 'open') return asIs(ctx, outing, onPlan)
  if (needsWords(payload.result) && outing.note === null) {
    const view = await outingView(ctx, outing, ctx.actor.teamPath)
    const thing = onPlan ? planThing(ctx.actor.openId, onPlan.date) : outingThing(outing.id)
    return replaceCard(outingNoteCard(view, payload.result, ctx.t, onPlan), thing)
  }
  const ended = await endOuting(ctx, outing, { result: payload.result, note: outing.note })
  return changed(ctx, ended, onPlan)
})

/** Words to a result; of an outing that has ended they are added once. */
const onTell = onAction(outingActions.tell, who, async (ctx, { payload, form }) => {
  const onPlan = planTapped(ctx, payload.onPlan)
  const outing = await ownOuting(ctx, payload.outingId)
  const note = form.note
  if (note === '') return toast('warning', ctx.t(w.needNote))
  if (outing.status === 'open')
    return changed(ctx, await endOuting(ctx, outing, { result: payload.result, note }), onPlan)
  if (onPlan || outing.status !== 'ended' || outing.note !== null || outing.result === null)
    return asIs(ctx, outing, onPlan)
  const said = { type: 'success' as const, text: ctx.t(w.saved) }
  return replaced(ctx, await changeOuting(ctx, outing, { note: note.slice(0, 1000) }), said)
})

/** 补充说明 on what has ended. */
const onAddNote = onAction(outingActions.addNote, who, async (ctx, { payload }) => {
  const outing = await ownOuting(ctx, payload.outingId)
  const { status, note, result } = outing
  if (status !== 'ended' || note !== null || result === null) return replaced(ctx, outing)
  const view = await outingView(ctx, outing, ctx.actor.teamPath)
  return replaceCard(outingNoteCard(view, result, ctx.t), outingThing(outing.id))
})

const onCancel = onAction(outingActions.cancel, who, async (ctx, { payload }) => {
  const onPlan = planTapped(ctx, payload.onPlan)
  const outing = await ownOuting(ctx, payload.outingId)
  if (outing.status !== 'open') return asIs(ctx, outing, onPlan)
  if (!mayCancel(ctx, outing)) {
    const said = { type: 'warning' as const, text: ctx.t(w.tooLateToCancel) }
    return onPlan ? asked(ctx, outing, onPlan, said) : replaced(ctx, outing, said)
  }
  const called = await changeOuting(ctx, outing, { status: 'cancelled' })
  return changed(ctx, called, onPlan, onPlan && { type: 'success', text: ctx.t(w.cancelled) })
})

/** 再提醒一次 on the morning card: each of them gets the own card again. */
const onRemind = onAction(outingActions.remind, { who: leaders }, async (ctx, { payload }) => {
  const asked = await remindLeft(ctx)
  return replaceCard(await leftCard(ctx, payload.date, asked))
})

export const outingHandlers = [
  onOpen,
  onStart,
  onShow,
  onEnd,
  onTell,
  onAddNote,
  onCancel,
  onRemind,
]

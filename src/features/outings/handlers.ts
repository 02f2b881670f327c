/** Going out, coming back with a result, and the manager's word to who has told none. */
import { outingActions } from '../../../cards/outings/actions.ts'
import { outingFormCard, outingNoteCard } from '../../../cards/outings/outing.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction, visitors } from '../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../bot/reply.ts'
import { needsWords, otherOuting } from '../../domain/outings.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { outingWords as w } from '../../i18n/outings.ts'
import { message } from '../../i18n/t.ts'
import { calendarOf } from '../plans/people.ts'
import { leftCard, remindLeft } from './chase.ts'
import {
  changeOuting,
  endOuting,
  type Outing,
  openOuting,
  outingFor,
  startOuting,
} from './store.ts'
import { cardOf, kindsFor, mayCancel, outingThing, outingView } from './views.ts'

/** The form, or the outing that must end first. */
export async function formReply(ctx: ActorCtx): Promise<Reply> {
  const open = await openOuting(ctx.tx, ctx.actor.openId)
  if (open) return shown(ctx, open, { type: 'info', text: ctx.t(w.alreadyOut) })
  const day = (await calendarOf(ctx, ctx.actor, ctx.today)).dayKind(ctx.today)
  const onLeave = day.kind === 'leave'
  return sendCard(outingFormCard({ kinds: kindsFor(ctx, ctx.actor.teamPath), onLeave }, ctx.t))
}

/** A new card of an outing, which takes the old one's place. */
export const shown = async (ctx: ActorCtx, outing: Outing, said?: Toast): Promise<Reply> =>
  sendCard(await cardOf(ctx, outing, ctx.actor.teamPath, ctx.t), outingThing(outing.id), said)

const replaced = async (ctx: ActorCtx, outing: Outing, said?: Toast): Promise<Reply> =>
  replaceCard(await cardOf(ctx, outing, ctx.actor.teamPath, ctx.t), outingThing(outing.id), said)

/** The actor's own outing: nobody tells another one's result. Throws UserError. */
async function ownOuting(ctx: ActorCtx, id: string): Promise<Outing> {
  const outing = await outingFor(ctx.tx, id)
  if (outing?.openId !== ctx.actor.openId) throw new UserError(message(botWords.notYours), 'error')
  return outing
}

const who = { who: visitors }

const onOpen = onAction(outingActions.open, who, (ctx) => formReply(ctx))

const onStart = onAction(outingActions.start, who, async (ctx, { form }) => {
  const kinds = kindsFor(ctx, ctx.actor.teamPath)
  const kind = kinds.find(({ zh }) => zh === form.kind)
  if (!kind) return toast('warning', ctx.t(w.needKind))
  if (kind.zh === otherOuting.zh && !form.reason) return toast('warning', ctx.t(w.needReason))
  const { outing, isNew } = await startOuting(ctx, ctx.actor.openId, {
    kind: kind.zh,
    reason: form.reason ?? null,
  })
  return replaced(ctx, outing, isNew ? undefined : { type: 'info', text: ctx.t(w.alreadyOut) })
})

const onShow = onAction(outingActions.show, who, async (ctx, { payload }) =>
  replaced(ctx, await ownOuting(ctx, payload.outingId)),
)

/** One tap: done ends it, what was not done in full asks for words first. */
const onEnd = onAction(outingActions.end, who, async (ctx, { payload }) => {
  const outing = await ownOuting(ctx, payload.outingId)
  if (outing.status !== 'open') return replaced(ctx, outing)
  if (needsWords(payload.result) && outing.note === null) {
    const view = await outingView(ctx, outing, ctx.actor.teamPath)
    return replaceCard(outingNoteCard(view, payload.result, ctx.t), outingThing(outing.id))
  }
  return replaced(ctx, await endOuting(ctx, outing, { result: payload.result, note: outing.note }))
})

/** Words to a result; of an outing that has ended they are added once. */
const onTell = onAction(outingActions.tell, who, async (ctx, { payload, form }) => {
  const outing = await ownOuting(ctx, payload.outingId)
  const note = form.note
  if (note === '') return toast('warning', ctx.t(w.needNote))
  if (outing.status === 'open')
    return replaced(ctx, await endOuting(ctx, outing, { result: payload.result, note }))
  if (outing.status !== 'ended' || outing.note !== null || outing.result === null)
    return replaced(ctx, outing)
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
  const outing = await ownOuting(ctx, payload.outingId)
  if (outing.status !== 'open') return replaced(ctx, outing)
  if (!mayCancel(ctx, outing))
    return replaced(ctx, outing, { type: 'warning', text: ctx.t(w.tooLateToCancel) })
  return replaced(ctx, await changeOuting(ctx, outing, { status: 'cancelled' }))
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

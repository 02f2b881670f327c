/** Beginning, going on, leaving, and the doubt whether a location was meant for real. */
import { practiceActions } from '../../../../cards/practice/actions.ts'
import { answeredCard, finishedCard, leftCard } from '../../../../cards/practice/lessons.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { forgetPlace, keptLocation } from '../../../bot/kept-place.ts'
import { type Reply, replaceCard, sayText, sendCard, toast } from '../../../bot/reply.ts'
import { type Lesson, lastLesson } from '../../../domain/practice/lessons.ts'
import { UserError } from '../../../errors.ts'
import { practiceWords as w } from '../../../i18n/practice.ts'
import { message } from '../../../i18n/t.ts'
import { fixMinutes } from '../../visits/fix-for-click.ts'
import { onLocation as onRealLocation } from '../../visits/on-location.ts'
import { askedThing, freshReply, located } from '../on-message.ts'
import { practiceThing } from '../show.ts'
import { beginLesson, getPractice, leavePractice, type Practice, savePractice } from '../store.ts'

const who = { who: visitors }

/** `练习`: begins, or goes on where the rep was. */
export async function startPractice(ctx: ActorCtx): Promise<Reply> {
  const practice = await getPractice(ctx.tx, ctx.actor.openId)
  if (practice?.phase === 'done' && practice.lesson === lastLesson) {
    return sendCard(finishedCard(ctx.t))
  }
  return freshReply(ctx, await savePractice(ctx, currentOf(ctx, practice)))
}

/** Where the rep goes on: a visit of another day is begun anew, a lesson that is done leads to the next. */
function currentOf(ctx: ActorCtx, practice: Practice | null): Practice {
  if (!practice) return beginLesson(ctx, 1, null)
  if (practice.phase === 'done') return beginLesson(ctx, nextOf(practice.lesson), practice)
  const begun = practice.visit ? new Date(practice.visit.arrivedAt) : null
  const isOld = begun !== null && ctx.now.getTime() - begun.getTime() > 8 * 3_600_000
  return isOld ? beginLesson(ctx, practice.lesson, practice) : practice
}

const nextOf = (lesson: Lesson): Lesson => (lesson === 1 ? 2 : lastLesson)

/** `练习 退出`. */
export async function quitPractice(ctx: ActorCtx): Promise<Reply> {
  const practice = await getPractice(ctx.tx, ctx.actor.openId)
  if (!practice) return sayText(ctx.t(w.notPractising))
  return sendCard(await left(ctx, practice), practiceThing(practice))
}

async function left(ctx: ActorCtx, practice: Practice) {
  if (practice.askedKey) await forgetPlace(ctx.tx, practice.askedKey)
  await leavePractice(ctx.tx, practice.openId)
  const done = practice.lesson - (practice.phase === 'done' ? 0 : 1)
  return leftCard({ done, finished: practice.finishedAt !== null }, ctx.t)
}

/** The rep's own practice, begun if there is none: nobody else's can be named. */
export async function ownPractice(ctx: ActorCtx): Promise<Practice> {
  return (await getPractice(ctx.tx, ctx.actor.openId)) ?? beginLesson(ctx, 1, null)
}

const notNow = () => new UserError(message(w.staleCard))

/** The event of the location that waits for an answer, sent not too long ago. */
async function askedLocation(ctx: ActorCtx, practice: Practice) {
  if (!practice.askedKey) throw notNow()
  const event = await keptLocation(ctx.tx, practice.askedKey, ctx.actor.openId)
  const sentAt = new Date(event?.sentAt ?? 0)
  if (!event || ctx.now.getTime() - sentAt.getTime() > fixMinutes * 60_000) {
    throw new UserError(message(w.realGone))
  }
  return { event, sentAt }
}

/** The question has its answer: nothing on it can be pressed again. */
const answered = (ctx: ActorCtx, practice: Practice, real: boolean) =>
  ctx.show(ctx.here, askedThing(practice), answeredCard(real, ctx.t), { ifShown: true })

export const lessonActions = [
  onAction(practiceActions.start, who, (ctx) => startPractice(ctx)),

  onAction(practiceActions.next, who, (ctx) => startPractice(ctx)),

  onAction(practiceActions.again, who, async (ctx) => {
    const before = await getPractice(ctx.tx, ctx.actor.openId)
    return freshReply(ctx, await savePractice(ctx, beginLesson(ctx, 1, before)))
  }),

  onAction(practiceActions.quit, who, async (ctx) => {
    const practice = await ownPractice(ctx)
    return replaceCard(await left(ctx, practice), practiceThing(practice))
  }),

  onAction(practiceActions.real, who, async (ctx) => {
    const practice = await ownPractice(ctx)
    const { event, sentAt } = await askedLocation(ctx, practice)
    await leavePractice(ctx.tx, practice.openId)
    await answered(ctx, practice, true)
    await ctx.say(ctx.here, ctx.t(w.paused))
    return (await onRealLocation({ ...ctx, sentAt }, event)) ?? toast('info', ctx.t(w.realGone))
  }),

  onAction(practiceActions.pretend, who, async (ctx) => {
    const practice = await ownPractice(ctx)
    const { event, sentAt } = await askedLocation(ctx, practice)
    await forgetPlace(ctx.tx, event.key)
    await answered(ctx, practice, false)
    return located(ctx, { ...practice, pretends: true, askedKey: null }, sentAt)
  }),
]

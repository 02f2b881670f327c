/** Leave is asked for, ruled on and taken back. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { leaveActions } from '../../../cards/leave/actions.ts'
import { leaveCard, leaveRequestCard } from '../../../cards/leave/leave.ts'
import { kindText, whenText } from '../../../cards/leave/view.ts'
import { dayText } from '../../../cards/plans/words.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { onAction, type Role } from '../../bot/define.ts'
import { replaceCard, toast } from '../../bot/reply.ts'
import { addDays, daysBetween, localDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { leaveGranted } from '../../events.ts'
import { botWords } from '../../i18n/bot.ts'
import { leaveWords } from '../../i18n/leave.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getUser, type User } from '../org/store.ts'
import { calendarOf, loadRep } from '../plans/people.ts'
import { putBack } from './apply.ts'
import {
  judgesOf,
  type LeaveRequest,
  mayCancel,
  overlapOf,
  removeDays,
  requestFor,
  rulingTeams,
  type Span,
  spanOf,
  viewsOf,
  writeDays,
} from './store.ts'
import { leaveRequests } from './tables.ts'

/** Who can be away: everybody with a place in the field. */
export const leaveAskers: readonly Role[] = ['rep', 'manager', 'admin']

/** The person's own card of a request, and the one of those who rule. */
export const leaveThing = (id: string) => `leave:${id}`
export const leaveRequestThing = (id: string) => `leave-ask:${id}`

/** What a request may span, in days. */
export const leaveLimits = { back: 31, ahead: 366, length: 92 }

/** Why a span cannot be asked for, in the actor's words, or null. */
async function whyNot(ctx: ActorCtx, span: Span, kind: 'leave' | 'trip'): Promise<string | null> {
  const { from, to } = span
  const { back, ahead, length } = leaveLimits
  if (to < from) return ctx.t(leaveWords.badRange)
  if (daysBetween(from, to) >= length) return ctx.t(leaveWords.tooLong, { n: length })
  if (from < addDays(ctx.today, -back)) return ctx.t(leaveWords.tooOld, { n: back })
  const latest = addDays(ctx.today, ahead)
  if (to > latest) return ctx.t(leaveWords.tooFar, { day: dayText(ctx.t, latest) })
  const other = await overlapOf(ctx.tx, ctx.actor.openId, span)
  if (other) {
    const state = other.status === 'asked' ? leaveWords.waiting : leaveWords.approved
    return ctx.t(leaveWords.overlaps, {
      kind: kindText(ctx.t, other.kind),
      when: whenText(ctx.t, other),
      state: ctx.t(other.status ? state : leaveWords.registered),
    })
  }
  const calendar = await calendarOf(ctx, ctx.actor, from)
  // A trip may well begin on a Sunday.
  if (kind === 'leave' && calendar.workingDays(from, to).length === 0)
    return ctx.t(leaveWords.allRest)
  return null
}

const onSubmit = onAction(leaveActions.submit, { who: leaveAskers }, async (ctx, { form }) => {
  const from = localDate.safeParse(form.first).data
  if (!from) return toast('warning', ctx.t(leaveWords.noDate))
  const to = localDate.safeParse(form.last).data ?? from
  const part = form.part === 'am' || form.part === 'pm' ? form.part : ''
  const kind = form.kind === 'trip' ? 'trip' : 'leave'
  const refusal = await whyNot(ctx, { from, to, part }, kind)
  if (refusal) return toast('warning', refusal)

  const me = await getUser(ctx.tx, ctx.actor.openId)
  const judges = me ? await judgesOf(ctx.tx, me) : []
  const [request] = await ctx.tx
    .insert(leaveRequests)
    .values({
      id: uuidv7(),
      openId: ctx.actor.openId,
      kind,
      fromDate: from,
      toDate: to,
      part,
      reason: form.reason?.slice(0, 500) ?? null,
      createdAt: ctx.now,
      ...(judges.length === 0 ? { status: 'approved' as const, ruledAt: ctx.now } : {}),
    })
    .returning()
  if (!request) throw new Error('a request was inserted and is gone')
  if (judges.length === 0) await grant(ctx, request)
  await tellJudges(ctx, request, judges, { fresh: true })
  const said = judges.length > 0 ? leaveWords.submitted : leaveWords.noJudge
  return replaceCard(await ownCard(ctx, request), leaveThing(request.id), {
    type: 'success',
    text: ctx.t(said),
  })
})

/** 同意 / 不同意: the first who may decides, everybody else sees who did. */
const onRule = onAction(leaveActions.rule, { who: 'member' }, async (ctx, { payload }) => {
  const { request, person, judges } = await ruledBy(ctx, payload.requestId)
  const thing = leaveRequestThing(request.id)
  if (request.status !== 'asked') {
    const text = ctx.t(leaveWords.alreadyDecided)
    return replaceCard(await judgeCard(ctx, request), thing, { type: 'warning', text })
  }
  const status = payload.approve ? ('approved' as const) : ('refused' as const)
  const ruled = await save(ctx, request, { status, ruledBy: ctx.actor.openId, ruledAt: ctx.now })
  if (payload.approve) await grant(ctx, ruled)
  const others = judges.filter((judge) => judge.openId !== ctx.actor.openId)
  await tellJudges(ctx, ruled, others, {})
  await tellPerson(ctx, ruled, person)
  return replaceCard(await judgeCard(ctx, ruled), thing)
})

/** 撤回: before it is ruled on or begins, the person takes it back. */
const onCancel = onAction(leaveActions.cancel, { who: leaveAskers }, async (ctx, { payload }) => {
  const request = await requestFor(ctx.tx, payload.requestId)
  if (request?.openId !== ctx.actor.openId) throw new UserError(message(botWords.notYours), 'error')
  const thing = leaveThing(request.id)
  if (!mayCancel(request, ctx.today)) {
    const over = request.status === 'approved' ? leaveWords.begun : leaveWords.alreadyDecided
    const said = { type: 'warning' as const, text: ctx.t(over) }
    return replaceCard(await ownCard(ctx, request), thing, said)
  }
  const granted = request.status === 'approved'
  const cancelled = await save(ctx, request, { status: 'cancelled' })
  if (granted) {
    await removeDays(ctx.tx, request)
    const rep = await loadRep(ctx.tx, request.openId)
    if (rep) await putBack(ctx, rep, spanOf(request))
  }
  const me = await getUser(ctx.tx, ctx.actor.openId)
  // Who had said yes must hear it; who was only asked finds the card changed.
  await tellJudges(ctx, cancelled, me ? await judgesOf(ctx.tx, me) : [], { fresh: granted })
  return replaceCard(await ownCard(ctx, cancelled), thing)
})

/** The request that the actor may rule on, with its person. Throws UserError. */
async function ruledBy(ctx: ActorCtx, requestId: string) {
  const request = await requestFor(ctx.tx, requestId)
  const person = request ? await getUser(ctx.tx, request.openId) : null
  if (!request || !person) throw new UserError(message(botWords.notYours), 'error')
  const teamPath = await rulingTeams(ctx.tx, person)
  authorize(ctx.actor, 'plan.rule', { repOpenId: person.openId, teamPath })
  return { request, person, judges: await judgesOf(ctx.tx, person) }
}

async function save(
  ctx: Ctx,
  request: LeaveRequest,
  set: Partial<LeaveRequest>,
): Promise<LeaveRequest> {
  await ctx.tx.update(leaveRequests).set(set).where(eq(leaveRequests.id, request.id))
  return { ...request, ...set }
}

/** The days are free from now on; a job takes them out of the plans. */
async function grant(ctx: Ctx, request: LeaveRequest): Promise<void> {
  await writeDays(ctx.tx, request)
  const { openId, fromDate: from, toDate: to } = request
  await ctx.emit(leaveGranted, { openId, from, to })
}

async function viewOf(ctx: Ctx, request: LeaveRequest) {
  const [view] = await viewsOf(ctx, [request])
  if (!view) throw new Error(`request ${request.id} has no view`)
  return view
}

const ownCard = async (ctx: ActorCtx, request: LeaveRequest) =>
  leaveCard(await viewOf(ctx, request), ctx.t)
const judgeCard = async (ctx: ActorCtx, request: LeaveRequest) =>
  leaveRequestCard(await viewOf(ctx, request), ctx.t)

async function tellJudges(
  ctx: Ctx,
  request: LeaveRequest,
  judges: readonly User[],
  options: { fresh?: boolean },
): Promise<void> {
  const view = await viewOf(ctx, request)
  for (const judge of judges) {
    const card = leaveRequestCard(view, ctx.tFor(judge.locale))
    await ctx.show({ openId: judge.openId }, leaveRequestThing(request.id), card, options)
  }
}

async function tellPerson(ctx: Ctx, request: LeaveRequest, person: User): Promise<void> {
  const card = leaveCard(await viewOf(ctx, request), ctx.tFor(person.locale))
  await ctx.show({ openId: person.openId }, leaveThing(request.id), card, { fresh: true })
}

export const leaveHandlers = [onSubmit, onRule, onCancel]

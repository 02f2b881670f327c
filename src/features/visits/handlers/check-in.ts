/** Clicks that lead to a visit. */

import { visitActions } from '../../../../cards/visits/actions.ts'
import {
  howToCheckInCard,
  intendedCard,
  noSuchCustomerCard,
  whichCustomerCard,
} from '../../../../cards/visits/check-in.ts'
import { stillOpenCard } from '../../../../cards/visits/moving.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { visitWords as w } from '../../../i18n/visits.ts'
import { type Customer, findCustomers, getCustomer, getCustomers } from '../../customers/store.ts'
import { isLiveDemanded, isNotLive, liveLinkReply } from '../../live/link.ts'
import { beginVisit, tryToBegin } from '../begin.ts'
import { judge } from '../candidates.ts'
import { fixForClick } from '../fix-for-click.ts'
import { nameOf } from '../names.ts'
import { openedReply } from '../on-location.ts'
import { openVisit, visitReply, visitThing } from '../open-visit.ts'
import { rulesFor, sceneOf } from '../scene.ts'
import { type Fix, setIntent } from '../store/fixes.ts'
import { mayVisit, reachOf } from '../store/places.ts'
import { stopsOf } from '../store/plan.ts'
import { type Visit, visitOfFix } from '../store/visits.ts'
import { visitCard } from '../views.ts'

const intentMinutes = 10
const who = { who: visitors }

/** `签到`, alone or with a customer's name or code. */
export async function checkIn(ctx: ActorCtx, query: string): Promise<Reply> {
  if (query === '') {
    const open = await openVisit(ctx)
    if (open) return openedReply(ctx, open)
    const { enabled } = rulesFor(ctx, ctx.actor, null)
    if (isLiveDemanded(ctx, null))
      return liveLinkReply(ctx, { purpose: 'check_in', customer: null })
    return sendCard(howToCheckInCard(await nextNames(ctx), enabled, ctx.t))
  }
  const own = await findCustomers(ctx.tx, query, { ownerOpenId: ctx.actor.openId, limit: 6 })
  const planned = await plannedCodes(ctx)
  const found =
    own.length > 0 ? own : await findCustomers(ctx.tx, query, { ...reachOf(ctx.actor), limit: 6 })
  const exact = found.filter(
    ({ code, name }) => code.toLowerCase() === query.toLowerCase() || name === query,
  )
  const [only] = exact.length === 1 ? exact : found
  if (!only) return sendCard(noSuchCustomerCard(query, ctx.t))
  if (exact.length === 1 || found.length === 1) return intend(ctx, only, planned)
  const names = found
    .toSorted((a, b) => Number(planned.includes(b.code)) - Number(planned.includes(a.code)))
    .slice(0, 5)
    .map((customer) => nameOf(customer, customer.code))
  return sendCard(whichCustomerCard(names, found.length > 5, ctx.t))
}

async function plannedCodes(ctx: ActorCtx): Promise<string[]> {
  const stops = await stopsOf(ctx.tx, ctx.actor.openId, ctx.today)
  return stops.filter(({ status }) => status === 'planned').map(({ customerCode }) => customerCode)
}

async function nextNames(ctx: ActorCtx) {
  const codes = (await plannedCodes(ctx)).slice(0, 3)
  const known = await getCustomers(ctx.tx, codes)
  return codes.map((code) => nameOf(known.get(code) ?? null, code))
}

/** The next location counts for this customer; where no location is asked for, the visit opens. */
async function intend(
  ctx: ActorCtx,
  customer: Customer,
  planned: readonly string[],
): Promise<Reply> {
  const { enabled } = rulesFor(ctx, ctx.actor, customer)
  const open = await openVisit(ctx)
  if (open?.customerCode === customer.code) return openedReply(ctx, open)
  if (enabled) {
    const expiresAt = new Date(ctx.now.getTime() + intentMinutes * 60_000)
    await setIntent(ctx.tx, {
      repOpenId: ctx.actor.openId,
      customerCode: customer.code,
      expiresAt,
    })
  }
  if (open) return sendCard(await stillOpen(ctx, open))
  if (!enabled) {
    return openedReply(ctx, await beginVisit(ctx, { customer, fix: null, verdict: 'unverified' }))
  }
  const isPlanned = planned.includes(customer.code)
  if (isLiveDemanded(ctx, customer))
    return liveLinkReply(ctx, { purpose: 'check_in', customer, planned: isPlanned })
  return sendCard(intendedCard(nameOf(customer, customer.code), isPlanned, ctx.t))
}

async function stillOpen(ctx: ActorCtx, open: Visit) {
  const scene = await sceneOf(ctx, open, ctx.actor)
  return stillOpenCard(
    { visitId: open.id, customer: nameOf(scene.customer, open.customerCode) },
    ctx.t,
  )
}

/** A customer that the rep may visit, read anew. */
export async function customerForClick(ctx: ActorCtx, code: string): Promise<Customer> {
  const customer = await getCustomer(ctx.tx, code)
  const stops = await stopsOf(ctx.tx, ctx.actor.openId, ctx.today)
  const planned = stops.map(({ customerCode }) => customerCode)
  if (!customer || !(await mayVisit(ctx.tx, ctx.actor, code, planned))) {
    throw new UserError(message(botWords.notYours), 'error')
  }
  return customer
}

/** Runs a check-in by click unless the location is used up or another visit is open. */
async function beginByClick(
  ctx: ActorCtx,
  payload: { fixId: string; customerCode: string },
  begin: (fix: Fix, customer: Customer) => Promise<Reply>,
): Promise<Reply> {
  const customer = await customerForClick(ctx, payload.customerCode)
  const fix = await fixForClick(ctx, payload.fixId)
  const used = await visitOfFix(ctx.tx, fix.id)
  if (used) return visitReply(ctx, used, warning(ctx.t(w.alreadyVisited)))
  const open = await openVisit(ctx)
  if (open) return replaceCard(await stillOpen(ctx, open))
  if (isNotLive(ctx, fix, customer))
    return liveLinkReply(ctx, { purpose: 'check_in', customer, chatPlace: true })
  return begin(fix, customer)
}

const warning = (text: string) => ({ type: 'warning' as const, text })

async function replacedByVisit(ctx: ActorCtx, visit: Visit): Promise<Reply> {
  const scene = await sceneOf(ctx, visit, ctx.actor)
  return replaceCard(await visitCard(ctx, scene, ctx.t), visitThing(visit))
}

function requireReason(reason: string): void {
  if (reason === '') throw new UserError(message(w.reasonMissing))
}

export const checkInActions = [
  onAction(visitActions.intend, who, async (ctx, { payload }) => {
    const customer = await customerForClick(ctx, payload.customerCode)
    return intend(ctx, customer, await plannedCodes(ctx))
  }),

  onAction(visitActions.choose, who, async (ctx, { payload }) =>
    beginByClick(ctx, payload, async (fix, customer) => {
      const planned = (await plannedCodes(ctx)).includes(customer.code)
      const begun = await tryToBegin(ctx, fix, customer, planned)
      return 'visit' in begun ? replacedByVisit(ctx, begun.visit) : replaceCard(begun.card)
    }),
  ),

  onAction(visitActions.insist, who, async (ctx, { payload, form }) => {
    requireReason(form.reason)
    return beginByClick(ctx, payload, async (fix, customer) => {
      const { verdict } = judge(ctx, fix, customer)
      if (verdict === 'off_site') {
        const begun = await tryToBegin(ctx, fix, customer, false)
        return 'card' in begun ? replaceCard(begun.card) : replacedByVisit(ctx, begun.visit)
      }
      const reason = verdict === 'needs_reason' ? { reason: form.reason } : {}
      return replacedByVisit(ctx, await beginVisit(ctx, { customer, fix, verdict, ...reason }))
    })
  }),

  onAction(visitActions.wrongPin, who, async (ctx, { payload, form }) => {
    requireReason(form.reason)
    return beginByClick(ctx, payload, async (fix, customer) => {
      const { verdict } = judge(ctx, fix, customer)
      const { reason } = form
      return replacedByVisit(ctx, await beginVisit(ctx, { customer, fix, verdict, reason }))
    })
  }),

  onAction(visitActions.relocate, who, async (ctx) => toast('info', ctx.t(w.relocateToast))),
]

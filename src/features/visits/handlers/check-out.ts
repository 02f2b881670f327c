/** 签退: the form, its submission, and moving on to the next customer with one tap. */
import { visitActions } from '../../../../cards/visits/actions.ts'
import { notOpenCard } from '../../../../cards/visits/moving.ts'
import type { CustomerName } from '../../../../cards/visits/parts.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { message } from '../../../i18n/t.ts'
import { visitWords as w } from '../../../i18n/visits.ts'
import { getCustomer } from '../../customers/store.ts'
import { isNotLive, liveLinkReply } from '../../live/link.ts'
import { tryToBegin } from '../begin.ts'
import { judge } from '../candidates.ts'
import { readCheckOut, type TypedForm } from '../check-out-form.ts'
import { closeVisit } from '../close.ts'
import { fixForClick, isOld } from '../fix-for-click.ts'
import { checkOutFormCard } from '../form-view.ts'
import { nameOf } from '../names.ts'
import { noteLeaving } from '../on-location.ts'
import { onOpenVisit, openVisit, retiredOf, visitReply, visitThing } from '../open-visit.ts'
import { type Scene, sceneOf, summaryOf } from '../scene.ts'
import { type Fix, getFix, pointOf } from '../store/fixes.ts'
import { replaceNotes } from '../store/notes.ts'
import { awayM } from '../store/places.ts'
import { updateVisit } from '../store/visits.ts'
import { visitCard } from '../views.ts'
import { customerForClick } from './check-in.ts'

const who = { who: visitors }

interface Onward {
  readonly fixId: string
  readonly customer: CustomerName
}

/** The command `签退`. */
export async function checkOut(ctx: ActorCtx): Promise<Reply> {
  const open = await openVisit(ctx)
  if (!open) return sendCard(notOpenCard(ctx.t))
  const scene = await sceneOf(ctx, open, ctx.actor)
  return sendCard(formCard(ctx, scene))
}

/** `formShown` is about the visit's own message: a form beside it does not keep that from being patched. */
function formCard(ctx: ActorCtx, scene: Scene, onTo?: Onward) {
  return checkOutFormCard(scene, { now: ctx.now, draft: {}, onTo }, ctx.t)
}

/** What was typed is kept; the form says what is missing. */
async function refuse(
  ctx: ActorCtx,
  scene: Scene,
  typed: TypedForm,
  said: string,
  onTo: Onward | undefined,
): Promise<Reply> {
  const { visit } = scene
  await replaceNotes(ctx.tx, visit, typed.draft.summary ?? '', ctx.now)
  const kept = await updateVisit(ctx.tx, visit.id, typed.fields)
  const now = await sceneOf(ctx, kept, ctx.actor)
  const card = checkOutFormCard(now, { now: ctx.now, draft: typed.draft, onTo }, ctx.t)
  return replaceCard(card, undefined, { type: 'warning', text: said })
}

/** The clicked card becomes 拜访完成 and the visit's card; one that showed the visit elsewhere points to it. */
async function finished(ctx: ActorCtx, scene: Scene): Promise<Reply> {
  const card = await visitCard(ctx, scene, ctx.t)
  return replaceCard(card, visitThing(scene.visit), undefined, retiredOf(scene, ctx))
}

/** The next visit begins with the location that was sent before; it has a card of its own. */
async function goOn(ctx: ActorCtx, fix: Fix, code: string): Promise<void> {
  if (isOld(ctx, fix)) return ctx.say(ctx.here, ctx.t(w.relocateToast))
  const customer = await customerForClick(ctx, code)
  const begun = await tryToBegin(ctx, fix, customer, false)
  if ('card' in begun) return ctx.say(ctx.here, begun.card)
  const scene = await sceneOf(ctx, begun.visit, ctx.actor)
  const card = await visitCard(ctx, scene, ctx.t)
  await ctx.show(ctx.here, visitThing(begun.visit), card, { fresh: true })
}

/** The rep was at the next shop when the location was sent, so the visit before had ended. */
function endedBefore(ctx: ActorCtx, scene: Scene, fix: Fix): Date {
  const { checkedInAt } = scene.visit
  if (fix.sentAt < checkedInAt) return checkedInAt
  return fix.sentAt > ctx.now ? ctx.now : fix.sentAt
}

export const checkOutActions = [
  onAction(visitActions.checkOut, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const card = formCard(ctx, scene)
      if (payload.aside) return replaceCard(card)
      await updateVisit(ctx.tx, scene.visit.id, { formShown: true })
      return replaceCard(card, visitThing(scene.visit))
    }),
  ),

  onAction(visitActions.submit, who, async (ctx, { payload, form }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const { fixId, customerCode } = payload
      const fix = fixId && customerCode ? await getFix(ctx.tx, fixId) : null
      const next = fix && customerCode ? await getCustomer(ctx.tx, customerCode) : null
      const onTo = fix && next ? { fixId: fix.id, customer: nameOf(next, next.code) } : undefined
      const typed = readCheckOut(ctx, scene, form, payload.noteId)
      if (typed.problem !== null) return refuse(ctx, scene, typed, typed.problem, onTo)

      const at = fix && onTo ? endedBefore(ctx, scene, fix) : ctx.now
      const closed = await closeVisit(ctx, scene, {
        ...typed.fields,
        summary: typed.draft.summary || null,
        by: 'rep',
        at,
      })
      if (fix && onTo) await goOn(ctx, fix, onTo.customer.code)
      return finished(ctx, { ...scene, visit: closed })
    }),
  ),

  onAction(visitActions.switchTo, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const fix = await fixForClick(ctx, payload.fixId)
      const customer = await customerForClick(ctx, payload.customerCode)
      const onTo = { fixId: fix.id, customer: nameOf(customer, customer.code) }
      if (scene.rules.checkOutRequired && scene.rules.enabled) {
        return replaceCard(formCard(ctx, scene, onTo))
      }
      const closed = await closeVisit(ctx, scene, {
        by: 'rep',
        at: endedBefore(ctx, scene, fix),
        summary: summaryOf(scene) || null,
        outcome: scene.visit.outcome,
        orderAmountFen: scene.visit.orderAmountFen,
        nextStep: scene.visit.nextStep,
        nextVisitOn: scene.visit.nextVisitOn,
      })
      await goOn(ctx, fix, customer.code)
      return finished(ctx, { ...scene, visit: closed })
    }),
  ),

  onAction(visitActions.stay, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit, customer }) => {
      const fix = await getFix(ctx.tx, payload.fixId)
      const isHere =
        fix &&
        customer &&
        !isNotLive(ctx, fix, customer) &&
        judge(ctx, fix, customer).verdict === 'on_site'
      const noted = isHere
        ? await noteLeaving(ctx, visit, fix, awayM(pointOf(fix), customer))
        : visit
      return visitReply(ctx, noted)
    }),
  ),

  onAction(visitActions.checkOutHere, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit, customer }) => {
      const fix = await fixForClick(ctx, payload.fixId)
      if (fix.sentAt < visit.checkedInAt) throw new UserError(message(w.placeNeeded))
      if (isNotLive(ctx, fix, customer)) {
        const visitId = visit.id
        return liveLinkReply(ctx, { purpose: 'check_out', customer, visitId, chatPlace: true })
      }
      const distanceM = customer ? awayM(pointOf(fix), customer) : null
      const noted = await noteLeaving(ctx, visit, fix, distanceM)
      return replaceCard(formCard(ctx, await sceneOf(ctx, noted, ctx.actor)))
    }),
  ),

  onAction(visitActions.show, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit }) => visitReply(ctx, visit)),
  ),
]

/** `采点`: collect, ask, rule. */

import { placeActions } from '../../../cards/places/actions.ts'
import { cancelledCard } from '../../../cards/places/over.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, onAction, type Role } from '../../bot/define.ts'
import { type Reply, replaceCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { placeWords as w } from '../../i18n/places.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { type Fix, getFix, lastFix } from '../visits/store/fixes.ts'
import { happenedAt } from '../visits/when.ts'
import { customerToPin, searchToPin } from './choices.ts'
import {
  draftReplaced,
  draftReply,
  mayPin,
  movedBy,
  placeThing,
  reasonFromM,
} from './draft-view.ts'
import { rulersOf, senderOf } from './people.ts'
import { cardOf, showRulers, showSender } from './show.ts'
import { type Draft, dropDraft, ownDraft, startDraft, updateDraft } from './store/drafts.ts'
import { applyPin, insertPin, lockPin, replaceWaiting, updatePin } from './store/pins.ts'

export const finders: readonly Role[] = ['rep', 'manager', 'admin']
export const who = { who: finders }

/** A location that was sent so shortly before need not be sent again. */
const fixMinutes = 10

/** The last location of the actor, if it is fresh. */
export async function freshFix(ctx: ActorCtx): Promise<Fix | null> {
  const since = new Date(happenedAt(ctx).getTime() - fixMinutes * 60_000)
  return lastFix(ctx.tx, ctx.actor.openId, since)
}

export const pinCommand = defineCommand({
  name: 'pin',
  aliases: ['采点', 'pin'],
  who: finders,
  summary: w.pinSummary,
  usage: w.pinUsage,
  example: '采点 永辉',
  args: anyArguments,
  async run(ctx, { text }) {
    const query = text.trim()
    const found = query === '' ? null : await searchToPin(ctx, query)
    const customerCode = found && 'only' in found ? found.only.code : null
    const fix = await freshFix(ctx)
    const draft = await startDraft(ctx, { kind: 'pin', customerCode, fixId: fix?.id ?? null })
    if (!found || 'only' in found) return draftReply(ctx, draft)
    const { choices } = found
    return draftReply(ctx, draft, choices.length > 0 ? { choices } : { notFound: query })
  },
})

/** The draft is over or somebody else's: nothing is told of it. */
export const overReply = (ctx: ActorCtx, command: string): Reply =>
  toast('warning', ctx.t(w.over, { command }))

const onPick = onAction(placeActions.pick, who, async (ctx, { payload }) => {
  const draft = await ownDraft(ctx, payload.draftId)
  if (draft?.kind !== 'pin') return overReply(ctx, ctx.t(w.pinTitle))
  const customer = await customerToPin(ctx, payload.customerCode)
  if (!customer) throw new UserError(message(botWords.notYours), 'error')
  return draftReplaced(ctx, await updateDraft(ctx, draft.id, { customerCode: customer.code }))
})

const onCancel = onAction(placeActions.cancel, who, async (ctx, { payload }) => {
  const draft = await ownDraft(ctx, payload.draftId)
  if (!draft) return overReply(ctx, ctx.t(w.pinTitle))
  await dropDraft(ctx, draft.id)
  return replaceCard(cancelledCard(draft.kind, ctx.t), placeThing(draft.id))
})

const onSubmit = onAction(placeActions.submitPin, who, async (ctx, { payload, form }) => {
  const draft = await ownDraft(ctx, payload.draftId)
  if (draft?.kind !== 'pin') return overReply(ctx, ctx.t(w.pinTitle))
  return submitPin(ctx, draft, form.reason)
})

/** Asks those who decide, or sets the pin where nobody has to be asked. */
async function submitPin(ctx: ActorCtx, draft: Draft, reason: string): Promise<Reply> {
  const customer = draft.customerCode ? await customerToPin(ctx, draft.customerCode) : null
  const fix = await getFix(ctx.tx, draft.fixId)
  const direct = customer !== null && (await mayPin(ctx, customer))
  if (!customer || !fix || (!draft.photoId && !direct)) return draftReplaced(ctx, draft)
  const movedM = movedBy(customer, fix)
  if (movedM !== null && movedM > reasonFromM && reason === '')
    return toast('warning', ctx.t(w.reasonMissing))
  const sender = await senderOf(ctx, ctx.actor.openId)
  if (!sender) throw new UserError(message(botWords.notYours), 'error')
  if (!direct && (await rulersOf(ctx, sender)).length === 0)
    return toast('error', ctx.t(w.nobodyToAsk))
  await dropDraft(ctx, draft.id)
  const { lngGcj, latGcj, rawLng, rawLat, rawDatum, name: placeName } = fix
  const asked = await insertPin(ctx.tx, {
    ...{ id: draft.id, customerCode: customer.code, byOpenId: ctx.actor.openId, status: 'asked' },
    ...{ lngGcj, latGcj, rawLng, rawLat, rawDatum, placeName, movedM },
    ...{ oldLng: customer.lngGcj, oldLat: customer.latGcj, reason: reason || null },
    ...{ photoId: draft.photoId, fixId: fix.id, askedAt: ctx.now },
  })
  for (const older of await replaceWaiting(ctx.tx, asked)) {
    await showRulers(ctx, older, sender, { ifShown: true })
    await showSender(ctx, older, sender, { ifShown: true })
  }
  const pin = direct ? await applyPin(ctx, asked, ctx.actor.openId) : asked
  if (!direct) await showRulers(ctx, pin, sender, { fresh: true })
  const build = await cardOf(ctx, pin, sender)
  return replaceCard(build('sender', ctx.t), placeThing(pin.id))
}

const onRule = onAction(placeActions.rulePin, who, async (ctx, { payload }) => {
  const pin = await lockPin(ctx.tx, payload.pinId)
  const sender = pin && (await senderOf(ctx, pin.byOpenId))
  if (!pin || !sender) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'place.rule', sender)
  if (pin.status !== 'asked') {
    const build = await cardOf(ctx, pin, sender)
    const said = pin.status === 'approved' ? w.approvedBy : w.declinedBy
    const by = (await senderOf(ctx, pin.ruledBy ?? ''))?.name ?? ''
    const text = pin.status === 'replaced' ? ctx.t(w.replaced) : ctx.t(said, { name: by })
    return replaceCard(build('ruler', ctx.t), placeThing(pin.id), { type: 'warning', text })
  }
  const ruled = payload.approve
    ? await applyPin(ctx, pin, ctx.actor.openId)
    : await updatePin(ctx.tx, pin.id, {
        status: 'declined',
        ruledBy: ctx.actor.openId,
        ruledAt: ctx.now,
      })
  await showRulers(ctx, ruled, sender, { ifShown: true, except: ctx.actor.openId })
  await showSender(ctx, ruled, sender, { fresh: true })
  return replaceCard((await cardOf(ctx, ruled, sender))('ruler', ctx.t), placeThing(pin.id))
})

export const pinHandlers = [onPick, onCancel, onSubmit, onRule]

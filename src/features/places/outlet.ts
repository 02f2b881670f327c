/** `新店`: collect, look for duplicates, ask, rule. */
import { placeActions } from '../../../cards/places/actions.ts'
import { duplicatesCard, sameShopCard } from '../../../cards/places/outlet.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { placeWords as w } from '../../i18n/places.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getFix, pointOf } from '../visits/store/fixes.ts'
import { customerToPin } from './choices.ts'
import { draftReplaced, draftReply, mayAdd, placeThing } from './draft-view.ts'
import { duplicatesOf } from './duplicates.ts'
import { rulersOf, senderOf } from './people.ts'
import { finders, freshFix, overReply, who } from './pin.ts'
import { cardOf, showRulers, showSender } from './show.ts'
import { type Draft, dropDraft, ownDraft, startDraft, updateDraft } from './store/drafts.ts'
import { applyOutlet, insertOutlet, lockOutlet, updateOutlet } from './store/outlets.ts'

const nameLength = 60

export const outletCommand = defineCommand({
  name: 'outlet',
  aliases: ['新店', 'outlet'],
  who: finders,
  summary: w.outletSummary,
  usage: w.outletUsage,
  example: '新店 好邻居超市',
  args: anyArguments,
  async run(ctx, { text }) {
    const name = text.trim().slice(0, nameLength) || null
    const fix = await freshFix(ctx)
    return draftReply(ctx, await startDraft(ctx, { kind: 'outlet', name, fixId: fix?.id ?? null }))
  },
})

/** The shop's own draft, or null when it is over. */
async function outletDraft(ctx: ActorCtx, draftId: string): Promise<Draft | null> {
  const draft = await ownDraft(ctx, draftId)
  return draft?.kind === 'outlet' ? draft : null
}

const onSubmit = onAction(placeActions.submitOutlet, who, async (ctx, { payload, form }) => {
  const before = await outletDraft(ctx, payload.draftId)
  if (!before) return overReply(ctx, ctx.t(w.outletTitle))
  const name = form.name.slice(0, nameLength)
  if (name === '') return toast('warning', ctx.t(w.nameMissing))
  const draft = await updateDraft(ctx, before.id, {
    name,
    contact: form.contact.slice(0, 60) || null,
    phone: form.phone.slice(0, 40) || null,
    type: form.type.slice(0, 40) || null,
  })
  const fix = await getFix(ctx.tx, draft.fixId)
  if (!fix) return draftReplaced(ctx, draft)
  const { known, others } = await duplicatesOf(ctx.tx, ctx.actor, { name, point: pointOf(fix) })
  if (known.length + others === 0) return submitOutlet(ctx, draft)
  const card = duplicatesCard({ draftId: draft.id, name, known, others }, ctx.t)
  return replaceCard(card, placeThing(draft.id))
})

const onNotSame = onAction(placeActions.notSame, who, async (ctx, { payload }) => {
  const draft = await outletDraft(ctx, payload.draftId)
  return draft ? submitOutlet(ctx, draft) : overReply(ctx, ctx.t(w.outletTitle))
})

/** Known already: one without a pin is pinned with what was collected, any other is only shown. */
const onSameShop = onAction(placeActions.sameShop, who, async (ctx, { payload }) => {
  const draft = await outletDraft(ctx, payload.draftId)
  if (!draft) return overReply(ctx, ctx.t(w.outletTitle))
  const customer = await customerToPin(ctx, payload.customerCode)
  if (!customer) throw new UserError(message(botWords.notYours), 'error')
  if (customer.lngGcj === null) {
    const pin = { kind: 'pin', customerCode: customer.code } as const
    return draftReplaced(ctx, await updateDraft(ctx, draft.id, pin))
  }
  await dropDraft(ctx, draft.id)
  return replaceCard(sameShopCard(customer, ctx.t), placeThing(draft.id))
})

/** Asks those who decide, or adds the shop where nobody has to be asked. */
async function submitOutlet(ctx: ActorCtx, draft: Draft): Promise<Reply> {
  const fix = await getFix(ctx.tx, draft.fixId)
  const direct = mayAdd(ctx)
  const { name } = draft
  if (!fix || !name || (!draft.photoId && !direct)) return draftReplaced(ctx, draft)
  const sender = await senderOf(ctx, ctx.actor.openId)
  if (!sender) throw new UserError(message(botWords.notYours), 'error')
  if (!direct && (await rulersOf(ctx, sender)).length === 0)
    return toast('error', ctx.t(w.nobodyToAsk))
  await dropDraft(ctx, draft.id)
  const { lngGcj, latGcj, rawLng, rawLat, rawDatum, name: placeName } = fix
  const { id, contact, phone, type, photoId } = draft
  const asked = await insertOutlet(ctx.tx, {
    ...{ id, byOpenId: ctx.actor.openId, status: 'asked', name, contact, phone, type },
    ...{ lngGcj, latGcj, rawLng, rawLat, rawDatum, placeName },
    ...{ photoId, fixId: fix.id, askedAt: ctx.now },
  })
  const outlet = direct ? await applyOutlet(ctx, asked, sender, ctx.actor.openId) : asked
  if (!direct) await showRulers(ctx, outlet, sender, { fresh: true })
  return replaceCard((await cardOf(ctx, outlet, sender))('sender', ctx.t), placeThing(id))
}

const onRule = onAction(placeActions.ruleOutlet, who, async (ctx, { payload }) => {
  const outlet = await lockOutlet(ctx.tx, payload.outletId)
  const sender = outlet && (await senderOf(ctx, outlet.byOpenId))
  if (!outlet || !sender) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'place.rule', sender)
  const thing = placeThing(outlet.id)
  if (outlet.status !== 'asked') {
    const build = await cardOf(ctx, outlet, sender)
    const name = (await senderOf(ctx, outlet.ruledBy ?? ''))?.name ?? ''
    const said = outlet.status === 'approved' ? w.approvedBy : w.declinedBy
    const text = ctx.t(said, { name })
    return replaceCard(build('ruler', ctx.t), thing, { type: 'warning', text })
  }
  const by = ctx.actor.openId
  const ruled = payload.approve
    ? await applyOutlet(ctx, outlet, sender, by)
    : await updateOutlet(ctx.tx, outlet.id, {
        status: 'declined',
        ruledBy: by,
        ruledAt: ctx.now,
      })
  await showRulers(ctx, ruled, sender, { ifShown: true, except: by })
  await showSender(ctx, ruled, sender, { fresh: true })
  return replaceCard((await cardOf(ctx, ruled, sender))('ruler', ctx.t), thing)
})

export const outletHandlers = [onSubmit, onNotSame, onSameShop, onRule]

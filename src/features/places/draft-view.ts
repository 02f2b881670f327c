/** The card of what somebody is collecting, from what is stored. */
import type { Card } from '../../../cards/kit/card.ts'
import { outletDraftCard } from '../../../cards/places/outlet.ts'
import { newerCard } from '../../../cards/places/over.ts'
import { pinDraftCard } from '../../../cards/places/pin.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, replaceCard, sendCard, type Toast } from '../../bot/reply.ts'
import { distanceM } from '../../domain/geo.ts'
import { formatLocal } from '../../domain/time.ts'
import { may } from '../../policies.ts'
import { type Customer, getCustomer, ownedCustomer } from '../customers/store.ts'
import { type Fix, getFix, pointOf } from '../visits/store/fixes.ts'
import { pointOfCustomer } from '../visits/store/places.ts'
import { choicesFor } from './choices.ts'
import type { Draft } from './store/drafts.ts'

/** A pin that moves further than this, in metres, needs a reason. */
export const reasonFromM = 300

export const placeThing = (id: string) => `place:${id}`

/** Whether the actor's pin of this customer holds without asking anybody. */
export async function mayPin(ctx: ActorCtx, customer: Customer): Promise<boolean> {
  return may(ctx.actor, 'place.set', await ownedCustomer(ctx.tx, customer))
}

/** Whether a shop that the actor finds becomes a customer without asking anybody. */
export const mayAdd = ({ actor }: ActorCtx) => may(actor, 'place.set', actor)

/** Metres that a customer's pin would move; null for a first one. */
export function movedBy(customer: Customer | null, fix: Fix | null): number | null {
  const old = customer && pointOfCustomer(customer)
  return old && fix ? distanceM(old, pointOf(fix)) : null
}

export async function draftCard(
  ctx: ActorCtx,
  draft: Draft,
  search: { choices?: readonly Customer[]; notFound?: string } = {},
): Promise<Card> {
  const fix = await getFix(ctx.tx, draft.fixId)
  const place = fix && { name: fix.name, time: formatLocal(fix.sentAt, ctx.zone, 'time') }
  const seen = { draftId: draft.id, place, hasPhoto: draft.photoId !== null }
  if (draft.kind === 'outlet')
    return outletDraftCard({ ...draft, ...seen, direct: mayAdd(ctx) }, ctx.t)
  const customer = draft.customerCode ? await getCustomer(ctx.tx, draft.customerCode) : null
  const choices = customer ? [] : (search.choices ?? (await choicesFor(ctx, fix)))
  return pinDraftCard(
    {
      ...seen,
      customer,
      choices: choices.map(({ code, name }) => ({ code, name })),
      notFound: search.notFound,
      direct: customer ? await mayPin(ctx, customer) : false,
      movedM: movedBy(customer, fix),
      reasonFromM,
    },
    ctx.t,
  )
}

/** The draft's card at the end of the chat; the message before says that it is no longer the newest. */
export async function draftReply(
  ctx: ActorCtx,
  draft: Draft,
  search?: Parameters<typeof draftCard>[2],
): Promise<Reply> {
  const card = await draftCard(ctx, draft, search)
  return sendCard(card, placeThing(draft.id), undefined, newerCard(draft.kind, ctx.t))
}

/** The draft's card in the place of the clicked one. */
export async function draftReplaced(ctx: ActorCtx, draft: Draft, said?: Toast): Promise<Reply> {
  return replaceCard(await draftCard(ctx, draft), placeThing(draft.id), said)
}

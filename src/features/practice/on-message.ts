/** Locations, photos and texts of somebody who practises: nothing of them is kept but how many there were. */
import { uuidv7 } from 'uuidv7'
import { isItRealCard } from '../../../cards/practice/lessons.ts'
import { retiredCard } from '../../../cards/visits/moving.ts'
import { plainWords } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { visitors } from '../../bot/define.ts'
import type { ImageEvent, LocationEvent, TextEvent } from '../../bot/inbound.ts'
import { forgetPlace } from '../../bot/kept-place.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { practiceWords as w } from '../../i18n/practice.ts'
import { realShopAt } from '../visits/real-shop.ts'
import { happenedAt } from '../visits/when.ts'
import { arrive } from './arrive.ts'
import { practiceOf } from './real.ts'
import { practiceCard, practiceThing } from './show.ts'
import { type Practice, savePractice } from './store.ts'
import { type PracticeVisit, practiceRules, shopOf, withPhotos } from './visit.ts'

const concerned = (ctx: ActorCtx) => !ctx.inGroup && visitors.includes(ctx.actor.role)

/** The place is used at once and forgotten, unless it may be a real check-in: then the rep says which. */
export async function onLocation(ctx: ActorCtx, event: LocationEvent): Promise<Reply | null> {
  if (!concerned(ctx)) return null
  const practice = await practiceOf(ctx)
  if (!practice) return null
  if (practice.askedKey) await forgetPlace(ctx.tx, practice.askedKey)
  const shop = practice.pretends ? null : await realShopAt(ctx, event)
  if (shop !== null) {
    const asked = await savePractice(ctx, { ...practice, askedKey: event.key })
    return sendCard(isItRealCard(shop, ctx.t), askedThing(asked))
  }
  await forgetPlace(ctx.tx, event.key)
  return located(ctx, { ...practice, askedKey: null }, happenedAt(ctx))
}

export const askedThing = ({ openId }: Practice) => `practice-asked:${openId}`

/** What a location means where the rep is in the lesson. */
export async function located(ctx: ActorCtx, practice: Practice, at: Date): Promise<Reply> {
  if (practice.phase === 'arriving' || practice.phase === 'explaining') {
    return freshReply(ctx, await savePractice(ctx, arrive(ctx, practice, at)))
  }
  if (practice.phase !== 'visiting' || !practice.visit) return instruct(ctx, practice)
  const visit = { ...practice.visit, leavingAt: at.toISOString() }
  return freshReply(ctx, await savePractice(ctx, { ...practice, visit, formShown: false }))
}

export async function onImage(ctx: ActorCtx, _: ImageEvent): Promise<Reply | null> {
  return concerned(ctx) ? pieces(ctx, 1, '') : null
}

export async function onText(ctx: ActorCtx, event: TextEvent): Promise<Reply | null> {
  if (!concerned(ctx)) return null
  const text = plainWords(event)
  if (text === '' && event.imageKeys.length === 0) return null
  return pieces(ctx, event.imageKeys.length, text)
}

/** As many photos as a practice can show. */
const photosKept = 12

async function pieces(ctx: ActorCtx, photos: number, text: string): Promise<Reply | null> {
  const practice = await practiceOf(ctx)
  if (!practice) return null
  const { visit } = practice
  if (practice.phase !== 'visiting' || !visit) return instruct(ctx, practice)
  const at = happenedAt(ctx).toISOString()
  const room = Math.min(photosKept, practiceRules(ctx, ctx.actor).photosMax) - visit.photos.length
  if (photos > 0 && room <= 0 && text === '') return sayText(ctx.t(w.photoLimit))
  const sent = Array.from({ length: Math.min(photos, Math.max(0, room)) }, () => ({
    id: uuidv7(),
    at,
    kind: 'other' as const,
    byHand: false,
  }))
  const notes = text === '' ? visit.notes : [...visit.notes, { id: uuidv7(), at, text }]
  const next: PracticeVisit = {
    ...withPhotos(ctx, ctx.actor, visit, [...visit.photos, ...sent]),
    notes,
  }
  return freshReply(ctx, await savePractice(ctx, { ...practice, visit: next, formShown: false }))
}

/** Nothing to attach it to: the card says what comes first, and that nothing of it was kept. */
async function instruct(ctx: ActorCtx, practice: Practice): Promise<Reply> {
  await ctx.say(ctx.here, ctx.t(w.nothingKept))
  return freshReply(ctx, await savePractice(ctx, practice))
}

/** The card where the rep looks: at the end of the chat; the older one says so. */
export function freshReply(ctx: ActorCtx, practice: Practice): Reply {
  const name = ctx.t(w.retired, { name: shopOf(practice, ctx.actor) })
  const retired = retiredCard(name, ctx.t)
  return sendCard(practiceCard(ctx, practice), practiceThing(practice), undefined, retired)
}

/** Photos and texts find their visit by when they were sent, not by when they arrived. */
import { heldCard, heldTakenCard } from '../../../cards/visits/moving.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { photoReceived } from '../../events.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { openVisit } from './open-visit.ts'
import { rulesOf, type Scene } from './scene.ts'
import { attachNotes, heldNotes, insertNote, notesOf } from './store/notes.ts'
import {
  attachPhotos,
  countPhotos,
  heldPhotos,
  insertPhoto,
  refillKinds,
  replaceFailed,
} from './store/photos.ts'
import { closedVisitAt, type Visit } from './store/visits.ts'
import { keptMinutes } from './views.ts'

/** What came of something that was sent. */
export type Landed =
  | { readonly kind: 'visit'; readonly visit: Visit; readonly first: boolean }
  | { readonly kind: 'held' }
  | { readonly kind: 'full'; readonly max: number }
  /** Known already. */
  | { readonly kind: 'known' }

/** The visit to which something belongs that was sent at an instant; null: keep it. */
export async function visitFor(ctx: ActorCtx, at: Date): Promise<Visit | null> {
  const open = await openVisit(ctx)
  if (open) {
    const rules = await rulesOf(ctx, open, ctx.actor)
    if (at.getTime() >= open.checkedInAt.getTime() - rules.attachMinutes * 60_000) return open
  }
  return closedVisitAt(ctx.tx, ctx.actor.openId, at)
}

/** Takes photos of one message in, and has them fetched. */
export async function takePhotos(
  ctx: ActorCtx,
  messageId: string,
  imageKeys: readonly string[],
  at: Date,
): Promise<Landed> {
  const visit = await visitFor(ctx, at)
  const max = visit ? (await rulesOf(ctx, visit, ctx.actor)).photosMax : 0
  let taken = 0
  for (const imageKey of imageKeys) {
    if (visit && (await countPhotos(ctx.tx, visit.id)) >= max) {
      if (taken === 0) return { kind: 'full', max }
      break
    }
    const photo = await insertPhoto(ctx.tx, {
      repOpenId: ctx.actor.openId,
      visitId: visit?.id ?? null,
      messageId,
      imageKey,
      at,
    })
    if (!photo) continue
    taken += 1
    if (visit) await replaceFailed(ctx.tx, visit.id)
    await ctx.emit(photoReceived, { photoId: photo.id })
  }
  if (taken === 0) return { kind: 'known' }
  if (!visit) return { kind: 'held' }
  await refill(ctx, visit)
  return { kind: 'visit', visit, first: false }
}

/** Takes a text in as a piece of the summary. */
export async function takeNote(
  ctx: ActorCtx,
  messageId: string,
  text: string,
  at: Date,
): Promise<Landed> {
  const visit = await visitFor(ctx, at)
  const note = await insertNote(ctx.tx, {
    repOpenId: ctx.actor.openId,
    visitId: visit?.id ?? null,
    messageId,
    text,
    at,
  })
  if (!note) return { kind: 'known' }
  if (!visit) return { kind: 'held' }
  const notes = await notesOf(ctx.tx, visit.id)
  return { kind: 'visit', visit, first: notes.length === 1 }
}

/** Says anew what the photos of a visit show. */
export async function refill(ctx: ActorCtx, visit: Visit): Promise<void> {
  const { photos } = await rulesOf(ctx, visit, ctx.actor)
  await refillKinds(ctx.tx, visit.id, photos)
}

/** At the check-in: what was sent just before is the visit's, and the card that kept it says so. */
export async function attachHeld(ctx: ActorCtx, scene: Scene): Promise<void> {
  const { visit, rules } = scene
  const from = new Date(visit.checkedInAt.getTime() - rules.attachMinutes * 60_000)
  await attachSpan(ctx, scene, { from })
}

/** Attaches what waits from a span of time; answers how much it was. */
export async function attachSpan(
  ctx: ActorCtx,
  scene: Scene,
  span: { from: Date; until?: Date },
): Promise<number> {
  const { visit, rules, rep, customer } = scene
  const room = Math.max(0, rules.photosMax - (await countPhotos(ctx.tx, visit.id)))
  const waiting = await heldPhotos(ctx.tx, rep.openId, span)
  const photos = waiting.slice(0, room)
  if (waiting.length > room) await ctx.say(ctx.here, ctx.t(w.photosFull, { n: rules.photosMax }))
  const notes = await heldNotes(ctx.tx, rep.openId, span)
  const total = photos.length + notes.length
  if (total === 0) return 0
  await attachPhotos(
    ctx.tx,
    photos.map(({ id }) => id),
    visit.id,
  )
  await attachNotes(
    ctx.tx,
    notes.map(({ id }) => id),
    visit.id,
  )
  await refill(ctx, visit)
  const taken = { photos: photos.length, notes: notes.length }
  const name = customer?.name ?? visit.customerCode
  await ctx.show(ctx.here, heldThing(rep.openId), heldTakenCard(taken, name, ctx.t), {
    ifShown: true,
  })
  return total
}

const heldThing = (openId: string) => `held:${openId}`
/** Things sent within so many minutes are one burst and share a card. */
const burstMinutes = 2

/** One card for everything that waits; a new one when the last burst is over. */
export async function showHeld(ctx: ActorCtx, at: Date, added: number): Promise<void> {
  const since = (minutes: number) => ({ from: new Date(at.getTime() - minutes * 60_000) })
  const { openId } = ctx.actor
  const photos = await heldPhotos(ctx.tx, openId, since(keptMinutes))
  const notes = await heldNotes(ctx.tx, openId, since(keptMinutes))
  const burst = since(burstMinutes).from
  const recent = [...photos, ...notes].filter(({ createdAt }) => createdAt >= burst).length
  const card = heldCard({ photos: photos.length, notes: notes.length }, ctx.t)
  await ctx.show(ctx.here, heldThing(openId), card, { fresh: recent <= added })
}

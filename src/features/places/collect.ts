/** What is sent while a pin or a new shop is being collected belongs to it. */
import { plainWords } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { ImageEvent, LocationEvent, TextEvent } from '../../bot/inbound.ts'
import { nothing, type Reply, sayText } from '../../bot/reply.ts'
import { isPlausible } from '../../domain/geo.ts'
import { settings } from '../../domain/settings/index.ts'
import { placePhotoReceived } from '../../events.ts'
import { placeWords as w } from '../../i18n/places.ts'
import { takePhotos } from '../visits/attach.ts'
import { openVisit, showVisit } from '../visits/open-visit.ts'
import { saveFix } from '../visits/store/fixes.ts'
import { happenedAt } from '../visits/when.ts'
import { searchToPin } from './choices.ts'
import { draftReply } from './draft-view.ts'
import { type Draft, draftFor, updateDraft } from './store/drafts.ts'
import { insertPlacePhoto } from './store/photos.ts'

const draftHere = (ctx: ActorCtx) => (ctx.inGroup ? null : draftFor(ctx))

export async function onLocation(ctx: ActorCtx, event: LocationEvent): Promise<Reply | null> {
  const draft = await draftHere(ctx)
  if (!draft) return null
  const raw = { lng: event.lng, lat: event.lat }
  if (!isPlausible(raw)) return sayText(ctx.t(w.badLocation))
  const fix = await saveFix(ctx.tx, {
    repOpenId: ctx.actor.openId,
    messageId: event.messageId,
    name: event.name,
    raw,
    datum: ctx.rules.get(settings.datum),
    at: happenedAt(ctx),
  })
  return draftReply(ctx, await updateDraft(ctx, draft.id, { fixId: fix.id }))
}

export async function onImage(ctx: ActorCtx, event: ImageEvent): Promise<Reply | null> {
  const draft = await draftHere(ctx)
  if (!draft) return null
  const after = await takePhoto(ctx, draft, event.messageId, [event.imageKey])
  return after ? draftReply(ctx, after) : nothing
}

/** The name of a new shop, or of the customer that is pinned; what is no answer goes on to the visit. */
export async function onText(ctx: ActorCtx, event: TextEvent): Promise<Reply | null> {
  const draft = await draftHere(ctx)
  if (!draft) return null
  const text = plainWords(event).slice(0, 100)
  const photos = event.imageKeys
  const asked = draft.kind === 'outlet' ? draft.name === null : draft.customerCode === null
  if (photos.length === 0 && (!asked || text === '')) return null
  const withPhoto = photos.length > 0 ? await takePhoto(ctx, draft, event.messageId, photos) : draft
  const after = withPhoto ?? draft
  if (!asked || text === '') return draftReply(ctx, after)
  if (draft.kind === 'outlet')
    return draftReply(ctx, await updateDraft(ctx, draft.id, { name: text }))
  const found = await searchToPin(ctx, text)
  if ('only' in found) {
    return draftReply(ctx, await updateDraft(ctx, draft.id, { customerCode: found.only.code }))
  }
  return draftReply(
    ctx,
    after,
    found.choices.length > 0 ? { choices: found.choices } : { notFound: text },
  )
}

/**
 * The last photo counts. At a customer whose visit is open it is a photo of the visit, too, so that
 * nobody has to take it twice. Null when all of them are known already.
 */
async function takePhoto(
  ctx: ActorCtx,
  draft: Draft,
  messageId: string,
  imageKeys: readonly string[],
): Promise<Draft | null> {
  let after: Draft | null = null
  for (const imageKey of imageKeys) {
    const photo = await insertPlacePhoto(ctx.tx, {
      byOpenId: ctx.actor.openId,
      messageId,
      imageKey,
      createdAt: happenedAt(ctx),
    })
    if (!photo) continue
    await ctx.emit(placePhotoReceived, { photoId: photo.id })
    after = await updateDraft(ctx, draft.id, { photoId: photo.id })
  }
  const visit = after ? await openVisit(ctx) : null
  if (visit && visit.customerCode === draft.customerCode) {
    const landed = await takePhotos(ctx, messageId, imageKeys, happenedAt(ctx))
    if (landed.kind === 'visit') await showVisit(ctx, landed.visit)
  }
  return after
}

/** Clicks on the photos and texts of a visit. */
import { visitActions } from '../../../../cards/visits/actions.ts'
import { editNotesCard } from '../../../../cards/visits/moving.ts'
import { photosCard } from '../../../../cards/visits/photos.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard } from '../../../bot/reply.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { message } from '../../../i18n/t.ts'
import { visitWords as w } from '../../../i18n/visits.ts'
import { attachSpan } from '../attach.ts'
import { nameOf } from '../names.ts'
import { onOpenVisit, visitReply, visitThing } from '../open-visit.ts'
import { type Scene, sceneOf, summaryOf } from '../scene.ts'
import { dismissNotes, getNote, replaceNotes } from '../store/notes.ts'
import { getPhoto, type Photo, refillKinds, updatePhoto } from '../store/photos.ts'
import { updateVisit } from '../store/visits.ts'
import { olderSpan, photoViews } from '../views.ts'

const who = { who: visitors }

async function photosReply(ctx: ActorCtx, scene: Scene, page: number): Promise<Reply> {
  const { visit, customer } = scene
  const { name } = nameOf(customer, visit.customerCode)
  const card = photosCard({ id: visit.id, name, photos: photoViews(scene), page }, ctx.t)
  return replaceCard(card, visitThing(visit))
}

/** Changes one photo of an open visit, says anew what the others show, and shows it. */
async function changePhoto(
  ctx: ActorCtx,
  payload: { photoId: string; page?: number | undefined },
  change: (photo: Photo) => Parameters<typeof updatePhoto>[2],
): Promise<Reply> {
  const photo = await getPhoto(ctx.tx, payload.photoId)
  if (!photo?.visitId) throw new UserError(message(botWords.notYours), 'error')
  return onOpenVisit(ctx, photo.visitId, async ({ visit, rules }) => {
    await updatePhoto(ctx.tx, photo.id, change(photo))
    await refillKinds(ctx.tx, visit.id, rules.photos)
    if (payload.page === undefined) return visitReply(ctx, visit)
    return photosReply(ctx, await sceneOf(ctx, visit, ctx.actor), payload.page)
  })
}

export const pieceActions = [
  onAction(visitActions.photos, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => photosReply(ctx, scene, payload.page)),
  ),

  onAction(visitActions.turnPhoto, who, async (ctx, { payload }) =>
    changePhoto(ctx, payload, ({ kind }) => ({
      kind: kind === 'shelf' ? 'storefront' : 'shelf',
      kindByHand: true,
    })),
  ),

  onAction(visitActions.deletePhoto, who, async (ctx, { payload }) =>
    changePhoto(ctx, payload, () => ({ status: 'deleted' })),
  ),

  onAction(visitActions.attachOlder, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const attached = await attachSpan(ctx, scene, olderSpan(scene))
      const gone = { type: 'warning' as const, text: ctx.t(w.olderGone) }
      return visitReply(ctx, scene.visit, attached === 0 ? gone : undefined)
    }),
  ),

  onAction(visitActions.editNotes, who, async (ctx, { payload }) =>
    onOpenVisit(ctx, payload.visitId, async (scene) => {
      const { visit, customer } = scene
      await updateVisit(ctx.tx, visit.id, { formShown: true })
      const open = { visitId: visit.id, customer: nameOf(customer, visit.customerCode) }
      return replaceCard(
        editNotesCard({ ...open, text: summaryOf(scene) }, ctx.t),
        visitThing(visit),
      )
    }),
  ),

  onAction(visitActions.saveNotes, who, async (ctx, { payload, form }) =>
    onOpenVisit(ctx, payload.visitId, async ({ visit }) => {
      await replaceNotes(ctx.tx, visit, form.summary, ctx.now)
      return visitReply(ctx, visit)
    }),
  ),

  onAction(visitActions.dismissNote, who, async (ctx, { payload }) => {
    const note = await getNote(ctx.tx, payload.noteId)
    if (!note?.visitId) throw new UserError(message(botWords.notYours), 'error')
    return onOpenVisit(ctx, note.visitId, async ({ visit }) => {
      await dismissNotes(ctx.tx, [note.id])
      return visitReply(ctx, visit)
    })
  }),
]

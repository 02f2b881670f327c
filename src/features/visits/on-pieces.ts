/** Photos and text of a rep: they go to the visit that they belong to, or wait for one. */

import { plainWords } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { visitors } from '../../bot/define.ts'
import type { ImageEvent, TextEvent } from '../../bot/inbound.ts'
import { nothing, type Reply, sayText } from '../../bot/reply.ts'
import { joinNotes } from '../../domain/visits/summary.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { type Landed, showHeld, takeNote, takePhotos, visitFor } from './attach.ts'
import { showVisit } from './open-visit.ts'
import { photosComplete, sceneOf } from './scene.ts'
import { updateVisit, type Visit } from './store/visits.ts'
import { happenedAt } from './when.ts'

const concerned = (ctx: ActorCtx) => !ctx.inGroup && visitors.includes(ctx.actor.role)

export async function onImage(ctx: ActorCtx, event: ImageEvent): Promise<Reply | null> {
  if (!concerned(ctx)) return null
  const landed = await takePhotos(ctx, event.messageId, [event.imageKey], happenedAt(ctx))
  return answer(ctx, landed, 1)
}

/** Text that is no command; with photos it is one message, and the caption is text like any other. */
export async function onText(ctx: ActorCtx, event: TextEvent): Promise<Reply | null> {
  if (!concerned(ctx)) return null
  const at = happenedAt(ctx)
  const words = plainLines(event)
  const photos = event.imageKeys.length
  if (photos === 0 && words === '') return null
  // A manager who writes without a visit wants something else; a rep's words are kept for the check-in.
  if (photos === 0 && ctx.actor.role !== 'rep' && !(await visitFor(ctx, at))) return null
  const photo = photos > 0 ? await takePhotos(ctx, event.messageId, event.imageKeys, at) : null
  const note = words === '' ? null : await takeNote(ctx, event.messageId, words, at)
  if (photo?.kind === 'full') await ctx.say(ctx.here, ctx.t(w.photosFull, { n: photo.max }))
  const landed = note && note.kind !== 'known' ? note : photo
  return answer(ctx, landed ?? { kind: 'known' }, photos + (note ? 1 : 0))
}

/** The text with its line breaks, the bot's own mention left out. */
function plainLines(event: TextEvent): string {
  return event.text
    .split('\n')
    .map((text) => plainWords({ text, mentions: event.mentions }))
    .join('\n')
    .trim()
}

/** What the chat shows of something that has found its visit, or waits for one. */
export async function answer(ctx: ActorCtx, landed: Landed, added: number): Promise<Reply> {
  switch (landed.kind) {
    case 'known':
      return nothing
    case 'full':
      return sayText(ctx.t(w.photosFull, { n: landed.max }))
    case 'held':
      await showHeld(ctx, happenedAt(ctx), added)
      return nothing
    case 'visit': {
      const visit = landed.visit.status === 'closed' ? await amend(ctx, landed.visit) : landed.visit
      await showVisit(ctx, visit, { fresh: landed.first })
      return nothing
    }
  }
}

/** Something sent during a visit arrived after its end: its record is completed. */
async function amend(ctx: ActorCtx, visit: Visit): Promise<Visit> {
  const scene = await sceneOf(ctx, visit, ctx.actor)
  const summary = visit.summary ?? ''
  const late = scene.notes.filter(({ text }) => !summary.includes(text))
  const pieces = [
    ...(summary === '' ? [] : [{ text: summary, at: visit.checkedInAt }]),
    ...late.map(({ text, createdAt }) => ({ text, at: createdAt })),
  ]
  return updateVisit(ctx.tx, visit.id, {
    summary: joinNotes(pieces) || null,
    photosComplete: photosComplete(scene),
  })
}

/** What is pressed on the cards of an invented visit. */
import { practiceActions } from '../../../../cards/practice/actions.ts'
import { endButtons, nextLessonButton } from '../../../../cards/practice/lessons.ts'
import { practised } from '../../../../cards/practice/practised.ts'
import { editNotesCard, moreCard, notOpenCard } from '../../../../cards/visits/moving.ts'
import { photosCard } from '../../../../cards/visits/photos.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, type Toast, toast } from '../../../bot/reply.ts'
import { lacksNextVisit, lastLesson } from '../../../domain/practice/lessons.ts'
import { dwellMinutes } from '../../../domain/visits/summary.ts'
import { UserError } from '../../../errors.ts'
import { practiceWords as w } from '../../../i18n/practice.ts'
import { message } from '../../../i18n/t.ts'
import { visitWords } from '../../../i18n/visits.ts'
import { type FormInput, readCheckOut } from '../../visits/check-out-form.ts'
import { doneCard } from '../../visits/done-view.ts'
import { checkOutFormCard } from '../../visits/form-view.ts'
import { summaryOf } from '../../visits/scene.ts'
import { photoViews } from '../../visits/views.ts'
import { freshReply } from '../on-message.ts'
import { praiseOf } from '../praise.ts'
import { practiceOf } from '../real.ts'
import { lead, practiceCard, practiceThing } from '../show.ts'
import { beginLesson, getPractice, type Practice, savePractice } from '../store.ts'
import { type PracticePhoto, type PracticeVisit, sceneOf, shopOf, withPhotos } from '../visit.ts'

const who = { who: visitors }

interface Open {
  readonly practice: Practice
  readonly visit: PracticeVisit
}

/** The rep's own invented visit, as far as the card shows the current one. */
async function onVisit(
  ctx: ActorCtx,
  phase: Practice['phase'],
  act: (open: Open) => Promise<Reply>,
): Promise<Reply> {
  const practice = await getPractice(ctx.tx, ctx.actor.openId)
  if (!practice?.visit || practice.phase !== phase) throw new UserError(message(w.staleCard))
  return act({ practice, visit: practice.visit })
}

/** Keeps it and shows it in the place of the clicked card. */
async function shown(ctx: ActorCtx, practice: Practice, said?: Toast): Promise<Reply> {
  const kept = await savePractice(ctx, practice)
  return replaceCard(practiceCard(ctx, kept), practiceThing(kept), said)
}

/** The reason is given: the visit begins. */
async function explained(ctx: ActorCtx, reason: string): Promise<Reply> {
  return onVisit(ctx, 'explaining', async ({ practice, visit }) => {
    if (reason === '') throw new UserError(message(visitWords.reasonMissing))
    const begun = { ...practice, phase: 'visiting' as const, visit: { ...visit, reason } }
    return shown(ctx, begun, { type: 'info', text: ctx.t(w.noManager) })
  })
}

async function changePhoto(
  ctx: ActorCtx,
  payload: { photoId: string; page?: number | undefined },
  change: (photo: PracticePhoto) => PracticePhoto | null,
): Promise<Reply> {
  return onVisit(ctx, 'visiting', async ({ practice, visit }) => {
    const photos = visit.photos.flatMap((one) =>
      one.id === payload.photoId ? (change(one) ?? []) : one,
    )
    const changed = { ...practice, visit: withPhotos(ctx, ctx.actor, visit, photos) }
    if (payload.page === undefined) return shown(ctx, { ...changed, formShown: false })
    return photosPage(ctx, await savePractice(ctx, changed), changed.visit, payload.page)
  })
}

function photosPage(ctx: ActorCtx, practice: Practice, visit: PracticeVisit, page: number): Reply {
  const photos = photoViews(sceneOf(ctx, ctx.actor, practice, visit))
  const name = shopOf(practice, ctx.actor)
  const real = photosCard({ id: visit.id, name, photos, page }, ctx.t)
  return replaceCard(lead(ctx, practice, real), practiceThing(practice))
}

/** The form, or what is missing: nothing of an invented visit is told to anybody. */
async function submit(
  ctx: ActorCtx,
  { practice, visit }: Open,
  form: FormInput,
  noteId: string | undefined,
): Promise<Reply> {
  const scene = sceneOf(ctx, ctx.actor, practice, visit)
  const typed = readCheckOut(ctx, scene, form, noteId)
  const lacksDate = lacksNextVisit(practice.lesson, typed.fields.nextVisitOn)
  const problem = typed.problem ?? (lacksDate ? ctx.t(w.nextVisitMissing) : null)
  if (problem === null) return closed(ctx, { practice, visit }, typed)
  const summary = typed.draft.summary ?? ''
  const notes = summary === '' ? [] : [{ ...noteOf(visit, ctx), text: summary }]
  const kept = await savePractice(ctx, {
    ...practice,
    formShown: true,
    visit: { ...visit, ...typed.fields, notes },
  })
  const now = sceneOf(ctx, ctx.actor, kept, kept.visit ?? visit)
  const real = checkOutFormCard(now, { now: ctx.now, draft: typed.draft }, ctx.t)
  const said = { type: 'warning' as const, text: problem }
  return replaceCard(lead(ctx, kept, real), practiceThing(kept), said)
}

/** One edited text takes the place of all, under the id of the last: what the form was filled in with. */
function noteOf(visit: PracticeVisit, ctx: ActorCtx) {
  const last = visit.notes.at(-1)
  return { id: last?.id ?? visit.id, at: last?.at ?? ctx.now.toISOString() }
}

async function closed(
  ctx: ActorCtx,
  { practice, visit }: Open,
  typed: ReturnType<typeof readCheckOut>,
): Promise<Reply> {
  const { lesson } = practice
  const scene = sceneOf(ctx, ctx.actor, practice, visit)
  const ended = {
    ...scene.visit,
    ...typed.fields,
    status: 'closed' as const,
    closedBy: 'rep' as const,
    checkedOutAt: ctx.now,
    dwellMinutes: dwellMinutes(scene.visit.checkedInAt, ctx.now),
    summary: typed.draft.summary || null,
    formShown: false,
  }
  const isLast = lesson === lastLesson
  const done = await savePractice(ctx, {
    ...practice,
    phase: 'done',
    visit: null,
    formShown: false,
    finishedAt: practice.finishedAt ?? (isLast ? ctx.now : null),
  })
  const real = doneCard(ctx, { ...scene, visit: ended }, null, ctx.t)
  const below = isLast ? endButtons(ctx.t) : nextLessonButton(lesson + 1, ctx.t)
  const says = await praiseOf(ctx, lesson)
  const card = practised(real, { lesson, says, below, isEnd: isLast }, ctx.t)
  return replaceCard(card, practiceThing(done))
}

/** The command 签退 of who practises; null when it is meant for real. */
export async function practiceCheckOut(ctx: ActorCtx): Promise<Reply | null> {
  const practice = await practiceOf(ctx)
  if (!practice) return null
  if (practice.phase !== 'visiting') return sendCard(lead(ctx, practice, notOpenCard(ctx.t)))
  return freshReply(ctx, await savePractice(ctx, { ...practice, formShown: true }))
}

export const visitTwins = [
  onAction(practiceActions.insist, who, (ctx, { form }) => explained(ctx, form.reason)),
  onAction(practiceActions.wrongPin, who, (ctx, { form }) => explained(ctx, form.reason)),

  onAction(practiceActions.checkOut, who, (ctx) =>
    onVisit(ctx, 'visiting', async ({ practice }) => shown(ctx, { ...practice, formShown: true })),
  ),

  onAction(practiceActions.submit, who, (ctx, { payload, form }) =>
    onVisit(ctx, 'visiting', (open) => submit(ctx, open, form, payload.noteId)),
  ),

  onAction(practiceActions.show, who, (ctx) =>
    onVisit(ctx, 'visiting', async ({ practice }) => shown(ctx, { ...practice, formShown: false })),
  ),

  onAction(practiceActions.more, who, (ctx) =>
    onVisit(ctx, 'visiting', async ({ practice, visit }) => {
      const name = shopOf(practice, ctx.actor)
      const customer = { code: name, name, grade: null }
      return replaceCard(lead(ctx, practice, moreCard({ visitId: visit.id, customer }, ctx.t)))
    }),
  ),

  // Called off: the same lesson from its beginning.
  onAction(practiceActions.cancel, who, (ctx) =>
    onVisit(ctx, 'visiting', async ({ practice }) =>
      shown(ctx, beginLesson(ctx, practice.lesson, practice), {
        type: 'info',
        text: ctx.t(visitWords.cancelledPoint),
      }),
    ),
  ),

  onAction(practiceActions.photos, who, (ctx, { payload }) =>
    onVisit(ctx, 'visiting', async ({ practice, visit }) =>
      photosPage(ctx, practice, visit, payload.page),
    ),
  ),

  onAction(practiceActions.turnPhoto, who, (ctx, { payload }) =>
    changePhoto(ctx, payload, (one) => ({
      ...one,
      kind: one.kind === 'shelf' ? 'storefront' : 'shelf',
      byHand: true,
    })),
  ),

  onAction(practiceActions.deletePhoto, who, (ctx, { payload }) =>
    changePhoto(ctx, payload, () => null),
  ),

  onAction(practiceActions.editNotes, who, (ctx) =>
    onVisit(ctx, 'visiting', async ({ practice, visit }) => {
      const name = shopOf(practice, ctx.actor)
      const customer = { code: name, name, grade: null }
      const text = summaryOf(sceneOf(ctx, ctx.actor, practice, visit))
      const real = editNotesCard({ visitId: visit.id, customer, text }, ctx.t)
      return replaceCard(lead(ctx, practice, real), practiceThing(practice))
    }),
  ),

  onAction(practiceActions.saveNotes, who, (ctx, { form }) =>
    onVisit(ctx, 'visiting', async ({ practice, visit }) => {
      const notes = form.summary === '' ? [] : [{ ...noteOf(visit, ctx), text: form.summary }]
      return shown(ctx, { ...practice, formShown: false, visit: { ...visit, notes } })
    }),
  ),

  onAction(practiceActions.dismissNote, who, (ctx, { payload }) =>
    onVisit(ctx, 'visiting', async ({ practice, visit }) => {
      const notes = visit.notes.filter(({ id }) => id !== payload.noteId)
      return shown(ctx, { ...practice, visit: { ...visit, notes } })
    }),
  ),

  onAction(practiceActions.relocate, who, async (ctx) =>
    toast('info', ctx.t(visitWords.relocateToast)),
  ),
]

/** What the rep typed into the form of the check-out, read and judged. */
import { missingLine } from '../../../cards/visits/missing.ts'
import type { CheckOutDraft } from '../../../cards/visits/view.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { parseYuan } from '../../domain/money.ts'
import { addDays, localDate } from '../../domain/time.ts'
import { joinNotes } from '../../domain/visits/summary.ts'
import { liveWords } from '../../i18n/live.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { problemsOf, type Scene } from './scene.ts'

export interface FormInput {
  readonly outcome?: string | undefined
  readonly summary: string
  readonly orderAmount?: string | undefined
  readonly nextStep?: string | undefined
  readonly nextVisitOn?: string | undefined
}

export interface TypedForm {
  /** As it was typed, for showing the form again; the summary with what came since. */
  readonly draft: CheckOutDraft
  /** As it is stored; what cannot be read is null. */
  readonly fields: {
    readonly outcome: string | null
    readonly orderAmountFen: number | null
    readonly nextStep: string | null
    readonly nextVisitOn: string | null
  }
  /** Why the visit cannot be closed with it, in the rep's language. */
  readonly problem: string | null
}

/** Reads the form; `lastNoteId` is the last note that it was filled in with. */
export function readCheckOut(
  ctx: ActorCtx,
  scene: Scene,
  form: FormInput,
  lastNoteId: string | undefined,
): TypedForm {
  const summary = withLaterNotes(scene, form.summary, lastNoteId)
  const outcome = form.outcome ?? null
  const amount = outcome === 'ordered' ? form.orderAmount : undefined
  const fen = amount === undefined ? null : parseYuan(amount)
  const fields = {
    outcome,
    orderAmountFen: fen !== null && fen >= 0 ? fen : null,
    nextStep: form.nextStep ?? null,
    nextVisitOn: localDate.safeParse(form.nextVisitOn).data ?? null,
  }
  const missing = problemsOf(
    scene,
    { summary, outcome: form.outcome, outcomeRequired: true },
    ctx.now,
  )
  const isOffered = outcome === null || scene.rules.outcomes.some(({ value }) => value === outcome)
  const isEarly = fields.nextVisitOn !== null && fields.nextVisitOn < addDays(ctx.today, 1)
  const needsPlace = missing.some(({ code }) => code === 'locationMissing')
  const said = [
    missing.length > 0 && missingLine(ctx.t, missing),
    needsPlace && ctx.t(scene.rules.proof === 'live' ? liveWords.placeNeeded : w.placeNeeded),
    !isOffered && ctx.t(w.problemOutcome),
    amount !== undefined && fields.orderAmountFen === null && ctx.t(w.problemAmount),
    isEarly && ctx.t(w.problemDate),
  ].filter((text) => text !== false)
  return {
    draft: { ...form, summary },
    fields: { ...fields, nextVisitOn: isEarly ? null : fields.nextVisitOn },
    problem: said.length > 0 ? said.join(ctx.t(w.sentenceBreak)) : null,
  }
}

/** Texts that arrived after the form was filled in are part of the summary too. */
function withLaterNotes({ notes }: Scene, typed: string, lastNoteId: string | undefined): string {
  const summary = uncut(notes, typed, lastNoteId)
  const later = notes
    .filter(
      ({ id, text }) => (lastNoteId === undefined || id > lastNoteId) && !summary.includes(text),
    )
    .map(({ text }) => text)
  return [summary, ...later].filter((text) => text !== '').join('\n')
}

/** A field of the platform holds 1,000 characters: a longer text that was left as it was is not cut. */
function uncut(notes: Scene['notes'], typed: string, lastNoteId: string | undefined): string {
  const filledIn = notes.filter(({ id }) => lastNoteId !== undefined && id <= lastNoteId)
  const full = joinNotes(filledIn.map(({ text, createdAt }) => ({ text, at: createdAt })))
  return full.length > 1000 && full.startsWith(typed) && typed.length > 900 ? full : typed
}

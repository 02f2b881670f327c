/**
 * How much a 离店总结 tells: five points of 20 that anybody can check by reading it, and one deduction.
 * Decided when the visit closes, and kept with it: words that come to count later change no old visit.
 */
import { likeness, plainText } from '../text-likeness.ts'
import { isLongEnough, SHOP_CLOSED } from './summary.ts'
import { matter, number, voice } from './summary-words.ts'

/** The five points, in the order in which they are shown. */
export const summaryPoints = ['whole', 'number', 'matter', 'voice', 'next'] as const
export type SummaryPoint = (typeof summaryPoints)[number]

export type SummaryMarks = Readonly<Record<SummaryPoint, boolean>> & {
  /** Nearly the same as one of the rep's own summaries before. */
  readonly copied: boolean
}

export type FilledForm = {
  summary: string | null
  outcome: string | null
  nextStep: string | null
  nextVisitOn: string | null
}

const POINTS_EACH = 20
/** From here on a text is a copy of another. */
const COPIED_FROM = 0.9
/** What a copy is worth at most. */
const MOST_FOR_A_COPY = 20
/** Fewer characters are alike by being short. */
const LEAST_COMPARED = 6
/** A next step of one character says nothing. */
const LEAST_NEXT_STEP = 3

/**
 * Marks a summary against those that the same rep wrote before (newest first; the caller says how far
 * back). Null where there was nothing to tell: the shop was closed.
 */
export function markSummary(
  form: FilledForm,
  earlier: readonly (string | null)[],
  minCharacters: number,
): SummaryMarks | null {
  if (form.outcome === SHOP_CLOSED) return null
  const text = (form.summary ?? '').normalize('NFKC')
  return {
    whole: form.outcome !== null && isLongEnough(text, Math.max(1, minCharacters)),
    number: number.test(text),
    matter: matter.test(text),
    voice: voice.test(text),
    next: form.nextVisitOn !== null || isLongEnough(form.nextStep ?? '', LEAST_NEXT_STEP),
    copied: isCopied(text, earlier),
  }
}

function isCopied(text: string, earlier: readonly (string | null)[]): boolean {
  const own = plainText(text)
  if (own.length < LEAST_COMPARED) return false
  return earlier.some((one) => {
    const other = plainText(one ?? '')
    // Texts of very different lengths cannot be that alike.
    const [short, long] = [own.length, other.length].toSorted((a, b) => a - b) as [number, number]
    return short >= long * COPIED_FROM && likeness(own, other) >= COPIED_FROM
  })
}

/** 0–100. */
export function summaryScore(marks: SummaryMarks): number {
  const points = POINTS_EACH * summaryPoints.filter((point) => marks[point]).length
  return marks.copied ? Math.min(points, MOST_FOR_A_COPY) : points
}

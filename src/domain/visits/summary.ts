import type { Outcome } from './outcomes.ts'
import { missingKinds, type PhotoKind, type RequiredPhoto } from './photos.ts'

/** The organisation's rules for closing a visit. */
export type CheckOutRules = {
  requiredPhotos: readonly RequiredPhoto[]
  minSummaryCharacters: number
  outcomeRequired: boolean
}

/** What still stands between an open visit and its closing; numbers say how much is missing. */
export type CheckOutProblem =
  | { code: 'locationMissing' }
  | { code: 'missingStorefront'; count: number }
  | { code: 'missingShelf'; count: number }
  | { code: 'outcomeMissing' }
  | { code: 'summaryTooShort'; characters: number; min: number }

export type CheckOutDraft = {
  /** Whether the position that the rules ask for is there. */
  located: boolean
  photos: Iterable<PhotoKind>
  summary: string
  outcome?: string
}

/** 店休/关门: nobody to talk to and no shelf to see. */
export const SHOP_CLOSED = 'shopClosed' satisfies Outcome

/**
 * Why a visit cannot be closed yet, in the order in which a rep would mend it; empty when it can.
 * A closed shop is proved by position and storefront alone. A short stay is no problem here: it is
 * flagged (`isStayTooShort`), never blocks.
 */
export function checkOutProblems(draft: CheckOutDraft, rules: CheckOutRules): CheckOutProblem[] {
  const closed = draft.outcome === SHOP_CLOSED
  const missing = missingKinds(draft.photos, rules.requiredPhotos)
  const count = (kind: RequiredPhoto) => missing.filter((m) => m === kind).length
  const characters = countCharacters(draft.summary)
  const min = rules.minSummaryCharacters

  const problems: CheckOutProblem[] = []
  if (!draft.located) problems.push({ code: 'locationMissing' })
  if (count('storefront') > 0) {
    problems.push({ code: 'missingStorefront', count: count('storefront') })
  }
  if (closed) return problems
  if (count('shelf') > 0) problems.push({ code: 'missingShelf', count: count('shelf') })
  if (rules.outcomeRequired && !draft.outcome) problems.push({ code: 'outcomeMissing' })
  if (characters < min) problems.push({ code: 'summaryTooShort', characters, min })
  return problems
}

/** Notes sent during a visit as one summary: by time, one a line, blanks and repeats left out. */
export function joinNotes(notes: readonly { text: string; at: Date }[]): string {
  const texts = notes
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ text }) => text.trim())
  return [...new Set(texts)].filter((text) => text !== '').join('\n')
}

/**
 * How many characters a person would count: code points, where an accent or an emoji's modifiers
 * count with their base, invisible characters not at all, a run of blanks as one, and blanks
 * beside a Chinese character or at the ends not at all.
 */
export function countCharacters(text: string): number {
  const visible = text
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Mn}\p{Me}\p{Emoji_Modifier}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
  return [...visible].length
}

/** Whether a summary has at least `min` characters as `countCharacters` counts them. */
export function isLongEnough(text: string, min: number): boolean {
  return countCharacters(text) >= min
}

/** Whole minutes between check-in and check-out, begun ones left out; never negative. */
export function dwellMinutes(checkedInAt: Date, checkedOutAt: Date): number {
  return Math.max(0, Math.floor((checkedOutAt.getTime() - checkedInAt.getTime()) / 60_000))
}

/** Whether a stay is shorter than the minimum: a flag for the manager, never a refusal. */
export function isStayTooShort(minutes: number, minStayMinutes: number): boolean {
  return minutes < minStayMinutes
}

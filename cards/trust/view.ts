/** A doubtful visit as its cards show it; times come as text of the organisation's zone. */
import type { Verdict } from '../../src/domain/trust/suggest.ts'
import type { Word } from '../../src/i18n/t.ts'

export type Band = 'green' | 'amber' | 'red'

/** What one rule found, in the rule's own words. */
export interface ReasonView {
  readonly title: Word<never>
  readonly reason: Word
  readonly numbers: Readonly<Record<string, number | string>>
  /** What it took from the score; 0 for what is only said. */
  readonly points: number
}

export interface Judgement {
  readonly score: number
  readonly band: Band
  /** Heaviest first. */
  readonly reasons: readonly ReasonView[]
  /** How many rules lacked what they need. */
  readonly lacking: number
}

export interface RulingView {
  readonly verdict: Verdict
  readonly by: string
  readonly at: string
  readonly note: string | null
}

export interface PhotoShown {
  /** Null: it cannot be shown, its time is over. */
  readonly imageKey: string | null
  readonly caption: string
}

export interface ExplanationView {
  readonly text: string
  readonly at: string
  readonly photos: readonly PhotoShown[]
  readonly lostPhotos: number
}

export interface AppealView {
  readonly text: string
  readonly at: string
}

/** What stands between the rep and the visit, as the rep sees it. */
export interface OwnTrust extends Judgement {
  readonly visitId: string
  readonly explanation: ExplanationView | null
  readonly ruling: RulingView | null
  readonly appeal: AppealView | null
  /** The decision about the appeal. */
  readonly decision: RulingView | null
  readonly mayExplain: boolean
  /** Until when the rep may appeal; null: not, or not any more. */
  readonly appealUntil: string | null
}

export interface OwnCase extends OwnTrust {
  readonly customer: string
  readonly when: string
  /** Who is to answer, by name. */
  readonly judges: readonly string[]
  /** Minutes during which what is sent belongs to the explanation; null: not now. */
  readonly piecesMinutes: number | null
}

/** Two photos that should not be alike, side by side. */
export interface PhotoPair {
  readonly now: PhotoShown
  readonly before: PhotoShown
}

export interface ReviewItem extends Judgement {
  readonly visitId: string
  readonly rep: string
  readonly customer: string
  readonly day: string
  readonly arrived: string
  readonly left: string | null
  readonly minutes: number | null
  readonly explanation: ExplanationView | null
  readonly ruling: RulingView | null
  readonly appeal: AppealView | null
  readonly decision: RulingView | null
  readonly pairs: readonly PhotoPair[]
  readonly photos: readonly PhotoShown[]
  /** It waited too long below and came up. */
  readonly isUp: boolean
  /** What the reader may decide now; null: only look. */
  readonly level: 1 | 2 | null
}

/** Another visit of the list, in one line. */
export interface ReviewLine {
  readonly visitId: string
  readonly rep: string
  readonly customer: string
  readonly score: number
  readonly tag: 'appeal' | 'explained' | null
}

export interface Review {
  readonly item: ReviewItem
  /** Place in the list, 1 first; null: not in it (any more). */
  readonly position: number | null
  readonly total: number
  readonly previous: string | null
  readonly next: string | null
  readonly others: readonly ReviewLine[]
  /** How many more there are than those lines. */
  readonly hidden: number
  /** Who waits for an answer: shown when it is a reminder. */
  readonly waiting: { readonly n: number; readonly hours: number } | null
}

/** 月度复盘: what a month says about the rules. An idea names its data; a person decides, nothing changes by itself. */

export const ideaKinds = [
  'frequency',
  'capacity',
  'neverSells',
  'minStay',
  'tolerance',
  'digestTime',
  'skipReason',
  'skipApproval',
] as const
export type IdeaKind = (typeof ideaKinds)[number]

/** What is measured before a change and after it: rates 0–1. */
export const ideaMeasures = [
  /** 覆盖率. */
  'coverage',
  /** 拜访达成率. */
  'completion',
  /** 拜访成交率. */
  'strike',
  /** Visits shorter than the rule asks for ÷ visits done. */
  'short',
  /** Check-ins not on site ÷ check-ins with a place. */
  'away',
  /** Visits that were over when the daily digest went out ÷ visits done. */
  'told',
  /** Skips whose reason is 其他 ÷ skips. */
  'other',
  /** Skips ÷ stops of the plans. */
  'skipped',
] as const
export type IdeaMeasure = (typeof ideaMeasures)[number]

export interface Idea {
  readonly kind: IdeaKind
  /** The grade, or the reason, that it is about; `''` for the rule as a whole. */
  readonly subject: string
  /** Why, among the reasons that its kind knows. */
  readonly why: string
  /** The value in force and the suggested one, as the setting has them (of a grade its frequency). */
  readonly from: unknown
  readonly to: unknown
  /** How many facts it rests on: visits, days, skips. */
  readonly sample: number
  readonly numbers: Readonly<Record<string, number>>
  readonly measure: IdeaMeasure
}

/** A value that occurred so often. */
export interface Count {
  readonly value: number
  readonly n: number
}

export const totalOf = (counts: readonly Count[]): number =>
  counts.reduce((sum, { n }) => sum + n, 0)

/** How often a value fits a condition. */
export const countIf = (counts: readonly Count[], fits: (value: number) => boolean): number =>
  totalOf(counts.filter(({ value }) => fits(value)))

/**
 * The smallest value that at least this share (0–1) of all does not exceed (the inverse of the empirical
 * distribution function); 0 without any.
 */
export function quantile(counts: readonly Count[], share: number): number {
  const sorted = counts.toSorted((a, b) => a.value - b.value)
  const wanted = Math.max(1, Math.ceil(totalOf(sorted) * share))
  let seen = 0
  for (const { value, n } of sorted) {
    seen += n
    if (seen >= wanted) return value
  }
  return 0
}

import { type OutingKind, type OutingResult, otherOuting } from '../../src/domain/outings.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { outingWords as w } from '../../src/i18n/outings.ts'
import type { T } from '../../src/i18n/t.ts'
import { dayText } from '../plans/words.ts'

export interface OutingView {
  readonly outingId: string
  readonly status: 'open' | 'ended' | 'cancelled'
  readonly kind: OutingKind
  readonly reason: string | null
  readonly date: LocalDate
  /** Local time `09:12`. */
  readonly startedAt: string
  /** Null while it is open, and where the system closed it. */
  readonly ended: {
    readonly date: LocalDate
    readonly at: string
    /** From going out to saying the result. */
    readonly minutes: number
  } | null
  readonly result: OutingResult | null
  readonly note: string | null
  /** It did not begin today. */
  readonly isOld: boolean
  readonly mayCancel: boolean
  /** Customers visited in between, first ones by name. */
  readonly visits: { readonly n: number; readonly names: readonly string[] }
}

export const kindText = (t: T, { zh, en }: OutingKind): string => (t.locale === 'en' ? en : zh)

export const resultText = (t: T, result: OutingResult | null): string => t(w[result ?? 'unknown'])

/** A kept kind with its English words, where the rule still has it. */
export const kindOf = (kept: string, kinds: readonly OutingKind[]): OutingKind =>
  [...kinds, otherOuting].find(({ zh }) => zh === kept) ?? { zh: kept, en: kept }

/** `09:12 出发`, with the day when that was not today. */
export const sinceText = (
  t: T,
  { isOld, date, startedAt }: Pick<OutingView, 'isOld' | 'date' | 'startedAt'>,
): string => t(w.since, { when: isOld ? `${dayText(t, date)} ${startedAt}` : startedAt })

/** `38 分钟`, `2 小时`, `2 小时 5 分`. */
export function lengthText(t: T, minutes: number): string {
  if (minutes < 60) return t(w.minutes, { n: minutes })
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return m === 0 ? t(w.hours, { n: h }) : t(w.hoursMinutes, { h, m })
}

/** `09:12–11:40，2 小时 28 分`; of a result that came later only when that was. */
export function spanText(t: T, view: OutingView): string {
  const { ended, date, startedAt: from } = view
  if (!ended) return t(w.neverTold)
  if (ended.date !== date) return t(w.toldLater, { day: dayText(t, ended.date) })
  return t(w.span, { from, to: ended.at, length: lengthText(t, ended.minutes) })
}

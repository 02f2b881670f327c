/**
 * What a rule of the trust score (信任分) is. A rule looks at what is known of one visit and answers a
 * finding; it never decides about a person. One file each in `rules/`, listed in `rules/index.ts`.
 */
import { type Message, type Word, word } from '../../i18n/t.ts'
import type { Need, VisitEvidence } from './evidence.ts'

/** `insufficient` (证据不足): what the rule needs is not there. It is neither a flag nor "passed". */
export type SignalState = 'flag' | 'clear' | 'insufficient'

/**
 * How much a flag says. `info` is shown and costs nothing; one `weak` alone leaves a visit green; a
 * `strong` one alone makes it amber or red, so it must not come of drift, cached fixes or a slow network.
 */
export const strengths = ['info', 'weak', 'strong'] as const
export type Strength = (typeof strengths)[number]

/**
 * What signals have in common: two flags about the same thing are one observation seen twice, so the
 * heavier counts alone.
 */
export type About = 'place' | 'movement' | 'time' | 'photo' | 'words' | 'phone'

/** Metres, minutes, km/h, counts, shares; the ids of what it was compared with. No position. */
export type Numbers = Readonly<Record<string, number | string>>

export interface Finding {
  readonly state: SignalState
  /** Of a flag; `info` else. */
  readonly strength: Strength
  /** Fill the placeholders of the rule's `reason` when it is a flag. */
  readonly numbers: Numbers
  /** What the number was held against, in the number's unit; null where there is none. */
  readonly threshold: number | null
}

/** A number that an organisation or a team may set: a setting `trust.<rule>.<name>`. */
export interface Threshold {
  readonly default: number
  readonly min: number
  readonly max: number
  readonly label: Word<never>
  readonly unit?: Message
  /** What a person would change it by. */
  readonly step: number
  /** The number of the finding that is held against it, and from which side it flags. */
  readonly of?: { readonly number: string; readonly direction: 'above' | 'below' }
}

/** Declares a threshold: its words, its default, what it may be. */
export const threshold = (
  zh: string,
  en: string,
  value: number,
  more: Omit<Threshold, 'label' | 'default'>,
): Threshold => ({ label: word(zh, en), default: value, ...more })

export const units = {
  m: { zh: '米', en: 'm' },
  minutes: { zh: '分钟', en: 'min' },
  seconds: { zh: '秒', en: 's' },
  hours: { zh: '小时', en: 'h' },
  days: { zh: '天', en: 'days' },
  kmh: { zh: '公里/小时', en: 'km/h' },
  times: { zh: '次', en: 'times' },
} as const satisfies Record<string, Message>

export type Thresholds = Readonly<Record<string, Threshold>>
export type Config<T extends Thresholds> = { readonly [K in keyof T]: number }

export interface TrustRule<T extends Thresholds = Thresholds> {
  /** Kebab-case; what is stored, reported and configured. */
  readonly id: string
  readonly title: Word<never>
  /** One sentence of a flag, filled from its numbers: what was seen, against what. */
  readonly reason: Word
  readonly about: About
  /** Points that a strong flag takes from 100, a weak one a third of it. */
  readonly weight: number
  readonly thresholds: T
  /** Whether it runs where nobody has set anything. */
  readonly on: boolean
  /** What must be known; else the answer is `insufficient` without asking `check`. */
  readonly needs: readonly Need[]
  check(evidence: VisitEvidence, config: Config<T>): Finding
}

export function defineRule<T extends Thresholds>(rule: TrustRule<T>): TrustRule<T> {
  return rule
}

export const flag = (
  strength: Strength,
  numbers: Numbers,
  threshold: number | null = null,
): Finding => ({ state: 'flag', strength, numbers, threshold })

export const clear = (numbers: Numbers = {}, threshold: number | null = null): Finding => ({
  state: 'clear',
  strength: 'info',
  numbers,
  threshold,
})

export const insufficient = (numbers: Numbers = {}): Finding => ({
  state: 'insufficient',
  strength: 'info',
  numbers,
  threshold: null,
})

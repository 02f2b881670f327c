/**
 * What a rule of the trust score (信任分) is. A rule looks at what is known of one visit and answers a
 * finding; it never decides about a person. One file each in `rules/`, listed in `rules/index.ts`.
 */
import type { z } from 'zod'
import type { Word } from '../../i18n/t.ts'
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
  /** What the number was held against, in the unit of the rule's first number; null where there is none. */
  readonly threshold: number | null
}

export interface TrustRule<C = unknown> {
  /** Kebab-case; what is stored, reported and configured. */
  readonly id: string
  readonly title: Word<never>
  /** One sentence of a flag, filled from its numbers: what was seen, against what. */
  readonly reason: Word
  readonly about: About
  /** Points that a strong flag takes from 100; a weak one takes `weakShare` of it. */
  readonly weight: number
  /** Thresholds, each with its default. */
  readonly config: z.ZodType<C>
  /** Whether it runs where nobody has set anything. */
  readonly on: boolean
  /** What must be known; else the answer is `insufficient` without asking `check`. */
  readonly needs: readonly Need[]
  check(evidence: VisitEvidence, config: C): Finding
}

/** The rules in a list, whatever their thresholds are. */
export type AnyRule = Omit<TrustRule<never>, 'config'> & { readonly config: z.ZodType }

export function defineRule<C>(rule: TrustRule<C>): TrustRule<C> {
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

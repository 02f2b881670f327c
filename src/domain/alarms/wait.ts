import { type CustomerFacts, coverOf } from './facts.ts'
import { type BaseRhythm, silence } from './rhythm.ts'

/** How a customer waits between orders: every number of the sentence that a manager reads. Days are open days. */
export interface Wait {
  /** Order days in all. */
  readonly orderDays: number
  /** Usual gap between orders (平均 X 天下单一次). */
  readonly gap: number
  /** How far gaps stray from it, a standard deviation (上下 σ 天). */
  readonly spread: number
  /** The gap before the last order. */
  readonly lastGap: number
  /** Days since the last order (已 Y 天未下单). */
  readonly silent: number
  /** Usual gaps that the last order covers, 1 unless it was a stock-up. */
  readonly cover: number
}

/** The base counts double against a customer's own gaps. */
const baseWeight = 2
/** Squared gaps of the base that are mixed into a customer's own spread. */
const spreadWeight = 2

/** How the customer waits; its own gaps, drawn towards those of the base as long as it has few. */
export function waitOf(facts: CustomerFacts, base: BaseRhythm): Wait {
  const { repeats: x, span, gapSquares, lastGap } = facts
  const gap = (baseWeight * base.days + span) / (baseWeight * base.shape + x)
  const own = x === 0 ? 0 : gapSquares - span ** 2 / x
  const spread = Math.sqrt((own + spreadWeight * gap ** 2) / (Math.max(0, x - 1) + spreadWeight))
  return {
    orderDays: x + 1,
    gap,
    spread,
    lastGap,
    silent: silence(facts),
    cover: coverOf(facts),
  }
}

/**
 * The explainable score: the expected wait between the last order and the next if the customer
 * behaves as ever, in days; longer is more at risk. What a long history proves is taken off, 15
 * days for each e-fold of repeat orders. A stock-up changes when the alarm sounds (`brokenAfter`) but
 * not this order: measured, it made the order worse.
 */
export function expectedWait({ silent, gap, lastGap, orderDays }: Wait): number {
  return silent + gap + lastGap / 5 - 15 * Math.log(Math.max(1, orderDays - 1))
}

/** Repeat order days below which no rhythm is claimed to be broken. */
export const leastRepeats = 3
/** A silence of so many times the usual gap and its spread is a broken rhythm. */
export const brokenAt = 1.6

/** The silence in days at which the rhythm counts as broken; a stock-up moves it out by the gaps that it covers. */
export function brokenAfter({ gap, spread, cover }: Wait): number {
  return brokenAt * (gap + spread) + gap * (cover - 1)
}

/** Whether the customer is silent for far longer than its own rhythm explains. */
export function rhythmBroken(wait: Wait): boolean {
  return wait.orderDays > leastRepeats && wait.silent >= brokenAfter(wait)
}

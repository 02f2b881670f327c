import type { OrderHistory } from '../../src/domain/alarms/order-history.ts'
import {
  fitPlungeBase,
  type PlungeBase,
  type PlungeFacts,
  plungeFactsOf,
  plungeSpan,
} from '../../src/domain/alarms/plunge.ts'

/** Chances from 0 to 1, the same ones for a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** All customers of one 150-day window as they really were, and the base fitted to them. */
export interface Window {
  readonly end: number
  readonly customers: readonly { customer: string; facts: PlungeFacts }[]
  readonly base: PlungeBase
}

/** Windows one after the other, back from `back` days before the newest order. */
export function windowsOf(histories: readonly OrderHistory[], back = 0): Window[] {
  const days = histories.flatMap((history) => history.days)
  const [first, last] = days.reduce(
    ([low, high], day) => [Math.min(low, day), Math.max(high, day)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  const windows: Window[] = []
  for (let end = last - back; end - plungeSpan + 1 >= first; end -= plungeSpan) {
    const customers = histories.flatMap((history) => {
      const facts = plungeFactsOf(history, end)
      return facts ? [{ customer: history.customer, facts }] : []
    })
    windows.push({ end, customers, base: fitPlungeBase(customers.map(({ facts }) => facts)) })
  }
  return windows
}

/** The same customer, had each order day of the last 30 been kept with the chance `keep`. */
export function thinned(facts: PlungeFacts, keep: number, chance: () => number): PlungeFacts {
  const recent = facts.recent.filter(() => chance() < keep)
  const share = facts.recent.length === 0 ? 0 : recent.length / facts.recent.length
  return { ...facts, recent, recentAmount: facts.recentAmount * share }
}

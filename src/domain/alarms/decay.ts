import { normalBelow } from './counts.ts'
import type { OrderHistory } from './order-history.ts'

/** Slow decay is read from so many spans of so many open days, the newest last. */
export const decayMonths = 6
export const decaySpan = 30

/** Order days in each of the last six 30-day spans, oldest first; the newest ends with `today`. */
export function monthCounts({ days }: Pick<OrderHistory, 'days'>, today: number): number[] {
  const counts = new Array<number>(decayMonths).fill(0)
  for (const day of days) {
    const back = Math.floor((today - day) / decaySpan)
    const month = decayMonths - 1 - back
    if (back >= 0 && month >= 0) counts[month] = (counts[month] ?? 0) + 1
  }
  return counts
}

/** What all customers of an organisation did in the same six spans. */
export interface DecayBase {
  readonly totals: readonly number[]
  /** How much more single counts stray than chance would have them; at least 1. */
  readonly dispersion: number
}

/** Fewer order days in six spans show no slope. */
export const leastDecayOrders = 6

export function fitDecayBase(customers: readonly (readonly number[])[]): DecayBase {
  const totals = new Array<number>(decayMonths).fill(0)
  for (const counts of customers)
    for (let month = 0; month < decayMonths; month++)
      totals[month] = (totals[month] ?? 0) + (counts[month] ?? 0)
  const all = sum(totals)
  let strayed = 0
  let freedom = 0
  for (const counts of customers) {
    const own = sum(counts)
    if (own < leastDecayOrders) continue
    freedom += decayMonths - 1
    for (let month = 0; month < decayMonths; month++) {
      const flat = (own * (totals[month] ?? 0)) / all
      if (flat > 0) strayed += ((counts[month] ?? 0) - flat) ** 2 / flat
    }
  }
  return { totals, dispersion: freedom === 0 ? 1 : Math.max(1, strayed / freedom) }
}

/** How a customer's order days changed over six spans against all others. */
export interface Decay {
  readonly counts: readonly number[]
  /** Fitted fall from the first span to the last, 0.4 is −40 %; negative when it rose. */
  readonly fall: number
  /** Chance (0–1) of such a slope, up or down, if the customer went with the base. */
  readonly chance: number
  /** Rank: signed root of the likelihood ratio, the highest fell the most surely. */
  readonly score: number
}

/**
 * Poisson regression on a straight line in logs, ln λ = a + b·month + ln(season), by Newton steps;
 * the season is what the other customers ordered in the same span. The likelihood ratio against
 * b = 0 is divided by the base's dispersion. Null below six order days.
 */
export function decayOf(counts: readonly number[], base: DecayBase): Decay | null {
  const own = sum(counts)
  if (own < leastDecayOrders) return null
  const season = counts.map((count, month) => Math.max(1, (base.totals[month] ?? 0) - count))
  const flat = Math.log(own / sum(season))
  let [a, b] = [flat, 0]
  for (let round = 0; round < 25; round++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0]
    for (const [month, count] of counts.entries()) {
      const mean = (season[month] ?? 1) * Math.exp(a + b * month)
      ga += count - mean
      gb += month * (count - mean)
      haa += mean
      hab += month * mean
      hbb += month * month * mean
    }
    const det = haa * hbb - hab * hab
    const db = (haa * gb - hab * ga) / det
    // A customer that stopped altogether has no finite slope: e^±2 a span is steep enough.
    const next = Math.min(2, Math.max(-2, b + Math.max(-1, Math.min(1, db))))
    const moved = Math.abs(next - b)
    b = next
    a = Math.log(
      own / counts.reduce((all, _, month) => all + (season[month] ?? 1) * Math.exp(b * month), 0),
    )
    if (moved < 1e-9) break
  }
  const gain = counts.reduce(
    (all, count, month) =>
      all +
      count * (a + b * month - flat) -
      (season[month] ?? 1) * (Math.exp(a + b * month) - Math.exp(flat)),
    0,
  )
  const root = Math.sqrt(Math.max(0, 2 * gain) / base.dispersion)
  return {
    counts,
    fall: 1 - Math.exp(b * (decayMonths - 1)),
    chance: 2 * (1 - normalBelow(root)),
    score: b < 0 ? root : -root,
  }
}

/** Whether an alarm may come of it at all: enough order days, and more of them early than late. */
export function mayHaveDecayed(counts: readonly number[], base: DecayBase): boolean {
  const own = sum(counts)
  if (own < leastDecayAlarm) return false
  const season = counts.map((count, month) => Math.max(1, (base.totals[month] ?? 0) - count))
  const flat = own / sum(season)
  return counts.reduce((all, n, month) => all + month * (n - flat * (season[month] ?? 1)), 0) < 0
}

/** Both chosen by the bench: with fewer order days, untouched customers alarm as often as falling ones. */
export const decayChance = 0.05
export const leastDecayAlarm = 12
export const decayFall = 0.4

/** 持续下滑: a slope over many order days that chance does not explain, and that fell by at least 40 %. */
export function decayed({ counts, chance, fall }: Decay): boolean {
  return sum(counts) >= leastDecayAlarm && chance <= decayChance && fall >= decayFall
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

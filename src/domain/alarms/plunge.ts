import { type BaseCounts, countChances, fitCounts, normalBelow } from './counts.ts'
import { aliveChance, type BaseDropout, fitDropout } from './dropout.ts'
import { sampled } from './fit.ts'
import { plungeWeights } from './frozen.ts'
import type { OrderHistory } from './order-history.ts'

/** Days looked at, the last `recentSpan` of which are judged by those before. Open days. */
export const plungeSpan = 150
export const recentSpan = 30
const beforeSpan = plungeSpan - recentSpan

/** One customer's last 150 days. */
export interface PlungeFacts {
  /** Order days of the 120 days before, as 1 … 120, ascending. At least one. */
  readonly before: readonly number[]
  /** Order days of the last 30 days, as 121 … 150. */
  readonly recent: readonly number[]
  /** Fen of each day of `before`, and of all of `recent` together. */
  readonly amounts: readonly number[]
  readonly recentAmount: number
}

/** Cuts the last 150 days, up to and with `today`, out of a history; null if nothing was ordered before the last 30. */
export function plungeFactsOf({ days, amounts }: OrderHistory, today: number): PlungeFacts | null {
  const start = today - plungeSpan
  const from = days.findIndex((day) => day > start)
  if (from < 0) return null
  let split = from
  let end = from
  for (; (days[end] ?? Number.POSITIVE_INFINITY) <= today; end++)
    if ((days[end] ?? 0) <= start + beforeSpan) split = end + 1
  if (split === from) return null
  // Slices and not pushes: a scan keeps these of every customer, and a slice is no longer than it must be.
  return {
    before: days.slice(from, split).map((day) => day - start),
    recent: days.slice(split, end).map((day) => day - start),
    amounts: amounts.slice(from, split),
    recentAmount: amounts.slice(split, end).reduce((sum, amount) => sum + amount, 0),
  }
}

/** What is fitted to one organisation's last 150 days, without labels. */
export interface PlungeBase {
  readonly counts: BaseCounts
  readonly dropout: BaseDropout
  /** Order days of all customers: in the last 30 days, and expected of them by the days before. */
  readonly recent: number
  readonly expected: number
}

/** Fewer order days than this in 120 are no rhythm to fall from. */
const leastBefore = 4

export function fitPlungeBase(customers: readonly PlungeFacts[]): PlungeBase {
  const counts = fitCounts(
    customers.map(({ before }) => before.length),
    beforeSpan,
  )
  return withSeason(customers, {
    counts,
    dropout: fitDropout(sampled(customers).map(rhythmBefore)),
  })
}

/** The season of these 30 days, with how customers order known already. */
export function withSeason(
  customers: readonly PlungeFacts[],
  { counts, dropout }: Pick<PlungeBase, 'counts' | 'dropout'>,
): PlungeBase {
  let recent = 0
  let expected = 0
  for (const facts of customers) {
    if (facts.before.length < leastBefore) continue
    recent += facts.recent.length
    expected += expectation(facts, { counts, dropout }).mean
  }
  return { counts, dropout, recent, expected }
}

function rhythmBefore({ before }: PlungeFacts) {
  const first = before[0] ?? 0
  return {
    repeats: before.length - 1,
    span: (before.at(-1) ?? 0) - first,
    age: beforeSpan - first,
  }
}

/** Expected order days of the last 30 by the days before, without the season; `alive`: chance that the customer was still one. */
function expectation(
  facts: PlungeFacts,
  { counts, dropout }: Pick<PlungeBase, 'counts' | 'dropout'>,
) {
  const alive = aliveChance(rhythmBefore(facts), dropout)
  const whileAlive =
    (recentSpan * (counts.shape + facts.before.length)) / (counts.days + beforeSpan)
  return { alive, whileAlive, mean: alive * whileAlive }
}

/** Everything that a plunge is told by. */
export interface Plunge {
  /** Order days of the last 30 days (近 30 天 n 单). */
  readonly recent: number
  /** Order days to be expected by the customer's own past and the season (按往常应有 µ 单). */
  readonly expected: number
  /** The base in the same days against its own past: 0.94 is −6 % (同期大盘). Without this customer. */
  readonly season: number
  /** Chance (0–1) of so few or fewer if the customer is still one and nothing has changed. */
  readonly chance: number
  /** Rank: the highest fell the most surely. */
  readonly score: number
  /** What the score adds up, in the order of `plungeWeights`. */
  readonly features: readonly number[]
  /** Fen of the last 30 days, and expected of them; 0 and 0 where money is not known. */
  readonly amount: number
  readonly expectedAmount: number
  /** Chance (0–1) of so little money or less if nothing has changed; 1 where money is not known. */
  readonly amountChance: number
}

/** Judges one customer's last 30 days by the 120 before them and by what all others did. */
export function plungeOf(facts: PlungeFacts, base: PlungeBase): Plunge {
  const n = facts.recent.length
  const own = expectation(facts, base)
  const season = seasonFor(facts, own.mean, base)
  const shape = base.counts.shape + facts.before.length
  const chances = countChances(shape, own.whileAlive * season, n)
  const below = chances.slice(0, n).reduce((sum, chance) => sum + chance, 0)
  const exactly = chances[n] ?? 0
  const gone = 1 - own.alive
  const middle = (n > 0 ? gone : gone / 2) + own.alive * (below + exactly / 2)
  const expected = own.mean * season
  const features = plungeFeatures(facts, expected, middle)
  const score = features.reduce((sum, value, i) => sum + value * (plungeWeights[i] ?? 0), 0)
  return {
    recent: n,
    expected,
    season,
    chance: below + exactly,
    score,
    features,
    ...money(facts, own, season, shape),
  }
}

/** What all others did against their own past, 0.5–2. */
function seasonFor({ before, recent }: PlungeFacts, mean: number, base: PlungeBase): number {
  const counted = before.length >= leastBefore
  return clip(
    (base.recent - (counted ? recent.length : 0) + 1) / (base.expected - (counted ? mean : 0) + 1),
    0.5,
    2,
  )
}

/** Whether an alarm may come of it at all: the two gates that cost little, so that a scan weighs few customers. */
export function mayHavePlunged(facts: PlungeFacts, base: PlungeBase): boolean {
  if (facts.before.length === 0) return false
  const { mean } = expectation(facts, base)
  const expected = mean * seasonFor(facts, mean, base)
  if (expected < leastExpected) return false
  if (facts.recent.length <= plungeDrop * expected) return true
  const each = facts.amounts.reduce((sum, amount) => sum + amount, 0) / facts.amounts.length
  return facts.recentAmount <= plungeDrop * expected * each
}

/**
 * What the rank looks at, in the order of `plungeWeights`: how unlikely so few order days are
 * (`middle`, mid-rank), their share of the expected ones, the longest silence against the longest
 * before, the month before against the whole, and the silence at the end against the usual gap.
 */
export function plungeFeatures(facts: PlungeFacts, expected: number, middle: number): number[] {
  const { before, recent } = facts
  const last = before.at(-1) ?? 0
  const gaps = before.slice(1).map((day, i) => day - (before[i] ?? day))
  const quietBefore = beforeSpan - last
  const longestBefore = Math.max(quietBefore, ...gaps)
  const all = [last, ...recent, plungeSpan]
  const longestNow = Math.max(...all.slice(1).map((day, i) => day - (all[i] ?? day)))
  const monthBefore = before.filter((day) => day > beforeSpan - recentSpan).length
  const silent = plungeSpan - (recent.at(-1) ?? last)
  const gap = (last - (before[0] ?? 0) + 20) / before.length
  return [
    Math.log(middle / (1 - middle)),
    Math.log((recent.length + 0.5) / (expected + 0.5)),
    Math.log((longestNow + 3) / (longestBefore + 3)),
    Math.log((monthBefore + 0.7) / (before.length / 4 + 0.7)),
    Math.log((silent + 3) / (gap + 3)),
  ]
}

/** The same for money: so many orders as may be, each of them like the customer's own (normal sums). */
function money(
  { amounts, recentAmount }: PlungeFacts,
  own: { whileAlive: number; mean: number },
  season: number,
  shape: number,
) {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) return { amount: 0, expectedAmount: 0, amountChance: 1 }
  const each = total / amounts.length
  // One more order of the usual size and spread keeps a short history from looking certain.
  const spread = Math.sqrt(
    (amounts.reduce((sum, amount) => sum + (amount - each) ** 2, 0) + each ** 2) / amounts.length,
  )
  const most = Math.ceil(4 * own.whileAlive * season + 10)
  const chances = countChances(shape, own.whileAlive * season, most)
  let little = chances[0] ?? 0
  for (let n = 1; n <= most; n++)
    little += (chances[n] ?? 0) * normalBelow((recentAmount - n * each) / (Math.sqrt(n) * spread))
  return {
    amount: recentAmount,
    expectedAmount: own.mean * season * each,
    amountChance: little,
  }
}

/** A plunge is claimed only of customers with so many expected order days, below that the silence alarm speaks. */
export const leastExpected = 2
/** Chosen by the bench: at most 1 % of untouched customers alarmed, in a usual month and when the whole base falls by 40 %. */
export const plungeChance = 0.1
export const plungeDrop = 0.5

/** 交易次数骤降: far fewer order days than the customer's own past and the season explain. */
export function countPlunged({ recent, expected, chance }: Plunge): boolean {
  return expected >= leastExpected && chance <= plungeChance && recent <= plungeDrop * expected
}

/** 销售额骤降: the same gate on money. */
export function salesPlunged({ amount, expectedAmount, expected, amountChance }: Plunge): boolean {
  return (
    expected >= leastExpected &&
    expectedAmount > 0 &&
    amountChance <= plungeChance &&
    amount <= plungeDrop * expectedAmount
  )
}

const clip = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

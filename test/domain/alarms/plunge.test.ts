import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countChances, fitCounts, normalBelow } from '../../../src/domain/alarms/counts.ts'
import { decayed, decayOf, fitDecayBase, monthCounts } from '../../../src/domain/alarms/decay.ts'
import {
  countPlunged,
  fitPlungeBase,
  plungeFactsOf,
  plungeOf,
  salesPlunged,
} from '../../../src/domain/alarms/plunge.ts'
import { dice } from './dice.ts'

/** An order every third day or so of 150; `keep` tells which of the last 30 days' orders happened. */
function weekly(chance: () => number, keep: (day: number) => boolean = () => true) {
  const days = Array.from({ length: 150 }, (_, i) => i + 1).filter(
    (day) => chance() < 1 / 3 && (day <= 120 || keep(day)),
  )
  return { customer: 'C1', days, amounts: days.map(() => 10_000) }
}
const facts = (history: ReturnType<typeof weekly>) => {
  const found = plungeFactsOf(history, 150)
  if (!found) throw new Error('no orders before')
  return found
}
const base = (keep?: (day: number) => boolean, chance = dice(1)) =>
  Array.from({ length: 250 }, () => facts(weekly(chance, keep)))

describe('counts', () => {
  test('chances by hand: shape 1 and mean 1 halve each time; a fit finds its mean', () => {
    expect(countChances(1, 1, 3)).toEqual([0.5, 0.25, 0.125, 0.0625])
    const { shape, days } = fitCounts(
      Array.from({ length: 1000 }, (_, i) => 6 + (i % 5)),
      120,
    )
    expect((120 * shape) / days).toBeCloseTo(8, 0)
    expect(normalBelow(1.959964)).toBeCloseTo(0.975, 6)
    expect(normalBelow(-1)).toBeCloseTo(0.158655, 5)
  })
})

describe('a plunge', () => {
  const honest = base()
  const fitted = fitPlungeBase(honest)

  test('a stop after ten orders a month is told, with what was to be expected', () => {
    const stopped = plungeOf(facts(weekly(dice(2), () => false)), fitted)
    expect(stopped.recent).toBe(0)
    expect(stopped.expected).toBeGreaterThan(7)
    expect(stopped.expected).toBeLessThan(13)
    expect(stopped.season).toBeCloseTo(1, 1)
    expect([countPlunged(stopped), salesPlunged(stopped)]).toEqual([true, true])
    const whole = plungeOf(facts(weekly(dice(2))), fitted)
    expect([countPlunged(whole), salesPlunged(whole)]).toEqual([false, false])
    expect(stopped.score).toBeGreaterThan(whole.score)
  })

  test('when everybody orders 40 % less, nobody plunged', () => {
    const chance = dice(3)
    const all = base(() => chance() < 0.6, dice(4))
    const bad = fitPlungeBase(all)
    const told = all.map((one) => plungeOf(one, bad))
    expect(told[0]?.season).toBeCloseTo(0.6, 1)
    expect(told.filter(countPlunged).length).toBeLessThanOrEqual(2)
  })

  test('the same orders for a tenth of the money are a plunge of sales alone', () => {
    const history = weekly(dice(5))
    const cheap = {
      ...history,
      amounts: history.days.map((day) => (day > 120 ? 1_000 : 10_000)),
    }
    const told = plungeOf(facts(cheap), fitted)
    expect([countPlunged(told), salesPlunged(told)]).toEqual([false, true])
    // Without money nothing is said of it.
    const unknown = plungeOf(facts({ ...history, amounts: history.days.map(() => 0) }), fitted)
    expect([unknown.expectedAmount, salesPlunged(unknown)]).toEqual([0, false])
  })

  test('who ordered nothing before cannot fall; who seldom ordered is left to the silence', () => {
    expect(plungeFactsOf({ customer: 'C1', days: [130], amounts: [1] }, 150)).toBeNull()
    const rare = { customer: 'C1', days: [10, 70], amounts: [1, 1] }
    expect(countPlunged(plungeOf(facts(rare), fitted))).toBe(false)
  })

  test('fewer orders are never likelier, and the rank never lower', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), (days) => {
        const recent = Array.from({ length: days }, (_, i) => 121 + 3 * i)
        const whole = { ...(honest[0] as (typeof honest)[0]), recent }
        const [more, fewer] = [whole, { ...whole, recent: recent.slice(0, -1) }].map((one) =>
          plungeOf(one, fitted),
        )
        expect(fewer?.chance ?? 1).toBeLessThan(more?.chance ?? 0)
        expect(fewer?.score ?? 0).toBeGreaterThan(more?.score ?? 0)
      }),
    )
  })
})

describe('slow decay', () => {
  const even = Array.from({ length: 100 }, () => [8, 8, 8, 8, 8, 8])

  test('order days fall into six spans, the newest last', () => {
    expect(monthCounts({ days: [0, 1, 30, 31, 150, 179, 180] }, 180)).toEqual([2, 1, 0, 0, 1, 2])
  })

  test('a halving each span is a fall of 31 in 32; an even customer falls by nothing', () => {
    const told = decayOf([64, 32, 16, 8, 4, 2], fitDecayBase(even))
    expect(told?.fall).toBeCloseTo(31 / 32, 2)
    expect(told && decayed(told)).toBe(true)
    const flat = decayOf([8, 8, 8, 8, 8, 8], fitDecayBase(even))
    expect(flat?.fall).toBeCloseTo(0, 9)
    expect(flat?.chance).toBeCloseTo(1, 3)
  })

  test('who falls with the season does not fall; five orders show nothing', () => {
    const winter = fitDecayBase(Array.from({ length: 100 }, () => [12, 10, 8, 6, 4, 2]))
    const told = decayOf([12, 10, 8, 6, 4, 2], winter)
    expect(told?.fall).toBeCloseTo(0, 6)
    expect(decayOf([3, 1, 1, 0, 0, 0], winter)).toBeNull()
  })

  test('a rise is never a decay, and a customer that stopped gets a finite answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 }),
        (counts) => {
          const told = decayOf(counts, fitDecayBase(even))
          if (!told) return
          expect(Number.isFinite(told.score)).toBe(true)
          if (told.fall < 0) expect(decayed(told)).toBe(false)
        },
      ),
    )
    expect(decayOf([20, 0, 0, 0, 0, 0], fitDecayBase(even))?.fall).toBeGreaterThan(0.99)
  })
})

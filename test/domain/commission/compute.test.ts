import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  computeMonth,
  type Fact,
  type MonthInputs,
} from '../../../src/domain/commission/compute.ts'
import { matchReturns } from '../../../src/domain/commission/returns.ts'
import { type SchemeTerms, schemeTerms } from '../../../src/domain/commission/terms.ts'
import { roundedParts } from '../../../src/domain/spread.ts'
import { date } from '../../../src/domain/time.ts'

const on = date('2026-11-05')

const sale = (id: string, amountFen: number, more: Partial<Fact> = {}): Fact => ({
  id,
  kind: 'sale',
  on,
  customerCode: 'C1',
  orderCode: id,
  productCode: 'P1',
  quantity: 1,
  amountFen,
  costFen: 0,
  floorFen: null,
  isLate: false,
  share: 1,
  ...more,
})
const back = (id: string, amountFen: number, more: Partial<Fact> = {}) =>
  sale(id, amountFen, { kind: 'return', ...more })

const terms = (more: Partial<SchemeTerms>): SchemeTerms =>
  schemeTerms.parse({
    base: 'amount',
    settledOn: 'order',
    rate: { kind: 'flat', value: 200 },
    ...more,
  })
const month = (facts: readonly Fact[], more: Partial<MonthInputs> = {}): MonthInputs => ({
  facts,
  target: null,
  process: {},
  ...more,
})
const tiers = (whole: boolean, by: 'base' | 'attainment' = 'base') =>
  ({
    kind: 'tiers',
    by,
    whole,
    steps:
      by === 'base'
        ? [
            { from: 0, value: 100 },
            { from: 10_000, value: 200 },
            { from: 20_000, value: 300 },
          ]
        : [
            { from: 0, value: 0 },
            { from: 0.8, value: 100 },
            { from: 1, value: 300 },
          ],
  }) as const
const fenOf = (t: SchemeTerms, inputs: MonthInputs) =>
  computeMonth(t, inputs).lines.map(({ id, kind, fen }) => [id, kind, fen])

describe('worked examples', () => {
  test('flat: two per cent of each line', () => {
    expect(fenOf(terms({}), month([sale('a', 12_345), sale('b', 100)]))).toEqual([
      ['a', 'sale', 247],
      ['b', 'sale', 2],
    ])
  })

  test('steps: each part at its own rate, or all at the one that is reached', () => {
    const facts = [sale('a', 8_000), sale('b', 8_000), sale('c', 8_000)]
    // 8000 × 1 %; 2000 × 1 % + 6000 × 2 %; 4000 × 2 % + 4000 × 3 %.
    expect(fenOf(terms({ rate: tiers(false) }), month(facts))).toEqual([
      ['a', 'sale', 80],
      ['b', 'sale', 140],
      ['c', 'sale', 200],
    ])
    expect(computeMonth(terms({ rate: tiers(true) }), month(facts)).totalFen).toBe(720)
    const [, b] = computeMonth(terms({ rate: tiers(false) }), month(facts)).lines
    expect(b?.pieces).toEqual([
      { base: 2_000, value: 100 },
      { base: 6_000, value: 200 },
    ])
  })

  test('by attainment of the target; without a target the first step holds', () => {
    const t = terms({ rate: tiers(true, 'attainment') })
    const facts = [sale('a', 9_000)]
    expect(computeMonth(t, month(facts, { target: 10_000 })).totalFen).toBe(90)
    expect(computeMonth(t, month(facts, { target: 9_000 })).totalFen).toBe(270)
    expect(computeMonth(t, month(facts, { target: 20_000 })).totalFen).toBe(0)
    expect(computeMonth(t, month(facts)).totalFen).toBe(0)
  })

  test('quantity, gross profit, price over floor', () => {
    const fact = sale('a', 10_000, { quantity: 20, costFen: 7_000, floorFen: 9_000 })
    const flat = (value: number) => ({ kind: 'flat', value }) as const
    expect(computeMonth(terms({ base: 'quantity', rate: flat(50) }), month([fact])).totalFen).toBe(
      1_000,
    )
    expect(
      computeMonth(terms({ base: 'grossProfit', rate: flat(1_000) }), month([fact])).totalFen,
    ).toBe(300)
    expect(
      computeMonth(terms({ base: 'overFloor', rate: flat(5_000) }), month([fact])).totalFen,
    ).toBe(500)
    const under = { ...fact, floorFen: 11_000 }
    expect(
      computeMonth(terms({ base: 'overFloor', rate: flat(5_000) }), month([under])).totalFen,
    ).toBe(0)
  })

  test('what is sold at a loss takes from the gross profit of the rest', () => {
    const t = terms({ base: 'grossProfit', rate: { kind: 'flat', value: 1_000 } })
    const facts = [sale('a', 10_000, { costFen: 7_000 }), sale('b', 5_000, { costFen: 6_000 })]
    expect(fenOf(t, month(facts))).toEqual([
      ['a', 'sale', 300],
      ['b', 'sale', -100],
    ])
  })

  test('late money at a reduced rate, and the share of a joint visit', () => {
    const t = terms({
      base: 'collected',
      settledOn: 'collection',
      late: { graceDays: 0, times: 0.5 },
    })
    const facts = [sale('a', 10_000, { isLate: true }), sale('b', 10_000, { share: 0.3 })]
    expect(fenOf(t, month(facts))).toEqual([
      ['a', 'sale', 100],
      ['b', 'sale', 60],
    ])
  })

  test('a process under its mark multiplies, and the cap cuts what is left', () => {
    const t = terms({
      process: [{ metric: 'completion_rate', below: 0.8, times: 0.8 }],
      capFen: 1_500,
    })
    const facts = [sale('a', 100_000)]
    expect(fenOf(t, month(facts, { process: { completion_rate: 0.72 } }))).toEqual([
      ['a', 'sale', 2_000],
      ['coefficient:completion_rate', 'coefficient', -400],
      ['cap', 'cap', -100],
    ])
    expect(computeMonth(t, month(facts, { process: { completion_rate: 0.8 } })).lines).toHaveLength(
      2,
    )
    // Nobody is punished for what nobody knows.
    expect(computeMonth(t, month(facts, { process: { completion_rate: null } })).totalFen).toBe(
      1_500,
    )
  })

  test('a return of a closed month takes back what was paid, beside steps and coefficient', () => {
    const t = terms({ rate: tiers(true), process: [{ metric: 'x', below: 1, times: 0 }] })
    const takesBack = { id: 'old', month: '2026-09', part: 0.25, paidFen: 333 }
    const { lines, totalFen } = computeMonth(
      t,
      month([sale('a', 30_000), back('r', 500, { takesBack })], { process: { x: 0 } }),
    )
    expect(lines.at(-1)).toMatchObject({ id: 'r', kind: 'reversal', fen: -83 })
    expect(totalFen).toBe(-83)
  })

  test('a step is not reached by goods that come back in the same month', () => {
    const t = terms({ rate: tiers(true) })
    const takesBack = { id: 'b', month: '2026-11', part: 1, paidFen: null }
    const facts = [sale('a', 9_000), sale('b', 20_000), back('r', 20_000, { takesBack })]
    expect(computeMonth(t, month(facts)).totalFen).toBe(90)
  })
})

const amounts = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 12 })
const anyRate = fc.oneof(
  fc.record({ kind: fc.constant('flat' as const), value: fc.integer({ min: 0, max: 3_000 }) }),
  fc.record({
    kind: fc.constant('tiers' as const),
    by: fc.constantFrom('base' as const, 'attainment' as const),
    whole: fc.boolean(),
    steps: fc
      .uniqueArray(fc.integer({ min: 1, max: 60_000 }), { maxLength: 4 })
      .map((from) => [0, ...from.toSorted((a, b) => a - b)])
      .chain((from) =>
        fc
          .array(fc.integer({ min: 0, max: 3_000 }), {
            minLength: from.length,
            maxLength: from.length,
          })
          .map((values) => from.map((at, i) => ({ from: at, value: values[i] ?? 0 }))),
      ),
  }),
)

describe('for any facts and terms', () => {
  test('the lines add up to the total, in whatever order the facts come', () => {
    fc.assert(
      fc.property(
        anyRate,
        amounts,
        fc.integer({ min: 0, max: 11 }),
        fc.option(fc.integer({ min: 1, max: 9_000 })),
        (rate, sums, returned, capFen) => {
          const facts = sums.map((fen, i) => sale(`s${i}`, fen))
          if (returned < facts.length) facts.push(back('r', 700))
          const t = terms({ rate, capFen, process: [{ metric: 'x', below: 0.9, times: 0.77 }] })
          const inputs = (list: Fact[]) => month(list, { target: 40_000, process: { x: 0.5 } })
          const one = computeMonth(t, inputs(facts))
          expect(one.lines.reduce((n, { fen }) => n + fen, 0)).toBe(one.totalFen)
          expect(one.lines.every(({ fen }) => Number.isInteger(fen))).toBe(true)
          expect(computeMonth(t, inputs(facts.toReversed()))).toEqual(one)
          if (capFen !== null) expect(one.totalFen).toBeLessThanOrEqual(capFen)
        },
      ),
    )
  })

  test('without returns the total is what a hundred-line table of the steps says', () => {
    fc.assert(
      fc.property(anyRate, amounts, (rate, sums) => {
        const { totalFen } = computeMonth(
          terms({ rate }),
          month(
            sums.map((fen, i) => sale(`s${i}`, fen)),
            { target: 40_000 },
          ),
        )
        const base = sums.reduce((a, b) => a + b, 0)
        // Fen by fen in the plainest way.
        const at = (fen: number) => {
          if (rate.kind === 'flat') return rate.value
          const unit = rate.by === 'attainment' ? 40_000 : 1
          let value = 0
          for (const step of rate.steps) if (step.from * unit <= fen) value = step.value
          return value
        }
        let sum = 0
        if (rate.kind === 'tiers' && !rate.whole)
          for (let fen = 0; fen < base; fen++) sum += at(fen)
        else sum = base * at(base)
        expect(Math.abs(totalFen - sum / 10_000)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
      { numRuns: 40 },
    )
  })

  test('a sale that comes back whole in its month leaves what would be there without it', () => {
    fc.assert(
      fc.property(anyRate, amounts, fc.nat(11), (rate, sums, which) => {
        const facts = sums.map((fen, i) => sale(`s${i}`, fen))
        const gone = facts[which % facts.length]
        if (!gone) return
        const takesBack = { id: gone.id, month: '2026-11', part: 1, paidFen: null }
        const t = terms({ rate })
        const withReturn = computeMonth(
          t,
          month([...facts, back('r', gone.amountFen, { takesBack })], { target: 40_000 }),
        )
        const without = computeMonth(
          t,
          month(
            facts.filter((fact) => fact !== gone),
            { target: 40_000 },
          ),
        )
        expect(Math.abs(withReturn.totalFen - without.totalFen)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('who sells more never gets less where the steps rise', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        amounts,
        fc.integer({ min: 1, max: 9_000 }),
        (whole, sums, more) => {
          const t = terms({ rate: tiers(whole) })
          const facts = sums.map((fen, i) => sale(`s${i}`, fen))
          const before = computeMonth(t, month(facts)).totalFen
          const after = computeMonth(t, month([...facts, sale('z', more)])).totalFen
          expect(after).toBeGreaterThanOrEqual(before)
        },
      ),
    )
  })

  test('rounded parts add up to the rounded sum and are each off by less than one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1_000, max: 1_000, noNaN: true }), { maxLength: 30 }),
        (parts) => {
          const rounded = roundedParts(parts)
          const sum = parts.reduce((a, b) => a + b, 0)
          expect(rounded.reduce((a, b) => a + b, 0)).toBe(Math.round(sum) + 0)
          for (const [i, part] of parts.entries())
            expect(Math.abs((rounded[i] ?? 0) - part)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('returns', () => {
  const line = fc.record({
    on: fc.constantFrom(date('2026-11-01'), date('2026-11-02'), date('2026-11-03')),
    customerCode: fc.constantFrom('C1', 'C2'),
    productCode: fc.constantFrom('P1', 'P2'),
    quantity: fc.integer({ min: 1, max: 9 }),
  })

  test('find the newest sale of the same goods to the same customer that is not returned yet', () => {
    const goods = { customerCode: 'C1', productCode: 'P1' }
    expect(
      matchReturns(
        [
          { id: 's1', on: date('2026-10-01'), quantity: 5, ...goods },
          { id: 's2', on: date('2026-11-01'), quantity: 2, ...goods },
          { id: 's3', on: date('2026-11-09'), quantity: 9, ...goods },
        ],
        [{ id: 'r1', on: date('2026-11-05'), quantity: 8, ...goods }],
      ),
    ).toEqual([
      { returnId: 'r1', saleId: 's2', quantity: 2 },
      { returnId: 'r1', saleId: 's1', quantity: 5 },
      { returnId: 'r1', saleId: null, quantity: 1 },
    ])
  })

  test('no sale is taken back for more than was sold, and no part of a return is lost', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(line, { maxLength: 8 }),
        (sold, came) => {
          const sales = sold.map((one, i) => ({ ...one, id: `s${i}` }))
          const returns = came.map((one, i) => ({ ...one, id: `r${i}` }))
          const matches = matchReturns(sales, returns)
          const sum = (list: typeof matches) => list.reduce((n, { quantity }) => n + quantity, 0)
          for (const back of returns)
            expect(sum(matches.filter(({ returnId }) => returnId === back.id))).toBe(back.quantity)
          for (const one of sales) {
            const taken = matches.filter(({ saleId }) => saleId === one.id)
            expect(sum(taken)).toBeLessThanOrEqual(one.quantity)
            for (const { returnId } of taken) {
              const back = returns.find(({ id }) => id === returnId)
              expect(back).toMatchObject({
                customerCode: one.customerCode,
                productCode: one.productCode,
              })
              expect((back?.on ?? '') >= one.on).toBe(true)
            }
          }
          // What found no sale had none left.
          for (const { returnId } of matches.filter(({ saleId }) => saleId === null)) {
            const back = returns.find(({ id }) => id === returnId)
            for (const one of sales)
              if (
                back &&
                one.customerCode === back.customerCode &&
                one.productCode === back.productCode &&
                one.on <= back.on
              )
                expect(sum(matches.filter(({ saleId }) => saleId === one.id))).toBe(one.quantity)
          }
        },
      ),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evaluate,
  type Formula,
  isFormula,
  parseFormula,
} from '../../../src/domain/formulas/formula.ts'

const names = new Map([
  ['拜访达成率', 'completion_rate' as const],
  ['有效拜访率', 'valid_rate' as const],
])
const read = (text: string): Formula => {
  const found = parseFormula(text, names)
  if (!isFormula(found)) throw new Error(`${text}: ${JSON.stringify(found)}`)
  return found
}
const value = (text: string, values: Parameters<typeof evaluate>[1] = {}) =>
  evaluate(read(text), values)

describe('what people write', () => {
  test('metrics by key or by name, signs as they are typed, percent, precedence', () => {
    const values = { completion_rate: 0.8, valid_rate: 0.5 }
    expect(value('拜访达成率 × 40 + 有效拜访率 × 60', values)).toBe(62)
    expect(value('（completion_rate - valid_rate) ÷ ５０%', values)).toBeCloseTo(0.6)
    expect(value('-completion_rate + 2 * 3', values)).toBeCloseTo(5.2)
  })

  test('functions', () => {
    const values = { completion_rate: 0.8, time_in_store: 12, strike_rate: null }
    expect(value('min(completion_rate, 0.5)', values)).toBe(0.5)
    expect(value('max(strike_rate, completion_rate)', values)).toBe(0.8)
    expect(value('round(completion_rate * 10 / 3, 2)', values)).toBe(2.67)
    expect(value('clamp(time_in_store, 0, 10)', values)).toBe(10)
    expect(value('scale(time_in_store, 2, 22)', values)).toBe(0.5)
    expect(value('scale(time_in_store, 22, 2)', values)).toBe(0.5)
    expect(value('ifAtLeast(completion_rate, 0.9, 1, 0.8) * 100', values)).toBe(80)
    expect(value('or(strike_rate, 0) + 1', values)).toBe(1)
  })

  test('what is missing stays missing, and nothing is divided by nothing', () => {
    expect(value('strike_rate * 100', { strike_rate: null })).toBeNull()
    expect(value('strike_rate * 0')).toBeNull()
    expect(value('1 / visits_done', { visits_done: 0 })).toBeNull()
    expect(value('ifAtLeast(strike_rate, 0.5, 1, 0)')).toBeNull()
    expect(value('or(1 / visits_done, 7)', { visits_done: 0 })).toBe(7)
    expect(value('orders * 1e308 * 1e308', { orders: 1 })).toBeNull()
  })
})

describe('what is refused, and how it is told', () => {
  test.each([
    ['', { fault: 'empty' }],
    ['1 + 2', { fault: 'noMetric' }],
    ['visits_done +', { fault: 'unreadable' }],
    ['成交率 * 2', { fault: 'unknownName', name: '成交率' }],
    ['sum(visits_done)', { fault: 'unknownName', name: 'sum' }],
    ['min()', { fault: 'wrongCount', name: 'min', least: 1, most: null }],
    ['clamp(visits_done, 1)', { fault: 'wrongCount', name: 'clamp', least: 3, most: 3 }],
    ['visits_done ** 2', { fault: 'notAllowed' }],
    ['visits_done > 3', { fault: 'notAllowed', what: '>' }],
    ['!visits_done', { fault: 'notAllowed', what: '!' }],
    ['"a" + visits_done', { fault: 'notAllowed' }],
    ['visits_done; orders', { fault: 'notAllowed' }],
    [`visits_done${' + 1'.repeat(200)}`, { fault: 'tooLong' }],
  ])('%s', (text, fault) => {
    expect(parseFormula(text, names)).toMatchObject(fault)
  })

  test.each([
    'constructor',
    '__proto__',
    'visits_done.constructor',
    'visits_done["constructor"]("return process")()',
    'this',
    'constructor.constructor("return 1")()',
    'toString()',
    'hasOwnProperty(visits_done)',
    '[visits_done]',
    'visits_done ? 1 : 2',
    '(() => 1)()',
    'x = 1',
  ])('no way to code: %s', (text) => {
    expect(isFormula(parseFormula(text, names))).toBe(false)
  })

  test('whatever is typed, there is an answer and never a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = parseFormula(text, names)
        if (isFormula(found)) expect(Number.isNaN(evaluate(found, {}) ?? 0)).toBe(false)
        else expect(found.fault).toBeTypeOf('string')
      }),
    )
  })
})

test('arithmetic is that of numbers', () => {
  type Tree = { text: string; value: number | null }
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.integer({ min: 0, max: 50 }).map((n) => ({ text: String(n), value: n })),
      fc.constant({ text: 'visits_done', value: 6 }),
      fc
        .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree'))
        .map(([a, sign, b]) => {
          const [x, y] = [a.value, b.value]
          const of = {
            '+': (m: number, n: number) => m + n,
            '-': (m: number, n: number) => m - n,
            '*': (m: number, n: number) => m * n,
            '/': (m: number, n: number) => m / n,
          }[sign]
          const ok = x !== null && y !== null && !(sign === '/' && y === 0)
          return { text: `(${a.text} ${sign} ${b.text})`, value: ok && of ? of(x, y) : null }
        }),
    ),
  }))
  fc.assert(
    fc.property(tree, (made) => {
      const found = parseFormula(`${made.text} + visits_done * 0`)
      if (!isFormula(found)) return
      const got = evaluate(found, { visits_done: 6 })
      if (made.value === null) expect(got).toBeNull()
      else expect(got).toBeCloseTo(made.value, 6)
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callWords } from '../../../src/domain/formulas/call-words.ts'
import type { CallName } from '../../../src/domain/formulas/calls.ts'
import {
  evaluate,
  type Formula,
  isFormula,
  nodeValue,
  parseFormula,
} from '../../../src/domain/formulas/formula.ts'
import { canonicalNames, partsOf, textOf } from '../../../src/domain/formulas/parts.ts'

const names = new Map([
  ['拜访达成率', 'completion_rate' as const],
  ['有效拜访率', 'valid_rate' as const],
  ['拜访成交率', 'strike_rate' as const],
  ['Valid rate', 'valid_rate' as const],
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
    expect(value('缺则(拜访成交率, 0) + 1', values)).toBe(1)
    expect(value('valid  Rate * 2', { valid_rate: 0.5 })).toBe(1)
  })

  test('a weighted mean leaves out what is missing, up to half of the weight', () => {
    const text = 'weighted(completion_rate, 35, valid_rate, 25, 拜访成交率, 40) * 100'
    expect(value(text, { completion_rate: 0.8, valid_rate: 0.4, strike_rate: 0.5 })).toBeCloseTo(58)
    expect(value(text, { completion_rate: 0.8, valid_rate: 0.4 })).toBeCloseTo((28 + 10) / 0.6)
    expect(value(text, { completion_rate: 0.8 })).toBeNull()
    expect(value('加权(completion_rate, 1, valid_rate, 1)', { completion_rate: 0.8 })).toBe(0.8)
    expect(value('weighted(orders, -1, visits_done, 2)', { orders: 1, visits_done: 1 })).toBeNull()
    expect(value('weighted(orders, 0, visits_done, 0)', { orders: 1, visits_done: 1 })).toBeNull()
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
    ['2 × 成交率', { fault: 'unknownName', name: '成交率', at: 5, meant: ['拜访成交率'] }],
    ['50％ + 拜访答成率', { fault: 'unknownName', at: 7, meant: ['拜访达成率', '拜访成交率'] }],
    ['visit_done * 2', { fault: 'unknownName', at: 1, meant: ['visits_done', 'visit_to_deal'] }],
    ['sum(visits_done)', { fault: 'unknownName', name: 'sum', at: 1, meant: [] }],
    ['visits_done + clmp(1)', { fault: 'unknownName', name: 'clmp', at: 15, meant: ['clamp'] }],
    ['visits_done 2', { fault: 'notAllowed', what: '2', at: 13 }],
    ['visits_done * (1 + ', { fault: 'unreadable', at: 20 }],
    ['visits_done ? 1 : 2', { fault: 'notAllowed', what: '?', at: 13 }],
    ['weighted(visits_done, 1, orders)', { fault: 'wrongCount', least: 4, at: 1 }],
    ['weighted(visits_done, 1, orders, 2, cost)', { fault: 'wrongCount', paired: true }],
    [`${'('.repeat(30)}visits_done${')'.repeat(30)}`, { fault: 'tooDeep', most: 25 }],
    [`${'-'.repeat(40)}visits_done`, { fault: 'tooDeep' }],
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

describe('shown again', () => {
  const leaf = fc.oneof(
    fc.integer({ min: 0, max: 20 }).map(String),
    fc.constantFrom('0.25', '40%', 'visits_done', 'orders', '拜访成交率', 'completion_rate'),
  )
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '× ', '÷'), tie('text'))
        .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      tie('text').map((one) => `-(${one})`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `weighted(${a}, 30, ${b}, 20)`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `or(${a}, ${b})`),
      tie('text').map((one) => `round(${one}, 2)`),
    ),
  }))
  const values = fc.record({
    visits_done: fc.constantFrom(null, 0, 3),
    orders: fc.constantFrom(null, 2),
    strike_rate: fc.constantFrom(null, 0.5),
    completion_rate: fc.constantFrom(0.8),
  })

  test('as text it reads back as the same formula, in keys and in Chinese', () => {
    const chinese = {
      metric: (key: string) => [...names].find(([, of]) => of === key)?.[0] ?? key,
      call: (name: CallName) => callWords[name].zh,
      times: '×',
      over: '÷',
    }
    fc.assert(
      fc.property(text, values, (typed, has) => {
        const found = parseFormula(typed, names)
        if (!isFormula(found)) return
        for (const style of [canonicalNames, chinese]) {
          const again = parseFormula(textOf(found.root, style), names)
          expect(again).toHaveProperty('root')
          if (isFormula(again)) expect(evaluate(again, has)).toEqual(evaluate(found, has))
        }
      }),
    )
  })

  test('the parts add up to the whole', () => {
    fc.assert(
      fc.property(text, values, (typed, has) => {
        const found = parseFormula(typed, names)
        if (!isFormula(found) || found.root.kind === 'call') return
        const whole = nodeValue(found.root, has)
        if (whole === null) return
        const sum = partsOf(found, has).reduce((all, part) => all + (part.contribution ?? 0), 0)
        expect(sum).toBeCloseTo(whole, 6)
      }),
    )
  })

  test('each with its weight, its value and what it brings; what is missing brings nothing', () => {
    const found = read('round(clamp(加权(completion_rate, 60, 拜访成交率, 40) × 100 + 5, 0, 100))')
    const shown = (has: Parameters<typeof evaluate>[1]) =>
      partsOf(found, has).map(({ node, weight, value: is, contribution }) => [
        textOf(node, canonicalNames),
        weight,
        is,
        contribution,
      ])
    expect(shown({ completion_rate: 0.8, strike_rate: 0.5 })).toEqual([
      ['completion_rate', 60, 0.8, 48],
      ['strike_rate', 40, 0.5, 20],
      ['5', null, 5, 5],
    ])
    expect(shown({ completion_rate: 0.8 })).toEqual([
      ['completion_rate', 60, 0.8, 80],
      ['strike_rate', 40, null, null],
      ['5', null, 5, 5],
    ])
    expect(evaluate(found, { completion_rate: 0.8 })).toBe(85)
  })
})

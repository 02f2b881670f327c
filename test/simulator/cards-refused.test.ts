import { describe, expect, test } from 'vitest'
import { renderProblem } from '../../simulator/validator/problem.ts'
import { validateCard } from '../../simulator/validator/validate.ts'
import { chart, KNOWN, markdown } from './card-parts.ts'
import { CONTENTS } from './refused-contents.ts'
import { RULES } from './refused-rules.ts'
import { SHAPES } from './refused-shapes.ts'
import { button, card } from './support.ts'

const first = (value: unknown, bytes?: number) => validateCard(value, KNOWN, bytes)[0]

test('the table of refusals is long, and no row stands twice', () => {
  const titles = [...SHAPES, ...RULES, ...CONTENTS].map(([code, title]) => `${code} ${title}`)
  expect(titles.length).toBeGreaterThanOrEqual(120)
  expect(new Set(titles).size).toBe(titles.length)
})

describe('cards of the wrong shape', () => {
  test.each(SHAPES)('%i %s', (subCode, _, value, message) => {
    const problem = first(value)
    expect(problem && renderProblem(problem)).toContain(message)
    expect(problem).toMatchObject({ code: 230099, subCode })
  })
})

describe('cards that break a rule', () => {
  test.each([...RULES, ...CONTENTS])('%i %s', (subCode, _, value, message) => {
    const problem = first(value)
    expect(problem && renderProblem(problem)).toContain(message)
    expect(problem).toMatchObject({ code: 230099, subCode })
  })
})

test('too many bytes are 230025, counted as the request carries them', () => {
  const quotes = card([markdown('"'.repeat(10_000))])
  expect(first(quotes)).toMatchObject({ code: 230025 })
  expect(first(card([markdown('x'.repeat(10_000))]))).toBeUndefined()
  expect(first(card([]), 30 * 1024 + 1)).toMatchObject({ code: 230025 })
})

test('200 components are taken, texts and the title counted, one more is not', () => {
  const buttons = Array.from({ length: 99 }, (_, i) => button(`b${i}`, {}))
  const full = [...buttons, { tag: 'hr' }]
  expect(first(card(full))).toBeUndefined()
  expect(first(card([...full, { tag: 'hr' }]))).toMatchObject({ subCode: 11310 })
})

test('the messages are the platform’s', () => {
  const said = (value: unknown) => validateCard(value, KNOWN).map(renderProblem)
  expect(said(card([markdown('x'), chart({ type: 'bar', data: {}, axes: null })]))).toEqual([
    'Failed to create card content, ext=ErrCode: 200550; ErrPath: ROOT -> body -> elements -> [1](tag: chart); ErrMsg: chart spec is invalid; ErrorValue: - axes: Invalid type. Expected: array, given: null; ',
  ])
  expect(said(card([{ tag: 'action', actions: [] }]))).toEqual([
    'Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [0](tag: action); ErrMsg: cards of schema V2 no longer support this capability; ErrorValue: unsupported tag action; ',
  ])
  expect(said({ ...card([]), elements: [] })).toEqual([
    'Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse card json err, please check whether the card json is correct; ErrorValue: unknown property, property: elements, path: ROOT; ',
  ])
})

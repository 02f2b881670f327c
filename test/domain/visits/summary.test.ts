import { describe, expect, test } from 'vitest'
import {
  type CheckOutDraft,
  checkOutProblems,
  countCharacters,
  dwellMinutes,
  isLongEnough,
  isStayTooShort,
  joinNotes,
} from '../../../src/domain/visits/summary.ts'

const rules = {
  requiredPhotos: ['storefront', 'shelf'] as const,
  minSummaryCharacters: 10,
  outcomeRequired: true,
}
const done: CheckOutDraft = {
  located: true,
  photos: ['storefront', 'shelf'],
  summary: '店主说下周再订二十箱。',
  outcome: 'followup',
}
const codes = (draft: Partial<CheckOutDraft>) =>
  checkOutProblems({ ...done, ...draft }, rules).map(({ code }) => code)

describe('closing a visit', () => {
  test('a complete one closes', () => {
    expect(codes({})).toEqual([])
  })

  test('everything that is missing is named, with numbers', () => {
    const empty: CheckOutDraft = { located: false, photos: [], summary: ' 好 ' }
    expect(checkOutProblems(empty, rules)).toEqual([
      { code: 'locationMissing' },
      { code: 'missingStorefront', count: 1 },
      { code: 'missingShelf', count: 1 },
      { code: 'outcomeMissing' },
      { code: 'summaryTooShort', characters: 1, min: 10 },
    ])
  })

  test('a closed shop needs its position and its front alone', () => {
    const closed = { outcome: 'shopClosed', summary: '' }
    expect(codes({ ...closed, photos: ['storefront'] })).toEqual([])
    expect(codes({ ...closed, photos: ['other'] })).toEqual(['missingStorefront'])
    expect(codes({ ...closed, photos: ['storefront'], located: false })).toEqual([
      'locationMissing',
    ])
  })

  test('nothing is asked for that the rules do not require', () => {
    const lenient = { requiredPhotos: [], minSummaryCharacters: 0, outcomeRequired: false }
    expect(checkOutProblems({ located: true, photos: [], summary: '' }, lenient)).toEqual([])
  })
})

describe('the length of a summary', () => {
  test.each([
    ['一二三四五六七八九十', 10],
    ['  一二三四五六七八九  \n', 9],
    ['一二 三四\n五六　七八', 8],
    ['good talk', 9],
    ['good    talk', 9],
    ['陈列 OK 了', 5],
    ['好👍🏽', 2],
    ['e\u0301te\u0301', 3],
    ['一\u200b二\u200b', 2],
    ['𠮷野家', 3],
    ['', 0],
  ])('%j has %i characters', (text, length) => {
    expect(countCharacters(text)).toBe(length)
  })

  test('ten are enough when ten are asked for', () => {
    expect(isLongEnough('一二三四五六七八九十', 10)).toBe(true)
    expect(isLongEnough('一二三四五六七八九 ', 10)).toBe(false)
  })
})

test('notes become one summary, in the order in which they were written', () => {
  const at = (second: number) => new Date(second * 1000)
  const notes = [
    { text: '价格偏高', at: at(20) },
    { text: ' 店主在 ', at: at(10) },
    { text: '店主在', at: at(30) },
    { text: '  ', at: at(40) },
  ]
  expect(joinNotes(notes)).toBe('店主在\n价格偏高')
  expect(joinNotes([])).toBe('')
})

test('the stay is counted in whole minutes, and a short one is flagged', () => {
  const at = (time: string) => new Date(`2026-11-24T${time}+08:00`)
  expect(dwellMinutes(at('09:12:00'), at('09:38:59'))).toBe(26)
  expect(dwellMinutes(at('09:12:00'), at('09:11:00'))).toBe(0)
  expect(isStayTooShort(dwellMinutes(at('09:12:00'), at('09:14:59')), 3)).toBe(true)
  expect(isStayTooShort(3, 3)).toBe(false)
})

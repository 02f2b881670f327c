import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatOpeningHours,
  parseOpeningHours,
  parseTags,
  parseVisitDays,
  parseWeekPattern,
} from '../../../src/domain/customers/import-words.ts'

test.each([
  ['1,3,5', [1, 3, 5]],
  ['135', [1, 3, 5]],
  ['一三五', [1, 3, 5]],
  ['周一、周三', [1, 3]],
  ['每周一三五', [1, 3, 5]],
  ['星期日；礼拜一', [1, 7]],
  ['周天', [7]],
  ['５，３，５', [3, 5]],
  ['Mon Wed, friday', [1, 3, 5]],
  ['', []],
])('visit days %j', (text, days) => {
  expect(parseVisitDays(text)).toEqual(days)
})

test.each([
  '8',
  '0',
  '周',
  '周八',
  'someday',
  'm',
  '1-5',
  '周末',
])('%j are no visit days', (text) => {
  expect(parseVisitDays(text)).toBeNull()
})

test('week patterns', () => {
  const words = ['every', '每周', 'Odd', '单周', 'even', '双周', '', '三周']
  expect(words.map(parseWeekPattern)).toEqual([
    'every',
    'every',
    'odd',
    'odd',
    'even',
    'even',
    'every',
    null,
  ])
})

test.each([
  ['09:00-12:00;14:00-18:00', [540, 720, 840, 1080]],
  ['14:00-18:00；9:00～12:00', [540, 720, 840, 1080]],
  ['00:00-24:00', [0, 1440]],
  ['22:00-02:00', [1320, 1560]],
  ['', []],
])('opening hours %j', (text, minutes) => {
  expect(parseOpeningHours(text)?.flatMap(({ from, to }) => [from, to])).toEqual(minutes)
})

test.each([
  '9-12',
  '09:00',
  '09:00-25:00',
  '09:60-10:00',
  '09:00-12:00;11:00-13:00',
  '9:00-9:00',
  'x',
])('%j are no opening hours', (text) => expect(parseOpeningHours(text)).toBeNull())

test('opening hours are read back as written', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(cuts, (minutes) => {
      const sorted = minutes.toSorted((a, b) => a - b)
      const ranges = sorted.flatMap((from, i) => {
        const to = sorted[i + 1]
        return i % 2 === 0 && to !== undefined ? [{ from, to }] : []
      })
      expect(parseOpeningHours(formatOpeningHours(ranges))).toEqual(ranges)
    }),
  )
  const overnight = parseOpeningHours('22:00-02:00') ?? []
  expect(formatOpeningHours(overnight)).toBe('22:00-02:00')
})

test('tags', () => {
  expect(parseTags(' 连锁; 学校旁；连锁;;')).toEqual(['连锁', '学校旁'])
  expect(parseTags('')).toEqual([])
})

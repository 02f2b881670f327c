import { expect, test } from 'vitest'
import { parseCampaign } from '../../src/domain/analysis/campaign-words.ts'
import { compared } from '../../src/domain/analysis/compare.ts'
import { fieldQuality, isDead } from '../../src/domain/analysis/form-quality.ts'
import { campaignReturn, returnOf } from '../../src/domain/analysis/roi.ts'
import { date } from '../../src/domain/time.ts'
import { checkInsSvg } from '../../src/pictures/check-ins-svg.ts'

test('the best of a few is marked, by what is better for the metric', () => {
  expect(compared('completion_rate', [0.8, 0.9, null])).toEqual([
    { value: 0.8, isBest: false, gap: expect.closeTo(0.1) },
    { value: 0.9, isBest: true, gap: null },
    { value: null, isBest: false, gap: null },
  ])
  expect(compared('missed_rate', [0.2, 0.1]).map(({ isBest }) => isBest)).toEqual([false, true])
  expect(compared('visits_done', [5, 5, 4]).map(({ isBest }) => isBest)).toEqual([
    true,
    true,
    false,
  ])
  // Equal ones, one known alone, and what is neither better nor worse: nobody is marked.
  for (const marks of [
    compared('visits_done', [5, 5]),
    compared('visits_done', [5, null]),
    compared('time_in_store', [10, 20]),
  ])
    expect(marks.some(({ isBest, gap }) => isBest || gap !== null)).toBe(false)
})

test('a return is worked out of visits and minutes, and of nothing where a number is missing', () => {
  const did = { profitFen: 70_000, visits: 4, minutes: 62 }
  expect(returnOf(did, { visitFen: 10_000, minuteFen: null })).toMatchObject({
    costFen: 40_000,
    roi: 0.75,
  })
  // 4 × ¥100 + 62 × ¥0.50 = ¥431.
  expect(returnOf(did, { visitFen: 10_000, minuteFen: 50 })).toMatchObject({ costFen: 43_100 })
  expect(returnOf(did, { visitFen: null, minuteFen: null })).toMatchObject({
    costFen: null,
    roi: null,
  })
  expect(returnOf({ ...did, profitFen: null }, { visitFen: 1, minuteFen: null }).roi).toBeNull()
  expect(returnOf({ ...did, visits: 0 }, { visitFen: 1, minuteFen: null }).roi).toBeNull()
})

test('a campaign is worth what its customers bring beyond their usual', () => {
  // ¥9,000 in 90 days are ¥1,500 in 15; ¥4,000 came, ¥1,000 was spent: (2,500 − 1,000) ÷ 1,000.
  const did = { customers: 3, days: 15, costFen: 100_000, profitFen: 400_000, baselineFen: 900_000 }
  expect(campaignReturn(did)).toEqual({
    ...did,
    expectedFen: 150_000,
    upliftFen: 250_000,
    roi: 1.5,
  })
  expect(campaignReturn({ ...did, costFen: 0 }).roi).toBeNull()
  expect(campaignReturn({ ...did, profitFen: 100_000 }).roi).toBe(-1.5)
})

const today = date('2026-11-26')
test.each([
  '中秋堆头 标签 堆头店 11-01 到 11-15 费用 5000',
  '中秋堆头 堆头店 11-01到11-15 费用5,000元',
  '中秋堆头 11月1日 至 11月15日 标签:堆头店 费用：¥5000',
  '中秋堆头 tag 堆头店 11-01 to 11-15 cost 5000',
])('a campaign in words: %s', (text) => {
  expect(parseCampaign(text, today)).toEqual({
    campaign: {
      name: '中秋堆头',
      tag: '堆头店',
      from: '2026-11-01',
      to: '2026-11-15',
      costFen: 500_000,
    },
  })
})
test.each([
  ['', 'name'],
  ['中秋 11-01 到 11-15 费用 5', 'tag'],
  ['中秋 堆头 费用 5', 'days'],
  ['中秋 堆头 11-15 到 11-01 费用 5', 'days'],
  ['中秋 堆头 11-01 到 11-15', 'cost'],
  ['中秋 堆头 11-01 到 11-15 费用 很多', 'cost'],
])('what is missing in %j is %s', (text, lacks) => {
  expect(parseCampaign(text, today)).toEqual({ lacks })
})

test('a field is dead when hardly anybody fills it in, or all fill in the same', () => {
  const count = {
    field: 'summary',
    asked: 100,
    filled: 90,
    most: 10,
    repeated: 20,
    mostWords: 'x',
  } as const
  const verdict = (more: object) => fieldQuality({ ...count, ...more }).verdict
  expect(verdict({})).toBe('good')
  expect(verdict({ asked: 19, filled: 19 })).toBe('tooFew')
  expect(verdict({ filled: 4 })).toBe('unused')
  expect(verdict({ filled: 5 })).toBe('tooFew')
  expect(verdict({ most: 72 })).toBe('sameAnswer')
  expect(verdict({ most: 71 })).toBe('good')
  expect(verdict({ repeated: 54 })).toBe('copied')
  // A choice repeats by nature; days are often the same.
  expect(verdict({ field: 'outcome', repeated: 90 })).toBe('good')
  expect(verdict({ field: 'nextVisitOn', most: 90, repeated: 90 })).toBe('good')
  expect(isDead({ verdict: 'tooFew' })).toBe(false)
  expect(fieldQuality({ ...count, asked: 0, filled: 0, most: 0, repeated: 0 }).fillRate).toBeNull()
})

test('a map has a mark for each check-in with a place, red ones red', () => {
  const letters = { centred: (text: string) => `t${text}` }
  const points = [0, 1, 2].map((i) => ({
    point: { lng: 123 + i * 0.01, lat: 41 },
    number: i + 1,
    doubtful: i === 1,
  }))
  const count = (svg: string | null, what: string) => (svg ?? '').split(what).length - 1
  for (const isWay of [true, false]) {
    const svg = checkInsSvg({ isWay, points }, letters)
    expect(count(svg, '<circle')).toBe(3)
    expect(count(svg, '#E34D59')).toBe(1)
    expect(count(svg, '<polyline')).toBe(isWay ? 1 : 0)
  }
  expect(count(checkInsSvg({ isWay: true, points: points.slice(0, 1) }, letters), '<circle')).toBe(
    1,
  )
  expect(checkInsSvg({ isWay: false, points: [] }, letters)).toBeNull()
})

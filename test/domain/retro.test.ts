import { describe, expect, test } from 'vitest'
import { type Figures, noFigures } from '../../src/domain/performance/figures.ts'
import { changesOf, partsOfRate } from '../../src/domain/retro/changes.ts'
import { quantile } from '../../src/domain/retro/idea.ts'
import { toleranceIdea } from '../../src/domain/retro/places.ts'
import { capacityIdea, frequencyIdeas, neverSellsIdea } from '../../src/domain/retro/plans.ts'
import { skipApprovalIdea, skipReasonIdea } from '../../src/domain/retro/skips.ts'
import { digestTimeIdea, minStayIdea } from '../../src/domain/retro/times.ts'

const count = (value: number, n: number) => ({ value, n })

test('a quantile is a value that occurred', () => {
  const ten = Array.from({ length: 10 }, (_, i) => count(i + 1, 1))
  expect([0.05, 0.5, 0.9, 1].map((share) => quantile(ten, share))).toEqual([1, 5, 9, 10])
  expect(quantile([count(5, 3), count(1, 1)], 0.5)).toBe(5)
  expect(quantile([], 0.5)).toBe(0)
})

describe('minimum stay', () => {
  const stays = (short: number, soldShort: number, long: number, soldLong: number) => [
    { minutes: 2, visits: short, sold: soldShort },
    { minutes: 12, visits: long, sold: soldLong },
  ]
  test('shorter when short visits sell as well, not when they sell less', () => {
    expect(minStayIdea(stays(40, 20, 160, 90), 5)).toMatchObject({
      why: 'shortSells',
      from: 5,
      to: 2,
      sample: 200,
      numbers: { short: 40, soldShort: 0.5 },
    })
    expect(minStayIdea(stays(40, 8, 160, 90), 5)).toBeNull()
    // Nobody sells at all: nothing is known.
    expect(minStayIdea(stays(40, 0, 160, 0), 5)).toBeNull()
  })
  test('longer when the rule says nothing; never on too little data', () => {
    expect(minStayIdea(stays(0, 0, 200, 90), 3)).toMatchObject({ why: 'toothless', to: 12 })
    expect(minStayIdea(stays(10, 2, 190, 90), 3)).toBeNull()
    expect(minStayIdea(stays(0, 0, 99, 90), 3)).toBeNull()
    // Switched off stays off.
    expect(minStayIdea(stays(0, 0, 200, 90), 0)).toBeNull()
  })
})

test('the tolerance follows honest distances, within the grace, above the error of phones', () => {
  const rules = { toleranceM: 300, graceM: 500 }
  const wide = [count(50, 85), count(380, 15)]
  expect(toleranceIdea(wide, rules)).toMatchObject({ why: 'tooNarrow', to: 400, sample: 100 })
  expect(toleranceIdea(wide, { toleranceM: 300, graceM: 350 })).toBeNull()
  expect(toleranceIdea([count(20, 200)], rules)).toMatchObject({ why: 'tooWide', to: 100 })
  expect(toleranceIdea([count(200, 200)], rules)).toBeNull()
  expect(toleranceIdea([count(20, 99)], rules)).toBeNull()
})

test('the digest goes out when work is over', () => {
  expect(digestTimeIdea([count(1020, 30), count(1150, 12)], '18:30')).toMatchObject({
    why: 'tooEarly',
    to: '19:30',
    numbers: { days: 42, late: 12 },
  })
  expect(digestTimeIdea([count(990, 60)], '18:30')).toMatchObject({ why: 'tooLate', to: '17:00' })
  expect(digestTimeIdea([count(1080, 60)], '18:30')).toBeNull()
  expect(digestTimeIdea([count(1150, 39)], '18:30')).toBeNull()
})

test('stops a day follow what full days show', () => {
  const days = (planned: number, completed: number, done: number, n = 40) =>
    Array.from({ length: n }, () => ({ planned, completed, done }))
  expect(capacityIdea(days(18, 12, 13), 18)).toMatchObject({ why: 'tooMany', to: 13, sample: 40 })
  expect(capacityIdea(days(18, 18, 22), 18)).toMatchObject({ why: 'tooFew', to: 22 })
  // Days that are not full say nothing about the rule.
  expect(capacityIdea(days(9, 5, 5), 18)).toBeNull()
  expect(capacityIdea(days(18, 12, 13, 39), 18)).toBeNull()
})

test('visits move from grades that do not sell to those that do', () => {
  const grade = (name: string, visits: number, sold: number, customers = 20) => ({
    grade: name,
    customers,
    visits,
    sold,
    due: 100,
    made: 95,
  })
  const table = { A: '4/28d', B: '2/28d', C: '1/28d' }
  const month = [grade('A', 100, 80), grade('B', 100, 10)]
  expect(frequencyIdeas(month, table)).toMatchObject([
    { subject: 'B', why: 'sellsLess', from: '2/28d', to: '1/28d', sample: 100 },
    { subject: 'A', why: 'sellsMore', from: '4/28d', to: '5/28d' },
  ])
  // Never to nothing; no sale at all says nothing; few visits or customers neither.
  expect(frequencyIdeas([grade('A', 100, 80), grade('C', 100, 0)], table)).toHaveLength(1)
  expect(frequencyIdeas([grade('A', 100, 0), grade('B', 100, 0)], table)).toEqual([])
  expect(frequencyIdeas([grade('A', 59, 59), grade('B', 100, 10, 9)], table)).toEqual([])
  expect(frequencyIdeas([], table)).toEqual([])
})

test('customers who never buy are named from three on, the most visited first', () => {
  const seen = [6, 12, 14].map((visits, i) => ({ code: `C${i}`, visits }))
  expect(neverSellsIdea(seen)).toMatchObject({ to: '1/28d', sample: 32, codes: ['C2', 'C1', 'C0'] })
  expect(neverSellsIdea(seen.slice(1))).toBeNull()
  expect(neverSellsIdea(seen.map((one) => ({ ...one, visits: 6 })))).toBeNull()
})

test('what people write again and again becomes a reason; what is never refused needs no approval', () => {
  const skip = (reason: string, n: number, approved = 0, refused = 0) => ({
    reason,
    n,
    approved,
    refused,
  })
  const skips = [skip('other:修路', 4), skip('other:修路。', 3), skip('ownerAbsent', 20)]
  const idea = skipReasonIdea(skips, [], ['店主不在'])
  expect(idea).toMatchObject({ subject: '修路', sample: 27, numbers: { times: 7 } })
  expect(idea?.to).toContainEqual(expect.objectContaining({ zh: '修路' }))
  expect(skipReasonIdea(skips, [], ['修路'])).toBeNull()
  const both = [...skips, skip('other:盘点', 6)]
  expect(skipReasonIdea(both, [], ['修路'])).toMatchObject({ subject: '盘点' })
  expect(skipReasonIdea([skip('other:修路', 19)], [], [])).toBeNull()
  expect(skipReasonIdea([skip('other:今天门口一直在修路车开不进去了', 30)], [], [])).toBeNull()

  expect(skipApprovalIdea([skip('x', 40, 39, 1)], true)).toMatchObject({ to: false, sample: 40 })
  expect(skipApprovalIdea([skip('x', 40, 37, 3)], true)).toBeNull()
  expect(skipApprovalIdea([skip('x', 40, 29, 0)], true)).toBeNull()
  expect(skipApprovalIdea([skip('x', 40, 40, 0)], false)).toBeNull()
})

describe('changes', () => {
  const person = (name: string, now: Partial<Figures>, before: Partial<Figures>) => ({
    openId: name,
    name,
    now: { ...noFigures, ...now },
    before: { ...noFigures, ...before },
  })
  const days = { now: 21, before: 18 }

  test('the parts of a rate add up to its change, and more work alone moves nothing', () => {
    const people = [
      person('a', { completed: 30, planned: 60 }, { completed: 30, planned: 40 }),
      person('b', { completed: 18, planned: 20 }, { completed: 20, planned: 40 }),
    ]
    const ratio = (f: Figures) => [f.completed, f.planned] as const
    const parts = partsOfRate(people, ratio)
    expect(parts.reduce((sum, { by }) => sum + by, 0)).toBeCloseTo(48 / 80 - 50 / 80, 12)
    const same = [person('a', { completed: 50, planned: 100 }, { completed: 20, planned: 40 })]
    expect(partsOfRate(same, ratio)[0]?.by).toBeCloseTo(0, 12)
    expect(partsOfRate([], ratio)).toEqual([])
  })

  test('large ones first, with their cause; small and thin ones not at all', () => {
    const people = [
      person(
        '李雷',
        { done: 105, planned: 100, completed: 90 },
        { done: 90, planned: 100, completed: 70 },
      ),
      person(
        '韩梅梅',
        { done: 105, planned: 100, completed: 70 },
        { done: 90, planned: 100, completed: 70 },
      ),
    ]
    const changes = changesOf(people, days)
    expect(changes.map(({ key }) => key)).toEqual(['visits_done', 'completion_rate'])
    // 210 in 21 days after 180 in 18.
    expect(changes[0]?.cause).toEqual({ kind: 'days', now: 21, before: 18 })
    expect(changes[1]).toMatchObject({ now: 0.8, before: 0.7, isBetter: true })
    expect(changes[1]?.cause).toMatchObject({ kind: 'people', parts: [{ name: '李雷' }] })
    const thin = [person('a', { planned: 20, completed: 20 }, { planned: 20, completed: 2 })]
    expect(changesOf(thin, days)).toEqual([])
    expect(changesOf([], days)).toEqual([])
  })
})

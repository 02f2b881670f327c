import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type FilledForm,
  markSummary,
  summaryScore,
} from '../../../src/domain/visits/summary-quality.ts'

const filled = (summary: string | null, more: Partial<FilledForm> = {}): FilledForm => ({
  summary,
  outcome: 'stocked',
  nextStep: null,
  nextVisitOn: null,
  ...more,
})
const score = (form: FilledForm, earlier: string[] = []) => {
  const marks = markSummary(form, earlier, 10)
  return marks && summaryScore(marks)
}

describe('five points of twenty', () => {
  test.each([
    // Nothing but ten characters.
    ['今天来过了一切都好没什么事情', {}, 20],
    ['库存充足，已整理陈列排面', {}, 40],
    ['库存还有6箱，已整理陈列排面', {}, 60],
    ['老板说库存还有六箱，先不补货', {}, 80],
    ['老板说库存还有六箱，先不补货', { nextVisitOn: '2026-12-01' }, 100],
    ['老板说库存还有六箱，先不补货', { nextStep: '带新品样品' }, 100],
    // Too short, though it says something; and without a result.
    ['老板要6箱', {}, 40],
    ['老板说库存还有六箱，先不补货', { outcome: null }, 60],
    ['Owner says 6 cases left, price too high', { nextStep: 'send the offer' }, 100],
    ['', {}, 0],
  ] as const)('%s %o', (text, more, points) => {
    expect(score(filled(text, more))).toBe(points)
  })

  test('a visit that the clock closed told nothing; a closed shop had nothing to tell', () => {
    expect(score(filled(null, { outcome: null }))).toBe(0)
    expect(score(filled('卷帘门关着', { outcome: 'shopClosed' }))).toBeNull()
  })
})

describe('a copy', () => {
  const good = filled('老板说库存还有六箱，先不补货', { nextStep: '带新品样品' })
  test('of an own summary before scores 20 at most, blanks and signs or not', () => {
    expect(score(good, ['老板说库存还有六箱先不补货'])).toBe(20)
    expect(score(good, ['别的', ' 老板说：库存还有六箱；先不补货！'])).toBe(20)
    // One character of thirteen is another, 92 %.
    expect(score(good, ['老板说库存还有八箱，先不补货'])).toBe(20)
  })
  test('something else about the same is none, nor is a short text or a part of a long one', () => {
    expect(score(good, ['店长要八箱汽水，下周二送，价格按老价'])).toBe(100)
    expect(score(filled('补货6箱'), ['补货6箱'])).toBe(40)
    expect(score(good, [`老板说库存还有六箱，先不补货${'，另外谈了陈列的事'.repeat(3)}`])).toBe(100)
  })
})

test('whatever is written: 0, 20, 40, 60, 80 or 100, and copying never gains', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), (text, next) => {
      const form = filled(text, { nextVisitOn: next ? '2026-12-01' : null })
      const alone = score(form) ?? -1
      expect([0, 20, 40, 60, 80, 100]).toContain(alone)
      expect(score(form, [text]) ?? -1).toBeLessThanOrEqual(alone)
    }),
  )
})

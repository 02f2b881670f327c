import { describe, expect, test } from 'vitest'
import { isAlike, mayBeSame } from '../../../src/domain/customers/alike.ts'
import { suspicionOf } from '../../../src/domain/customers/suspect-point.ts'

describe('a suspected point', () => {
  test('is one that more than three customers share, or more than 60 km from the median', () => {
    expect(suspicionOf({ sharedBy: 3, fromMedianM: 60_000 })).toBeNull()
    expect(suspicionOf({ sharedBy: 4, fromMedianM: 0 })).toEqual({ kind: 'shared', sharedBy: 4 })
    expect(suspicionOf({ sharedBy: 1, fromMedianM: 60_001 })).toEqual({
      kind: 'far',
      distanceM: 60_001,
    })
    expect(suspicionOf({ sharedBy: 1, fromMedianM: null })).toBeNull()
  })
})

describe('names that people take for one shop', () => {
  test.each([
    ['永辉·人民路店', '永辉人民路店', true],
    ['好邻居超市', '好邻居超市（南京街）', true],
    ['好邻居便利超市', '好邻居便利店', true],
    ['ＡＢＣ便利', 'abc 便利', true],
    ['永辉超市', '联华超市', false],
    ['超市', '好邻居超市', false],
    ['', '', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(isAlike(a, b)).toBe(same)
    expect(isAlike(b, a)).toBe(same)
  })

  test('the same spot is enough, a like name only nearby or without a pin', () => {
    expect(mayBeSame('甲店', { name: '乙商行', distanceM: 150 })).toBe(true)
    expect(mayBeSame('甲店', { name: '乙商行', distanceM: 151 })).toBe(false)
    expect(mayBeSame('好邻居超市', { name: '好邻居超市', distanceM: 2_000 })).toBe(true)
    expect(mayBeSame('好邻居超市', { name: '好邻居超市', distanceM: 2_001 })).toBe(false)
    expect(mayBeSame('好邻居超市', { name: '好邻居超市', distanceM: null })).toBe(true)
  })
})

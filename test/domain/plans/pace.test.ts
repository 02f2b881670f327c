import { describe, expect, test } from 'vitest'
import { legMinutes } from '../../../src/domain/plans/eta.ts'
import { nearestPairs } from '../../../src/domain/plans/nearest-pairs.ts'
import { cellOf, paced, paceOf } from '../../../src/domain/plans/pace.ts'

describe('paces', () => {
  const cell = cellOf({ lng: 123.43, lat: 41.79 })

  test('a cell is half a degree, named by its south-west corner, on every side of the earth', () => {
    expect(cell).toBe('41.5,123.0')
    expect(cellOf({ lng: 123.5, lat: 41.499 })).toBe('41.0,123.5')
    expect(cellOf({ lng: -0.2, lat: -33.9 })).toBe('-34.0,-0.5')
  })

  test('the bands of a day count by their minutes; the own cell goes before the company', () => {
    const paces = [
      { cell, fromMinute: 540, factor: 2 },
      { cell: '*', fromMinute: 540, factor: 0.8 },
      { cell: '*', fromMinute: 660, factor: 1.5 },
    ]
    const at = (fromMinute: number, toMinute: number) =>
      paceOf(paces, cell, { fromMinute, toMinute })
    expect(at(540, 660)).toBe(2)
    expect(at(660, 840)).toBe(1.5)
    // Nothing is known of the afternoon: the model as it is.
    expect(at(840, 1020)).toBe(1)
    expect(at(600, 720)).toBeCloseTo((2 + 1.5) / 2)
    expect(at(600, 600)).toBe(2)
    expect(paceOf(paces, '1.0,1.0', { fromMinute: 540, toMinute: 660 })).toBe(0.8)
  })

  test('nobody is planned beyond the bounds, and the model multiplies', () => {
    const pace = (factor: number) =>
      paceOf([{ cell, fromMinute: 540, factor }], cell, { fromMinute: 540, toMinute: 600 })
    expect([pace(9), pace(0.1)]).toEqual([2.5, 0.5])
    expect(legMinutes(4_000, paced(1.5))).toBeCloseTo(1.5 * legMinutes(4_000))
  })
})

describe('the nearest pairs', () => {
  const row = Array.from({ length: 6 }, (_, i) => ({ lng: 123 + i / 100, lat: 41 }))

  test('hold each place with its nearest, there and back', () => {
    const pairs = nearestPairs(row, 1).map(({ from, to }) => `${from}>${to}`)
    expect(pairs).toContain('0>1')
    expect(pairs).toContain('1>0')
    expect(pairs).not.toContain('0>2')
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  test('of all places are all pairs, and of one place none', () => {
    expect(nearestPairs(row, 6)).toHaveLength(30)
    expect(nearestPairs(row.slice(0, 1), 6)).toEqual([])
  })
})

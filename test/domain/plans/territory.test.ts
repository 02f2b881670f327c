import { describe, expect, test } from 'vitest'
import { suggestTerritory, type TerritoryCustomer } from '../../../src/domain/plans/territory.ts'

const centre = { lng: 123.4291, lat: 41.7968 }
/** A point so many metres to the east and north. */
const at = (east: number, north: number) => ({
  lng: centre.lng + east / 82_900,
  lat: centre.lat + north / 111_195,
})

/** `n` customers in a square around a point. */
const cluster = (
  rep: string,
  name: string,
  n: number,
  east: number,
  north: number,
  more: Partial<TerritoryCustomer> = {},
): TerritoryCustomer[] =>
  Array.from({ length: n }, (_, i) => ({
    code: `${name}${String(i).padStart(2, '0')}`,
    repOpenId: rep,
    point: at(east + (i % 6) * 250, north + Math.floor(i / 6) * 250),
    visitsPerCycle: 2,
    serviceMinutes: 20,
    visitDays: [],
    ...more,
  }))

describe('territory suggestions', () => {
  test('two reps with swapped clusters: exactly the strays are found, in both directions', () => {
    const customers = [
      ...cluster('甲', 'west', 30, -8000, 0),
      ...cluster('甲', 'strayEast', 4, 8000, 2000),
      ...cluster('乙', 'east', 30, 8000, 0),
      ...cluster('乙', 'strayWest', 4, -8000, 2000),
    ]
    const found = suggestTerritory(customers)
    expect(found).toHaveLength(8)
    for (const one of found) {
      expect(one.kind).toBe('owner')
      expect(one.code).toMatch(/^stray/)
      expect(one.otherM).toBeLessThan(one.ownM * 0.7)
      expect(one.savedMinutes).toBeGreaterThanOrEqual(15)
    }
    const told = found.map((one) => (one.kind === 'owner' ? `${one.code} ${one.toOpenId}` : ''))
    expect(told).toContain('strayEast00 乙')
    expect(told).toContain('strayWest00 甲')
    const again = customers.toReversed()
    expect(suggestTerritory(again)).toEqual(found)
    const first = found[0]?.key ?? ''
    const rest = suggestTerritory(customers, { turnedDown: new Set([first]) })
    expect(rest.map(({ key }) => key)).not.toContain(first)
  })

  test('balanced data give none, neither do overlapping reps', () => {
    expect(
      suggestTerritory([...cluster('甲', 'w', 30, -8000, 0), ...cluster('乙', 'e', 30, 8000, 0)]),
    ).toEqual([])
    expect(
      suggestTerritory([...cluster('甲', 'a', 30, 0, 0), ...cluster('乙', 'b', 30, 100, 100)]),
    ).toEqual([])
  })

  test('nobody is filled up: a rep who has more than the giver and the mean gets nothing', () => {
    const customers = [
      ...cluster('甲', 'west', 20, -8000, 0),
      ...cluster('甲', 'stray', 4, 8000, 2000),
      ...cluster('乙', 'east', 60, 8000, 0),
    ]
    expect(suggestTerritory(customers)).toEqual([])
  })

  test('a customer on the wrong visiting day of its rep', () => {
    const monday = cluster('甲', 'mon', 8, -6000, 0, { visitDays: [1], visitsPerCycle: 4 })
    const tuesday = cluster('甲', 'tue', 8, 6000, 0, { visitDays: [2], visitsPerCycle: 4 })
    const wrong = cluster('甲', 'wrong', 1, 6000, 800, { visitDays: [1], visitsPerCycle: 4 })
    const found = suggestTerritory([...monday, ...tuesday, ...wrong])
    expect(found).toMatchObject([
      { kind: 'day', code: 'wrong00', fromDay: 1, toDay: 2, key: 'day:wrong00:2' },
    ])
    expect(suggestTerritory([...monday, ...tuesday])).toEqual([])
  })

  test('at most ten, the most saved travel first', () => {
    const found = suggestTerritory([
      ...cluster('甲', 'west', 60, -9000, 0),
      ...cluster('甲', 'stray', 14, 9000, 2000),
      ...cluster('乙', 'east', 60, 9000, 0),
    ])
    expect(found.length).toBeLessThanOrEqual(10)
    expect(found.length).toBeGreaterThan(0)
    const saved = found.map(({ savedMinutes }) => savedMinutes)
    expect(saved).toEqual(saved.toSorted((a, b) => b - a))
  })
})

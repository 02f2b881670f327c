import { describe, expect, test } from 'vitest'
import { alongOrder, type KeptStop } from '../../../src/domain/plans/kept-order.ts'
import { straightLegs } from '../../../src/domain/plans/legs.ts'

const start = { lng: 123.4291, lat: 41.7968 }
const north = (metres: number) => ({ lng: start.lng, lat: start.lat + metres / 111_195 })
const options = { departMinute: 9 * 60, endMinute: 17 * 60 }
const stop = (id: string, place: number | null, more: Partial<KeptStop> = {}): KeptStop => ({
  id,
  place,
  serviceMinutes: 20,
  windows: [],
  ...more,
})
const way = (stops: readonly KeptStop[], at: readonly number[], more: object = {}) =>
  alongOrder(stops, straightLegs(start, at.map(north)), { ...options, ...more })

describe('a kept order', () => {
  test('holds although it is a detour, and another goes in where the day is over first', () => {
    const kept = [stop('far', 1), stop('near', 2), stop('middle', 3)]
    const at = [4000, 1000, 2500]
    for (const metres of [300, 1800, 3200, 5000]) {
      const { places, endMinute, proof } = way([...kept, stop('free', null)], [...at, metres])
      const ids = places.map(({ id }) => id)
      expect(ids.filter((id) => id !== 'free')).toEqual(['far', 'near', 'middle'])
      expect(proof).toBe('best found')
      const ends = [0.5, 1.5, 2.5, 3.5].map(
        (place) => way([...kept, stop('free', place)], [...at, metres]).endMinute,
      )
      expect(endMinute).toBe(Math.min(...ends))
    }
  })

  test('metres are those along the order, times run on and lunch is taken once', () => {
    const stops = [stop('a', 1, { serviceMinutes: 180 }), stop('b', 2), stop('c', 3)]
    const lunch = { fromMinute: 690, latestMinute: 780, minutes: 60 }
    const plain = way(stops, [2000, 1000, 3000])
    const withLunch = way(stops, [2000, 1000, 3000], { lunch })
    expect(plain.totalM).toBe(plain.places.reduce((sum, { legM }) => sum + legM, 0))
    const legs = plain.places.map(({ legM }) => Math.round(legM / 135))
    expect(legs).toEqual([20, 10, 20])
    const shift = withLunch.places.map(
      (p, i) => p.arriveMinute - (plain.places[i]?.arriveMinute ?? 0),
    )
    expect(shift).toEqual([0, 60, 60])
  })

  test('what comes too late says why and stays', () => {
    const stops = [
      stop('long', 1, { serviceMinutes: 400 }),
      stop('shut', 2, { windows: [{ from: 600, to: 720 }] }),
      stop('night', 3, { windows: [{ from: 1200, to: 1320 }] }),
      stop('late', 4, { serviceMinutes: 100 }),
    ]
    const { places } = way(stops, [500, 600, 700, 800])
    expect(places.map(({ id, fit }) => [id, fit])).toEqual([
      ['long', null],
      ['shut', 'hours-clash'],
      ['night', 'closed'],
      ['late', 'day-too-short'],
    ])
  })
})

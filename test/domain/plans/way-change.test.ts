import { describe, expect, test } from 'vitest'
import { orderDay, type WayStop } from '../../../src/domain/plans/day-way.ts'
import { alongOrder } from '../../../src/domain/plans/kept-order.ts'
import { straightLegs } from '../../../src/domain/plans/legs.ts'
import { betterWay, wayChange } from '../../../src/domain/plans/way-change.ts'

const start = { lng: 123.4291, lat: 41.7968 }
const north = (metres: number) => ({ lng: start.lng, lat: start.lat + metres / 111_195 })
const day = { departMinute: 540, endMinute: 1080 }
const stops: WayStop[] = [4_000, 1_000, 2_500].map((metres) => ({
  id: `${metres}`,
  serviceMinutes: 20,
  windows: [],
}))
const legs = straightLegs(start, [4_000, 1_000, 2_500].map(north))
const along = (order: readonly string[], options = day) =>
  alongOrder(
    stops.map((stop) => ({ ...stop, place: order.indexOf(stop.id) + 1 })),
    legs,
    options,
  )

describe('what planning anew brings', () => {
  test('metres and minutes saved are those between the two ways', () => {
    const standing = along(['4000', '1000', '2500'])
    const found = orderDay(stops, legs, day)
    expect(betterWay(standing, found)).toBe(found)
    // 4 + 3 + 1.5 km as it stands, 4 km anew; a metre of great circle is 1.35 of road.
    const { moved, savedM, savedMinutes, moreFit } = wayChange(standing, found)
    expect(moved).toBe(true)
    expect(Math.round(savedM / 135)).toBe(45)
    expect(savedMinutes).toBe(standing.endMinute - found.endMinute)
    expect(savedMinutes).toBeGreaterThan(10)
    expect(moreFit).toBe(0)
  })

  test('the way that stands wins a draw, and a shorter one that misses a stop loses', () => {
    const best = along(['1000', '2500', '4000'])
    expect(betterWay(best, along(['1000', '2500', '4000']))).toBe(best)
    expect(wayChange(best, best)).toEqual({ moved: false, savedM: 0, savedMinutes: 0, moreFit: 0 })
    const early = along(['4000', '1000', '2500'])
    const tooLate = along(['1000', '2500', '4000'], { departMinute: 540, endMinute: 600 })
    expect(betterWay(early, tooLate)).toBe(early)
    expect(wayChange(tooLate, early).moreFit).toBeGreaterThan(0)
  })

  test('a search of a known order within no time at all is still an answer', () => {
    const frozen = { clock: () => 0, maxMs: 0, known: ['4000', '2500', '1000'] }
    const { places } = orderDay(stops, legs, { ...day, search: frozen })
    expect(places.map(({ id }) => id).toSorted()).toEqual(['1000', '2500', '4000'])
  })
})

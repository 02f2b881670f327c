import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { north } from '../../../src/domain/geo.ts'
import { beginVisit, estimateTimes, legMinutes, roadM } from '../../../src/domain/plans/eta.ts'

describe('a leg', () => {
  test('is 1.35 times the great circle', () => {
    const shop = { lng: 123.43, lat: 41.8 }
    expect(roadM(shop, north(shop, 1000))).toBe(1350)
  })

  test('takes parking and driving, faster on longer ones', () => {
    expect(legMinutes(0)).toBe(0)
    expect(legMinutes(1100)).toBeCloseTo(1.5 + 3, 5) // 1.1 km at 22 km/h
    expect(legMinutes(10_000)).toBeCloseTo(1.5 + (3 / 22) * 60 + (7 / 30) * 60, 5)
    expect(legMinutes(70_000)).toBeCloseTo(1.5 + (3 / 22) * 60 + (17 / 30) * 60 + 60, 5)
  })

  test('takes longer the longer it is', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 1000 }), (metres, more) => {
        expect(legMinutes(metres + more)).toBeGreaterThan(legMinutes(metres))
      }),
    )
  })
})

test('a visit begins when the door opens; after the last closing it is late', () => {
  const windows = [
    { from: 540, to: 720 },
    { from: 840, to: 1080 },
  ]
  expect(beginVisit(500, windows)).toEqual({ begin: 540, waitMinutes: 40, lateMinutes: 0 })
  expect(beginVisit(600, windows)).toEqual({ begin: 600, waitMinutes: 0, lateMinutes: 0 })
  expect(beginVisit(720, windows)).toEqual({ begin: 840, waitMinutes: 120, lateMinutes: 0 })
  expect(beginVisit(1100, windows)).toEqual({ begin: 1100, waitMinutes: 0, lateMinutes: 20 })
  expect(beginVisit(100)).toEqual({ begin: 100, waitMinutes: 0, lateMinutes: 0 })
})

describe('a day', () => {
  const leg = 1100 // 4.5 minutes
  const stop = { legM: leg, serviceMinutes: 20 }

  test('arrivals, service and the end', () => {
    const day = estimateTimes({ departMinute: 540, stops: [stop, { ...stop, legM: 0 }, stop] })
    expect(day.stops.map(({ eta }) => eta)).toEqual(['09:05', '09:25', '09:49'])
    expect(day.stops.map(({ leaveMinute }) => leaveMinute)).toEqual([565, 585, 609])
    expect(day).toMatchObject({ endMinute: 609, end: '10:09', totalMinutes: 69 })
  })

  test('lunch lies before the first leg after its time, once', () => {
    const lunch = { fromMinute: 560, minutes: 60 }
    const day = estimateTimes({ departMinute: 540, stops: [stop, stop, stop], lunch })
    expect(day.stops.map(({ eta }) => eta)).toEqual(['09:05', '10:29', '10:54'])
    const short = estimateTimes({ departMinute: 540, stops: [stop], lunch })
    expect(short.end).toBe('09:25')
  })

  test('waiting and closed doors show', () => {
    const windows = [{ from: 600, to: 610 }]
    const day = estimateTimes({
      departMinute: 540,
      stops: [
        { ...stop, windows },
        { ...stop, windows },
      ],
    })
    expect(day.stops[0]).toMatchObject({ arriveMinute: 545, beginMinute: 600, late: false })
    expect(day.stops[1]).toMatchObject({ late: true })
  })

  test('an empty day ends where it begins', () => {
    expect(estimateTimes({ departMinute: 540, stops: [] })).toEqual({
      stops: [],
      totalMinutes: 0,
      endMinute: 540,
      end: '09:00',
    })
  })
})

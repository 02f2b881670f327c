import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  distanceM,
  fromGcj02,
  isPlausible,
  medianPoint,
  midpoint,
  north,
  offset,
  type Point,
  toGcj02,
} from '../../src/domain/geo.ts'
import { navigationLinks } from '../../src/domain/navigation.ts'

const beijing: Point = { lng: 116.397428, lat: 39.90923 }
const inChina = fc.record({
  lng: fc.double({ min: 98, max: 122, noNaN: true }),
  lat: fc.double({ min: 22, max: 45, noNaN: true }),
})

describe('datums', () => {
  test('the shift in Beijing is some 556 m from GPS and more from Baidu', () => {
    expect(distanceM(toGcj02(beijing, 'wgs84'), beijing)).toBeGreaterThan(500)
    expect(distanceM(toGcj02(beijing, 'wgs84'), beijing)).toBeLessThan(600)
    expect(distanceM(toGcj02(beijing, 'bd09'), beijing)).toBeGreaterThan(500)
    expect(toGcj02(beijing, 'gcj02')).toEqual(beijing)
  })

  test('there and back is less than a metre off, all over China', () => {
    fc.assert(
      fc.property(inChina, fc.constantFrom('wgs84' as const, 'bd09' as const), (point, datum) => {
        expect(distanceM(toGcj02(fromGcj02(point, datum), datum), point)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('outside China GCJ-02 is WGS-84', () => {
    const paris = { lng: 2.35, lat: 48.85 }
    expect(toGcj02(paris, 'wgs84')).toEqual(paris)
  })
})

describe('distances', () => {
  test('a thousandth of a degree of latitude is 111 m', () => {
    expect(distanceM(beijing, { ...beijing, lat: beijing.lat + 0.001 })).toBe(111)
    expect(distanceM(beijing, beijing)).toBe(0)
  })

  test('so many metres north or east are so many metres away', () => {
    fc.assert(
      fc.property(inChina, fc.integer({ min: -5000, max: 5000 }), (point, metres) => {
        expect(distanceM(point, north(point, metres))).toBe(Math.abs(metres))
        const east = distanceM(point, offset(point, { east: metres }))
        expect(Math.abs(east - Math.abs(metres))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('midpoint and median', () => {
    const away = north(beijing, 1000)
    expect(distanceM(beijing, midpoint(beijing, away))).toBe(500)
    const stray = { lng: 0, lat: 0 }
    expect(medianPoint([beijing, stray, beijing])).toEqual(beijing)
    expect(medianPoint([])).toBeNull()
  })
})

test('a broken position is not plausible', () => {
  expect(isPlausible(beijing)).toBe(true)
  expect(isPlausible({ lng: 0, lat: 0 })).toBe(false)
  expect(isPlausible({ lng: 39.9, lat: 116.4 })).toBe(false)
  expect(isPlausible({ lng: Number.NaN, lat: 30 })).toBe(false)
  expect(isPlausible({ lng: 181, lat: 30 })).toBe(false)
})

describe('navigation links', () => {
  const links = navigationLinks(beijing, '永辉|人民路店, 南门&1')

  test('every map app gets the datum it expects, over https', () => {
    const url = (text: string) => new URL(text)
    expect(url(links.amap).searchParams.get('to')).toBe(
      '116.397428,39.909230,永辉 人民路店  南门 1',
    )
    expect(url(links.amap).searchParams.get('coordinate')).toBe('gaode')
    const baidu = url(links.baidu).searchParams
    expect(baidu.get('destination')).toBe('latlng:39.909230,116.397428|name:永辉 人民路店  南门 1')
    expect(baidu.get('coord_type')).toBe('gcj02')
    expect(url(links.apple).searchParams.get('daddr')).toBe('39.909230,116.397428')
    const [lat, lng] = (url(links.google).searchParams.get('destination') ?? '').split(',')
    const google = { lng: Number(lng), lat: Number(lat) }
    expect(distanceM(toGcj02(google, 'wgs84'), beijing)).toBeLessThanOrEqual(1)
    for (const link of Object.values(links)) expect(link).toMatch(/^https:\/\/[^ +]+$/)
  })

  test('all over China each app, reading its own datum, leads to the shop within a metre', () => {
    fc.assert(
      fc.property(inChina, (shop) => {
        const of = navigationLinks(shop, '店')
        const pair = (text: string | null, lngFirst: boolean): Point => {
          const [a = 0, b = 0] = (text ?? '')
            .replace(/^latlng:/, '')
            .split(/[,|]/)
            .map(Number)
          return lngFirst ? { lng: a, lat: b } : { lng: b, lat: a }
        }
        const value = (link: string, key: string) => new URL(link).searchParams.get(key)
        const datum = value(of.baidu, 'coord_type')
        expect(datum).toMatch(/^(gcj02|bd09ll)$/)
        const baidu = pair(value(of.baidu, 'destination'), false)
        const read = {
          amap: pair(value(of.amap, 'to'), true),
          apple: pair(value(of.apple, 'daddr'), false),
          baidu: toGcj02(baidu, datum === 'bd09ll' ? 'bd09' : 'gcj02'),
          google: toGcj02(pair(value(of.google, 'destination'), false), 'wgs84'),
        }
        for (const point of Object.values(read)) {
          expect(distanceM(point, shop)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

/** Companies, their shops and reps: what is honestly wrong with points, phones and habits. */
import { fromGcj02, offset, type Point } from '../../src/domain/geo.ts'
import type { Draw } from './draw.ts'

export interface Shop {
  readonly code: string
  readonly name: string
  /** Where it is. */
  readonly truth: Point
  /** Where the books say it is. */
  readonly point: Point
  /** 待核实: from an address. */
  readonly doubtful: boolean
  /** What stands around it. */
  readonly surroundings: 'open' | 'canyon' | 'indoors'
  /** Minutes, the median of its stays. */
  readonly usualStay: number
  /** A Wi-Fi fix here is the very same each time. */
  readonly wifi: { readonly point: Point; readonly accuracyM: number }
}

export interface Rep {
  readonly openId: string
  readonly deviceId: string
  readonly source: 'chat' | 'live'
  readonly home: Point
  readonly shops: readonly Shop[]
  /** The phone hands out WGS-84 where GCJ-02 is expected. */
  readonly wrongDatum: boolean
  /** Seconds that the phone's clock is ahead. */
  readonly clockS: number
  /** Decimals of its coordinates. */
  readonly decimals: number
  /** Picks the shop's name from the list of places. */
  readonly picksPlaces: boolean
  /** Takes the photos first and sends all at once. */
  readonly sendsAtOnce: boolean
  /** Writes much the same each time. */
  readonly fewWords: boolean
}

export interface Company {
  readonly reps: readonly Rep[]
  readonly shops: readonly Shop[]
}

const cities: readonly Point[] = [
  { lng: 116.4, lat: 39.9 },
  { lng: 121.47, lat: 31.23 },
  { lng: 113.26, lat: 23.13 },
  { lng: 123.43, lat: 41.8 },
  { lng: 104.07, lat: 30.67 },
  { lng: 108.94, lat: 34.34 },
]

const somewhere = (draw: Draw, from: Point, most: number): Point =>
  offset(from, { north: draw.between(-most, most), east: draw.between(-most, most) })
const near = (draw: Draw, from: Point, sigma: number): Point =>
  offset(from, { north: sigma * draw.normal(), east: sigma * draw.normal() })

function shopAt(draw: Draw, truth: Point, code: string, wgs: boolean): Shop {
  const doubtful = draw.chance(0.05)
  const isWrong = draw.chance(0.01)
  const written = doubtful
    ? near(draw, truth, 300)
    : isWrong
      ? offset(truth, { north: draw.between(300, 700), east: draw.between(-400, 400) })
      : near(draw, truth, draw.around(15, 0.7))
  const inside = draw.unit()
  return {
    ...{ code, name: `${draw.pick(['永辉', '大润发', '便民', '好又多', '家家乐'])}超市${code}店` },
    ...{ truth, doubtful, usualStay: draw.around(14, 0.4) },
    point: wgs ? fromGcj02(written, 'wgs84') : written,
    surroundings: inside < 0.45 ? 'open' : inside < 0.7 ? 'canyon' : 'indoors',
    wifi: { point: near(draw, truth, 25), accuracyM: Math.round(draw.between(20, 65)) },
  }
}

/** A company of one city: districts of shops, streets of a few next to each other, reps with shops of a district. */
export function companyOf(draw: Draw, n: number, reps: number): Company {
  const city = cities[n % cities.length] as Point
  // One company in five imported a part of its points as they came from a GPS.
  const wgsShare = draw.chance(0.2) ? draw.between(0.05, 0.4) : 0
  const list: Rep[] = []
  for (let r = 0; r < reps; r++) {
    const district = somewhere(draw, city, 20_000)
    const shops: Shop[] = []
    while (shops.length < 36) {
      const street = somewhere(draw, district, 4_000)
      for (let s = 0; s < Math.ceil(draw.between(0, 4)); s++)
        shops.push(
          shopAt(
            draw,
            somewhere(draw, street, 250),
            `${n}-${r}-${shops.length}`,
            draw.chance(wgsShare),
          ),
        )
    }
    list.push({
      ...{ openId: `ou_${n}_${r}`, deviceId: `d_${n}_${r}`, shops },
      source: r % 2 === 0 ? 'live' : 'chat',
      home: offset(district, { north: draw.between(4_500, 9_000) }),
      wrongDatum: draw.chance(0.02),
      clockS: draw.chance(0.01) ? draw.between(-300, 300) : 2 * draw.normal(),
      decimals: draw.pick([6, 6, 7, 8, 8, 5]),
      picksPlaces: draw.chance(0.15),
      sendsAtOnce: draw.chance(0.1),
      fewWords: draw.chance(0.05),
    })
  }
  return { reps: list, shops: list.flatMap(({ shops }) => shops) }
}

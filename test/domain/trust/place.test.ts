import { describe, expect, test } from 'vitest'
import { fromGcj02, offset, type Point, toGcj02 } from '../../../src/domain/geo.ts'
import { addDays, date } from '../../../src/domain/time.ts'
import type { CheckedInHere, Position, Residual } from '../../../src/domain/trust/evidence.ts'
import { vectorBetween } from '../../../src/domain/trust/positions.ts'
import { chatOnPoint } from '../../../src/domain/trust/rules/chat-on-point.ts'
import { checkOutElsewhere } from '../../../src/domain/trust/rules/check-out-elsewhere.ts'
import { datumOffset } from '../../../src/domain/trust/rules/datum-offset.ts'
import { distance } from '../../../src/domain/trust/rules/distance.ts'
import { movedPin } from '../../../src/domain/trust/rules/moved-pin.ts'
import { onePlace } from '../../../src/domain/trust/rules/one-place.ts'
import { pickedPlace } from '../../../src/domain/trust/rules/picked-place.ts'
import { sameCoordinates } from '../../../src/domain/trust/rules/same-coordinates.ts'
import { selfReported } from '../../../src/domain/trust/rules/self-reported.ts'
import { at, chat, check, evidence, live, other, says, shop } from './support.ts'

const north = (metres: number) => offset(shop, { north: metres })
const day = (back: number) => addDays(date('2026-03-02'), -back)

describe('distance', () => {
  const fix = (metres: number, more: Partial<Position> = {}) =>
    evidence({ visit: { checkIn: live(north(metres), at('09:10'), more) } })

  test('the border is the tolerance and twice the accuracy', () => {
    expect(says(check(distance, fix(340, { accuracyM: 20 })))).toBe('clear')
    expect(says(check(distance, fix(342, { accuracyM: 20 })))).toBe('flag weak')
    expect(check(distance, fix(342, { accuracyM: 20 }))).toMatchObject({
      threshold: 340,
      numbers: { distanceM: 342, limitM: 340, errorM: 40 },
    })
  })

  test('far beyond it is strong, for a fix of there and then only', () => {
    expect(says(check(distance, fix(1_840, { accuracyM: 20 })))).toBe('flag weak')
    expect(says(check(distance, fix(1_842, { accuracyM: 20 })))).toBe('flag strong')
    expect(says(check(distance, fix(9_000, { accuracyM: 20, queued: true })))).toBe('flag weak')
  })

  test('a fix that is unsure or old is neither a flag nor a pass', () => {
    expect(says(check(distance, fix(9_000, { accuracyM: 101 })))).toBe('insufficient')
    expect(says(check(distance, fix(10, { accuracyM: 5_000 })))).toBe('insufficient')
    expect(says(check(distance, fix(10, { accuracyM: null })))).toBe('insufficient')
    expect(says(check(distance, fix(9_000, { ageS: 61 })))).toBe('insufficient')
    expect(says(check(distance, fix(9_000, { ageS: 60 })))).toBe('flag strong')
  })

  test('a chat location that fits proves nothing, one that does not is weak at any distance', () => {
    const claim = (metres: number) =>
      evidence({ visit: { checkIn: chat(north(metres), at('09:10')) } })
    expect(says(check(distance, claim(5)))).toBe('insufficient')
    expect(says(check(distance, claim(500)))).toBe('insufficient')
    expect(says(check(distance, claim(502)))).toBe('flag weak')
    expect(says(check(distance, claim(50_000)))).toBe('flag weak')
  })

  test('without a place, a pin, or with a pin that nobody has found right: 证据不足', () => {
    const far = live(north(9_000), at('09:10'))
    expect(says(check(distance, evidence({ visit: { checkIn: null } })))).toBe('insufficient')
    expect(says(check(distance, evidence({ site: { point: null } })))).toBe('insufficient')
    const doubtful = evidence({ visit: { checkIn: far }, site: { doubtful: true } })
    expect(says(check(distance, doubtful))).toBe('insufficient')
  })

  test('where three other days agree with it the pin is doubted, unless the rep sits there for others too', () => {
    const there = north(2_000)
    const checkedInHere: CheckedInHere[] = [7, 14, 21].map((back) => ({
      ...{ visitId: `h${back}`, repOpenId: 'li', date: day(back) },
      position: live(offset(there, { east: back }), at('09:10', day(back))),
    }))
    const visit = { checkIn: live(there, at('09:10')) }
    expect(says(check(distance, evidence({ visit, site: { checkedInHere } })))).toBe('flag weak')
    const two = checkedInHere.slice(1)
    expect(says(check(distance, evidence({ visit, site: { checkedInHere: two } })))).toBe(
      'flag strong',
    )
    const sits = other({ checkIn: live(there, at('08:30')) })
    const home = evidence({ visit, site: { checkedInHere }, more: { earlier: [sits] } })
    expect(says(check(distance, home))).toBe('flag strong')
  })
})

describe('a wrong datum', () => {
  /** What a phone that tells WGS-84 shows of a place. */
  const wrong = (metres: number, east = 0) =>
    fromGcj02(offset(shop, { north: metres, east }), 'wgs84')
  const off = vectorBetween(shop, wrong(0))
  const residuals = (reps: number, customers: number): Residual[] =>
    Array.from({ length: customers }, (_, i) => ({
      ...{ visitId: `r${i}`, repOpenId: `rep${i % reps}`, customerCode: `C${i}` },
      ...{ eastM: off.eastM + 10 * (i % 3), northM: off.northM - 10 * (i % 2) },
    }))
  const visit = { checkIn: live(wrong(15), at('09:10')) }

  test('shared by three others at five customers it is a fault of the data', () => {
    const many = evidence({ visit, more: { residuals: residuals(3, 5) } })
    expect(says(check(distance, many))).toBe('insufficient')
    expect(says(check(datumOffset, many))).toBe('flag info')
    expect(check(datumOffset, many).numbers).toMatchObject({ reps: 4, customers: 5 })
    for (const few of [residuals(2, 5), residuals(3, 4)]) {
      const alone = evidence({ visit, more: { residuals: few } })
      expect(says(check(distance, alone))).toBe('flag weak')
      expect(says(check(datumOffset, alone))).toBe('clear')
    }
  })

  test('one phone that is off the same way everywhere is its own reason', () => {
    const earlier = [1, 2, 3, 4].map((i) => {
      const site = offset(shop, { east: 1_500 * i })
      const checkIn = live(fromGcj02(site, 'wgs84'), at('10:00', day(i)))
      return other({ id: `e${i}`, customerCode: `E${i}`, site, date: day(i), checkIn })
    })
    expect(says(check(distance, evidence({ visit, more: { earlier } })))).toBe('insufficient')
    const honestToo = Array.from({ length: 4 }, (_, i) =>
      other({ id: `f${i}`, customerCode: `F${i}`, site: offset(shop, { north: 2_000 + i }) }),
    )
    const mixed = evidence({ visit, more: { earlier: [...earlier, ...honestToo] } })
    expect(says(check(distance, mixed))).toBe('flag weak')
  })

  test('others in other directions explain nothing', () => {
    const scattered = residuals(5, 30).map((one, i) => ({
      ...one,
      eastM: 600 * Math.cos(i * 0.7),
      northM: 600 * Math.sin(i * 0.7),
    }))
    const alone = evidence({
      visit: { checkIn: live(north(900), at('09:10')) },
      more: { residuals: scattered },
    })
    expect(says(check(datumOffset, alone))).toBe('clear')
    expect(says(check(distance, alone))).toBe('flag weak')
  })

  test('a shop that was imported in the wrong datum is found as well', () => {
    const point = toGcj02(shop, 'wgs84')
    const single = evidence({ site: { point }, visit: { checkIn: live(shop, at('09:10')) } })
    expect(says(check(distance, single))).toBe('flag weak')
    expect(says(check(distance, single, { farM: 0 }))).toBe('flag weak')
  })
})

describe('identical coordinates', () => {
  const spot = { lng: 123.429134, lat: 41.796877 }
  const here = (days: number, position: (back: number) => Position) =>
    Array.from({ length: days }, (_, i) => ({
      ...{ visitId: `h${i}`, repOpenId: 'li', date: day(7 * (i + 1)) },
      position: position(7 * (i + 1)),
    }))
  const same = (back: number) => live(spot, at('09:10', day(back)))
  const found = (checkedInHere: CheckedInHere[], more: Partial<Position> = {}) =>
    check(
      sameCoordinates,
      evidence({ visit: { checkIn: live(spot, at('09:10'), more) }, site: { checkedInHere } }),
    )

  test('one other day is weak, two are strong: the chance of honest fixes decides', () => {
    expect(says(found(here(1, same)))).toBe('flag weak')
    expect(says(found(here(2, same)))).toBe('flag strong')
    expect(found(here(2, same)).numbers).toMatchObject({ days: 2, decimals: 6 })
  })

  test('five decimals need more days than six, four say nothing', () => {
    const near = (decimals: number) => (back: number) =>
      live({ lng: spot.lng - 3 * 10 ** -(decimals + 1), lat: spot.lat }, at('09:10', day(back)))
    expect(says(found(here(1, near(5))))).toBe('clear')
    expect(says(found(here(3, near(5))))).toBe('flag strong')
    expect(says(found(here(9, near(4))))).toBe('clear')
  })

  test('fixes that may be of Wi-Fi or masts, of the same day, or of others do not count', () => {
    const rough = (back: number) => live(spot, at('09:10', day(back)), { accuracyM: 31 })
    expect(says(found(here(3, rough)))).toBe('clear')
    expect(says(found(here(3, same), { accuracyM: 31 }))).toBe('insufficient')
    expect(says(found(here(3, same), { accuracyM: 25 }))).toBe('flag weak')
    const others = here(3, same).map((one) => ({ ...one, repOpenId: 'han' }))
    expect(says(found(others))).toBe('clear')
    const today = here(3, same).map((one) => ({ ...one, date: day(0) }))
    expect(says(found(today))).toBe('clear')
  })

  test('chat pins repeat by being picked: 证据不足 here', () => {
    const visit = { checkIn: chat(spot, at('09:10')) }
    const pins = here(5, (back) => chat(spot, at('09:10', day(back))))
    const claims = evidence({ visit, site: { checkedInHere: pins } })
    expect(says(check(sameCoordinates, claims))).toBe('insufficient')
  })

  test('the shop’s own point to the last decimal is weak, but not on the day it was pinned', () => {
    const visit = { checkIn: live(spot, at('09:10')) }
    const onPoint = evidence({ visit, site: { point: spot } })
    expect(says(check(sameCoordinates, onPoint))).toBe('flag weak')
    const moves = [{ byOpenId: 'li', ruledBy: 'wang', at: at('09:05'), movedM: 0, before: null }]
    const pinned = evidence({ visit, site: { point: spot, moves } })
    expect(says(check(sameCoordinates, pinned))).toBe('insufficient')
  })
})

describe('a moved pin', () => {
  const moved = (metres: number, daysAgo: number, ruledBy: string | null = null) =>
    evidence({
      site: {
        moves: [
          {
            ...{ byOpenId: 'li', ruledBy, movedM: metres, before: north(metres) },
            at: at('09:10', day(daysAgo)),
          },
        ],
      },
    })

  test('counts over 300 m, within 30 days, by this rep, where it made the visit on site', () => {
    expect(says(check(movedPin, moved(400, 30)))).toBe('flag weak')
    expect(says(check(movedPin, moved(400, 31)))).toBe('clear')
    expect(says(check(movedPin, moved(300, 3)))).toBe('clear')
    expect(says(check(movedPin, moved(320, 3)))).toBe('clear')
    expect(says(check(movedPin, moved(400, 3, 'li')))).toBe('flag weak')
    expect(says(check(movedPin, moved(400, 3, 'wang')))).toBe('flag info')
    expect(says(check(movedPin, evidence({ visit: { checkIn: null } })))).toBe('insufficient')
  })
})

test('a check-out elsewhere is weak at any distance, and unknown without its place', () => {
  const out = (metres: number, more: Partial<Position> = {}) =>
    evidence({ visit: { checkOut: live(north(metres), at('09:35'), more) } })
  expect(says(check(checkOutElsewhere, out(524)))).toBe('clear')
  expect(says(check(checkOutElsewhere, out(526)))).toBe('flag weak')
  expect(says(check(checkOutElsewhere, out(90_000)))).toBe('flag weak')
  expect(says(check(checkOutElsewhere, out(90_000, { accuracyM: 300 })))).toBe('insufficient')
  expect(says(check(checkOutElsewhere, evidence({ visit: { checkOut: null } })))).toBe(
    'insufficient',
  )
})

describe('what the chat alone can tell', () => {
  const earlier = (on: number, away: number) =>
    Array.from({ length: on + away }, (_, i) => {
      const site = offset(shop, { east: 800 * (i + 1) })
      const checkIn = chat(i < on ? site : offset(site, { north: 14 }), at('10:00', day(i + 1)))
      return other({ id: `e${i}`, customerCode: `E${i}`, site, checkIn })
    })
  const pins = (on: number, away: number, now: number) =>
    check(
      chatOnPoint,
      evidence({
        visit: { checkIn: chat(north(now), at('09:10')) },
        more: { earlier: earlier(on, away) },
      }),
    )

  test('pins within 3 m of the stored point again and again', () => {
    expect(says(pins(4, 3, 2))).toBe('flag weak')
    expect(says(pins(3, 3, 2))).toBe('clear')
    expect(says(pins(4, 5, 2))).toBe('clear')
    expect(says(pins(9, 0, 5))).toBe('clear')
    expect(says(pins(3, 0, 2))).toBe('insufficient')
    expect(says(check(chatOnPoint, evidence()))).toBe('insufficient')
  })

  test('a place picked by the shop’s name is told, no more', () => {
    const named = (name: string | null) =>
      check(pickedPlace, evidence({ visit: { checkIn: chat(shop, at('09:10'), { name }) } }))
    expect(says(named('永辉超市(人民路店)'))).toBe('flag info')
    expect(says(named('人民路 118 号附近'))).toBe('clear')
    expect(says(named(null))).toBe('insufficient')
    expect(says(check(pickedPlace, evidence()))).toBe('insufficient')
  })

  test('the share of self-reported places is told above 80 %', () => {
    const share = (chatShare: number | null) =>
      check(
        selfReported,
        evidence({ visit: { checkIn: chat(shop, at('09:10')) }, more: { chatShare } }),
      )
    expect(says(share(0.8))).toBe('clear')
    expect(says(share(0.81))).toBe('flag info')
    expect(says(share(null))).toBe('insufficient')
  })
})

describe('several customers from one spot', () => {
  const home = north(6_000)
  /** Checked in at home for so many customers in a row, 600 m from each other. */
  const sits = (count: number, more: Partial<Position> = {}) =>
    Array.from({ length: count }, (_, i) =>
      other({
        ...{ id: `s${i}`, customerCode: `S${i}`, site: offset(shop, { east: 600 * i }) },
        checkIn: live(offset(home, { east: 10 * i }), at('08:30'), more),
      }),
    )
  const from = (point: Point, others: ReturnType<typeof sits>, site = {}) =>
    check(
      onePlace,
      evidence({ visit: { checkIn: live(point, at('09:10')) }, site, more: { earlier: others } }),
    )

  test('three others, all far away, whatever is known of this customer’s own point', () => {
    expect(says(from(home, sits(2)))).toBe('clear')
    expect(says(from(home, sits(3)))).toBe('flag weak')
    expect(from(home, sits(4)).numbers).toEqual({ count: 4, farM: 1_000 })
    expect(says(from(home, sits(3), { doubtful: true }))).toBe('flag weak')
    expect(says(from(home, sits(3), { point: null }))).toBe('flag weak')
  })

  test('not at a shop of its own, elsewhere, of one building, near by, or by unsure fixes', () => {
    expect(says(from(home, sits(3), { point: home }))).toBe('clear')
    expect(says(from(offset(home, { north: 400 }), sits(3)))).toBe('clear')
    const oneBuilding = sits(3).map((one) => ({ ...one, site: shop }))
    expect(says(from(home, oneBuilding))).toBe('clear')
    const nearBy = sits(3).map((one, i) => ({ ...one, site: offset(home, { east: 600 * i }) }))
    expect(says(from(home, nearBy))).toBe('clear')
    expect(says(from(home, sits(3, { accuracyM: 300 })))).toBe('clear')
    const unsure = evidence({ visit: { checkIn: live(home, at('09:10'), { accuracyM: 300 }) } })
    expect(says(check(onePlace, unsure))).toBe('insufficient')
  })
})

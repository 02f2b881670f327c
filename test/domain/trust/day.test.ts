import { describe, expect, test } from 'vitest'
import { offset } from '../../../src/domain/geo.ts'
import type { Position } from '../../../src/domain/trust/evidence.ts'
import { batchCheckIns } from '../../../src/domain/trust/rules/batch-check-ins.ts'
import { batchCheckOuts } from '../../../src/domain/trust/rules/batch-check-outs.ts'
import { impossibleTravel } from '../../../src/domain/trust/rules/impossible-travel.ts'
import { noTimeBetween } from '../../../src/domain/trust/rules/no-time-between.ts'
import { stayTooShort } from '../../../src/domain/trust/rules/stay-too-short.ts'
import { visitOrder } from '../../../src/domain/trust/rules/visit-order.ts'
import { at, chat, check, evidence, live, other, says, shop } from './support.ts'

const minutes = (n: number) => new Date(at('09:10').getTime() + n * 60_000)

describe('impossible travel', () => {
  /** The visit before was so many kilometres away, so many minutes ago; 10 m good fixes. */
  const leap = (
    km: number,
    ago: number,
    more: Partial<Position> = {},
    now: Partial<Position> = {},
  ) => {
    const site = offset(shop, { north: -km * 1000 })
    const then = new Date(at('09:10').getTime() - ago * 60_000)
    const checkIn = live(site, then, { accuracyM: 10, ageS: 0, ...more })
    return evidence({
      visit: { checkIn: live(shop, at('09:10'), { accuracyM: 10, ageS: 0, ...now }) },
      more: { around: [other({ site, checkedInAt: then, checkIn })] },
    })
  }

  test('120 km/h within 100 km and 350 anywhere, both errors taken off', () => {
    // 20.04 km less 2 × (10 + 10) m are 20 km.
    expect(says(check(impossibleTravel, leap(20.04, 10.1)))).toBe('clear')
    expect(says(check(impossibleTravel, leap(20.05, 10)))).toBe('flag weak')
    expect(says(check(impossibleTravel, leap(150, 60)))).toBe('clear')
    expect(says(check(impossibleTravel, leap(349, 60)))).toBe('clear')
    expect(says(check(impossibleTravel, leap(351, 60)))).toBe('flag strong')
    expect(check(impossibleTravel, leap(20.05, 10))).toMatchObject({
      numbers: { kmh: 120, km: 20.1, minutes: 10, maxKmh: 120 },
      threshold: 120,
    })
  })

  test('nearer than a kilometre, without a place before, or of a visit after: no flag', () => {
    expect(says(check(impossibleTravel, leap(0.99, 0.1)))).toBe('clear')
    expect(says(check(impossibleTravel, evidence()))).toBe('insufficient')
    const later = other({ checkedInAt: minutes(1), site: offset(shop, { north: 90_000 }) })
    expect(says(check(impossibleTravel, evidence({ more: { around: [later] } })))).toBe(
      'insufficient',
    )
  })

  test('a chat location may be cached, a queued one late: never strong', () => {
    expect(says(check(impossibleTravel, leap(90, 1)))).toBe('flag strong')
    expect(says(check(impossibleTravel, leap(90, 1, { queued: true })))).toBe('flag weak')
    expect(says(check(impossibleTravel, leap(90, 1, { accuracyM: 400 })))).toBe('flag weak')
    const cached = { source: 'chat' as const, accuracyM: null, ageS: null }
    expect(says(check(impossibleTravel, leap(90, 1, cached)))).toBe('flag weak')
    expect(says(check(impossibleTravel, leap(90, 1, {}, cached)))).toBe('flag weak')
  })
})

describe('the length of a stay', () => {
  const stay = (
    dwellMinutes: number | null,
    usualStayMinutes: number | null,
    outcome = 'ordered',
  ) =>
    check(stayTooShort, evidence({ visit: { dwellMinutes, outcome }, site: { usualStayMinutes } }))

  test('below three minutes or a quarter of what is usual here', () => {
    expect(says(stay(2, null))).toBe('flag weak')
    expect(says(stay(3, null))).toBe('clear')
    expect(says(stay(9, 40))).toBe('flag weak')
    expect(says(stay(10, 40))).toBe('clear')
    expect(says(stay(3, 8))).toBe('clear')
    expect(says(stay(1, 40, 'shopClosed'))).toBe('clear')
    expect(says(stay(null, 40))).toBe('insufficient')
  })
})

describe('batches', () => {
  const ins = (apart: number, ...when: number[]) =>
    when.map((minute, i) => {
      const site = offset(shop, { east: apart * (i + 1) })
      return other({ id: `i${i}`, customerCode: `I${i}`, site, checkedInAt: minutes(minute) })
    })
  const batch = (apart: number, ...when: number[]) =>
    check(batchCheckIns, evidence({ more: { around: ins(apart, ...when) } }))

  test('three check-ins within ten minutes at customers over 500 m apart', () => {
    expect(says(batch(510, 5, 10))).toBe('flag weak')
    expect(says(batch(510, -6, 4))).toBe('flag weak')
    expect(says(batch(510, 5, 10.1))).toBe('clear')
    expect(says(batch(490, 5, 10))).toBe('clear')
    expect(says(batch(510, -9, 9))).toBe('clear')
    expect(says(batch(510, 1, 2, 3, 4))).toBe('flag weak')
    expect(says(batch(510, 1, 2, 3, 4, 5))).toBe('flag strong')
    expect(says(check(batchCheckIns, evidence({ site: { point: null } })))).toBe('insufficient')
  })

  test('the chat hands in late what was sent over an hour: never strong', () => {
    const around = ins(510, 1, 2, 3, 4, 5)
    const claim = evidence({ visit: { checkIn: chat(shop, at('09:10')) }, more: { around } })
    expect(says(check(batchCheckIns, claim))).toBe('flag weak')
  })

  test('five visits ended within five minutes', () => {
    const outs = (...when: number[]) =>
      check(
        batchCheckOuts,
        evidence({
          visit: { checkedOutAt: at('09:10') },
          more: {
            around: when.map((minute, i) => other({ id: `o${i}`, checkedOutAt: minutes(minute) })),
          },
        }),
      )
    expect(says(outs(-4, -3, -2, 1))).toBe('flag strong')
    expect(says(outs(-4, -3, -2, 1.1))).toBe('clear')
    expect(says(outs(-4, -3, -2))).toBe('clear')
    const system = evidence({ visit: { dwellMinutes: null } })
    expect(says(check(batchCheckOuts, system))).toBe('insufficient')
  })
})

test('the order of the day against the plan is told from half of the pairs on', () => {
  const day = (own: number, ...sequences: number[]) =>
    check(
      visitOrder,
      evidence({
        more: {
          sequence: own,
          around: sequences.map((sequence, i) =>
            other({ id: `s${i}`, sequence, checkedInAt: minutes(30 * (i + 1)) }),
          ),
        },
      }),
    )
  expect(says(day(1, 2, 3, 4))).toBe('clear')
  expect(says(day(4, 3, 1, 2))).toBe('flag info')
  expect(says(day(2, 1, 4, 3))).toBe('clear')
  expect(says(day(3, 2, 1))).toBe('insufficient')
  expect(says(check(visitOrder, evidence({ more: { sequence: null } })))).toBe('insufficient')
})

describe('no time for the way', () => {
  /** A visit in the chat, so many kilometres south, from minute `a` to minute `b` before this one at 0. */
  const came = (
    km: number,
    a: number,
    b: number,
    more: Partial<Parameters<typeof other>[0]> = {},
  ) => {
    const site = offset(shop, { north: -km * 1000 })
    return other({
      ...{ id: `b${a}`, site, checkedInAt: minutes(-a), checkedOutAt: minutes(-b) },
      ...{ checkIn: chat(site, minutes(-a)), ...more },
    })
  }
  const now = (...others: ReturnType<typeof other>[]) =>
    check(
      noTimeBetween,
      evidence({
        visit: { checkIn: chat(shop, at('09:10')), checkedInAt: at('09:10') },
        more: { around: others, earlier: others },
      }),
    )

  test('stay and way together do not fit in: weak, with its numbers', () => {
    const found = now(came(3, 6, 1))
    expect(says(found)).toBe('flag weak')
    // 3 km less 2 × 200 m at 90 km/h, and a minute and a half to park.
    expect(found.numbers).toMatchObject({
      km: 3,
      minutes: 1,
      leastMinutes: 3.2,
      times: 1,
      compared: 1,
    })
    expect(says(now(came(3, 6, 3.3)))).toBe('clear')
    expect(says(now(came(0.9, 6, 0.5)))).toBe('insufficient')
  })

  test('a check-out that was forgotten until the next shop is spared, once and twice, not again and again', () => {
    const late = came(3, 20, 0.5)
    expect(says(now(late))).toBe('clear')
    const day = (k: number, out: number) => {
      const north = k % 2 === 0 ? 0 : -3_000
      const site = offset(shop, { north })
      const checkedInAt = minutes(-20 * k)
      return other({
        ...{ id: `d${k}`, customerCode: `D${k}`, site, checkedInAt },
        ...{ checkedOutAt: minutes(-20 * (k - 1) - out), checkIn: chat(site, checkedInAt) },
      })
    }
    expect(says(now(late, day(2, 0.5)))).toBe('clear')
    const often = now(late, day(2, 0.5), day(3, 0.5))
    expect(says(often)).toBe('flag weak')
    expect(often.numbers).toMatchObject({ times: 3, compared: 3 })
    expect(says(now(late, day(2, 0.5), day(3, 8)))).toBe('clear')
  })

  test('a visit that the system ended, or that waited for a network, tells nothing', () => {
    expect(says(now(came(3, 6, 1, { checkedOutAt: null })))).toBe('insufficient')
    const queued = chat(offset(shop, { north: -3_000 }), minutes(-6), { queued: true })
    expect(says(now(came(3, 6, 1, { checkIn: queued })))).toBe('insufficient')
  })
})

import { describe, expect, test } from 'vitest'
import type { PhotoFacts, Position, SimilarPhoto } from '../../../src/domain/trust/evidence.ts'
import { allAtOnce } from '../../../src/domain/trust/rules/all-at-once.ts'
import { attendance } from '../../../src/domain/trust/rules/attendance.ts'
import { clockSkew } from '../../../src/domain/trust/rules/clock-skew.ts'
import { copiedSummary } from '../../../src/domain/trust/rules/copied-summary.ts'
import { noOutcome } from '../../../src/domain/trust/rules/no-outcome.ts'
import { photoAlike } from '../../../src/domain/trust/rules/photo-alike.ts'
import { photoData } from '../../../src/domain/trust/rules/photo-data.ts'
import { photoOfScreen } from '../../../src/domain/trust/rules/photo-of-screen.ts'
import { photoSameFile } from '../../../src/domain/trust/rules/photo-same-file.ts'
import { photoSameShot } from '../../../src/domain/trust/rules/photo-same-shot.ts'
import { sentLate } from '../../../src/domain/trust/rules/sent-late.ts'
import { sharedPhone } from '../../../src/domain/trust/rules/shared-phone.ts'
import { at, chat, check, evidence, live, other, says, shop } from './support.ts'

const minutes = (n: number) => new Date(at('09:10').getTime() + n * 60_000)
const seconds = (n: number) => new Date(at('09:10').getTime() + n * 1000)

const photo = (i: number, more: Partial<PhotoFacts> = {}): PhotoFacts => ({
  ...{ id: `p${i}`, kind: 'shelf', at: seconds(40 * i), source: 'live', sha256: `s${i}` },
  ...{ cameraData: null, screen: null },
  ...more,
})

describe('photos that were used before', () => {
  const similar = (more: Partial<SimilarPhoto>): SimilarPhoto => ({
    ...{ photoId: 'p1', otherPhotoId: 'q', otherVisitId: 'u', otherRepOpenId: 'li' },
    ...{ otherCustomerCode: 'A1', otherTakenAt: at('10:00', '2026-02-20'), kind: 'exact' },
    ...{ distance: 0, flat: false, ...more },
  })
  const of = (rule: typeof photoSameFile, more: Partial<SimilarPhoto> | null, compared = true) =>
    says(
      check(
        rule,
        evidence({
          more: {
            photos: [photo(1)],
            similar: more ? [similar(more)] : [],
            photosCompared: compared,
          },
        }),
      ),
    )

  test('the same file is strong, but not of a wall', () => {
    expect(of(photoSameFile, {})).toBe('flag strong')
    expect(of(photoSameFile, { otherRepOpenId: 'han', otherCustomerCode: 'B1' })).toBe(
      'flag strong',
    )
    expect(of(photoSameFile, { flat: true })).toBe('flag weak')
    expect(of(photoSameFile, { kind: 'near' })).toBe('clear')
  })

  test('the same shot is strong from others or elsewhere, weak from the same rep at the same shop', () => {
    expect(of(photoSameShot, { kind: 'near', distance: 20 })).toBe('flag weak')
    expect(of(photoSameShot, { kind: 'near', otherCustomerCode: 'B1' })).toBe('flag strong')
    expect(of(photoSameShot, { kind: 'mirror', otherRepOpenId: 'han' })).toBe('flag strong')
    expect(of(photoSameShot, { kind: 'near', otherCustomerCode: 'B1', flat: true })).toBe('clear')
  })

  test('one that looks alike is for a person, and usual at the same shop', () => {
    expect(of(photoAlike, { kind: 'maybe', distance: 60, otherCustomerCode: 'B1' })).toBe(
      'flag weak',
    )
    expect(of(photoAlike, { kind: 'maybe', distance: 60 })).toBe('flag info')
  })

  test('a visit begun again the same day, or a colleague at the same shop that day, is no re-use', () => {
    const today = at('08:00')
    expect(of(photoSameFile, { otherTakenAt: today })).toBe('clear')
    expect(of(photoSameFile, { otherTakenAt: today, otherRepOpenId: 'han' })).toBe('clear')
    expect(of(photoSameFile, { otherTakenAt: today, otherCustomerCode: 'B1' })).toBe('flag strong')
  })

  test('until all were compared only what was found counts', () => {
    for (const rule of [photoSameFile, photoSameShot, photoAlike])
      expect(of(rule, null, false)).toBe('insufficient')
    expect(of(photoSameFile, {}, false)).toBe('flag strong')
    expect(of(photoSameShot, {}, false)).toBe('insufficient')
    expect(says(check(photoSameFile, evidence()))).toBe('insufficient')
  })
})

test('a photo of a screen is off as shipped and weak at most; camera data is only told', () => {
  const photos = (more: Partial<PhotoFacts>) => evidence({ more: { photos: [photo(1, more)] } })
  expect(photoOfScreen.on).toBe(false)
  expect(says(check(photoOfScreen, photos({ screen: 0.8 })))).toBe('flag weak')
  expect(says(check(photoOfScreen, photos({ screen: 0.79 })))).toBe('clear')
  expect(says(check(photoOfScreen, photos({})))).toBe('insufficient')
  expect(says(check(photoData, photos({ cameraData: false })))).toBe('flag info')
  expect(says(check(photoData, photos({ cameraData: true })))).toBe('clear')
  expect(says(check(photoData, photos({ cameraData: false, source: 'chat' })))).toBe('insufficient')
})

test('location and two photos within twenty seconds, of the chat alone', () => {
  const sent = (...after: number[]) =>
    check(
      allAtOnce,
      evidence({
        visit: { checkIn: chat(shop, at('09:10')) },
        more: { photos: after.map((s, i) => photo(i, { at: seconds(s), source: 'chat' })) },
      }),
    )
  expect(says(sent(8, 20))).toBe('flag weak')
  expect(says(sent(-12, 8))).toBe('flag weak')
  expect(says(sent(8, 21))).toBe('clear')
  expect(says(sent(3))).toBe('insufficient')
  expect(says(check(allAtOnce, evidence({ more: { photos: [photo(0), photo(0)] } })))).toBe(
    'insufficient',
  )
})

describe('words', () => {
  const said = (summary: string | null, ...before: string[]) =>
    check(
      copiedSummary,
      evidence({
        visit: { summary },
        more: { earlier: before.map((text, i) => other({ id: `e${i}`, summary: text })) },
      }),
    )
  const copy = '老板同意下周补二十箱，堆头谈好了。'
  const otherWords = '库存充足，暂不补货，下周三再来看看'

  test('three copies of ten are weak, one is told; blanks and stops make no difference', () => {
    expect(says(said('老板同意下周补二十箱 堆头谈好了', copy, copy, copy))).toBe('flag weak')
    expect(says(said(copy, copy, otherWords, copy))).toBe('flag info')
    expect(says(said(copy, otherWords))).toBe('clear')
    expect(says(said(copy, ...Array<string>(10).fill(otherWords), copy))).toBe('clear')
    expect(says(said(copy))).toBe('insufficient')
    expect(says(said(null, copy))).toBe('insufficient')
    expect(says(said('没人', '没人', '没人', '没人'))).toBe('insufficient')
  })

  test('nine characters of ten alike is a copy, eight are not', () => {
    const three = (text: string) => says(said('一二三四五六七八九十', text, text, text))
    expect(three('一二三四五六七八九百')).toBe('flag weak')
    expect(three('一二三四五六七八千百')).toBe('clear')
  })

  test('five visits in a row without a result are told', () => {
    const row = (outcome: string | null, ...before: (string | null)[]) =>
      check(
        noOutcome,
        evidence({
          visit: { outcome, hasSale: false },
          more: {
            earlier: before.map((one, i) => other({ id: `e${i}`, outcome: one, hasSale: null })),
          },
        }),
      )
    expect(says(row('other', 'other', null, 'other', 'other'))).toBe('flag info')
    expect(says(row('other', 'other', null, 'other', 'ordered'))).toBe('clear')
    expect(says(row('ordered', 'other', null, 'other', 'other'))).toBe('clear')
    expect(says(row('other', 'other', null, 'other'))).toBe('insufficient')
  })
})

describe('the phone', () => {
  test('another rep on the same phone within a day', () => {
    const uses = (repOpenId: string, hoursAgo: number) =>
      check(
        sharedPhone,
        evidence({ more: { devices: [{ repOpenId, at: minutes(-60 * hoursAgo) }] } }),
      )
    expect(says(uses('han', 24))).toBe('flag strong')
    expect(says(uses('han', 24.1))).toBe('clear')
    expect(says(uses('li', 1))).toBe('clear')
    expect(says(check(sharedPhone, evidence({ more: { devices: null } })))).toBe('insufficient')
  })

  test('its clock two minutes off, but not of what waited for a network', () => {
    const off = (s: number, more: Partial<Position> = {}) =>
      check(
        clockSkew,
        evidence({
          visit: { checkIn: live(shop, at('09:10'), { clientAt: seconds(s), ...more }) },
        }),
      )
    expect(says(off(120))).toBe('clear')
    expect(says(off(-121))).toBe('flag weak')
    expect(says(off(-121, { queued: true }))).toBe('insufficient')
    expect(says(check(clockSkew, evidence({ visit: { checkIn: chat(shop, at('09:10')) } })))).toBe(
      'insufficient',
    )
  })

  test('a check-in that waited is told after half an hour and weak after four', () => {
    const late = (n: number) =>
      check(
        sentLate,
        evidence({
          visit: {
            checkIn: live(shop, at('09:10'), { queued: true, receivedAt: minutes(n) }),
          },
        }),
      )
    expect(says(late(30))).toBe('clear')
    expect(says(late(31))).toBe('flag info')
    expect(says(late(241))).toBe('flag weak')
    expect(says(check(sentLate, evidence({ visit: { checkIn: null } })))).toBe('insufficient')
  })

  test('attendance is off as shipped; suspected software is strong, a borrowed phone weak', () => {
    const marks = (...risks: ('cheat-software' | 'others-device')[]) =>
      check(
        attendance,
        evidence({ more: { attendance: risks.map((risk) => ({ at: at('08:58'), risk })) } }),
      )
    expect(attendance.on).toBe(false)
    expect(says(marks('others-device', 'cheat-software'))).toBe('flag strong')
    expect(says(marks('others-device'))).toBe('flag weak')
    expect(says(marks())).toBe('clear')
    expect(says(check(attendance, evidence()))).toBe('insufficient')
  })
})

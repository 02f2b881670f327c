import { describe, expect, test } from 'vitest'
import {
  challengeCode,
  challengeOf,
  corners,
  handSigns,
  readChallenge,
} from '../../src/domain/live/challenge.ts'
import { ageOf, freshness, isInTime, pressedAtByUs } from '../../src/domain/live/fix.ts'
import { isWeak, liveStep } from '../../src/domain/live/step.ts'
import type { CheckInJudgement } from '../../src/domain/visits/check-in.ts'
import { askedOf } from '../../src/i18n/live.ts'
import { translator } from '../../src/i18n/t.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 1, 0, seconds))

describe('age of a position', () => {
  test('from the measuring to the press, by the phone’s clock alone', () => {
    expect(ageOf(at(0), at(61))).toBe(61)
    expect(ageOf(at(30), at(0))).toBe(-30)
    expect(ageOf(null, at(0))).toBeNull()
  })

  test('60 s are fresh, 61 are not; the future by more than a clock’s slack is a wrong clock', () => {
    expect([0, 60, -30, null].map(freshness)).toEqual(['fresh', 'fresh', 'fresh', 'fresh'])
    expect(freshness(61)).toBe('stale')
    expect(freshness(-31)).toBe('clock')
  })
})

describe('when somebody pressed, by our clock', () => {
  const pressed = (pressedAt: Date, postedAt: Date) =>
    pressedAtByUs({ pressedAt, postedAt, receivedAt: at(100) })

  test('a phone whose clock is hours off waits as long as any other', () => {
    const off = 5 * 3600
    expect(pressed(at(off), at(off + 40))).toEqual(at(60))
  })

  test('pressing after posting is pressing now', () => {
    expect(pressed(at(50), at(10))).toEqual(at(100))
  })

  test('a page takes new things for half an hour', () => {
    expect(isInTime(at(1800), at(0))).toBe(true)
    expect(isInTime(at(1801), at(0))).toBe(false)
  })
})

describe('what a position is good for', () => {
  const near: CheckInJudgement = { verdict: 'on_site', distanceM: 40, toleranceM: 300, graceM: 500 }
  const away: CheckInJudgement = { ...near, verdict: 'needs_reason', distanceM: 420 }
  const far: CheckInJudgement = { ...near, verdict: 'off_site', distanceM: 900 }
  const unpinned: CheckInJudgement = { verdict: 'unverified' }
  const nothing = { weak: false, reason: false, pinIsWrong: false }

  test('good positions pass as they would in the chat', () => {
    expect(liveStep(near, nothing)).toEqual({ kind: 'begin', verdict: 'on_site' })
    expect(liveStep(unpinned, nothing)).toEqual({ kind: 'begin', verdict: 'unverified' })
    expect(liveStep(away, nothing)).toEqual({
      kind: 'needsReason',
      distanceM: 420,
      toleranceM: 300,
    })
    const given = { ...nothing, reason: true }
    expect(liveStep(away, given)).toEqual({ kind: 'begin', verdict: 'needs_reason' })
  })

  test('weak ones never pass as on site, whatever is said', () => {
    const weak = { ...nothing, weak: true }
    for (const judgement of [near, away, unpinned])
      expect(liveStep(judgement, weak)).toEqual({ kind: 'weak' })
    const said = { ...weak, reason: true }
    expect(liveStep(near, said)).toEqual({ kind: 'begin', verdict: 'unverified' })
    expect(liveStep(away, said)).toEqual({ kind: 'begin', verdict: 'needs_reason' })
    expect(liveStep(far, said)).toEqual({ kind: 'far', distanceM: 900 })
  })

  test('too far is too far, but for a wrong pin with a reason', () => {
    expect(liveStep(far, { ...nothing, reason: true })).toEqual({ kind: 'far', distanceM: 900 })
    expect(liveStep(far, { ...nothing, pinIsWrong: true })).toEqual({ kind: 'far', distanceM: 900 })
    const both = { ...nothing, reason: true, pinIsWrong: true }
    expect(liveStep(far, both)).toEqual({ kind: 'begin', verdict: 'off_site' })
  })

  test('an error that is not told is too large', () => {
    expect([null, 101, 100, 3].map((error) => isWeak(error, 100))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('the sign of the day', () => {
  test('every mark gives one, and all of them come up', () => {
    const marks = Array.from({ length: 256 }, (_, i) => `${i.toString(16).padStart(8, '0')}ffff`)
    const codes = new Set(marks.map((mark) => challengeCode(challengeOf(mark))))
    expect(codes.size).toBe(handSigns.length * corners.length)
    expect(challengeOf('fffffffff0')).toEqual(challengeOf('ffffffff00'))
  })

  test('what is kept is read again; what is none is not', () => {
    const one = challengeOf('00000013')
    expect(readChallenge(challengeCode(one))).toEqual(one)
    for (const code of ['', 'thumb', 'thumb/middle', 'x/topLeft'])
      expect(readChallenge(code)).toBeNull()
  })

  test('who looks at the photo reads what it had to show, in words', () => {
    const asked = (challenge: string | null, locale: 'zh-CN' | 'en') =>
      askedOf({ challenge }, translator(locale))
    expect(asked('three/topLeft', 'zh-CN')).toBe('现拍，应在画面左上角伸出三根手指')
    expect(asked('three/topLeft', 'en')).toBe('live, to show three fingers in the top left corner')
    expect(asked(null, 'en')).toBeNull()
    expect(asked('gone/topLeft', 'en')).toBeNull()
  })
})

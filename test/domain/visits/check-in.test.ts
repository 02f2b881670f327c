import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { north, type Point } from '../../../src/domain/geo.ts'
import { defaultCheckInRules, type Fix, judgeCheckIn } from '../../../src/domain/visits/check-in.ts'
import { type Candidate, matchCheckIn } from '../../../src/domain/visits/match-check-in.ts'

const shop: Point = { lng: 123.43, lat: 41.8 }
const rules = defaultCheckInRules
const verdictAt = (metres: number, fix: Partial<Fix> = {}, toleranceM?: number) =>
  judgeCheckIn(
    { ...fix, point: north(shop, metres) },
    { point: shop, ...(toleranceM ? { toleranceM } : {}) },
    rules,
  ).verdict

describe('where a check-in counts', () => {
  test.each([
    [0, 'on_site'],
    [299, 'on_site'],
    [300, 'on_site'],
    [301, 'needs_reason'],
    [500, 'needs_reason'],
    [501, 'off_site'],
  ])('%i m away: %s', (metres, verdict) => {
    expect(verdictAt(metres)).toBe(verdict)
  })

  test('the GPS error is given to the rep, up to 100 m', () => {
    expect(verdictAt(340, { accuracyM: 40 })).toBe('on_site')
    expect(verdictAt(341, { accuracyM: 40 })).toBe('needs_reason')
    expect(verdictAt(401, { accuracyM: 5000 })).toBe('needs_reason')
    expect(verdictAt(601, { accuracyM: 5000 })).toBe('off_site')
    expect(verdictAt(301, { accuracyM: -50 })).toBe('needs_reason')
  })

  test('a tolerance of its own moves the grace along', () => {
    expect(verdictAt(100, {}, 100)).toBe('on_site')
    expect(verdictAt(300, {}, 100)).toBe('needs_reason')
    expect(verdictAt(301, {}, 100)).toBe('off_site')
    expect(verdictAt(800, {}, 800)).toBe('on_site')
    expect(verdictAt(1000, {}, 800)).toBe('needs_reason')
  })

  test('a customer that was never pinned cannot be verified', () => {
    expect(judgeCheckIn({ point: shop }, {}, rules)).toEqual({ verdict: 'unverified' })
  })

  test('coming closer never makes it worse', () => {
    const order = ['on_site', 'needs_reason', 'off_site']
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.nat(200), (a, b, accuracyM) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)]
        const rank = (m: number) => order.indexOf(verdictAt(m, { accuracyM }))
        expect(rank(near)).toBeLessThanOrEqual(rank(far))
      }),
    )
  })
})

describe('which customer a location means', () => {
  const at = (code: string, metres: number, more: Partial<Candidate> = {}): Candidate => ({
    code,
    point: north(shop, metres),
    planned: true,
    intended: false,
    ...more,
  })
  const match = (...candidates: Candidate[]) => matchCheckIn({ point: shop }, candidates, rules)

  test('the one for which 签到 was pressed wins, within tolerance or grace', () => {
    const here = match(at('near', 10), at('meant', 250, { intended: true, planned: false }))
    expect(here).toMatchObject({ kind: 'one', code: 'meant', judgement: { distanceM: 250 } })
    const grace = match(at('near', 10), at('meant', 450, { intended: true }))
    expect(grace).toMatchObject({ code: 'meant', judgement: { verdict: 'needs_reason' } })
  })

  test('an intended customer without a point is checked in at, unverified', () => {
    const match = matchCheckIn(
      { point: shop },
      [at('near', 10), { code: 'new', planned: true, intended: true }],
      rules,
    )
    expect(match).toEqual({ kind: 'one', code: 'new', judgement: { verdict: 'unverified' } })
  })

  test('too far from the intended one, the planned one on the spot is taken', () => {
    const found = match(at('near', 10), at('meant', 900, { intended: true }))
    expect(found).toMatchObject({ kind: 'one', code: 'near' })
  })

  test('the nearest planned customer is taken when it stands out', () => {
    expect(match(at('b', 200), at('a', 20))).toMatchObject({ kind: 'one', code: 'a' })
  })

  test('planned customers side by side are asked about, nearest first', () => {
    const found = match(at('b', 60), at('a', 20), at('c', 250))
    expect(found).toEqual({
      kind: 'choose',
      options: [
        { code: 'a', distanceM: 20, planned: true },
        { code: 'b', distanceM: 60, planned: true },
      ],
    })
    const noisy: Fix = { point: shop, accuracyM: 90 }
    expect(matchCheckIn(noisy, [at('a', 20), at('b', 105)], rules).kind).toBe('choose')
  })

  test('a planned customer comes before a nearer unplanned one', () => {
    const found = match(at('own', 5, { planned: false }), at('planned', 200))
    expect(found).toMatchObject({ kind: 'one', code: 'planned' })
  })

  test('unplanned ones alone are offered, never assumed', () => {
    const found = match(at('own', 5, { planned: false }))
    expect(found).toMatchObject({ kind: 'choose', options: [{ code: 'own', planned: false }] })
    const both = match(at('own', 5, { planned: false }), at('planned', 400))
    expect(both).toMatchObject({ options: [{ code: 'own' }, { code: 'planned' }] })
  })

  test('with nobody else near, a planned customer within its grace needs a reason', () => {
    const found = match(at('planned', 400), at('own', 450, { planned: false }))
    expect(found).toMatchObject({ kind: 'one', judgement: { verdict: 'needs_reason' } })
  })

  test('nowhere near: the intended one, else the nearest, says how far it is', () => {
    const found = match(at('a', 800), at('meant', 2000, { intended: true }))
    expect(found).toMatchObject({ kind: 'none', nearest: { code: 'meant', distanceM: 2000 } })
    expect(match(at('a', 800))).toMatchObject({ nearest: { code: 'a', distanceM: 800 } })
    expect(match()).toEqual({ kind: 'none' })
    expect(match({ code: 'x', planned: true, intended: false })).toEqual({ kind: 'none' })
  })

  test('the order of the candidates does not matter', () => {
    const candidates = fc.array(
      fc.record({ metres: fc.integer({ min: -900, max: 900 }), planned: fc.boolean() }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(candidates, (list) => {
        const all = list.map(({ metres, planned }, i) => at(`c${i}`, metres, { planned }))
        expect(match(...all.toReversed())).toEqual(match(...all))
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromGcj02, offset, type Point } from '../../../src/domain/geo.ts'
import { addDays, date } from '../../../src/domain/time.ts'
import { assess, defaultRules, type RuleInForce } from '../../../src/domain/trust/assess.ts'
import type { OtherVisit, Position, VisitEvidence } from '../../../src/domain/trust/evidence.ts'
import { flag, type Strength, type TrustRule } from '../../../src/domain/trust/rule.ts'
import { trustRules } from '../../../src/domain/trust/rules/index.ts'
import { at, chat, evidence, live, other, shop } from './support.ts'

const rules = defaultRules(trustRules)
const all: RuleInForce[] = trustRules.map((rule) => ({
  ...{ rule, weight: rule.weight },
  config: Object.fromEntries(Object.entries(rule.thresholds).map(([k, one]) => [k, one.default])),
}))

/** The rule, always saying the same. */
const always = (rule: TrustRule, strength: Strength): RuleInForce => ({
  rule: { ...rule, needs: [], check: () => flag(strength, {}) },
  weight: rule.weight,
  config: {},
})
const counting = trustRules.filter(({ weight }) => weight > 0)
const bandOf = (...flags: RuleInForce[]) => assess(evidence(), flags).band

describe('how flags become a score', () => {
  test('an honest visit that was checked live has all its points', () => {
    const done = assess(evidence(), rules)
    expect(done).toMatchObject({ score: 100, band: 'green' })
    expect(done.signals.filter(({ state }) => state === 'flag')).toEqual([])
  })

  test('one weak flag alone stays green, whichever it is', () => {
    for (const rule of counting) expect(bandOf(always(rule, 'weak')), rule.id).toBe('green')
  })

  test('two weak ones about different things are amber', () => {
    for (const a of counting)
      for (const b of counting)
        if (a.about !== b.about)
          expect(bandOf(always(a, 'weak'), always(b, 'weak')), `${a.id} ${b.id}`).toBe('amber')
  })

  test('two weak ones about the same thing are one observation', () => {
    for (const a of counting)
      for (const b of counting)
        if (a.about === b.about && a !== b)
          expect(bandOf(always(a, 'weak'), always(b, 'weak')), `${a.id} ${b.id}`).toBe('green')
  })

  test('one strong flag is amber at least; infos cost nothing', () => {
    for (const rule of counting) expect(bandOf(always(rule, 'strong')), rule.id).not.toBe('green')
    expect(
      assess(
        evidence(),
        trustRules.map((rule) => always(rule, 'info')),
      ).score,
    ).toBe(100)
  })

  test('points of the signals add up to what is missing from 100, and never below 0', () => {
    const done = assess(
      evidence(),
      counting.map((rule) => always(rule, 'strong')),
    )
    expect(done.score).toBe(0)
    const [photo, place] = ['photo-same-file', 'distance'].map((id) => {
      const rule = trustRules.find((one) => one.id === id)
      if (!rule) throw new Error(id)
      return rule
    }) as [TrustRule, TrustRule]
    const two = assess(evidence(), [always(photo, 'strong'), always(place, 'weak')])
    expect(two.signals.map(({ points }) => points)).toEqual([60, 18])
    expect(two).toMatchObject({ score: 22, band: 'red' })
  })

  test('the bands are the rules’ own', () => {
    const [rule] = counting as [TrustRule]
    const weak = [always(rule, 'weak')]
    const { score } = assess(evidence(), weak)
    expect(assess(evidence(), weak, { amber: score, red: 0 }).band).toBe('green')
    expect(assess(evidence(), weak, { amber: score + 1, red: score }).band).toBe('amber')
    expect(assess(evidence(), weak, { amber: 100, red: score + 1 }).band).toBe('red')
  })
})

describe('without evidence', () => {
  const nothing: VisitEvidence = {
    ...evidence({
      visit: { checkIn: null, checkOut: null, dwellMinutes: null, summary: null },
      site: { point: null },
    }),
    ...{ sequence: null, photosCompared: false, devices: null, attendance: null, chatShare: null },
  }

  test('every rule says 证据不足, none says it is fine, and nothing is taken', () => {
    const done = assess(nothing, all)
    expect(done.signals.map(({ ruleId, state }) => [ruleId, state])).toEqual(
      trustRules.map(({ id }) => [id, 'insufficient']),
    )
    expect(done).toMatchObject({ score: 100, band: 'green', evidenceShare: 0 })
  })

  test('a chat visit has less evidence than a live one, and is told so', () => {
    const place = offset(shop, { north: 30 })
    const claims = {
      visit: { checkIn: chat(place, at('09:10')), checkOut: chat(place, at('09:35')) },
      more: { devices: null, chatShare: 1 },
    }
    const share = assess(evidence(claims), rules).evidenceShare
    expect(share).toBeLessThan(assess(evidence(), rules).evidenceShare)
    expect(assess(evidence(claims), rules).band).toBe('green')
  })
})

test('ids, words and settings of the rules hold together', () => {
  expect(new Set(trustRules.map(({ id }) => id)).size).toBe(trustRules.length)
  for (const { id, thresholds } of trustRules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    for (const [name, one] of Object.entries(thresholds)) {
      expect(one.default, `${id}.${name}`).toBeGreaterThanOrEqual(one.min)
      expect(one.default, `${id}.${name}`).toBeLessThanOrEqual(one.max)
    }
  }
})

test('a flag fills every placeholder of its reason', () => {
  const day = (back: number) => addDays(date('2026-03-02'), -back)
  const far = live(offset(shop, { north: 40_000 }), at('09:10'))
  const flagged = assess(
    evidence({
      visit: { checkIn: far, checkOut: far, dwellMinutes: 1, outcome: 'other', hasSale: false },
      more: {
        devices: [{ repOpenId: 'han', at: at('09:00') }],
        around: [other({ checkedInAt: at('09:05') })],
        earlier: [1, 2, 3, 4].map((i) =>
          other({ date: day(i), outcome: null, hasSale: null, summary: evidence().visit.summary }),
        ),
      },
    }),
    all,
  ).signals.filter(({ state }) => state === 'flag')
  expect(flagged.map(({ ruleId }) => ruleId)).toEqual(
    expect.arrayContaining(['distance', 'impossible-travel', 'stay-too-short', 'shared-phone']),
  )
  for (const { ruleId, numbers } of flagged) {
    const { reason } = trustRules.find(({ id }) => id === ruleId) as TrustRule
    for (const text of [reason.zh, reason.en])
      for (const [, name] of text.matchAll(/\{(\w+)/g))
        expect(numbers, `${ruleId} ${name}`).toHaveProperty(name as string)
  }
})

/**
 * An honest rep: at the shop, moving at street speed, with fixes that scatter by what the phone claims,
 * that jump by up to 400 m between towers, are cached in the chat, late, or of a wrong datum.
 */
const noise = fc.record({
  angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
  gauss: fc.double({ min: 0.001, max: 1, noNaN: true }),
  accuracyM: fc.integer({ min: 5, max: 100 }),
  canyonM: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 50, max: 400 })),
  source: fc.constantFrom('live' as const, 'chat' as const),
  isCached: fc.boolean(),
  isQueued: fc.boolean(),
  gapMinutes: fc.integer({ min: 8, max: 50 }),
  stayMinutes: fc.integer({ min: 3, max: 40 }),
  hopM: fc.integer({ min: 60, max: 6_000 }),
})
type Noise = typeof noise extends fc.Arbitrary<infer N> ? N : never

function fixOf(place: Point, before: Point, when: Date, n: Noise, wrongDatum: boolean): Position {
  // Rayleigh, so that 68 % lie within the accuracy.
  const errorM = (n.accuracyM / 1.52) * Math.sqrt(-2 * Math.log(n.gauss)) + n.canyonM
  const from = n.source === 'chat' && n.isCached ? before : place
  const east = errorM * Math.cos(n.angle)
  const there = offset(from, { east, north: errorM * Math.sin(n.angle) })
  const point = wrongDatum ? fromGcj02(there, 'wgs84') : there
  if (n.source === 'chat') return chat(point, when)
  return live(point, when, { accuracyM: n.accuracyM, queued: n.isQueued })
}

test('no strong flag on an honest day: drift, canyons, cached fixes, mixed datums', () => {
  fc.assert(
    fc.property(fc.array(noise, { minLength: 3, maxLength: 12 }), fc.boolean(), (day, isWrong) => {
      let place = shop
      let minute = 0
      const visits: OtherVisit[] = day.map((n, i) => {
        const before = place
        place = offset(place, { east: n.hopM })
        // No faster than 60 km/h, whatever the gap would be.
        minute += Math.max(n.gapMinutes, Math.ceil(n.hopM / 1_000))
        const checkedInAt = new Date(at('08:30').getTime() + minute * 60_000)
        minute += n.stayMinutes
        const checkedOutAt = new Date(at('08:30').getTime() + minute * 60_000)
        const checkIn = fixOf(place, before, checkedInAt, n, isWrong)
        const checkOut = { ...checkIn, at: checkedOutAt }
        return other({
          ...{ id: `v${i}`, customerCode: `C${i}`, site: place, checkedInAt, checkedOutAt },
          ...{ checkIn, checkOut, sequence: i + 1 },
        })
      })
      visits.forEach((own, i) => {
        const n = day[i] as Noise
        const { signals } = assess(
          evidence({
            visit: {
              ...own,
              ...{ customerName: '', dwellMinutes: n.stayMinutes, summary: null },
            },
            site: { point: own.site },
            more: {
              around: visits.filter((one) => one !== own),
              earlier: visits.slice(0, i).toReversed(),
              sequence: i + 1,
            },
          }),
          rules,
        )
        expect(signals.filter(({ strength }) => strength === 'strong')).toEqual([])
      })
    }),
    { numRuns: 600, seed: 20_260_302 },
  )
})

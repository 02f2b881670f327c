/** Evidence of an honest visit; a test changes what it is about. */
import { offset, type Point } from '../../../src/domain/geo.ts'
import { date } from '../../../src/domain/time.ts'
import { findingsOf } from '../../../src/domain/trust/assess.ts'
import type {
  OtherVisit,
  Position,
  Site,
  VisitEvidence,
  VisitFacts,
} from '../../../src/domain/trust/evidence.ts'
import type { Finding, TrustRule } from '../../../src/domain/trust/rule.ts'

export const shop: Point = { lng: 123.4291, lat: 41.7968 }
export const at = (time: string, day = '2026-03-02') => new Date(`${day}T${time}:00+08:00`)

/** A fix of the live page there and then, 12 m good. */
export function live(point: Point, when: Date, more: Partial<Position> = {}): Position {
  return {
    ...{ source: 'live', point, raw: point, datum: 'gcj02', accuracyM: 12, ageS: 3, at: when },
    ...{ clientAt: when, receivedAt: when, queued: false, deviceId: 'phone-1', name: null },
    ...more,
  }
}

export const chat = (point: Point, when: Date, more: Partial<Position> = {}): Position =>
  live(point, when, {
    ...{ source: 'chat', accuracyM: null, ageS: null, clientAt: null, receivedAt: null },
    ...{ deviceId: null, ...more },
  })

export interface Change {
  visit?: Partial<VisitFacts>
  site?: Partial<Site>
  more?: Partial<Omit<VisitEvidence, 'visit' | 'site'>>
}

export function evidence({ visit, site, more }: Change = {}): VisitEvidence {
  const here = offset(shop, { north: 9, east: -6 })
  return {
    visit: {
      ...{ id: 'v', repOpenId: 'li', customerCode: 'A1', customerName: '永辉超市人民路店' },
      ...{ date: date('2026-03-02'), checkedInAt: at('09:10'), checkedOutAt: at('09:35') },
      ...{ dwellMinutes: 25, verdict: 'on_site', planned: true, outcome: 'ordered' },
      ...{ summary: '老板同意下周补二十箱，堆头谈好了', hasSale: true },
      checkIn: live(here, at('09:10')),
      checkOut: live(here, at('09:35')),
      ...visit,
    },
    site: {
      ...{ point: shop, doubtful: false, fenceM: 300, minStayMinutes: 3, usualStayMinutes: 22 },
      ...{ moves: [], checkedInHere: [] },
      ...site,
    },
    ...{ around: [], earlier: [], sequence: 1, residuals: [], photos: [], similar: [] },
    ...{ photosCompared: true, devices: [], attendance: null, chatShare: 0 },
    ...more,
  }
}

export function other(more: Partial<OtherVisit> = {}): OtherVisit {
  const when = more.checkedInAt ?? at('08:30')
  const site = more.site === undefined ? offset(shop, { north: -900 }) : more.site
  return {
    ...{ id: 'w', customerCode: 'B1', date: date('2026-03-02'), checkedOutAt: null },
    ...{ checkIn: site ? live(site, when) : null, checkOut: null, outcome: 'ordered' },
    ...{ summary: null, hasSale: true, sequence: null },
    ...more,
    ...{ site, checkedInAt: when },
  }
}

/** What a rule says of evidence, with its defaults and what a test sets. */
export function check(
  rule: TrustRule<never> | TrustRule,
  of: VisitEvidence,
  set: Record<string, number> = {},
): Finding {
  const known = rule as TrustRule
  const defaults = Object.entries(known.thresholds).map(([name, one]) => [name, one.default])
  const config = { ...Object.fromEntries(defaults), ...set }
  const [found] = findingsOf(of, [{ rule: known, weight: known.weight, config }])
  if (!found) throw new Error('no finding')
  return found.finding
}

export const says = (finding: Finding) =>
  finding.state === 'flag' ? `flag ${finding.strength}` : finding.state

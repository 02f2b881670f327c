import { word } from '../../../i18n/t.ts'
import { distanceM, type Point } from '../../geo.ts'
import type { OtherVisit, Position } from '../evidence.ts'
import { accuracyOf, errorOf, oldestFixS, worstAccuracyM } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Two fixes this near each other, and by how unsure they are, are of one place. */
const samePlaceM = 150
/** Customers nearer to each other may be one building whose point is wrong. */
const apartM = 500

/**
 * Checked in from a spot from which other customers, all far away, were checked in at as well: where the rep
 * sits rather than a shop. It needs no point of this customer, so it also sees what `distance` leaves open at
 * points that nobody has found right yet. A market whose points are wrong looks the same: never strong.
 */
export const onePlace = defineRule({
  id: 'one-place',
  title: word('多家客户在同一处签到', 'Several customers from one spot'),
  reason: word(
    '在这一处还签到过另外 {count} 家客户，它们都在 {farM} 米以外',
    'Checked in here at {count} other customers too, all more than {farM} m away',
  ),
  about: 'place',
  weight: 45,
  thresholds: {
    count: threshold('另外几家客户', 'Other customers', 3, {
      ...{ min: 2, max: 20, step: 1, unit: units.times },
      of: { number: 'count', direction: 'above' },
    }),
    farM: threshold('离这里至少', 'That far from there', 1_000, {
      ...{ min: 500, max: 20_000, step: 100, unit: units.m },
    }),
  },
  on: true,
  needs: ['checkIn'],
  check({ visit, site, around, earlier }, { count: least, farM }) {
    const { checkIn } = visit
    if (!checkIn || !isUsable(checkIn)) return insufficient()
    const here = checkIn.point
    const isAt = (point: Point, more: number) => distanceM(here, point) <= more + errorOf(checkIn)
    if (site.point && !site.doubtful && isAt(site.point, site.fenceM)) return clear({ count: 0 })
    const from = [...around, ...earlier].filter(
      (one): one is OtherVisit & { site: Point; checkIn: Position } =>
        one.customerCode !== visit.customerCode &&
        one.site !== null &&
        one.checkIn !== null &&
        isUsable(one.checkIn) &&
        isAt(one.checkIn.point, samePlaceM + accuracyOf(one.checkIn)) &&
        !isAt(one.site, farM),
    )
    const kept: Point[] = []
    for (const { site: shop } of from)
      if (kept.every((other) => distanceM(other, shop) > apartM)) kept.push(shop)
    const numbers = { count: kept.length, farM }
    return kept.length >= least ? flag('weak', numbers, least) : clear(numbers, least)
  },
})

/** A live fix has to know where it is; a location of the chat is what was claimed. */
const isUsable = ({ source, accuracyM, ageS }: Position) =>
  source === 'chat' ||
  (accuracyM !== null && accuracyM <= worstAccuracyM && (ageS === null || ageS <= oldestFixS))

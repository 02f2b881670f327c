import { word } from '../../../i18n/t.ts'
import { distanceM } from '../../geo.ts'
import type { OtherVisit, Position, VisitEvidence } from '../evidence.ts'
import { errorOf } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** Nearer than this two pins of the chat may be one street. */
const nearM = 1_000
/** Out of the door, to the car, to park, to walk in and to check in: nobody does it in less. */
const settleMinutes = 1.5
/** A usual way as the crow flies, door to door (methods A4): what a late check-out leaves room for. */
const usualKmh = 30
/** Ways of one rep that are looked back at. */
const compared = 10

/**
 * A visit was ended and the next one begun with no time for the way between, by our own clock: the one thing
 * about movement that a chat tells. Who forgets to check out does it at the next shop, which looks the same
 * once: so a single one counts only where stay and way together do not fit in either, and else when it
 * happens again and again. Never strong, since a claimed place may be off.
 */
export const noTimeBetween = defineRule({
  id: 'no-time-between',
  title: word('两家之间没有路上时间', 'No time for the way'),
  reason: word(
    '上一家签退 {minutes} 分钟后就在 {km} 公里外签到，路上至少要 {leastMinutes} 分钟；最近 {compared} 段路有 {times} 段这样',
    'Checked in {km} km away {minutes} min after checking out, which takes {leastMinutes} min at least; so in {times} of the last {compared} ways',
  ),
  about: 'movement',
  weight: 45,
  thresholds: {
    maxKmh: threshold('路上直线时速上限', 'Fastest way as the crow flies', 90, {
      ...{ min: 30, max: 300, step: 10, unit: units.kmh },
    }),
    count: threshold('最近十段路里几段算反复', 'Again and again, of ten ways', 3, {
      ...{ min: 2, max: 10, step: 1, unit: units.times },
    }),
  },
  on: true,
  needs: ['checkIn'],
  check(evidence, { maxKmh, count }) {
    const ways = waysTo(evidence)
    const last = ways.at(-1)
    if (last?.to !== evidence.visit.id) return insufficient()
    const recent = ways.slice(-compared)
    const isShort = (way: Way) => way.minutes < leastOf(way, maxKmh)
    const times = recent.filter(isShort).length
    const numbers = {
      ...{ minutes: round(last.minutes), km: round(last.awayM / 1000) },
      ...{ leastMinutes: round(leastOf(last, maxKmh)), times, compared: recent.length },
    }
    if (!isShort(last)) return clear(numbers)
    const hasRoom = last.sinceCheckIn >= evidence.site.minStayMinutes + leastOf(last, usualKmh)
    return !hasRoom || times >= count ? flag('weak', numbers) : clear(numbers)
  },
})

interface Way {
  /** The visit at its end. */
  readonly to: string
  readonly awayM: number
  /** Both errors taken off. */
  readonly atLeastM: number
  /** From the check-out to the next check-in, and from check-in to check-in. */
  readonly minutes: number
  readonly sinceCheckIn: number
}

type Stop = Pick<
  OtherVisit,
  'id' | 'date' | 'checkedInAt' | 'checkedOutAt' | 'checkIn' | 'checkOut'
>

/** The ways of a kilometre and more between visits of one day up to this one, in order. */
function waysTo({ visit, around, earlier }: VisitEvidence): Way[] {
  const before = [...around, ...earlier].filter((one) => one.checkedInAt < visit.checkedInAt)
  const known = new Map<string, Stop>(before.map((one) => [one.id, one]))
  const stops = [...known.values(), visit].toSorted((a, b) => +a.checkedInAt - +b.checkedInAt)
  return stops.flatMap((to, i) => {
    const from = stops[i - 1]
    return from && from.date === to.date ? (wayBetween(from, to) ?? []) : []
  })
}

function wayBetween(from: Stop, to: Stop): Way | null {
  const left = from.checkOut ?? from.checkIn
  if (!from.checkedOutAt || !left || !to.checkIn || !from.checkIn) return null
  if (left.queued || to.checkIn.queued || from.checkIn.queued) return null
  const awayM = distanceM(left.point, to.checkIn.point)
  if (awayM < nearM) return null
  const since = (at: Date) => minutesTo(to.checkIn as Position, at)
  return {
    ...{ to: to.id, awayM, minutes: since(from.checkedOutAt) },
    atLeastM: Math.max(0, awayM - errorOf(left) - errorOf(to.checkIn)),
    sinceCheckIn: since(from.checkIn.at),
  }
}

const minutesTo = ({ at }: Position, from: Date) => Math.max(0, (+at - +from) / 60_000)
/** Minutes that a way takes at this speed, from door to door. */
const leastOf = ({ atLeastM }: Way, kmh: number) => settleMinutes + (atLeastM / 1000 / kmh) * 60
const round = (n: number) => Math.round(10 * n) / 10

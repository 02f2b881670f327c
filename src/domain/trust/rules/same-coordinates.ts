import { word } from '../../../i18n/t.ts'
import type { Point } from '../../geo.ts'
import type { LocalDate } from '../../time.ts'
import type { Position, VisitEvidence } from '../evidence.ts'
import { isSound } from '../positions.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** A fix that is less sure than this may come of Wi-Fi or masts, which repeat honestly. */
const sureM = 30
const verySureM = 15
/** Good fixes at one spot scatter at least so much, whatever the phone claims. */
const leastSigmaM = 3
const finest = 8
const coarsest = 5
/** One false flag in so many honest visits. */
const strongChance = 1e-7
const weakChance = 1e-3

/**
 * The same coordinates on different days: the more decimals, days and sureness, the less an accident. Two
 * honest fixes fall into one cell of `a` square metres with the chance a ÷ 4πσ² (methods B5: 3.4e-5 for
 * six decimals at 5 m); of n days, m of them with C(n, m) times the product. Chat pins repeat by being
 * picked from a list and are judged by `chat-on-point`.
 */
export const sameCoordinates = defineRule({
  id: 'same-coordinates',
  title: word('多天坐标完全相同', 'Identical coordinates on different days'),
  reason: word(
    '{days} 天的签到坐标与这次小数点后 {decimals} 位完全相同，真实定位不会这样重复',
    'The check-ins of {days} {days|day|days} agree with this one to {decimals} decimals; real fixes do not repeat',
  ),
  about: 'place',
  weight: 50,
  thresholds: {
    withinDays: threshold('比较最近多少天', 'Compare the last', 90, {
      ...{ min: 7, max: 180, step: 7, unit: units.days },
    }),
  },
  on: true,
  needs: ['checkIn', 'live'],
  check({ visit, site }, { withinDays }) {
    const { checkIn } = visit
    if (!checkIn || !isSure(checkIn)) return insufficient()
    const since = checkIn.at.getTime() - withinDays * 86_400_000
    const byDay = new Map<LocalDate, Position>()
    for (const { repOpenId, date, position } of site.checkedInHere) {
      if (repOpenId !== visit.repOpenId || date === visit.date || !isSure(position)) continue
      if (position.at.getTime() < since) continue
      const known = byDay.get(date)
      if (
        !known ||
        decimalsAlike(position.raw, checkIn.raw) > decimalsAlike(known.raw, checkIn.raw)
      )
        byDay.set(date, position)
    }
    const days = [...byDay.values()].map((fix) => ({
      decimals: decimalsAlike(fix.raw, checkIn.raw),
      sigmaM: sigmaOf(fix, checkIn),
    }))
    const point = isPinnedToday(visit.checkedInAt, site) ? null : site.point
    if (point)
      days.push({
        decimals: decimalsAlike(checkIn.point, point),
        sigmaM: sigmaOf(checkIn, checkIn),
      })
    if (days.length === 0) return insufficient()
    const alike = days.filter(({ decimals }) => decimals >= coarsest)
    const chance = alike.reduce(
      (product, { decimals, sigmaM }) => product * cellChance(decimals, sigmaM, checkIn.raw.lat),
      choose(days.length, alike.length),
    )
    const numbers = {
      days: alike.length,
      compared: days.length,
      decimals: Math.max(0, ...alike.map(({ decimals }) => decimals)),
    }
    if (alike.length === 0 || chance > weakChance) return clear(numbers)
    const isStrong =
      chance <= strongChance &&
      alike.length >= 2 &&
      isSound(checkIn) &&
      (checkIn.accuracyM ?? sureM) <= verySureM
    return flag(isStrong ? 'strong' : 'weak', numbers)
  },
})

const isSure = ({ source, accuracyM }: Position) =>
  source === 'live' && accuracyM !== null && accuracyM <= sureM

/** Per axis, from 68 % radii: a radius of 1.52 σ holds 68 % of a round normal error. */
const sigmaOf = (a: Position, b: Position) =>
  Math.max(leastSigmaM, Math.min(a.accuracyM ?? sureM, b.accuracyM ?? sureM) / 1.52)

/** Pinned from a fix of today: that the two agree is how it was made. */
const isPinnedToday = (at: Date, site: VisitEvidence['site']) =>
  site.moves.some((move) => Math.abs(move.at.getTime() - at.getTime()) < 86_400_000)

/** To how many decimals two points agree, none below five; no more than either has. */
function decimalsAlike(a: Point, b: Point): number {
  const given = Math.min(finest, decimalsOf(a), decimalsOf(b))
  for (let n = given; n >= coarsest; n -= 1) {
    if (a.lng.toFixed(n) === b.lng.toFixed(n) && a.lat.toFixed(n) === b.lat.toFixed(n)) return n
  }
  return 0
}

/** The finer of the two numbers tells, since a last 0 is not written. */
const decimalsOf = ({ lng, lat }: Point) =>
  Math.max(...[lng, lat].map((n) => (String(n).split('.')[1] ?? '').length))

function cellChance(decimals: number, sigmaM: number, lat: number): number {
  const side = 111_195 * 10 ** -decimals
  const areaM2 = side * side * Math.cos((lat * Math.PI) / 180)
  return Math.min(1, areaM2 / (4 * Math.PI * sigmaM * sigmaM))
}

function choose(n: number, m: number): number {
  let ways = 1
  for (let i = 1; i <= m; i += 1) ways = (ways * (n - m + i)) / i
  return ways
}

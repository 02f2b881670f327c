/** Made-up reps for the bench of the cycle planner: same number, same rep. */
import type { Frequency } from '../src/domain/customers/frequency.ts'
import { offset, type Point } from '../src/domain/geo.ts'
import type { CycleCustomer, CycleDay, CycleInput } from '../src/domain/plans/cycle/types.ts'
import { Dice } from '../src/domain/plans/routing/random.ts'
import { promiseSources } from '../src/domain/plans/stops.ts'
import { addDays, date, daysFrom, isoWeekday, type LocalDate } from '../src/domain/time.ts'
import { type DayException, workCalendar } from '../src/domain/work-calendar.ts'

/** Four weeks with Mid-Autumn, the beginning of National Day and a Sunday that is worked for it. */
export const from = date('2026-09-07')
export const to = date('2026-10-04')
const city = { lng: 123.43, lat: 41.8 }
/** Eight hours without lunch. */
const CAPACITY = 480

/** What binds a rep's customers to days, besides promises. */
export type Kind = 'free' | 'standing' | 'weekdays'

export type BenchRep = { kind: Kind; input: CycleInput }

type Class = { share: number; grade: string; minutes: number; frequencies: readonly Frequency[] }

const every = (times: number, per: Frequency['per']): Frequency => ({ times, per })
/** Some 300 visits of 150 customers in four weeks. */
const classes: readonly Class[] = [
  {
    share: 10,
    grade: 'A',
    minutes: 25,
    frequencies: [every(1, 'week'), every(4, { days: 28 }), every(2, 'twoWeeks')],
  },
  {
    share: 25,
    grade: 'B',
    minutes: 20,
    frequencies: [every(3, { days: 28 }), every(3, 'month')],
  },
  {
    share: 25,
    grade: 'C',
    minutes: 15,
    frequencies: [every(2, { days: 28 }), every(1, 'twoWeeks'), every(2, 'month')],
  },
  {
    share: 38,
    grade: 'D',
    minutes: 10,
    frequencies: [every(1, { days: 28 }), every(1, 'month')],
  },
  { share: 2, grade: 'D', minutes: 10, frequencies: [every(0, { days: 28 })] },
]

export function benchRep(number: number, customers = 150): BenchRep {
  const dice = new Dice(number + 1)
  const kinds: readonly Kind[] = ['free', 'free', 'free', 'free', 'standing', 'weekdays']
  const kind = pick(kinds, dice)
  const home = around(city, 20_000, dice)
  const radius = 3_000 + dice.roll(6_000)
  const streets = Array.from({ length: 8 + dice.roll(8) }, () => around(home, radius, dice))
  const days = daysOf(dice)
  const worked = days.filter(({ capacityMinutes }) => capacityMinutes > 0)
  const list = Array.from({ length: customers }, (_, i) => {
    const customer = customerOf(`C${String(i).padStart(3, '0')}`, dice, {
      place:
        dice.roll(10) < 6 ? around(pick(streets, dice), 600, dice) : around(home, radius, dice),
      worked,
    })
    return bind(customer, kind, dice)
  })
  return { kind, input: { from, to, days, customers: list, start: home } }
}

function pick<T>(list: readonly T[], dice: Dice): T {
  return list[dice.roll(list.length)] as T
}

function around(middle: Point, metres: number, dice: Dice): Point {
  const way = () => metres * (2 * dice.fraction() - 1)
  return offset(middle, { east: way(), north: way() })
}

/** The days as features hand them over: leave is left out, rest days and trips have no capacity. */
function daysOf(dice: Dice): CycleDay[] {
  const exceptions: DayException[] = []
  const except = (kind: DayException['kind'], length: number, part?: 'pm') => {
    const first = dice.roll(28 - length)
    for (let i = 0; i < length; i++)
      exceptions.push({
        date: addDays(from, first + i),
        kind,
        scope: 'person',
        ...(part ? { part } : {}),
      })
  }
  if (dice.roll(100) < 30) except('leave', 1 + dice.roll(3))
  if (dice.roll(100) < 10) except('leave', 1, 'pm')
  if (dice.roll(100) < 5) except('trip', 2)
  const calendar = workCalendar({ restDays: 'double', useNationalHolidays: true, exceptions })
  return daysFrom(from, to).flatMap((day): CycleDay[] => {
    const { kind, part } = calendar.dayKind(day)
    if (kind === 'leave' && part === undefined) return []
    const share = calendar.workShare(day)
    return [
      {
        date: day,
        capacityMinutes: CAPACITY * share,
        ...(share > 0 ? { capacityVisits: Math.ceil(30 * share) } : {}),
      },
    ]
  })
}

function customerOf(
  code: string,
  dice: Dice,
  { place, worked }: { place: Point; worked: readonly CycleDay[] },
): CycleCustomer {
  let rank = dice.roll(100)
  const { grade, minutes, frequencies } = classes.find(({ share }) => {
    rank -= share
    return rank < 0
  }) as Class
  const frequency = pick(frequencies, dice)
  const isPromised = dice.roll(100) < 4
  const on = pick(worked, dice)?.date ?? from
  return {
    code,
    // 待采点: planned, not routed.
    ...(dice.roll(100) < 2 ? {} : { point: place }),
    serviceMinutes: minutes,
    frequency,
    ...(dice.roll(100) < 5 && frequency.times > 0 ? { spacingDays: 2 + dice.roll(4) } : {}),
    priority: { A: 4, B: 3, C: 2 }[grade] ?? 1,
    group: grade,
    visitedOn: dice.roll(100) < 90 ? visitsBefore(frequency, dice) : [],
    ...(isPromised ? { promises: [{ date: on, source: pick(promiseSources, dice) }] } : {}),
    ...(dice.roll(100) < 1 ? { notBefore: addDays(from, dice.roll(20)) } : {}),
  }
}

/** Visits of the weeks before, as far apart as the frequency asks, on weekdays. */
function visitsBefore({ times, per }: Frequency, dice: Dice): LocalDate[] {
  const length = per === 'month' ? 30 : per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  const gap = length / Math.max(1, times)
  const visits: LocalDate[] = []
  for (let back = 1 + dice.roll(gap); back <= 40; back += gap) {
    const day = addDays(from, -Math.round(back))
    if (isoWeekday(day) <= 5) visits.push(day)
  }
  return visits
}

/** Standing days and lines, or weekdays on which a customer can be visited. */
function bind(customer: CycleCustomer, kind: Kind, dice: Dice): CycleCustomer {
  const weekly = customer.frequency.times > 0 && 28 / intervalOf(customer.frequency) >= 4
  const roll = dice.roll(100)
  const weekday = 1 + dice.roll(5)
  if (kind === 'standing' && weekly)
    return { ...customer, visitDays: [weekday], line: `L${weekday}`, promises: [] }
  if (kind === 'standing' && roll < 10) return { ...customer, line: 'Z' }
  if (kind === 'standing' && roll < 25) return { ...customer, line: `L${weekday}` }
  if (kind === 'weekdays' && roll < 30)
    return { ...customer, visitDays: [1, 3, 5], visitDaysMean: 'allowed' }
  if (kind === 'weekdays' && roll < 35)
    return { ...customer, weekPattern: roll % 2 === 0 ? 'odd' : 'even', visitDaysMean: 'allowed' }
  return customer
}

function intervalOf({ times, per }: Frequency): number {
  const length = per === 'month' ? 30 : per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  return length / times
}

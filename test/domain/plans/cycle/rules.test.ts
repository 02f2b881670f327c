/** What the rules come to in plain cases, each counted by hand; the random ones are in the other files. */
import { describe, expect, test } from 'vitest'
import { parseFrequency } from '../../../../src/domain/customers/frequency.ts'
import { offset } from '../../../../src/domain/geo.ts'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'
import { replanCycle } from '../../../../src/domain/plans/cycle/replan-cycle.ts'
import type { CycleCustomer, CycleInput } from '../../../../src/domain/plans/cycle/types.ts'
import { addDays, date, isoWeekday, type LocalDate } from '../../../../src/domain/time.ts'
import { worksOn } from './arbitrary.ts'
import { problemsOf } from './check-plan.ts'

const centre = { lng: 123.43, lat: 41.8 }
const little = { effort: 0.05 }
/** A Monday on which periods of 28 days begin; in its weeks only 6 April is off. */
const monday = date('2026-03-23')

function customer(code: string, frequency: string, more: Partial<CycleCustomer> = {}) {
  const read = parseFrequency(frequency)
  if (!read) throw new Error(`no frequency: ${frequency}`)
  const n = Number(code.slice(1))
  const point = offset(centre, { east: 400 * (n % 7), north: 300 * (n % 5) })
  return { code, point, serviceMinutes: 20, frequency: read, priority: 1, ...more }
}

function cycle(from: LocalDate, customers: readonly CycleCustomer[], length = 28): CycleInput {
  const to = addDays(from, length - 1)
  const days = worksOn(from, to, { exceptions: [], restDays: 'double' }, 480)
  return { from, to, days, customers }
}

const datesOf = (
  plan: { visits: readonly { customerCode: string; date: LocalDate }[] },
  code: string,
) => plan.visits.filter(({ customerCode }) => customerCode === code).map((visit) => visit.date)

describe('counted by hand', () => {
  const kinds = [
    '1/week',
    '2/week',
    '1/2weeks',
    '3/2weeks',
    '4/28d',
    '1/28d',
    '2/10d',
    '1/month',
    '3/month',
  ]

  test.each(
    kinds,
  )('%s: over half a year with a 29 February every period gets its count', (kind) => {
    const visits: LocalDate[] = []
    // No holidays: a week off would owe nobody anything.
    const first = date('2024-01-01')
    for (let n = 0; n < 7; n++) {
      const from = addDays(first, 28 * n)
      const to = addDays(from, 27)
      const days = Array.from({ length: 28 }, (_, i) => addDays(from, i))
        .filter((day) => isoWeekday(day) <= 5)
        .map((day) => ({ date: day, capacityMinutes: 480 }))
      const one = customer('C1', kind, { visitedOn: visits })
      const plan = planCycle({ from, to, days, customers: [one] }, little)
      expect(plan.unplaced).toEqual([])
      visits.push(...datesOf(plan, 'C1'))
    }
    const last = addDays(first, 28 * 7 - 1)
    const wanted = parseFrequency(kind)
    for (const [from, to] of periods(kind, first, last)) {
      const inside = visits.filter((day) => day >= from && day <= to)
      expect([from, inside.length]).toEqual([from, wanted?.times])
    }
  })

  test('holidays take their visits along, a Saturday that is worked for them takes some', () => {
    // Spring Festival 2026: 15 to 23 February off, Saturdays 14 and 28 worked.
    const customers = Array.from({ length: 40 }, (_, i) => customer(`C${i}`, '1/week'))
    const input = cycle(date('2026-02-09'), customers)
    const plan = planCycle(input, little)
    expect(problemsOf(input, plan)).toEqual([])
    const used = new Set(plan.visits.map((visit) => visit.date as string))
    for (let day = 15; day <= 23; day++) expect(used).not.toContain(`2026-02-${day}`)
    expect(used).toContain('2026-02-28')
    // The week from the 16th to the 22nd has no working day at all: nobody is visited, all are told.
    const without = plan.unplaced.filter(
      ({ from, why }) => from === '2026-02-16' && why === 'noDay',
    )
    expect(without).toHaveLength(40)
  })

  test('a promise on 29 February is kept and is the visit of its month', () => {
    const promises = [{ date: date('2024-02-29'), source: 'promise' as const }]
    const input = cycle(date('2024-02-01'), [customer('C1', '1/month', { promises })], 29)
    expect(datesOf(planCycle(input, little), 'C1')).toEqual(['2024-02-29'])
  })

  test('standing days stay whatever frequency, spacing and crowding say', () => {
    const standing = customer('C1', '1/28d', { visitDays: [2, 4], spacingDays: 9 })
    const crowd = Array.from({ length: 200 }, (_, i) => customer(`C${i + 2}`, '2/28d'))
    const from = date('2026-03-02')
    const plan = planCycle(cycle(from, [standing, ...crowd]), little)
    const wanted = [1, 3, 8, 10, 15, 17, 22, 24].map((day) => addDays(from, day))
    expect(datesOf(plan, 'C1')).toEqual(wanted)
  })

  test('customers of a line go along on its standing days, the others do not', () => {
    const run = customer('C1', '1/week', { visitDays: [3], line: 'north' })
    const along = [2, 3, 4].map((i) => customer(`C${i}`, '2/28d', { line: 'north' }))
    const input = cycle(monday, [run, ...along, customer('C9', '2/28d')])
    const plan = planCycle(input, little)
    for (const { code } of along) {
      expect(datesOf(plan, code)).toHaveLength(2)
      expect(datesOf(plan, code).map(isoWeekday)).toEqual([3, 3])
    }
  })

  test('a line without days of its own stays together, and no day is left empty by a re-plan', () => {
    const line = Array.from({ length: 14 }, (_, i) =>
      customer(`C${i}`, i < 3 ? '3/28d' : '1/28d', { line: 'east' }),
    )
    const others = Array.from({ length: 110 }, (_, i) =>
      customer(`C${i + 20}`, i % 3 === 0 ? '4/28d' : '1/28d'),
    )
    const input = cycle(monday, [...line, ...others])
    const plan = planCycle(input)
    expect(problemsOf(input, plan)).toEqual([])
    expect(new Set(line.flatMap(({ code }) => datesOf(plan, code))).size).toBeLessThanOrEqual(3)
    expect(plan.figures.spreadMinutes).toBeLessThanOrEqual(60)
    expect(replanCycle(input, plan.visits).changes).toEqual([])
  })

  test('the spacing of a rule is kept over the border of the cycle', () => {
    const visitedOn = [addDays(monday, -1)]
    const one = customer('C1', '4/28d', { visitedOn, spacingDays: 5 })
    const days = datesOf(planCycle(cycle(monday, [one]), little), 'C1')
    expect(days).toHaveLength(4)
    expect((days[0] as string) >= addDays(monday, 4)).toBe(true)
  })
})

/** The periods of a frequency that lie whole between two days, by hand. */
function periods(kind: string, from: LocalDate, to: LocalDate): [LocalDate, LocalDate][] {
  if (kind.endsWith('month'))
    return ['01-31', '02-29', '03-31', '04-30', '05-31', '06-30'].map((last) => [
      date(`2024-${last.slice(0, 2)}-01`),
      date(`2024-${last}`),
    ])
  const length = kind.endsWith('2weeks')
    ? 14
    : kind.endsWith('week')
      ? 7
      : Number(/\d+(?=d)/.exec(kind))
  const list: [LocalDate, LocalDate][] = []
  for (let day = from; addDays(day, length - 1) <= to; day = addDays(day, length))
    list.push([day, addDays(day, length - 1)])
  return list
}

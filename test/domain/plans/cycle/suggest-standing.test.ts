import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offset } from '../../../../src/domain/geo.ts'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'
import { suggestStanding } from '../../../../src/domain/plans/cycle/suggest-standing.ts'
import type { CycleCustomer, CycleInput } from '../../../../src/domain/plans/cycle/types.ts'
import { addDays, date, isoWeekday } from '../../../../src/domain/time.ts'
import { cases, cycles } from './arbitrary.ts'

const home = { lng: 123.43, lat: 41.8 }
const from = date('2026-03-23')
const days = Array.from({ length: 28 }, (_, i) => addDays(from, i))
  .filter((day) => isoWeekday(day) <= 5)
  .map((day) => ({ date: day, capacityMinutes: 480 }))

function standing(code: string, weekday: number, east: number, more: Partial<CycleCustomer> = {}) {
  return {
    code,
    point: offset(home, { east, north: 0 }),
    serviceMinutes: 20,
    frequency: { times: 1, per: 'week' as const },
    priority: 1,
    visitDays: [weekday],
    ...more,
  }
}

/** Work near home on every weekday, by minutes, so that days are of some length. */
function usual(...minutes: readonly number[]): CycleCustomer[] {
  return minutes.map((serviceMinutes, i) =>
    standing(`w${i + 1}`, i + 1, 10 * i, { serviceMinutes }),
  )
}

function cycle(customers: readonly CycleCustomer[]): CycleInput {
  return { from, to: addDays(from, 27), days, customers, start: home }
}

test('a far customer alone on Monday is suggested for the day on which its neighbours are visited', () => {
  const input = cycle([
    standing('far', 1, 12_000),
    standing('a', 3, 12_300),
    standing('b', 3, 12_600),
    ...usual(150, 150, 60, 150, 150),
  ])
  const [best] = suggestStanding(input, planCycle(input).visits)
  expect(best).toMatchObject({ customerCodes: ['far'], weekdays: [3], insteadOf: [1] })
  // There and back by 12 km is about an hour, four times.
  expect(best?.travelMinutes).toBeLessThan(-150)
})

test('a line moves as a whole or not at all', () => {
  const input = cycle([
    standing('x', 2, 9_000, { line: 'L' }),
    standing('y', 2, 9_200, { line: 'L' }),
    standing('a', 4, 9_100),
    standing('b', 4, 9_300),
    ...usual(150, 150, 150, 60, 150),
  ])
  const suggestions = suggestStanding(input, planCycle(input).visits)
  const ofLine = suggestions.filter(({ line }) => line === 'L')
  expect(ofLine).toMatchObject([{ customerCodes: ['x', 'y'], weekdays: [4], insteadOf: [2] }])
})

test('whoever is well placed is left alone, and a full day takes nobody', () => {
  const well = cycle([standing('a', 2, 5_000), standing('b', 2, 5_200)])
  expect(suggestStanding(well, planCycle(well).visits)).toEqual([])
  const full = cycle([
    standing('far', 1, 12_000, { serviceMinutes: 60 }),
    standing('a', 3, 12_300, { serviceMinutes: 380 }),
  ])
  expect(
    suggestStanding(full, planCycle(full).visits).map(({ weekdays }) => weekdays),
  ).not.toContainEqual([3])
})

test('whatever is suggested moves standing days only, on days that are worked, and is worth it', () => {
  fc.assert(
    fc.property(cycles(), (input) => {
      const { visits } = planCycle(input, { effort: 0.05 })
      const worked = new Set(
        input.days
          .filter(({ capacityMinutes }) => capacityMinutes > 0)
          .map((day) => isoWeekday(day.date)),
      )
      for (const one of suggestStanding(input, visits)) {
        expect(one.weekdays).toHaveLength(one.insteadOf.length)
        expect(one.weekdays.every((day) => worked.has(day))).toBe(true)
        expect(Math.min(one.travelMinutes, one.spreadMinutes)).toBeLessThanOrEqual(-20)
        for (const code of one.customerCodes) {
          const customer = input.customers.find((other) => other.code === code)
          expect(customer?.visitDaysMean ?? 'standing').toBe('standing')
          expect(customer?.visitDays?.toSorted((a, b) => a - b)).toEqual(one.insteadOf)
        }
      }
    }),
    cases(40),
  )
})

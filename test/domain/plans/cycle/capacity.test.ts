import { describe, expect, test } from 'vitest'
import { benchRep } from '../../../../bench/plan-data.ts'
import { checkCapacity } from '../../../../src/domain/plans/cycle/capacity.ts'
import { joinChecks } from '../../../../src/domain/plans/cycle/join-checks.ts'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'
import type { CycleCustomer, CycleInput } from '../../../../src/domain/plans/cycle/types.ts'
import { addDays, date, isoWeekday } from '../../../../src/domain/time.ts'

const from = date('2026-03-23')

/** Twenty days of eight hours; customers without a point take 15 minutes of way each. */
function cycle(customers: readonly CycleCustomer[], capacityVisits?: number): CycleInput {
  const days = Array.from({ length: 28 }, (_, i) => addDays(from, i))
    .filter((day) => isoWeekday(day) <= 5)
    .map((day) => ({
      date: day,
      capacityMinutes: 480,
      ...(capacityVisits === undefined ? {} : { capacityVisits }),
    }))
  return { from, to: addDays(from, 27), days, customers }
}

function shops(count: number, group: string, times: number, serviceMinutes: number) {
  return Array.from({ length: count }, (_, i) => ({
    code: `${group}${i}`,
    serviceMinutes,
    frequency: { times, per: { days: 28 } },
    priority: { A: 4, B: 3 }[group] ?? 1,
    group,
  }))
}

describe('the capacity check, by hand', () => {
  test('minutes of visits and ways against the days', () => {
    // 40 × 3 × (45 + 15) = 7,200 of 9,600 minutes.
    const check = checkCapacity(cycle(shops(40, 'A', 3, 45)))
    expect(check).toMatchObject({ visits: 120, minutes: 7200, capacityMinutes: 9600, reps: 1 })
    expect(check.repsNeeded).toBeCloseTo(0.75)
    expect(check.shortFrom).toBeNull()
  })

  test('the first group, by priority, that no longer fits is named', () => {
    const customers = [...shops(40, 'A', 3, 45), ...shops(40, 'B', 2, 45), ...shops(5, 'C', 1, 45)]
    const check = checkCapacity(cycle(customers))
    expect(check.groups.map(({ group, visits }) => [group, visits])).toEqual([
      ['A', 120],
      ['B', 80],
      ['C', 5],
    ])
    expect(check.shortFrom).toBe('B')
    expect(check.repsNeeded).toBeCloseTo((205 * 60) / 9600)
  })

  test('by visits where these run out first; a team is what its reps are together', () => {
    const one = checkCapacity(cycle(shops(60, 'A', 4, 5), 8))
    expect(one.repsNeeded).toBeCloseTo(240 / 160)
    const idle = checkCapacity(cycle(shops(10, 'A', 4, 5), 8))
    const team = joinChecks([one, idle])
    expect(team).toMatchObject({ reps: 2, visits: 280, shortFrom: null })
    expect(team.repsNeeded).toBeCloseTo(280 / 160)
  })
})

test('the ways that it expects are those that a plan then takes, within some per cent', () => {
  for (const number of [104, 107, 111]) {
    const { input } = benchRep(number)
    const plan = planCycle(input, { effort: 0.3 })
    expect(plan.unplaced.filter(({ why }) => why === 'capacity')).toEqual([])
    const minutes = plan.days.reduce((sum, { totalMinutes }) => sum + totalMinutes, 0)
    const share = checkCapacity(input).minutes / minutes
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThan(1.08)
  }
})

import { describe, expect, test } from 'vitest'
import { greedyPlan } from '../../../../bench/plan-baseline.ts'
import {
  type Checked,
  checkPlan,
  isStanding,
  noCounts,
  type RuleName,
} from '../../../../bench/plan-check.ts'
import { benchRep } from '../../../../bench/plan-data.ts'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'

function brokenBy(input: ReturnType<typeof benchRep>['input'], plan: Checked): RuleName[] {
  const counts = noCounts()
  checkPlan(input, plan, counts)
  return (Object.keys(counts) as RuleName[]).filter((name) => counts[name].broken > 0)
}

function planned(number: number) {
  const rep = benchRep(number)
  const { days, unplaced, visits } = planCycle(rep.input, { effort: 0.05 })
  const plan: Checked = { days, told: unplaced }
  return { ...rep, plan, visits }
}

/** The plan with one customer's visit taken from one date and put on another, or nowhere. */
function move(plan: Checked, code: string, from: string, to?: string): Checked {
  const days = plan.days.map(({ date, customerCodes }) => {
    const left = date === from ? customerCodes.filter((one) => one !== code) : customerCodes
    return { date, customerCodes: date === to ? [...left, code] : left }
  })
  return { ...plan, days }
}

describe('the checker of bench plan', () => {
  const free = planned(4)
  const van = planned(9)

  test('finds nothing in plans of the planner', () => {
    expect(free.kind).toBe('free')
    expect(van.kind).toBe('standing')
    for (const { input, plan } of [free, van]) expect(brokenBy(input, plan)).toEqual([])
  })

  test('finds what is missing, on a day off, too near, not promised, and too much', () => {
    const { input, plan, visits } = free
    const visit = visits.find(({ reason }) => reason === 'frequency')
    const promise = visits.find(({ reason }) => reason === 'promise')
    if (!visit || !promise) throw new Error('no such visit')
    const { customerCode: code, date } = visit
    expect(brokenBy(input, move(plan, code, date))).toContain('frequency')
    expect(brokenBy(input, move(plan, code, date, '2026-09-26'))).toContain('calendar')
    expect(brokenBy(input, move(plan, code, date, '2026-10-01'))).toContain('calendar')
    expect(brokenBy(input, move(plan, promise.customerCode, promise.date))).toContain('promises')

    const other = visits.filter(({ reason }) => reason === 'frequency')
    const twice = other.filter((one) =>
      other.some((x) => x !== one && x.customerCode === one.customerCode),
    )
    const [first, second] = twice.filter((one) => one.customerCode === twice[0]?.customerCode)
    if (!first || !second) throw new Error('nobody is visited twice')
    expect(brokenBy(input, move(plan, first.customerCode, first.date, second.date))).toContain(
      'spacing',
    )

    const all = plan.days.flatMap(({ customerCodes }) => customerCodes)
    const days = plan.days.map((day) => ({ ...day, customerCodes: day.date === date ? all : [] }))
    expect(brokenBy(input, { ...plan, days })).toContain('day length')
  })

  test('finds a standing visit that was moved, and one of a line on another day than its line', () => {
    const { input, plan, visits } = van
    const standing = visits.find(({ reason }) => reason === 'standing')
    if (!standing) throw new Error('nothing stands')
    expect(brokenBy(input, move(plan, standing.customerCode, standing.date))).toContain(
      'standing days',
    )

    const lines = new Set(input.customers.filter(isStanding).map(({ line }) => line))
    const along = visits.find(
      ({ reason, customerCode }) =>
        reason === 'line' &&
        lines.has(input.customers.find(({ code }) => code === customerCode)?.line),
    )
    if (!along) throw new Error('nobody goes along')
    // A Sunday that is worked, on which no line is run.
    const moved = move(plan, along.customerCode, along.date, '2026-09-20')
    expect(brokenBy(input, moved)).toContain('lines together')
  })

  test('judges the plain plan by the same measure: it keeps frequency and spacing, not the lines', () => {
    const broken = brokenBy(van.input, greedyPlan(van.input))
    expect(broken).toContain('lines together')
    for (const rule of ['frequency', 'spacing', 'calendar', 'promises', 'standing days'])
      expect(broken).not.toContain(rule)
  })
})

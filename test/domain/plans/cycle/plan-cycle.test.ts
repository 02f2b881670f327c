import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'
import { addDays } from '../../../../src/domain/time.ts'
import { cases, cycles } from './arbitrary.ts'
import { problemsOf } from './check-plan.ts'

const little = { effort: 0.05 }

describe('every rule, on random cycles', () => {
  test('frequency, spacing, calendar, standing days and promises hold; what has no day is told', () => {
    fc.assert(
      fc.property(cycles(), (input) => {
        expect(problemsOf(input, planCycle(input, little))).toEqual([])
      }),
      cases(150),
    )
  })

  test('the order of the input does not matter, and the same seed gives the same plan', () => {
    fc.assert(
      fc.property(cycles(), fc.integer(), (input, seed) => {
        const options = { ...little, seed }
        const turned = {
          ...input,
          customers: input.customers.toReversed(),
          days: input.days.toReversed(),
        }
        expect(planCycle(turned, options)).toEqual(planCycle(input, options))
      }),
      cases(40),
    )
  })

  test('the checker sees each rule that is broken', () => {
    fc.assert(
      fc.property(
        cycles({ plain: true }),
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        (input, n, shift) => {
          const plan = planCycle(input, little)
          fc.pre(plan.visits.length > 0)
          const index = n % plan.visits.length
          const without = { ...plan, visits: plan.visits.toSpliced(index, 1) }
          expect(problemsOf(input, without)).not.toEqual([])
          const moved = plan.visits.map((visit, i) =>
            i === index ? { ...visit, date: addDays(visit.date, shift) } : visit,
          )
          expect(problemsOf(input, { ...plan, visits: moved })).not.toEqual([])
        },
      ),
      cases(40),
    )
  })
})

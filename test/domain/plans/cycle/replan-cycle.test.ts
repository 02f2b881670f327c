import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planCycle } from '../../../../src/domain/plans/cycle/plan-cycle.ts'
import { replanCycle } from '../../../../src/domain/plans/cycle/replan-cycle.ts'
import type { CycleInput } from '../../../../src/domain/plans/cycle/types.ts'
import { cases, cycles } from './arbitrary.ts'
import { problemsOf } from './check-plan.ts'

const little = { effort: 0.05 }

describe('replanCycle', () => {
  test('nothing changes, neither days nor order, when nothing has changed', () => {
    fc.assert(
      fc.property(cycles(), (input) => {
        const plan = planCycle(input, little)
        const { changes, ...again } = replanCycle(input, plan.visits)
        expect(changes).toEqual([])
        expect(again).toEqual(plan)
      }),
      cases(100),
    )
  })

  test('a day of leave moves the visits of that day and no others, where there is room', () => {
    fc.assert(
      fc.property(cycles({ plain: true, capacityMinutes: 5000 }), fc.nat(), (input, n) => {
        const plan = planCycle(input, little)
        const worked = plan.days.filter(({ customerCodes }) => customerCodes.length > 0)
        const free = worked[n % Math.max(1, worked.length)]?.date
        fc.pre(free !== undefined)
        const days = input.days.filter(({ date }) => date !== free)
        const then = replanCycle({ ...input, days }, plan.visits)
        expect(problemsOf({ ...input, days }, then)).toEqual([])
        // One customer's other visits may have to make room for the one that moves.
        const hit = new Set(worked.find(({ date }) => date === free)?.customerCodes)
        for (const { customerCode } of then.changes) expect(hit).toContain(customerCode)
      }),
      cases(60),
    )
  })

  test('a new customer, one that leaves and a changed frequency touch nobody else, where there is room', () => {
    fc.assert(
      fc.property(cycles({ plain: true, capacityMinutes: 5000 }), fc.nat(), (input, n) => {
        const one = input.customers[n % input.customers.length] as CycleInput['customers'][number]
        const without = { ...input, customers: input.customers.filter((c) => c !== one) }
        const changed = {
          ...input,
          customers: input.customers.map((c) =>
            c === one ? { ...c, frequency: { times: 3, per: { days: 28 } } } : c,
          ),
        }
        const before = planCycle(without, little)
        const added = replanCycle(input, before.visits)
        const other = replanCycle(changed, added.visits)
        const back = replanCycle(without, other.visits)
        for (const [rules, plan] of [
          [input, added],
          [changed, other],
          [without, back],
        ] as const) {
          expect(problemsOf(rules, plan)).toEqual([])
          for (const change of plan.changes) expect(change.customerCode).toBe(one.code)
        }
        expect(back.visits).toEqual(before.visits)
      }),
      cases(60),
    )
  })

  test('whatever changes, every rule holds', () => {
    fc.assert(
      fc.property(
        cycles(),
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.nat(9),
        (input, off, tighter) => {
          const plan = planCycle(input, little)
          const days = input.days
            .filter((_, i) => !off.some((n) => n % input.days.length === i))
            .map((day, i) =>
              i % 3 === tighter % 3 ? { ...day, capacityMinutes: day.capacityMinutes / 2 } : day,
            )
          const then = replanCycle({ ...input, days }, plan.visits)
          expect(problemsOf({ ...input, days }, then)).toEqual([])
        },
      ),
      cases(100),
    )
  })
})

import { afterAll, describe, expect, test } from 'vitest'
import { planCycle } from '../../src/domain/plans/cycle/plan-cycle.ts'
import type { CycleInput } from '../../src/domain/plans/cycle/types.ts'
import { addDays, date } from '../../src/domain/time.ts'
import { PlannerThreads } from '../../src/planner/threads.ts'

const from = date('2026-02-23')
const input: CycleInput = {
  from,
  to: addDays(from, 27),
  days: [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((i) => ({
    date: addDays(from, i),
    capacityMinutes: 480,
  })),
  customers: Array.from({ length: 30 }, (_, i) => ({
    code: `C${i}`,
    point: { lng: 123.4 + (i % 6) / 100, lat: 41.8 + i / 1000 },
    serviceMinutes: 20,
    frequency: { times: 1 + (i % 2), per: { days: 28 } },
    priority: 1,
  })),
}

describe('planner threads', () => {
  const threads = new PlannerThreads(2)
  afterAll(() => threads.close())

  test('a thread answers what the same call answers here', async () => {
    const here = planCycle(input)
    const there = await Promise.all(
      [1, 2, 3].map(() => threads.run({ kind: 'plan', input, options: {} })),
    )
    for (const answer of there) expect(answer).toEqual({ plan: here })
  })

  test('a task that cannot be worked out fails alone', async () => {
    const twice = { ...input, customers: [...input.customers, ...input.customers] }
    const bad = threads.run({ kind: 'plan', input: twice, options: {} })
    const good = threads.run({ kind: 'replan', input, published: [], options: {} })
    await expect(bad).rejects.toThrow('two customers have the code')
    expect(await good).toHaveProperty('replan.unplaced', [])
  })
})

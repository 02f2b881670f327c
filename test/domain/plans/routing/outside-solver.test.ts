import type { LegacyHighs } from 'highs'
import load from 'highs'
import { expect, test } from 'vitest'
import { randomDay } from '../../../../bench/routing/random-days.ts'
import { solveDay } from '../../../../src/domain/plans/routing/solve.ts'
import type { DayProblem } from '../../../../src/domain/plans/routing/types.ts'
import { programOf } from './outside-solver.ts'

const finishes = ['anywhere', 'start', 'place'] as const satisfies readonly DayProblem['finish'][]

/** Days of five to seven stops without lunch, of every kind of finish, window and choice. */
const problems = Array.from(
  { length: 24 },
  (_, i): DayProblem => ({
    ...randomDay({
      stops: 5 + (i % 3),
      seed: 100 + i,
      optional: [0, 0.4, 1][Math.floor(i / 3) % 3] ?? 0,
      siesta: i % 2 === 0,
      narrow: [1, 2, 4][i % 3] ?? 2,
      finish: finishes[Math.floor(i / 2) % 3] ?? 'start',
    }),
    windowCovers: i % 4 === 0 ? 'service' : 'begin',
  }),
)

test('what is called proven costs what HiGHS finds to be the least', {
  timeout: 240_000,
}, async () => {
  // Its types describe the CommonJS build.
  const highs = await (load as unknown as () => Promise<LegacyHighs>)()
  let compared = 0
  for (const [i, problem] of problems.entries()) {
    const answer = solveDay(problem)
    expect(answer.proof, `day ${i}`).toBe('proven')
    const found = highs.solve(programOf(problem), { mip_rel_gap: 0 })
    if (!answer.feasible) {
      expect(found.Status, `day ${i}`).toBe('Infeasible')
      continue
    }
    expect(found.Status, `day ${i}`).toBe('Optimal')
    expect(Math.round(found.ObjectiveValue), `day ${i}`).toBe(answer.cost)
    compared += 1
  }
  expect(compared).toBeGreaterThan(15)
})

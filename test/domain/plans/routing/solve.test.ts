import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../../../../bench/routing/check-day.ts'
import { plainProgram } from '../../../../bench/routing/plain.ts'
import { randomDay } from '../../../../bench/routing/random-days.ts'
import { insertStop } from '../../../../src/domain/plans/routing/insert.ts'
import { replanRest } from '../../../../src/domain/plans/routing/replan.ts'
import { solveDay } from '../../../../src/domain/plans/routing/solve.ts'
import type { DayProblem } from '../../../../src/domain/plans/routing/types.ts'
import { travelOf, tryEverything } from './brute-force.ts'

/** Days with every feature switched on or off. */
const days = (least: number, most: number) =>
  fc
    .record({
      stops: fc.integer({ min: least, max: most }),
      seed: fc.nat(1_000_000),
      optional: fc.constantFrom(0, 0.4, 1),
      lunch: fc.boolean(),
      siesta: fc.boolean(),
      narrow: fc.constantFrom(1, 2, 4),
      finish: fc.constantFrom<DayProblem['finish']>('anywhere', 'start', 'place'),
      windowCovers: fc.constantFrom<'begin' | 'service'>('begin', 'service'),
    })
    .map(({ windowCovers, ...options }): DayProblem => ({ ...randomDay(options), windowCovers }))

const runs = (numRuns: number) => ({ numRuns, seed: 20260302 })

const left = (problem: DayProblem) => solveDay(problem).dropped.filter((stop) => stop.mandatory)

describe('days small enough to try everything', () => {
  test('the answer is the best there is, says so, and adds up', () => {
    fc.assert(
      fc.property(days(0, 6), (problem) => {
        const answer = solveDay(problem)
        expect(faultsOf(problem, answer)).toEqual([])
        const best = tryEverything(problem)
        expect(answer.dropped.filter(({ mandatory }) => mandatory)).toHaveLength(best.left)
        expect(answer.cost).toBe(best.cost)
        expect(answer.proof).toBe('proven')
      }),
      runs(300),
    )
  })

  test('the proof alone finds the best, even from a bad start', () => {
    fc.assert(
      fc.property(days(4, 6), (problem) => {
        const answer = solveDay(problem, { rounds: 0, proofLabels: 1_000_000 })
        expect(answer.proof).toBe('proven')
        expect(answer.cost).toBe(tryEverything(problem).cost)
      }),
      runs(150),
    )
  })
})

describe('days of a rep', () => {
  test('answers add up, and other names of the stops give the same value', () => {
    fc.assert(
      fc.property(days(8, 11), (problem) => {
        const answer = solveDay(problem)
        expect(faultsOf(problem, answer)).toEqual([])
        const turned = turnedRound(problem)
        const other = solveDay(turned)
        expect(faultsOf(turned, other)).toEqual([])
        if (answer.proof === 'proven' && other.proof === 'proven')
          expect(other.cost).toBe(answer.cost)
      }),
      runs(40),
    )
  })

  test('proofs agree with a program that bounds nothing, with search and without', () => {
    fc.assert(
      fc.property(days(8, 9), fc.constantFrom(0, 100), (problem, rounds) => {
        const answer = solveDay(problem, { rounds, proofLabels: 1_000_000 })
        expect(answer.proof).toBe('proven')
        const least = plainProgram(problem)
        expect(answer.feasible).toBe(Number.isFinite(least))
        if (answer.feasible) expect(answer.cost).toBe(least)
      }),
      runs(60),
    )
  })

  test('the same seed gives the same answer', () => {
    fc.assert(
      fc.property(days(13, 24), fc.nat(100), (problem, seed) => {
        const options = { seed, rounds: 300, proofLabels: 20_000 }
        expect(solveDay(problem, options)).toEqual(solveDay(problem, options))
      }),
      runs(15),
    )
  })

  test('what search finds is never better than what is proven', () => {
    fc.assert(
      fc.property(days(9, 13), (problem) => {
        const proven = solveDay(problem)
        const searched = solveDay(problem, { seed: 7, rounds: 1500 })
        if (proven.proof !== 'proven' || proven.feasible !== searched.feasible) return
        if (proven.feasible) expect(searched.cost).toBeGreaterThanOrEqual(proven.cost)
      }),
      runs(30),
    )
  })

  test('long days add up', () => {
    fc.assert(
      fc.property(days(25, 45), (problem) => {
        const answer = solveDay(problem, { rounds: 400, proofLabels: 20_000 })
        expect(faultsOf(problem, answer)).toEqual([])
      }),
      runs(10),
    )
  })
})

/** The stops in reverse, with their travel. */
function turnedRound(problem: DayProblem): DayProblem {
  const n = problem.stops.length
  const places = n + (problem.finish === 'place' ? 2 : 1)
  const old = (place: number) => (place >= 1 && place <= n ? n + 1 - place : place)
  return {
    ...problem,
    stops: problem.stops.toReversed(),
    travel: Array.from(
      { length: places * places },
      (_, i) => problem.travel[old(Math.floor(i / places)) * places + old(i % places)] ?? 0,
    ),
  }
}

describe('why a stop is left out', () => {
  const open = [{ from: 0, to: 1000 }]
  const line = (...at: number[]) => at.flatMap((a) => at.map((b) => Math.abs(a - b)))
  const base = { begin: 0, end: 1000, finish: 'start' as const }

  test('closed on that day, or too far to come back in time', () => {
    const problem: DayProblem = {
      ...base,
      stops: [
        { id: 'shut', serviceSeconds: 10, windows: [{ from: 2000, to: 3000 }] },
        { id: 'far', serviceSeconds: 10, windows: open },
        { id: 'near', serviceSeconds: 10, windows: open },
      ],
      travel: line(0, 10, 600, 20),
    }
    const answer = solveDay(problem)
    expect(answer.order).toEqual(['near'])
    expect(answer.feasible).toBe(false)
    expect(answer.dropped).toMatchObject([
      { id: 'shut', mandatory: true, reason: 'closed' },
      { id: 'far', mandatory: true, reason: 'too-far' },
    ])
  })

  test('worth less than its detour, with the detour', () => {
    const problem: DayProblem = {
      ...base,
      stops: [
        { id: 'must', serviceSeconds: 0, windows: open },
        { id: 'little', serviceSeconds: 0, windows: open, value: 100 },
        { id: 'much', serviceSeconds: 0, windows: open, value: 301 },
      ],
      travel: line(0, 50, 200, -150),
    }
    const answer = solveDay(problem)
    expect(answer.order.toSorted()).toEqual(['much', 'must'])
    expect(answer.dropped).toEqual([
      { id: 'little', mandatory: false, reason: 'not-worth-it', detourSeconds: 300 },
    ])
  })

  test('two that cannot both be served: hours against hours, or no time left', () => {
    const noon = [{ from: 500, to: 510 }]
    const clash: DayProblem = {
      ...base,
      stops: [
        { id: 'a', serviceSeconds: 20, windows: noon },
        { id: 'b', serviceSeconds: 20, windows: noon },
      ],
      travel: line(0, 5, 6),
    }
    expect(left(clash)).toMatchObject([{ reason: 'hours-clash' }])
    const long: DayProblem = {
      ...clash,
      stops: clash.stops.map(({ id }) => ({ id, serviceSeconds: 600 })),
    }
    expect(left(long)).toMatchObject([{ reason: 'day-too-short' }])
  })
})

describe('a day that is being lived', () => {
  test('the cheapest place for one more stop is the best of all places', () => {
    let fitted = 0
    fc.assert(
      fc.property(days(4, 12), (problem) => {
        const [extra] = problem.stops
        if (!extra) return
        const order = solveDay(problem, { rounds: 50 }).order.filter((id) => id !== extra.id)
        const travel = travelOf(problem, order)
        if (travel === undefined) return
        const detours = [...order, ''].flatMap((_, at) => {
          const longer = travelOf(problem, order.toSpliced(at, 0, extra.id))
          return longer === undefined ? [] : [longer - travel]
        })
        const place = insertStop(problem, order, extra.id)
        if (detours.length === 0) expect(place).toBeUndefined()
        else expect(place?.detourSeconds).toBe(Math.min(...detours))
        if (place) fitted++
      }),
      runs(120),
    )
    expect(fitted).toBeGreaterThan(50)
  })

  test('what is done stays done, the rest begins here and now', () => {
    const problem = randomDay({ stops: 10, seed: 4, lunch: true })
    const plan = solveDay(problem)
    const [first, second] = plan.stops
    if (!first || !second) throw new Error('a day of ten has a second stop')
    const rest = replanRest(problem, {
      done: [first.id, second.id],
      at: second.id,
      now: second.leave,
      lunchTaken: false,
    })
    expect(rest.proof).toBe('proven')
    expect(rest.order.toSorted()).toEqual(plan.order.slice(2).toSorted())
    expect(rest.cost).toBe(plan.cost - first.travelSeconds - second.travelSeconds)
  })
})

import { OpenDay } from '../../src/domain/plans/routing/insert.ts'
import { replanRest } from '../../src/domain/plans/routing/replan.ts'
import { solveDay } from '../../src/domain/plans/routing/solve.ts'
import { quantile } from '../kit.ts'
import { randomDay } from './random-days.ts'

const clock = () => performance.now()

function timed(work: () => unknown): number {
  const started = clock()
  work()
  return clock() - started
}

/** Days that no instance file holds: windows, two a day, lunch, optional stops, all at once. */
export function measureRandomDays(count = 100) {
  const features = { optional: 0.3, lunch: true, siesta: true }
  return [8, 10, 12, 16, 20, 25].map((stops) => {
    const take = stops <= 12 ? count : stops <= 16 ? 30 : 10
    let proven = 0
    const ms = Array.from({ length: take }, (_, seed) => {
      const day = randomDay({ stops, seed, ...features, finish: seed % 2 ? 'start' : 'anywhere' })
      return timed(() => {
        if (solveDay(day, { clock, maxMs: 1000 }).proof === 'proven') proven++
      })
    })
    return {
      stops,
      days: take,
      proven,
      'ms p50': quantile(ms, 0.5),
      'ms p95': quantile(ms, 0.95),
      'ms p99': quantile(ms, 0.99),
      'ms worst': Math.max(...ms),
    }
  })
}

/** One more stop at 40, and what is left of a day planned anew. */
export function measureLivedDays() {
  const day = randomDay({ stops: 41, seed: 1, lunch: true, siesta: true })
  const extra = day.stops.at(-1)?.id ?? ''
  const order = solveDay(day, { rounds: 500 }).order.filter((id) => id !== extra)
  const rounds = 2000
  const openDay = new OpenDay(day, order)
  for (let i = 0; i < rounds; i++) openDay.cheapest(extra)
  const asked = timed(() => {
    for (let i = 0; i < rounds; i++) openDay.cheapest(extra)
  })
  const anew = timed(() => {
    for (let i = 0; i < 200; i++) new OpenDay(day, order).cheapest(extra)
  })
  const rest = (left: number) =>
    Array.from({ length: 20 }, (_, seed) => {
      const whole = randomDay({ stops: left, seed, lunch: true, siesta: true })
      const known = whole.stops.map(({ id }) => id)
      const state = { done: [], now: whole.begin + 600, lunchTaken: false }
      return timed(() => replanRest(whole, state, { known, clock }))
    })
  const few = rest(12)
  const many = rest(40)
  const worst = (ms: readonly number[]) => Math.max(...ms)
  return [
    {
      what: `insertion at ${order.length} stops`,
      bar: 20,
      unit: 'µs',
      p50: (1000 * asked) / rounds,
    },
    { what: 'the same, the day read anew', bar: 200, unit: 'µs', p50: (1000 * anew) / 200 },
    { what: 're-plan of 12 left', bar: 10, unit: 'ms', p50: quantile(few, 0.5), worst: worst(few) },
    {
      what: 're-plan of 40 left',
      bar: 50,
      unit: 'ms',
      p50: quantile(many, 0.5),
      worst: worst(many),
    },
  ].map((row) => ({ ...row, worst: row.worst ?? '' }))
}

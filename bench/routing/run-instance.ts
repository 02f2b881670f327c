import { solveDay } from '../../src/domain/plans/routing/solve.ts'
import type { DayAnswer, DayOptions } from '../../src/domain/plans/routing/types.ts'
import { median } from '../kit.ts'
import { faultsOf } from './check-day.ts'
import type { Instance } from './instances.ts'
import { nearestThenTwoOpt } from './plain.ts'

/** One instance, in the units of its file: medians over the seeds, the worst beside. Gaps in per cent. */
export type Row = {
  file: string
  kind: string
  /** Stops without the start. */
  n: number
  value: number
  best: number
  gap: number
  /** On every seed. */
  proven: boolean
  /** Every mandatory stop, on every seed. */
  served: boolean
  ms: number
  /** Ids without the start, of the run with the median value. */
  order: (number | string)[]
  worstValue: number
  worstGap: number
  worstMs: number
  /** Milliseconds of processor time: what a quiet machine takes. */
  cpuMs: number
  worstCpuMs: number
  /** On every seed no day costs less. */
  lowerBound: number | null
  /** Runs that the clock cut short, so that they need not repeat. */
  cut: number
  tolerance: number
  /** Nearest neighbour, then 2-opt; no gap where that leaves out a mandatory stop. */
  baseline: { value: number; gap: number | null; served: boolean; ms: number }
  /** Long days: the search alone within 100 ms. */
  at100ms?: { value: number; worst: number; gap: number; worstGap: number; ms: number }
  /** Short days: dynamic programming without bounds. */
  plainProgram?: { value: number; ms: number }
}

const clock = () => performance.now()
const processor = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Solves an instance once a seed. Throws if the independent checker finds a fault in an answer. */
export function runInstance(
  instance: Instance,
  seeds: readonly number[],
  options: DayOptions,
): Row {
  const { file, kind, best, problem, unit } = instance
  const runs = seeds.map((seed) => {
    const started = clock()
    const busy = processor()
    const answer = solveDay(problem, { seed, clock, ...options })
    const ms = clock() - started
    const cpuMs = processor() - busy
    const faults = faultsOf(problem, answer)
    if (faults.length > 0) throw new Error(`${file}, seed ${seed}: ${faults.join('; ')}`)
    return { answer, ms, cpuMs }
  })
  const byCost = runs.toSorted(
    (a, b) => left(a.answer) - left(b.answer) || a.answer.cost - b.answer.cost,
  )
  const middle = byCost[Math.floor((byCost.length - 1) / 2)]?.answer ?? byCost[0]?.answer
  const last = byCost.at(-1)?.answer
  const gapOf = (cost: number) => (100 * (cost / unit - best)) / best
  const bounds = runs.map(({ answer }) => answer.lowerBound ?? Number.NEGATIVE_INFINITY)
  const bound = Math.max(...bounds)

  const started = clock()
  const plain = nearestThenTwoOpt(problem)
  const plainMs = clock() - started
  return {
    file,
    kind,
    n: problem.stops.length,
    value: (middle?.cost ?? 0) / unit,
    best,
    gap: gapOf(middle?.cost ?? 0),
    proven: runs.every(({ answer }) => answer.proof === 'proven'),
    served: runs.every(({ answer }) => answer.feasible),
    ms: median(runs.map(({ ms }) => ms)),
    order: (middle?.order ?? []).map((id) => (/^\d+$/.test(id) ? Number(id) : id)),
    worstValue: (last?.cost ?? 0) / unit,
    worstGap: gapOf(last?.cost ?? 0),
    worstMs: Math.max(...runs.map(({ ms }) => ms)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    worstCpuMs: Math.max(...runs.map(({ cpuMs }) => cpuMs)),
    lowerBound: Number.isFinite(bound) ? bound / unit : null,
    cut: runs.filter(({ answer }) => answer.cutByClock).length,
    tolerance: unit === 1 ? 0 : 0.01,
    baseline: {
      value: plain.cost / unit,
      gap: plain.served ? gapOf(plain.cost) : null,
      served: plain.served,
      ms: plainMs,
    },
  }
}

const left = ({ dropped }: DayAnswer) => dropped.filter(({ mandatory }) => mandatory).length

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { median } from '../kit.ts'
import { checkPvrp, type PvrpPlan, readPvrp } from './read.ts'
import { solvePvrp } from './solve.ts'

/** One instance: medians over the seeds, the worst beside. Gap in per cent of the value in the manifest. */
export type PvrpRow = {
  file: string
  kind: 'pvrp'
  /** Customers. */
  n: number
  value: number
  best: number
  gap: number
  /** Nothing proves an optimum here. */
  proven: false
  /** Whether on every seed all customers were visited within all limits. */
  served: boolean
  /** Milliseconds by the wall clock. */
  ms: number
  /** A plan has no one order. */
  order: []
  worstValue: number
  worstGap: number
  seeds: number
}

export type PvrpRunOptions = {
  seeds: readonly number[]
  /** What one solve may take, in milliseconds of processor time; 60 s by default. */
  maxMs?: number
}

/** Milliseconds of processor time: on a busy machine a solver is not blamed for its neighbours. */
const processorMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Solves a file of `bench/routing` once a seed; every plan is added up again by `checkPvrp`. */
export async function solvePvrpFile(
  folder: string,
  { file, best }: { file: string; best: number },
  { seeds, maxMs = 60_000 }: PvrpRunOptions,
): Promise<PvrpRow> {
  const problem = readPvrp(await readFile(join(folder, file), 'utf8'))
  const judge = (plan: PvrpPlan | null) => {
    if (!plan) return { value: Number.POSITIVE_INFINITY, served: false }
    const { served, distance } = checkPvrp(problem, plan)
    return { value: distance, served }
  }
  const runs = seeds.map((seed) => {
    const started = performance.now()
    const plan = solvePvrp(problem, { seed, maxMs, clock: processorMs })
    return { ...judge(plan), ms: performance.now() - started }
  })
  const gapOf = (value: number) => (100 * (value - best)) / best
  const values = runs.map(({ value }) => value).toSorted((a, b) => a - b)
  const value = values[Math.floor((values.length - 1) / 2)] ?? Number.NaN
  const worstValue = values.at(-1) ?? Number.NaN
  return {
    file,
    kind: 'pvrp',
    n: problem.customers,
    value,
    best,
    gap: gapOf(value),
    proven: false,
    served: runs.every(({ served }) => served),
    ms: median(runs.map(({ ms }) => ms)),
    order: [],
    worstValue,
    worstGap: gapOf(worstValue),
    seeds: seeds.length,
  }
}

const manifest = z.array(z.object({ file: z.string(), kind: z.string(), best: z.number() }))

/** The periodic instances of a folder in the format of `bench/routing`. */
export async function pvrpFiles(folder: string): Promise<{ file: string; best: number }[]> {
  const rows = manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  return rows.filter(({ kind }) => kind === 'pvrp')
}

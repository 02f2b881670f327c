import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { DayOptions } from '../src/domain/plans/routing/types.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'
import { type Instance, readInstances } from './routing/instances.ts'
import { measureLivedDays, measureRandomDays } from './routing/lived-days.ts'
import { plainProgram } from './routing/plain.ts'
import { type Row, runInstance } from './routing/run-instance.ts'

const seeds = [1, 2, 3, 4, 5]
const open = fileURLToPath(new URL('./routing/open', import.meta.url))

/** Milliseconds that an answer may take: what is promised, less what the last step may run over. */
function budgetOf({ kind, problem }: Instance): number {
  if (kind === 'tsp') return 95
  if (kind === 'tsptw') return 190
  return problem.stops.length <= 20 ? 500 : 1000
}

/** The day solver on every instance of a folder, beside nearest neighbour + 2-opt and a program without bounds. */
export const routingBench = {
  name: 'routing',
  about: 'the day solver on a folder of instances (--instances <folder>), beside plain methods',
  async run(args: readonly string[]): Promise<void> {
    const { values } = parseArgs({
      args: [...args],
      options: { instances: { type: 'string' } },
      strict: false,
    })
    const folder = String(values.instances ?? process.env.ROUTING_INSTANCES ?? open)
    const instances = await readInstances(folder)
    warmUp(instances)
    const rows: Row[] = []
    for (const instance of instances) {
      const row = runInstance(instance, seeds, { maxMs: budgetOf(instance) })
      if (instance.kind === 'daily' && row.n > 20) addQuick(row, instance)
      if (row.n <= 12) addPlain(row, instance)
      rows.push(row)
      process.stdout.write(
        `${row.file}  ${row.value} (best ${row.best}, gap ${row.gap.toFixed(2)} %)  ${row.ms.toFixed(1)} ms${row.proven ? '  proven' : ''}${row.served ? '' : '  NOT SERVED'}\n`,
      )
    }
    const summary = {
      gapUnit: 'per cent',
      seeds: seeds.length,
      groups: groupsOf(rows),
      randomDays: measureRandomDays(),
      livedDays: measureLivedDays(),
    }
    printTable('routing', summary.groups)
    printTable('random days, every feature on', summary.randomDays)
    printTable('a day that is being lived', summary.livedDays)
    await writeResult('routing', { rows, summary })
  },
}

/** The first answers of a process are slow until the code is compiled; a worker is warm. */
function warmUp(instances: readonly Instance[]): void {
  const small = instances.filter(({ problem }) => problem.stops.length <= 20)
  for (let round = 0; round < 3; round++)
    for (const instance of small) runInstance(instance, [11], { maxMs: 100 })
}

/** What a long day gives within 100 ms, when somebody waits. */
function addQuick(row: Row, instance: Instance): void {
  const options: DayOptions = { maxMs: 98, proofLabels: 0 }
  const quick = runInstance(instance, seeds, options)
  row.at100ms = { value: quick.value, worst: quick.worstValue, gap: quick.gap, ms: quick.ms }
}

/** The same by dynamic programming without bounds, where that can be waited for. */
function addPlain(row: Row, instance: Instance): void {
  const started = performance.now()
  const value = plainProgram(instance.problem) / instance.unit
  row.plainProgram = { value, ms: performance.now() - started }
}

function groupsOf(rows: readonly Row[]) {
  const groups: [string, (row: Row) => boolean][] = [
    ['daily up to 12 stops', ({ kind, n }) => kind === 'daily' && n <= 12],
    ['daily 13–20', ({ kind, n }) => kind === 'daily' && n > 12 && n <= 20],
    ['daily 21–25', ({ kind, n }) => kind === 'daily' && n > 20 && n <= 25],
    ['daily 26–40', ({ kind, n }) => kind === 'daily' && n > 25],
    ['tsptw up to 20', ({ kind, n }) => kind === 'tsptw' && n <= 20],
    ['tsptw Dumas', ({ file }) => file.includes('dumas')],
    ['tsptw Potvin-Bengio', ({ file }) => file.includes('potvin')],
    ['tsptw Gendreau', ({ file }) => file.includes('gendreau')],
    ['tsptw Pesant', ({ file }) => file.includes('pesant')],
    ['tsp', ({ kind }) => kind === 'tsp'],
  ]
  return groups.flatMap(([group, isIn]) => {
    const inside = rows.filter(isIn)
    if (inside.length === 0) return []
    return {
      group,
      instances: inside.length,
      served: inside.filter(({ served }) => served).length,
      'best or better': inside.filter((row) => row.value <= row.best + row.tolerance).length,
      'on every seed': inside.filter((row) => row.worstValue <= row.best + row.tolerance).length,
      proven: inside.filter(({ proven }) => proven).length,
      'mean gap %': inside.reduce((sum, { gap }) => sum + gap, 0) / inside.length,
      'worst gap %': Math.max(...inside.map(({ worstGap }) => worstGap)),
      'ms p50': median(inside.map(({ ms }) => ms)),
      'ms p95': quantile(
        inside.map(({ ms }) => ms),
        0.95,
      ),
      'ms worst': Math.max(...inside.map(({ worstMs }) => worstMs)),
      'plain gap %': median(inside.map(({ baseline }) => baseline.gap)),
    }
  })
}

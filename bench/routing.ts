import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { DayOptions } from '../src/domain/plans/routing/types.ts'
import { printTable, writeResult } from './kit.ts'
import { type PvrpRow, pvrpFiles, solvePvrpFile } from './pvrp/run.ts'
import { type Instance, readInstances } from './routing/instances.ts'
import { measureLivedDays, measureRandomDays } from './routing/lived-days.ts'
import { plainProgram } from './routing/plain.ts'
import { type Row, runInstance } from './routing/run-instance.ts'
import { barsOf, groupsOf } from './routing/summary.ts'

const seeds = [1, 2, 3, 4, 5]
const open = fileURLToPath(new URL('./routing/open', import.meta.url))

/** Milliseconds that an answer may take: what is promised, less what the last step may run over. */
function budgetOf({ kind, problem }: Instance): number {
  if (kind === 'tsp') return 95
  if (kind === 'tsptw') return 180
  return problem.stops.length <= 20 ? 490 : 980
}

/** The day solver on every instance of a folder, beside nearest neighbour + 2-opt and a program without bounds. */
export const routingBench = {
  name: 'routing',
  about:
    'the day solver on a folder of instances (--instances <folder>; periodic ones too, --pvrp-seconds 0: not), beside plain methods',
  async run(args: readonly string[]): Promise<void> {
    const { values } = parseArgs({
      args: [...args],
      options: {
        instances: { type: 'string' },
        'pvrp-seconds': { type: 'string' },
        'pvrp-seeds': { type: 'string' },
      },
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
    const randomDays = measureRandomDays()
    const livedDays = measureLivedDays()
    const groups = groupsOf(rows)
    const bars = barsOf(rows, livedDays)
    const summary = {
      gapUnit: 'per cent',
      seeds: seeds.length,
      bars,
      groups,
      randomDays,
      livedDays,
    }
    printTable('routing', groups)
    printTable('random days, every feature on', randomDays)
    printTable('a day that is being lived', livedDays)
    printTable('bars', bars)
    await writeResult('routing', { rows, summary })
    const periodic = await runPeriodic(folder, values)
    if (periodic.length > 0) await writeResult('routing', { rows: [...rows, ...periodic], summary })
  },
}

/** The periodic instances of the folder, which the engine of the cycle planner solves; minutes of work. */
async function runPeriodic(folder: string, values: Record<string, unknown>): Promise<PvrpRow[]> {
  const seconds = Number(values['pvrp-seconds'] ?? 60)
  const count = Number(values['pvrp-seeds'] ?? 1)
  const rows: PvrpRow[] = []
  if (seconds === 0) return rows
  for (const file of await pvrpFiles(folder)) {
    const options = { seeds: Array.from({ length: count }, (_, i) => i + 1), maxMs: 1000 * seconds }
    const row = await solvePvrpFile(folder, file, options)
    rows.push(row)
    process.stdout.write(
      `${row.file}  ${row.value.toFixed(2)} (best ${row.best}, gap ${row.gap.toFixed(2)} %)  ${(row.ms / 1000).toFixed(0)} s${row.served ? '' : '  NOT SERVED'}\n`,
    )
  }
  return rows
}

/** The first answers of a process are slow until the code is compiled; a worker is warm. */
function warmUp(instances: readonly Instance[]): void {
  const small = instances.filter(({ problem }) => problem.stops.length <= 20)
  for (let round = 0; round < 3; round++)
    for (const instance of small) runInstance(instance, [11], { maxMs: 100 })
}

/** What a long day gives within 100 ms, when somebody waits. */
function addQuick(row: Row, instance: Instance): void {
  const options: DayOptions = { maxMs: 95, proofLabels: 0 }
  const quick = runInstance(instance, seeds, options)
  const { value, worstValue: worst, gap, worstGap, ms } = quick
  row.at100ms = { value, worst, gap, worstGap, ms }
}

/** The same by dynamic programming without bounds, where that can be waited for. */
function addPlain(row: Row, instance: Instance): void {
  const started = performance.now()
  const value = plainProgram(instance.problem) / instance.unit
  row.plainProgram = { value, ms: performance.now() - started }
}

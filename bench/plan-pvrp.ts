import { printTable, writeResult } from './kit.ts'
import { type PvrpRow, pvrpFiles, solvePvrpFile } from './pvrp/run.ts'

/** The periodic instances of a folder; they take a minute a seed, so what is done is written down after each. */
export async function runPvrp(folder: string, seconds: number, seedCount: number): Promise<void> {
  const seeds = Array.from({ length: seedCount }, (_, i) => i + 1)
  const rows: PvrpRow[] = []
  for (const file of await pvrpFiles(folder)) {
    const row = await solvePvrpFile(folder, file, { seeds, maxMs: 1000 * seconds })
    rows.push(row)
    process.stdout.write(
      `${row.file}  ${row.value.toFixed(2)} (stored ${row.best}, gap ${row.gap.toFixed(2)} %)  ${(row.ms / 1000).toFixed(1)} s${row.served ? '' : '  NOT SERVED'}\n`,
    )
    await writeResult('pvrp', { summary: pvrpSummary(rows, seconds), rows })
  }
  printTable('Cordeau’s periodic instances', [pvrpSummary(rows, seconds)])
}

function pvrpSummary(rows: readonly PvrpRow[], seconds: number) {
  const gaps = rows.map(({ gap }) => gap)
  return {
    instances: rows.length,
    seeds: rows[0]?.seeds ?? 0,
    'processor seconds each, at most': seconds,
    served: rows.filter(({ served }) => served).length,
    'mean gap %': gaps.reduce((sum, gap) => sum + gap, 0) / rows.length,
    'worst gap %': Math.max(...rows.map(({ worstGap }) => worstGap)),
    'up to the stored value': gaps.filter((gap) => gap <= 0.005).length,
  }
}

import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Value at a quantile (0–1) of unsorted numbers. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
export const median = (values: readonly number[]) => quantile(values, 0.5)

/** Prints rows as an aligned table. */
export function printTable(title: string, rows: readonly Record<string, string | number>[]): void {
  const keys = Object.keys(rows[0] ?? {})
  const cell = (value: string | number | undefined) =>
    typeof value === 'number'
      ? Number.isInteger(value)
        ? String(value)
        : value.toFixed(2)
      : (value ?? '')
  const lines = [keys, ...rows.map((row) => keys.map((key) => cell(row[key])))]
  const widths = keys.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)))
  process.stdout.write(
    `\n${title}\n${lines.map((line) => line.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')).join('\n')}\n`,
  )
}

/** Writes `bench/results/<name>.json` with the machine it was measured on. */
export async function writeResult(name: string, result: object): Promise<void> {
  const folder = fileURLToPath(new URL('./results/', import.meta.url))
  await mkdir(folder, { recursive: true })
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    node: process.version,
    load1: loadavg()[0],
  }
  await writeFile(`${folder}${name}.json`, `${JSON.stringify({ machine, ...result }, null, 2)}\n`)
}

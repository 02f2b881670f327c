import { OperatorError } from '../errors.ts'

/** Prints one JSON document, or text for people; stdout holds nothing else. */
export function print(json: boolean, document: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`)
}

/** Rows as an aligned table of the terminal; wide letters count double. */
export function table(rows: readonly Record<string, unknown>[]): string {
  const first = rows[0]
  if (!first) return '(nothing)'
  const keys = Object.keys(first)
  const cell = (value: unknown) =>
    value === null || value === undefined ? '–' : String(value).replace(/\s+/g, ' ').slice(0, 60)
  const width = (text: string) =>
    [...text].reduce((sum, c) => sum + (/[\u1100-\uffdc]/.test(c) ? 2 : 1), 0)
  const lines = [keys, ...rows.map((row) => keys.map((key) => cell(row[key])))]
  const widths = keys.map((_, i) => Math.max(...lines.map((line) => width(line[i] ?? ''))))
  return lines
    .map((line) =>
      line
        .map((text, i) => text + ' '.repeat((widths[i] ?? 0) - width(text)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Ends a command: 0 done, 1 refused or failed. A thrown OperatorError is told as one line, the rest with its stack. */
export async function finish(json: boolean, work: Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await work) ? 0 : 1
  } catch (error) {
    process.exitCode = 1
    const message =
      error instanceof OperatorError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error)
    process.stderr.write(`${message}\n`)
    if (json)
      print(true, { ok: false, error: error instanceof Error ? error.message : String(error) }, '')
  }
}

/** A customer of a line without days of its own is visited when the line is run. */
import type { customers } from '../customers/tables.ts'

type Row = Pick<
  typeof customers.$inferSelect,
  'code' | 'line' | 'ownerOpenId' | 'visitDays' | 'weekPattern' | 'status'
>

interface Run {
  readonly days: readonly number[]
  readonly pattern: Row['weekPattern']
}

const keyOf = ({ line, ownerOpenId }: Row) => `${ownerOpenId ?? ''}\t${line?.trim() ?? ''}`

/**
 * The rows with the visit days, and the weeks, of their line where they have none: those that most of the
 * same owner's customers on the line have; of several that as many have, the earlier in the week. Lines of
 * which no customer has days stay as they are. For the plan of a day and for a cycle alike.
 */
export function withLineDays<R extends Row>(rows: readonly R[]): R[] {
  const runs = linesRun(rows)
  return rows.map((row) => {
    const run = row.line?.trim() && !row.visitDays?.length ? runs.get(keyOf(row)) : undefined
    if (!run) return row
    return { ...row, visitDays: [...run.days], weekPattern: row.weekPattern ?? run.pattern }
  })
}

function linesRun(rows: readonly Row[]): ReadonlyMap<string, Run> {
  const counts = new Map<string, Map<string, Run & { n: number }>>()
  for (const row of rows) {
    if (!row.line?.trim() || !row.visitDays?.length || row.status !== 'active') continue
    const days = [...new Set(row.visitDays)].toSorted((a, b) => a - b)
    const pattern = row.weekPattern ?? null
    const name = `${days.join('')} ${pattern ?? 'every'}`
    const line = counts.get(keyOf(row)) ?? new Map<string, Run & { n: number }>()
    line.set(name, { days, pattern, n: (line.get(name)?.n ?? 0) + 1 })
    counts.set(keyOf(row), line)
  }
  const runs = new Map<string, Run>()
  for (const [key, line] of counts) {
    const [best] = [...line].toSorted(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1))
    if (best) runs.set(key, best[1])
  }
  return runs
}

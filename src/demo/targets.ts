import { type LocalDate, monthOf } from '../domain/time.ts'
import type { targets } from '../features/performance/tables.ts'
import type { DemoStructure } from './people.ts'

type TargetRow = typeof targets.$inferInsert

/** Targets of the current month, by rep and by team; `mean` is the customers a rep has on the mean. */
export function demoTargets({ reps, teams }: DemoStructure, mean: number, today: LocalDate) {
  const month = monthOf(today)
  const target = (scope: string, metric: string, value: number): TargetRow => ({
    scope,
    month,
    metric,
    value,
  })
  const rows: TargetRow[] = []
  for (const team of teams) {
    const members = reps.filter(({ teamCode }) => teamCode === team.code)
    if (members.length === 0) continue
    const isKey = team.trade === 'keyAccount'
    const salesFen = Math.round(mean * (isKey ? 2_900 : 1_450)) * 100
    const visits = isKey ? 135 : 360
    for (const { openId } of members) {
      const scope = `person:${openId}`
      rows.push(
        target(scope, 'visits_done', visits),
        target(scope, 'completion_rate', 9_000),
        target(scope, 'sales_amount', salesFen),
        target(scope, 'collected', Math.round(salesFen * 0.9)),
        target(scope, 'new_customers', isKey ? 1 : 4),
      )
    }
    const scope = `team:${team.code}`
    rows.push(
      target(scope, 'visits_done', visits * members.length),
      target(scope, 'completion_rate', 9_000),
      target(scope, 'sales_amount', salesFen * members.length),
    )
  }
  return rows
}

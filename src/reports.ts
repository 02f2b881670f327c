/** Reports of the operator's command line: an array of flat objects, by name. */
import type { Ctx } from './bot/context.ts'
import type { LocalDate } from './domain/time.ts'

export interface ReportRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface Report {
  readonly name: string
  run(ctx: Ctx, range: ReportRange): Promise<readonly Record<string, unknown>[]>
}

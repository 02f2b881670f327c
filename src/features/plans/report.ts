import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { LocalDate } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { dailyPlans, planStops } from './tables.ts'
import { markOf } from './view.ts'

const statuses = {
  open: 'planned',
  visiting: 'planned',
  asked: 'planned',
  refused: 'planned',
  visited: 'visited',
  skipped: 'skipped',
  missed: 'missed',
} as const

/**
 * `rounds report plans`: one object a stop. A stop that is neither visited nor skipped is `planned` until
 * its day is over and `missed` from then on; a skip that waits for approval is still `planned`.
 */
export const plansReport: Report = {
  name: 'plans',
  async run(ctx, range) {
    const rows = await ctx.tx
      .select({ stop: planStops, frozenAt: dailyPlans.frozenAt })
      .from(planStops)
      .innerJoin(dailyPlans, eq(dailyPlans.id, planStops.planId))
      .where(and(gte(planStops.date, range.from), lte(planStops.date, range.to)))
      .orderBy(
        asc(planStops.date),
        asc(planStops.repOpenId),
        asc(planStops.sequence),
        asc(planStops.customerCode),
      )
    return rows.map(({ stop, frozenAt }) => ({
      date: stop.date,
      open_id: stop.repOpenId,
      customer_code: stop.customerCode,
      sequence: stop.sequence,
      source: stop.source,
      status: statuses[markOf(stop, (stop.date as LocalDate) < ctx.today)],
      eta: stop.eta,
      routed: stop.routed,
      leg_m: stop.legM,
      counted: stop.counted,
      sent: frozenAt !== null,
      reason: stop.reason,
      skip_state: stop.skipState,
      visit_id: stop.visitId,
    }))
  },
}

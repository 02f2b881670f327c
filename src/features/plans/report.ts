import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { skipParts } from '../../../cards/plans/words.ts'
import { settings } from '../../domain/settings/index.ts'
import { readSkip } from '../../domain/settings/skip-reasons.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { allTeamPaths } from '../org/store.ts'
import { users } from '../org/tables.ts'
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
      .select({ stop: planStops, frozenAt: dailyPlans.frozenAt, team: users.teamCode })
      .from(planStops)
      .innerJoin(dailyPlans, eq(dailyPlans.id, planStops.planId))
      .leftJoin(users, eq(users.openId, planStops.repOpenId))
      .where(and(gte(planStops.date, range.from), lte(planStops.date, range.to)))
      .orderBy(
        asc(planStops.date),
        asc(planStops.repOpenId),
        asc(planStops.sequence),
        asc(planStops.customerCode),
      )
    const paths = await allTeamPaths(ctx.tx)
    const skipOf = (kept: string | null, team: string | null) => {
      const teams = paths.get(team ?? '') ?? (team ? [team] : [])
      return skipParts({ kept, reasons: ctx.rules.get(settings.skipReasons, { teams }) })
    }
    return rows.map(({ stop, frozenAt, team }) => ({
      date: stop.date,
      open_id: stop.repOpenId,
      customer_code: stop.customerCode,
      sequence: stop.sequence,
      source: stop.source,
      status: statuses[markOf(stop, (stop.date as LocalDate) < ctx.today)],
      eta: stop.eta,
      window_from: stop.windowFrom,
      window_to: stop.windowTo,
      routed: stop.routed,
      leg_m: stop.legM,
      counted: stop.counted,
      sent: frozenAt !== null,
      reason: stop.reason,
      skip_state: stop.skipState,
      ...skipKeys(stop.skipReason, skipOf(stop.skipReason, team)),
      visit_id: stop.visitId,
    }))
  },
}

/** The reason by its value, its name in both languages, and what the rep wrote. */
const skipKeys = (kept: string | null, skip: ReturnType<typeof skipParts>) => ({
  skip_reason: kept === null ? null : readSkip(kept).value,
  skip_reason_zh: skip?.name.zh ?? null,
  skip_reason_en: skip?.name.en ?? null,
  skip_note: skip?.note ?? null,
})

import { and, asc, isNull, lte, or, sql } from 'drizzle-orm'
import { sentenceOf } from '../../../cards/alarms/sentence.ts'
import { fenToYuan } from '../../domain/money.ts'
import { isoWithOffset } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { customerAlarms } from './tables.ts'

/**
 * `rounds report anomalies`: the alarms that ran on some day of the range, those that wait for their turn
 * included; `status` is waiting, open, planned, won_back, lost, false_alarm or expired.
 */
export const anomaliesReport: Report = {
  name: 'anomalies',
  async run(ctx, { from, to }) {
    const rows = await ctx.tx
      .select()
      .from(customerAlarms)
      .where(
        and(
          lte(customerAlarms.raisedOn, to),
          or(
            isNull(customerAlarms.endedAt),
            sql`(${customerAlarms.endedAt} at time zone ${ctx.zone})::date >= ${from}::date`,
          ),
        ),
      )
      .orderBy(asc(customerAlarms.raisedAt), asc(customerAlarms.customerCode))
    return rows.map((row) => ({
      customer_code: row.customerCode,
      kind: row.kind,
      score: Math.round(row.score * 10_000) / 10_000,
      reason: sentenceOf(row, ctx.t),
      raised_at: isoWithOffset(row.raisedAt, ctx.zone),
      status: row.state,
      open_id: row.ownerOpenId,
      chance: row.chance === null ? null : Math.round(row.chance * 10_000) / 10_000,
      money_at_risk: fenToYuan(row.moneyAtRiskFen),
      data_as_of: row.dataAsOf,
      ended_at: row.endedAt && isoWithOffset(row.endedAt, ctx.zone),
      end_reason: row.endReason,
    }))
  },
}

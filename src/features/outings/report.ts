import { isoWithOffset, toLocalDate } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { outingsBetween } from './store.ts'

/** Every outing that began on the days: what attendance counts from. */
export const outingsReport: Report = {
  name: 'outings',
  async run(ctx, { from, to }) {
    return (await outingsBetween(ctx.tx, from, to)).map((one) => ({
      id: one.id,
      date: one.date,
      open_id: one.openId,
      kind: one.kind,
      reason: one.reason,
      started_at: isoWithOffset(one.startedAt, ctx.zone),
      ended_at: one.endedAt && isoWithOffset(one.endedAt, ctx.zone),
      // A result of a later day does not say when the person was back.
      told_later: one.endedAt !== null && toLocalDate(one.endedAt, ctx.zone) !== one.date,
      status: one.status,
      result: one.result,
      note: one.note,
    }))
  },
}

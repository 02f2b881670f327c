/** One alarm to the admins where the check-ins of many are off by the same vector, instead of many flags. */
import { isNull, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import { sameShiftM, shiftOf } from '../../domain/trust/datum.ts'
import type { VisitEvidence } from '../../domain/trust/evidence.ts'
import { apart } from '../../domain/trust/positions.ts'
import { trustDataWords as w } from '../../i18n/trust-data.ts'
import { activeAdmins } from '../org/store.ts'
import { datumAlarms } from './tables.ts'

/** After so many days without one the next is news again. */
const quietDays = 7

/**
 * Notes that this visit is one of many that are off the same way. The first time the admins are told, and
 * those before it, which looked far away on their own, are assessed anew.
 */
export async function watchDatum(ctx: Ctx, evidence: VisitEvidence): Promise<void> {
  const shift = shiftOf(evidence)
  if (shift?.shared !== 'company') return
  const seenAt = evidence.visit.checkedInAt
  const seen = {
    eastM: Math.round(shift.vector.eastM),
    northM: Math.round(shift.vector.northM),
    visits: shift.visits + 1,
    reps: shift.reps + 1,
    customers: shift.customers,
  }
  const quietSince = new Date(seenAt.getTime() - quietDays * 86_400_000)
  await ctx.tx
    .update(datumAlarms)
    .set({ closedAt: ctx.now })
    .where(
      sql`${datumAlarms.closedAt} is null and ${datumAlarms.seenAt} < ${quietSince.toISOString()}`,
    )
  const [opened] = await ctx.tx
    .insert(datumAlarms)
    .values({ ...seen, id: uuidv7(), openedAt: ctx.now, seenAt })
    .onConflictDoNothing()
    .returning()
  if (!opened) {
    const newest = sql`greatest(${datumAlarms.seenAt}, ${seenAt.toISOString()}::timestamptz)`
    await ctx.tx
      .update(datumAlarms)
      .set({ ...seen, seenAt: newest })
      .where(isNull(datumAlarms.closedAt))
    return
  }
  for (const { visitId } of evidence.residuals.filter(
    (one) => apart(one, shift.vector) <= sameShiftM,
  ))
    await ctx.enqueue('visits.assess', { visitId })
  for (const admin of await activeAdmins(ctx.tx)) {
    const words = { reps: seen.reps, customers: seen.customers, shiftM: shift.lengthM }
    await ctx.say({ openId: admin.openId }, ctx.tFor(admin.locale)(w.datumAlarm, words))
  }
}

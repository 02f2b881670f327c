/** Each week managers get the abnormal customers of their teams to tick: ticked ones go on plans. */
import { and, eq, gte, sql } from 'drizzle-orm'
import { sentenceOf } from '../../../cards/alarms/sentence.ts'
import type { Ctx } from '../../bot/context.ts'
import { batchLimit } from '../../domain/plans/batch.ts'
import { type LocalDate, localInstant, startOfWeek } from '../../domain/time.ts'
import { customerScope, inScope } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { loadActor } from '../org/store.ts'
import { teamManagers, users } from '../org/tables.ts'
import { sendAnomalies } from '../plans/batch/offer.ts'
import { planBatches } from '../plans/tables.ts'
import { alarmsWhere, plannedFrom, running } from './acts-store.ts'

/** Active managers of teams. */
export async function managersToOffer(ctx: Ctx): Promise<{ openId: string }[]> {
  return ctx.tx
    .selectDistinct({ openId: users.openId })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(and(eq(users.status, 'active'), eq(teamManagers.kind, 'manager')))
    .orderBy(users.openId)
}

/**
 * Offers a manager the running alarms of the teams they lead that nobody has on a plan, the most at stake
 * first; once a week, and nothing when there are none. The caller holds the person's lock.
 */
export async function offerWeekly(ctx: Ctx, openId: string, date: LocalDate): Promise<void> {
  const actor = await loadActor(ctx.tx, openId)
  if (!actor || (await wasOffered(ctx, openId, startOfWeek(date)))) return
  const t = ctx.tFor(actor.locale)
  const scope = inScope({
    ...customerScope(actor),
    ownerOpenId: undefined,
    teamCodes: actor.ledTeams,
  })
  const where = and(running(), eq(customers.status, 'active'), scope)
  const rows = await alarmsWhere(ctx.tx, where, { limit: batchLimit, offset: 0 })
  const planned = await plannedFrom(
    ctx.tx,
    rows.map(({ customer }) => customer.code),
    ctx.today,
  )
  const seen = new Set<string>()
  const items = rows.flatMap(({ alarm, customer: { code } }) => {
    if (planned.has(code) || seen.has(code)) return []
    seen.add(code)
    return [{ customerCode: code, reason: sentenceOf(alarm, t) }]
  })
  await sendAnomalies(ctx, openId, items)
}

async function wasOffered(ctx: Ctx, openId: string, monday: LocalDate): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ n: sql<number>`count(*)::int` })
    .from(planBatches)
    .where(
      and(
        eq(planBatches.kind, 'anomaly'),
        eq(planBatches.byOpenId, openId),
        gte(planBatches.createdAt, localInstant(monday, '00:00', ctx.zone)),
      ),
    )
  return (row?.n ?? 0) > 0
}

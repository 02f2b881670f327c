/** One stop: who may see it, and what its card shows. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { StopView } from '../../../cards/plans/stop.ts'
import type { StopLine } from '../../../cards/plans/view.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { authorize, type Policy } from '../../policies.ts'
import { getCustomer } from '../customers/store.ts'
import { visits } from '../visits/tables.ts'
import { loadRep, type Rep } from './people.ts'
import { planStops } from './tables.ts'
import { stopLines } from './view.ts'

export type Stop = typeof planStops.$inferSelect

export interface StopOfRep {
  readonly stop: Stop
  readonly rep: Rep
  readonly date: LocalDate
}

/**
 * A stop that the actor may see, change or rule on, locked against others who do so at the same time.
 * Who may not learns nothing, not even whether the stop exists. Throws UserError.
 */
export async function stopFor(
  ctx: ActorCtx,
  stopId: string,
  policy: Extract<Policy, `plan.${string}`>,
): Promise<StopOfRep> {
  const [stop] = await ctx.tx.select().from(planStops).where(eq(planStops.id, stopId)).for('update')
  const rep = stop ? await loadRep(ctx.tx, stop.repOpenId) : null
  if (!stop || !rep) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, policy, rep)
  return { stop, rep, date: stop.date as LocalDate }
}

/** A stop as a line of the plan card. */
export async function lineOf(ctx: Ctx, stop: Stop): Promise<StopLine & { stopId: string }> {
  const rep = { openId: stop.repOpenId }
  const [line] = await stopLines(ctx, rep, stop.date as LocalDate, [stop])
  if (!line) throw new Error(`stop ${stop.id} has no line`)
  return { ...line, stopId: stop.id }
}

/** Everything that the card of a stop shows. */
export async function stopView(ctx: ActorCtx, { stop, rep, date }: StopOfRep): Promise<StopView> {
  const customer = await getCustomer(ctx.tx, stop.customerCode)
  const own = ctx.actor.openId === rep.openId
  return {
    stop: await lineOf(ctx, stop),
    repOpenId: rep.openId,
    date,
    mayVisit: own && date === ctx.today,
    maySkip: own && date >= ctx.today,
    address: customer?.address ?? null,
    contact: customer?.contact ?? null,
    phone: customer?.phone ?? null,
    openingHours: customer?.openingHours ?? null,
    last: await lastVisit(ctx, stop.customerCode),
    skip: {
      kept: stop.skipState === null ? null : stop.skipReason,
      reasons: ctx.rules.get(settings.skipReasons, { teams: rep.teamPath }),
    },
  }
}

async function lastVisit(ctx: Ctx, customerCode: string): Promise<StopView['last']> {
  const [row] = await ctx.tx
    .select({ date: visits.date, summary: visits.summary, nextStep: visits.nextStep })
    .from(visits)
    .where(
      and(
        eq(visits.customerCode, customerCode),
        eq(visits.status, 'closed'),
        lt(visits.date, ctx.today),
      ),
    )
    .orderBy(desc(visits.date), desc(visits.checkedInAt))
    .limit(1)
  return row ? { ...row, date: row.date as LocalDate } : null
}

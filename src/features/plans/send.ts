/** The morning card, and the reminders of those who have not begun. */
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import { noPlanCard } from '../../../cards/plans/empty.ts'
import { planCard } from '../../../cards/plans/plan.ts'
import { notStartedCard, nudgeCard } from '../../../cards/plans/team.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatLocal, type LocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { customers } from '../customers/tables.ts'
import { isOpenNow } from '../nudges/hours.ts'
import { countUnasked } from '../nudges/store.ts'
import { getTeam, teamPath } from '../org/store.ts'
import { ensurePlan } from './generate.ts'
import { noteAwaited } from './late.ts'
import { calendarOf, type Rep } from './people.ts'
import { planThing } from './show.ts'
import { dailyPlans, planStops } from './tables.ts'
import { leadersOf, notStarted, repsOf } from './team.ts'
import { planView } from './view.ts'

/**
 * Sends a rep the card of the day and freezes the plan for the rates: from now on only a manager changes
 * what counts. Once per rep and day; nothing on days off. A working day without stops gets a short card, but
 * for managers, who drive to few.
 */
export async function sendMorning(ctx: Ctx, rep: Rep, date: LocalDate): Promise<boolean> {
  // Before the hours begin nothing is asked; the clock sends it when they open.
  if (date === ctx.today && !isOpenNow(ctx, rep.teamPath)) return false
  const ensured = await ensurePlan(ctx, rep, date)
  if (ensured.kind === 'dayOff' || ensured.plan.frozenAt) return false
  const { plan } = ensured
  // Made before the rep's leave was granted: its stops are with the manager, and nobody is disturbed.
  if (await isFreeDay(ctx, rep, plan.id, date)) return false
  // A manager hears of stops, not of there being none.
  if (rep.role !== 'rep' && !(await hasStops(ctx, plan.id))) return false
  const frozen = await ctx.tx
    .update(dailyPlans)
    .set({ frozenAt: ctx.now })
    .where(and(eq(dailyPlans.id, plan.id), isNull(dailyPlans.frozenAt)))
    .returning({ id: dailyPlans.id })
  if (frozen.length === 0) return false
  await ctx.tx.update(planStops).set({ counted: true }).where(eq(planStops.planId, plan.id))

  const t = ctx.tFor(rep.locale)
  const view = await planView(ctx, rep, plan, { own: true })
  const own = and(eq(customers.ownerOpenId, rep.openId), eq(customers.status, 'active'))
  const card =
    view.stops.length > 0
      ? planCard(view, t)
      : noPlanCard({ ...view, hasCustomers: (await ctx.tx.$count(customers, own)) > 0 }, t)
  await ctx.show({ openId: rep.openId }, planThing(rep.openId, date), card, { fresh: true })
  await countUnasked(ctx, rep.openId, 'morning')
  return true
}

/** A day off on whose plan nothing is left to visit. */
async function isFreeDay(ctx: Ctx, rep: Rep, planId: string, date: LocalDate): Promise<boolean> {
  if ((await calendarOf(ctx, rep, date)).isWorkingDay(date)) return false
  return !(await hasStops(ctx, planId))
}

const hasStops = async (ctx: Ctx, planId: string): Promise<boolean> =>
  (await ctx.tx.$count(
    planStops,
    and(eq(planStops.planId, planId), ne(planStops.status, 'skipped')),
  )) > 0

/** One card per team and day for each of its managers. */
export const notStartedThing = (teamCode: string, date: string) => `not-started:${teamCode}:${date}`

/** The card of 未开始拜访 of a team as it stands. */
export async function notStartedView(ctx: Ctx, teamCode: string, date: LocalDate) {
  const team = teamCode ? await getTeam(ctx.tx, teamCode) : null
  const reps = await notStarted(ctx, await repsOf(ctx, teamCode), date)
  return {
    teamCode,
    teamName: team?.name ?? teamCode,
    date,
    reps: reps.map(({ openId, name, planned, remindedAt }) => ({
      openId,
      name,
      planned,
      remindedAt: remindedAt ? formatLocal(remindedAt, ctx.zone, 'time') : null,
    })),
  }
}

/**
 * Tells the managers of a team privately who has a plan and no check-in; silent when nobody, and outside
 * the team's attendance hours.
 */
export async function tellNotStarted(ctx: Ctx, teamCode: string, date: LocalDate): Promise<void> {
  if (date === ctx.today && !isOpenNow(ctx, await teamPath(ctx.tx, teamCode))) return
  const view = await notStartedView(ctx, teamCode, date)
  if (view.reps.length === 0) return
  for (const leader of await leadersOf(ctx, teamCode)) {
    const card = notStartedCard(view, ctx.tFor(leader.locale))
    await ctx.show({ openId: leader.openId }, notStartedThing(teamCode, date), card)
  }
}

/**
 * A manager reminds a rep that has a plan and no check-in, at most once a day. Answers what became of it:
 * `started` when there is nothing to remind of. What is late by now is told with it.
 */
export async function nudge(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
): Promise<'sent' | 'before' | 'started'> {
  const [idle] = await notStarted(ctx, [rep], date)
  if (!idle) return 'started'
  const marked = await ctx.tx
    .update(dailyPlans)
    .set({ remindedAt: ctx.now })
    .where(
      and(
        eq(dailyPlans.repOpenId, rep.openId),
        eq(dailyPlans.date, date),
        isNull(dailyPlans.remindedAt),
      ),
    )
    .returning({ id: dailyPlans.id })
  if (marked.length === 0) return 'before'
  const first = await firstStop(ctx, rep.openId, date)
  const card = (t: T) => nudgeCard({ repOpenId: rep.openId, date, planned: idle.planned, first }, t)
  await ctx.say({ openId: rep.openId }, card(ctx.tFor(rep.locale)))
  await countUnasked(ctx, rep.openId, 'person')
  await noteAwaited(ctx, rep, 'said')
  return 'sent'
}

async function firstStop(ctx: Ctx, repOpenId: string, date: LocalDate) {
  const [row] = await ctx.tx
    .select({ name: customers.name, eta: planStops.eta })
    .from(planStops)
    .innerJoin(customers, eq(customers.code, planStops.customerCode))
    .where(
      and(
        eq(planStops.repOpenId, repOpenId),
        eq(planStops.date, date),
        eq(planStops.status, 'planned'),
        sql`${planStops.skipState} is distinct from 'asked'`,
      ),
    )
    .orderBy(asc(planStops.sequence))
    .limit(1)
  return row ?? null
}

/** Makes a rep's plan of a day and keeps it. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import { planDay } from '../../domain/plans/due.ts'
import { formatLocal, type LocalDate, timeToMinutes } from '../../domain/time.ts'
import type { DayKind } from '../../domain/work-calendar.ts'
import { planRouted } from '../../events.ts'
import { wantTravel } from '../travel/legs.ts'
import { homeOf, planInputs } from './inputs.ts'
import type { Rep } from './people.ts'
import { departMinute, routePlan } from './route.ts'
import { dailyPlans, planStops } from './tables.ts'
import { dayLimits, legsOf, wayOf } from './way.ts'
import { absorbWishes } from './wishes.ts'

export type DailyPlan = typeof dailyPlans.$inferSelect
export type PlanStop = typeof planStops.$inferSelect
type NewStop = typeof planStops.$inferInsert

/** A plan as it would be, not stored. */
export interface Draft {
  readonly day: DayKind
  readonly nextWorkingDay: LocalDate | null
  readonly works: boolean
  readonly totalM: number
  readonly endsAt: string | null
  readonly proven: boolean
  /** The map service was never asked about some of its ways. */
  readonly unasked: boolean
  readonly stops: readonly Omit<NewStop, 'planId'>[]
}

/**
 * Rounds of the search where no order is proven: all reps are planned within minutes. On days of 18 stops
 * four times as many take four times as long and save a thousandth of the travel.
 */
const draftRounds = 500

/** Plans the day of one rep: same data, same plan. */
export async function draftPlan(ctx: Ctx, rep: Rep, date: LocalDate): Promise<Draft> {
  const { planner, calendar, visitedToday } = await planInputs(ctx, rep, date)
  const { stops } = planDay(planner)
  const byCode = new Map(planner.customers.map((customer) => [customer.code, customer]))
  // Made during the day: a customer that was visited already needs no second visit by frequency.
  const kept = stops.filter(
    (stop) => stop.source !== 'cycle' || !visitedToday.has(stop.customerCode),
  )
  const places = new Map(
    planner.promises.flatMap((wish) =>
      wish.place ? [[wish.customerCode, wish.place] as const] : [],
    ),
  )
  const toRoute = kept.map(({ customerCode }) => {
    const customer = byCode.get(customerCode)
    return {
      id: customerCode,
      point: customer?.point,
      serviceMinutes: customer?.serviceMinutes ?? 0,
      windows: customer?.windows ?? [],
      place: places.get(customerCode) ?? null,
    }
  })
  const when = {
    ...dayLimits(ctx, rep),
    start: homeOf(rep).home,
    departMinute: setOut(ctx, rep, date, planner.day),
    search: { rounds: draftRounds },
  }
  const legs = await legsOf(ctx, toRoute, when)
  const way = wayOf(toRoute, { ...when, legs })
  const place = new Map(way.placed.map((placed) => [placed.id, placed]))
  return {
    day: calendar.dayKind(date),
    nextWorkingDay: calendar.nextWorkingDay(date),
    works: calendar.isWorkingDay(date),
    totalM: way.totalM,
    endsAt: way.endsAt,
    proven: way.proven,
    unasked: legs.unasked,
    stops: kept.map((stop): Omit<NewStop, 'planId'> => {
      const {
        sequence = 0,
        routed = false,
        legM = null,
        legEstimated = null,
        eta = null,
        fit = null,
      } = place.get(stop.customerCode) ?? {}
      const visitId = visitedToday.get(stop.customerCode)
      return {
        id: uuidv7(),
        repOpenId: rep.openId,
        date,
        customerCode: stop.customerCode,
        source: stop.source,
        reason: stop.overCapacity ? { ...stop.reason, overCapacity: true } : stop.reason,
        sequence,
        keptPlace: places.get(stop.customerCode) ?? null,
        routed,
        legM,
        legEstimated,
        eta,
        fit,
        ...(visitId ? { status: 'visited', visitId } : {}),
      }
    }),
  }
}

/**
 * When the rep sets out, in minutes since midnight: by rule, or now for a plan that is made during its
 * day, so that nothing of it is late already. In the evening the day is over and the rule says it again.
 */
function setOut(ctx: Ctx, rep: Rep, date: LocalDate, day: DayKind): number {
  const byRule = departMinute(ctx, rep, day)
  if (date !== ctx.today) return byRule
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  return now < (dayLimits(ctx, rep).endMinute ?? 0) ? Math.max(byRule, now) : byRule
}

export async function findPlan(
  tx: Ctx['tx'],
  repOpenId: string,
  date: LocalDate,
): Promise<DailyPlan | null> {
  const [plan] = await tx
    .select()
    .from(dailyPlans)
    .where(and(eq(dailyPlans.repOpenId, repOpenId), eq(dailyPlans.date, date)))
  return plan ?? null
}

/** A plan that is stored, or the day off that is the reason that there is none. */
export type Ensured =
  | { readonly kind: 'plan'; readonly plan: DailyPlan; readonly isNew: boolean }
  | { readonly kind: 'dayOff'; readonly day: DayKind; readonly nextWorkingDay: LocalDate | null }

/**
 * The plan of a rep and day, made if there is none. Safe to call again and again:
 * - no plan and a working day (or an assignment that a manager confirmed): the plan is made and kept,
 *   also an empty one;
 * - a plan that is not frozen takes in promises and assignments that have come since; the rest stays as
 *   it is. An empty one is made anew, as customers may have come since;
 * - a frozen plan stays as it is (assignments of a manager come in by `absorbWishes`), but an empty one
 *   is made anew too: its stops are there to be driven to and do not count.
 * The caller holds the rep's lock; two that do not still make one plan.
 */
export async function ensurePlan(ctx: Ctx, rep: Rep, date: LocalDate): Promise<Ensured> {
  const found = await findPlan(ctx.tx, rep.openId, date)
  const isEmpty = found !== null && (await stopCount(ctx, found.id)) === 0
  if (found && !isEmpty) {
    if (found.frozenAt) return { kind: 'plan', plan: found, isNew: false }
    return { kind: 'plan', plan: await takeIn(ctx, rep, found), isNew: false }
  }
  const draft = await draftPlan(ctx, rep, date)
  if (!draft.works && draft.stops.length === 0) {
    return { kind: 'dayOff', day: draft.day, nextWorkingDay: draft.nextWorkingDay }
  }
  return store(ctx, rep, date, draft, found)
}

async function store(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  draft: Draft,
  empty: DailyPlan | null,
): Promise<Ensured> {
  const { totalM, endsAt, proven } = draft
  const [plan] = empty
    ? await ctx.tx
        .update(dailyPlans)
        .set({ totalM, endsAt, proven })
        .where(eq(dailyPlans.id, empty.id))
        .returning()
    : await ctx.tx
        .insert(dailyPlans)
        .values({
          id: uuidv7(),
          repOpenId: rep.openId,
          date,
          generatedAt: ctx.now,
          totalM,
          endsAt,
          proven,
        })
        .onConflictDoNothing()
        .returning()
  if (!plan) {
    const other = await findPlan(ctx.tx, rep.openId, date)
    if (!other) throw new Error(`the plan of ${rep.openId} on ${date} was made and is gone`)
    return { kind: 'plan', plan: other, isNew: false }
  }
  if (draft.stops.length > 0) {
    await ctx.tx
      .insert(planStops)
      .values(
        draft.stops.map((stop) => ({ ...stop, planId: plan.id, counted: plan.frozenAt === null })),
      )
      .onConflictDoNothing()
  }
  await ctx.emit(planRouted, { planId: plan.id })
  if (draft.unasked && date === ctx.today)
    await wantTravel(ctx, { planId: plan.id, repOpenId: rep.openId, date })
  // What the rep added before there was a plan (临时) is no promise, so the planner does not know it.
  return { kind: 'plan', plan: await takeIn(ctx, rep, plan), isNew: empty === null }
}

/** Takes new wishes into a plan and orders it again if there are any; the plan as it then is. */
async function takeIn(ctx: Ctx, rep: Rep, plan: DailyPlan): Promise<DailyPlan> {
  if ((await absorbWishes(ctx, rep, plan)).length === 0) return plan
  await routePlan(ctx, rep, plan.id)
  return (await findPlan(ctx.tx, rep.openId, plan.date as LocalDate)) ?? plan
}

async function stopCount(ctx: Ctx, planId: string): Promise<number> {
  return ctx.tx.$count(planStops, eq(planStops.planId, planId))
}

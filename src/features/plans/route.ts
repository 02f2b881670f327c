/** Puts the stops of a day in order and says when each is reached. */
import { and, asc, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { parseOpeningHours } from '../../domain/customers/import-words.ts'
import type { Point } from '../../domain/geo.ts'
import type { WayChange } from '../../domain/plans/way-change.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal, type LocalDate, localInstant, timeToMinutes } from '../../domain/time.ts'
import type { DayKind } from '../../domain/work-calendar.ts'
import { planRouted } from '../../events.ts'
import { customers } from '../customers/tables.ts'
import { knownPoints } from '../customers/usable-points.ts'
import { wantTravel } from '../travel/legs.ts'
import { locationFixes } from '../visits/tables.ts'
import { homeOf, visitedOn } from './inputs.ts'
import { calendarOf, type Rep } from './people.ts'
import { dailyPlans, planStops } from './tables.ts'
import {
  dayLimits,
  legsOf,
  type Placed,
  type Routable,
  type WayAsked,
  wayAnew,
  wayOf,
} from './way.ts'

const afternoonStarts = 13 * 60

/** Minutes since midnight at which the rep sets out: by rule, after a free morning, or now. */
export function departMinute(ctx: Ctx, rep: Rep, day: DayKind): number {
  const byRule = timeToMinutes(ctx.rules.get(settings.startOfDay, { teams: rep.teamPath }))
  return day.part === 'am' ? Math.max(byRule, afternoonStarts) : byRule
}

/** The place that the rep sent last on that day. */
async function lastFix(ctx: Ctx, repOpenId: string, date: LocalDate): Promise<Point | undefined> {
  if (date !== ctx.today) return undefined
  const [fix] = await ctx.tx
    .select({ lng: locationFixes.lngGcj, lat: locationFixes.latGcj })
    .from(locationFixes)
    .where(
      and(
        eq(locationFixes.repOpenId, repOpenId),
        gte(locationFixes.sentAt, localInstant(date, '00:00', ctx.zone)),
      ),
    )
    .orderBy(desc(locationFixes.sentAt))
    .limit(1)
  return fix
}

export interface RouteOptions {
  /** Asked for by a person, from here and now: a copied order is over. */
  readonly anew?: boolean
  /** The map service was asked just now: what it does not know is not asked again. */
  readonly isMeasured?: boolean
  /** How long the search may take. */
  readonly search?: WayAsked['search']
}

/** What asking for a new plan has brought; null when nothing is left to put in order. */
export type Rerouted = WayChange & { readonly endsAt: string | null }

/**
 * Orders the stops of a plan that are still to be visited, behind those that are done: from the place
 * that the rep sent last today, else from home. Before the day begins it changes nothing that was
 * routed, so it is safe to run twice. A copied order is kept, unless somebody asked to plan `anew`;
 * then it answers what that brings beside going on as planned. `search` bounds the time it may take.
 */
export async function routePlan(
  ctx: Ctx,
  rep: Rep,
  planId: string,
  options: RouteOptions = {},
): Promise<Rerouted | null> {
  if (options.anew) {
    await ctx.tx.update(planStops).set({ keptPlace: null }).where(eq(planStops.planId, planId))
  }
  const stops = await ctx.tx
    .select({ stop: planStops, customer: customers })
    .from(planStops)
    .leftJoin(customers, eq(customers.code, planStops.customerCode))
    .where(eq(planStops.planId, planId))
    .orderBy(asc(planStops.sequence), asc(planStops.customerCode))
  const [any] = stops
  if (!any) return null
  const date = any.stop.date as LocalDate
  const isOpen = ({ stop }: (typeof stops)[number]) =>
    stop.status === 'planned' &&
    stop.visitId === null &&
    (stop.skipState === null || stop.skipState === 'refused')
  const done = stops.filter((row) => !isOpen(row))
  const open = stops.filter(isOpen)
  const { usable } = await knownPoints(
    ctx.tx,
    open.flatMap(({ customer }) => customer ?? []),
  )
  const toRoute = open.map(({ stop, customer }) =>
    routable(ctx, rep, stop, { customer, point: usable.get(stop.customerCode) }),
  )
  const when = await askedOf(ctx, rep, date, { ...options, after: done.length })
  const asked = { ...when, legs: await legsOf(ctx, toRoute, when) }
  // A stop that has no place in the order yet comes in where it costs least.
  const standing = new Map(
    open.flatMap(({ stop }) => (stop.eta === null ? [] : [[stop.id, stop.sequence] as const])),
  )
  const { way, change } = options.anew
    ? wayAnew(toRoute, standing, asked)
    : { way: wayOf(toRoute, asked), change: null }
  // Nobody drives to a stop that was skipped: its leg goes, which also tells the card that it was settled.
  const behind = done.map(({ stop }, i) => ({
    ...stop,
    sequence: i + 1,
    legM: stop.status === 'skipped' ? null : stop.legM,
  }))
  const doneM = behind.reduce((sum, { legM }) => sum + (legM ?? 0), 0)
  await saveWay(ctx, [...behind, ...way.placed])
  await ctx.tx
    .update(dailyPlans)
    .set({
      totalM: doneM + way.totalM,
      endsAt: way.endsAt ?? sql`${dailyPlans.endsAt}`,
      proven: way.proven,
    })
    .where(eq(dailyPlans.id, planId))
  await ctx.emit(planRouted, { planId })
  if (asked.legs.unasked && !options.isMeasured && date === ctx.today)
    await wantTravel(ctx, { planId, repOpenId: rep.openId, date })
  return change && way.endsAt ? { ...change, endsAt: way.endsAt } : null
}

/** From where and when the rest of a day is planned. */
async function askedOf(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  { after, anew = false, search }: RouteOptions & { readonly after: number },
): Promise<Omit<WayAsked, 'legs'>> {
  const fix = await lastFix(ctx, rep.openId, date)
  const day = (await calendarOf(ctx, rep, date)).dayKind(date)
  const setOut = departMinute(ctx, rep, day)
  const begun = anew || fix !== undefined || (await visitedOn(ctx, rep.openId, date)).size > 0
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  return {
    ...dayLimits(ctx, rep),
    start: fix ?? homeOf(rep).home,
    departMinute: begun && date === ctx.today ? Math.max(now, setOut) : setOut,
    after,
    search,
  }
}

function routable(
  ctx: Ctx,
  rep: Rep,
  {
    id,
    keptPlace,
    windowFrom,
    windowTo,
  }: Pick<typeof planStops.$inferSelect, 'id' | 'keptPlace' | 'windowFrom' | 'windowTo'>,
  { customer, point }: { customer: typeof customers.$inferSelect | null; point: Point | undefined },
): Routable {
  const place = {
    teams: rep.teamPath,
    type: customer?.type,
    grade: customer?.grade,
    customerCode: customer?.code,
  }
  return {
    id,
    point,
    serviceMinutes: customer?.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place),
    // A time that somebody set counts for more than the hours of the shop.
    windows:
      windowFrom && windowTo
        ? [{ from: timeToMinutes(windowFrom), to: timeToMinutes(windowTo) }]
        : (parseOpeningHours(customer?.openingHours ?? '') ?? []),
    place: keptPlace,
  }
}

/** Writes order, legs and times of many stops at once. */
async function saveWay(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  const rows = placed.map(({ id, sequence, routed, legM, legEstimated, eta, fit }) => ({
    id,
    sequence,
    routed,
    leg_m: legM,
    leg_estimated: legEstimated,
    eta,
    fit,
  }))
  await ctx.tx.execute(sql`
    update plan_stops s set sequence = r.sequence, routed = r.routed, leg_m = r.leg_m,
      leg_estimated = r.leg_estimated, eta = r.eta, fit = r.fit
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, sequence integer, routed boolean, leg_m integer, leg_estimated boolean, eta text, fit text)
    where s.id = r.id`)
}

/** Whether a stop that could be routed has no place in the order yet, or one has a place that may not. */
export async function needsRoute(ctx: Ctx, planId: string): Promise<boolean> {
  const rows = await ctx.tx
    .select({
      code: customers.code,
      lngGcj: customers.lngGcj,
      latGcj: customers.latGcj,
      placed: sql<boolean>`${planStops.routed} and ${planStops.eta} is not null`,
    })
    .from(planStops)
    .innerJoin(customers, eq(customers.code, planStops.customerCode))
    .where(
      and(
        eq(planStops.planId, planId),
        eq(planStops.status, 'planned'),
        isNotNull(customers.lngGcj),
      ),
    )
  const { usable } = await knownPoints(ctx.tx, rows)
  return rows.some(({ code, placed }) => usable.has(code) !== placed)
}

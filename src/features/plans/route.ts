/** Puts the stops of a day in order and says when each is reached. */
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { MinuteRange } from '../../domain/customers/import-words.ts'
import { parseOpeningHours } from '../../domain/customers/import-words.ts'
import type { Point } from '../../domain/geo.ts'
import { orderDay, type WayOptions } from '../../domain/plans/day-way.ts'
import { alongOrder } from '../../domain/plans/kept-order.ts'
import { straightLegs } from '../../domain/plans/legs.ts'
import type { DropReason } from '../../domain/plans/routing/types.ts'
import { settings } from '../../domain/settings/index.ts'
import {
  formatLocal,
  type LocalDate,
  localInstant,
  minutesToTime,
  timeToMinutes,
} from '../../domain/time.ts'
import type { DayKind } from '../../domain/work-calendar.ts'
import { planRouted } from '../../events.ts'
import { customers } from '../customers/tables.ts'
import { locationFixes } from '../visits/tables.ts'
import { homeOf, visitedOn } from './inputs.ts'
import { calendarOf, type Rep } from './people.ts'
import { dailyPlans, planStops } from './tables.ts'

export interface Routable {
  readonly id: string
  readonly point: Point | undefined
  readonly serviceMinutes: number
  readonly windows: readonly MinuteRange[]
  /** Place in an order that is kept: where any stop has one, nothing else is put before the order. */
  readonly place: number | null
}

/** A stop in its place; no `legM` where there is no start, neither for 待采点. */
export interface Placed {
  readonly id: string
  readonly sequence: number
  readonly routed: boolean
  readonly legM: number | null
  readonly eta: string | null
  readonly fit: DropReason | null
}

export interface Way {
  readonly placed: readonly Placed[]
  readonly totalM: number
  readonly endsAt: string | null
  readonly proven: boolean
}

/** What limits a day: by when it should be over, and when lunch is taken. */
export function dayLimits(ctx: Ctx, rep: Rep): Pick<WayOptions, 'endMinute' | 'lunch'> {
  const place = { teams: rep.teamPath }
  const minutes = ctx.rules.get(settings.lunchMinutes, place)
  const fromMinute = timeToMinutes(ctx.rules.get(settings.lunchFrom, place))
  return {
    endMinute: timeToMinutes(ctx.rules.get(settings.endOfDay, place)),
    ...(minutes > 0
      ? { lunch: { fromMinute, latestMinute: fromMinute + lunchWithin, minutes } }
      : {}),
  }
}

/** Minutes within which lunch begins. */
const lunchWithin = 90

/** Orders the stops from a start, numbers them from `after` + 1; those without a point come last. */
export function wayOf(
  stops: readonly Routable[],
  options: WayOptions & { start?: Point | undefined; after?: number },
): Way {
  const { start, after = 0 } = options
  const located = stops.flatMap((stop) => (stop.point ? [{ ...stop, point: stop.point }] : []))
  const legs = straightLegs(
    start,
    located.map(({ point }) => point),
  )
  const isKept = located.some(({ place }) => place !== null)
  const { places, totalM, endMinute, proof } = (isKept ? alongOrder : orderDay)(
    located,
    legs,
    options,
  )
  const placed = places.map(({ id, legM, arriveMinute, fit }, i): Placed => {
    const leg = i === 0 && !start ? null : legM
    const eta = minutesToTime(arriveMinute)
    return { id, sequence: after + i + 1, routed: true, legM: leg, eta, fit }
  })
  const behind = stops
    .filter((stop) => !stop.point)
    .map(({ id }, i): Placed => {
      const sequence = after + placed.length + i + 1
      return { id, sequence, routed: false, legM: null, eta: null, fit: null }
    })
  return {
    placed: [...placed, ...behind],
    totalM,
    endsAt: placed.length > 0 ? minutesToTime(endMinute) : null,
    proven: proof === 'proven' && placed.every(({ fit }) => fit === null),
  }
}

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

/**
 * Orders the stops of a plan that are still to be visited, behind those that are done: from the place
 * that the rep sent last today, else from home. Before the day begins it changes nothing that was
 * routed, so it is safe to run twice. A copied order is kept, unless somebody asked to plan anew.
 */
export async function routePlan(
  ctx: Ctx,
  rep: Rep,
  planId: string,
  options: { readonly anew?: boolean } = {},
): Promise<void> {
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
  if (!any) return
  const date = any.stop.date as LocalDate
  const isOpen = ({ stop }: (typeof stops)[number]) =>
    stop.status === 'planned' &&
    stop.visitId === null &&
    (stop.skipState === null || stop.skipState === 'refused')
  const done = stops.filter((row) => !isOpen(row))
  const fix = await lastFix(ctx, rep.openId, date)
  const day = (await calendarOf(ctx, rep, date)).dayKind(date)
  const setOut = departMinute(ctx, rep, day)
  const begun = fix !== undefined || (await visitedOn(ctx, rep.openId, date)).size > 0
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  const way = wayOf(
    stops.filter(isOpen).map(({ stop, customer }) => routable(ctx, rep, stop, customer)),
    {
      ...dayLimits(ctx, rep),
      start: fix ?? homeOf(rep).home,
      departMinute: begun && date === ctx.today ? Math.max(now, setOut) : setOut,
      after: done.length,
    },
  )
  const doneM = done.reduce((sum, { stop }) => sum + (stop.legM ?? 0), 0)
  await saveWay(ctx, [...done.map(({ stop }, i) => ({ ...stop, sequence: i + 1 })), ...way.placed])
  await ctx.tx
    .update(dailyPlans)
    .set({
      totalM: doneM + way.totalM,
      endsAt: way.endsAt ?? sql`${dailyPlans.endsAt}`,
      proven: way.proven,
    })
    .where(eq(dailyPlans.id, planId))
  await ctx.emit(planRouted, { planId })
}

function routable(
  ctx: Ctx,
  rep: Rep,
  { id, keptPlace }: { readonly id: string; readonly keptPlace: number | null },
  customer: typeof customers.$inferSelect | null,
): Routable {
  const place = {
    teams: rep.teamPath,
    grade: customer?.grade,
    customerCode: customer?.code,
  }
  const { lngGcj: lng = null, latGcj: lat = null } = customer ?? {}
  return {
    id,
    point: lng === null || lat === null ? undefined : { lng, lat },
    serviceMinutes: customer?.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place),
    windows: parseOpeningHours(customer?.openingHours ?? '') ?? [],
    place: keptPlace,
  }
}

/** Writes order, legs and times of many stops at once. */
async function saveWay(ctx: Ctx, placed: readonly Placed[]): Promise<void> {
  const rows = placed.map(({ id, sequence, routed, legM, eta, fit }) => ({
    id,
    sequence,
    routed,
    leg_m: legM,
    eta,
    fit,
  }))
  await ctx.tx.execute(sql`
    update plan_stops s set sequence = r.sequence, routed = r.routed, leg_m = r.leg_m, eta = r.eta, fit = r.fit
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, sequence integer, routed boolean, leg_m integer, eta text, fit text)
    where s.id = r.id`)
}

/** Whether a stop that could be routed has no place in the order yet. */
export async function needsRoute(ctx: Ctx, planId: string): Promise<boolean> {
  const rows = await ctx.tx.execute(sql`
    select 1 from plan_stops s join customers c on c.code = s.customer_code
    where s.plan_id = ${planId} and s.status = 'planned'
      and c.lng_gcj is not null and (not s.routed or s.eta is null) limit 1`)
  return rows.length > 0
}

/** The next sensible day for a visit that nobody has planned. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { chooseVisitDay, type OpenDay } from '../../domain/alarms/visit-day.ts'
import { distanceM, type Point } from '../../domain/geo.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import type { Customer } from '../customers/store.ts'
import { loadOf } from './batch/plan.ts'
import { calendarOf, type Rep } from './people.ts'
import { planStops, planWishes } from './tables.ts'

/** A working day of the coming weeks with room, near to what is planned; null when there is none. */
export const soonestDay = async (
  ctx: Ctx,
  rep: Rep,
  customer: Customer,
): Promise<LocalDate | null> => chooseVisitDay(await openDays(ctx, rep, customer))

/** Days after today that are looked at. */
const lookAhead = 21

/** The rep's coming working days, with the room on each and how near its stops come to the customer. */
async function openDays(ctx: Ctx, rep: Rep, customer: Customer): Promise<OpenDay[]> {
  const from = addDays(ctx.today, 1)
  const to = addDays(ctx.today, lookAhead)
  const calendar = await calendarOf(ctx, rep, from)
  const capacity = ctx.rules.get(settings.capacity, { teams: rep.teamPath })
  const load = await loadOf(ctx, rep, from, to)
  const near = await nearestByDay(ctx, rep, customer, { from, to })
  return calendar.workingDays(from, to).map((date) => ({
    date,
    room: Math.ceil(capacity * calendar.workShare(date)) - (load.get(date) ?? 0),
    nearestM: near.get(date) ?? null,
  }))
}

async function nearestByDay(
  ctx: Ctx,
  rep: Rep,
  { lngGcj, latGcj }: Customer,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<ReadonlyMap<string, number>> {
  if (lngGcj === null || latGcj === null) return new Map()
  const here: Point = { lng: lngGcj, lat: latGcj }
  const rows = await ctx.tx.execute<{ date: string; lng: number; lat: number }>(sql`
    select there.date::text as date, c.lng_gcj as lng, c.lat_gcj as lat from (
      select date, customer_code as code from ${planStops}
      where rep_open_id = ${rep.openId} and date between ${from} and ${to} and status <> 'skipped'
      union
      select date, customer_code from ${planWishes}
      where rep_open_id = ${rep.openId} and date between ${from} and ${to} and status = 'waiting'
      union
      select v.date, v.customer_code from cycle_visits v join cycles c on c.id = v.cycle_id
      where v.rep_open_id = ${rep.openId} and v.date between ${from} and ${to}
        and c.status = 'published') there
    join customers c on c.code = there.code and c.lng_gcj is not null`)
  const nearest = new Map<string, number>()
  for (const { date, lng, lat } of rows)
    nearest.set(date, Math.min(nearest.get(date) ?? Infinity, distanceM(here, { lng, lat })))
  return nearest
}

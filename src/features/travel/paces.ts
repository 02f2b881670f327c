/** Paces: how our own check-ins compare with the travel model, worked out each night. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { Point } from '../../domain/geo.ts'
import { medianPoint } from '../../domain/geo.ts'
import { cityTravel, type TravelModel } from '../../domain/plans/eta.ts'
import {
  bandStarts,
  cellDegrees,
  cellOf,
  everywhere,
  leastLegs,
  paceBounds,
  paced,
  paceOf,
} from '../../domain/plans/pace.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { travelPaces } from './tables.ts'

/** Check-ins so far back say how people travel now, in days. */
const windowDays = 90
/** Legs outside of this are walks next door, journeys, or breaks: metres of great circle, and minutes. */
const leg = { leastM: 300, mostM: 30_000, leastMinutes: 2, mostMinutes: 120 } as const

/** So many minutes after lunch may begin the day goes on at the latest. */
const lunchUntil = 180

/** A number of ours within SQL: as a parameter its type would be a guess. */
const num = (value: number): SQL => sql.raw(String(value))

/** Minutes that the model gives to `road` metres: `legMinutes` as SQL. */
function modelMinutes(road: SQL, { stretches, parkingMinutes }: TravelModel): SQL {
  let done = 0
  const parts = stretches.map(({ uptoM, kmh }) => {
    const length = Number.isFinite(uptoM) ? uptoM - done : 1_000_000_000
    const part = sql`least(greatest(${road} - ${num(done)}, 0), ${num(length)}) * ${num(60 / (kmh * 1000))}`
    done = uptoM
    return part
  })
  return sql`(${num(parkingMinutes)} + ${sql.join(parts, sql` + `)})`
}

/**
 * Works the paces out anew and forgets the old ones; answers how many cells and bands have one. A leg is
 * from a check-out to the same rep's next check-in on that day, both on site, so that the customers' points
 * are where the rep was; visits that the system closed have no true end. The first leg from the hour of
 * lunch on is left out: the planner adds lunch itself.
 */
export async function calibrate(ctx: Ctx, date: LocalDate): Promise<number> {
  await ctx.tx.delete(travelPaces)
  const band = sql`(case ${sql.join(
    bandStarts
      .toReversed()
      .map((start) => sql`when leave_minute >= ${num(start)} then ${num(start)}`),
    sql` `,
  )} end)`
  const lunch = num(lunchFrom(ctx))
  const corner = (column: SQL) =>
    sql`to_char(floor(${column} / ${num(cellDegrees)}) * ${num(cellDegrees)}, 'FM9990.0')`
  const rows = await ctx.tx.execute(sql`
    with made as (
      select v.rep_open_id, v.date, v.checked_in_at, v.verdict, c.lng_gcj as lng, c.lat_gcj as lat,
        lag(v.checked_out_at) over day as left_at, lag(v.verdict) over day as left_verdict,
        lag(v.closed_by) over day as left_by,
        lag(c.lng_gcj) over day as from_lng, lag(c.lat_gcj) over day as from_lat
      from visits v join customers c on c.code = v.customer_code
      where v.date between ${addDays(date, -windowDays)} and ${date} and v.status = 'closed'
      window day as (partition by v.rep_open_id, v.date order by v.checked_in_at)),
    timed as (
      select *, extract(epoch from checked_in_at - left_at) / 60 as minutes,
        extract(epoch from (left_at at time zone ${ctx.zone})::time) / 60 as leave_minute,
        2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(lat - from_lat) / 2), 2)
          + cos(radians(lat)) * cos(radians(from_lat)) * power(sin(radians(lng - from_lng) / 2), 2)))) as metres
      from made where left_at is not null),
    counted as (
      select *, row_number() over (partition by rep_open_id, date, leave_minute >= ${lunch}
        order by left_at) as nth
      from timed),
    legs as (
      select ${corner(sql`from_lat`)} || ',' || ${corner(sql`from_lng`)} as cell, ${band} as band,
        minutes / ${modelMinutes(sql`(metres * ${num(cityTravel.detour)})`, cityTravel)} as ratio
      from counted
      where verdict = 'on_site' and left_verdict = 'on_site' and left_by is distinct from 'system'
        and metres between ${num(leg.leastM)} and ${num(leg.mostM)}
        and minutes between ${num(leg.leastMinutes)} and ${num(leg.mostMinutes)}
        and not (nth = 1 and leave_minute between ${lunch} and ${num(lunchFrom(ctx) + lunchUntil)}))
    insert into travel_paces (cell, from_minute, factor, legs, computed_on)
    select coalesce(cell, ${everywhere}::text), band,
      least(${num(paceBounds.most)}, greatest(${num(paceBounds.least)},
        percentile_cont(0.5) within group (order by ratio))),
      count(*), ${date}::date
    from legs group by grouping sets ((cell, band), (band)) having count(*) >= ${num(leastLegs)}
    returning cell`)
  return rows.length
}

/** Minutes since midnight from which the company takes lunch. */
function lunchFrom(ctx: Ctx): number {
  const [hours = 0, minutes = 0] = ctx.rules.get(settings.lunchFrom).split(':').map(Number)
  return hours * 60 + minutes
}

/** The travel model for places of one day and a part of it, as our check-ins have it. */
export async function travelModel(
  tx: Pick<Tx, 'execute'>,
  points: readonly Point[],
  part: { fromMinute: number; toMinute: number },
): Promise<TravelModel> {
  const middle = medianPoint(points)
  if (!middle) return cityTravel
  const cell = cellOf(middle)
  const rows = await tx.execute<{ cell: string; from_minute: number; factor: number }>(sql`
    select cell, from_minute, factor from travel_paces where cell in (${cell}, ${everywhere})`)
  const paces = rows.map((row) => ({ ...row, fromMinute: row.from_minute }))
  return paced(paceOf(paces, cell, part))
}

/** All paces, for `doctor`: by cell and time of day. */
export async function knownPaces(tx: Pick<Tx, 'select'>) {
  return tx.select().from(travelPaces).orderBy(travelPaces.cell, travelPaces.fromMinute)
}

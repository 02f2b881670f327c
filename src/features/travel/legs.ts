/** Legs of a day: as a map service measured them where it did, else by the model and our own check-ins. */
import { lt, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Db } from '../../db/client.ts'
import type { Point } from '../../domain/geo.ts'
import { type Legs, straightLegs } from '../../domain/plans/legs.ts'
import { nearestPairs } from '../../domain/plans/nearest-pairs.ts'
import { formatLocal } from '../../domain/time.ts'
import { travelUnknown } from '../../events.ts'
import type { Matrix, TravelTimes } from '../../maps/travel-times.ts'
import { travelModel } from './paces.ts'
import { travelLegs } from './tables.ts'

/** Measured legs are believed for so many days. */
const believedDays = 30
/** The slot of a service that knows no traffic. */
const anyHour = 24

export interface DayLegs extends Legs {
  /** 1 where no service has measured the leg; null where none is asked. */
  readonly estimated: Uint8Array | null
  /** A leg that the service would be asked about was never asked. */
  readonly unasked: boolean
}

/** Cached under this: 0.0001°, some 11 m. */
const rounded = ({ lng, lat }: Point): Point => ({
  lng: Math.round(lng * 1e4) / 1e4,
  lat: Math.round(lat * 1e4) / 1e4,
})

interface Known extends Record<string, unknown> {
  from: number
  to: number
  seconds: number | null
  metres: number | null
}

/** What is in the cache between some points: of the hours the nearest, of these the newest. */
async function knownLegs(
  db: Pick<Db, 'execute'>,
  asked: { provider: string; points: readonly Point[]; hour: number; now: Date },
): Promise<Known[]> {
  const places = asked.points.map((point, i) => ({ i, ...rounded(point) }))
  const since = new Date(asked.now.getTime() - believedDays * 86_400_000).toISOString()
  return db.execute<Known>(sql`
    with p as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb)
        as p(i integer, lng float8, lat float8))
    select distinct on (a.i, b.i) a.i as "from", b.i as "to", l.seconds, l.metres
    from p a cross join p b
    join travel_legs l on l.provider = ${asked.provider} and l.from_lng = a.lng and l.from_lat = a.lat
      and l.to_lng = b.lng and l.to_lat = b.lat
    where a.i <> b.i and l.fetched_at > ${since}::timestamptz
    order by a.i, b.i, case when l.slot = ${anyHour} then 0 else abs(l.slot - ${asked.hour}) end,
      l.fetched_at desc`)
}

/**
 * The legs between the start of a day and its points, for the part of the day given. Never asks anybody:
 * what the cache does not hold is estimated. The way from the rep's own place always is: no service is
 * told where a person is.
 */
export async function dayLegs(
  ctx: Pick<Ctx, 'tx' | 'now' | 'mapProvider'>,
  start: Point | undefined,
  points: readonly Point[],
  part: { fromMinute: number; toMinute: number },
): Promise<DayLegs> {
  const legs = straightLegs(start, points, await travelModel(ctx.tx, points, part))
  if (ctx.mapProvider === 'straight' || points.length === 0)
    return { ...legs, estimated: null, unasked: false }
  const { places } = legs
  const [seconds, metres] = [Int32Array.from(legs.seconds), Int32Array.from(legs.metres)]
  const estimated = new Uint8Array(places * places).fill(1)
  const asked = new Set<number>()
  const hour = Math.floor(part.fromMinute / 60)
  const about = { provider: ctx.mapProvider, points, hour, now: ctx.now }
  for (const known of await knownLegs(ctx.tx, about)) {
    const cell = (known.from + 1) * places + known.to + 1
    asked.add(cell)
    if (known.seconds === null) continue
    seconds[cell] = known.seconds
    metres[cell] = known.metres ?? (metres[cell] as number)
    estimated[cell] = 0
  }
  const unasked = wantedPairs(ctx.mapProvider, points.map(rounded)).some(
    ({ from, to }) => !asked.has((from + 1) * places + to + 1),
  )
  return { places, seconds, metres, estimated, unasked }
}

/** Of a service that counts each pair only the nearest places of each are asked about. */
const nearest: Readonly<Record<string, number>> = { amap: 10 }

/** Within one rounded point nobody drives. */
function wantedPairs(provider: string, points: readonly Point[]) {
  const isSame = (a: Point | undefined, b: Point | undefined) =>
    a?.lng === b?.lng && a?.lat === b?.lat
  return nearestPairs(points, nearest[provider] ?? points.length).filter(
    ({ from, to }) => !isSame(points[from], points[to]),
  )
}

/** Has the service asked, after the commit, about the ways of a plan; the plan is put in order again then. */
export const wantTravel = (
  ctx: Ctx,
  plan: { planId: string; repOpenId: string; date: string },
): Promise<void> =>
  ctx.emit(travelUnknown, {
    ...plan,
    at: ctx.now.toISOString(),
    hour: Number(formatLocal(ctx.now, ctx.zone, 'time').slice(0, 2)),
  })

/**
 * Asks the service for what the cache does not hold between some points and keeps the answer; not within a
 * transaction. Answers how many legs came, and what was wrong. Never throws for the service's sake.
 */
export async function fetchLegs(
  db: Db,
  service: TravelTimes,
  asked: { points: readonly Point[]; hour: number; now: Date },
): Promise<{ measured: number; problem: Matrix['problem'] }> {
  const provider = service.provider
  const points = asked.points.map(rounded)
  const known = await knownLegs(db, { ...asked, provider, points })
  const have = new Set(known.map(({ from, to }) => from * points.length + to))
  const pairs = wantedPairs(provider, points).filter(
    ({ from, to }) => !have.has(from * points.length + to),
  )
  if (pairs.length === 0) return { measured: 0, problem: null }
  const { legs, problem } = await service.measure(points, pairs)
  const rows = new Map(
    legs.map(({ from, to, seconds, metres }) => {
      const [a, b] = [points[from] as Point, points[to] as Point]
      return [
        [a.lng, a.lat, b.lng, b.lat].join(),
        {
          ...{ provider, fromLng: a.lng, fromLat: a.lat, toLng: b.lng, toLat: b.lat },
          slot: service.knowsTraffic ? asked.hour : anyHour,
          ...{ seconds, metres, fetchedAt: asked.now },
        },
      ] as const
    }),
  )
  if (rows.size > 0) {
    await db
      .insert(travelLegs)
      .values([...rows.values()])
      .onConflictDoUpdate({
        target: [
          ...[travelLegs.provider, travelLegs.fromLng, travelLegs.fromLat],
          ...[travelLegs.toLng, travelLegs.toLat, travelLegs.slot],
        ],
        set: {
          seconds: sql`excluded.seconds`,
          metres: sql`excluded.metres`,
          fetchedAt: sql`excluded.fetched_at`,
        },
      })
  }
  return { measured: rows.size, problem }
}

/** Deletes measured legs that nobody believes any more; answers how many. */
export async function forgetLegs(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<number> {
  const before = new Date(ctx.now.getTime() - believedDays * 86_400_000)
  const gone = await ctx.tx
    .delete(travelLegs)
    .where(lt(travelLegs.fetchedAt, before))
    .returning({ slot: travelLegs.slot })
  return gone.length
}

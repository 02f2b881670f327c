/** Stops that nobody has come to in time: found for all reps at once, noted once each, put into words. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import { type AwaitedLine, lateSection, missedSection } from '../../../cards/plans/late.ts'
import type { Ctx } from '../../bot/context.ts'
import { lastClose } from '../../domain/attendance.ts'
import { parseOpeningHours } from '../../domain/customers/import-words.ts'
import { type Awaited, type AwaitedStop, awaited } from '../../domain/plans/late.ts'
import { settings } from '../../domain/settings/index.ts'
import { minutesToTime, timeToMinutes } from '../../domain/time.ts'
import { hoursOf, minuteOf } from '../nudges/hours.ts'
import type { NudgeKind } from '../nudges/send.ts'
import { addNudges } from '../nudges/store.ts'
import { allTeamPaths } from '../org/store.ts'
import type { Rep } from './people.ts'

export const lateKind = 'plan.late'
export const missedKind = 'plan.missed'

/** A rep with stops that are late or missed by now and of which nobody has said so. */
export interface Behind extends Awaited {
  readonly openId: string
  readonly teamPath: readonly string[]
}

interface Row extends Record<string, unknown> {
  id: string
  rep: string
  team: string | null
  code: string
  name: string | null
  eta: string | null
  leg_m: number | null
  window_from: string | null
  window_to: string | null
  openings: string | null
  late_said: boolean
  missed_said: boolean
  visiting: boolean
  left_at: string | null
  left_before: string | null
}

/** A stop to be made: planned, no visit begun, and no skip that waits for an answer. */
const open = sql`s.status = 'planned' and s.visit_id is null and s.skip_state is distinct from 'asked'
  and not exists (select 1 from visits v where v.customer_code = s.customer_code and v.date = s.date
    and v.rep_open_id = s.rep_open_id and v.status <> 'cancelled')`

/** Whether something was said, or waits to be said, about the stop. */
const noted = (kind: string) => sql`exists (select 1 from nudges n
  where n.kind = ${kind} and n.subject = s.id::text and n.state <> 'dropped')`

/** Open stops of today with what judging them takes, by rep and in order. */
async function readStops(ctx: Ctx, whom: SQL): Promise<Map<string, Row[]>> {
  const rows = await ctx.tx.execute<Row>(sql`
    select s.id, s.rep_open_id as rep, u.team_code as team, s.customer_code as code, c.name,
      s.eta, s.leg_m, s.window_from, s.window_to, c.opening_hours as openings,
      ${noted(lateKind)} as late_said, ${noted(missedKind)} as missed_said, day.visiting, day.left_at, day.left_before
    from plan_stops s
    join users u on u.open_id = s.rep_open_id and u.status = 'active'
    left join customers c on c.code = s.customer_code
    cross join lateral (
      select coalesce(bool_or(v.status = 'open'), false) as visiting, max(v.checked_out_at) as left_at,
        (array_agg(v.checked_out_at order by v.checked_out_at desc)
          filter (where v.checked_out_at is not null))[2] as left_before
      from visits v
      where v.rep_open_id = s.rep_open_id and v.date = ${ctx.today} and v.status <> 'cancelled') day
    where s.date = ${ctx.today} and ${open} and ${whom}
    order by s.rep_open_id, s.sequence, s.customer_code`)
  const byRep = new Map<string, Row[]>()
  for (const row of rows) byRep.set(row.rep, [...(byRep.get(row.rep) ?? []), row])
  return byRep
}

/**
 * Who is behind today, of these people or of everybody. Without `openIds` only reps are read of whom a
 * stop can have become due: the clock asks every minute.
 */
export async function awaitedStops(ctx: Ctx, openIds?: readonly string[]): Promise<Behind[]> {
  if (openIds?.length === 0) return []
  const paths = await allTeamPaths(ctx.tx)
  const byRep = await readStops(
    ctx,
    openIds ? inArray(sql`s.rep_open_id`, [...openIds]) : dueReps(ctx, [...paths.values()]),
  )
  return [...byRep].flatMap(([openId, stops]) => {
    const team = stops[0]?.team ?? null
    const teamPath = paths.get(team ?? '') ?? (team ? [team] : [])
    const all = judge(ctx, teamPath, stops)
    const said = (flag: 'late_said' | 'missed_said') =>
      new Set(stops.filter((row) => row[flag]).map(({ id }) => id))
    const [lateSaid, missedSaid] = [said('late_said'), said('missed_said')]
    const late = all.late.filter(({ id }) => !lateSaid.has(id))
    const missed = all.missed.filter(({ id }) => !missedSaid.has(id))
    return late.length + missed.length > 0 ? [{ openId, teamPath, late, missed }] : []
  })
}

/** Reps with a stop whose time has come by the strictest rule of any team. */
function dueReps(ctx: Ctx, paths: readonly (readonly string[])[]): SQL {
  const places = [[], ...paths].map((teams) => ({ teams }))
  const now = minuteOf(ctx)
  const grace = Math.min(...places.map((place) => ctx.rules.get(settings.lateMinutes, place)))
  const ends = Math.min(...places.map(({ teams }) => endOfDay(ctx, teams)))
  const clock = minutesToTime(now)
  const late = now >= grace ? minutesToTime(now - grace) : ''
  return sql`s.rep_open_id in (
    select s.rep_open_id from plan_stops s left join customers c on c.code = s.customer_code
    where s.date = ${ctx.today} and ${open} and (
      (coalesce(s.window_from, s.eta) <= ${late} and not ${noted(lateKind)})
      or ((${now >= ends}::boolean or s.window_to <= ${clock} or right(c.opening_hours, 5) <= ${clock})
        and not ${noted(missedKind)})))`
}

const minuteAt = (time: string | null) => (time === null ? null : timeToMinutes(time))

function stopOf(row: Row): AwaitedStop {
  const from = minuteAt(row.window_from)
  return {
    id: row.id,
    window: from === null ? null : { from, to: minuteAt(row.window_to) },
    eta: minuteAt(row.eta),
    legM: row.leg_m,
    openings: parseOpeningHours(row.openings ?? '') ?? [],
  }
}

/** The rep's day ends with the attendance hours, or where there are none when the digest sums it up. */
const endOfDay = (ctx: Ctx, teams: readonly string[]): number =>
  lastClose(hoursOf(ctx.rules, teams)) ??
  timeToMinutes(ctx.rules.get(settings.digestDaily, { teams }))

function judge(ctx: Ctx, teams: readonly string[], rows: readonly Row[]): Awaited {
  const [any] = rows
  const minute = (at: string | null | undefined) =>
    at ? minuteOf({ ...ctx, now: new Date(at) }) : null
  const leftAt = minute(any?.left_at)
  return awaited(rows.map(stopOf), {
    now: minuteOf(ctx),
    lateMinutes: ctx.rules.get(settings.lateMinutes, { teams }),
    endOfDay: endOfDay(ctx, teams),
    isVisiting: any?.visiting ?? false,
    leftAt,
    pauseMinutes: lunchAfter(ctx, teams, leftAt, minute(any?.left_before)),
  })
}

/** Lunch is planned after the first customer that is left from its hour on. */
function lunchAfter(
  ctx: Ctx,
  teams: readonly string[],
  leftAt: number | null,
  leftBefore: number | null,
): number {
  const from = timeToMinutes(ctx.rules.get(settings.lunchFrom, { teams }))
  const isFirst = leftBefore === null || leftBefore < from
  return leftAt !== null && leftAt >= from && isFirst
    ? ctx.rules.get(settings.lunchMinutes, { teams })
    : 0
}

/**
 * Notes what a rep is behind with, each stop once as late and once as missed; the card goes out by itself.
 * `said` notes it as said: a manager's reminder told the rep already. The rep's plan card shows it too.
 */
export async function noteAwaited(
  ctx: Ctx,
  rep: Pick<Rep, 'openId'>,
  state: 'waiting' | 'said' = 'waiting',
): Promise<void> {
  const [behind] = await awaitedStops(ctx, [rep.openId])
  if (!behind) return
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
  await addNudges(ctx, rep.openId, lateKind, ids(behind.late), state)
  await addNudges(ctx, rep.openId, missedKind, ids(behind.missed), state)
  await ctx.enqueue('plans.refresh', { repOpenId: rep.openId })
}

/** Of these stops those that are still as the nudge would say, with what it says. */
async function linesOf(
  ctx: Ctx,
  rep: Rep,
  kind: typeof lateKind | typeof missedKind,
  stopIds: readonly string[],
): Promise<AwaitedLine[]> {
  const rows = (await readStops(ctx, sql`s.rep_open_id = ${rep.openId}`)).get(rep.openId) ?? []
  const { late, missed } = judge(ctx, rep.teamPath, rows)
  const now = minuteOf(ctx)
  return rows.flatMap((row): AwaitedLine[] => {
    if (!stopIds.includes(row.id)) return []
    const stop = {
      stopId: row.id,
      customerCode: row.code,
      name: row.name ?? row.code,
      window: windowText(row.window_from, row.window_to),
    }
    if (kind === lateKind) {
      const found = late.find(({ id }) => id === row.id)
      if (!found) return []
      return [{ ...stop, at: minutesToTime(found.since), minutes: now - found.since, why: 'late' }]
    }
    const found = missed.find(({ id }) => id === row.id)
    if (!found) return []
    return [{ ...stop, at: minutesToTime(found.closedAt), minutes: null, why: found.why }]
  })
}

/** `10:00–11:00`, `10:00`; null for any time. */
export const windowText = (from: string | null, to: string | null): string | null =>
  from === null ? null : to === null ? from : `${from}–${to}`

const kindOf = (
  name: typeof lateKind | typeof missedKind,
  section: typeof lateSection,
): NudgeKind => ({
  name,
  async read(ctx, rep, subjects, t) {
    const lines = await linesOf(ctx, rep, name, subjects)
    const about = { repOpenId: rep.openId, date: ctx.today, lines }
    return {
      live: lines.map(({ stopId }) => stopId),
      section: lines.length > 0 ? section(about, t) : null,
    }
  },
})

export const lateStops = kindOf(lateKind, lateSection)
export const missedStops = kindOf(missedKind, missedSection)

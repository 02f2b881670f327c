/** Stops that nobody has come to in time: found for all reps at once, noted once each, put into words. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import { type AwaitedLine, lateSection, missedSection } from '../../../cards/plans/late.ts'
import type { Ctx } from '../../bot/context.ts'
import { lastClose } from '../../domain/attendance.ts'
import { parseOpeningHours } from '../../domain/customers/import-words.ts'
import { type Awaited, type AwaitedStop, awaited } from '../../domain/plans/late.ts'
import { settings } from '../../domain/settings/index.ts'
import { localInstant, minutesToTime, timeToMinutes } from '../../domain/time.ts'
import { hoursOf, minuteOf } from '../nudges/hours.ts'
import type { NudgeKind } from '../nudges/send.ts'
import { addNudges } from '../nudges/store.ts'
import { allTeamPaths } from '../org/store.ts'
import type { Rep } from './people.ts'
import { windowOf } from './windows.ts'

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

/**
 * Open stops of today with what judging them takes, by rep and in order: planned, no visit begun, no skip
 * that waits for an answer. Of everybody only reps are read who have a stop that is `due`.
 */
async function readStops(
  ctx: Ctx,
  whom: { readonly openIds: readonly string[] } | { readonly due: SQL },
): Promise<Map<string, Row[]>> {
  const only = (column: SQL) => ('openIds' in whom ? inArray(column, [...whom.openIds]) : sql`true`)
  const rows = await ctx.tx.execute<Row>(sql`
    with noted as materialized (
      select n.subject, bool_or(n.kind = ${lateKind}) as late_said,
        bool_or(n.kind = ${missedKind}) as missed_said
      from nudges n
      where n.created_at >= ${localInstant(ctx.today, '00:00', ctx.zone).toISOString()}::timestamptz
        and n.kind in (${lateKind}, ${missedKind}) and n.state <> 'dropped' and ${only(sql`n.open_id`)}
      group by n.subject
    ), met as materialized (
      select v.rep_open_id, v.customer_code, v.status,
        to_char(v.checked_out_at at time zone ${ctx.zone}, 'HH24:MI') as out_at
      from visits v
      where v.date = ${ctx.today} and v.status <> 'cancelled' and ${only(sql`v.rep_open_id`)}
    ), so_far as (
      select rep_open_id, bool_or(status = 'open') as visiting, max(out_at) as left_at,
        (array_agg(out_at order by out_at desc) filter (where out_at is not null))[2] as left_before
      from met group by rep_open_id
    ), open_stops as (
      select s.id, s.rep_open_id, s.sequence, s.customer_code, s.eta, s.leg_m, s.window_from, s.window_to,
        c.name, c.opening_hours, coalesce(n.late_said, false) as late_said,
        coalesce(n.missed_said, false) as missed_said
      from plan_stops s
      left join customers c on c.code = s.customer_code
      left join noted n on n.subject = s.id::text
      where s.date = ${ctx.today} and s.status = 'planned' and s.visit_id is null
        and s.skip_state is distinct from 'asked' and ${only(sql`s.rep_open_id`)}
        and not exists (select 1 from met m
          where m.rep_open_id = s.rep_open_id and m.customer_code = s.customer_code)
    )
    select s.id, s.rep_open_id as rep, u.team_code as team, s.customer_code as code, s.name, s.eta, s.leg_m,
      s.window_from, s.window_to, s.opening_hours as openings, s.late_said, s.missed_said,
      coalesce(day.visiting, false) as visiting, day.left_at, day.left_before
    from open_stops s
    join users u on u.open_id = s.rep_open_id and u.status = 'active'
    left join so_far day on day.rep_open_id = s.rep_open_id
    where ${
      'due' in whom
        ? sql`s.rep_open_id in (select o.rep_open_id from open_stops o where ${whom.due})`
        : sql`true`
    }
    order by s.rep_open_id, s.sequence, s.customer_code`)
  const byRep = new Map<string, Row[]>()
  for (const row of rows) {
    const stops = byRep.get(row.rep)
    if (stops) stops.push(row)
    else byRep.set(row.rep, [row])
  }
  return byRep
}

/**
 * Who is behind today, of these people or of everybody. Without `openIds` only reps are read of whom a
 * stop can have become due: the clock asks every minute.
 */
export async function awaitedStops(ctx: Ctx, openIds?: readonly string[]): Promise<Behind[]> {
  if (openIds?.length === 0) return []
  const paths = await allTeamPaths(ctx.tx)
  const byRep = await readStops(ctx, openIds ? { openIds } : { due: due(ctx, [...paths.values()]) })
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

/** A stop `o` whose time has come by the strictest rule of any team. */
function due(ctx: Ctx, paths: readonly (readonly string[])[]): SQL {
  const places = [[], ...paths].map((teams) => ({ teams }))
  const now = minuteOf(ctx)
  const grace = Math.min(...places.map((place) => ctx.rules.get(settings.lateMinutes, place)))
  const ends = Math.min(...places.map(({ teams }) => endOfDay(ctx, teams)))
  const clock = minutesToTime(now)
  const late = now >= grace ? minutesToTime(now - grace) : ''
  return sql`(not o.late_said and coalesce(o.window_from, o.eta) <= ${late})
    or (not o.missed_said and (${now >= ends}::boolean or o.window_to <= ${clock}
      or right(o.opening_hours, 5) <= ${clock}))`
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
  const leftAt = minuteAt(any?.left_at ?? null)
  return awaited(rows.map(stopOf), {
    now: minuteOf(ctx),
    lateMinutes: ctx.rules.get(settings.lateMinutes, { teams }),
    endOfDay: endOfDay(ctx, teams),
    isVisiting: any?.visiting ?? false,
    leftAt,
    pauseMinutes: lunchAfter(ctx, teams, leftAt, minuteAt(any?.left_before ?? null)),
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
  const rows = (await readStops(ctx, { openIds: [rep.openId] })).get(rep.openId) ?? []
  const { late, missed } = judge(ctx, rep.teamPath, rows)
  const now = minuteOf(ctx)
  return rows.flatMap((row): AwaitedLine[] => {
    if (!stopIds.includes(row.id)) return []
    const stop = {
      stopId: row.id,
      customerCode: row.code,
      name: row.name ?? row.code,
      window: windowOf(row.window_from, row.window_to),
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

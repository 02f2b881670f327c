/** What of a day is still open, with names and reasons. */
import { eq, sql } from 'drizzle-orm'
import type { DayLine, Need, NeedKind, NeedLine } from '../../../../cards/performance/view.ts'
import { needKinds } from '../../../../cards/performance/view.ts'
import type { Ctx } from '../../../bot/context.ts'
import { settings } from '../../../domain/settings/index.ts'
import { formatLocal, type LocalDate, toLocalDate } from '../../../domain/time.ts'
import { SHOP_CLOSED } from '../../../domain/visits/summary.ts'
import { allTeamPaths } from '../../org/store.ts'
import { users } from '../../org/tables.ts'
import { among, num } from '../figures/scope.ts'
import { digestAcks } from '../tables.ts'
import { doubtfulVisits, risenAlarms, wishedChanges } from './waiting.ts'

/** Read with one kind's detail card. */
const maxLines = 30
/** Below this share of the plan somebody should ask why; a plan of a few stops says nothing. */
const farBelowShare = 0.5
const farBelowPlanned = 4

type Reader = Ctx

/** Local days, both included. */
interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Everything open on a day, most pressing kind first; kinds without anything are left out. */
export async function needsOf(
  ctx: Reader,
  input: {
    teamCode: string
    date: LocalDate
    /** The first of the free days before that are told together with it; the day itself without any. */
    from: LocalDate
    openIds: readonly string[]
    lines: readonly DayLine[]
  },
): Promise<Need[]> {
  const { date, openIds, lines, teamCode } = input
  const days = { from: input.from, to: date }
  const asked = { openIds, date }
  const started = lines.filter(({ firstIn }) => firstIn !== null)
  const found: Record<Exclude<NeedKind, 'review'>, readonly NeedLine[]> = {
    notStarted: lines
      .filter(({ firstIn, planned }) => firstIn === null && planned > 0)
      .map(({ name: rep, planned }) => ({ kind: 'notStarted', rep, planned })),
    farBelow: started
      .filter(isFarBelow)
      .map(({ name: rep, completed, planned }) => ({ kind: 'farBelow', rep, completed, planned })),
    skip: await askedSkips(ctx, openIds, days),
    request: await wishedChanges(ctx, asked),
    alarm: await risenAlarms(ctx, asked),
    away: await awayCheckIns(ctx, openIds, days),
    open: await openVisits(ctx, openIds, days),
    closedAgain: await closedAgain(ctx, openIds, days),
  }
  const reviews = await doubtfulVisits(ctx, teamCode, asked)
  const seen = await seenPoints(ctx, teamCode, date)
  return needKinds.flatMap((kind) => {
    const all = kind === 'review' ? [] : found[kind]
    const count = kind === 'review' ? reviews : all.length
    if (count === 0) return []
    return [{ kind, count, lines: all.slice(0, maxLines), seen: seen.get(kind) ?? null }]
  })
}

export const isFarBelow = ({
  completed,
  planned,
}: Pick<DayLine, 'completed' | 'planned'>): boolean =>
  planned >= farBelowPlanned && completed < planned * farBelowShare

const of = (openIds: readonly string[], days: Days, ctx: Reader) =>
  among({ tx: ctx.tx, ...days, openIds }, sql`x.rep_open_id`)
const during = ({ from, to }: Days) => sql`x.date between ${from} and ${to}`

const names = sql`coalesce(u.name, x.rep_open_id) as rep, coalesce(c.name, x.customer_code) as customer`
const joins = sql`left join users u on u.open_id = x.rep_open_id
  left join customers c on c.code = x.customer_code`

async function askedSkips(
  ctx: Reader,
  openIds: readonly string[],
  days: Days,
): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{
    rep: string
    customer: string
    reason: string | null
    id: string
    team: string | null
  }>(sql`
    select ${names}, u.team_code as team, x.skip_reason as reason, x.id
    from plan_stops x ${joins}
    where ${during(days)} and x.skip_state = 'asked' and x.status <> 'visited' and ${of(openIds, days, ctx)}
    order by rep, x.sequence`)
  const paths = await allTeamPaths(ctx.tx)
  return rows.map(({ rep, customer, reason, id, team }) => {
    const teams = paths.get(team ?? '') ?? (team ? [team] : [])
    const reasons = ctx.rules.get(settings.skipReasons, { teams })
    return { kind: 'skip', rep, customer, reason: { kept: reason, reasons }, stopId: id }
  })
}

async function awayCheckIns(
  ctx: Reader,
  openIds: readonly string[],
  days: Days,
): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{
    rep: string
    customer: string
    distance: number | null
    reason: string | null
  }>(sql`
    select ${names}, x.distance_m as distance, x.reason
    from visits x ${joins}
    where ${during(days)} and x.status <> 'cancelled' and x.verdict in ('needs_reason', 'off_site')
      and ${of(openIds, days, ctx)}
    order by x.distance_m desc nulls last, x.checked_in_at`)
  return rows.map(({ rep, customer, distance, reason }) => ({
    kind: 'away',
    rep,
    customer,
    distanceM: distance,
    reason,
  }))
}

/** Visits that nobody has ended, also from days before; those of that day that the system ended. */
async function openVisits(
  ctx: Reader,
  openIds: readonly string[],
  days: Days,
): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{ rep: string; customer: string; at: string }>(sql`
    select ${names}, x.checked_in_at as at
    from visits x ${joins}
    where ((x.status = 'open' and x.date <= ${days.to})
        or (x.status = 'closed' and x.closed_by = 'system' and ${during(days)}))
      and ${of(openIds, days, ctx)}
    order by x.checked_in_at`)
  return rows.map(({ rep, customer, at }) => {
    const instant = new Date(at)
    const style = toLocalDate(instant, ctx.zone) === days.to ? 'time' : 'dateTime'
    return { kind: 'open', rep, customer, since: formatLocal(instant, ctx.zone, style) }
  })
}

/** Customers found closed that day whose visit before ended so too. */
async function closedAgain(
  ctx: Reader,
  openIds: readonly string[],
  days: Days,
): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{ rep: string; customer: string; times: string }>(sql`
    select ${names}, running.times
    from visits x ${joins}
    cross join lateral (
      select count(*) as times from visits v
      where v.customer_code = x.customer_code and v.status = 'closed' and v.checked_in_at <= x.checked_in_at
        and v.checked_in_at > coalesce((select max(o.checked_in_at) from visits o
          where o.customer_code = x.customer_code and o.status = 'closed'
            and o.outcome is distinct from ${SHOP_CLOSED} and o.checked_in_at < x.checked_in_at), '-infinity')
    ) running
    where ${during(days)} and x.status = 'closed' and x.outcome = ${SHOP_CLOSED}
      and ${of(openIds, days, ctx)} and running.times >= 2
    order by running.times desc, customer`)
  return rows.map(({ rep, customer, times }) => ({
    kind: 'closedAgain',
    rep,
    customer,
    times: num(times),
  }))
}

async function seenPoints(ctx: Reader, teamCode: string, date: LocalDate) {
  const rows = await ctx.tx
    .select({ point: digestAcks.point, at: digestAcks.at, by: users.name })
    .from(digestAcks)
    .leftJoin(users, eq(users.openId, digestAcks.byOpenId))
    .where(sql`${digestAcks.teamCode} = ${teamCode} and ${digestAcks.date} = ${date}`)
  return new Map(
    rows.map(({ point, at, by }) => [
      point,
      { by: by ?? '', at: formatLocal(at, ctx.zone, 'time') },
    ]),
  )
}

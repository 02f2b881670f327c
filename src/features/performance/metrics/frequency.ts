/** How often customers were to be visited, and were: 频次达成率, and the load of a week. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import { intervalDays } from '../../../domain/customers/frequency.ts'
import { settings } from '../../../domain/settings/index.ts'
import { daysBetween, type LocalDate } from '../../../domain/time.ts'
import type { Grade } from '../../customers/tables.ts'
import { allTeamPaths, getUsers } from '../../org/store.ts'
import { frequencyOf } from '../../plans/inputs.ts'
import { calendarOf } from '../../plans/people.ts'
import { among, num, type Scope } from '../figures/scope.ts'
import type { MeasureKey } from './customers-seen.ts'

type Row = {
  code: string
  open_id: string
  team: string | null
  grade: Grade | null
  type: string | null
  frequency: string | null
  paused_until: LocalDate | null
  visits: string
}

/** Active customers by who looks after them on the last day, with the visits of that person in the range. */
function lookedAfter(scope: Scope) {
  const { from, to } = scope
  return scope.tx.execute<Row>(sql`
    with owned as (
      select co.owner_open_id as open_id, co.customer_code as code from customer_owners co
      where co.from_date <= ${to} and (co.until_date is null or co.until_date > ${to})
        and ${among(scope, sql`co.owner_open_id`)}
      union all
      select c.owner_open_id, c.code from customers c
      where c.owner_open_id is not null and ${among(scope, sql`c.owner_open_id`)}
        and not exists (select 1 from customer_owners co where co.customer_code = c.code)
    ), made as (
      select v.rep_open_id as open_id, v.customer_code as code, count(*) as visits from visits v
      where v.status = 'closed' and v.date between ${from} and ${to} and ${among(scope, sql`v.rep_open_id`)}
      group by 1, 2
    )
    select c.code, o.open_id, u.team_code as team, c.grade, c.type, c.frequency,
      c.paused_until::text as paused_until, coalesce(m.visits, 0) as visits
    from owned o join customers c on c.code = o.code and c.status = 'active'
    left join users u on u.open_id = o.open_id
    left join made m on m.open_id = o.open_id and m.code = o.code`)
}

export type Attainment = { due: number; made: number }

/**
 * 频次达成率: per customer days ÷ days between visits are due, and of the visits at most so many count.
 * Frequencies are those in force now; paused customers owe nothing.
 */
export async function attainmentBy(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  scope: Scope,
  key: MeasureKey,
): Promise<Map<string, Attainment>> {
  const paths = await allTeamPaths(ctx.tx)
  const days = daysBetween(scope.from, scope.to) + 1
  const sums = new Map<string, Attainment>()
  for (const row of await lookedAfter(scope)) {
    const due = days / intervalOf(ctx, paths, row, scope.from)
    if (due === 0) continue
    const of = { rep: row.open_id, grade: row.grade ?? '', type: row.type ?? '', all: 'all' }[key]
    const sum = sums.get(of) ?? { due: 0, made: 0 }
    sum.due += due
    sum.made += Math.min(due, num(row.visits))
    sums.set(of, sum)
  }
  return sums
}

/** Mean days between visits; Infinity while the customer is paused. */
function intervalOf(
  ctx: Pick<Ctx, 'rules'>,
  paths: ReadonlyMap<string, string[]>,
  row: Row,
  from: LocalDate,
): number {
  const isPaused = row.paused_until !== null && row.paused_until > from
  if (isPaused || row.frequency?.trim() === '0') return Number.POSITIVE_INFINITY
  const teamPath = paths.get(row.team ?? '') ?? []
  return intervalDays(frequencyOf(ctx, { teamPath }, row))
}

export type WeekLoad = { load: number; visits: number }

/**
 * Visits a week that a person's customers ask for, and that the working days of the range allow with the
 * rule's stops a day. One calendar a person: for a team, not for a company.
 */
export async function weekLoads(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  scope: Scope & { readonly openIds: readonly string[] },
): Promise<Map<string, WeekLoad>> {
  const paths = await allTeamPaths(ctx.tx)
  const people = await getUsers(ctx.tx, [...scope.openIds])
  const weeks = (daysBetween(scope.from, scope.to) + 1) / 7
  const loads = new Map<string, WeekLoad>()
  for (const [openId, { teamCode }] of people) {
    const teamPath = paths.get(teamCode ?? '') ?? []
    const calendar = await calendarOf(ctx, { openId, teamPath }, scope.from)
    const working = calendar.workingDayCount(scope.from, scope.to)
    const aDay = ctx.rules.get(settings.capacity, { teams: teamPath })
    loads.set(openId, { load: 0, visits: (working * aDay) / weeks })
  }
  for (const row of await lookedAfter(scope)) {
    const load = loads.get(row.open_id)
    if (load) load.load += 7 / intervalOf(ctx, paths, row, scope.from)
  }
  return loads
}

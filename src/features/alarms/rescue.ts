/** What alarms were good for: of the customers alerted, how many ordered in time. */
import { sql } from 'drizzle-orm'
import type { RescueFigures } from '../../../cards/alarms/team.ts'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { type CustomerScope, inScope } from '../customers/store.ts'
import { allTeamPaths } from '../org/store.ts'

export const none: RescueFigures = { alerted: 0, ordered: 0, falseAlarms: 0, running: 0 }

export const plus = (a: RescueFigures, b: RescueFigures): RescueFigures => ({
  alerted: a.alerted + b.alerted,
  ordered: a.ordered + b.ordered,
  falseAlarms: a.falseAlarms + b.falseAlarms,
  running: a.running + b.running,
})

export interface RepRescue {
  /** Who looked after the customer; null: nobody. */
  readonly openId: string | null
  readonly name: string | null
  readonly teamCode: string | null
  readonly rescue: RescueFigures
}

/**
 * Per rep: customers alerted from `from` to `to` (each once, by its first alarm there; what was found and
 * never told is left out), and how many ordered within the rule `alarms.rescueDays` after it, by orders
 * newer than the data it was found in, of the customer or a branch of it. Alarms whose days are not over in
 * the data are `running` and in no rate. False alarms are counted among the alerted, and told apart.
 */
export async function rescueRates(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  scope: CustomerScope,
  span: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<RepRescue[]> {
  const days = ctx.rules.get(settings.rescueDays)
  const rows = await ctx.tx.execute<{
    open_id: string | null
    name: string | null
    team_code: string | null
    alerted: number
    ordered: number
    false_alarms: number
    running: number
  }>(sql`
    with newest as (select max(ordered_on) as day from orders),
    alerted as (
      select distinct on (a.customer_code) a.customer_code as code, a.owner_open_id, a.raised_on,
        a.data_as_of, a.state,
        a.raised_on + ${days}::int <= (select day from newest) as is_over
      from customer_alarms a join customers on customers.code = a.customer_code
      where a.raised_on between ${span.from} and ${span.to} and a.state <> 'waiting'
        and a.kind <> 'stuck'
        and ${inScope(scope) ?? sql`true`}
      order by a.customer_code, a.raised_on, a.id),
    by_branch as (
      select distinct a.code
      from alerted a join customers b on b.parent_code = a.code
      join orders o on o.customer_code = b.code and o.net_fen > 0
        and o.ordered_on > a.data_as_of and o.ordered_on <= a.raised_on + ${days}::int),
    judged as (
      -- One alarm at a time, by index: alarms are few, and the orders between are many.
      select a.*,
        exists (select from orders o where o.customer_code = a.code and o.net_fen > 0
          and o.ordered_on > a.data_as_of and o.ordered_on <= a.raised_on + ${days}::int)
        or a.code in (select code from by_branch) as came
      from alerted a)
    select j.owner_open_id as open_id, max(u.name) as name, max(u.team_code) as team_code,
      (count(*) filter (where j.is_over))::int as alerted,
      (count(*) filter (where j.is_over and j.came))::int as ordered,
      (count(*) filter (where j.is_over and j.state = 'false_alarm'))::int as false_alarms,
      (count(*) filter (where j.is_over is distinct from true))::int as running
    from judged j left join users u on u.open_id = j.owner_open_id
    group by j.owner_open_id order by count(*) desc, j.owner_open_id`)
  return rows.map((row) => ({
    openId: row.open_id,
    name: row.name,
    teamCode: row.team_code,
    rescue: {
      alerted: row.alerted,
      ordered: row.ordered,
      falseAlarms: row.false_alarms,
      running: row.running,
    },
  }))
}

/** The same by team, each with all below it, as far as the reader leads them (null: all). */
export async function rescueByTeam(
  ctx: Pick<Ctx, 'tx'>,
  reps: readonly RepRescue[],
  teams: readonly string[] | null,
): Promise<Map<string, RescueFigures>> {
  const paths = await allTeamPaths(ctx.tx)
  const byTeam = new Map<string, RescueFigures>()
  for (const { teamCode, rescue } of reps)
    for (const code of paths.get(teamCode ?? '') ?? [])
      if (teams === null || teams.includes(code))
        byTeam.set(code, plus(byTeam.get(code) ?? none, rescue))
  return byTeam
}

/** Alarms of so many days are looked back at. */
export const rescueWindow = (today: LocalDate): { from: LocalDate; to: LocalDate } => ({
  from: addDays(today, -180),
  to: today,
})

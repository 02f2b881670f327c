/** What a manager sees of the alarms of all whom they lead. */
import { and, eq, sql } from 'drizzle-orm'
import type { AlarmTeamView } from '../../../cards/alarms/team.ts'
import type { AskingCtx } from '../../bot/slow-card.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { visibleTeams } from '../../policies.ts'
import { customerScope, inScope } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { teams as teamsTable, users } from '../org/tables.ts'
import { running, untouched } from './acts-store.ts'
import { countConversions, countLift, countTips, countUptake } from './promos.ts'
import { none, plus, rescueByTeam, rescueRates, rescueWindow } from './rescue.ts'
import { dropLines } from './show-drops.ts'
import { customerAlarms } from './tables.ts'

/** Days in which conversions are counted. */
const conversionDays = 30

export async function teamView(ctx: AskingCtx): Promise<AlarmTeamView> {
  const { actor } = ctx
  const scope = customerScope(actor)
  const span = rescueWindow(ctx.today)
  const rescueDays = ctx.rules.get(settings.rescueDays)
  const silentDays = ctx.rules.get(settings.silentDays, { teams: actor.teamPath })
  const reps = await rescueRates(ctx, scope, span)
  const byTeam = await rescueByTeam(ctx, reps, visibleTeams(actor))
  const names = new Map(
    (await ctx.tx.select({ code: teamsTable.code, name: teamsTable.name }).from(teamsTable)).map(
      ({ code, name }) => [code, name],
    ),
  )
  const window = { windowDays: conversionDays, silentDays }
  return {
    people: await peopleOf(ctx),
    rescueDays,
    rescue: reps.reduce((sum, { rescue }) => plus(sum, rescue), none),
    teams: [...byTeam]
      .map(([code, rescue]) => ({ name: names.get(code) ?? code, rescue }))
      .toSorted((a, b) => b.rescue.alerted - a.rescue.alerted || (a.name < b.name ? -1 : 1)),
    reps: reps.flatMap(({ openId, name, rescue }) =>
      openId === null ? [] : [{ name: name ?? openId, rescue }],
    ),
    conversions: { n: await countConversions(ctx, scope, window), ...window },
    uptake: await countUptake(ctx, scope, addDays(ctx.today, -180), rescueDays),
    lift: await countLift(ctx, scope, addDays(ctx.today, -180)),
    tips: await countTips(ctx, scope, addDays(ctx.today, -180), rescueDays),
    drops: await dropLines(ctx),
    dataAsOf: await newestOrderDay(ctx),
  }
}

async function newestOrderDay(ctx: AskingCtx): Promise<LocalDate | null> {
  const [row] = await ctx.tx.execute<{ day: LocalDate | null }>(
    sql`select max(ordered_on)::text as day from orders`,
  )
  return row?.day ?? null
}

/** Per owner, the most at stake first; those without one together. */
async function peopleOf(ctx: AskingCtx): Promise<AlarmTeamView['people']> {
  const rows = await ctx.tx
    .select({
      openId: sql<string>`coalesce(${users.openId}, '')`,
      name: sql<string>`coalesce(max(${users.name}), '')`,
      open: sql<number>`(count(*) filter (where ${untouched()}))::int`,
      planned: sql<number>`(count(*) filter (where ${customerAlarms.state} = 'planned'))::int`,
      up: sql<number>`(count(*) filter (where ${untouched()} and ${customerAlarms.level} > 0))::int`,
      moneyFen: sql<string>`sum(${customerAlarms.moneyAtRiskFen})`,
    })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .leftJoin(users, and(eq(users.openId, customers.ownerOpenId), eq(users.status, 'active')))
    .where(and(running(), eq(customers.status, 'active'), inScope(customerScope(ctx.actor))))
    .groupBy(sql`coalesce(${users.openId}, '')`)
    .orderBy(sql`sum(${customerAlarms.moneyAtRiskFen}) desc`)
  return rows.map((row) => ({ ...row, moneyFen: Number(row.moneyFen) }))
}

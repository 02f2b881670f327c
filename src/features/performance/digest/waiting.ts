/** What waits for a manager's word: wished changes of agreed plans, alarms that went up, doubtful visits. */
import { sql } from 'drizzle-orm'
import type { NeedLine } from '../../../../cards/performance/view.ts'
import type { Ctx } from '../../../bot/context.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { untouched } from '../../alarms/acts-store.ts'
import { customerAlarms } from '../../alarms/tables.ts'
import { leadersOf } from '../../plans/team.ts'
import { waitingCases } from '../../trust/review-list.ts'
import { among } from '../figures/scope.ts'

type Asked = { readonly openIds: readonly string[]; readonly date: LocalDate }

const people = (
  { tx }: Pick<Ctx, 'tx'>,
  { openIds, date }: Asked,
  column: ReturnType<typeof sql>,
) => among({ tx, from: date, to: date, openIds }, column)

/** Another day, or no visit, asked for by the evening of that day and not answered yet. */
export async function wishedChanges(
  ctx: Pick<Ctx, 'tx' | 'zone'>,
  asked: Asked,
): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{
    id: string
    rep: string
    customer: string
    from: LocalDate
    to: LocalDate | null
    reason: string
  }>(sql`
    select r.id, coalesce(u.name, r.rep_open_id) as rep, coalesce(c.name, r.customer_code) as customer,
      r.from_date::text as from, r.to_date::text as to, r.reason
    from cycle_requests r left join users u on u.open_id = r.rep_open_id
    left join customers c on c.code = r.customer_code
    where r.status = 'asked' and (r.asked_at at time zone ${ctx.zone})::date <= ${asked.date}
      and ${people(ctx, asked, sql`r.rep_open_id`)}
    order by r.from_date, rep, r.id`)
  return rows.map(({ id, from, to, ...row }) => ({
    kind: 'request',
    requestId: id,
    fromDate: from,
    toDate: to,
    ...row,
  }))
}

/** 客户预警 that nobody answered in time, of customers whom these people look after; the dearest first. */
export async function risenAlarms(ctx: Pick<Ctx, 'tx'>, asked: Asked): Promise<NeedLine[]> {
  const rows = await ctx.tx.execute<{
    id: string
    owner: string
    rep: string
    customer: string
    raised: LocalDate
    fen: string
  }>(sql`
    select customer_alarms.id, c.owner_open_id as owner, coalesce(u.name, c.owner_open_id) as rep,
      c.name as customer, customer_alarms.raised_on::text as raised,
      customer_alarms.money_at_risk_fen as fen
    from ${customerAlarms} join customers c on c.code = customer_alarms.customer_code
    left join users u on u.open_id = c.owner_open_id
    where ${untouched()} and customer_alarms.level > 0 and customer_alarms.raised_on <= ${asked.date}
      and c.status = 'active' and ${people(ctx, asked, sql`c.owner_open_id`)}
    order by customer_alarms.money_at_risk_fen desc, customer_alarms.id`)
  return rows.map(({ id, owner, raised, fen, ...row }) => ({
    kind: 'alarm',
    alarmId: id,
    ownerOpenId: owner,
    raisedOn: raised,
    moneyFen: Number(fen),
    ...row,
  }))
}

/**
 * Doubtful visits, until that day, on which somebody who leads the team has to rule. Which ones, and why,
 * is shown to those alone who may rule, in 待核查拜访.
 */
export async function doubtfulVisits(
  ctx: Ctx,
  teamCode: string,
  { openIds, date }: Asked,
): Promise<number> {
  const leaders = new Set((await leadersOf(ctx, teamCode)).map(({ openId }) => openId))
  if (leaders.size === 0) return 0
  const cases = await waitingCases(ctx, openIds)
  return cases.filter(
    ({ date: on, judges }) => on <= date && judges.some((openId) => leaders.has(openId)),
  ).length
}

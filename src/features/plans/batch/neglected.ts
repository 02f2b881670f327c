/** 久未拜访: active customers that nobody has visited for long, never visited ones first. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import { intervalDays } from '../../../domain/customers/frequency.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import type { T } from '../../../i18n/t.ts'
import { type CustomerScope, inScope } from '../../customers/store.ts'
import { customers, type Grade } from '../../customers/tables.ts'
import { allTeamPaths } from '../../org/store.ts'
import { frequencyOf } from '../inputs.ts'

export interface Neglected {
  readonly code: string
  readonly name: string
  /** Null: nobody was ever there. */
  readonly lastOn: LocalDate | null
  /** Days since then, or since it is known. */
  readonly age: number
  /** Days between its visits by frequency, whole. */
  readonly usual: number
}

/** Half as long again as usual. */
const patience = 1.5

/**
 * The age from which a customer counts as neglected: `patience` times its interval, or the rule's days
 * where that is sooner, but never before its own interval is over.
 */
export function neglectedAfter(interval: number, ruleDays: number): number {
  return Math.floor(Math.max(interval, Math.min(interval * patience, ruleDays)))
}

interface Combination extends Record<string, unknown> {
  team: string | null
  frequency: string | null
  grade: Grade | null
}

const ours = (scope: CustomerScope): SQL => {
  const condition = inScope(scope)
  return condition ? sql`and ${condition}` : sql``
}

/** What is usual for each team, frequency and grade that the customers of a scope have. */
async function limitsOf(ctx: Ctx, scope: CustomerScope, days: number | null) {
  const rows = await ctx.tx.execute<Combination>(sql`
    select distinct u.team_code as team, customers.frequency, customers.grade
    from ${customers} join users u on u.open_id = customers.owner_open_id and u.status = 'active'
    where customers.status = 'active' ${ours(scope)}`)
  const paths = await allTeamPaths(ctx.tx)
  return rows.map(({ team, frequency, grade }) => {
    const teamPath = paths.get(team ?? '') ?? (team ? [team] : [])
    const interval = intervalDays(frequencyOf(ctx, { teamPath }, { frequency, grade }))
    const rule = ctx.rules.get(settings.neglectedDays, { teams: teamPath })
    const after = days ?? neglectedAfter(interval, rule)
    return { team, frequency, grade, after, usual: Math.round(interval) }
  })
}

/**
 * The neglected customers of a scope; with `days` those older than that, whatever is usual. Paused ones
 * and those without an active owner are left out. Ages are computed in the database.
 */
export async function neglectedCustomers(
  ctx: Ctx,
  scope: CustomerScope,
  { days = null, limit }: { days?: number | null; limit: number },
): Promise<{ rows: Neglected[]; total: number }> {
  const limits = await limitsOf(ctx, scope, days)
  if (limits.length === 0) return { rows: [], total: 0 }
  const pause = ctx.rules.get(settings.pauseDays)
  const least = Math.min(...limits.map(({ after }) => after))
  const rows = await ctx.tx.execute<{
    code: string
    name: string
    last: LocalDate | null
    age: number
    usual: number
    total: number
  }>(sql`
    with old as materialized (
      select customers.code, customers.name, customers.frequency, customers.grade, u.team_code,
        visit.last_on as last, ${ctx.today}::date - coalesce(visit.last_on, customers.created_on) as age
      from ${customers} join users u on u.open_id = customers.owner_open_id and u.status = 'active'
      left join customer_last_visits visit on visit.customer_code = customers.code
      where customers.status = 'active'
        -- No limit is lower: most customers need not be compared with theirs.
        and coalesce(visit.last_on, customers.created_on) < ${addDays(ctx.today, -least)}
        and coalesce(customers.paused_until, case when trim(customers.frequency) = '0'
          then customers.updated_at::date + ${pause}::int end, ${ctx.today}::date) <= ${ctx.today}::date
        ${ours(scope)})
    select code, name, last::text as last, age, usual, count(*) over ()::int as total
    from old join jsonb_to_recordset(${JSON.stringify(limits)}::text::jsonb)
        as l(team text, frequency text, grade text, after integer, usual integer)
      -- As text, in which null and empty differ: what may be null cannot be hashed.
      on row(l.team, l.frequency, l.grade)::text = row(old.team_code, old.frequency, old.grade)::text
    where age > after
    order by last is not null, age desc, code limit ${limit}`)
  return {
    rows: rows.map(({ code, name, last, age, usual }) => ({
      code,
      name,
      lastOn: last,
      age,
      usual,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Why it is on the list, in words: kept on the stop. */
export const reasonOf = ({ lastOn, age, usual }: Neglected, t: T): string =>
  lastOn === null ? t(w.never, { n: age }) : t(w.ageUsual, { n: age, usual })

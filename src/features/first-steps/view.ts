/** How far the company is, computed from its records. */
import { sql } from 'drizzle-orm'
import type { StepsView } from '../../../cards/first-steps/steps.ts'
import { valueText } from '../../../cards/rules/values.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { pendingReferences } from '../org/mending.ts'
import { noticeVersion } from '../privacy/notice.ts'

/** The rules that a step is about; one that the company has decided on itself makes it done. */
export const stepSettings = {
  calendar: [settings.restDays, settings.nationalHolidays],
  rules: [settings.toleranceM, settings.storefrontRequired, settings.shelfRequired],
} as unknown as Readonly<Record<'calendar' | 'rules', readonly Setting[]>>

interface Counts {
  readonly [name: string]: string
}

export async function stepsView(ctx: ActorCtx): Promise<StepsView> {
  const counts = await countAll(ctx)
  const n = (name: string) => Number(counts[name] ?? 0)
  const { values } = await loadSettingValues(ctx.tx)
  const own = (list: readonly { readonly key: string }[]) =>
    list.some(({ key }) => (values.get(key)?.size ?? 0) > 0)
  const { rules } = ctx
  return {
    teams: n('teams'),
    reps: n('reps'),
    customers: n('customers'),
    pending: (await pendingReferences(ctx.tx)).length,
    unbound: await unboundTeams(ctx),
    calendar: {
      own: own(stepSettings.calendar),
      rest: valueText(ctx.t, settings.restDays, rules.get(settings.restDays)),
      holidays: valueText(ctx.t, settings.nationalHolidays, rules.get(settings.nationalHolidays)),
    },
    rules: {
      own: own(stepSettings.rules),
      tolerance: rules.get(settings.toleranceM),
      storefront: rules.get(settings.storefrontRequired),
      shelf: rules.get(settings.shelfRequired),
    },
    consent: {
      on: rules.get(settings.consentRequired),
      agreed: n('agreed'),
      of: n('visitors'),
    },
    plans: { ever: n('plans') > 0, today: n('plans_today'), stops: n('stops_today') },
  }
}

async function countAll(ctx: ActorCtx): Promise<Counts> {
  const [row] = await ctx.tx.execute<Record<string, string>>(sql`
    with visiting as (
      select open_id, role from users where status = 'active' and role in ('rep', 'manager'))
    select (select count(*) from teams) as teams,
      (select count(*) from visiting where role = 'rep') as reps,
      (select count(*) from customers where status = 'active') as customers,
      (select count(*) from visiting) as visitors,
      (select count(*) from visiting join consents using (open_id)
        where version = ${noticeVersion(ctx.rules)} and at is not null) as agreed,
      (select count(*) from (select 1 from plan_stops limit 1) any_stop) as plans,
      (select count(distinct plan_id) from plan_stops where date = ${ctx.today}) as plans_today,
      (select count(*) from plan_stops where date = ${ctx.today}) as stops_today`)
  return row ?? {}
}

/** Teams that have reps and no group. */
async function unboundTeams(ctx: ActorCtx): Promise<string[]> {
  const rows = await ctx.tx.execute<{ name: string }>(sql`
    select name from teams t where chat_id is null and exists (
      select 1 from users u where u.team_code = t.code and u.status = 'active' and u.role = 'rep')
    order by code`)
  return rows.map(({ name }) => name)
}

/** How far the company is, computed from its records. */
import { sql } from 'drizzle-orm'
import { isOpen, type StepsView } from '../../../cards/first-steps/steps.ts'
import { dayText } from '../../../cards/plans/words.ts'
import { valueText } from '../../../cards/rules/values.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { mendingCounts } from '../customers/mending.ts'
import { pendingReferences } from '../org/mending.ts'
import { calendarOf } from '../plans/people.ts'
import { newReps } from '../practice/new-reps.ts'
import { noticeVersion } from '../privacy/notice.ts'

/** The rules that a step is about; one that the company has decided on itself makes it done. */
export const stepSettings = {
  calendar: [settings.restDays, settings.nationalHolidays],
  rules: [settings.toleranceM, settings.storefrontRequired, settings.shelfRequired],
} as unknown as Readonly<Record<'calendar' | 'rules', readonly Setting[]>>

interface Counts {
  readonly [name: string]: string
}

/** The state of every step; `t` is the reader's. `light` leaves out what no step waits for. */
export async function stepsView(
  ctx: Ctx,
  t: T,
  options: { light?: boolean } = {},
): Promise<StepsView> {
  const counts = await countAll(ctx)
  const n = (name: string) => Number(counts[name] ?? 0)
  const { values } = await loadSettingValues(ctx.tx)
  const own = (list: readonly { readonly key: string }[]) =>
    list.some(({ key }) => values.get(key)?.has('org') === true)
  const { rules } = ctx
  const { toMend, pending, untried } = options.light
    ? { toMend: 0, pending: [], untried: 0 }
    : await whatIsOpen(ctx)
  return {
    teams: n('teams'),
    reps: n('reps'),
    customers: n('customers'),
    idleReps: n('idle_reps'),
    toMend,
    pending,
    unled: await namesOf(ctx, unled),
    unbound: await namesOf(ctx, unbound),
    calendar: {
      own: own(stepSettings.calendar),
      rest: valueText(t, settings.restDays, rules.get(settings.restDays)),
      holidays: valueText(t, settings.nationalHolidays, rules.get(settings.nationalHolidays)),
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
    practice: { left: untried, of: n('reps') },
    plans: {
      ever: n('plans') > 0,
      today: n('plans_today'),
      stops: n('stops_today'),
      sent: n('sent_today'),
      waits: await waitsFor(ctx, t),
      sendsAt: rules.get(settings.morningCard),
    },
  }
}

/** Open questions that keep nobody from starting; over all records of the company. */
async function whatIsOpen(ctx: Ctx) {
  const { noPlace, noPoint } = await mendingCounts(ctx.tx, {})
  return {
    toMend: noPlace + noPoint,
    pending: (await pendingReferences(ctx.tx)).map(({ id }) => id),
    untried: (await newReps(ctx.tx)).length,
  }
}

/** Whether something on the way to the first visits is still to be done. */
export async function isSettingUp(ctx: Ctx): Promise<boolean> {
  return isOpen(await stepsView(ctx, ctx.t, { light: true }), ctx.t)
}

/** After this local time no morning card of the day is sent any more. */
const lateAt = '16:00'

/** Why no plan of today is sent, with the company's next working day in words; null when one can be. */
async function waitsFor(ctx: Ctx, t: T): Promise<StepsView['plans']['waits']> {
  const calendar = await calendarOf(ctx, { openId: '', teamPath: [] }, ctx.today)
  const rests = !calendar.isWorkingDay(ctx.today)
  if (!rests && formatLocal(ctx.now, ctx.zone, 'time') < lateAt) return null
  const next = calendar.nextWorkingDay(ctx.today)
  return next ? { why: rests ? 'rest' : 'late', day: dayText(t, next) } : null
}

async function countAll(ctx: Ctx): Promise<Counts> {
  const [row] = await ctx.tx.execute<Record<string, string>>(sql`
    with visiting as (
      select open_id, role from users where status = 'active' and role in ('rep', 'manager'))
    select (select count(*) from teams) as teams,
      (select count(*) from visiting where role = 'rep') as reps,
      (select count(*) from visiting v where role = 'rep' and not exists (
        select 1 from customers c where c.owner_open_id = v.open_id and c.status = 'active')) as idle_reps,
      (select count(*) from customers where status = 'active') as customers,
      (select count(*) from visiting) as visitors,
      (select count(*) from visiting join consents using (open_id)
        where version = ${noticeVersion(ctx.rules)} and at is not null) as agreed,
      (select count(*) from (select 1 from plan_stops limit 1) any_stop) as plans,
      (select count(distinct plan_id) from plan_stops where date = ${ctx.today}) as plans_today,
      (select count(*) from plan_stops where date = ${ctx.today}) as stops_today,
      (select count(*) from daily_plans p where date = ${ctx.today} and frozen_at is not null
        and exists (select 1 from plan_stops s where s.plan_id = p.id)) as sent_today`)
  return row ?? {}
}

const withReps = sql`exists (
  select 1 from users u where u.team_code = t.code and u.status = 'active' and u.role = 'rep')`

/** Teams that have reps and no group. */
const unbound = sql`select name from teams t where chat_id is null and ${withReps} order by code`

/** Teams with reps that nobody leads, themselves or from above: approvals go to the admins. */
const unled = sql`
  with recursive led as (
    select m.team_code as code from team_managers m
    join users u on u.open_id = m.open_id and u.status = 'active'
    union select t.code from teams t join led on t.parent_code = led.code)
  select name from teams t where code not in (select code from led) and ${withReps} order by code`

async function namesOf(ctx: Ctx, query: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await ctx.tx.execute<{ name: string }>(query)
  return rows.map(({ name }) => name)
}

/** Active reps who own customers: the others have no plan to make or send. */
export async function repsWithCustomers(tx: Ctx['tx']): Promise<string[]> {
  const rows = await tx.execute<{ open_id: string }>(sql`
    select open_id from users u where status = 'active' and role = 'rep' and exists (
      select 1 from customers c where c.owner_open_id = u.open_id and c.status = 'active')
    order by team_code, name, open_id`)
  return rows.map(({ open_id: openId }) => openId)
}

/** Copies the route of a day to another one, in its order. */
import { asc, eq, sql } from 'drizzle-orm'
import type { Card } from '../../../../cards/kit/card.ts'
import {
  type CopyAbout,
  copiedCard,
  copyDayOffCard,
  type NotCopied,
} from '../../../../cards/plans/copy.ts'
import { dayOffText } from '../../../../cards/plans/empty.ts'
import type { ActorCtx, Ctx } from '../../../bot/context.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { copyWords as w } from '../../../i18n/plan-copy.ts'
import { message } from '../../../i18n/t.ts'
import { type Customer, getCustomers } from '../../customers/store.ts'
import { findPlan } from '../generate.ts'
import { pauseEnd } from '../inputs.ts'
import { calendarOf, type Rep } from '../people.ts'
import { type Put, putOnPlan, whyRefused } from '../put.ts'
import { planStops } from '../tables.ts'

const horizonDays = 180

export interface CopyAsked {
  readonly from: LocalDate
  readonly to: LocalDate
  /** A day off was confirmed. */
  readonly sure: boolean
}

/**
 * The card that comes of copying: the result, or the question about a day off. The same again adds
 * nothing. The caller has authorised the actor for this rep. Throws UserError for days that cannot be.
 */
export async function copyDay(ctx: ActorCtx, rep: Rep, days: CopyAsked): Promise<Card> {
  const { from, to, sure } = days
  checkDays(ctx, days)
  const codes = await routeOf(ctx, rep, from)
  if (codes.length === 0) throw new UserError(message(w.nothing, { day: from.slice(5) }))
  const about: CopyAbout = {
    repOpenId: rep.openId,
    repName: rep.name,
    own: rep.openId === ctx.actor.openId,
  }
  const calendar = await calendarOf(ctx, rep, to)
  const works = calendar.isWorkingDay(to)
  if (!works && !sure) {
    const why = dayOffText(ctx.t, calendar.dayKind(to), to, to === ctx.today)
    return copyDayOffCard(about, { from, to, why, next: calendar.nextWorkingDay(to) }, ctx.t)
  }
  const byCode = await getCustomers(ctx.tx, codes)
  const skipped: NotCopied[] = []
  const puts: Put[] = []
  codes.forEach((code, i) => {
    const customer = byCode.get(code)
    const why = customer ? whySkipped(ctx, rep, customer, to) : ({ why: 'closed' } as const)
    if (why) skipped.push({ name: customer?.name ?? code, ...why })
    else if (customer) puts.push({ customer, place: i + 1 })
  })
  const asked = { source: 'reuse', by: ctx.actor, anyway: !works } as const
  const done = puts.length > 0 ? await putOnPlan(ctx, rep, to, puts, asked) : null
  const customers = puts.map(({ customer }) => ({
    name: customer.name,
    isNew: done?.added.includes(customer) ?? false,
  }))
  return copiedCard({ ...about, from, to, customers, skipped }, ctx.t)
}

function checkDays(ctx: Ctx, { from, to }: CopyAsked): void {
  const last = addDays(ctx.today, horizonDays)
  if (from === to) throw new UserError(message(w.sameDay))
  if (to < ctx.today) throw new UserError(message(w.isPast, { day: to.slice(5) }))
  if (to > last) throw new UserError(message(w.tooFar, { day: last }))
}

/** Customers of a day in the order of its plan; of a day without one in the order of its visits. */
async function routeOf(ctx: Ctx, rep: Rep, date: LocalDate): Promise<string[]> {
  const plan = await findPlan(ctx.tx, rep.openId, date)
  const stops = plan
    ? await ctx.tx
        .select({ code: planStops.customerCode })
        .from(planStops)
        .where(eq(planStops.planId, plan.id))
        .orderBy(asc(planStops.sequence), asc(planStops.customerCode))
    : []
  if (stops.length > 0) return stops.map(({ code }) => code)
  const visited = await ctx.tx.execute<{ code: string }>(sql`
    select customer_code as code from visits
    where rep_open_id = ${rep.openId} and date = ${date} and status <> 'cancelled'
    group by customer_code order by min(checked_in_at), customer_code`)
  return visited.map(({ code }) => code)
}

function whySkipped(
  ctx: Ctx,
  rep: Rep,
  customer: Customer,
  date: LocalDate,
): Omit<NotCopied, 'name'> | null {
  if (customer.status !== 'active') return { why: 'closed' }
  if (customer.ownerOpenId !== rep.openId) return { why: 'givenAway' }
  const until = pauseEnd(ctx, customer)
  if (until !== null && date < until) return { why: 'paused', until }
  const why = whyRefused(customer)
  return why && { why }
}

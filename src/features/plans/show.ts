/** Puts the plan card before people: one card per rep and day. */

import { and, eq } from 'drizzle-orm'
import type { Card } from '../../../cards/kit/card.ts'
import { dayOffCard, noPlanCard } from '../../../cards/plans/empty.ts'
import { planCard } from '../../../cards/plans/plan.ts'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { customers } from '../customers/tables.ts'
import { draftPlan, ensurePlan, findPlan } from './generate.ts'
import type { Rep } from './people.ts'
import { draftView, planView } from './view.ts'

/** The card of a rep's day, whoever looks at it. */
export const planThing = (repOpenId: string, date: string): string => `plan:${repOpenId}:${date}`

/**
 * The card of a day for a reader. Today's plan is made if there is none; for a later day without one a
 * preview is shown, as what happens until then changes it; for a past day what there was.
 */
export async function planDayCard(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  reader: { own: boolean; t: T },
  page = 0,
): Promise<Card> {
  const { own, t } = reader
  const when = date < ctx.today ? 'past' : date === ctx.today ? 'today' : 'future'
  const about = { repOpenId: rep.openId, repName: rep.name, date, when, own } as const
  if (when === 'today') {
    const ensured = await ensurePlan(ctx, rep, date)
    if (ensured.kind === 'dayOff') return dayOffCard({ ...about, ...ensured }, t)
    const view = await planView(ctx, rep, ensured.plan, { own })
    if (view.stops.length > 0) return planCard(view, t, page)
    return noPlanCard({ ...view, hasCustomers: await hasCustomers(ctx, rep) }, t)
  }
  const plan = await findPlan(ctx.tx, rep.openId, date)
  if (plan) {
    const view = await planView(ctx, rep, plan, { own })
    if (view.stops.length > 0) return planCard(view, t, page)
  }
  const draft = await draftPlan(ctx, rep, date)
  if (!draft.works && draft.stops.length === 0) return dayOffCard({ ...about, ...draft }, t)
  if (when === 'past' || draft.stops.length === 0) {
    return noPlanCard({ ...about, hasCustomers: await hasCustomers(ctx, rep) }, t)
  }
  return planCard(await draftView(ctx, rep, date, draft, { own }), t, page)
}

async function hasCustomers(ctx: Ctx, rep: Rep): Promise<boolean> {
  const own = and(eq(customers.ownerOpenId, rep.openId), eq(customers.status, 'active'))
  return (await ctx.tx.$count(customers, own)) > 0
}

/** Patches the rep's own plan card where one has been sent; otherwise nothing. */
export async function refreshPlan(ctx: Ctx, rep: Rep, date: LocalDate): Promise<void> {
  const plan = await findPlan(ctx.tx, rep.openId, date)
  if (!plan) return
  const t = ctx.tFor(rep.locale)
  const view = await planView(ctx, rep, plan, { own: true })
  const card =
    view.stops.length > 0
      ? planCard(view, t)
      : noPlanCard({ ...view, hasCustomers: await hasCustomers(ctx, rep) }, t)
  await ctx.show({ openId: rep.openId }, planThing(rep.openId, date), card, { ifShown: true })
}

/** Writes an assignment: wishes, stops of plans that stand already, and word to the reps. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { AssignDraft } from '../../../../cards/plans/assign-actions.ts'
import { type AssignResult, newStopsCard } from '../../../../cards/plans/assign-result.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { planChanged } from '../../../events.ts'
import { lockFor } from '../../../queue/run-job.ts'
import type { Customer } from '../../customers/store.ts'
import { countUnasked } from '../../nudges/store.ts'
import { absorbWishes, addWish, type DailyPlan, ensurePlan, findPlan } from '../generate.ts'
import type { Rep } from '../people.ts'
import { planStops } from '../tables.ts'

/** Why a customer cannot be assigned, or null. */
function whyRefused(customer: Customer): AssignResult['refused'][number]['why'] | null {
  if (customer.status !== 'active') return 'closed'
  const located = customer.lngGcj !== null && customer.latGcj !== null
  return located || customer.address?.trim() ? null : 'noAddress'
}

/** Several reps and several customers, each of which belongs to one of them: each to its own. */
export function splitsByOwner(
  customers: readonly Customer[],
  reps: readonly Rep[],
  draft: AssignDraft,
): boolean {
  if (draft.each || reps.length < 2 || customers.length < 2) return false
  const named = new Set(reps.map((rep) => rep.openId))
  return customers.every(({ ownerOpenId }) => ownerOpenId !== null && named.has(ownerOpenId))
}

/**
 * Puts the customers on the plans of the reps for a day. Safe to repeat: what is there already stays.
 * A plan that stands takes them at once, counted, and is routed after; today's is made if there is none;
 * other days take them when they are planned. A rep whose card of today is out is told.
 */
export async function applyAssignment(
  ctx: ActorCtx,
  draft: AssignDraft & { date: LocalDate },
  customers: readonly Customer[],
  reps: readonly Rep[],
): Promise<AssignResult> {
  const { date } = draft
  const refused = customers.flatMap((customer) => {
    const why = whyRefused(customer)
    return why ? [{ name: customer.name, why }] : []
  })
  const good = customers.filter((customer) => whyRefused(customer) === null)
  const byOwner = splitsByOwner(good, reps, draft)
  // In one order everywhere, so that two managers do not wait for each other.
  const ordered = reps.toSorted((a, b) => (a.openId < b.openId ? -1 : 1))
  const done: AssignResult['reps'][number][] = []
  for (const rep of ordered) {
    const theirs = byOwner ? good.filter(({ ownerOpenId }) => ownerOpenId === rep.openId) : good
    if (theirs.length > 0) done.push(await assignTo(ctx, rep, date, theirs))
  }
  return { draft, date, reps: done, refused, byOwner }
}

async function assignTo(
  ctx: ActorCtx,
  rep: Rep,
  date: LocalDate,
  customers: readonly Customer[],
): Promise<AssignResult['reps'][number]> {
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const before = await findPlan(ctx.tx, rep.openId, date)
  const there = new Set(before ? await openStops(ctx, before, customers) : [])
  const wished = new Set<string>()
  for (const customer of customers) {
    const wish = { repOpenId: rep.openId, customerCode: customer.code, date }
    const isNew = await addWish(ctx, { ...wish, source: 'manual', byOpenId: ctx.actor.openId })
    if (isNew) wished.add(customer.code)
  }
  const plan = await planWith(ctx, rep, date, before, customers)
  const isNew = (code: string) => (before ? !there.has(code) : wished.has(code))
  const added = customers.filter((customer) => isNew(customer.code))
  if (before && added.length > 0) await tell(ctx, rep, before, added)
  return {
    openId: rep.openId,
    name: rep.name,
    onPlan: plan !== null,
    customers: customers.map((customer) => ({
      name: customer.name,
      isNew: isNew(customer.code),
      unpinned: customer.lngGcj === null || customer.latGcj === null,
    })),
  }
}

/** The customers that stand on a plan already and are not skipped. */
async function openStops(
  ctx: ActorCtx,
  plan: DailyPlan,
  customers: readonly Customer[],
): Promise<string[]> {
  const codes = customers.map((customer) => customer.code)
  const rows = await ctx.tx
    .select({ code: planStops.customerCode, status: planStops.status, state: planStops.skipState })
    .from(planStops)
    .where(and(eq(planStops.planId, plan.id), inArray(planStops.customerCode, codes)))
  return rows.filter((row) => row.status !== 'skipped' && row.state !== 'asked').map((r) => r.code)
}

/** Takes the wishes into the plan that stands, or makes today's; null when the day is planned later. */
async function planWith(
  ctx: ActorCtx,
  rep: Rep,
  date: LocalDate,
  before: DailyPlan | null,
  customers: readonly Customer[],
): Promise<DailyPlan | null> {
  if (!before) {
    if (date !== ctx.today) return null
    const made = await ensurePlan(ctx, rep, date)
    return made.kind === 'plan' ? made.plan : null
  }
  await absorbWishes(ctx, rep, before)
  const codes = customers.map((customer) => customer.code)
  const assigned = and(eq(planStops.planId, before.id), inArray(planStops.customerCode, codes))
  // Assigned by a manager: it counts, and a skip, asked or approved, is off.
  await ctx.tx.update(planStops).set({ counted: true }).where(assigned)
  await ctx.tx
    .update(planStops)
    .set({ status: 'planned', skipState: null, skipReason: null, skipRuledBy: null })
    .where(and(assigned, isNotNull(planStops.skipState), eq(planStops.status, 'skipped')))
  await ctx.tx
    .update(planStops)
    .set({ skipState: null, skipReason: null, skipRuledBy: null })
    .where(and(assigned, eq(planStops.skipState, 'asked')))
  await ctx.emit(planChanged, { repOpenId: rep.openId, date })
  return before
}

/** A rep who has today's card already hears what is new on it. */
async function tell(
  ctx: ActorCtx,
  rep: Rep,
  plan: DailyPlan,
  added: readonly Customer[],
): Promise<void> {
  if (!plan.frozenAt || rep.openId === ctx.actor.openId) return
  const view = {
    repOpenId: rep.openId,
    date: plan.date as LocalDate,
    byOpenId: ctx.actor.openId,
    byName: ctx.actor.name,
    customers: added.map(({ code, name }) => ({ code, name })),
    seen: false,
  }
  await ctx.say({ openId: rep.openId }, newStopsCard(view, ctx.tFor(rep.locale)))
  await countUnasked(ctx, rep.openId, 'person')
}

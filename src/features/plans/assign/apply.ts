/** Writes an assignment: each rep's part of it, and what cannot be assigned. */
import type { AssignDraft } from '../../../../cards/plans/assign-actions.ts'
import type { AssignResult } from '../../../../cards/plans/assign-result.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { LocalDate } from '../../../domain/time.ts'
import type { Customer } from '../../customers/store.ts'
import type { Rep } from '../people.ts'
import { putOnPlan, whyRefused } from '../put.ts'

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
    if (theirs.length > 0) done.push(await assignTo(ctx, rep, { ...draft, date }, theirs))
  }
  return { draft, date, reps: done, refused, byOwner }
}

async function assignTo(
  ctx: ActorCtx,
  rep: Rep,
  { date, window }: Pick<AssignDraft, 'window'> & { date: LocalDate },
  customers: readonly Customer[],
): Promise<AssignResult['reps'][number]> {
  const puts = customers.map((customer) => ({ customer }))
  const { plan, added } = await putOnPlan(ctx, rep, date, puts, {
    source: 'manual',
    by: ctx.actor,
    window,
  })
  return {
    openId: rep.openId,
    name: rep.name,
    onPlan: plan !== null,
    customers: customers.map((customer) => ({
      name: customer.name,
      isNew: added.includes(customer),
      unpinned: customer.lngGcj === null || customer.latGcj === null,
    })),
  }
}

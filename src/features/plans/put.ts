/** Puts customers on a rep's plan of a day: the wishes, the plan where it stands already, word to the rep. */
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { newStopsCard } from '../../../cards/plans/assign-result.ts'
import { windowText } from '../../../cards/plans/words.ts'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { TimeWindow } from '../../domain/time-words.ts'
import { planChanged } from '../../events.ts'
import { lockFor } from '../../queue/run-job.ts'
import type { Customer } from '../customers/store.ts'
import { countUnasked } from '../nudges/store.ts'
import { type DailyPlan, ensurePlan, findPlan } from './generate.ts'
import type { Rep } from './people.ts'
import { routePlan } from './route.ts'
import { type PlanSource, planStops } from './tables.ts'
import { setWindows } from './windows.ts'
import { absorbWishes, addWishes } from './wishes.ts'

export interface Put {
  readonly customer: Customer
  /** Kept on the stop and shown as why. */
  readonly note?: string | undefined
  /** Place in an order that is kept. */
  readonly place?: number | undefined
}

export interface PutAsked {
  readonly source: PlanSource
  readonly by: { readonly openId: string; readonly name: string }
  /** A day off was confirmed. */
  readonly anyway?: boolean
  readonly batchId?: string
  /** The rep is told in another way. */
  readonly quiet?: boolean
  /** Between which times the visits are to begin; only a manager's wishes have one. */
  readonly window?: TimeWindow | null
}

export interface PutDone {
  /** The plan of that day; null: it is made when the day comes. */
  readonly plan: DailyPlan | null
  /** Those that were neither on the plan nor asked for before. */
  readonly added: readonly Customer[]
}

/** Why a customer cannot be visited, or null. */
export function whyRefused(customer: Customer): 'closed' | 'noAddress' | null {
  if (customer.status !== 'active') return 'closed'
  const located = customer.lngGcj !== null && customer.latGcj !== null
  return located || customer.address?.trim() ? null : 'noAddress'
}

/**
 * Asks for visits of one rep on one day. Safe to repeat: what is there already stays. A plan that stands
 * takes them at once and is routed after; today's is made if there is none; other days take them when
 * they are planned. A rep whose card of the day is out is told, unless that rep asked. Customers that
 * cannot be visited (`whyRefused`) are the caller's to leave out.
 */
export async function putOnPlan(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  puts: readonly Put[],
  asked: PutAsked,
): Promise<PutDone> {
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const before = await findPlan(ctx.tx, rep.openId, date)
  const customers = puts.map(({ customer }) => customer)
  const there = new Set(before ? await openStops(ctx, before, customers) : [])
  const wishes = puts.map(({ customer, note, place }) => ({
    repOpenId: rep.openId,
    customerCode: customer.code,
    date,
    source: asked.source,
    byOpenId: asked.by.openId,
    note: note ?? null,
    place: place ?? null,
    anyway: asked.anyway ?? false,
    batchId: asked.batchId ?? null,
  }))
  const wished = new Set((await addWishes(ctx, wishes)).map(({ customerCode }) => customerCode))
  const codes = customers.map(({ code }) => code)
  const about = { repOpenId: rep.openId, date, codes, window: asked.window ?? null }
  const timed = new Set(asked.source === 'manual' ? await setWindows(ctx, about) : [])
  const plan = await planWith(ctx, rep, date, { before, puts, asked })
  const isNew = (code: string) => (before ? !there.has(code) : wished.has(code))
  const added = customers.filter((customer) => isNew(customer.code))
  const news = customers.filter(({ code }) => isNew(code) || timed.has(code))
  if (before && news.length > 0 && !asked.quiet) await tell(ctx, rep, before, news, asked)
  return { plan, added }
}

/** The customers that stand on a plan already and are not skipped. */
async function openStops(
  ctx: Ctx,
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
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  { before, puts, asked }: { before: DailyPlan | null; puts: readonly Put[]; asked: PutAsked },
): Promise<DailyPlan | null> {
  if (!before) {
    if (date !== ctx.today) return null
    const made = await ensurePlan(ctx, rep, date)
    return made.kind === 'plan' ? made.plan : null
  }
  await absorbWishes(ctx, rep, before)
  const isOrdered = asked.by.openId !== rep.openId
  const codes = puts.map(({ customer }) => customer.code)
  if (isOrdered && asked.source !== 'joint') await insist(ctx, before.id, codes)
  if (puts.some(({ place }) => place !== undefined)) {
    await keepPlaces(ctx, before.id, puts)
    await routePlan(ctx, rep, before.id)
  }
  await ctx.emit(planChanged, { repOpenId: rep.openId, date })
  return before
}

/** Asked for by a manager: it counts, and a skip, asked or approved, is off. */
async function insist(ctx: Ctx, planId: string, codes: readonly string[]): Promise<void> {
  const assigned = and(eq(planStops.planId, planId), inArray(planStops.customerCode, [...codes]))
  await ctx.tx.update(planStops).set({ counted: true }).where(assigned)
  await ctx.tx
    .update(planStops)
    .set({ status: 'planned', skipState: null, skipReason: null, skipRuledBy: null })
    .where(and(assigned, isNotNull(planStops.skipState), eq(planStops.status, 'skipped')))
  await ctx.tx
    .update(planStops)
    .set({ skipState: null, skipReason: null, skipRuledBy: null })
    .where(and(assigned, eq(planStops.skipState, 'asked')))
}

/** Stops that were on the plan before take their place in the copied order, too. */
async function keepPlaces(ctx: Ctx, planId: string, puts: readonly Put[]): Promise<void> {
  const rows = puts.map(({ customer, place }) => ({ code: customer.code, place: place ?? null }))
  await ctx.tx.execute(sql`
    update plan_stops s set kept_place = r.place
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(code text, place integer)
    where s.plan_id = ${planId} and s.customer_code = r.code`)
}

/** A rep who has the day's card already hears what is new on it. */
async function tell(
  ctx: Ctx,
  rep: Rep,
  plan: DailyPlan,
  added: readonly Customer[],
  { by, window }: Pick<PutAsked, 'by' | 'window'>,
): Promise<void> {
  if (!plan.frozenAt || rep.openId === by.openId) return
  const view = {
    repOpenId: rep.openId,
    date: plan.date as LocalDate,
    byOpenId: by.openId,
    byName: by.name,
    customers: added.slice(0, tellAtMost).map(({ code, name }) => ({ code, name })),
    window: window ? windowText(window) : null,
    seen: false,
  }
  await ctx.say({ openId: rep.openId }, newStopsCard(view, ctx.tFor(rep.locale)))
  await countUnasked(ctx, rep.openId, 'person')
}

/** What the payload of the rep's card holds; a day has no more. */
const tellAtMost = 40

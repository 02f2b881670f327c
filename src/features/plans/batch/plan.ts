/** What a batch comes to: who visits whom on which day, and who is left out why. */
import { sql } from 'drizzle-orm'
import type { ActorCtx, Ctx } from '../../../bot/context.ts'
import {
  type BatchDraft,
  type BatchItem,
  batchLimit,
  dealToPeople,
  inNeighbourhoods,
  overDays,
} from '../../../domain/plans/batch.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { batchWords } from '../../../i18n/plan-batch.ts'
import { message } from '../../../i18n/t.ts'
import { may } from '../../../policies.ts'
import { type Customer, getCustomers } from '../../customers/store.ts'
import { seenCustomers } from '../assign/lookup.ts'
import { homeOf } from '../inputs.ts'
import { calendarOf, loadRep, type Rep } from '../people.ts'
import { whyRefused } from '../put.ts'
import { codesOf } from './filter.ts'

/** Days ahead in which room is looked for. */
const lookAhead = 60
const horizonDays = 180

export type LeftWhy = 'closed' | 'noAddress' | 'noOwner' | 'notYours' | 'noRoom' | 'unknown'

export interface Left {
  readonly code: string
  readonly name: string
  readonly why: LeftWhy
}

type Wanted = BatchItem & {
  readonly customer: Customer
  readonly ownerOpenId: string | null
  readonly line: string | null
  readonly point?: { lng: number; lat: number } | undefined
}

export interface RepBatch {
  readonly rep: Rep
  readonly capacity: number
  readonly days: readonly { readonly date: LocalDate; readonly customers: readonly Wanted[] }[]
}

export interface BatchPlan {
  readonly reps: readonly RepBatch[]
  readonly left: readonly Left[]
  readonly total: number
}

/** The customers that a draft means. Throws UserError when they are more than one batch takes. */
export async function itemsOf(ctx: ActorCtx, draft: BatchDraft): Promise<readonly BatchItem[]> {
  if (!draft.filter) return draft.items
  const codes = await codesOf(ctx, draft.filter, batchLimit + 1)
  if (codes.length > batchLimit) {
    throw new UserError(message(batchWords.tooMany, { n: batchLimit }))
  }
  return codes.map((code) => ({ code }))
}

/** May the actor put visits on this person's plan: the own, or as a manager. */
const mayPlanFor = (ctx: ActorCtx, rep: Rep) =>
  rep.openId === ctx.actor.openId
    ? may(ctx.actor, 'plan.change', rep)
    : may(ctx.actor, 'plan.assign', rep)

/**
 * Deals the customers of a draft to people and days. Everything is read and authorised as it is now:
 * customers that the actor may not see are unknown. Days are working days of each person from `from` on,
 * or where none is given those that have room below the day's capacity.
 */
export async function planBatch(ctx: ActorCtx, draft: BatchDraft): Promise<BatchPlan> {
  const items = await itemsOf(ctx, draft)
  const seen = await visibleCustomers(ctx, items)
  const left: Left[] = []
  const wanted = items.flatMap((item): Wanted[] => {
    const customer = seen.get(item.code)
    const why = customer ? whyRefused(customer) : 'unknown'
    if (why) left.push({ code: item.code, name: customer?.name ?? item.code, why })
    return customer && !why ? [wantedOf(item, customer)] : []
  })
  const dealt = dealToPeople(wanted, draft.whom)
  const out = (why: LeftWhy, some: readonly Wanted[]) =>
    left.push(...some.map(({ code, customer }) => ({ code, name: customer.name, why })))
  out('noOwner', dealt.left)
  const reps: RepBatch[] = []
  for (const [openId, theirs] of [...dealt.byRep].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const rep = await loadRep(ctx.tx, openId)
    if (!rep || !mayPlanFor(ctx, rep)) {
      out(rep ? 'notYours' : 'noOwner', theirs)
      continue
    }
    const capacity = ctx.rules.get(settings.capacity, { teams: rep.teamPath })
    const days = await daysFor(ctx, rep, draft, { capacity, n: theirs.length })
    const ordered = inNeighbourhoods(theirs, homeOf(rep).home)
    const { byDay, left: without } = overDays(ordered, days)
    out('noRoom', without)
    if (byDay.size === 0) continue
    reps.push({ rep, capacity, days: [...byDay].map(([date, customers]) => ({ date, customers })) })
  }
  return {
    reps: reps.toSorted((a, b) => (a.rep.name < b.rep.name ? -1 : 1)),
    left,
    total: items.length,
  }
}

/** Of a joint list a rep sees the own customers, a manager those of the teams. */
async function visibleCustomers(ctx: ActorCtx, items: readonly BatchItem[]) {
  const codes = items.map(({ code }) => code)
  if (ctx.actor.role === 'admin') return getCustomers(ctx.tx, codes)
  const rows = await seenCustomers(ctx, codes)
  return new Map(rows.map((customer) => [customer.code, customer]))
}

function wantedOf(item: BatchItem, customer: Customer): Wanted {
  const { lngGcj: lng, latGcj: lat } = customer
  return {
    ...item,
    customer,
    ownerOpenId: customer.ownerOpenId,
    line: customer.line,
    point: lng === null || lat === null ? undefined : { lng, lat },
  }
}

async function daysFor(
  ctx: Ctx,
  rep: Rep,
  { from, perDay }: BatchDraft,
  { capacity, n }: { capacity: number; n: number },
): Promise<{ date: LocalDate; room: number }[]> {
  const first = from ?? addDays(ctx.today, 1)
  const calendar = await calendarOf(ctx, rep, first)
  const last = addDays(ctx.today, horizonDays)
  const working = Array.from({ length: lookAhead }, (_, i) => addDays(first, i)).filter(
    (date) => date <= last && calendar.isWorkingDay(date),
  )
  if (from !== null && perDay === null)
    return working.slice(0, 1).map((date) => ({ date, room: n }))
  if (from !== null && perDay !== null) return working.map((date) => ({ date, room: perDay }))
  const load = await loadOf(ctx, rep, first, addDays(first, lookAhead))
  return working.map((date) => {
    const share = Math.ceil(capacity * calendar.workShare(date))
    const room = Math.max(0, share - (load.get(date) ?? 0))
    return { date, room: perDay === null ? room : Math.min(room, perDay) }
  })
}

/** Customers that a person has on plans, was asked for, or has in an agreed cycle, by day. */
export async function loadOf(
  ctx: Pick<Ctx, 'tx'>,
  rep: Pick<Rep, 'openId'>,
  from: LocalDate,
  to: LocalDate,
): Promise<Map<string, number>> {
  const rows = await ctx.tx.execute<{ date: string; n: number }>(sql`
    select date::text as date, count(distinct code)::int as n from (
      select date, customer_code as code from plan_stops
      where rep_open_id = ${rep.openId} and date between ${from} and ${to} and status <> 'skipped'
      union
      select date, customer_code from plan_wishes
      where rep_open_id = ${rep.openId} and date between ${from} and ${to} and status = 'waiting'
      union
      select v.date, v.customer_code from cycle_visits v join cycles c on c.id = v.cycle_id
      where v.rep_open_id = ${rep.openId} and v.date between ${from} and ${to}
        and c.status = 'published') there
    group by date`)
  return new Map(rows.map(({ date, n }) => [date, n]))
}

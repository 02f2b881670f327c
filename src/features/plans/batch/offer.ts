/**
 * Customers offered to a person to be put on plans, each with a reason: the neglected, and those that
 * something is wrong with. What is ticked becomes wishes that keep the reason.
 */
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Card } from '../../../../cards/kit/card.ts'
import { type PickView, pickCard, pickPageSize } from '../../../../cards/plans/batch-pick.ts'
import type { ActorCtx, Ctx } from '../../../bot/context.ts'
import type { AskingCtx } from '../../../bot/slow-card.ts'
import { batchLimit } from '../../../domain/plans/batch.ts'
import { getCustomers } from '../../customers/store.ts'
import { getUsers, loadActor } from '../../org/store.ts'
import { type Acting, assignable } from '../assign/lookup.ts'
import { planStops, planWishes } from '../tables.ts'
import { type Batch, openBatch } from './store.ts'

export interface Offered {
  readonly customerCode: string
  /** In the words that the stop will show as its why. */
  readonly reason: string
}

type Kind = 'anomaly' | 'neglected'

/** Keeps what is offered to a person, the most urgent first; the card reads it from there. */
export function keepOffer(
  ctx: Pick<Ctx, 'tx' | 'now'>,
  offer: { id?: string; kind: Kind; toOpenId: string; items: readonly Offered[] },
): Promise<Batch> {
  const { id, kind, toOpenId, items } = offer
  return openBatch(ctx, {
    ...(id ? { id } : {}),
    kind,
    byOpenId: toOpenId,
    draft: {
      items: items
        .slice(0, batchLimit)
        .map(({ customerCode, reason }) => ({ code: customerCode, note: reason.slice(0, 200) })),
    },
  })
}

/**
 * Sends a person a card of abnormal customers to tick: each a code with the reason. For jobs; nothing is
 * sent where there are none, or to who is not active.
 */
export async function sendAnomalies(
  ctx: Ctx,
  toOpenId: string,
  items: readonly Offered[],
): Promise<void> {
  const actor = items.length > 0 ? await loadActor(ctx.tx, toOpenId) : null
  if (!actor) return
  const batch = await keepOffer(ctx, { kind: 'anomaly', toOpenId, items })
  const t = ctx.tFor(actor.locale)
  const card = pickCard(await pickView({ ...ctx, actor }, batch, 0), t)
  await ctx.show({ openId: toOpenId }, offerThing(batch.id), card)
}

export const offerThing = (batchId: string) => `offer:${batchId}`

/** A page of what is offered, as it stands now. */
export async function pickView(
  ctx: Acting & Pick<Ctx, 'today'>,
  batch: Batch,
  wanted: number,
): Promise<PickView> {
  const { items } = batch.draft
  const pages = Math.max(1, Math.ceil(items.length / pickPageSize))
  const page = Math.min(wanted, pages - 1)
  const here = items.slice(page * pickPageSize, (page + 1) * pickPageSize)
  const codes = here.map(({ code }) => code)
  const byCode = await getCustomers(ctx.tx, codes)
  const planned = await plannedAhead(ctx, codes)
  const leads = ctx.actor.role === 'manager' || ctx.actor.role === 'admin'
  const owners = await getUsers(
    ctx.tx,
    leads ? [...byCode.values()].flatMap(({ ownerOpenId }) => ownerOpenId ?? []) : [],
  )
  return {
    batchId: batch.id,
    pickId: uuidv7(),
    kind: batch.kind === 'neglected' ? 'neglected' : 'anomaly',
    total: items.length,
    page,
    pages,
    rows: here.map(({ code, note }) => {
      const customer = byCode.get(code)
      return {
        code,
        name: customer?.name ?? code,
        grade: customer?.grade ?? null,
        owner: owners.get(customer?.ownerOpenId ?? '')?.name ?? null,
        reason: note ?? '',
        planned: planned.has(code),
      }
    }),
    people: leads ? (await assignable(ctx)).map(({ openId, name }) => ({ openId, name })) : null,
  }
}

/** Those that somebody has on a plan, or asked for, from today on. */
async function plannedAhead(
  ctx: Pick<ActorCtx, 'tx' | 'today'>,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set()
  const stops = ctx.tx
    .select({ code: planStops.customerCode })
    .from(planStops)
    .where(
      and(
        inArray(planStops.customerCode, [...codes]),
        gte(planStops.date, ctx.today),
        eq(planStops.status, 'planned'),
      ),
    )
  const wishes = ctx.tx
    .select({ code: planWishes.customerCode })
    .from(planWishes)
    .where(
      and(
        sql`${planWishes.customerCode} in ${[...codes]}`,
        gte(planWishes.date, ctx.today),
        eq(planWishes.status, 'waiting'),
      ),
    )
  return new Set((await stops.union(wishes)).map(({ code }) => code))
}

export const cardOfOffer = async (ctx: AskingCtx, batch: Batch, page: number): Promise<Card> =>
  pickCard(await pickView(ctx, batch, page), ctx.t)

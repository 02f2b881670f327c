/** The card 待核查拜访 of one judge: one a day, wherever in the list they are. */

import { and, count, eq, gte } from 'drizzle-orm'
import type { Card } from '../../../cards/kit/card.ts'
import { reviewCard, reviewEmptyCard } from '../../../cards/trust/review.ts'
import type { Review } from '../../../cards/trust/view.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { localInstant } from '../../domain/time.ts'
import { hoursSince } from '../../domain/trust/waiting.ts'
import type { T } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { getCustomers } from '../customers/store.ts'
import { loadActor } from '../org/store.ts'
import { noteView, reviewItem } from './review-item.ts'
import { type Waiting, waitingFor } from './review-list.ts'
import { type Case, caseOf, doubtedOf, judgedOfCase } from './show-case.ts'
import { visitRulings } from './tables.ts'

export const reviewThing = (date: string) => `trust-review:${date}`

const listed = 10

interface Looking {
  /** This visit; the first of the list without it, or when the reader may not know of it. */
  readonly visitId?: string | undefined
  /** Says how long people wait. */
  readonly reminds?: boolean
}

/** The card for a reader, as it stands now. Looking at a visit is noted for its rep to see. */
export async function reviewOf(ctx: Ctx, reader: Actor, looking: Looking, t: T): Promise<Card> {
  const list = await waitingFor(ctx, reader.openId)
  const found = looking.visitId ? await seenCase(ctx, reader, looking.visitId) : null
  const current = found ?? (list[0] ? await caseOf(ctx.tx, list[0].visitId) : null)
  if (!current) return emptyCard(ctx, reader, t)
  const position = list.findIndex(({ visitId }) => visitId === current.visit.id)
  const waiting = list[position]
  const judged = waiting?.judged ?? (await judgedOfCase(ctx.tx, current))
  await noteView(ctx, current.visit.id, reader.openId)
  const item = await reviewItem(
    ctx,
    reader,
    { one: current, judged, level: waiting?.level ?? null },
    t,
  )
  const review: Review = {
    item,
    position: position < 0 ? null : position + 1,
    total: list.length,
    previous: list[position - 1]?.visitId ?? null,
    next: list[position + 1]?.visitId ?? null,
    others: await linesOf(
      ctx,
      list.filter(({ visitId }) => visitId !== current.visit.id).slice(0, listed),
    ),
    hidden: Math.max(0, list.length - (position < 0 ? 0 : 1) - listed),
    waiting: looking.reminds ? waitedOf(ctx, list) : null,
  }
  return reviewCard(review, t)
}

async function seenCase(ctx: Ctx, reader: Actor, visitId: string): Promise<Case | null> {
  const one = await caseOf(ctx.tx, visitId)
  if (!one || one.visit.repOpenId === reader.openId) return null
  const judged = await judgedOfCase(ctx.tx, one)
  return may(reader, 'trust.see', doubtedOf(one, judged)) ? one : null
}

async function linesOf(ctx: Ctx, others: readonly Waiting[]): Promise<Review['others']> {
  const customers = await getCustomers(
    ctx.tx,
    others.map(({ customerCode }) => customerCode),
  )
  return others.map(({ visitId, customerCode, score, judged, level, clock }) => ({
    visitId,
    rep: judged.name,
    customer: customers.get(customerCode)?.name ?? customerCode,
    score,
    tag: level === 2 ? 'appeal' : clock ? 'explained' : null,
  }))
}

/** How many reps wait for an answer for longer than the rule wants, and the longest of them. */
function waitedOf(ctx: Ctx, list: readonly Waiting[]): Review['waiting'] {
  const hours = list.flatMap((one) => {
    const most = ctx.rules.get(settings.trustAnswerHours, { teams: one.judged.teamPath })
    const waited = one.clock ? hoursSince(one.clock.at, ctx.now) : 0
    return waited >= most ? [waited] : []
  })
  return hours.length === 0 ? null : { n: hours.length, hours: Math.floor(Math.max(...hours)) }
}

async function emptyCard(ctx: Ctx, reader: Actor, t: T): Promise<Card> {
  const [row] = await ctx.tx
    .select({ n: count() })
    .from(visitRulings)
    .where(
      and(
        gte(visitRulings.at, localInstant(ctx.today, '00:00', ctx.zone)),
        eq(visitRulings.byOpenId, reader.openId),
      ),
    )
  const sentAt = ctx.rules.get(settings.trustReviewAt)
  return reviewEmptyCard({ ruledToday: row?.n ?? 0, sentAt }, t)
}

/** Sends a judge the card anew; nothing to who has left or has nothing to decide. */
export async function sendReview(ctx: Ctx, openId: string, looking: Looking): Promise<void> {
  const reader = await loadActor(ctx.tx, openId)
  if (!reader) return
  const card = await reviewOf(ctx, reader, looking, ctx.tFor(reader.locale))
  await ctx.show({ openId }, reviewThing(ctx.today), card, { fresh: true })
}

/** The day's card of a judge, once: a second run only brings it up to date. Silent with nothing to decide. */
export async function sendDailyReview(ctx: Ctx, openId: string): Promise<void> {
  const reader = await loadActor(ctx.tx, openId)
  if (!reader || (await waitingFor(ctx, openId)).length === 0) return
  const card = await reviewOf(ctx, reader, { reminds: true }, ctx.tFor(reader.locale))
  await ctx.show({ openId }, reviewThing(ctx.today), card)
}

/** Clicks on the cards of many visits at once. */
import { z } from 'zod'
import type { Card } from '../../../../cards/kit/card.ts'
import { batchActions } from '../../../../cards/plans/batch-actions.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { leaders, onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { type AskingCtx, manyPeople, type SlowCard, workOut } from '../../../bot/slow-card.ts'
import { anyCustomer, type BatchFilter } from '../../../domain/plans/batch.ts'
import { localDate } from '../../../domain/time.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import { visibleTeams } from '../../../policies.ts'
import { countReps } from '../../org/store.ts'
import { countFilter, facetKeys } from './filter.ts'
import { makeBatch, undoBatch } from './make.ts'
import { onNeglected } from './neglected-command.ts'
import { cardOfOffer, offerThing } from './offer.ts'
import { type Batch, openBatch, ownBatch, saveDraft } from './store.ts'
import { cardOfFilter, cardOfPreview, cardOfResult } from './view.ts'

const filterAsk = z.object({ batchId: z.uuid(), words: z.array(z.string()) })

export const slowFilter: SlowCard<z.output<typeof filterAsk>> = {
  name: 'filter',
  ask: filterAsk,
  title: async (ctx) => ctx.t(w.filterTitle),
  card: async (ctx, { batchId, words }) => filterCard(ctx, await ownBatch(ctx, batchId), words),
}

/** The conditions of a draft with their numbers; words that are values of a condition narrow it before. */
async function filterCard(ctx: AskingCtx, batch: Batch, words: readonly string[]): Promise<Card> {
  if (batch.status !== 'draft') return cardOfResult(ctx, batch)
  if (words.length === 0) return cardOfFilter(ctx, batch)
  const { facets } = await countFilter(ctx, anyCustomer)
  let filter: BatchFilter = anyCustomer
  for (const word of words) {
    const key = facetKeys.find((one) =>
      facets[one].some(({ value }) => value.toLowerCase() === word.toLowerCase()),
    )
    const value = key && facets[key].find((one) => one.value.toLowerCase() === word.toLowerCase())
    if (key && value) filter = narrowed(filter, key, value.value)
  }
  return cardOfFilter(ctx, await saveDraft(ctx, batch, { filter }))
}

async function answerFilter(
  ctx: ActorCtx,
  batch: Batch,
  words: readonly string[],
  reply: (card: Card, thing?: string) => Reply,
): Promise<Reply> {
  const people = await countReps(ctx.tx, visibleTeams(ctx.actor))
  if (people <= manyPeople) return reply(await filterCard(ctx, batch, words))
  const thing = `filter:${batch.id}`
  const asked = { batchId: batch.id, words: [...words] }
  return reply(await workOut(ctx, slowFilter, asked, thing), thing)
}

/** The card of a new filter. */
export async function filterReply(ctx: ActorCtx, words: readonly string[]): Promise<Reply> {
  const draft = { filter: anyCustomer }
  const batch = await openBatch(ctx, { kind: 'filter', byOpenId: ctx.actor.openId, draft })
  return answerFilter(ctx, batch, words, sendCard)
}

/** One condition changed; `*`: any. */
function narrowed(filter: BatchFilter, key: string, value: string): BatchFilter {
  const chosen = value === '*' ? null : value
  if (key === 'silent') return { ...filter, silent: chosen !== null }
  if (key === 'sinceDays') return { ...filter, sinceDays: chosen === null ? null : Number(chosen) }
  return { ...filter, [key]: chosen }
}

const onFilter = onAction(batchActions.filter, { who: leaders }, (ctx) => filterReply(ctx, []))

const onNarrow = onAction(
  batchActions.narrow,
  { who: leaders },
  async (ctx, { payload, option }) => {
    const batch = await ownBatch(ctx, payload.batchId)
    if (batch.status !== 'draft') return replaceCard(cardOfResult(ctx, batch))
    const filter = narrowed(batch.draft.filter ?? anyCustomer, payload.key, option)
    return answerFilter(ctx, await saveDraft(ctx, batch, { filter }), [], replaceCard)
  },
)

/** `12` → 12, empty → null; anything else is no number of visits a day. */
function readPerDay(text: string | undefined): number | null | 'bad' {
  if (!text) return null
  const n = Number(text.normalize('NFKC'))
  return Number.isInteger(n) && n >= 1 && n <= 80 ? n : 'bad'
}

const onPreview = onAction(
  batchActions.preview,
  { who: leaders },
  async (ctx, { payload, form }) => {
    const batch = await ownBatch(ctx, payload.batchId)
    if (batch.status !== 'draft') return replaceCard(cardOfResult(ctx, batch))
    const perDay = readPerDay(form.perDay)
    if (perDay === 'bad') return toast('warning', ctx.t(w.badNumber))
    const from = localDate.safeParse(form.from).data ?? null
    if (from !== null && from < ctx.today) return toast('warning', ctx.t(w.whyDayPast))
    const whom = form.whom.length > 0 ? form.whom : ('owner' as const)
    const dealt = await saveDraft(ctx, batch, { whom, from, perDay })
    return replaceCard(await cardOfPreview(ctx, dealt))
  },
)

const onChange = onAction(batchActions.change, { who: leaders }, async (ctx, { payload }) => {
  const batch = await ownBatch(ctx, payload.batchId)
  if (batch.status !== 'draft') return replaceCard(cardOfResult(ctx, batch))
  return answerFilter(ctx, batch, [], replaceCard)
})

const onMake = onAction(batchActions.make, { who: leaders }, async (ctx, { payload }) => {
  const batch = await makeBatch(ctx, await ownBatch(ctx, payload.batchId))
  return replaceCard(cardOfResult(ctx, batch))
})

const onUndo = onAction(batchActions.undo, { who: 'member' }, async (ctx, { payload }) => {
  const batch = await undoBatch(ctx, await ownBatch(ctx, payload.batchId))
  return replaceCard(cardOfResult(ctx, batch))
})

const onList = onAction(batchActions.list, { who: 'member' }, async (ctx, { payload }) => {
  const batch = await ownBatch(ctx, payload.batchId)
  return replaceCard(await cardOfOffer(ctx, batch, payload.page), offerThing(batch.id))
})

const onPick = onAction(batchActions.pick, { who: 'member' }, async (ctx, { payload, form }) => {
  const { batchId, pickId, page } = payload
  const offer = await ownBatch(ctx, batchId)
  const items = offer.draft.items.filter(({ code }) => form.codes.includes(code))
  if (items.length === 0) return toast('warning', ctx.t(w.pickSome))
  const from = localDate.safeParse(form.day).data ?? null
  if (from !== null && from < ctx.today) return toast('warning', ctx.t(w.whyDayPast))
  const { actor } = ctx
  const whom =
    form.whom.length > 0 ? form.whom : actor.role === 'rep' ? [actor.openId] : ('owner' as const)
  const picked = await openBatch(ctx, {
    id: pickId,
    kind: offer.kind,
    byOpenId: actor.openId,
    draft: { items, whom, from },
  })
  const done = await makeBatch(ctx, picked, { batchId, page })
  return replaceCard(cardOfResult(ctx, done), offerThing(batchId))
})

export const batchHandlers = [
  onFilter,
  onNarrow,
  onPreview,
  onChange,
  onMake,
  onUndo,
  onList,
  onPick,
  onNeglected,
]

/** Clicks on the cards of many visits at once; `久未拜访`. */
import { batchActions } from '../../../../cards/plans/batch-actions.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { type Arguments, defineCommand, leaders, onAction } from '../../../bot/define.ts'
import { type Reply, replaceCard, sayText, sendCard, toast } from '../../../bot/reply.ts'
import { anyCustomer, type BatchFilter } from '../../../domain/plans/batch.ts'
import { localDate } from '../../../domain/time.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import { planWords } from '../../../i18n/plans.ts'
import { authorize } from '../../../policies.ts'
import { customerScope } from '../../customers/store.ts'
import { personNamed } from '../named.ts'
import { loadRep } from '../people.ts'
import { countFilter, facetKeys } from './filter.ts'
import { makeBatch, undoBatch } from './make.ts'
import { neglectedCustomers, reasonOf } from './neglected.ts'
import { cardOfOffer, keepOffer, offerThing } from './offer.ts'
import { openBatch, ownBatch, saveDraft } from './store.ts'
import { cardOfFilter, cardOfPreview, cardOfResult } from './view.ts'

/** The card of a new filter; words that are values of a condition narrow it at once. */
export async function filterReply(ctx: ActorCtx, words: readonly string[]): Promise<Reply> {
  const { facets } = await countFilter(ctx, anyCustomer)
  let filter: BatchFilter = anyCustomer
  for (const word of words) {
    const key = facetKeys.find((one) =>
      facets[one].some(({ value }) => value.toLowerCase() === word.toLowerCase()),
    )
    const value = key && facets[key].find((one) => one.value.toLowerCase() === word.toLowerCase())
    if (key && value) filter = narrowed(filter, key, value.value)
  }
  const batch = await openBatch(ctx, {
    kind: 'filter',
    byOpenId: ctx.actor.openId,
    draft: { filter },
  })
  return sendCard(await cardOfFilter(ctx, batch))
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
    return replaceCard(await cardOfFilter(ctx, await saveDraft(ctx, batch, { filter })))
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
  return replaceCard(await cardOfFilter(ctx, batch))
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

/** Those listed at once: more is nobody's week. */
const listed = 300

async function neglectedReply(
  ctx: ActorCtx,
  openId: string | null,
  days: number | null,
): Promise<Reply> {
  const scope = openId === null ? customerScope(ctx.actor) : { ownerOpenId: openId }
  const { rows } = await neglectedCustomers(ctx, scope, { days, limit: listed })
  const items = rows.map((row) => ({ customerCode: row.code, reason: reasonOf(row, ctx.t) }))
  const batch = await keepOffer(ctx, { kind: 'neglected', toOpenId: ctx.actor.openId, items })
  return sendCard(await cardOfOffer(ctx, batch, 0), offerThing(batch.id))
}

function readAsk(args: Arguments): { days: number | null; name: string } {
  let text = args.text.normalize('NFKC')
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  const found = /(?<!\S)(\d{1,3})\s*(?:天|d|days?)?(?!\S)/.exec(text)
  const rest = found ? text.replace(found[0], ' ') : text
  const days = found ? Number(found[1]) : 0
  return { days: days > 0 ? days : null, name: rest.trim().replace(/^@/, '') }
}

export const neglectedCommand = defineCommand({
  name: 'neglected',
  aliases: ['久未拜访', '久未', 'neglected'],
  who: ['rep', 'manager', 'admin'],
  summary: w.neglectedSummary,
  usage: w.neglectedUsage,
  example: '久未拜访 30',
  args: anyArguments,
  async run(ctx, args) {
    const { days, name } = readAsk(args)
    const own = ctx.actor.role === 'rep' ? ctx.actor.openId : null
    const openId = args.mentions[0]?.openId ?? (name ? await personNamed(ctx, name) : own)
    if (name && !openId) return sayText(ctx.t(planWords.repUnknown, { name }))
    if (openId !== null) {
      const rep = await loadRep(ctx.tx, openId)
      authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
    }
    return neglectedReply(ctx, openId, days)
  },
})

const onNeglected = onAction(
  batchActions.neglected,
  { who: 'member' },
  async (ctx, { payload }) => {
    const rep = await loadRep(ctx.tx, payload.repOpenId)
    authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
    return neglectedReply(ctx, payload.repOpenId, null)
  },
)

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

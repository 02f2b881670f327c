/** 逐家挑选: single customers ticked on a card, page by page, before the preview. */
import { handoverActions } from '../../../cards/handover/actions.ts'
import { listCard, listPageSize } from '../../../cards/handover/list.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { replaceCard } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { handoverWords as w } from '../../i18n/handover.ts'
import { message } from '../../i18n/t.ts'
import { nextCard, pairOf } from './step.ts'
import {
  type List,
  listIdOf,
  listPage,
  ownList,
  pickOf,
  setQuery,
  startList,
  tick,
  tickAll,
} from './store/lists.ts'

const who = { who: leaders }

/** The actor's own list, whose handover they may still make. Throws UserError. */
async function listFor(ctx: ActorCtx, listId: string): Promise<List> {
  const list = await ownList(ctx, listId)
  if (!list) throw new UserError(message(w.listGone))
  await pairOf(ctx, list.fromOpenId, list.toOpenId)
  return list
}

async function pageCard(ctx: ActorCtx, list: List, asked: number): Promise<Card> {
  const { from, to } = await pairOf(ctx, list.fromOpenId, list.toOpenId)
  const first = await listPage(ctx.tx, list, { limit: listPageSize, offset: asked * listPageSize })
  const pages = Math.max(1, Math.ceil(first.total / listPageSize))
  const page = Math.min(asked, pages - 1)
  const shown =
    page === asked
      ? first
      : await listPage(ctx.tx, list, { limit: listPageSize, offset: page * listPageSize })
  return listCard({ ...shown, listId: list.id, from, to, query: list.query, page, pages }, ctx.t)
}

/** 逐家挑选 on the preview: a new list among what was chosen there, or the list that was left. */
const onList = onAction(handoverActions.list, who, async (ctx, { payload }) => {
  const { fromOpenId, toOpenId, pick } = payload
  await pairOf(ctx, fromOpenId, toOpenId)
  const known = listIdOf(pick)
  const list = known
    ? await listFor(ctx, known)
    : await startList(ctx, { fromOpenId, toOpenId, among: pick })
  return replaceCard(await pageCard(ctx, list, 0))
})

const onPage = onAction(handoverActions.page, who, async (ctx, { payload }) =>
  replaceCard(await pageCard(ctx, await listFor(ctx, payload.listId), payload.page)),
)

const onTick = onAction(handoverActions.tick, who, async (ctx, { payload }) => {
  const { listId, page, code, on } = payload
  const list = await listFor(ctx, listId)
  await tick(ctx.tx, list, code, on)
  return replaceCard(await pageCard(ctx, list, page))
})

const onTickAll = onAction(handoverActions.tickAll, who, async (ctx, { payload }) => {
  const { listId, page, on } = payload
  const list = await listFor(ctx, listId)
  await tickAll(ctx.tx, list, on)
  return replaceCard(await pageCard(ctx, list, page))
})

const onFind = onAction(handoverActions.find, who, async (ctx, { payload, form }) => {
  const list = await listFor(ctx, payload.listId)
  const query = form.query?.slice(0, 50) ?? null
  await setQuery(ctx.tx, list, query)
  return replaceCard(await pageCard(ctx, { ...list, query }, 0))
})

/** 下一步: what was ticked as a preview, where it is confirmed. */
const onListDone = onAction(handoverActions.listDone, who, async (ctx, { payload }) => {
  const list = await listFor(ctx, payload.listId)
  const { fromOpenId, toOpenId } = list
  return replaceCard(await nextCard(ctx, { fromOpenId, toOpenId, pick: pickOf(list) }))
})

export const handoverListHandlers = [onList, onPage, onTick, onTickAll, onFind, onListDone]

/** `交接` and the clicks on its cards. */
import { handoverActions } from '../../../cards/handover/actions.ts'
import { cancelledCard } from '../../../cards/handover/handover.ts'
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, leaders, onAction } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import { handoverWords as w } from '../../i18n/handover.ts'
import { handoverListHandlers } from './list.ts'
import { handoverCard, makeHandover, thingOf, undoHandover } from './make.ts'
import { nextCard, readCard } from './step.ts'

export const handoverCommand = defineCommand({
  name: 'handover',
  aliases: ['交接', 'handover'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '交接 李雷 韩梅',
  args: anyArguments,
  run: async (ctx, args) => sendCard(await readCard(ctx, args)),
})

const who = { who: leaders }

const onFrom = onAction(handoverActions.from, who, async (ctx, { payload, option }) =>
  replaceCard(await nextCard(ctx, { ...payload, fromOpenId: option, pick: 'all' })),
)

const onTo = onAction(handoverActions.to, who, async (ctx, { payload, option }) =>
  replaceCard(await nextCard(ctx, { ...payload, toOpenId: option })),
)

const onPick = onAction(handoverActions.pick, who, async (ctx, { payload, option }) =>
  replaceCard(await nextCard(ctx, { ...payload, pick: option })),
)

/** The card of somebody who has left stays as it is: the questions come on a new one. */
const onOpen = onAction(handoverActions.open, who, async (ctx, { payload }) =>
  sendCard(await nextCard(ctx, { ...payload, toOpenId: null, pick: 'all' })),
)

const onConfirm = onAction(handoverActions.confirm, who, async (ctx, { payload }) => {
  const made = await makeHandover(ctx, payload)
  return replaceCard(await handoverCard(ctx, made, 'maker', ctx.t, true), thingOf(made.handover.id))
})

const onCancel = onAction(handoverActions.cancel, who, async (ctx) =>
  replaceCard(cancelledCard(ctx.t)),
)

const onUndo = onAction(handoverActions.undo, who, async (ctx, { payload }) => {
  const undone = await undoHandover(ctx, payload.handoverId)
  return replaceCard(
    await handoverCard(ctx, undone, 'maker', ctx.t, true),
    thingOf(undone.handover.id),
  )
})

export const handoverHandlers = [
  ...[onFrom, onTo, onPick, onOpen, onConfirm, onCancel, onUndo],
  ...handoverListHandlers,
]

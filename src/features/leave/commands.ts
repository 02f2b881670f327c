/** `请假` and `出差`: a form with what the words said already. */
import { leaveFormCard } from '../../../cards/leave/leave.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Arguments, defineCommand } from '../../bot/define.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'
import { leaveWords } from '../../i18n/leave.ts'
import { leaveAskers } from './handlers.ts'
import { readLeave } from './read.ts'
import { openRequests, viewsOf } from './store.ts'

async function formReply(
  ctx: ActorCtx,
  kind: 'leave' | 'trip',
  { text }: Arguments,
): Promise<Reply> {
  const mine = await viewsOf(ctx, await openRequests(ctx.tx, ctx.actor.openId, ctx.today))
  return sendCard(leaveFormCard({ kind, ...readLeave(text, ctx.today), mine }, ctx.t))
}

const shared = { who: leaveAskers, usage: leaveWords.usage, args: anyArguments }

export const leaveCommand = defineCommand({
  ...shared,
  name: 'leave',
  aliases: ['请假', '休假', 'leave'],
  summary: leaveWords.leaveSummary,
  example: '请假 明天 下午',
  run: (ctx, args) => formReply(ctx, 'leave', args),
})

export const tripCommand = defineCommand({
  ...shared,
  name: 'trip',
  aliases: ['出差', 'trip'],
  summary: leaveWords.tripSummary,
  example: '出差 12-01 到 12-03',
  run: (ctx, args) => formReply(ctx, 'trip', args),
})

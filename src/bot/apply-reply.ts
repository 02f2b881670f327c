import { supersede } from '../db/outbox.ts'
import { cardMessages } from '../db/tables.ts'
import type { Answer } from './answer.ts'
import type { ActorCtx } from './context.ts'
import { type Inbound, isWaitedFor } from './inbound.ts'
import { targetOf } from './outbound.ts'
import type { Reply } from './reply.ts'
import { retireElsewhere } from './retire.ts'

/** Turns a reply into outbox rows and, where somebody waits, the answer to a click or a page. */
export async function applyReply(ctx: ActorCtx, event: Inbound, reply: Reply): Promise<Answer> {
  const isClick = event.kind === 'cardAction'
  switch (reply.kind) {
    case 'nothing':
    case 'held':
      return {}
    case 'text':
      await ctx.say(ctx.here, reply.text)
      return {}
    case 'toast':
      if (isWaitedFor(event)) return { toast: reply.toast }
      await ctx.say(ctx.here, reply.toast.text)
      return {}
    case 'page':
      return { page: reply.answer }
    case 'card':
      if (reply.thing) {
        const { retired } = reply
        await ctx.show(ctx.here, reply.thing, reply.card, { fresh: true, retired })
      } else await ctx.say(ctx.here, reply.card)
      return isClick && reply.toast ? { toast: reply.toast } : {}
    case 'replace': {
      if (!isClick) {
        if (reply.thing) await ctx.show(ctx.here, reply.thing, reply.card)
        else await ctx.say(ctx.here, reply.card)
        return {}
      }
      if (reply.thing && ctx.messageId) {
        const shown = { messageId: ctx.messageId, sentAt: ctx.now }
        const target = targetOf(ctx.here)
        const cause = { causeId: ctx.causeId, nowOverride: null }
        await supersede(ctx.tx, cause, target, reply.thing, reply.card, reply.retired)
        if (reply.retired) await retireElsewhere(ctx, reply.thing, reply.retired)
        await ctx.tx
          .insert(cardMessages)
          .values({ thing: reply.thing, target, ...shown })
          .onConflictDoUpdate({
            target: [cardMessages.thing, cardMessages.target],
            set: { messageId: ctx.messageId },
          })
      }
      return { ...(reply.toast ? { toast: reply.toast } : {}), card: reply.card }
    }
  }
}

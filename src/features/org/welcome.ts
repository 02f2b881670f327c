import { shortcutActions } from '../../../cards/admin/help.ts'
import { welcomeCard } from '../../../cards/org/welcome.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'
import { isNewRep } from '../practice/new-reps.ts'

/** Hello, with what this role can do now; who has never visited is offered the practice. */
export async function welcomeReply(ctx: ActorCtx): Promise<Reply> {
  const { name, role, openId } = ctx.actor
  const isNew = role === 'rep' && (await isNewRep(ctx.tx, openId))
  const shortcut = (command: string) => shortcutActions.run({ command })
  return sendCard(welcomeCard({ name, role, isNew }, shortcut, ctx.t))
}

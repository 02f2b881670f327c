import { shortcutActions } from '../../../cards/admin/help.ts'
import { welcomeCard } from '../../../cards/org/welcome.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'

/** Hello, with what this role can do now. */
export const welcomeReply = (ctx: ActorCtx): Reply =>
  sendCard(welcomeCard(ctx.actor, (command) => shortcutActions.run({ command }), ctx.t))

import { shortcutActions, unknownTextCard } from '../../../cards/admin/help.ts'
import { queuesCard } from '../../../cards/admin/queues.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { admins, type Command, defineCommand, mayInvoke, onAction } from '../../bot/define.ts'
import { helpCard, usefulLines } from '../../bot/help.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'
import { adminWords } from '../../i18n/admin.ts'

/** The help is printed from the registry, which is known only when all features are joined. */
export function helpParts(commands: () => readonly Command[]) {
  const help = defineCommand({
    name: 'help',
    aliases: ['帮助', 'help', '?', '？'],
    who: 'member',
    summary: adminWords.helpSummary,
    usage: adminWords.none,
    example: '帮助',
    inGroups: true,
    args: anyArguments,
    run: async (ctx) => sendCard(helpCard(commands(), ctx.actor.role, ctx.t)),
  })

  const run = onAction(shortcutActions.run, { who: 'member' }, async (ctx, { payload }) => {
    const command = commands().find((c) => c.name === payload.command)
    if (!command || !mayInvoke(command.who, ctx.actor.role))
      return sendCard(helpCard(commands(), ctx.actor.role, ctx.t))
    return command.run(ctx, { text: '', words: [], raw: '', mentions: [] })
  })

  /** What a person can do now, for text that nobody understood. */
  function unknownText(ctx: ActorCtx): Reply {
    const useful = usefulLines(commands(), ctx.actor.role, ctx.t)
    return sendCard(unknownTextCard(useful, ctx.t))
  }
  return { help, run, unknownText }
}

export const queuesCommand = defineCommand({
  name: 'queues',
  aliases: ['队列', 'queues'],
  who: admins,
  summary: adminWords.queuesSummary,
  usage: adminWords.none,
  example: '队列',
  args: anyArguments,
  run: async (ctx) => sendCard(queuesCard(ctx.links.queues(ctx.now), ctx.t)),
})

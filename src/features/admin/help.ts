import { z } from 'zod'
import { defineActions } from '../../../cards/kit/action.ts'
import { card } from '../../../cards/kit/card.ts'
import { button, buttons, linkButton, note, para, point } from '../../../cards/kit/elements.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { admins, type Command, defineCommand, mayInvoke, onAction } from '../../bot/define.ts'
import { helpCard } from '../../bot/help.ts'
import { type Reply, sendCard } from '../../bot/reply.ts'
import { adminWords } from '../../i18n/admin.ts'
import { botWords } from '../../i18n/bot.ts'

/** Commands are run by their name from a button, with the authorisation of the command itself. */
export const shortcutActions = defineActions('shortcut', {
  run: { payload: z.object({ command: z.string() }) },
})

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
    return command.run(ctx, { text: '', words: [], mentions: [] })
  })

  /** What a person can do now, for text that nobody understood. */
  function unknownText(ctx: ActorCtx): Reply {
    const useful: Record<string, readonly string[]> = {
      rep: ['plan', 'checkin', 'nearby'],
      manager: ['digest', 'plan', 'help'],
      admin: ['rule', 'digest', 'help'],
      viewer: ['help'],
      finance: ['help'],
    }
    const names = useful[ctx.actor.role] ?? ['help']
    const found = names.flatMap(
      (name) => commands().find((c) => c.name === name && mayInvoke(c.who, ctx.actor.role)) ?? [],
    )
    const label = (c: Command) =>
      ctx.t.locale === 'en'
        ? (c.aliases.find((a) => /^[a-z]/.test(a)) ?? c.name)
        : (c.aliases[0] ?? c.name)
    return sendCard(
      card(
        { state: 'needsYou', title: ctx.t(botWords.unknownTitle) },
        point(ctx.t(botWords.unknownPoint)),
        ...buttons(
          ...found.map((c, i) =>
            button(label(c), shortcutActions.run({ command: c.name }), {
              kind: i === 0 ? 'primary' : 'default',
            }),
          ),
        ),
        note(ctx.t(botWords.helpHint)),
      ),
    )
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
  run: async (ctx) =>
    sendCard(
      card(
        { state: 'todo', title: ctx.t(adminWords.queuesTitle) },
        para(ctx.t(adminWords.queuesNote)),
        ...buttons(
          linkButton(ctx.t(adminWords.open), ctx.links.queues(ctx.now), { kind: 'primary' }),
        ),
      ),
    ),
})

/** A team's figures in a 多维表格 of the platform, for teams that live in tables. */
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, type Feature, leaders } from '../../bot/define.ts'
import { sendCard } from '../../bot/reply.ts'
import { bitableWords as w } from '../../i18n/bitable.ts'
import { cardFor, connect, firstTeam, ownTeam } from './connect.ts'
import { bitableHandlers } from './handlers.ts'
import { bitableKinds } from './tables.ts'
import { bitableThing } from './view.ts'

/** `多维表格` shows the widest team that one leads; with a link it is connected at once. */
const bitableCommand = defineCommand({
  name: 'bitable',
  aliases: ['多维表格', 'bitable', 'base'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '多维表格',
  args: anyArguments,
  async run(ctx, { text }) {
    const teamCode = await firstTeam(ctx)
    await ownTeam(ctx, teamCode)
    const link = text.trim()
    if (link !== '') await connect(ctx, teamCode, { link, kinds: bitableKinds })
    return sendCard(await cardFor(ctx, teamCode), bitableThing(teamCode))
  },
})

export const bitableFeature: Feature = {
  name: 'bitable',
  commands: [bitableCommand],
  actions: bitableHandlers,
}

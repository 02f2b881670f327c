import type { Command, Feature } from '../../bot/define.ts'
import { failureHandlers, failuresCommand } from './failures.ts'
import { helpParts, queuesCommand } from './help.ts'

/** Help, failures, queues; last of the list, since it answers every text that nobody else took. */
export function adminFeature(commands: () => readonly Command[]): Feature {
  const { help, run, unknownText } = helpParts(commands)
  return {
    name: 'admin',
    commands: [help, failuresCommand, queuesCommand],
    actions: [run, ...failureHandlers],
    onText: async (ctx) => unknownText(ctx),
  }
}

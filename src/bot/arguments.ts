import { z } from 'zod'
import type { Arguments, Command } from './define.ts'
import type { TextEvent } from './inbound.ts'

export interface CommandCall {
  readonly command: Command
  readonly args: Arguments
}

/** A text with its line breaks and tabs, mentions of people written as `@name`. */
function withLines(event: Pick<TextEvent, 'text' | 'mentions'>): string {
  let text = event.text
  for (const mention of event.mentions) {
    text = text.replaceAll(mention.key, mention.isBot ? '' : `@${mention.name}`)
  }
  return text.trim()
}

/** Words of a text, mentions of people written as `@name`, mentions of the bot left out. */
export function plainWords(event: Pick<TextEvent, 'text' | 'mentions'>): string {
  return withLines(event).replace(/\s+/g, ' ').trim()
}

/**
 * Finds the command of a text: `/word`, the bare word, or the word followed by a space.
 * Everything else is no command, so that a summary may begin with any word.
 */
export function readCommand(
  event: Pick<TextEvent, 'text' | 'mentions'>,
  byAlias: ReadonlyMap<string, Command>,
): CommandCall | null {
  const text = plainWords(event)
  const [first = '', ...rest] = text.split(' ')
  const command = byAlias.get(first.replace(/^[/／]/, '').toLowerCase())
  if (!command) return null
  const people = event.mentions.filter((mention) => !mention.isBot)
  const raw = withLines(event).replace(/^\S+/, '')
  return { command, args: { text: rest.join(' '), words: rest, raw, mentions: people } }
}

/** A command without arguments: words behind it are an error only where they would be lost. */
export const anyArguments = z.custom<Arguments>(() => true)

/** The rest of the line as one text, at least one character. */
export const oneText = anyArguments.transform((args, ctx) => {
  if (args.text.trim() !== '') return args.text.trim()
  ctx.addIssue({ code: 'custom', message: 'empty' })
  return z.NEVER
})

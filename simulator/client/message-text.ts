import { asObject } from '../json.ts'
import type { Json, Message } from '../types.ts'
import { cardShows, cardText } from './card-view.ts'
import { withoutPlaceholders } from './mentions.ts'
import type { ClickOptions } from './results.ts'

/** Whether this message shows the card that is meant. */
export function fitsCard(message: Message, card: ClickOptions['card']): boolean {
  if (card === undefined) return true
  if (typeof card === 'string') return cardShows(JSON.parse(message.content), card)
  return JSON.stringify(card) === message.content
}

/** A message's text as a person would read it. */
export function textOf(message: Message): string {
  if (message.type === 'interactive') return cardText(JSON.parse(message.content) as Json)
  const content = asObject(JSON.parse(message.content))
  const text = content.text ?? content.title ?? message.content
  return withoutPlaceholders(String(text), message.mentions)
}

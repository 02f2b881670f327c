import type { Card } from '../../cards/kit/card.ts'
import type { Toast } from './reply.ts'

/** What a card action is answered with; empty for messages. */
export interface Answer {
  readonly toast?: Toast
  readonly card?: Card
}

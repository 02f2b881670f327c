import type { Card } from '../../cards/kit/card.ts'
import type { Toast } from './reply.ts'

/** What a card action or a web page is answered with; empty for messages. */
export interface Answer {
  readonly toast?: Toast
  readonly card?: Card
  /** What the page behind it understands, as JSON. */
  readonly page?: unknown
}

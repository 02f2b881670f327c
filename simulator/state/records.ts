import type { BaseRecord } from '../bases/bases.ts'
import type { Step } from '../day/day.ts'
import type { Chat, Json, Message, Person, Reachability, Reaction, Resource } from '../types.ts'

export interface TenantToken {
  token: string
  expiresAt: number
}

/** Permission to update one card after a click: 30 minutes, two uses. */
export interface CardToken {
  token: string
  messageId: string
  issuedAt: number
  uses: number
  answered: boolean
}

/** An event that the bot has not acknowledged; `attempts` counts deliveries so far. */
export interface PendingPush {
  eventId: string
  envelope: string
  attempts: number
  /** Real time, ms: when the next delivery is due. */
  dueAt: number
}

/** A card that is changed piece by piece and can be sent once. */
export interface CardEntity {
  cardId: string
  card: Json
  /** Of the last operation; each has a greater one. */
  sequence: number
  createdAt: number
  /** Where it was sent to. */
  messageId?: string | undefined
  /** Since when streaming is open; it closes by itself after 10 minutes. */
  streamingSince?: number | undefined
  uuids: string[]
}

/** What somebody did, in the words of a day. */
export interface KeptStep {
  /** ms since the epoch, on the simulator's clock. */
  ms: number
  step: Omit<Step, 'at'>
  /** The message that it sent. */
  messageId?: string | undefined
}

/** One line of the journal. Replaying the lines in order gives the state. */
export type StateRecord =
  | { kind: 'person'; person: Person }
  | { kind: 'personGone'; openId: string }
  | { kind: 'reachability'; openId: string; value: Reachability }
  | { kind: 'chat'; chat: Chat }
  | { kind: 'message'; message: Message }
  | { kind: 'change'; messageId: string; change: Partial<Message> }
  | { kind: 'resource'; resource: Resource }
  | { kind: 'reaction'; reaction: Reaction }
  | { kind: 'reactionGone'; reactionId: string; messageId: string }
  | { kind: 'token'; token: TenantToken }
  | { kind: 'cardToken'; cardToken: CardToken }
  | { kind: 'entity'; entity: CardEntity }
  | { kind: 'step'; kept: KeptStep }
  | { kind: 'stepsGone' }
  | { kind: 'read'; openId: string; chatId: string; count: number }
  | { kind: 'pending'; push: PendingPush }
  | { kind: 'settled'; eventId: string }
  | BaseRecord

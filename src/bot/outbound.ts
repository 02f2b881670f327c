/** The sending port: the bot says what it wants of the platform, `src/feishu` does it. */
import type { Card } from '../../cards/kit/card.ts'
import type { Bases } from './bases.ts'

/** A person's private chat, or a group. */
export type Recipient = { readonly openId: string } | { readonly chatId: string }

/** The outbox's key of a recipient: sends of one target keep their order. */
export function targetOf(to: Recipient): string {
  return 'openId' in to ? `open_id:${to.openId}` : `chat_id:${to.chatId}`
}

export type Content = { readonly text: string } | { readonly card: Card }

export type SendOutcome =
  /** `notBefore` the platform's own wish, in milliseconds from now. */
  | {
      readonly kind: 'retry'
      readonly code: number
      readonly detail: string
      readonly notBeforeMs?: number
    }
  /** Nothing can be sent to this person any more. */
  | { readonly kind: 'unreachable'; readonly code: number; readonly detail: string }
  /** The message or card itself was refused: a repeat would be refused again. */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string }
  /** No answer: it may or may not have happened. */
  | { readonly kind: 'unknown'; readonly detail: string }

/** Thrown by the port; what to do follows from `outcome`. */
export class SendError extends Error {
  readonly outcome: SendOutcome
  constructor(outcome: SendOutcome) {
    super(`${outcome.kind}: ${outcome.detail}`)
    this.name = 'SendError'
    this.outcome = outcome
  }
}

export interface PersonFound {
  readonly openId: string
  readonly unionId?: string
}

/** What our own pages inside the client need of the platform. */
export interface WebPlatform {
  /** The ticket that signs a page's calls; kept until it ends. */
  pageTicket(): Promise<string>
  /** Who logged in with this code (once, three minutes); null for a code that the platform refuses. */
  personOf(code: string): Promise<string | null>
}

export interface Platform {
  /** 多维表格. */
  readonly bases: Bases
  /** `uuid` makes a repeat within an hour harmless. */
  send(target: string, content: Content, uuid: string): Promise<{ messageId: string }>
  patch(messageId: string, card: Card): Promise<void>
  /** The bytes that a person sent. Throws SendError. */
  download(
    messageId: string,
    key: string,
    type: 'image' | 'file',
  ): Promise<{ bytes: Uint8Array; mime: string }>
  /** Uploads a picture for use in cards; answers its image key. */
  uploadImage(bytes: Uint8Array): Promise<string>
  /** Sends a file to a person or group. */
  sendFile(
    target: string,
    name: string,
    bytes: Uint8Array,
    uuid: string,
  ): Promise<{ messageId: string }>
  /** open_ids by mobile or e-mail; who is not found is absent. */
  lookUp(query: {
    mobiles: readonly string[]
    emails: readonly string[]
  }): Promise<Map<string, string>>
  /** Names of what the app has been granted. */
  grantedScopes(): Promise<Set<string>>
  /** How many long connections of the app are open, those of all processes. */
  openConnections(): Promise<number>
  /** A cheap authenticated call, for readiness and `doctor`. */
  ping(): Promise<void>
}

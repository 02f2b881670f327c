/**
 * What a handler or a job gets: one transaction, one instant, and the ways to act on the world,
 * all of which only write rows. Nothing here talks to the platform.
 */
import type { z } from 'zod'
import type { Card } from '../../cards/kit/card.ts'
import type { Tx } from '../db/client.ts'
import type { Rules } from '../domain/settings/define.ts'
import type { LocalDate } from '../domain/time.ts'
import type { Locale, T } from '../i18n/t.ts'
import type { Recipient } from './outbound.ts'

export interface Log {
  debug(fields: object, text?: string): void
  info(fields: object, text?: string): void
  warn(fields: object, text?: string): void
  error(fields: object, text?: string): void
}

/** Something that happened and that jobs may follow up. */
export interface EventType<P extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly payload: P
}

/** What a link to the live check-in page is for; it holds for this person alone. */
export interface LiveLink {
  /** Of this link: it opens once. */
  readonly id: string
  readonly openId: string
  readonly purpose: 'check_in' | 'check_out' | 'photo'
  readonly customerCode: string | null
  readonly visitId: string | null
  readonly locale: Locale
}

export interface Links {
  /** The queue dashboard, for ten minutes. */
  queues(now: Date): string
  /** The live check-in page, for ten minutes. */
  live(link: LiveLink, now: Date): string
  /** A number of ours for a subject, hex: always the same, and nobody else can tell it. */
  mark(subject: string): string
}

export interface Ctx {
  readonly tx: Tx
  /** One instant per event or job run. */
  readonly now: Date
  /** The organisation's zone, and today there. */
  readonly zone: string
  readonly today: LocalDate
  readonly rules: Rules
  readonly log: Log
  /** Whose measured ways there may be: `straight` measures none. */
  readonly mapProvider: 'straight' | 'osrm' | 'amap'
  /** Which run caused this: `rounds job` waits for all that carry its id. */
  readonly causeId: string
  /** The organisation's language; a card for a person uses `tFor`. */
  readonly t: T
  tFor(locale: Locale | null | undefined): T
  /** Addresses of our own web pages. */
  readonly links: Links
  /** Hands work to the jobs that subscribe to the event. */
  emit<P extends z.ZodType>(event: EventType<P>, payload: z.input<P>): Promise<void>
  /** Runs a job of this name after the commit; `delayMs` from now. */
  enqueue(
    job: string,
    payload: unknown,
    options?: { dedupeKey?: string; delayMs?: number },
  ): Promise<void>
  /** A new message: use it when the person should be disturbed. */
  say(to: Recipient, content: Card | string): Promise<void>
  /**
   * One card per thing, for its whole life: patches the card that shows the thing to this recipient,
   * or sends it if there is none. `fresh` sends a new card, which takes the old one's place (the old
   * message becomes `retired`, if given); `ifShown` only patches, and does nothing for who has no such card.
   */
  show(
    to: Recipient,
    thing: string,
    card: Card,
    options?: { fresh?: boolean; ifShown?: boolean; retired?: Card | undefined },
  ): Promise<void>
}

export interface Actor {
  readonly openId: string
  readonly name: string
  readonly role: 'rep' | 'manager' | 'admin' | 'viewer' | 'finance'
  readonly teamCode: string | null
  readonly locale: Locale
  /** Own team first, then upwards. */
  readonly teamPath: readonly string[]
  /** Teams that this person leads, with everything below. */
  readonly ledTeams: readonly string[]
  /** Teams whose people this person may look at, with everything below: those led; a viewer's own. */
  readonly seenTeams: readonly string[]
}

/** What happened in a chat, whoever did it: somebody unknown may add the bot to a group. */
export interface PlaceCtx extends Ctx {
  /** Null for who is not registered or has left: learns nothing of the company's. */
  readonly actor: Actor | null
  /** The chat that it came from, and how to answer there. */
  readonly here: Recipient
  readonly inGroup: boolean
  readonly chatId: string
  readonly messageId: string
}

export interface ActorCtx extends PlaceCtx {
  readonly actor: Actor
  /** When the person did it, by the platform's clock; never after `now`. */
  readonly sentAt: Date
}

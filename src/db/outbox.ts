import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Card } from '../../cards/kit/card.ts'
import { type Content, type Recipient, targetOf } from '../bot/outbound.ts'
import type { Tx } from './client.ts'
import { outbox } from './tables.ts'

export interface Cause {
  readonly causeId: string
  readonly nowOverride: Date | null
}

/** What the outbox keeps of a message or a patch. */
export type OutPayload =
  | {
      readonly content: Content
      /** What the message that showed the thing before becomes, once this one is there. */
      readonly retired?: Card | undefined
      /** Set while it was on its way: a click has made another message the thing's; it becomes this. */
      readonly late?: Card | undefined
    }
  /** Patch the card of `name` (a thing), or of that message. */
  | {
      readonly card: Card
      readonly messageId?: string | undefined
      readonly fallback: 'send' | 'drop'
    }

/** Writes a message that leaves after the commit. `thing` makes it the card of that thing. */
export async function writeSend(
  tx: Tx,
  cause: Cause,
  to: Recipient,
  content: Content,
  thing = '',
  retired?: Card,
): Promise<void> {
  const payload: OutPayload = { content, retired }
  await tx
    .insert(outbox)
    .values({ id: uuidv7(), kind: 'send', name: thing, target: targetOf(to), payload, ...cause })
}

/** Writes an update of a card; when several wait, only the newest is sent. */
export async function writePatch(
  tx: Tx,
  cause: Cause,
  target: string,
  thing: string,
  card: Card,
  options: { messageId?: string; fallback: 'send' | 'drop' },
): Promise<void> {
  const payload: OutPayload = { card, messageId: options.messageId, fallback: options.fallback }
  await tx
    .insert(outbox)
    .values({ id: uuidv7(), kind: 'patch', name: thing, target, payload, ...cause })
}

/**
 * The answer of a click shows `card` at once, on the clicked message. What still waits for the same thing
 * would undo it or show it twice and falls away; a message that is on its way becomes `retired` when it is
 * there; behind an update that is on its way the card follows, so that it is what remains.
 */
export async function supersede(
  tx: Tx,
  cause: Cause,
  target: string,
  thing: string,
  card: Card,
  retired?: Card,
): Promise<void> {
  const older = and(eq(outbox.name, thing), eq(outbox.target, target))
  const untried = and(inArray(outbox.status, ['pending', 'queued']), isNull(outbox.firstTriedAt))
  const waitingPatch = and(eq(outbox.kind, 'patch'), inArray(outbox.status, ['pending', 'queued']))
  await tx.delete(outbox).where(and(older, or(waitingPatch, untried)))
  if (retired) {
    await tx
      .update(outbox)
      .set({ payload: sql`${outbox.payload} || ${JSON.stringify({ late: retired })}::jsonb` })
      .where(and(older, eq(outbox.kind, 'send'), ne(outbox.status, 'failed')))
  }
  const [onItsWay] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(older, eq(outbox.status, 'sending'), retired ? eq(outbox.kind, 'patch') : undefined))
    .limit(1)
  if (onItsWay) await writePatch(tx, cause, target, thing, card, { fallback: 'drop' })
}

/** Writes a job; a waiting one with the same key makes it unnecessary. */
export async function writeJob(
  tx: Tx,
  cause: Cause,
  job: {
    name: string
    payload: unknown
    dedupeKey?: string | undefined
    delayMs?: number | undefined
  },
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      id: uuidv7(),
      kind: 'job',
      name: job.name,
      target: 'job',
      payload: job.payload,
      dedupeKey: job.dedupeKey ? `${job.name}/${job.dedupeKey}` : null,
      ...(job.delayMs
        ? { availableAt: sql`now() + ${`${job.delayMs} milliseconds`}::interval` }
        : {}),
      ...cause,
    })
    .onConflictDoNothing()
}

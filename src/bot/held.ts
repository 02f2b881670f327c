/** Events that wait for their person's consent: kept whole, and handled afterwards as if they came then. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { inboundEvents } from '../db/tables.ts'

export interface Released {
  /** How many were handled now. */
  readonly released: number
  /** How many were too old and are deleted. */
  readonly expired: number
}

/** A check-in of the day before yesterday would be recorded for today. */
export const heldHours = 24

/** The keys of a person's held events in the order of sending; those older than a day are deleted. */
export async function heldKeys(
  db: Db,
  openId: string,
  now: Date,
): Promise<{ keys: string[]; expired: number }> {
  const held = and(eq(inboundEvents.actorOpenId, openId), eq(inboundEvents.status, 'held'))
  const oldest = new Date(now.getTime() - heldHours * 3_600_000).toISOString()
  const sentAt = sql`${inboundEvents.event} ->> 'sentAt'`
  const gone = await db
    .delete(inboundEvents)
    .where(and(held, sql`${inboundEvents.receivedAt} < ${oldest}::timestamptz`))
    .returning({ key: inboundEvents.key })
  const rows = await db
    .select({ key: inboundEvents.key })
    .from(inboundEvents)
    .where(held)
    .orderBy(asc(sentAt), asc(inboundEvents.receivedAt))
  return { keys: rows.map(({ key }) => key), expired: gone.length }
}

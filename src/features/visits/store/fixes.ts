/** Locations that were sent, and the customer that was named before one. */
import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import { type Datum, type Point, toGcj02 } from '../../../domain/geo.ts'
import { checkInIntents, locationFixes } from '../tables.ts'

export type Fix = typeof locationFixes.$inferSelect

export const pointOf = (fix: Fix): Point => ({ lng: fix.lngGcj, lat: fix.latGcj })

interface Sent {
  readonly repOpenId: string
  readonly messageId: string
  readonly name: string
  readonly raw: Point
  readonly datum: Datum
  readonly at: Date
  /** What the live page tells beside the place; a location of the chat tells nothing. */
  readonly live?: LiveEvidence
}

/** How a position was measured, as the phone reports it. */
export type LiveEvidence = Pick<
  Fix,
  'accuracyM' | 'ageS' | 'clientSentAt' | 'receivedAt' | 'deviceId' | 'platform' | 'queued'
>

const untold: LiveEvidence = {
  accuracyM: null,
  ageS: null,
  clientSentAt: null,
  receivedAt: null,
  deviceId: null,
  platform: null,
  queued: false,
}

/** A location as it would be kept: raw with its datum, and converted. */
export function fixOf(sent: Sent): Fix {
  const point = toGcj02(sent.raw, sent.datum)
  return {
    id: uuidv7(),
    repOpenId: sent.repOpenId,
    messageId: sent.messageId,
    name: sent.name === '' ? null : sent.name,
    rawLng: sent.raw.lng,
    rawLat: sent.raw.lat,
    rawDatum: sent.datum,
    lngGcj: point.lng,
    latGcj: point.lat,
    sentAt: sent.at,
    source: sent.live ? 'live' : 'chat',
    ...(sent.live ?? untold),
  }
}

/** Keeps a location. */
export async function saveFix(tx: Tx, sent: Sent): Promise<Fix> {
  const [row] = await tx.insert(locationFixes).values(fixOf(sent)).returning()
  if (!row) throw new Error('the location was not stored')
  return row
}

export async function getFix(tx: Tx, id: string | null): Promise<Fix | null> {
  if (id === null) return null
  const [fix] = await tx.select().from(locationFixes).where(eq(locationFixes.id, id))
  return fix ?? null
}

/** The last location of a person since an instant. */
export async function lastFix(tx: Tx, repOpenId: string, since: Date): Promise<Fix | null> {
  const [fix] = await tx
    .select()
    .from(locationFixes)
    .where(and(eq(locationFixes.repOpenId, repOpenId), gte(locationFixes.sentAt, since)))
    .orderBy(desc(locationFixes.sentAt))
    .limit(1)
  return fix ?? null
}

/** The next location of this person counts for this customer. */
export async function setIntent(
  tx: Tx,
  intent: { repOpenId: string; customerCode: string; expiresAt: Date },
): Promise<void> {
  await tx
    .insert(checkInIntents)
    .values(intent)
    .onConflictDoUpdate({ target: checkInIntents.repOpenId, set: intent })
}

export async function currentIntent(tx: Tx, repOpenId: string, at: Date): Promise<string | null> {
  const [intent] = await tx
    .select({ customerCode: checkInIntents.customerCode })
    .from(checkInIntents)
    .where(
      and(
        eq(checkInIntents.repOpenId, repOpenId),
        sql`${checkInIntents.expiresAt} >= ${at.toISOString()}::timestamptz`,
      ),
    )
  return intent?.customerCode ?? null
}

export async function clearIntent(tx: Tx, repOpenId: string): Promise<void> {
  await tx.delete(checkInIntents).where(eq(checkInIntents.repOpenId, repOpenId))
}

/** Locations in events that were handled: read again on the person's word, or forgotten. */
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { inboundEvents } from '../db/tables.ts'
import type { LocationEvent } from './inbound.ts'

/** The location event of this key and person; null when it is not there, or its place was forgotten. */
export async function keptLocation(
  tx: Tx,
  key: string,
  openId: string,
): Promise<LocationEvent | null> {
  const [row] = await tx
    .select({ event: inboundEvents.event })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.key, key), eq(inboundEvents.actorOpenId, openId)))
  const event = row?.event as LocationEvent | undefined
  return event?.kind === 'location' && event.lng !== undefined ? event : null
}

/** Takes the place out of a kept event: that something was sent stays, so that a repeat is a repeat. */
export async function forgetPlace(tx: Tx, key: string): Promise<void> {
  await tx
    .update(inboundEvents)
    .set({ event: sql`${inboundEvents.event} - '{lng,lat,name}'::text[]` })
    .where(and(eq(inboundEvents.key, key), eq(inboundEvents.kind, 'location')))
}

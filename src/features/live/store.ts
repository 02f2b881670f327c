/** Links that were opened. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { liveSessions } from './tables.ts'

export type LiveSession = typeof liveSessions.$inferSelect

/** Uses a link up; null when it is used already. */
export async function openSession(tx: Tx, session: LiveSession): Promise<LiveSession | null> {
  const [row] = await tx.insert(liveSessions).values(session).onConflictDoNothing().returning()
  return row ?? null
}

export async function getSession(tx: Tx, id: string): Promise<LiveSession | null> {
  const [row] = await tx.select().from(liveSessions).where(eq(liveSessions.id, id))
  return row ?? null
}

/** The visit that began on the page: its photos are taken there. */
export async function noteVisit(tx: Tx, id: string, visitId: string): Promise<void> {
  await tx.update(liveSessions).set({ visitId }).where(eq(liveSessions.id, id))
}

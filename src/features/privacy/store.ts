import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { consents, storedObjects } from './tables.ts'

export type Consent = typeof consents.$inferSelect

const key = (openId: string, version: string) =>
  and(eq(consents.openId, openId), eq(consents.version, version))

export async function getConsent(tx: Tx, openId: string, version: string): Promise<Consent | null> {
  const [row] = await tx.select().from(consents).where(key(openId, version))
  return row ?? null
}

/** Counts one more message that waits for the answer; the row says how many, and when it was asked. */
export async function countHeld(tx: Tx, openId: string, version: string): Promise<Consent> {
  const [row] = await tx
    .insert(consents)
    .values({ openId, version, held: 1 })
    .onConflictDoUpdate({
      target: [consents.openId, consents.version],
      set: { held: sql`${consents.held} + 1` },
    })
    .returning()
  if (!row) throw new Error('the question was not stored')
  return row
}

export async function asked(tx: Tx, openId: string, version: string, at: Date): Promise<void> {
  await tx.update(consents).set({ askedAt: at }).where(key(openId, version))
}

/** Records the consent; the first time of a version stays. */
export async function consent(tx: Tx, openId: string, version: string, at: Date): Promise<Consent> {
  await tx
    .insert(consents)
    .values({ openId, version, at })
    .onConflictDoUpdate({
      target: [consents.openId, consents.version],
      set: { at },
      setWhere: isNull(consents.at),
    })
  const row = await getConsent(tx, openId, version)
  if (!row) throw new Error('the consent was not stored')
  return row
}

/** Remembers that an object is put into the store now. */
export async function noteObject(tx: Tx, key: string): Promise<void> {
  await tx
    .insert(storedObjects)
    .values({ key })
    .onConflictDoUpdate({ target: storedObjects.key, set: { storedAt: sql`now()` } })
}

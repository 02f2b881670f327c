/** Photos of shopfronts. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import { placePhotos } from '../tables.ts'

export type PlacePhoto = typeof placePhotos.$inferSelect

/** Keeps a photo once per message and key; null when it is known already. */
export async function insertPlacePhoto(
  tx: Tx,
  photo: { byOpenId: string; messageId: string; imageKey: string; createdAt: Date },
): Promise<PlacePhoto | null> {
  const [row] = await tx
    .insert(placePhotos)
    .values({ ...photo, id: uuidv7(), status: 'fetching' })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

export async function getPlacePhoto(tx: Tx, id: string | null): Promise<PlacePhoto | null> {
  if (id === null) return null
  const [row] = await tx.select().from(placePhotos).where(eq(placePhotos.id, id))
  return row ?? null
}

export async function updatePlacePhoto(
  tx: Tx,
  id: string,
  change: Partial<typeof placePhotos.$inferInsert>,
): Promise<void> {
  await tx.update(placePhotos).set(change).where(eq(placePhotos.id, id))
}

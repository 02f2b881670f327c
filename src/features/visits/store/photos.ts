/** Photos of visits, and those that wait for one. */
import { and, asc, count, eq, gte, inArray, isNull, lt, ne, notInArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import { assignKinds, type RequiredPhoto } from '../../../domain/visits/photos.ts'
import { visitPhotos } from '../tables.ts'

export type Photo = typeof visitPhotos.$inferSelect

/** A photo that the live page took. `kindByHand`: the rep was asked for this kind. */
export type LivePhoto = Pick<
  Photo,
  | 'kind'
  | 'kindByHand'
  | 'objectKey'
  | 'sha256'
  | 'size'
  | 'mime'
  | 'challenge'
  | 'clientSentAt'
  | 'receivedAt'
  | 'deviceId'
  | 'queued'
>

const alive = ne(visitPhotos.status, 'deleted')

/** Keeps a photo once per message and key; null when it is known already. */
export async function insertPhoto(
  tx: Tx,
  photo: {
    repOpenId: string
    visitId: string | null
    messageId: string
    imageKey: string
    at: Date
    /** What the live page tells beside the picture, which lies in our store already. */
    live?: LivePhoto
  },
): Promise<Photo | null> {
  const { at, live, ...row } = photo
  const created = { id: uuidv7(), createdAt: at, kind: 'other', status: 'fetching' } as const
  const [inserted] = await tx
    .insert(visitPhotos)
    .values({ ...row, ...created, ...(live ? { ...live, source: 'live' as const } : {}) })
    .onConflictDoNothing()
    .returning()
  return inserted ?? null
}

export async function getPhoto(tx: Tx, id: string): Promise<Photo | null> {
  const [photo] = await tx.select().from(visitPhotos).where(eq(visitPhotos.id, id))
  return photo ?? null
}

export async function updatePhoto(
  tx: Tx,
  id: string,
  change: Partial<typeof visitPhotos.$inferInsert>,
): Promise<void> {
  await tx.update(visitPhotos).set(change).where(eq(visitPhotos.id, id))
}

/** The photos of a visit by time of taking, without the deleted ones. */
export async function photosOf(tx: Tx, visitId: string): Promise<Photo[]> {
  return tx
    .select()
    .from(visitPhotos)
    .where(and(eq(visitPhotos.visitId, visitId), alive))
    .orderBy(asc(visitPhotos.createdAt), asc(visitPhotos.id))
}

export async function countPhotos(tx: Tx, visitId: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(visitPhotos)
    .where(
      and(eq(visitPhotos.visitId, visitId), notInArray(visitPhotos.status, ['deleted', 'failed'])),
    )
  return row?.n ?? 0
}

/** Photos of a person that wait for a check-in, taken from `from` on and before `until`. */
export async function heldPhotos(
  tx: Tx,
  repOpenId: string,
  span: { from: Date; until?: Date },
): Promise<Photo[]> {
  return tx
    .select()
    .from(visitPhotos)
    .where(
      and(
        eq(visitPhotos.repOpenId, repOpenId),
        isNull(visitPhotos.visitId),
        alive,
        gte(visitPhotos.createdAt, span.from),
        span.until ? lt(visitPhotos.createdAt, span.until) : undefined,
      ),
    )
    .orderBy(asc(visitPhotos.createdAt), asc(visitPhotos.id))
}

export async function attachPhotos(tx: Tx, ids: readonly string[], visitId: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(visitPhotos)
    .set({ visitId })
    .where(inArray(visitPhotos.id, [...ids]))
}

/** Photos of a visit that was called off wait for the next check-in. */
export async function releasePhotos(tx: Tx, visitId: string): Promise<void> {
  await tx.update(visitPhotos).set({ visitId: null }).where(eq(visitPhotos.visitId, visitId))
}

/** A photo that is sent again stands for one that could not be fetched. */
export async function replaceFailed(tx: Tx, visitId: string): Promise<void> {
  await tx.execute(sql`
    update visit_photos set status = 'deleted' where id = (
      select id from visit_photos where visit_id = ${visitId} and status = 'failed'
      order by created_at limit 1)`)
}

/** Says anew what each photo shows: what a person chose stays, the others fill the required kinds. */
export async function refillKinds(
  tx: Tx,
  visitId: string,
  required: readonly RequiredPhoto[],
): Promise<Photo[]> {
  const photos = await photosOf(tx, visitId)
  const usable = photos.filter((photo) => photo.status !== 'failed')
  const kinds = assignKinds(
    usable.map(({ id, createdAt, kind, kindByHand }) =>
      kindByHand ? { id, createdAt, kind } : { id, createdAt },
    ),
    required,
  )
  for (const photo of usable) {
    const kind = kinds.get(photo.id) ?? 'other'
    if (kind !== photo.kind) await updatePhoto(tx, photo.id, { kind })
  }
  return photos.map((photo) => ({ ...photo, kind: kinds.get(photo.id) ?? photo.kind }))
}

import { and, asc, eq, gt, gte, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { type Fingerprint, method } from '../../photos/fingerprint.ts'
import { type MatchKind, photoFingerprints, photoMatches } from './tables.ts'

export type StoredFingerprint = typeof photoFingerprints.$inferSelect

/**
 * Stores what a photo looks like; null for a file that is no picture. False when it stands there already. The
 * caller holds the lock of all fingerprints, so that rows appear in the order of their numbers.
 */
export async function insertFingerprint(
  tx: Tx,
  photo: { readonly id: string; readonly takenAt: Date },
  print: Fingerprint | null,
): Promise<boolean> {
  const inserted = await tx
    .insert(photoFingerprints)
    .values({
      ...{ photoId: photo.id, takenAt: photo.takenAt, method, flat: print?.flat ?? true },
      ...{ photoHashes: print?.hashes ?? null, smallPicture: print?.small ?? null },
    })
    .onConflictDoNothing()
    .returning({ id: photoFingerprints.photoId })
  return inserted.length > 0
}

export async function getFingerprint(db: Tx | Db, id: string): Promise<StoredFingerprint | null> {
  const [row] = await db.select().from(photoFingerprints).where(eq(photoFingerprints.photoId, id))
  return row ?? null
}

/** A page of hashes that can be compared, by number: those after one, of photos since an instant. */
export async function hashesAfter(
  db: Db,
  seq: number,
  since: Date,
  limit: number,
): Promise<{ seq: number; photoId: string; photoHashes: Uint8Array | null }[]> {
  const { seq: number, photoId, photoHashes, takenAt, flat } = photoFingerprints
  return db
    .select({ seq: number, photoId, photoHashes })
    .from(photoFingerprints)
    .where(
      and(
        gt(number, seq),
        gte(takenAt, since),
        eq(photoFingerprints.method, method),
        eq(flat, false),
        isNotNull(photoHashes),
      ),
    )
    .orderBy(asc(number))
    .limit(limit)
}

/** Small copies of photos, as far as they are still there; when each was sent. */
export async function smallCopies(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { smallPicture: Uint8Array | null; takenAt: Date }>> {
  if (ids.length === 0) return new Map()
  const { photoId, smallPicture, takenAt } = photoFingerprints
  const rows = await db
    .select({ photoId, smallPicture, takenAt })
    .from(photoFingerprints)
    .where(inArray(photoId, [...ids]))
  return new Map(rows.map(({ photoId: id, ...row }) => [id, row]))
}

/** Other photos of visits with the very same file, sent since an instant. */
export async function sameFiles(
  db: Db,
  photoId: string,
  since: Date,
): Promise<{ id: string; takenAt: Date }[]> {
  const rows = await db.execute<{ id: string; created_at: string }>(sql`
    select o.id, o.created_at from visit_photos p
    join visit_photos o on o.sha256 = p.sha256 and o.id <> p.id
    where p.id = ${photoId} and o.created_at >= ${since.toISOString()}::timestamptz
    order by o.created_at desc limit 100`)
  return rows.map(({ id, created_at }) => ({ id, takenAt: new Date(created_at) }))
}

export interface Match {
  /** The later of the two. */
  readonly photoId: string
  readonly otherPhotoId: string
  readonly kind: MatchKind
  readonly distance: number
  readonly agreement: number | null
}

/** Stores what was found of one photo, once a pair, and that it was compared. */
export async function saveComparison(
  tx: Tx,
  photoId: string,
  matches: readonly Match[],
  at: Date,
): Promise<void> {
  if (matches.length > 0)
    await tx
      .insert(photoMatches)
      .values(matches.map((match) => ({ ...match, foundAt: at })))
      .onConflictDoNothing()
  await tx
    .update(photoFingerprints)
    .set({ comparedAt: at })
    .where(eq(photoFingerprints.photoId, photoId))
}

/** Visits that are over and have one of these photos. */
export async function closedVisitsOf(tx: Tx, photoIds: readonly string[]): Promise<string[]> {
  if (photoIds.length === 0) return []
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct v.id from visit_photos p join visits v on v.id = p.visit_id
    where p.id in ${[...photoIds]} and v.status = 'closed' order by v.id`)
  return rows.map(({ id }) => id)
}

/** Stored photos since an instant of which nothing is known yet, or that were not compared, oldest first. */
export async function unfinishedPhotos(
  tx: Tx,
  since: Date,
  limit: number,
): Promise<{ withoutPrint: string[]; notCompared: string[] }> {
  const rows = await tx.execute<{ id: string; has_print: boolean }>(sql`
    select p.id, f.photo_id is not null as has_print
    from visit_photos p left join photo_fingerprints f on f.photo_id = p.id
    where p.status = 'stored' and p.object_key is not null
      and p.created_at >= ${since.toISOString()}::timestamptz and f.compared_at is null
    order by p.created_at limit ${limit}`)
  return {
    withoutPrint: rows.filter((row) => !row.has_print).map(({ id }) => id),
    notCompared: rows.filter((row) => row.has_print).map(({ id }) => id),
  }
}

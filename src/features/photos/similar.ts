/** What is known of a visit's photos: which of them had been used before. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { MatchKind } from './tables.ts'

export interface SimilarPhoto {
  readonly photoId: string
  readonly otherPhotoId: string
  readonly otherVisitId: string
  readonly otherRepOpenId: string
  readonly otherCustomerCode: string
  readonly otherTakenAt: Date
  readonly kind: MatchKind
  /** Bits that differ between the closest hashes, 0 for the same file. */
  readonly distance: number
  /** How well the two pictures agree once laid over each other, 0–1; null where one is gone. */
  readonly agreement: number | null
  /** One of them shows next to nothing (a wall, a dark room): even the same file proves little. */
  readonly flat: boolean
}

/**
 * Photos of a visit that had been sent before, for another visit that stands: the earlier visit is never
 * held against whoever used its photo later. Two photos of one visit are no re-use. Reads by index; what
 * was not compared yet is not in it (see `photosCompared`). Closest first.
 */
export async function similarPhotos(tx: Tx, visitId: string): Promise<SimilarPhoto[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select m.photo_id, m.other_photo_id, m.kind, m.distance, m.agreement,
      v.id as other_visit_id, v.rep_open_id, v.customer_code, o.created_at,
      coalesce(f.flat, false) or coalesce(g.flat, false) as flat
    from visit_photos p
    join photo_matches m on m.photo_id = p.id
    join visit_photos o on o.id = m.other_photo_id and o.status <> 'deleted'
    join visits v on v.id = o.visit_id and v.status <> 'cancelled'
    left join photo_fingerprints f on f.photo_id = m.photo_id
    left join photo_fingerprints g on g.photo_id = m.other_photo_id
    where p.visit_id = ${visitId} and p.status <> 'deleted' and o.visit_id <> ${visitId}
    order by m.distance, o.created_at, m.other_photo_id`)
  return rows.map((row) => ({
    photoId: row.photo_id as string,
    otherPhotoId: row.other_photo_id as string,
    otherVisitId: row.other_visit_id as string,
    otherRepOpenId: row.rep_open_id as string,
    otherCustomerCode: row.customer_code as string,
    otherTakenAt: new Date(row.created_at as string),
    kind: row.kind as MatchKind,
    distance: Number(row.distance),
    agreement: row.agreement === null ? null : Number(row.agreement),
    flat: row.flat === true,
  }))
}

/** How many photos a visit has that are stored, and how many of them were compared with all before. */
export async function photosCompared(
  tx: Tx,
  visitId: string,
): Promise<{ stored: number; compared: number }> {
  const [row] = await tx.execute<{ stored: string; compared: string }>(sql`
    select count(*) as stored, count(f.compared_at) as compared
    from visit_photos p left join photo_fingerprints f on f.photo_id = p.id
    where p.visit_id = ${visitId} and p.status = 'stored'`)
  return { stored: Number(row?.stored ?? 0), compared: Number(row?.compared ?? 0) }
}

/** What photos look like, so that one that was used before is found again. */
import {
  bigserial,
  boolean,
  customType,
  index,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
})

/** One row a stored photo of a visit: its hashes, and a picture of a few thousand points to compare. */
export const photoFingerprints = pgTable(
  'photo_fingerprints',
  {
    photoId: uuid().primaryKey(),
    /** Rows are written one transaction after the other, so whoever has read up to N misses none below. */
    seq: bigserial({ mode: 'number' }).notNull().unique(),
    /** When the photo was sent. */
    takenAt: instant().notNull(),
    /** How hashes and picture were made; only those of one method are comparable. */
    method: smallint().notNull(),
    /** A wall, a dark room: it looks like any other, only the same file says something. */
    flat: boolean().notNull(),
    /** Hashes of the photo and of windows of it, one after the other; none for a file that is no picture. */
    photoHashes: bytes(),
    /** Grey levels, row by row; it goes with the photo itself. */
    smallPicture: bytes(),
    /** When it was compared with all that were sent before. */
    comparedAt: instant(),
  },
  (t) => [index().on(t.method, t.takenAt)],
)

export const matchKinds = ['exact', 'near', 'maybe', 'mirror'] as const
/**
 * `exact` the same file; `near` the same shot, re-compressed, cut, turned or written on; `mirror` the same,
 * mirrored; `maybe` looks the same, for a person to judge.
 */
export type MatchKind = (typeof matchKinds)[number]

/** Two photos that are one shot, the later one first. Who it belongs to is read where it stands. */
export const photoMatches = pgTable(
  'photo_matches',
  {
    photoId: uuid().notNull(),
    otherPhotoId: uuid().notNull(),
    kind: text({ enum: matchKinds }).notNull(),
    /** Bits of the closest hashes that differ; 0 for the same file. */
    distance: smallint().notNull(),
    /** How well the two pictures agree once laid over each other, 0–1; null where one is gone. */
    agreement: real(),
    foundAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.photoId, t.otherPhotoId] }), index().on(t.otherPhotoId)],
)

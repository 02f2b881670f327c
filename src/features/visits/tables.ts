/** Visits and what was sent in the chat while they went on. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const verdicts = ['on_site', 'needs_reason', 'off_site', 'unverified'] as const
export const photoKinds = ['storefront', 'shelf', 'other'] as const
export type PhotoKind = (typeof photoKinds)[number]

/** Every location that a rep sent: a claim (the pin can be dragged), kept raw with its datum. */
export const locationFixes = pgTable(
  'location_fixes',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    messageId: text().notNull().unique(),
    name: text(),
    rawLng: doublePrecision().notNull(),
    rawLat: doublePrecision().notNull(),
    rawDatum: text({ enum: ['gcj02', 'wgs84', 'bd09'] }).notNull(),
    lngGcj: doublePrecision().notNull(),
    latGcj: doublePrecision().notNull(),
    sentAt: instant().notNull(),
  },
  (t) => [index().on(t.repOpenId, t.sentAt)],
)

/** The customer that a rep named before sending the location; good for ten minutes. */
export const checkInIntents = pgTable('check_in_intents', {
  repOpenId: text().primaryKey(),
  customerCode: text().notNull(),
  expiresAt: instant().notNull(),
})

export const visits = pgTable(
  'visits',
  {
    id: uuid().primaryKey(),
    repOpenId: text().notNull(),
    customerCode: text().notNull(),
    /** Local date of the check-in. */
    date: date({ mode: 'string' }).notNull(),
    planStopId: uuid(),
    planned: boolean().notNull(),
    status: text({ enum: ['open', 'closed', 'cancelled'] }).notNull(),
    checkedInAt: instant().notNull(),
    checkInFixId: uuid(),
    /** Where the place came from: the chat, the live page, or nobody said. */
    locationSource: text({ enum: ['chat', 'live', 'none'] }).notNull(),
    locationName: text(),
    distanceM: integer(),
    verdict: text({ enum: verdicts }).notNull(),
    /** Why the check-in is away from the customer, in the rep's words. */
    reason: text(),
    checkedOutAt: instant(),
    checkOutFixId: uuid(),
    checkOutDistanceM: integer(),
    dwellMinutes: integer(),
    summary: text(),
    outcome: text(),
    orderAmountFen: bigint({ mode: 'number' }),
    nextStep: text(),
    nextVisitOn: date({ mode: 'string' }),
    /** Met the rules when it closed: the part of 有效拜访 that cannot change later. */
    photosComplete: boolean(),
    closedBy: text({ enum: ['rep', 'system'] }),
    /** The visit's card shows a form at the moment: it is not patched under the rep's fingers. */
    formShown: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('visits_one_open').on(t.repOpenId).where(sql`status = 'open'`),
    index().on(t.repOpenId, t.date),
    index().on(t.customerCode, t.date),
    index().on(t.date),
  ],
)

/** Photos; without a visit yet while they are held for a check-in to come. */
export const visitPhotos = pgTable(
  'visit_photos',
  {
    id: uuid().primaryKey(),
    visitId: uuid(),
    repOpenId: text().notNull(),
    messageId: text().notNull(),
    imageKey: text().notNull(),
    createdAt: instant().notNull(),
    kind: text({ enum: photoKinds }).notNull(),
    /** The rep said what it is: filling in order leaves it alone. */
    kindByHand: boolean().notNull().default(false),
    status: text({ enum: ['fetching', 'stored', 'failed', 'deleted'] }).notNull(),
    objectKey: text(),
    sha256: text(),
    size: integer(),
    mime: text(),
    /** The bot's own upload of the photo, which a card may show. */
    cardImageKey: text(),
  },
  (t) => [
    uniqueIndex().on(t.messageId, t.imageKey),
    index().on(t.visitId),
    index().on(t.repOpenId, t.createdAt).where(sql`visit_id is null`),
    index().on(t.sha256),
  ],
)

/** Pieces of text that are, or may become, the 离店总结. */
export const visitNotes = pgTable(
  'visit_notes',
  {
    id: uuid().primaryKey(),
    visitId: uuid(),
    repOpenId: text().notNull(),
    messageId: text().notNull().unique(),
    text: text().notNull(),
    createdAt: instant().notNull(),
    dismissed: boolean().notNull().default(false),
  },
  (t) => [index().on(t.visitId), index().on(t.repOpenId, t.createdAt).where(sql`visit_id is null`)],
)

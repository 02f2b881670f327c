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
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const verdicts = ['on_site', 'needs_reason', 'off_site', 'unverified'] as const
export const photoKinds = ['storefront', 'shelf', 'other'] as const
export type PhotoKind = (typeof photoKinds)[number]

/**
 * Every location that a rep sent, kept raw with its datum. One of the chat is a claim: the pin can be dragged,
 * and there is neither accuracy nor age. One of the live page was measured by the phone there and then.
 */
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
    /** When the person was there, as far as we believe it; never after it arrived. */
    sentAt: instant().notNull(),
    source: text({ enum: ['chat', 'live'] })
      .notNull()
      .default('chat'),
    /** Metres, the radius of its error as the phone reports it; only the live page tells, as all below. */
    accuracyM: doublePrecision(),
    /** Whole seconds from the measuring to the sending, by the phone's own clock. */
    ageS: integer(),
    /** When it was sent by the phone's clock, which may be wrong or set by hand. */
    clientSentAt: instant(),
    /** When it reached us. */
    receivedAt: instant(),
    /** The phone that it came from: one phone for several reps. Random, made by the page. */
    deviceId: text(),
    /** The phone's system as it says itself: android, ios, harmony. */
    platform: text(),
    /** It waited on the phone for a network. */
    queued: boolean().notNull().default(false),
  },
  (t) => [
    index().on(t.repOpenId, t.sentAt),
    index().on(t.deviceId, t.sentAt).where(sql`device_id is not null`),
  ],
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
    /** Stayed as long as the rule asked when it closed; null while it is open, or if nobody knows. */
    stayedEnough: boolean(),
    closedBy: text({ enum: ['rep', 'system'] }),
    /** 0–100, what the summary told when the visit closed; null: a closed shop, or closed before this was kept. */
    summaryScore: smallint(),
    /** When the rep posted the result to the team's group. */
    sharedAt: instant(),
    /** The visit's card shows a form at the moment: it is not patched under the rep's fingers. */
    formShown: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('visits_one_open').on(t.repOpenId).where(sql`status = 'open'`),
    // Holds all that counting whom a rep has visited reads.
    index().on(t.repOpenId, t.date, t.customerCode),
    index().on(t.customerCode, t.date),
    index().on(t.date),
    // Which visits were promised for a day.
    index('visits_promised').on(t.nextVisitOn, t.repOpenId).where(sql`next_visit_on is not null`),
    // Whether many are off the same way is asked when one is.
    index('visits_far').on(t.checkedInAt).where(sql`distance_m > 150`),
  ],
)

/**
 * The day of each customer's newest closed visit, whoever made it; without one there is no row. Kept by
 * triggers on `visits` (see the migration `customer_last_visits`), so that a list of those not visited for
 * long looks at customers alone.
 */
export const customerLastVisits = pgTable('customer_last_visits', {
  customerCode: text().primaryKey(),
  /** Null only within the statement that works it out. */
  lastOn: date({ mode: 'string' }),
})

/**
 * Goods that like customers buy and this one did not, as the visit's card named them: read once when the visit
 * begins, and what came of it is counted afterwards.
 */
export const goodsTips = pgTable(
  'goods_tips',
  {
    visitId: uuid().notNull(),
    productCode: text().notNull(),
    /** On the card, from 1. */
    place: smallint().notNull(),
    /** Like customers that were compared, and those of them that bought it. */
    likes: integer().notNull(),
    buyers: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.visitId, t.productCode] })],
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
    /** A photo of the chat may be any picture; the live page lets nothing but the camera send one. */
    source: text({ enum: ['chat', 'live'] })
      .notNull()
      .default('chat'),
    /** What the rep was asked to show on a live photo that day, for the manager's eye. */
    challenge: text(),
    /** When it was sent by the phone's clock, and when it reached us; of live photos alone. */
    clientSentAt: instant(),
    receivedAt: instant(),
    deviceId: text(),
    /** It waited on the phone for a network. */
    queued: boolean().notNull().default(false),
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

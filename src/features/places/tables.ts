/** Where customers are: what reps send from a shop, who moved a pin, which shops are new. */
import {
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

const point = () => ({
  lngGcj: doublePrecision().notNull(),
  latGcj: doublePrecision().notNull(),
  /** As it came, with its datum. */
  rawLng: doublePrecision().notNull(),
  rawLat: doublePrecision().notNull(),
  rawDatum: text({ enum: ['gcj02', 'wgs84', 'bd09'] }).notNull(),
  /** What the platform calls the place. */
  placeName: text(),
})

/** What somebody is collecting right now, one at a time; it takes locations and photos for ten minutes. */
export const placeDrafts = pgTable('place_drafts', {
  /** Becomes the id of the request. */
  id: uuid().primaryKey(),
  byOpenId: text().notNull().unique(),
  kind: text({ enum: ['pin', 'outlet'] }).notNull(),
  /** The customer of a pin. */
  customerCode: text(),
  fixId: uuid(),
  photoId: uuid(),
  /** Of a new shop. */
  name: text(),
  contact: text(),
  phone: text(),
  type: text(),
  startedAt: instant().notNull(),
  expiresAt: instant().notNull(),
})

/** Every pin that was asked for, with what became of it: the history of a customer's point. */
export const customerPins = pgTable(
  'customer_pins',
  {
    id: uuid().primaryKey(),
    customerCode: text().notNull(),
    byOpenId: text().notNull(),
    status: text({ enum: ['asked', 'approved', 'declined', 'replaced'] }).notNull(),
    ...point(),
    /** The point before, GCJ-02; null for a first pin. */
    oldLng: doublePrecision(),
    oldLat: doublePrecision(),
    movedM: integer(),
    reason: text(),
    photoId: uuid(),
    fixId: uuid(),
    askedAt: instant().notNull(),
    /** Who approved or declined; the same as `byOpenId` where nobody had to be asked. */
    ruledBy: text(),
    ruledAt: instant(),
  },
  (t) => [index().on(t.customerCode, t.askedAt), index().on(t.byOpenId), index().on(t.photoId)],
)

/** New shops that were found, and the customers that they became. */
export const outletRequests = pgTable(
  'outlet_requests',
  {
    id: uuid().primaryKey(),
    byOpenId: text().notNull(),
    status: text({ enum: ['asked', 'approved', 'declined'] }).notNull(),
    name: text().notNull(),
    contact: text(),
    phone: text(),
    type: text(),
    ...point(),
    photoId: uuid(),
    fixId: uuid(),
    askedAt: instant().notNull(),
    ruledBy: text(),
    ruledAt: instant(),
    /** The customer that it became. */
    customerCode: text(),
  },
  (t) => [index().on(t.byOpenId), index().on(t.photoId), index().on(t.status)],
)

/** Photos of shopfronts that belong to a pin or a new shop. */
export const placePhotos = pgTable(
  'place_photos',
  {
    id: uuid().primaryKey(),
    byOpenId: text().notNull(),
    messageId: text().notNull(),
    imageKey: text().notNull(),
    createdAt: instant().notNull(),
    status: text({ enum: ['fetching', 'stored', 'failed'] }).notNull(),
    objectKey: text(),
    sha256: text(),
    size: integer(),
    mime: text(),
    /** The bot's own upload of the photo, which a card may show. */
    cardImageKey: text(),
  },
  (t) => [uniqueIndex().on(t.messageId, t.imageKey)],
)

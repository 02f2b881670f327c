/** Customers and who has looked after them. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const grades = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof grades)[number]

/** Left out when names are compared: people write 永辉人民路店 for 永辉·人民路店. */
export const nameNoise = ' ·•・.,，。-—_()（）'

export const customers = pgTable(
  'customers',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    /** The name in lower case without `nameNoise`, so that a search need not work it out of each. */
    plainName: text()
      .notNull()
      .generatedAlwaysAs(sql.raw(`translate(lower(name), '${nameNoise}', '')`)),
    address: text(),
    lngGcj: doublePrecision(),
    latGcj: doublePrecision(),
    /** The point as it came, with its datum, so that a wrong guess of the datum can be mended. */
    rawLng: doublePrecision(),
    rawLat: doublePrecision(),
    rawDatum: text({ enum: ['gcj02', 'wgs84', 'bd09'] }),
    /** Who set the point: a file, a rep at the shop, or a geocoder from the address. Null: not recorded. */
    pinSource: text({ enum: ['file', 'rep', 'geocoder'] }),
    /** How precise a geocoder says it is, in its own word: 门牌号, 道路 … */
    pinLevel: text(),
    /** When, and by whose check-in, a geocoder's point was found right; without it the point is 待核实. */
    pinConfirmedAt: instant(),
    pinConfirmedBy: text(),
    ownerOpenId: text(),
    teamCode: text(),
    /** Channel type, in the company's own words: 流通, KA, 餐饮 … */
    type: text(),
    grade: text({ enum: grades }),
    /** Who set the grade by hand: gradings leave it alone until it is released. */
    gradeLockedBy: text(),
    gradeLockedAt: instant(),
    /** The local date from which they are a customer, where it is known. */
    since: date({ mode: 'string' }),
    stage: text(),
    /** The local date from which it is in this stage; null without one. */
    stageSince: date({ mode: 'string' }),
    source: text(),
    priceLevel: text(),
    creditLimitFen: bigint({ mode: 'number' }),
    creditDays: integer(),
    contact: text(),
    phone: text(),
    /** `09:00-12:00;14:00-18:00`, local time. */
    openingHours: text(),
    serviceMinutes: integer(),
    line: text(),
    /** ISO weekdays, Monday = 1. */
    visitDays: integer().array(),
    weekPattern: text({ enum: ['every', 'odd', 'even'] }),
    /** The customer's own frequency (`4/28d`, `3/month` …); `0` = paused. */
    frequency: text(),
    pauseReason: text(),
    pausedUntil: date({ mode: 'string' }),
    parentCode: text(),
    supplierCode: text(),
    status: text({ enum: ['active', 'closed'] })
      .notNull()
      .default('active'),
    tags: text().array(),
    createdOn: date({ mode: 'string' }).notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index().on(t.ownerOpenId, t.status),
    index('customers_stage_since')
      .on(t.stageSince)
      .where(sql`stage is not null and status = 'active'`),
    index().on(t.teamCode),
    index('customers_name_lower').on(sql`lower(${t.name})`),
    index().on(t.latGcj, t.lngGcj),
    index('customers_type').on(t.type),
    index('customers_tags').using('gin', t.tags),
    index('customers_type_lower').on(sql`lower(${t.type})`),
    // Few are a branch of another.
    index('customers_parent').on(t.parentCode).where(sql`parent_code is not null`),
  ],
)

/** Who owned a customer from which local date (inclusive) until which (exclusive, null = still). */
export const customerOwners = pgTable(
  'customer_owners',
  {
    customerCode: text().notNull(),
    ownerOpenId: text().notNull(),
    fromDate: date({ mode: 'string' }).notNull(),
    untilDate: date({ mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.customerCode, t.fromDate] }),
    index().on(t.ownerOpenId, t.fromDate),
  ],
)

/** 阶段: the stages through which a customer went, from which date on, and who said so (null: a file). */
export const customerStages = pgTable(
  'customer_stages',
  {
    customerCode: text().notNull(),
    since: date({ mode: 'string' }).notNull(),
    /** Null: none any more. */
    stage: text(),
    byOpenId: text(),
    notedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerCode, t.since] })],
)

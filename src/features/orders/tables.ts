/** Goods, prices, orders and money received. Money is integer fen; quantities are decimals. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'

export const products = pgTable('products', {
  code: text().primaryKey(),
  name: text().notNull(),
  unit: text().notNull(),
  category: text(),
  costFen: bigint({ mode: 'number' }).notNull(),
  priceFen: bigint({ mode: 'number' }).notNull(),
  spec: text(),
  baseUnit: text(),
  caseSize: numeric(),
  barcode: text(),
  brand: text(),
  shelfLifeDays: integer(),
  active: boolean().notNull().default(true),
})

export const prices = pgTable(
  'prices',
  {
    productCode: text().notNull(),
    priceLevel: text().notNull(),
    priceFen: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.productCode, t.priceLevel] })],
)

export const lineKinds = ['sale', 'return', 'gift', 'exchange'] as const
export type OrderLineKind = (typeof lineKinds)[number]

export const orders = pgTable(
  'orders',
  {
    code: text().primaryKey(),
    customerCode: text().notNull(),
    repOpenId: text(),
    orderedAt: instant().notNull(),
    /** Local date of `orderedAt`, so that sets by day need no zone arithmetic. */
    orderedOn: date({ mode: 'string' }).notNull(),
    /** Local date on which it was delivered; null: not yet, or not known. */
    shippedOn: date({ mode: 'string' }),
    /**
     * Sales less returns of its lines. This and the sums below are written with the lines (`orderSums`),
     * so that figures over years need none of them.
     */
    netFen: bigint({ mode: 'number' }).notNull().default(0),
    /** Cost of what was sold and given away, less what came back. */
    costFen: bigint({ mode: 'number' }).notNull().default(0),
    /** Sold less returned, in the units of its lines. */
    quantity: numeric().notNull().default('0'),
    /** Lines that sell something; 0: the order is no sale. */
    saleLines: integer().notNull().default(0),
  },
  (t) => [
    // Holds all that a customer's rhythm is read from, in its order: the nightly scan sorts nothing.
    index().on(t.customerCode, t.orderedOn, t.netFen),
    index().on(t.repOpenId, t.orderedOn),
    // Holds all that sums by customer and period read.
    index().on(t.orderedOn, t.customerCode, t.netFen),
    index().on(t.shippedOn).where(sql`shipped_on is not null`),
  ],
)

export const orderLines = pgTable(
  'order_lines',
  {
    orderCode: text().notNull(),
    lineNo: integer().notNull(),
    productCode: text().notNull(),
    quantity: numeric().notNull(),
    unit: text(),
    unitPriceFen: bigint({ mode: 'number' }).notNull(),
    /** Positive for every kind; the sign comes from `kind`. */
    amountFen: bigint({ mode: 'number' }).notNull(),
    /** Cost of the line's goods when it was written: later cost changes leave history alone. */
    costFen: bigint({ mode: 'number' }).notNull(),
    kind: text({ enum: lineKinds }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderCode, t.lineNo] }), index().on(t.productCode)],
)

export const payments = pgTable(
  'payments',
  {
    code: text().primaryKey(),
    customerCode: text().notNull(),
    receivedAt: instant().notNull(),
    receivedOn: date({ mode: 'string' }).notNull(),
    amountFen: bigint({ mode: 'number' }).notNull(),
    orderCode: text(),
    method: text(),
    collectorOpenId: text(),
  },
  (t) => [
    index().on(t.customerCode, t.receivedOn),
    index().on(t.receivedOn),
    index().on(t.orderCode).where(sql`order_code is not null`),
  ],
)

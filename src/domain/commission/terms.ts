/** The terms of a commission scheme (提成方案): what is paid on, how much, when, and to whom. */
import { z } from 'zod'

/**
 * What a line is worth before the rate: sales, quantity, gross profit, money collected, or what the unit
 * price lies over the floor price times the quantity.
 */
export const bases = ['amount', 'quantity', 'grossProfit', 'collected', 'overFloor'] as const
export type Base = (typeof bases)[number]

/** When a line counts: ordered, shipped, or as far as it has been paid. */
export const settlements = ['order', 'shipment', 'collection'] as const
export type Settlement = (typeof settlements)[number]

/**
 * Ten-thousandths of a money base (1 % = 100), or fen a unit where the base is a quantity. Negative rates
 * do not exist: what is returned is taken back at the rate that was paid.
 */
const rateValue = z.number().min(0).max(1_000_000)

const step = z.object({
  /** From this much on: fen or units; or, by attainment, a share of the target (0.8 = 80 %). */
  from: z.number().min(0),
  value: rateValue,
})

export const tierSteps = z
  .array(step)
  .min(1)
  .max(12)
  .refine((steps) => steps[0]?.from === 0, 'the first step begins at 0')
  .refine(
    (steps) => steps.every((one, i) => i === 0 || one.from > (steps[i - 1]?.from ?? 0)),
    'each step begins above the one before',
  )

/** A flat rate; or steps, by the month's base or by its share of the target. */
export const rateTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('flat'), value: rateValue }),
  z.object({
    kind: z.literal('tiers'),
    by: z.enum(['base', 'attainment']),
    /** True: the step that is reached holds for everything; false: each part has its step's rate. */
    whole: z.boolean(),
    steps: tierSteps,
  }),
])
export type RateTerms = z.infer<typeof rateTerms>

/** 过程系数: a metric below a share takes part of the money. */
export const processTerm = z.object({
  metric: z.string(),
  below: z.number().min(0).max(1),
  times: z.number().min(0).max(1),
})

export const schemeTerms = z
  .object({
    base: z.enum(bases),
    settledOn: z.enum(settlements),
    rate: rateTerms,
    /** Only these goods; both empty: all. */
    products: z.array(z.string()).default([]),
    categories: z.array(z.string()).default([]),
    /** Only orders of customers of these grades; empty: all. */
    grades: z.array(z.string()).default([]),
    /** These roles in these teams (those below included), and these people; all empty: everybody. */
    roles: z.array(z.string()).default([]),
    teams: z.array(z.string()).default([]),
    people: z.array(z.string()).default([]),
    process: z.array(processTerm).max(5).default([]),
    /** What comes in later than the customer's 账期 and so many days counts so many times. */
    late: z
      .object({ graceDays: z.number().int().min(0).max(365), times: z.number().min(0).max(1) })
      .nullable()
      .default(null),
    /** Payments by these methods are no money from outside, as `payments.method` calls them. */
    excludedMethods: z.array(z.string()).default([]),
    /** Share of a partner who visited the customer that day too (协访). */
    jointShare: z.number().min(0).max(1).default(0),
    /** Of money collected after a handover: who sold, or who looks after the customer on that day. */
    afterHandover: z.enum(['seller', 'owner']).default('seller'),
    /** Price level whose price is the floor of `overFloor`; without it the list price is. */
    floorLevel: z.string().nullable().default(null),
    /** At most so much a month. */
    capFen: z.number().int().min(0).nullable().default(null),
  })
  .refine(
    ({ base, settledOn }) => base !== 'collected' || settledOn === 'collection',
    'money collected is settled when it is collected',
  )
export type SchemeTerms = z.infer<typeof schemeTerms>

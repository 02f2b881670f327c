/** Everything that the cycle planner must know of one rep, fetched in a handful of set queries. */
import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import {
  cycleOf,
  type Frequency,
  formatFrequency,
  parseFrequency,
} from '../../domain/customers/frequency.ts'
import { checkCapacity } from '../../domain/plans/cycle/capacity.ts'
import type {
  CapacityCheck,
  CycleCustomer,
  CycleDay,
  CycleInput,
} from '../../domain/plans/cycle/types.ts'
import { type PromiseSource, promiseSources } from '../../domain/plans/stops.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, daysFrom, type LocalDate, timeToMinutes } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { type KnownPoints, knownPoints } from '../customers/usable-points.ts'
import { frequencyOf, homeOf, pauseEnd } from '../plans/inputs.ts'
import { withLineDays } from '../plans/line-days.ts'
import { calendarOf, type Rep } from '../plans/people.ts'
import { planWishes } from '../plans/tables.ts'
import { travelModel } from '../travel/paces.ts'

type CustomerRow = typeof customers.$inferSelect

/** The planning cycle that a day lies in, counted from Monday 1 January 2024. */
export function cycleAround(
  ctx: Pick<Ctx, 'rules'>,
  day: LocalDate,
): { from: LocalDate; to: LocalDate } {
  const { start, lengthDays } = cycleOf(
    { times: 1, per: { days: ctx.rules.get(settings.cycleDays) } },
    day,
  )
  return { from: start, to: addDays(start, lengthDays - 1) }
}

export interface CycleInputs {
  readonly input: CycleInput
  /** What each customer's frequency is in this cycle, to be kept with it. */
  readonly terms: Readonly<Record<string, string>>
  readonly check: CapacityCheck
}

/**
 * Reads what one rep's cycle is made of. `terms` are the frequencies that were agreed when the cycle
 * was made; a customer that is not among them has the frequency of now.
 */
export async function cycleInputs(
  ctx: Ctx,
  rep: Rep,
  range: { from: LocalDate; to: LocalDate },
  terms: Readonly<Record<string, string>> = {},
): Promise<CycleInputs> {
  const rows = await ownCustomers(ctx, rep)
  const wishes = await wishesOf(ctx, rep, range)
  const guests = await guestsOf(
    ctx,
    rows,
    wishes.map(({ customerCode }) => customerCode),
  )
  const seen = await visitedBefore(
    ctx,
    rows.map(({ code }) => code),
    range.from,
  )
  const points = await knownPoints(ctx.tx, [...rows, ...guests])
  const own = rows.map((row) => {
    const agreed = parseFrequency(terms[row.code] ?? '')
    return customerOf(ctx, rep, row, {
      points,
      frequency: agreed ?? frequencyOf(ctx, rep, row),
      visitedOn: seen.get(row.code) ?? [],
      promises: wishes.filter(({ customerCode }) => customerCode === row.code),
    })
  })
  const others = guests.map((row) =>
    customerOf(ctx, rep, row, {
      points,
      frequency: { times: 0, per: { days: 28 } },
      visitedOn: [],
      promises: wishes.filter(({ customerCode }) => customerCode === row.code),
    }),
  )
  const { home } = homeOf(rep)
  const input: CycleInput = {
    ...range,
    days: await daysOf(ctx, rep, range),
    customers: [...own, ...others],
    ...(home ? { start: home } : {}),
    travel: await travelModel(ctx.tx, [...points.usable.values()], workingHours(ctx, rep)),
  }
  return {
    input,
    terms: Object.fromEntries(own.map(({ code, frequency }) => [code, formatFrequency(frequency)])),
    check: checkCapacity(input),
  }
}

async function ownCustomers(ctx: Ctx, rep: Rep): Promise<CustomerRow[]> {
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(and(eq(customers.ownerOpenId, rep.openId), eq(customers.status, 'active')))
    .orderBy(customers.code)
  return withLineDays(rows).filter(hasPlace)
}

/** A customer with neither address nor point is never planned. */
const hasPlace = ({ lngGcj, address }: CustomerRow) => lngGcj !== null || Boolean(address?.trim())

/** Customers of others that this rep is to visit on a day. */
async function guestsOf(
  ctx: Ctx,
  own: readonly CustomerRow[],
  codes: readonly string[],
): Promise<CustomerRow[]> {
  const known = new Set(own.map(({ code }) => code))
  const missing = [...new Set(codes)].filter((code) => !known.has(code))
  if (missing.length === 0) return []
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(and(inArray(customers.code, missing), eq(customers.status, 'active')))
    .orderBy(customers.code)
  return rows.filter(hasPlace)
}

interface Wish {
  readonly customerCode: string
  readonly date: LocalDate
  readonly source: PromiseSource
}

async function wishesOf(
  ctx: Ctx,
  rep: Rep,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Wish[]> {
  const rows = await ctx.tx
    .select()
    .from(planWishes)
    .where(
      and(
        eq(planWishes.repOpenId, rep.openId),
        gte(planWishes.date, from),
        lte(planWishes.date, to),
        eq(planWishes.status, 'waiting'),
        inArray(planWishes.source, [...promiseSources]),
      ),
    )
    .orderBy(planWishes.date, planWishes.customerCode)
  // Asked for twice on a day is one visit; the strongest source names it.
  const strongest = new Map<string, Wish>()
  for (const { customerCode, date, source } of rows) {
    const wish = { customerCode, date: date as LocalDate, source: source as PromiseSource }
    const key = `${customerCode}\t${date}`
    const other = strongest.get(key)
    const isStronger =
      !other || promiseSources.indexOf(wish.source) < promiseSources.indexOf(other.source)
    if (isStronger) strongest.set(key, wish)
  }
  return [...strongest.values()]
}

/** How far back visits matter: the longest period of a frequency, a year and a day. */
const backDays = 367

/** Closed visits before the cycle: enough for the spacing over its border and the period it began in. */
async function visitedBefore(
  ctx: Ctx,
  codes: readonly string[],
  from: LocalDate,
): Promise<Map<string, LocalDate[]>> {
  if (codes.length === 0) return new Map()
  const rows = await ctx.tx.execute<{ code: string; days: LocalDate[] }>(sql`
    select customer_code as code, array_agg(distinct date::text order by date::text) as days
    from visits
    where customer_code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb))
      and status = 'closed' and date < ${from} and date >= ${addDays(from, -backDays)}
    group by customer_code`)
  return new Map(rows.map(({ code, days }) => [code, days]))
}

/** When the rep is on the way, in minutes since midnight. */
const workingHours = (ctx: Ctx, { teamPath: teams }: Rep) => ({
  fromMinute: timeToMinutes(ctx.rules.get(settings.startOfDay, { teams })),
  toMinute: timeToMinutes(ctx.rules.get(settings.endOfDay, { teams })),
})

/** Grades first; within a grade every customer is alike. */
const priorities: Readonly<Record<string, number>> = { A: 4, B: 3, C: 2, D: 1 }
const ungraded = 2.5

function customerOf(
  ctx: Ctx,
  rep: Rep,
  row: CustomerRow,
  more: {
    points: KnownPoints
    frequency: Frequency
    visitedOn: readonly LocalDate[]
    promises: readonly Wish[]
  },
): CycleCustomer {
  const place = {
    teams: rep.teamPath,
    type: row.type,
    grade: row.grade,
    customerCode: row.code,
  }
  const spacing = ctx.rules.get(settings.spacingDays, place)
  const pausedUntil = pauseEnd(ctx, row)
  const point = more.points.usable.get(row.code)
  return {
    code: row.code,
    ...(point ? { point } : {}),
    serviceMinutes: row.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place),
    frequency: more.frequency,
    ...(spacing > 0 ? { spacingDays: spacing } : {}),
    priority: priorities[row.grade ?? ''] ?? ungraded,
    group: row.grade ?? 'none',
    ...(row.visitDays?.length ? { visitDays: row.visitDays } : {}),
    ...(row.weekPattern ? { weekPattern: row.weekPattern } : {}),
    ...(row.line ? { line: row.line } : {}),
    visitedOn: more.visitedOn,
    promises: more.promises.map(({ date, source }) => ({ date, source })),
    ...(pausedUntil ? { notBefore: pausedUntil } : {}),
  }
}

/** The days of the range with what fits in each; a day of leave is left out. */
async function daysOf(
  ctx: Ctx,
  rep: Rep,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<CycleDay[]> {
  const calendar = await calendarOf(ctx, rep, from)
  const place = { teams: rep.teamPath }
  const lengthMinutes =
    timeToMinutes(ctx.rules.get(settings.endOfDay, place)) -
    timeToMinutes(ctx.rules.get(settings.startOfDay, place)) -
    ctx.rules.get(settings.lunchMinutes, place)
  const visits = ctx.rules.get(settings.capacity, place)
  return daysFrom(from, to).flatMap((date): CycleDay[] => {
    const { kind, part } = calendar.dayKind(date)
    if (kind === 'leave' && part === undefined) return []
    const share = calendar.workShare(date)
    return [
      {
        date,
        capacityMinutes: Math.round(Math.max(0, lengthMinutes) * share),
        ...(share > 0 ? { capacityVisits: Math.ceil(visits * share) } : {}),
      },
    ]
  })
}

/** Everything that the planner must know of one rep's day, fetched in a handful of set queries. */
import { and, eq, gte, inArray, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import {
  type Cycle,
  cycleOf,
  defaultFrequency,
  type Frequency,
  parseFrequency,
} from '../../domain/customers/frequency.ts'
import { type MinuteRange, parseOpeningHours } from '../../domain/customers/import-words.ts'
import type { Point } from '../../domain/geo.ts'
import type { PlanDayInput } from '../../domain/plans/due.ts'
import { type DueCustomer, type Promised, promiseSources } from '../../domain/plans/stops.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate, toLocalDate } from '../../domain/time.ts'
import type { DayKind, WorkCalendar } from '../../domain/work-calendar.ts'
import { customers } from '../customers/tables.ts'
import { type KnownPoints, knownPoints } from '../customers/usable-points.ts'
import { agreedStops } from '../cycles/agreed.ts'
import { visits } from '../visits/tables.ts'
import { withLineDays } from './line-days.ts'
import { calendarOf, type Rep } from './people.ts'
import { planStops, planWishes } from './tables.ts'

/** What is read of a customer: all reps are planned within minutes, so no more than is used. */
const columns = {
  code: customers.code,
  status: customers.status,
  ownerOpenId: customers.ownerOpenId,
  type: customers.type,
  grade: customers.grade,
  line: customers.line,
  visitDays: customers.visitDays,
  weekPattern: customers.weekPattern,
  frequency: customers.frequency,
  pausedUntil: customers.pausedUntil,
  serviceMinutes: customers.serviceMinutes,
  openingHours: customers.openingHours,
  address: customers.address,
  lngGcj: customers.lngGcj,
  latGcj: customers.latGcj,
  createdOn: customers.createdOn,
  updatedAt: customers.updatedAt,
}
type CustomerRow = Pick<typeof customers.$inferSelect, keyof typeof columns>

/** What ordering and timing need of a customer besides. */
export interface PlanCustomer extends DueCustomer {
  readonly serviceMinutes: number
  readonly windows: readonly MinuteRange[]
}

export interface PlanInputs {
  readonly planner: Omit<PlanDayInput, 'customers'> & { customers: readonly PlanCustomer[] }
  readonly calendar: WorkCalendar
  /** Already visited by the rep on that day: no cycle stop is made of them. */
  readonly visitedToday: ReadonlyMap<string, string>
}

/** Days of which wishes are carried to the next working day: longer than any holiday. */
const carryDays = 30

/**
 * Reads the inputs of one rep's plan. On a day off only what a manager assigned or somebody confirmed is
 * kept; other wishes for days off move to the next working day by themselves.
 */
export async function planInputs(ctx: Ctx, rep: Rep, date: LocalDate): Promise<PlanInputs> {
  const calendar = await calendarOf(ctx, rep, addDays(date, -carryDays))
  const kind = calendar.dayKind(date)
  const works = calendar.workShare(date) > 0
  const wishes = await wishesFor(ctx, rep, date, works ? carriedFrom(calendar, date) : date)
  const promises = wishes.flatMap(({ anyway, ...wish }): Promised[] =>
    works || wish.source === 'manual' || anyway ? [wish] : [],
  )

  const rows = withLineDays(await customerRows(ctx, rep, promises))
  const cycles = new Map(rows.map((row) => [row.code, cycleOf(frequencyOf(ctx, rep, row), date)]))
  const [points, seen, visitedToday] = await Promise.all([
    knownPoints(ctx.tx, rows),
    visitsBefore(ctx, cycles, date),
    visitedOn(ctx, rep.openId, date),
  ])
  const due = rows.map((row) =>
    withVisits(
      dueBase(ctx, rep, row, { date, points }),
      cycles.get(row.code) as Cycle,
      seen.get(row.code),
    ),
  )
  const agreed = works ? await agreedStops(ctx, rep, date, due) : null
  return {
    planner: {
      ...(agreed ? { agreed } : {}),
      date,
      // A confirmed assignment stands on a leave day as on a rest day.
      day: kind.kind === 'leave' && promises.length > 0 ? asRest(kind) : kind,
      customers: due,
      promises,
      capacity: ctx.rules.get(settings.capacity, { teams: rep.teamPath }),
      ...homeOf(rep),
    },
    calendar,
    visitedToday,
  }
}

const asRest = (kind: DayKind): DayKind => (kind.part ? kind : { ...kind, kind: 'rest' })

/** Where the rep's day begins. */
export function homeOf(rep: Rep): { home?: Point } {
  const { homeLngGcj: lng, homeLatGcj: lat } = rep
  return lng === null || lat === null ? {} : { home: { lng, lat } }
}

/** The first day after the working day before `date`: wishes from then on are still to be kept. */
function carriedFrom(calendar: WorkCalendar, date: LocalDate): LocalDate {
  for (let back = 1; back < carryDays; back++) {
    if (calendar.isWorkingDay(addDays(date, -back))) return addDays(date, 1 - back)
  }
  return addDays(date, 1 - carryDays)
}

async function wishesFor(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  from: LocalDate,
): Promise<(Promised & { anyway: boolean })[]> {
  const rows = await ctx.tx
    .select()
    .from(planWishes)
    .where(
      and(
        eq(planWishes.repOpenId, rep.openId),
        gte(planWishes.date, from),
        lte(planWishes.date, date),
        eq(planWishes.status, 'waiting'),
        inArray(planWishes.source, [...promiseSources]),
        // A wish of a day off that was kept there all the same is not carried on.
        sql`(${planWishes.date} = ${date} or not exists (
          select 1 from ${planStops} s where s.rep_open_id = ${rep.openId}
            and s.customer_code = ${planWishes.customerCode} and s.date = ${planWishes.date}))`,
      ),
    )
    .orderBy(planWishes.date, planWishes.customerCode)
  return rows.map((row) => ({
    customerCode: row.customerCode,
    source: row.source as Promised['source'],
    ...(row.byOpenId ? { by: row.byOpenId } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.place === null ? {} : { place: row.place }),
    anyway: row.anyway,
  }))
}

async function customerRows(ctx: Ctx, rep: Rep, promises: readonly Promised[]) {
  const asked = promises.map((promise) => promise.customerCode)
  return ctx.tx
    .select(columns)
    .from(customers)
    .where(
      or(
        and(eq(customers.ownerOpenId, rep.openId), eq(customers.status, 'active')),
        asked.length > 0 ? inArray(customers.code, asked) : undefined,
      ),
    )
}

/** The customer's own frequency, else the grade's by rule. Pausing needs an end: without, it is over. */
export function frequencyOf(
  ctx: Pick<Ctx, 'rules'>,
  rep: Pick<Rep, 'teamPath'>,
  row: Pick<CustomerRow, 'frequency' | 'grade'>,
): Frequency {
  const own = row.frequency ? parseFrequency(row.frequency) : null
  if (own && own.times > 0) return own
  const rules = ctx.rules.get(settings.frequencyByGrade, { teams: rep.teamPath })
  const byRule = parseFrequency(rules[row.grade ?? 'none'] ?? '')
  return byRule && byRule.times > 0 ? byRule : defaultFrequency(row.grade)
}

function dueBase(
  ctx: Ctx,
  rep: Rep,
  row: CustomerRow,
  { date, points }: { date: LocalDate; points: KnownPoints },
): Omit<PlanCustomer, 'visitsInCycle' | 'cycleStart' | 'cycleLengthDays' | 'lastVisitOn'> {
  const place = {
    teams: rep.teamPath,
    type: row.type,
    grade: row.grade,
    customerCode: row.code,
  }
  const pausedUntil = pauseEnd(ctx, row)
  const point = points.usable.get(row.code)
  return {
    code: row.code,
    status: row.status,
    grade: row.grade,
    frequency: frequencyOf(ctx, rep, row),
    createdOn: row.createdOn as LocalDate,
    serviceMinutes: row.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place),
    windows: parseOpeningHours(row.openingHours ?? '') ?? [],
    ...(row.visitDays ? { visitDays: row.visitDays } : {}),
    ...(row.weekPattern ? { weekPattern: row.weekPattern } : {}),
    ...(pausedUntil && date < pausedUntil ? { pausedUntil } : {}),
    ...(row.address ? { address: row.address } : {}),
    ...(point ? { point } : {}),
    ...(points.doubted.has(row.code) ? { doubtful: true } : {}),
  }
}

/** The day on which a pause ends; a `0` that came without an end lasts as long as the rule says. */
export function pauseEnd(
  ctx: Ctx,
  row: Pick<CustomerRow, 'pausedUntil' | 'frequency' | 'updatedAt'>,
): LocalDate | null {
  if (row.pausedUntil) return row.pausedUntil as LocalDate
  if (row.frequency?.trim() !== '0') return null
  return addDays(toLocalDate(row.updatedAt, ctx.zone), ctx.rules.get(settings.pauseDays))
}

interface Seen {
  /** The last day with a closed visit before the date, and the days with one since the cycle began. */
  readonly last: LocalDate
  readonly inCycle: number
}

/** By customer what was visited before a date; who never was is left out. Two looks into the index each. */
async function visitsBefore(
  ctx: Ctx,
  cycles: ReadonlyMap<string, Cycle>,
  date: LocalDate,
): Promise<Map<string, Seen>> {
  if (cycles.size === 0) return new Map()
  const asked = [...cycles].map(([code, { start }]) => ({ code, start }))
  const rows = await ctx.tx.execute<{ code: string; last: LocalDate; in_cycle: number }>(sql`
    select c.code, last.date::text as last, (
      select count(distinct v.date)::int from visits v
      where v.customer_code = c.code and v.status = 'closed' and v.date >= c.start
        and v.date < ${date}) as in_cycle
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as c(code text, start date)
    cross join lateral (
      select v.date from visits v
      where v.customer_code = c.code and v.status = 'closed' and v.date < ${date}
      order by v.date desc limit 1) as last`)
  return new Map(rows.map(({ code, last, in_cycle: inCycle }) => [code, { last, inCycle }]))
}

function withVisits(
  customer: ReturnType<typeof dueBase>,
  { start, lengthDays }: Cycle,
  seen: Seen | undefined,
): PlanCustomer {
  return {
    ...customer,
    cycleStart: start,
    cycleLengthDays: lengthDays,
    visitsInCycle: seen?.inCycle ?? 0,
    ...(seen ? { lastVisitOn: seen.last } : {}),
  }
}

/** Closed visits of the rep on a day, by customer: their ids. */
export async function visitedOn(
  ctx: Pick<Ctx, 'tx'>,
  repOpenId: string,
  date: LocalDate,
): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .select({ code: visits.customerCode, id: visits.id })
    .from(visits)
    .where(and(eq(visits.repOpenId, repOpenId), eq(visits.date, date), eq(visits.status, 'closed')))
  return new Map(rows.map((row) => [row.code, row.id]))
}

/** A rep's week as its card shows it: what is published or drafted, and what is promised. */
import { and, eq, gte, inArray, lte } from 'drizzle-orm'
import type { WeekDay, WeekView, WeekVisit } from '../../../cards/cycles/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { promiseSources } from '../../domain/plans/stops.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, daysFrom, type LocalDate, startOfWeek } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { calendarOf, type Rep } from '../plans/people.ts'
import { planWishes } from '../plans/tables.ts'
import { cycleRequests, cycles, cycleVisits } from './tables.ts'

export const weekThing = (repOpenId: string, monday: LocalDate) => `week:${repOpenId}:${monday}`

interface Row {
  readonly date: string
  readonly code: string
  readonly visit: WeekVisit
  readonly minutes: number
}

export async function weekView(
  ctx: Ctx,
  rep: Rep,
  day: LocalDate,
  own: boolean,
): Promise<WeekView> {
  const from = startOfWeek(day)
  const to = addDays(from, 6)
  const calendar = await calendarOf(ctx, rep, from)
  const running = await ctx.tx
    .select()
    .from(cycles)
    .where(
      and(eq(cycles.repOpenId, rep.openId), lte(cycles.fromDate, to), gte(cycles.toDate, from)),
    )
  const ids = running.map(({ id }) => id)
  const promises = await promised(ctx, rep, { from, to })
  const keyOf = ({ date, code }: Row) => `${date}\t${code}`
  const isPromised = new Set(promises.map(keyOf))
  const byCycle = await planned(ctx, rep, ids, { from, to })
  const rows = [...promises, ...byCycle.filter((row) => !isPromised.has(keyOf(row)))]
  const hasDraft = running.some(({ status }) => status === 'draft')
  return {
    repOpenId: rep.openId,
    repName: rep.name,
    own,
    // Who sees a week may put visits on it: the rep, the managers above, admins.
    mayAdd: to >= ctx.today,
    from,
    state: running.length === 0 ? 'none' : hasDraft ? 'draft' : 'published',
    days: daysFrom(from, to).flatMap((date): WeekDay[] => {
      const here = rows.filter((row) => row.date === date)
      const free = !calendar.isWorkingDay(date)
      if (free && here.length === 0 && date > addDays(from, 4)) return []
      return [
        {
          date,
          free,
          minutes: here.length > 0 ? here.reduce((sum, { minutes }) => sum + minutes, 0) : null,
          visits: here.map(({ visit }) => visit),
        },
      ]
    }),
  }
}

async function planned(
  ctx: Ctx,
  rep: Rep,
  cycleIds: readonly string[],
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Row[]> {
  if (cycleIds.length === 0) return []
  const rows = await ctx.tx
    .select({ visit: cycleVisits, customer: customers })
    .from(cycleVisits)
    .innerJoin(customers, eq(customers.code, cycleVisits.customerCode))
    .where(
      and(
        inArray(cycleVisits.cycleId, [...cycleIds]),
        gte(cycleVisits.date, from),
        lte(cycleVisits.date, to),
        eq(customers.status, 'active'),
      ),
    )
    .orderBy(cycleVisits.date, customers.grade, customers.name)
  const waiting = await ctx.tx
    .select({ code: cycleRequests.customerCode, date: cycleRequests.fromDate })
    .from(cycleRequests)
    .where(and(eq(cycleRequests.repOpenId, rep.openId), eq(cycleRequests.status, 'asked')))
  const asked = new Set(waiting.map(({ code, date }) => `${code}\t${date}`))
  return rows.map(({ visit, customer }) => ({
    date: visit.date,
    code: visit.customerCode,
    minutes: minutesAt(ctx, rep, customer),
    visit: {
      visitId: visit.date > ctx.today ? visit.id : null,
      name: customer.name,
      grade: customer.grade,
      reason: visit.reason,
      routed: visit.routed,
      asked: asked.has(`${visit.customerCode}\t${visit.date}`),
    },
  }))
}

async function promised(
  ctx: Ctx,
  rep: Rep,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Row[]> {
  const rows = await ctx.tx
    .select({ date: planWishes.date, customer: customers })
    .from(planWishes)
    .innerJoin(customers, eq(customers.code, planWishes.customerCode))
    .where(
      and(
        eq(planWishes.repOpenId, rep.openId),
        gte(planWishes.date, from),
        lte(planWishes.date, to),
        eq(planWishes.status, 'waiting'),
        inArray(planWishes.source, [...promiseSources]),
        eq(customers.status, 'active'),
      ),
    )
    .orderBy(planWishes.date, customers.name)
  const once = new Map(rows.map((row) => [`${row.date}\t${row.customer.code}`, row]))
  return [...once.values()].map(({ date, customer }) => ({
    date,
    code: customer.code,
    minutes: minutesAt(ctx, rep, customer),
    visit: {
      visitId: null,
      name: customer.name,
      grade: customer.grade,
      reason: 'promise' as const,
      routed: customer.lngGcj !== null,
      asked: false,
    },
  }))
}

/** The visit and a leg of the usual length to it; the day's route says it exactly in the morning. */
function minutesAt(ctx: Ctx, rep: Rep, customer: typeof customers.$inferSelect): number {
  const place = {
    teams: rep.teamPath,
    type: customer.type,
    grade: customer.grade,
    customerCode: customer.code,
  }
  return (
    (customer.serviceMinutes ?? ctx.rules.get(settings.serviceMinutes, place)) + usualLegMinutes
  )
}

const usualLegMinutes = 8

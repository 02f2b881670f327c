/** What the agreed cycle says of one day: daily plans are drawn from it. */
import type { Ctx } from '../../bot/context.ts'
import type { StopReason } from '../../domain/plans/stops.ts'
import { settings } from '../../domain/settings/index.ts'
import { daysBetween, isoWeekday, type LocalDate } from '../../domain/time.ts'
import { type Cycle, countsUpTo, cycleOn, publish, visitsOn } from './store.ts'

interface Known {
  readonly code: string
  readonly weekPattern?: 'every' | 'odd' | 'even'
  readonly lastVisitOn?: LocalDate
  readonly createdOn: LocalDate
}

/** A visit that the cycle holds for a day, with its reason as the day's card tells it. */
export interface Agreed {
  readonly customerCode: string
  readonly reason: StopReason
}

/**
 * The agreed cycle that covers a day, if there is one. A draft whose first day has come becomes it by
 * itself where the rule says so: nobody starts a cycle without one because a manager was away.
 */
async function agreedCycle(
  ctx: Ctx,
  rep: { openId: string; teamPath: readonly string[] },
  date: LocalDate,
): Promise<Cycle | null> {
  const cycle = await cycleOn(ctx.tx, rep.openId, date)
  if (cycle?.status !== 'draft') return cycle
  if (!ctx.rules.get(settings.cycleStartsItself, { teams: rep.teamPath })) return null
  await publish(ctx, [cycle.id], null)
  return cycle
}

/**
 * The visits of a rep's agreed cycle on a day; null when no agreed cycle covers it, and each day is
 * planned by itself. `known` are the rep's customers.
 */
export async function agreedStops(
  ctx: Ctx,
  rep: { openId: string; teamPath: readonly string[] },
  date: LocalDate,
  known: readonly Known[],
): Promise<Agreed[] | null> {
  const cycle = await agreedCycle(ctx, rep, date)
  if (!cycle) return null
  const [visits, counts] = await Promise.all([
    visitsOn(ctx.tx, cycle.id, date),
    countsUpTo(ctx.tx, cycle.id, date),
  ])
  const byCode = new Map(known.map((customer) => [customer.code, customer]))
  return visits.flatMap(({ customerCode, reason }): Agreed[] => {
    const customer = byCode.get(customerCode)
    // Sold, closed or given to somebody else since: the next re-plan drops it.
    if (!customer) return []
    // On a line without days of its own a customer is visited by frequency, on days that the line shares.
    if (reason === 'standing') {
      const weekPattern = customer.weekPattern ?? 'every'
      return [
        { customerCode, reason: { code: 'fixedDay', weekday: isoWeekday(date), weekPattern } },
      ]
    }
    if (!customer.lastVisitOn) {
      const daysKnown = Math.max(0, daysBetween(customer.createdOn, date))
      return [{ customerCode, reason: { code: 'neverVisited', daysKnown } }]
    }
    const daysSince = daysBetween(customer.lastVisitOn, date)
    const { nth, of } = counts.get(customerCode) ?? { nth: 1, of: 1 }
    return [{ customerCode, reason: { code: 'dueInCycle', nth, of, daysSince } }]
  })
}

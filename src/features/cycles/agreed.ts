/** What the agreed cycle says of one day: daily plans are drawn from it. */
import type { Ctx } from '../../bot/context.ts'
import type { StopReason } from '../../domain/plans/stops.ts'
import { settings } from '../../domain/settings/index.ts'
import { daysBetween, isoWeekday, type LocalDate } from '../../domain/time.ts'
import { agreedOn, countsUpTo, cycleOn, publish } from './store.ts'

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
 * A draft whose first day has come becomes the plan by itself where the rule says so: nobody starts a
 * cycle without one because a manager was away.
 */
export async function startDue(
  ctx: Ctx,
  rep: { openId: string; teamPath: readonly string[] },
  date: LocalDate,
): Promise<void> {
  const cycle = await cycleOn(ctx.tx, rep.openId, date)
  if (cycle?.status !== 'draft') return
  if (!ctx.rules.get(settings.cycleStartsItself, { teams: rep.teamPath })) return
  await publish(ctx, [cycle.id], null)
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
  await startDue(ctx, rep, date)
  const agreed = await agreedOn(ctx.tx, rep.openId, date)
  if (!agreed) return null
  const counts = await countsUpTo(ctx.tx, agreed.cycle.id, date)
  const byCode = new Map(known.map((customer) => [customer.code, customer]))
  return agreed.visits.flatMap(({ customerCode, reason }): Agreed[] => {
    const customer = byCode.get(customerCode)
    // Sold, closed or given to somebody else since: the next re-plan drops it.
    if (!customer) return []
    if (reason !== 'frequency') {
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

/** What a scan keeps of one customer once its order days have passed by: numbers, not orders. */
import { monthCounts } from './decay.ts'
import { type CustomerFacts, factsOf } from './facts.ts'
import { type Clock, historyAt, type OrderHistory } from './order-history.ts'
import { type PlungeFacts, plungeFactsOf } from './plunge.ts'
import { type Pause, pauseOf } from './states.ts'

/** Days are counts of the clock, but where calendar days are said. */
export interface Observed {
  readonly customer: string
  readonly facts: CustomerFacts
  readonly firstOrder: number
  /** Around this day a year ago. */
  readonly pause: Pause | null
  /** The last 150 days; null without an order day before the last 30. */
  readonly plunge: PlungeFacts | null
  /** Order days of six 30-day spans, oldest first. */
  readonly months: readonly number[]
  /** Calendar days since 1970-01-01, and from the last order to the day of the judgement. */
  readonly firstDay: number
  readonly lastOrder: number
  readonly quietDays: number
  /** Whether the customer itself is away, or was since its last order: its own clock stood still. */
  readonly away: 'now' | 'lately' | null
}

/**
 * Observes a history of calendar days at the end of `today`; null when nothing was ordered by then.
 * `awayUntil`: the last calendar day of the customer's own absence (its door was found closed, its visits
 * are paused), which is no silence.
 */
export function observe(
  history: OrderHistory,
  today: number,
  clock: Clock,
  awayUntil?: number,
): Observed | null {
  const known = historyAt(history, today, clock)
  if (!known) return null
  const now = clock(today)
  const lastOrder = history.days.findLast((day) => day <= today) ?? today
  // All days since the last order up to the end of the absence count as closed.
  const until = Math.min(awayUntil ?? lastOrder, today)
  const stood = Math.max(0, clock(until) - clock(lastOrder))
  return {
    customer: history.customer,
    facts: factsOf(known, now - stood),
    firstOrder: known.days[0] ?? now,
    pause: pauseOf(known.days, now),
    plunge: plungeFactsOf(known, now),
    months: monthCounts(known, now),
    firstDay: history.days[0] ?? today,
    lastOrder,
    quietDays: today - lastOrder,
    away: stood === 0 ? null : until === today ? 'now' : 'lately',
  }
}

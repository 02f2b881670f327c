/** Which stops of a day are late, and which can no longer be made in time. */
import type { MinuteRange } from '../customers/import-words.ts'
import { beginVisit, legMinutes } from './eta.ts'

/** A stop that nobody has checked in at, as of now. Minutes since midnight. */
export interface AwaitedStop {
  readonly id: string
  /** The visit is to begin from … to, as somebody set it; `to` may be open. */
  readonly window: { readonly from: number; readonly to: number | null } | null
  /** Arrival by the plan; null off the route. */
  readonly eta: number | null
  /** Road metres from the stop before. */
  readonly legM: number | null
  /** The customer's opening hours; none: always open. */
  readonly openings: readonly MinuteRange[]
}

export interface DaySoFar {
  readonly now: number
  /** A stop is late so long after it was to begin. */
  readonly lateMinutes: number
  /** When the rep's day ends: what has no window is missed then. */
  readonly endOfDay: number
  /** The rep is at a customer: who follows waits for that. */
  readonly isVisiting: boolean
  /** When the rep left the last customer. */
  readonly leftAt: number | null
  /** Lunch that follows that customer, in minutes; 0 when it is over or still to come. */
  readonly pauseMinutes: number
}

/** What is over: the time that was set, the shop's hours, the rep's day. */
export type MissedBy = 'window' | 'shop' | 'day'

/** `since` is the minute at which it was to begin, `closedAt` the one by which it had to. */
export interface Awaited {
  readonly late: readonly { readonly id: string; readonly since: number }[]
  readonly missed: readonly {
    readonly id: string
    readonly closedAt: number
    readonly why: MissedBy
  }[]
}

/**
 * Judges the stops that are still to be made, in their order.
 *
 * A set time counts whatever else happens. An expected time is no promise: it moves with the day, by as
 * much as the rep has left the last customer later than planned, and nothing is late while a visit goes
 * on; a rep who is behind but on the way hears nothing. A stop is missed when its set time is over, when
 * the shop has closed for the day, or at the end of the rep's day; what is missed is not late too.
 */
export function awaited(stops: readonly AwaitedStop[], day: DaySoFar): Awaited {
  const delay = delayOf(stops, day)
  const late: { id: string; since: number }[] = []
  const missed: { id: string; closedAt: number; why: MissedBy }[] = []
  for (const stop of stops) {
    const { closedAt, why } = closing(stop, day)
    if (day.now >= closedAt) {
      missed.push({ id: stop.id, closedAt, why })
      continue
    }
    const since = expectedAt(stop, day, delay)
    if (since !== null && day.now >= since + day.lateMinutes) late.push({ id: stop.id, since })
  }
  return { late, missed }
}

/** Minutes by which the rest of the day has moved: how much later the next stop can be reached. */
function delayOf(stops: readonly AwaitedStop[], { leftAt, pauseMinutes }: DaySoFar): number {
  const next = stops.find(({ eta }) => eta !== null)
  if (leftAt === null || next?.eta === undefined || next.eta === null) return 0
  return Math.max(0, Math.round(leftAt + pauseMinutes + legMinutes(next.legM ?? 0)) - next.eta)
}

function expectedAt(stop: AwaitedStop, day: DaySoFar, delay: number): number | null {
  if (stop.window) return stop.window.from
  if (stop.eta === null || day.isVisiting) return null
  return Math.round(beginVisit(stop.eta + delay, stop.openings).begin)
}

/** When a stop is missed, and why. What is planned behind the end of the day is waited for until then. */
function closing(
  { window, eta, openings }: AwaitedStop,
  day: DaySoFar,
): { closedAt: number; why: MissedBy } {
  if (window?.to) return { closedAt: window.to, why: 'window' }
  const end = eta !== null && eta >= day.endOfDay ? eta + day.lateMinutes : day.endOfDay
  const shop = openings.at(-1)?.to ?? Number.POSITIVE_INFINITY
  return shop < end ? { closedAt: shop, why: 'shop' } : { closedAt: end, why: 'day' }
}

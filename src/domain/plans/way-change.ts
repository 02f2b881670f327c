/** What planning a day anew has brought, beside going on as planned. */
import type { DayWay } from './day-way.ts'

export type WayChange = {
  /** The order is another one. */
  readonly moved: boolean
  /** Road metres less, from here on; negative where the new way is longer. */
  readonly savedM: number
  /** Whole minutes by which the last visit is over earlier; negative: later. */
  readonly savedMinutes: number
  /** Stops that are reached in time now and were not before. */
  readonly moreFit: number
}

const fits = ({ places }: DayWay): number => places.filter(({ fit }) => fit === null).length

/**
 * The better of two ways over the same stops: more of them in time, then less travel, then an earlier
 * end. The one that stands wins a draw, so that nothing moves for nothing.
 */
export function betterWay(standing: DayWay, other: DayWay): DayWay {
  const gain =
    fits(other) - fits(standing) ||
    standing.travelMinutes - other.travelMinutes ||
    standing.endMinute - other.endMinute
  return gain > 0 ? other : standing
}

/** From going on as planned to the new way, both from the same place and minute on. */
export function wayChange(before: DayWay, after: DayWay): WayChange {
  const order = ({ places }: DayWay) => places.map(({ id }) => id).join('\n')
  return {
    moved: order(before) !== order(after),
    savedM: before.totalM - after.totalM,
    savedMinutes: before.endMinute - after.endMinute,
    moreFit: fits(after) - fits(before),
  }
}

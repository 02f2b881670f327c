/** What uneven gaps cost, in seconds of travel that evenness is worth. */
const FREE_SHARE = 0.15
const SECONDS_PER_SQUARE_DAY = 120
const STEEPEST_DAYS = 3

/**
 * Cost, in seconds, of a gap of so many days where `interval` days are asked for. A day, or 15 % of
 * the interval, is free; beyond it the cost rises with the square of the days and from three days on
 * by 12 minutes a day, so that an overdue customer does not outweigh everything else.
 */
export function gapCost(gapDays: number, interval: number): number {
  const off = Math.abs(gapDays - interval) - Math.max(1, FREE_SHARE * interval)
  if (off <= 0) return 0
  if (off <= STEEPEST_DAYS) return SECONDS_PER_SQUARE_DAY * off * off
  return SECONDS_PER_SQUARE_DAY * STEEPEST_DAYS * (2 * off - STEEPEST_DAYS)
}

/** Dearer pairs of days are looked at only where no cheaper ones give a choice. */
const DEAREST = 5400

/** What each pair of days costs as two visits in succession, `cost[earlier * days + later]`. */
export type GapTable = {
  cost: Float64Array
  /** By later day: first and last earlier day that is worth looking at; from > to where there is none. */
  from: Int16Array
  to: Int16Array
}

/**
 * The table of one interval. `dayNumbers` are the days that can be chosen, as numbers, ascending;
 * `fixed` are visits that stand anyway, ascending: gaps are counted to and from them.
 */
export function gapTable(
  dayNumbers: readonly number[],
  interval: number,
  spacing: number,
  fixed: readonly number[] = [],
): GapTable {
  const days = dayNumbers.length
  const cost = new Float64Array(days * days).fill(Number.POSITIVE_INFINITY)
  const from = new Int16Array(days).fill(days)
  const to = new Int16Array(days).fill(-1)
  dayNumbers.forEach((later, b) => {
    for (let a = 0; a < b; a++) {
      const earlier = dayNumbers[a] as number
      const between = fixed.filter((day) => day > earlier && day < later)
      if (later - earlier < spacing) continue
      const price = costAlong([earlier, ...between, later], interval)
      cost[a * days + b] = price
      if (price > DEAREST) continue
      from[b] = Math.min(from[b] as number, a)
      to[b] = a
    }
  })
  return { cost, from, to }
}

/** Cost of the gaps along some visits in order. */
export function costAlong(visits: readonly number[], interval: number): number {
  let sum = 0
  for (let i = 1; i < visits.length; i++)
    sum += gapCost((visits[i] as number) - (visits[i - 1] as number), interval)
  return sum
}

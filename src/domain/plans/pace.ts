/** How much slower or faster than the model people really travel, by place and time of day. */
import type { Point } from '../geo.ts'
import { cityTravel, type TravelModel } from './eta.ts'

/** Measured ÷ estimated travel time of the legs of one cell and band. */
export type Pace = {
  /** `cellOf` a place, or `everywhere` for the whole company. */
  readonly cell: string
  /** One of `bandStarts`. */
  readonly fromMinute: number
  readonly factor: number
}

/** About the size of a city: 55 km from north to south. */
export const cellDegrees = 0.5
export const everywhere = '*'

/** Bands of the day, minutes since midnight: early, morning, around lunch, afternoon, evening. */
export const bandStarts = [0, 9 * 60, 11 * 60, 14 * 60, 17 * 60] as const

/** Fewer legs than this say nothing yet. */
export const leastLegs = 30
/** Whatever was measured, nobody is planned twice as fast, or more than two and a half times as slow. */
export const paceBounds = { least: 0.5, most: 2.5 } as const

/** The cell of a place by its south-west corner, `41.5,123.0`. */
export function cellOf({ lng, lat }: Point): string {
  const corner = (degrees: number) =>
    (Math.floor(degrees / cellDegrees) * cellDegrees).toFixed(1).replace(/^-(0\.0)$/, '$1')
  return `${corner(lat)},${corner(lng)}`
}

/**
 * The factor for a part of a day: the mean of its bands by their minutes. A band of the cell goes before
 * that of the whole company; where neither is known the model stands as it is.
 */
export function paceOf(
  paces: readonly Pace[],
  cell: string,
  { fromMinute, toMinute }: { fromMinute: number; toMinute: number },
): number {
  const end = Math.max(toMinute, fromMinute + 1)
  let sum = 0
  for (const [i, start] of bandStarts.entries()) {
    const next = bandStarts[i + 1] ?? Number.POSITIVE_INFINITY
    const minutes = Math.min(end, next) - Math.max(fromMinute, start)
    if (minutes <= 0) continue
    const at = (place: string) =>
      paces.find((pace) => pace.cell === place && pace.fromMinute === start)?.factor
    sum += minutes * bounded(at(cell) ?? at(everywhere) ?? 1)
  }
  return sum / (end - fromMinute)
}

/** The model with what our own check-ins say of it. */
export const paced = (factor: number, model: TravelModel = cityTravel): TravelModel =>
  factor === 1 ? model : { ...model, factor }

const bounded = (factor: number) => Math.min(paceBounds.most, Math.max(paceBounds.least, factor))

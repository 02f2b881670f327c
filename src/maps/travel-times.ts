/** Driving times and road lengths between places, whoever measures them. */
import type { Point } from '../domain/geo.ts'
import type { Pair } from '../domain/plans/nearest-pairs.ts'
import type { MapError } from './errors.ts'

/** Whole seconds and metres of one leg; null: the service knows no way. */
export interface MeasuredLeg extends Pair {
  readonly seconds: number | null
  readonly metres: number | null
}

/** What a service said: of some pairs nothing, where there was a problem on the way. */
export interface Matrix {
  readonly legs: readonly MeasuredLeg[]
  /** Why the rest is missing; null: nothing is. */
  readonly problem: MapError | null
}

export interface TravelTimes {
  readonly provider: 'osrm' | 'amap'
  /** Its times are those of the traffic when it is asked. */
  readonly knowsTraffic: boolean
  /**
   * Measures the legs between the points (GCJ-02) that `pairs` names by index. Never throws MapError: what
   * was measured before a problem counts.
   */
  measure(points: readonly Point[], pairs: readonly Pair[]): Promise<Matrix>
}

/** From addresses to points, whoever answers. */
import type { Point } from '../domain/geo.ts'

/**
 * How near the point is to what the address means: `house` a house number, a building or a crossing,
 * `street` somewhere on a road, in a village or a shopping quarter, `area` the middle of a township or
 * more, which is no place to drive to.
 */
export type Precision = 'house' | 'street' | 'area'

export type GeocodeAnswer =
  | {
      readonly kind: 'found'
      /** GCJ-02. */
      readonly point: Point
      readonly precision: Precision
      /** The service's own word for the precision. */
      readonly level: string
    }
  | { readonly kind: 'none' }

export interface Geocoder {
  /** Addresses that go in one request at most. */
  readonly atOnce: number
  /** One answer per address, in the same order. Throws MapError; nothing of the request is known then. */
  geocode(addresses: readonly string[]): Promise<readonly GeocodeAnswer[]>
}

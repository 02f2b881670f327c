import { distance } from '@turf/distance'
import gcoordModule from 'gcoord'
import { z } from 'zod'
import { median } from './statistics.ts'

/** Degrees. Everywhere inside Rounds a point is GCJ-02, the datum of Amap and Tencent maps. */
export type Point = { lng: number; lat: number }

/** Datum of a source: GCJ-02 (Amap, Tencent, Feishu), WGS-84 (GPS), BD-09 (Baidu). */
export const datum = z.enum(['gcj02', 'wgs84', 'bd09'])
export type Datum = z.infer<typeof datum>

/** gcoord is CommonJS: its typings promise a `default` member that Node does not make. */
const gcoord = gcoordModule as unknown as typeof gcoordModule.default
const CRS = { gcj02: gcoord.GCJ02, wgs84: gcoord.WGS84, bd09: gcoord.BD09 }

/** Converts a point of a declared datum to ours. Outside China GCJ-02 and WGS-84 are one. */
export function toGcj02(raw: Point, from: Datum): Point {
  return transform(raw, from, 'gcj02')
}

/** Converts one of our points to another datum. */
export function fromGcj02(point: Point, to: Datum): Point {
  return transform(point, 'gcj02', to)
}

/** Great-circle distance in whole metres (haversine on a mean radius of 6,371,008.8 m). */
export function distanceM(a: Point, b: Point): number {
  return Math.round(distance([a.lng, a.lat], [b.lng, b.lat], { units: 'meters' }))
}

/** False for what a broken device or an empty cell yields: out of range, not finite, or 0/0. */
export function isPlausible({ lng, lat }: Point): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && !(lng === 0 && lat === 0)
}

/** The middle of two points, good for the few kilometres of a day's work. */
export function midpoint(a: Point, b: Point): Point {
  return { lng: (a.lng + b.lng) / 2, lat: (a.lat + b.lat) / 2 }
}

/**
 * The median of each coordinate: where a shop is, learned from check-ins, since a few stray fixes
 * do not move it. Null for no points. Not meant for points on both sides of the date line.
 */
export function medianPoint(points: readonly Point[]): Point | null {
  const lng = median(points.map((p) => p.lng))
  const lat = median(points.map((p) => p.lat))
  return lng === null || lat === null ? null : { lng, lat }
}

/** The point so many metres north and east (negative: south, west) of another. */
export function offset(from: Point, metres: { north?: number; east?: number }): Point {
  const lat = from.lat + (metres.north ?? 0) / METRES_PER_DEGREE
  const perDegree = METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180)
  return { lng: from.lng + (metres.east ?? 0) / perDegree, lat }
}

/** The point so many metres due north. */
export function north(from: Point, metres: number): Point {
  return offset(from, { north: metres })
}

/** One degree of a great circle on the radius that `distanceM` uses. */
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180

function transform({ lng, lat }: Point, from: Datum, to: Datum): Point {
  if (from === to) return { lng, lat }
  const [x, y] = gcoord.transform([lng, lat], CRS[from], CRS[to])
  return { lng: x, lat: y }
}

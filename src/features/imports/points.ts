import { type Datum, isPlausible, type Point, toGcj02 } from '../../domain/geo.ts'
import { importWords } from '../../i18n/imports.ts'
import { message } from '../../i18n/t.ts'
import { degrees } from './cells.ts'
import type { Cell, Row } from './row.ts'

const longitude = degrees(180)
const latitude = degrees(90)

export interface PlacedPoint {
  readonly raw: Point
  /** GCJ-02. */
  readonly point: Point
}

/** Two cells that make a point, in degrees of a datum: both or neither. */
export function readPoint(
  row: Row,
  lngColumn: string,
  latColumn: string,
  datum: Datum,
): Cell<PlacedPoint> {
  const lng = row.read(lngColumn, longitude)
  const lat = row.read(latColumn, latitude)
  if (lng === undefined && lat === undefined) return undefined
  if (lng === null && lat === null) return null
  if (typeof lng === 'number' && typeof lat === 'number') {
    const raw = { lng, lat }
    if (isPlausible(raw)) return { raw, point: toGcj02(raw, datum) }
    row.refuse(lngColumn, message(importWords.zeroPoint))
  } else if (!row.failed) {
    row.refuse(typeof lng === 'number' ? latColumn : lngColumn, message(importWords.halfPoint))
  }
  return undefined
}

/** Locations as the rules of the trust score see them. */
import { type SQL, sql } from 'drizzle-orm'
import type { Datum } from '../../../domain/geo.ts'
import type { Position } from '../../../domain/trust/evidence.ts'

/** A row of `location_fixes` as JSON. */
export interface FixRow {
  readonly name: string | null
  readonly raw_lng: number
  readonly raw_lat: number
  readonly raw_datum: Datum
  readonly lng_gcj: number
  readonly lat_gcj: number
  readonly sent_at: string
  readonly source: 'chat' | 'live'
  readonly accuracy_m: number | null
  readonly age_s: number | null
  readonly client_sent_at: string | null
  readonly received_at: string | null
  readonly device_id: string | null
  readonly queued: boolean
}

/** The fix of an alias as one column; null where the join found none. */
export const fixColumn = (alias: string): SQL => sql`to_jsonb(${sql.identifier(alias)})`

const instant = (text: string | null) => (text === null ? null : new Date(text))

export function positionOf(row: FixRow | null): Position | null {
  if (row === null) return null
  return {
    source: row.source,
    point: { lng: row.lng_gcj, lat: row.lat_gcj },
    raw: { lng: row.raw_lng, lat: row.raw_lat },
    datum: row.raw_datum,
    accuracyM: row.accuracy_m,
    ageS: row.age_s,
    at: new Date(row.sent_at),
    clientAt: instant(row.client_sent_at),
    receivedAt: instant(row.received_at),
    queued: row.queued,
    deviceId: row.device_id,
    name: row.name,
  }
}

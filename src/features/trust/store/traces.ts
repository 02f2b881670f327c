/** Photos, phones, moved points, attendance: what else is known of a visit. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type {
  AttendanceMark,
  DeviceUse,
  PhotoFacts,
  PinMove,
} from '../../../domain/trust/evidence.ts'
import type { Subject } from './visits-around.ts'

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`

/** The photos that count. Neither camera data nor the look of a screen is read from them yet. */
export async function photoFacts(tx: Tx, visitId: string): Promise<PhotoFacts[]> {
  type Row = Pick<PhotoFacts, 'id' | 'kind' | 'source' | 'sha256'> & { at: string }
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    select id, kind, source, sha256, created_at as at from visit_photos
    where visit_id = ${visitId} and status in ('fetching', 'stored')
    order by created_at, id`)
  return rows.map(({ id, kind, source, sha256, at }) => ({
    ...{ id, kind, source, sha256 },
    at: new Date(at),
    cameraData: null,
    screen: null,
  }))
}

/** Approved changes of the customer's point in the 90 days before, newest first. */
export async function pinMoves(tx: Tx, visit: Subject): Promise<PinMove[]> {
  interface Row extends Record<string, unknown> {
    by: string
    ruled_by: string | null
    at: string
    moved_m: number | null
    lng: number | null
    lat: number | null
  }
  const rows = await tx.execute<Row>(sql`
    select by_open_id as by, ruled_by, coalesce(ruled_at, asked_at) as at, moved_m, old_lng as lng,
      old_lat as lat
    from customer_pins
    where customer_code = ${visit.customerCode} and status = 'approved'
      and coalesce(ruled_at, asked_at) between ${instant(visit.checkedInAt)} - interval '90 days'
        and ${instant(visit.checkedInAt)}
    order by 3 desc`)
  return rows.map((row) => ({
    byOpenId: row.by,
    ruledBy: row.ruled_by,
    at: new Date(row.at),
    movedM: row.moved_m ?? 0,
    before: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
  }))
}

/** Who else checked in by this phone within 24 hours. */
export async function deviceUses(tx: Tx, visit: Subject, deviceId: string): Promise<DeviceUse[]> {
  const rows = await tx.execute<{ rep: string; at: string }>(sql`
    select rep_open_id as rep, sent_at as at from location_fixes
    where device_id = ${deviceId} and rep_open_id <> ${visit.repOpenId}
      and sent_at between ${instant(visit.checkedInAt)} - interval '24 hours'
        and ${instant(visit.checkedInAt)} + interval '24 hours'
    order by sent_at limit 100`)
  return rows.map(({ rep, at }) => ({ repOpenId: rep, at: new Date(at) }))
}

/** What attendance noted within 24 hours; null where it knows nothing of this person then. */
export async function attendanceMarks(tx: Tx, visit: Subject): Promise<AttendanceMark[] | null> {
  const rows = await tx.execute<{ at: string; risk: AttendanceMark['risk'] | 'none' }>(sql`
    select at, risk from attendance_flows
    where open_id = ${visit.repOpenId}
      and at between ${instant(visit.checkedInAt)} - interval '24 hours'
        and ${instant(visit.checkedInAt)} + interval '24 hours'
    order by at`)
  if (rows.length === 0) return null
  return rows.flatMap(({ at, risk }) => (risk === 'none' ? [] : [{ at: new Date(at), risk }]))
}

/** Share of the rep's closed visits of 30 days whose place came from the chat; null for none with a place. */
export async function chatShare(tx: Tx, visit: Subject): Promise<number | null> {
  const [row] = await tx.execute<{ chat: string; n: string }>(sql`
    select count(*) filter (where location_source = 'chat') as chat, count(*) as n from visits
    where rep_open_id = ${visit.repOpenId} and status = 'closed' and location_source <> 'none'
      and date between ${visit.date}::date - 29 and ${visit.date}`)
  const n = Number(row?.n ?? 0)
  return n === 0 ? null : Number(row?.chat ?? 0) / n
}

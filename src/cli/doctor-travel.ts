/** What `rounds doctor` says about travel times: the service that measures them, and our own check-ins. */
import type { Db } from '../db/client.ts'
import { everywhere } from '../domain/plans/pace.ts'
import { minutesToTime } from '../domain/time.ts'
import { knownPaces } from '../features/travel/paces.ts'
import { travelLegs } from '../features/travel/tables.ts'
import type { Maps } from '../maps/index.ts'
import type { Finding } from './doctor.ts'

export async function travelFindings(db: Db, maps: Maps): Promise<Finding[]> {
  return [...(await osrmFindings(db, maps)), await pacesFinding(db)]
}

/** A table of two places: a server that is off, and an address that is no OSRM, are seen at once. */
async function osrmFindings(db: Db, { travelTimes }: Maps): Promise<Finding[]> {
  // Amap's key is tried with an address.
  if (travelTimes?.provider !== 'osrm') return []
  const places = [
    { lng: 123.43, lat: 41.79 },
    { lng: 123.44, lat: 41.8 },
  ]
  const { problem } = await travelTimes.measure(places, [{ from: 0, to: 1 }])
  const kept = await db.$count(travelLegs)
  const part = 'travel times'
  if (!problem) return [{ part, state: 'ok', detail: `osrm answers, ${kept} legs kept` }]
  const fix = 'check MAP_BASE_URL and that the server runs; until then ways are estimated (约)'
  return [{ part, state: 'warn', detail: `osrm: ${problem.message}, ${kept} legs kept`, fix }]
}

/** How our check-ins compare with the model: `everywhere 09:00 ×1.32 (840 legs)`. */
async function pacesFinding(db: Db): Promise<Finding> {
  const paces = await knownPaces(db)
  const part = 'travel model'
  const [any] = paces
  if (!any) {
    const detail = 'great circle × 1.35 as it stands: fewer than 30 legs between check-ins so far'
    return { part, state: 'ok', detail }
  }
  const lines = paces.map(({ cell, fromMinute, factor, legs }) => {
    const place = cell === everywhere ? 'everywhere' : cell
    return `${place} from ${minutesToTime(fromMinute)} ×${factor.toFixed(2)} (${legs} legs)`
  })
  const more = lines.length > 12 ? `, and ${lines.length - 12} more` : ''
  const detail = `by check-ins up to ${any.computedOn}: ${lines.slice(0, 12).join(', ')}${more}`
  return { part, state: 'ok', detail }
}

/** Customers that a location could be at. */
import { and, between, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { distanceM, offset, type Point } from '../../../domain/geo.ts'
import { type Customer, inScope } from '../../customers/store.ts'
import { customers } from '../../customers/tables.ts'

export type Place = Customer & { readonly distanceM: number | null }

/** How far around a location customers are looked for, in metres. */
export const nearbyM = 5_000

/** The point of a customer, or null while it is not pinned. */
export function pointOfCustomer(customer: Customer): Point | null {
  const { lngGcj, latGcj } = customer
  return lngGcj === null || latGcj === null ? null : { lng: lngGcj, lat: latGcj }
}

/** Metres from a point; null for a customer without a pin. */
export function awayM(from: Point, customer: Customer): number | null {
  const point = pointOfCustomer(customer)
  return point ? distanceM(from, point) : null
}

/** The rep's own active customers around a point, nearest first. */
export async function ownNear(tx: Tx, actor: Actor, point: Point): Promise<Place[]> {
  return near(tx, point, eq(customers.ownerOpenId, actor.openId))
}

/** Own customers and those of the rep's team and of teams led, nearest first. */
export async function teamNear(tx: Tx, actor: Actor, point: Point): Promise<Place[]> {
  return near(tx, point, reachable(actor))
}

/** Who a rep may visit off the plan: own customers and those of the own team. */
export function reachable(actor: Actor): SQL | undefined {
  return inScope(reachOf(actor))
}

export function reachOf(actor: Actor) {
  const teamCodes = [...new Set([...(actor.teamCode ? [actor.teamCode] : []), ...actor.ledTeams])]
  return { ownerOpenId: actor.openId, teamCodes }
}

/** Whether a customer is the rep's own, of the team, or on the plan (given by code). */
export async function mayVisit(
  tx: Tx,
  actor: Actor,
  code: string,
  planned: readonly string[],
): Promise<boolean> {
  if (planned.includes(code)) return true
  const [found] = await tx
    .select({ code: customers.code })
    .from(customers)
    .where(and(eq(customers.code, code), reachable(actor)))
  return found !== undefined
}

const atMost = 300

/** A box on the index of coordinates first; the exact distance after. */
async function near(tx: Tx, point: Point, whose: SQL | undefined): Promise<Place[]> {
  const northEast = offset(point, { north: nearbyM, east: nearbyM })
  const southWest = offset(point, { north: -nearbyM, east: -nearbyM })
  const rows = await tx
    .select()
    .from(customers)
    .where(
      and(
        between(customers.latGcj, southWest.lat, northEast.lat),
        between(customers.lngGcj, southWest.lng, northEast.lng),
        eq(customers.status, 'active'),
        whose,
      ),
    )
    .orderBy(
      sql`(${customers.latGcj} - ${point.lat}::float8) ^ 2
        + ((${customers.lngGcj} - ${point.lng}::float8) * cos(radians(${point.lat}::float8))) ^ 2`,
      customers.code,
    )
    .limit(atMost)
  return rows
    .map((customer) => ({ ...customer, distanceM: awayM(point, customer) }))
    .filter(({ distanceM }) => distanceM !== null && distanceM <= nearbyM)
}

/** Own customers without a point, of which nobody knows how far they are: those with an address first. */
export async function ownUnplaced(tx: Tx, actor: Actor, limit: number): Promise<Place[]> {
  const rows = await tx
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.ownerOpenId, actor.openId),
        eq(customers.status, 'active'),
        isNull(customers.lngGcj),
      ),
    )
    .orderBy(sql`coalesce(trim(${customers.address}), '') = ''`, customers.name, customers.code)
    .limit(limit)
  return rows.map((customer) => ({ ...customer, distanceM: null }))
}

/** Customers by code with their distances, whoever they belong to. */
export async function placesByCode(
  tx: Tx,
  codes: readonly string[],
  point: Point,
): Promise<Place[]> {
  if (codes.length === 0) return []
  const rows = await tx
    .select()
    .from(customers)
    .where(inArray(customers.code, [...codes]))
  return rows.map((customer) => ({ ...customer, distanceM: awayM(point, customer) }))
}

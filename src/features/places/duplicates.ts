/** Customers that a new shop could be. */
import { and, between, count, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { isAlike, mayBeSame, sameSpotM } from '../../domain/customers/alike.ts'
import { offset, type Point } from '../../domain/geo.ts'
import { customers } from '../customers/tables.ts'
import { reachable, teamNear } from '../visits/store/places.ts'

export interface Duplicate {
  readonly code: string
  readonly name: string
  /** Null: no pin yet. */
  readonly distanceM: number | null
}

export interface Duplicates {
  /** The finder's own and the team's, nearest first; the ones without a pin last. */
  readonly known: readonly Duplicate[]
  /** Other teams' customers at the same spot: how many, never who. */
  readonly others: number
}

const atMost = 5
/** Customers without a pin that are compared by name. */
const unpinnedLimit = 2_000

/** Customers near a point or of a like name. */
export async function duplicatesOf(
  tx: Tx,
  finder: Actor,
  shop: { name: string; point: Point },
): Promise<Duplicates> {
  const near = await teamNear(tx, finder, shop.point)
  const same = near.filter((place) => mayBeSame(shop.name, place))
  const unpinned = await tx
    .select({ code: customers.code, name: customers.name })
    .from(customers)
    .where(and(isNull(customers.lngGcj), eq(customers.status, 'active'), reachable(finder)))
    .orderBy(customers.code)
    .limit(unpinnedLimit)
  const byName = unpinned.filter(({ name }) => isAlike(shop.name, name))
  const known = [
    ...same.map(({ code, name, distanceM }) => ({ code, name, distanceM })),
    ...byName.map((one) => ({ ...one, distanceM: null })),
  ]
  return { known: known.slice(0, atMost), others: await othersAt(tx, finder, shop.point) }
}

/** A square of the same spot is near enough for a count. */
async function othersAt(tx: Tx, finder: Actor, point: Point): Promise<number> {
  const reach = reachable(finder)
  const northEast = offset(point, { north: sameSpotM, east: sameSpotM })
  const southWest = offset(point, { north: -sameSpotM, east: -sameSpotM })
  const [row] = await tx
    .select({ n: count() })
    .from(customers)
    .where(
      and(
        between(customers.latGcj, southWest.lat, northEast.lat),
        between(customers.lngGcj, southWest.lng, northEast.lng),
        eq(customers.status, 'active'),
        sql`not coalesce(${reach}, false)`,
      ),
    )
  return row?.n ?? 0
}

/** The slow part: the next addresses of a run, from what is known or from the map service. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { plainAddress } from '../../domain/customers/plain-address.ts'
import type { Point } from '../../domain/geo.ts'
import { MapError } from '../../maps/errors.ts'
import type { GeocodeAnswer, Geocoder } from '../../maps/geocoder.ts'
import { customers } from '../customers/tables.ts'
import { askAgainDays, type GeocodeRun, getRun } from './runs.ts'
import { customerGeocodes, geocodedAddresses } from './tables.ts'

/** Customers that are looked at, and addresses that are asked about, in one go: some seconds of work. */
const customersAtOnce = 400
const asksAtOnce = 60

/** What is known of an address. */
export type Known =
  | { readonly status: 'found'; readonly point: Point; readonly level: string }
  | { readonly status: 'area'; readonly level: string }
  | { readonly status: 'none' }

export interface Slice {
  /** Answers of customers, by code, with the address that they are for. */
  readonly located: readonly {
    readonly code: string
    readonly address: string
    readonly known: Known
  }[]
  /** Customers that got a point or another address meanwhile. */
  readonly over: readonly string[]
  /** New answers, to be kept. */
  readonly learned: ReadonlyMap<string, Known>
  /** What stopped the asking; what was answered before it counts. */
  readonly problem: MapError | null
}

/** Answers the next customers of a run; null when the run is over. */
export async function nextSlice(db: Db, geocoder: Geocoder, runId: string): Promise<Slice | null> {
  const run = await getRun(db, runId)
  if (!run || run.status === 'done') return null
  const waiting = await waitingOf(db, run)
  const over = waiting.filter((one) => one.moved).map(({ code }) => code)
  const todo = waiting
    .filter((one) => !one.moved)
    .map((one) => ({ ...one, plain: plainAddress(one.address) }))
  const known = await knownAddresses(db, run, [...new Set(todo.map(({ plain }) => plain))])
  known.set('', { status: 'none' })
  const unknown = [...new Set(todo.map(({ plain }) => plain))].filter((plain) => !known.has(plain))
  const { learned, problem } = await askFor(geocoder, unknown.slice(0, asksAtOnce))
  const located = todo.flatMap(({ code, address, plain }) => {
    const found = known.get(plain) ?? learned.get(plain)
    return found ? [{ code, address, known: found }] : []
  })
  return { located, over, learned, problem }
}

async function waitingOf(db: Db, run: GeocodeRun) {
  const rows = await db
    .select({
      code: customerGeocodes.customerCode,
      address: customerGeocodes.address,
      now: customers.address,
      lng: customers.lngGcj,
    })
    .from(customerGeocodes)
    .leftJoin(customers, eq(customers.code, customerGeocodes.customerCode))
    .where(and(eq(customerGeocodes.runId, run.id), eq(customerGeocodes.status, 'waiting')))
    .orderBy(customerGeocodes.customerCode)
    .limit(customersAtOnce)
  return rows.map(({ code, address, now, lng }) => ({
    code,
    address,
    moved: now !== address || lng !== null,
  }))
}

async function knownAddresses(
  db: Db,
  run: GeocodeRun,
  plain: string[],
): Promise<Map<string, Known>> {
  if (plain.length === 0) return new Map()
  const fresh = sql`${geocodedAddresses.at} >= ${run.startedAt.toISOString()}::timestamptz - ${`${askAgainDays} days`}::interval`
  const rows = await db
    .select()
    .from(geocodedAddresses)
    .where(
      and(
        inArray(geocodedAddresses.address, plain),
        or(eq(geocodedAddresses.status, 'found'), fresh),
      ),
    )
  return new Map(
    rows.map(({ address, status, lng, lat, level }): [string, Known] => {
      if (status === 'found' && lng !== null && lat !== null)
        return [address, { status, point: { lng, lat }, level: level ?? '' }]
      return [address, status === 'area' ? { status, level: level ?? '' } : { status: 'none' }]
    }),
  )
}

async function askFor(geocoder: Geocoder, addresses: readonly string[]) {
  const learned = new Map<string, Known>()
  for (let i = 0; i < addresses.length; i += geocoder.atOnce) {
    const some = addresses.slice(i, i + geocoder.atOnce)
    try {
      const answers = await geocoder.geocode(some)
      for (const [n, address] of some.entries()) learned.set(address, knownFrom(answers[n]))
    } catch (error) {
      if (!(error instanceof MapError)) throw error
      return { learned, problem: error }
    }
  }
  return { learned, problem: null }
}

/** The middle of a district is no place to send a rep to. */
function knownFrom(answer: GeocodeAnswer | undefined): Known {
  if (!answer || answer.kind === 'none') return { status: 'none' }
  const { point, level, precision } = answer
  return precision === 'area' ? { status: 'area', level } : { status: 'found', point, level }
}

/** Customers to complete (D8): without a place at all, without a point, or with one that is probably wrong. */
import { and, asc, eq, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { Suspicion } from '../../domain/customers/suspect-point.ts'
import { customerGeocodes } from '../geocoding/tables.ts'
import { unverified } from './pins.ts'
import { type Customer, type CustomerScope, getCustomers, inScope } from './store.ts'
import { suspects } from './suspects.ts'
import { customers } from './tables.ts'

/**
 * `no_place`: neither address nor point, never planned. `no_point`: an address alone, planned unrouted.
 */
export type Lack = 'no_place' | 'no_point'

/** One customer to complete: what it lacks, why its point is suspected, or that nobody has been there. */
export interface ToMend {
  readonly customer: Customer
  readonly lack: Lack | 'suspect' | 'unverified'
  readonly suspicion: Suspicion | null
  /** What came of looking up the address of one without a point. */
  readonly lookup: Lookup | null
}

/** `area`: known to the district only, with the map's word for it. */
export interface Lookup {
  readonly status: 'area' | 'none'
  readonly level: string | null
}

const noPoint = or(isNull(customers.lngGcj), isNull(customers.latGcj))
const noAddress = sql`coalesce(trim(${customers.address}), '') = ''`
const open = (scope: CustomerScope): SQL | undefined =>
  and(eq(customers.status, 'active'), noPoint, inScope(scope))

/** What an active customer lacks; null when it can be planned and routed. */
export function lackOf(customer: Pick<Customer, 'address' | 'lngGcj' | 'latGcj'>): Lack | null {
  if (customer.lngGcj !== null && customer.latGcj !== null) return null
  return (customer.address ?? '').trim() === '' ? 'no_place' : 'no_point'
}

/** Those of a scope: without any place first, without a point, with a suspected one, with an unverified one. */
export async function mendingList(
  tx: Tx,
  scope: CustomerScope,
  page: { limit?: number; offset?: number } = {},
): Promise<ToMend[]> {
  const { limit = 100, offset = 0 } = page
  const lacking = await lackingList(tx, scope, limit, offset)
  if (lacking.length === limit) return lacking
  const doubted = await suspects(tx, scope)
  const codes = doubted.map(({ code }) => code)
  let before = await tx.$count(customers, open(scope))
  const left = () => limit - found.length
  const from = () => Math.max(0, offset - before)
  const found = [...lacking]
  found.push(...(await suspectList(tx, doubted.slice(from(), from() + left()))))
  before += doubted.length
  if (left() > 0) found.push(...(await unverifiedList(tx, scope, codes, left(), from())))
  return found
}

async function suspectList(
  tx: Tx,
  some: readonly { code: string; suspicion: Suspicion }[],
): Promise<ToMend[]> {
  const known = await getCustomers(
    tx,
    some.map(({ code }) => code),
  )
  return some.flatMap(({ code, suspicion }) => {
    const customer = known.get(code)
    return customer ? [{ customer, lack: 'suspect' as const, suspicion, lookup: null }] : []
  })
}

/** Points of addresses that nobody has found right, but for those that stand among the suspected. */
const unverifiedOf = (scope: CustomerScope, suspected: readonly string[]): SQL | undefined =>
  and(
    eq(customers.status, 'active'),
    unverified,
    inScope(scope),
    suspected.length === 0 ? undefined : notInArray(customers.code, [...suspected]),
  )

async function unverifiedList(
  tx: Tx,
  scope: CustomerScope,
  suspected: readonly string[],
  limit: number,
  offset: number,
): Promise<ToMend[]> {
  const rows = await tx
    .select()
    .from(customers)
    .where(unverifiedOf(scope, suspected))
    .orderBy(asc(customers.name), asc(customers.code))
    .limit(limit)
    .offset(offset)
  return rows.map((customer) => ({ customer, lack: 'unverified', suspicion: null, lookup: null }))
}

async function lackingList(
  tx: Tx,
  scope: CustomerScope,
  limit: number,
  offset: number,
): Promise<ToMend[]> {
  const rows = await tx
    .select({ customer: customers, looked: customerGeocodes })
    .from(customers)
    .leftJoin(
      customerGeocodes,
      and(
        eq(customerGeocodes.customerCode, customers.code),
        eq(customerGeocodes.address, customers.address),
      ),
    )
    .where(open(scope))
    .orderBy(
      sql`case when ${noAddress} then 0 else 1 end`,
      asc(customers.name),
      asc(customers.code),
    )
    .limit(limit)
    .offset(offset)
  return rows.map(({ customer, looked }) => ({
    customer,
    lack: lackOf(customer) ?? 'no_point',
    suspicion: null,
    lookup:
      looked?.status === 'area' || looked?.status === 'none'
        ? { status: looked.status, level: looked.level }
        : null,
  }))
}

export interface MendingCounts {
  readonly noPlace: number
  readonly noPoint: number
  readonly suspected: number
  /** 待核实 in all, suspected ones included. */
  readonly unverified: number
  /** Rows of the list: who is both suspected and unverified is one. */
  readonly listed: number
}

/** All counts of a scope. */
export async function mendingTotals(tx: Tx, scope: CustomerScope): Promise<MendingCounts> {
  const lacking = await mendingCounts(tx, scope)
  const codes = (await suspects(tx, scope)).map(({ code }) => code)
  const unverified = await tx.$count(customers, unverifiedOf(scope, []))
  const besides =
    codes.length === 0 ? unverified : await tx.$count(customers, unverifiedOf(scope, codes))
  const suspected = codes.length
  const listed = lacking.noPlace + lacking.noPoint + suspected + besides
  return { ...lacking, suspected, unverified, listed }
}

/** Customers that cannot be planned, or not routed. */
export async function mendingCounts(
  tx: Tx,
  scope: CustomerScope,
): Promise<{ noPlace: number; noPoint: number }> {
  const [row] = await tx
    .select({
      noPlace: sql<string>`count(*) filter (where ${noAddress})`,
      noPoint: sql<string>`count(*) filter (where not ${noAddress})`,
    })
    .from(customers)
    .where(open(scope))
  return { noPlace: Number(row?.noPlace ?? 0), noPoint: Number(row?.noPoint ?? 0) }
}

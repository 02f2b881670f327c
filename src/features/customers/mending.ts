/** Customers to complete (D8): without a place at all, without a point, or with one that is probably wrong. */
import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import type { Suspicion } from '../../domain/customers/suspect-point.ts'
import { type Customer, type CustomerScope, getCustomers, inScope } from './store.ts'
import { suspects } from './suspects.ts'
import { customers } from './tables.ts'

/**
 * `no_place`: neither address nor point, never planned. `no_point`: an address alone, planned unrouted.
 */
export type Lack = 'no_place' | 'no_point'

/** One customer to complete: what it lacks, or why its point is suspected. */
export interface ToMend {
  readonly customer: Customer
  readonly lack: Lack | 'suspect'
  readonly suspicion: Suspicion | null
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

/** Those of a scope, without any place first, then without a point, then with a suspected one. */
export async function mendingList(
  tx: Tx,
  scope: CustomerScope,
  page: { limit?: number; offset?: number } = {},
): Promise<ToMend[]> {
  const { limit = 100, offset = 0 } = page
  const lacking = await lackingList(tx, scope, limit, offset)
  if (lacking.length === limit) return lacking
  // Behind those that lack something stand the suspected ones.
  const before = lacking.length > 0 ? offset + lacking.length : await lackingCount(tx, scope)
  const from = Math.max(0, offset - before)
  const some = (await suspects(tx, scope)).slice(from, from + limit - lacking.length)
  const known = await getCustomers(
    tx,
    some.map(({ code }) => code),
  )
  const doubted = some.flatMap(({ code, suspicion }) => {
    const customer = known.get(code)
    return customer ? [{ customer, lack: 'suspect' as const, suspicion }] : []
  })
  return [...lacking, ...doubted]
}

const lackingCount = (tx: Tx, scope: CustomerScope) => tx.$count(customers, open(scope))

async function lackingList(
  tx: Tx,
  scope: CustomerScope,
  limit: number,
  offset: number,
): Promise<ToMend[]> {
  const rows = await tx
    .select()
    .from(customers)
    .where(open(scope))
    .orderBy(
      sql`case when ${noAddress} then 0 else 1 end`,
      asc(customers.name),
      asc(customers.code),
    )
    .limit(limit)
    .offset(offset)
  return rows.map((customer) => ({
    customer,
    lack: lackOf(customer) ?? 'no_point',
    suspicion: null,
  }))
}

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

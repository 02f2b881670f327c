/** Customers, read: who they are, who looks after them, and what is known about them. */
import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import type { Owned } from '../../policies.ts'
import { teamPath } from '../org/store.ts'
import { users } from '../org/tables.ts'
import { customers, nameNoise } from './tables.ts'

export type Customer = typeof customers.$inferSelect

/**
 * Whose customers a question is about: those of one owner, or of those teams (the customer's own team or
 * its owner's). With both, either is enough; with neither, the whole company.
 */
export interface CustomerScope {
  readonly ownerOpenId?: string | undefined
  readonly teamCodes?: readonly string[] | undefined
}

/** What an actor may see: admins all, everybody else their own and those of the teams they may look at. */
export function customerScope(actor: Actor): CustomerScope {
  return actor.role === 'admin' ? {} : { ownerOpenId: actor.openId, teamCodes: actor.seenTeams }
}

/** The condition of a scope on the table `customers`; undefined for the whole company. */
export function inScope({ ownerOpenId, teamCodes }: CustomerScope): SQL | undefined {
  if (ownerOpenId === undefined && teamCodes === undefined) return undefined
  const codes = [...(teamCodes ?? [])]
  return or(
    ownerOpenId === undefined ? undefined : eq(customers.ownerOpenId, ownerOpenId),
    codes.length === 0
      ? sql`false`
      : or(
          inArray(customers.teamCode, codes),
          // An array, since beside an `or` a list would be looked through for each customer.
          sql`${customers.ownerOpenId} = any (array(select ${users.openId} from ${users} where ${inArray(users.teamCode, codes)}))`,
        ),
  )
}

/** The types that the company gives its active customers, the most frequent first. */
export async function customerTypes(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.execute<{ type: string }>(sql`
    select type from customers where status = 'active' and trim(type) <> ''
    group by type order by count(*) desc, type limit ${limit}`)
  return rows.map(({ type }) => type)
}

/** The type as it is written of some customer, closed ones too, or null. */
export async function typeCalled(tx: Tx, words: string): Promise<string | null> {
  const rows = await tx.execute<{ type: string }>(sql`
    select type from customers where lower(type) = lower(${words})
    group by type order by count(*) desc limit 1`)
  return rows[0]?.type ?? null
}

export async function getCustomer(tx: Tx, code: string): Promise<Customer | null> {
  const [customer] = await tx.select().from(customers).where(eq(customers.code, code))
  return customer ?? null
}

export async function getCustomers(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, Customer>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(customers)
    .where(inArray(customers.code, [...codes]))
  return new Map(rows.map((customer) => [customer.code, customer]))
}

type Search = CustomerScope & { closedToo?: boolean }

/** Names without noise, and the condition and order that a query means. */
function searchOf(query: string, options: Search) {
  const text = query.normalize('NFKC').trim().toLowerCase()
  const words = text
    .split(/\s+/)
    .map(plainName)
    .filter((word) => word !== '')
  const name = customers.plainName
  const whole = plainName(text)
  const fits = or(
    eq(sql`lower(${customers.code})`, text),
    words.length === 0
      ? undefined
      : and(...words.map((word) => sql`${name} like ${`%${likeText(word)}%`}`)),
  )
  return {
    where: and(
      inScope(options),
      options.closedToo ? undefined : eq(customers.status, 'active'),
      fits,
    ),
    rank: sql`case when lower(${customers.code}) = ${text} then 0 when ${name} = ${whole} then 1
      when ${name} like ${`${likeText(whole)}%`} then 2 else 3 end`,
  }
}

const bestFirst = (rank: SQL): SQL[] => [
  rank,
  sql`case when ${customers.status} = 'active' then 0 else 1 end`,
  sql`length(${customers.name})`,
  asc(customers.name),
  asc(customers.code),
]

/**
 * Customers whose code is the query or whose name holds every word of it: the exact code first, then the
 * exact name, then names that begin with it, shortest first. Closed ones only with `closedToo`.
 */
export async function findCustomers(
  tx: Tx,
  query: string,
  options: Search & { limit?: number; offset?: number } = {},
): Promise<Customer[]> {
  const { where, rank } = searchOf(query, options)
  return tx
    .select()
    .from(customers)
    .where(where)
    .orderBy(...bestFirst(rank))
    .limit(options.limit ?? 20)
    .offset(options.offset ?? 0)
}

/** A page of what `findCustomers` finds, and how many there are: names are compared once for both. */
export async function searchCustomers(
  tx: Tx,
  query: string,
  { page, pageSize, ...options }: Search & { page: number; pageSize: number },
): Promise<{ rows: Customer[]; total: number; page: number; pages: number }> {
  const { where, rank } = searchOf(query, options)
  const read = (at: number) =>
    tx
      .select({ customer: customers, total: sql<number>`count(*) over ()::int` })
      .from(customers)
      .where(where)
      .orderBy(...bestFirst(rank))
      .limit(pageSize)
      .offset(at * pageSize)
  const found = await read(page)
  // Customers have become fewer since the list was shown.
  if (found.length === 0 && page > 0)
    return searchCustomers(tx, query, { ...options, page: page - 1, pageSize })
  const total = found[0]?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / pageSize))
  return { rows: found.map(({ customer }) => customer), total, page, pages }
}

const plainName = (text: string) => [...text].filter((char) => !nameNoise.includes(char)).join('')
const likeText = (text: string) => text.replace(/[%_\\]/g, '\\$&')

/** Whose record a customer is, for `authorize(actor, 'customer.see', …)`: the owner's teams and its own. */
export async function ownedCustomer(tx: Tx, customer: Customer): Promise<Owned> {
  const [owner] = customer.ownerOpenId
    ? await tx
        .select({ teamCode: users.teamCode })
        .from(users)
        .where(eq(users.openId, customer.ownerOpenId))
    : []
  const paths = [await teamPath(tx, customer.teamCode), await teamPath(tx, owner?.teamCode ?? null)]
  return { repOpenId: customer.ownerOpenId ?? '', teamPath: [...new Set(paths.flat())] }
}

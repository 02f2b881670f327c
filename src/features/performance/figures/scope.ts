import { type Column, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'

/** Whose figures, and of which local days (both included). No `openIds` means everybody. */
export interface Scope {
  readonly tx: Tx
  readonly from: LocalDate
  readonly to: LocalDate
  readonly openIds?: readonly string[] | undefined
}

/** A condition that holds for the people of the scope. */
export function among({ openIds }: Scope, column: SQL | Column): SQL {
  if (openIds === undefined) return sql`true`
  return openIds.length === 0 ? sql`false` : isOneOf(column, openIds)
}

/**
 * Whether a value is one of many, as one array: the server sees how many there are, and goes by index; of a
 * set that it has to unfold it expects a hundred, whatever it holds.
 */
export function isOneOf(value: SQL | Column, values: readonly string[]): SQL {
  const quoted = values.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`)
  return sql`${value} = any(${`{${quoted.join(',')}}`}::text[])`
}

/** Who looked after a customer on a day: by the history, or by the list where it has no history. */
export function ownerOn(customerCode: SQL, day: SQL): SQL {
  return sql`coalesce(
    (select co.owner_open_id from customer_owners co where co.customer_code = ${customerCode}
      and co.from_date <= ${day} and (co.until_date is null or co.until_date > ${day})),
    (select c.owner_open_id from customers c where c.code = ${customerCode}
      and not exists (select 1 from customer_owners co where co.customer_code = ${customerCode})))`
}

/** PostgreSQL's sums and counts arrive as text. */
export const num = (value: string | number | null): number => Number(value ?? 0)

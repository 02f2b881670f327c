/** What a file names beside its own records, and which of that is not there (yet). */
import { sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/client.ts'
import { customers } from '../customers/tables.ts'
import { orders, products } from '../orders/tables.ts'
import { teams, users } from '../org/tables.ts'

const keyOf = {
  team: teams.code,
  person: users.openId,
  customer: customers.code,
  product: products.code,
  order: orders.code,
} as const satisfies Record<string, PgColumn>
export type ReferenceKind = keyof typeof keyOf

export interface Pending {
  readonly what: ReferenceKind
  /** The open_id or code that nothing answers to yet. */
  readonly id: string
}

export interface References {
  note(what: ReferenceKind, id: string | null | undefined): void
  /** Those that are not in the database now. */
  pending(tx: Tx): Promise<Pending[]>
}

export function references(): References {
  const noted = new Map<ReferenceKind, Set<string>>()
  return {
    note(what, id) {
      if (!id) return
      const ids = noted.get(what) ?? new Set()
      noted.set(what, ids.add(id))
    },
    async pending(tx) {
      const all: Pending[] = []
      for (const [what, ids] of noted) {
        const column = keyOf[what]
        const rows = await tx.execute<{ id: string }>(sql`
          select id from jsonb_array_elements_text(${JSON.stringify([...ids])}::text::jsonb) as named(id)
          where not exists (select 1 from ${column.table} where ${column} = named.id) order by id`)
        all.push(...rows.map(({ id }) => ({ what, id })))
      }
      return all
    },
  }
}

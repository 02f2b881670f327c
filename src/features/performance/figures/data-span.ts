import { sql } from 'drizzle-orm'
import type { LocalDate } from '../../../domain/time.ts'
import type { Scope } from './scope.ts'

export interface DataSpan {
  /** Whether orders, and payments, reach into the range: if not, their figures are null. */
  readonly orders: boolean
  readonly payments: boolean
  readonly asOf: LocalDate | null
}

/** How far the data goes. A quiet day between days with orders counts as 0, a missing file does not. */
export async function dataSpan({ tx, from, to }: Scope): Promise<DataSpan> {
  const [row] = await tx.execute<
    Record<'o_from' | 'o_to' | 'p_from' | 'p_to' | 'o_last' | 'p_last', LocalDate | null>
  >(sql`
    select (select min(ordered_on)::text from orders) as o_from,
      (select max(ordered_on)::text from orders) as o_to,
      (select min(received_on)::text from payments) as p_from,
      (select max(received_on)::text from payments) as p_to,
      (select max(ordered_on)::text from orders where ordered_on <= ${to}) as o_last,
      (select max(received_on)::text from payments where received_on <= ${to}) as p_last`)
  const reaches = (first: LocalDate | null | undefined, last: LocalDate | null | undefined) =>
    Boolean(first && last && first <= to && last >= from)
  return {
    orders: reaches(row?.o_from, row?.o_to),
    payments: reaches(row?.p_from, row?.p_to),
    asOf: row?.o_last ?? row?.p_last ?? null,
  }
}

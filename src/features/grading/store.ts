/** Customer grades by sales: A 5 %, B 20 % of the rest, C 50 % of what is left, D the others. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import type { Grade } from '../customers/tables.ts'

/** Days whose sales count, the last one included. */
export const gradingDays = 90

export interface GradedCustomer {
  readonly customerCode: string
  /** Sales less returns of the last 90 days. */
  readonly salesFen: number
  /** 1 is the best; equal sales stand in the order of their codes. */
  readonly rank: number
  readonly grade: Grade
}

/**
 * Every active customer with its rank and the grade that it earns on a day. The shares are taken one
 * after the other from what remains and rounded up, so that even a short list has an A; who sold
 * nothing is dormant (D) whatever the rank. Of 100 customers that sell, 5 / 19 / 38 / 38.
 */
const graded = (on: LocalDate) => sql`
  with sales as (
    select c.code, coalesce(sum(case l.kind when 'sale' then l.amount_fen when 'return' then -l.amount_fen end), 0) as fen
    from customers c
    left join orders o on o.customer_code = c.code and o.ordered_on between ${addDays(on, 1 - gradingDays)} and ${on}
    left join order_lines l on l.order_code = o.code
    where c.status = 'active'
    group by c.code
  ), ranked as (
    select code, fen, row_number() over (order by fen desc, code collate "C") as rank, count(*) over () as n from sales
  ), a as (select *, (n * 5 + 99) / 100 as upto_a from ranked
  ), b as (select *, upto_a + ((n - upto_a) * 20 + 99) / 100 as upto_b from a
  ), c as (select *, upto_b + ((n - upto_b) * 50 + 99) / 100 as upto_c from b)
  select code, fen, rank, case when fen <= 0 then 'D' when rank <= upto_a then 'A'
    when rank <= upto_b then 'B' when rank <= upto_c then 'C' else 'D' end as grade
  from c`

export async function gradeList(tx: Tx, on: LocalDate): Promise<GradedCustomer[]> {
  const rows = await tx.execute<{ code: string; fen: string; rank: string; grade: Grade }>(
    sql`${graded(on)} order by rank`,
  )
  return rows.map(({ code, fen, rank, grade }) => ({
    customerCode: code,
    salesFen: Number(fen),
    rank: Number(rank),
    grade,
  }))
}

/** Writes the grades of a day to the active customers; answers how many changed. */
export async function publishGrades(tx: Tx, on: LocalDate, at: Date): Promise<number> {
  const changed = await tx.execute(sql`
    update customers set grade = g.grade, updated_at = ${at.toISOString()}::timestamptz
    from (${graded(on)}) g
    where customers.code = g.code and customers.grade is distinct from g.grade
    returning customers.code`)
  return changed.length
}

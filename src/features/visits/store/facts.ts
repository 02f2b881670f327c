/** What is known of a customer before the rep talks to it. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'

export interface OrderFacts {
  /** Local date and fen of the newest order that sold something. */
  readonly lastOn: string
  readonly lastFen: number
  /** Best first: what, how much, in the unit of the goods. */
  readonly items: readonly { name: string; quantity: number; unit: string }[]
}

const days = 90

/** The last order and what was bought most in 90 days; null when there is no order at all. */
export async function orderFacts(
  tx: Tx,
  customerCode: string,
  today: LocalDate,
): Promise<OrderFacts | null> {
  const [last] = await tx.execute<{ on: string; fen: string }>(sql`
    select o.ordered_on::text as on, sum(l.amount_fen) as fen
    from orders o join order_lines l on l.order_code = o.code and l.kind = 'sale'
    where o.customer_code = ${customerCode} and o.ordered_on <= ${today}
    group by o.code, o.ordered_on, o.ordered_at order by o.ordered_at desc limit 1`)
  if (!last) return null
  const items = await tx.execute<{ name: string; quantity: string; unit: string }>(sql`
    select coalesce(p.name, l.product_code) as name, sum(l.quantity) as quantity,
      coalesce(max(l.unit), max(p.unit), '') as unit
    from orders o join order_lines l on l.order_code = o.code and l.kind = 'sale'
    left join products p on p.code = l.product_code
    where o.customer_code = ${customerCode} and o.ordered_on between ${addDays(today, -days)} and ${today}
    group by 1 order by sum(l.amount_fen) desc, 1 limit 5`)
  return {
    lastOn: last.on,
    lastFen: Number(last.fen),
    items: items.map(({ name, quantity, unit }) => ({ name, unit, quantity: Number(quantity) })),
  }
}

/** The day of the last closed visit of each customer, by anybody. */
export async function lastVisitDays(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.execute<{ code: string; on: string }>(sql`
    select customer_code as code, max(date)::text as on from visits
    where status = 'closed' and customer_code in ${[...codes]} group by 1`)
  return new Map(rows.map(({ code, on }) => [code, on]))
}

/** What closed months paid for a line, corrections included. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { list } from './facts/wanted.ts'

/** A person's line in maps. */
export const lineKey = (openId: string, lineId: string): string => JSON.stringify([openId, lineId])

/** By person and line (`lineKey`), coefficient and cap included; fen, not rounded. */
export async function paidWhenClosed(
  tx: Tx,
  schemeId: string,
  lineIds: readonly string[],
): Promise<Map<string, number>> {
  if (lineIds.length === 0) return new Map()
  const ids = list([...new Set(lineIds)])
  const rows = await tx.execute<{ open_id: string; line_id: string; fen: string }>(sql`
    with frozen as (
      select r.open_id, r.month, l.line_id, l.fen, r.paid_share
      from commission_lines l join commission_results r on r.id = l.result_id
      where l.line_id in ${ids} and r.scheme_id = ${schemeId} and l.kind = 'sale'
    ), later as (
      select c.open_id, c.of_month, c.line_id, sum(c.fen) as fen from commission_corrections c
      where c.line_id in ${ids} and c.scheme_id = ${schemeId} and c.kind = 'sale' group by 1, 2, 3
    )
    select coalesce(f.open_id, x.open_id) as open_id, coalesce(f.line_id, x.line_id) as line_id,
      (coalesce(f.fen, 0) + coalesce(x.fen, 0)) * coalesce(f.paid_share, r.paid_share, 1) as fen
    from frozen f full join later x
      on x.open_id = f.open_id and x.of_month = f.month and x.line_id = f.line_id
    left join commission_results r
      on r.month = x.of_month and r.scheme_id = ${schemeId} and r.open_id = x.open_id`)
  return new Map(rows.map(({ open_id, line_id, fen }) => [lineKey(open_id, line_id), Number(fen)]))
}

/** Those of the months that are not closed. */
export async function openOf(tx: Tx, months: readonly string[]): Promise<string[]> {
  if (months.length === 0) return []
  const closed = await tx.execute<{ month: string }>(
    sql`select month from commission_closes where month in ${list(months)}`,
  )
  const known = new Set(closed.map(({ month }) => month))
  return months.filter((month) => !known.has(month))
}

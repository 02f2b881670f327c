import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { customerOwners, type customers } from '../../customers/tables.ts'
import { type Change, upsertRows } from '../upsert.ts'

type CustomerRow = typeof customers.$inferSelect

/** Who looked after a customer before its first file is not known: its first owner counts from the start. */
export const ownedFromTheStart = '2000-01-01'

/**
 * Keeps the history of owners: the old one until today (exclusive), the new one from today. A change
 * of the same day replaces the owner of that day.
 */
export async function recordOwners(
  tx: Tx,
  changes: readonly Change<CustomerRow>[],
  today: LocalDate,
): Promise<void> {
  const moved = changes.filter(
    ({ before, after }) => (before?.ownerOpenId ?? null) !== after.ownerOpenId,
  )
  const known = moved.filter(({ before }) => before !== null)
  if (known.length > 0) {
    const codes = JSON.stringify(known.map(({ after }) => after.code))
    const ours = sql`until_date is null and customer_code in (
      select jsonb_array_elements_text(${codes}::text::jsonb))`
    await tx.execute(sql`delete from customer_owners where ${ours} and from_date >= ${today}`)
    await tx.execute(sql`update customer_owners set until_date = ${today} where ${ours}`)
  }
  const opened = moved.flatMap(({ before, after }) =>
    after.ownerOpenId
      ? [
          {
            customerCode: after.code,
            ownerOpenId: after.ownerOpenId,
            fromDate: before ? today : ownedFromTheStart,
            untilDate: null,
          },
        ]
      : [],
  )
  await upsertRows(tx, customerOwners, ['customerCode', 'fromDate'], opened, [
    'ownerOpenId',
    'untilDate',
  ])
}

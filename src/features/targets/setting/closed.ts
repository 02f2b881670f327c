/** Months whose commission is closed: their targets stay as they are. */
import type { Tx } from '../../../db/client.ts'
import { commissionCloses } from '../../commission/tables.ts'

export async function closedMonths(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ month: commissionCloses.month }).from(commissionCloses)
  return new Set(rows.map(({ month }) => month))
}

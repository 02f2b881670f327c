import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { customerStages, type customers } from '../../customers/tables.ts'
import { type Change, upsertRows } from '../upsert.ts'

type CustomerRow = typeof customers.$inferSelect

/** Keeps the history of stages as a file tells it; a corrected day takes the place of the one before. */
export async function recordStages(
  tx: Tx,
  changes: readonly Change<CustomerRow>[],
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<void> {
  const moved = changes.filter(
    ({ before, after }) =>
      (before?.stage ?? null) !== after.stage || (before?.stageSince ?? null) !== after.stageSince,
  )
  if (moved.length === 0) return
  const corrected = moved.flatMap(({ before, after }) =>
    before?.stage && before.stage === after.stage && before.stageSince !== null
      ? [{ code: after.code, since: before.stageSince }]
      : [],
  )
  if (corrected.length > 0)
    await tx.execute(sql`
      delete from customer_stages s using jsonb_to_recordset(${JSON.stringify(corrected)}::text::jsonb)
        as x(code text, since date)
      where s.customer_code = x.code and s.since = x.since`)
  const rows = moved.map(({ after }) => ({
    ...{ customerCode: after.code, stage: after.stage, byOpenId: null, notedAt: now },
    since: after.stageSince ?? today,
  }))
  await upsertRows(tx, customerStages, ['customerCode', 'since'], rows, [
    'stage',
    'byOpenId',
    'notedAt',
  ])
}

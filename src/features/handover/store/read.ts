/** Handovers as they were made, and whose plans they touch. */
import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { handovers } from '../tables.ts'

export type Handover = typeof handovers.$inferSelect

/** Locks the row, so that it is taken back once. */
export async function getHandover(tx: Tx, id: string): Promise<Handover | null> {
  const [row] = await tx.select().from(handovers).where(eq(handovers.id, id)).for('update')
  return row ?? null
}

/** The newest handover of the same that somebody made since an instant: a second click finds it. */
export async function sameSince(
  tx: Tx,
  same: { fromOpenId: string; toOpenId: string; byOpenId: string; pick: string },
  since: Date,
): Promise<Handover | null> {
  const [row] = await tx
    .select()
    .from(handovers)
    .where(
      and(
        eq(handovers.fromOpenId, same.fromOpenId),
        eq(handovers.toOpenId, same.toOpenId),
        eq(handovers.byOpenId, same.byOpenId),
        eq(handovers.pick, same.pick),
        gte(handovers.at, since),
        isNull(handovers.undoneAt),
      ),
    )
    .orderBy(desc(handovers.at))
    .limit(1)
  return row ?? null
}

/** Plans from today on of both people whose stops a handover moved, brought or may bring. */
export async function touchedPlans(
  tx: Tx,
  { id, fromOpenId, toOpenId }: Handover,
  today: LocalDate,
): Promise<{ repOpenId: string; date: string }[]> {
  const rows = await tx.execute<{ rep_open_id: string; date: string }>(sql`
    select p.rep_open_id, p.date::text as date from daily_plans p
    where p.rep_open_id in (${fromOpenId}, ${toOpenId}) and p.date >= ${today}
      and p.date::text in (select before ->> 'date' from handover_items
        where handover_id = ${id} and kind in ('stop', 'wish'))
    order by 1, 2`)
  return rows.map((row) => ({ repOpenId: row.rep_open_id, date: row.date }))
}

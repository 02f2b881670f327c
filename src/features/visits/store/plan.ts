/** What a visit has to do with the day's plan. */
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { planStops } from '../../plans/tables.ts'

export type Stop = typeof planStops.$inferSelect

/** The stops of a rep's day in order. */
export async function stopsOf(tx: Tx, repOpenId: string, date: string): Promise<Stop[]> {
  return tx
    .select()
    .from(planStops)
    .where(and(eq(planStops.repOpenId, repOpenId), eq(planStops.date, date)))
    .orderBy(asc(planStops.sequence))
}

/** The stop of a customer that has not been visited yet on that day. */
export async function stopFor(
  tx: Tx,
  repOpenId: string,
  date: string,
  customerCode: string,
): Promise<Stop | null> {
  const [stop] = await tx
    .select()
    .from(planStops)
    .where(
      and(
        eq(planStops.repOpenId, repOpenId),
        eq(planStops.date, date),
        eq(planStops.customerCode, customerCode),
        ne(planStops.status, 'visited'),
      ),
    )
  return stop ?? null
}

/** The visit goes on at this stop. */
export async function linkStop(tx: Tx, stopId: string, visitId: string): Promise<void> {
  await tx.update(planStops).set({ visitId }).where(eq(planStops.id, stopId))
}

/** The visit at this stop is over: made, or called off so that the stop is to be visited again. */
export async function settleStop(
  tx: Tx,
  stopId: string | null,
  result: { visitId: string } | 'released',
): Promise<void> {
  if (stopId === null) return
  await tx
    .update(planStops)
    .set(result === 'released' ? { visitId: null } : { status: 'visited', visitId: result.visitId })
    .where(eq(planStops.id, stopId))
}

/** 计划内: on the plan, and not put there by the rep in passing. */
export const isPlanned = (stop: Stop | null) => stop !== null && stop.source !== 'adhoc'

/** What a visit has to do with the day's plan. */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Tx } from '../../../db/client.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { dailyPlans, planStops, planWishes } from '../../plans/tables.ts'

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

/** A promised next visit enters the plan of its day. */
export async function promiseVisit(
  tx: Tx,
  promise: {
    repOpenId: string
    customerCode: string
    date: string
    visitId: string
    note: string | null
    at: Date
  },
): Promise<void> {
  const { at, ...row } = promise
  await tx
    .insert(planWishes)
    .values({
      ...row,
      id: uuidv7(),
      source: 'promise',
      byOpenId: promise.repOpenId,
      createdAt: at,
    })
    .onConflictDoUpdate({
      target: [planWishes.repOpenId, planWishes.customerCode, planWishes.date, planWishes.source],
      set: { status: 'waiting', visitId: promise.visitId, note: promise.note },
    })
}

/** Adds a stop to the plan of today, or a wish while there is none; false when it is there already. */
export async function addToday(
  tx: Tx,
  stop: { repOpenId: string; customerCode: string; date: LocalDate; routed: boolean; at: Date },
): Promise<boolean> {
  const { repOpenId, customerCode, date } = stop
  const [plan] = await tx
    .select()
    .from(dailyPlans)
    .where(and(eq(dailyPlans.repOpenId, repOpenId), eq(dailyPlans.date, date)))
  const row = { id: uuidv7(), repOpenId, customerCode, date, source: 'adhoc' as const }
  if (!plan) {
    const added = await tx
      .insert(planWishes)
      .values({ ...row, byOpenId: repOpenId, createdAt: stop.at })
      .onConflictDoNothing()
      .returning({ id: planWishes.id })
    return added.length > 0
  }
  const sequence = sql<number>`coalesce((select max(${planStops.sequence}) from ${planStops} where ${planStops.planId} = ${plan.id}), 0) + 1`
  const added = await tx
    .insert(planStops)
    .values({
      ...row,
      planId: plan.id,
      sequence,
      reason: { code: 'promised', by: repOpenId },
      routed: stop.routed,
    })
    .onConflictDoNothing()
    .returning({ id: planStops.id })
  return added.length > 0
}

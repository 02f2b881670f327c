/** Pins: asked for, ruled on, kept; the newest approved one is the customer's point. */
import { and, eq, gte, ne, sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { distanceM } from '../../../domain/geo.ts'
import { planChanged } from '../../../events.ts'
import { customers } from '../../customers/tables.ts'
import { planStops } from '../../plans/tables.ts'
import { customerPins } from '../tables.ts'

export type Pin = typeof customerPins.$inferSelect

/** The same, held until the transaction ends: two managers who rule at once do so one after the other. */
export async function lockPin(tx: Tx, id: string): Promise<Pin | null> {
  const [pin] = await tx.select().from(customerPins).where(eq(customerPins.id, id)).for('update')
  return pin ?? null
}

export async function insertPin(tx: Tx, pin: typeof customerPins.$inferInsert): Promise<Pin> {
  const [row] = await tx.insert(customerPins).values(pin).returning()
  if (!row) throw new Error('the pin was not stored')
  return row
}

export async function updatePin(
  tx: Tx,
  id: string,
  change: Partial<typeof customerPins.$inferInsert>,
): Promise<Pin> {
  const [row] = await tx.update(customerPins).set(change).where(eq(customerPins.id, id)).returning()
  if (!row) throw new Error(`no pin ${id}`)
  return row
}

/** A newer pin of the same person for the same customer takes the place of those that still wait. */
export async function replaceWaiting(tx: Tx, newer: Pin): Promise<Pin[]> {
  return tx
    .update(customerPins)
    .set({ status: 'replaced' })
    .where(
      and(
        eq(customerPins.customerCode, newer.customerCode),
        eq(customerPins.byOpenId, newer.byOpenId),
        eq(customerPins.status, 'asked'),
        ne(customerPins.id, newer.id),
      ),
    )
    .returning()
}

/**
 * The pin becomes the customer's point; what it was before is kept with the pin. Plans from today on that
 * hold the customer are routed, again if it was moved.
 */
export async function applyPin(ctx: Ctx, pin: Pin, ruledBy: string): Promise<Pin> {
  const { tx } = ctx
  const [before] = await tx
    .select({ lng: customers.lngGcj, lat: customers.latGcj })
    .from(customers)
    .where(eq(customers.code, pin.customerCode))
    .for('update')
  const point = { lng: pin.lngGcj, lat: pin.latGcj }
  const old =
    before && before.lng !== null && before.lat !== null
      ? { lng: before.lng, lat: before.lat }
      : null
  await tx
    .update(customers)
    .set({
      lngGcj: pin.lngGcj,
      latGcj: pin.latGcj,
      rawLng: pin.rawLng,
      rawLat: pin.rawLat,
      rawDatum: pin.rawDatum,
      pinSource: 'rep',
      pinLevel: null,
      pinConfirmedAt: null,
      pinConfirmedBy: null,
      updatedAt: ctx.now,
    })
    .where(eq(customers.code, pin.customerCode))
  await reroute(ctx, pin.customerCode, old !== null)
  return updatePin(tx, pin.id, {
    status: 'approved',
    ruledBy,
    ruledAt: ctx.now,
    oldLng: old?.lng ?? null,
    oldLat: old?.lat ?? null,
    movedM: old ? distanceM(old, point) : null,
  })
}

async function reroute(ctx: Ctx, customerCode: string, always: boolean): Promise<void> {
  const days = await ctx.tx
    .selectDistinct({ repOpenId: planStops.repOpenId, date: planStops.date })
    .from(planStops)
    .where(
      and(
        eq(planStops.customerCode, customerCode),
        gte(planStops.date, ctx.today),
        eq(planStops.status, 'planned'),
      ),
    )
    .orderBy(sql`1, 2`)
  for (const day of days) {
    await ctx.emit(planChanged, day)
    // An event alone leaves stops that have a place where they are.
    if (always) {
      const dedupeKey = `${day.repOpenId}/${day.date}/true`
      await ctx.enqueue('plans.route', { ...day, always }, { dedupeKey })
    }
  }
}

/** Points that a geocoder made of an address: 待核实 until somebody was there. */
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { customers } from './tables.ts'

type Pinned = Pick<typeof customers.$inferSelect, 'pinSource' | 'pinConfirmedAt'>

/** Whether nobody has found the customer's point right yet. */
export const isUnverified = ({ pinSource, pinConfirmedAt }: Pinned): boolean =>
  pinSource === 'geocoder' && pinConfirmedAt === null

/** The same as a condition on the table `customers`. */
export const unverified: SQL | undefined = and(
  eq(customers.pinSource, 'geocoder'),
  isNull(customers.pinConfirmedAt),
)

/** A check-in within the tolerance of a geocoder's point: the point is right. Other points stay as they are. */
export async function confirmPin(
  tx: Tx,
  code: string,
  by: { readonly openId: string; readonly at: Date },
): Promise<void> {
  await tx
    .update(customers)
    .set({ pinConfirmedAt: by.at, pinConfirmedBy: by.openId })
    .where(and(eq(customers.code, code), unverified))
}

/** Their addresses have changed: a geocoder's points of the old ones are forgotten, other points stay. */
export async function dropPins(tx: Tx, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  await tx
    .update(customers)
    .set({
      ...{ lngGcj: null, latGcj: null, rawLng: null, rawLat: null, rawDatum: null },
      ...{ pinSource: null, pinLevel: null },
    })
    .where(and(inArray(customers.code, [...codes]), unverified))
}

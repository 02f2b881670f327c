/** A customer's orders as one string of bytes: eight an order, the day above the money. */
import { sql } from 'drizzle-orm'

/** What a day counts in a packed order; fen are below half of it on either side of 0: some 700 billion yuan. */
const dayStep = 2 ** 47

/**
 * Packs the orders `o` of a group: day × `dayStep` + fen, upwards of the smallest fen. Text costs the server
 * three times as much, arrays twice. They are asked for in no order, since to say one costs as much again: the
 * index hands them over by day, and where a plan does not, `unpacked` sorts.
 */
export const packedOrders = sql`
  string_agg(int8send((o.ordered_on - date '1970-01-01') * ${sql.raw(String(dayStep))}::bigint
    + (o.net_fen + ${sql.raw(String(dayStep / 2))}::bigint)), ''::bytea)`

export interface Unpacked {
  /** Days since 1970-01-01, ascending; two orders of one day stand twice. */
  readonly days: readonly number[]
  readonly amounts: readonly number[]
}

/**
 * Reads what `packedOrders` packed, up to and with a day; `paidOnly` leaves out orders of no money or less.
 * Null when nothing is left.
 */
export function unpacked(packed: Buffer, upTo: number, paidOnly: boolean): Unpacked | null {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const days: number[] = []
  const amounts: number[] = []
  let isSorted = true
  let before = Number.NEGATIVE_INFINITY
  for (let at = 0; at < packed.length; at += 8) {
    // The upper half holds the day above 15 bits of the fen.
    const upper = view.getInt32(at)
    const day = upper >> 15
    const fen = (upper & 0x7fff) * 2 ** 32 + view.getUint32(at + 4) - dayStep / 2
    if (day > upTo || (paidOnly && fen <= 0)) continue
    if (day < before) isSorted = false
    before = day
    days.push(day)
    amounts.push(fen)
  }
  if (days.length === 0) return null
  return isSorted ? { days, amounts } : byDay(days, amounts)
}

/** The orders of several shops as those of one. */
export function together(parts: readonly Unpacked[]): Unpacked {
  const [only] = parts
  if (only && parts.length === 1) return only
  return byDay(
    parts.flatMap(({ days }) => days),
    parts.flatMap(({ amounts }) => amounts),
  )
}

function byDay(days: readonly number[], amounts: readonly number[]): Unpacked {
  const order = [...days.keys()].sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0))
  return { days: order.map((i) => days[i] ?? 0), amounts: order.map((i) => amounts[i] ?? 0) }
}

import { sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'

interface Limit {
  readonly key: string
  /** Milliseconds between sends in the long run. */
  readonly everyMs: number
  /** Sends that may go at once after a pause. */
  readonly burst: number
}

/**
 * The platform allows 50 sends a second and 1,000 a minute for the app, 5 a second for one chat or
 * person, 5 a second for one message's updates, and counts over any window. A rate of r with a burst
 * of b lets b + r·w through in a window w, so each pair below keeps b + r·w within the limit.
 */
export function limitsOf(kind: 'send' | 'patch', target: string, messageId?: string): Limit[] {
  return [
    { key: 'app/s', everyMs: 40, burst: 25 },
    { key: 'app/min', everyMs: 75, burst: 200 },
    kind === 'patch'
      ? { key: `message/${messageId}`, everyMs: 350, burst: 2 }
      : { key: target, everyMs: 350, burst: 2 },
  ]
}

/**
 * Takes a slot under all limits and answers how long to wait for it, in milliseconds (0 = now).
 * GCRA (ITU-T I.371): one instant per key, the theoretical arrival time of the next send. The row is
 * shared by every process; `now` is the database's clock, so that they agree.
 */
export async function takeSlot(tx: Tx, limits: readonly Limit[]): Promise<number> {
  let waitMs = 0
  for (const { key, everyMs, burst } of limits) {
    const tolerance = everyMs * (burst - 1)
    const rows = await tx.execute<{ wait_ms: string }>(sql`
      with clock as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms)
      insert into rate_slots as r (key, next_at_ms)
      select ${key}, ms + ${everyMs}::bigint from clock
      on conflict (key) do update
        set next_at_ms = greatest(r.next_at_ms, (select ms from clock)) + ${everyMs}::bigint
      returning greatest(0, next_at_ms - ${everyMs}::bigint - ${tolerance}::bigint - (select ms from clock)) as wait_ms`)
    waitMs = Math.max(waitMs, Number(rows[0]?.wait_ms ?? 0))
  }
  return waitMs
}

/** Forgets the keys that have been idle for an hour. */
export async function sweepSlots(tx: Tx): Promise<void> {
  await tx.execute(
    sql`delete from rate_slots where next_at_ms < extract(epoch from now()) * 1000 - 3600000`,
  )
}

/**
 * Sends what the outbox holds for one target, in order. Two workers never send to the same target at
 * once: a row that is being sent holds a lease, and whoever finishes it looks for the next one.
 */
import { and, eq, sql } from 'drizzle-orm'
import type { Card } from '../../cards/kit/card.ts'
import type { Log } from '../bot/context.ts'
import { type Platform, SendError } from '../bot/outbound.ts'
import type { Database, Tx } from '../db/client.ts'
import { type OutPayload, writePatch } from '../db/outbox.ts'
import { cardMessages, outbox, unreachable } from '../db/tables.ts'
import type { SendResult } from '../metrics.ts'
import { limitsOf, takeSlot } from './limits.ts'

interface Row extends Record<string, unknown> {
  id: string
  seq: number
  kind: 'send' | 'patch'
  name: string
  target: string
  payload: OutPayload
  attempts: number
  first_tried_at: string | null
  is_first_try: boolean
}

/** Longer than one call may take (20 s), so that only a lost process's send is taken over. */
const leaseSeconds = 30
const maxAttempts = 12
/** The platform drops repeats of a `uuid` for an hour; after this an unknown outcome is not repeated. */
const uuidMinutes = 55

export interface Delivery {
  /** Sends to one target until nothing is left or a send must wait; the relay's sweep takes it up again. */
  drain(target: string): Promise<void>
}

export function createDelivery(deps: {
  database: Database
  platform: Platform
  log: Log
  /** The house's clock: the age of cards is counted by it. */
  now(): Date
  /** False sends without waiting for slots (tests with a fixed clock). */
  limited?: boolean
  count(kind: string, result: SendResult): void
}): Delivery {
  const { db } = deps.database

  /** The next row of the target, if nobody is sending to it now. What is overtaken falls away. */
  async function claim(target: string): Promise<Row | 'overtaken' | null> {
    return db.transaction(async (tx) => {
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`target:${target}`}, 0))`,
      )
      const rows = await tx.execute<Row>(sql`
        update outbox set status = 'sending', lease_until = now() + ${`${leaseSeconds} seconds`}::interval,
          first_tried_at = coalesce(first_tried_at, now())
        where id = (
          select o.id from outbox o
          where o.target = ${target} and o.kind <> 'job' and o.status in ('pending', 'queued', 'sending')
          order by o.seq limit 1)
          and (lease_until is null or lease_until <= now())
        returning id, seq, kind, name, target, payload, attempts, first_tried_at,
          first_tried_at = now() as is_first_try`)
      const row = rows[0]
      if (!row) return null
      if (row.name === '' || !(await isOvertaken(tx, row))) return row
      await tx.delete(outbox).where(eq(outbox.id, row.id))
      return 'overtaken'
    })
  }

  /** One card per thing: what waits behind shows the same thing as it is now, so this need not be seen. */
  async function isOvertaken(tx: Tx, row: Row): Promise<boolean> {
    if (row.kind === 'send' && !row.is_first_try) return false
    const newer = await tx.execute(sql`
      select 1 from outbox where target = ${row.target} and name = ${row.name} and seq > ${row.seq}
        and (kind = 'send' or kind = ${row.kind}) and status in ('pending', 'queued') limit 1`)
    return newer.length > 0
  }

  async function shownMessage(tx: Tx, name: string, target: string): Promise<string | undefined> {
    const [shown] = await tx
      .select({ messageId: cardMessages.messageId })
      .from(cardMessages)
      .where(and(eq(cardMessages.thing, name), eq(cardMessages.target, target)))
    return shown?.messageId
  }

  async function slot(limits: ReturnType<typeof limitsOf>): Promise<void> {
    if (deps.limited !== false) await wait(await takeSlot(db, limits))
  }

  /** Nobody is asked again and again about a person who cannot be reached; the row says why it stays. */
  async function refuseUnreachable(target: string): Promise<void> {
    if (!target.startsWith('open_id:')) return
    const openId = target.slice('open_id:'.length)
    const [row] = await db.select().from(unreachable).where(eq(unreachable.openId, openId))
    if (row)
      throw new SendError({
        kind: 'unreachable',
        code: row.code,
        detail: `unreachable since ${row.since.toISOString()}`,
      })
  }

  async function perform(row: Row): Promise<{ messageId: string } | null> {
    await refuseUnreachable(row.target)
    if ('content' in row.payload) {
      await slot(limitsOf('send', row.target))
      return deps.platform.send(row.target, row.payload.content, row.id)
    }
    const messageId = row.payload.messageId ?? (await shownMessage(db, row.name, row.target))
    if (messageId) {
      await slot(limitsOf('patch', row.target, messageId))
      await deps.platform.patch(messageId, row.payload.card)
      return null
    }
    if (row.payload.fallback === 'drop') return null
    await slot(limitsOf('send', row.target))
    return deps.platform.send(row.target, { card: row.payload.card }, row.id)
  }

  async function finish(row: Row, sent: { messageId: string } | null): Promise<void> {
    await db.transaction(async (tx: Tx) => {
      const [now] = await tx.delete(outbox).where(eq(outbox.id, row.id)).returning()
      if (!sent) return
      const { messageId } = sent
      const { target } = row
      const thing = row.name || `message:${row.id}`
      const payload = (now?.payload ?? row.payload) as OutPayload
      const cause = { causeId: now?.causeId ?? row.id, nowOverride: now?.nowOverride ?? null }
      const retire = (id: string, card: Card) =>
        writePatch(tx, cause, target, '', card, { messageId: id, fallback: 'drop' })
      if ('content' in payload && payload.late) return retire(messageId, payload.late)
      const before = await shownMessage(tx, thing, target)
      if (before && before !== messageId && 'content' in payload && payload.retired) {
        await retire(before, payload.retired)
      }
      const shown = { messageId, sentAt: deps.now() }
      await tx
        .insert(cardMessages)
        .values({ thing, target, ...shown })
        .onConflictDoUpdate({ target: [cardMessages.thing, cardMessages.target], set: shown })
    })
    deps.count(row.kind, 'sent')
  }

  /** Decides what becomes of a row whose sending failed; answers whether it is over. */
  async function failed(row: Row, error: unknown): Promise<boolean> {
    const outcome =
      error instanceof SendError
        ? error.outcome
        : { kind: 'unknown' as const, detail: String(error) }
    const triedFor = row.first_tried_at ? await minutesSince(db, row.first_tried_at) : 0
    const giveUp =
      outcome.kind === 'refused' ||
      outcome.kind === 'unreachable' ||
      (outcome.kind === 'unknown' && triedFor >= uuidMinutes) ||
      row.attempts + 1 >= maxAttempts
    deps.count(row.kind, !giveUp ? 'retried' : outcome.kind === 'unknown' ? 'unknown' : 'failed')
    deps.log[giveUp ? 'error' : 'warn'](
      { outbox: row.id, target: row.target, thing: row.name, outcome },
      'send failed',
    )
    if (outcome.kind === 'unreachable' && row.target.startsWith('open_id:')) {
      await db
        .insert(unreachable)
        .values({
          openId: row.target.slice('open_id:'.length),
          code: outcome.code,
          since: deps.now(),
        })
        .onConflictDoNothing()
    }
    const waitMs = giveUp
      ? 0
      : Math.max(
          outcome.kind === 'retry' ? (outcome.notBeforeMs ?? 0) : 0,
          Math.min(60_000, 500 * 2 ** row.attempts),
        )
    await db.execute(sql`
      update outbox set status = ${giveUp ? 'failed' : 'pending'}, attempts = attempts + 1,
        error = ${`${outcome.kind}: ${outcome.detail}`.slice(0, 500)},
        lease_until = now() + ${`${waitMs} milliseconds`}::interval,
        available_at = now() + ${`${waitMs} milliseconds`}::interval
      where id = ${row.id}`)
    return giveUp
  }

  return {
    async drain(target) {
      for (;;) {
        const row = await claim(target)
        if (!row) return
        if (row === 'overtaken') continue
        try {
          await finish(row, await perform(row))
        } catch (error) {
          if (!(await failed(row, error))) return
        }
      }
    },
  }
}

const wait = (ms: number) =>
  ms > 0 ? new Promise<void>((done) => setTimeout(done, ms)) : Promise.resolve()

async function minutesSince(tx: Tx, instant: string): Promise<number> {
  const rows = await tx.execute<{ m: string }>(
    sql`select extract(epoch from now() - ${instant}::timestamptz) / 60 as m`,
  )
  return Number(rows[0]?.m ?? 0)
}

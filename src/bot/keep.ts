/** What becomes of an event that was not handled: told and settled, or kept for a later try. */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Database, Tx } from '../db/client.ts'
import { inboundEvents } from '../db/tables.ts'
import type { UserError } from '../errors.ts'
import { inLocale, type Message } from '../i18n/t.ts'
import type { Answer } from './answer.ts'
import type { Actor } from './context.ts'
import { type Inbound, isWaitedFor } from './inbound.ts'
import { type House, makeContext } from './make-context.ts'
import { placeOf } from './place.ts'

/** After this many tries only a person can have it handled again (`失败记录`). */
const maxAttempts = 8

export interface KeepDeps {
  readonly database: Database
  readonly house: House
  loadActor(tx: Tx, openId: string): Promise<Actor | null>
}

/** Tells the person what they can mend; the event counts as handled. */
export async function settle(deps: KeepDeps, event: Inbound, error: UserError): Promise<Answer> {
  return deps.database.db.transaction(async (tx) => {
    const now = deps.house.now()
    const ctx = await makeContext(deps.house, tx, { now, causeId: uuidv7(), nowOverride: null })
    const actor = await deps.loadActor(tx, event.actorOpenId)
    const text = inLocale(error.said, actor?.locale ?? deps.house.locale)
    const answer: Answer = isWaitedFor(event) ? { toast: { type: error.tone, text } } : {}
    const row = {
      key: event.key,
      kind: event.kind,
      actorOpenId: event.actorOpenId,
      event,
      status: 'handled' as const,
      answer,
      receivedAt: now,
    }
    const claimed = await tx
      .insert(inboundEvents)
      .values(row)
      .onConflictDoUpdate({
        target: inboundEvents.key,
        set: { status: 'handled', answer, nextTryAt: null },
        setWhere: sql`${inboundEvents.status} <> 'handled'`,
      })
      .returning({ key: inboundEvents.key })
    if (claimed.length > 0 && !isWaitedFor(event))
      await ctx.say((await placeOf(tx, event)).here, text)
    return answer
  })
}

/** Keeps an event that we could not handle, and tells the person once. */
export async function keep(
  deps: KeepDeps,
  event: Inbound,
  error: unknown,
  tell: Message,
): Promise<Answer> {
  const now = deps.house.now()
  const detail = String(error instanceof Error ? (error.stack ?? error.message) : error).slice(
    0,
    2000,
  )
  const nextTryAt = new Date(now.getTime() + 5_000)
  return deps.database.db.transaction(async (tx) => {
    const actor = await deps.loadActor(tx, event.actorOpenId)
    const text = inLocale(tell, actor?.locale ?? deps.house.locale)
    const [row] = await tx
      .insert(inboundEvents)
      .values({
        key: event.key,
        kind: event.kind,
        actorOpenId: event.actorOpenId,
        event,
        status: 'failed',
        error: detail,
        receivedAt: now,
        nextTryAt,
      })
      .onConflictDoUpdate({
        target: inboundEvents.key,
        set: {
          attempts: sql`${inboundEvents.attempts} + 1`,
          error: detail,
          status: sql`case when ${inboundEvents.attempts} + 1 >= ${maxAttempts} then 'gave_up' else 'failed' end`,
          nextTryAt: sql`${now.toISOString()}::timestamptz + make_interval(secs => least(3600, 5 * 2 ^ ${inboundEvents.attempts}))`,
        },
        setWhere: sql`${inboundEvents.status} <> 'handled'`,
      })
      .returning({ attempts: inboundEvents.attempts })
    if (row?.attempts === 1 && !isWaitedFor(event)) {
      const ctx = await makeContext(deps.house, tx, { now, causeId: uuidv7(), nowOverride: null })
      await ctx.say((await placeOf(tx, event)).here, text)
    }
    return { toast: { type: 'info', text } }
  })
}

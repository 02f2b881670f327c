/**
 * One inbound event is one transaction: claim it, take the lock of the person who acts, route, and write
 * what changed and what is to be sent. A repeat returns the stored answer and does nothing else.
 */
import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Database, Tx } from '../db/client.ts'
import { writePatch } from '../db/outbox.ts'
import { inboundEvents, unreachable } from '../db/tables.ts'
import { UserError } from '../errors.ts'
import { botWords } from '../i18n/bot.ts'
import { message } from '../i18n/t.ts'
import type { Answer } from './answer.ts'
import { applyReply } from './apply-reply.ts'
import { claimEvent } from './claim.ts'
import type { Actor, ActorCtx } from './context.ts'
import { heldKeys, type Released } from './held.ts'
import { type Inbound, isNobodys, isWaitedFor } from './inbound.ts'
import { keep, settle } from './keep.ts'
import { type House, makeContext } from './make-context.ts'
import { placeOf } from './place.ts'
import type { Registry } from './registry.ts'
import { route, routeGroup } from './router.ts'

export interface Receiver {
  /** Handles an event; never throws for what a person or we did wrong. */
  receive(event: Inbound): Promise<Answer>
  /** Handles a kept event again; answers whether it went well now. */
  retry(key: string): Promise<boolean>
  /** Handles what was held of a person, in the order of sending; what is too old for that is deleted. */
  releaseHeld(openId: string): Promise<Released>
}

const retryableCodes = new Set(['40001', '40P01', '55P03', '57014'])
const patienceMs = 2_500

export function createReceiver(deps: {
  database: Database
  house: House
  registry: Registry
  loadActor(tx: Tx, openId: string): Promise<Actor | null>
  wake(): void
  count(kind: string, result: 'handled' | 'repeated' | 'refused' | 'failed'): void
}): Receiver {
  const { house, registry } = deps
  const { db } = deps.database

  async function handle(event: Inbound, again: boolean): Promise<Answer> {
    return db.transaction(async (tx) => {
      const stored = await claimEvent(tx, house, event, again)
      if (stored) {
        deps.count(event.kind, 'repeated')
        return stored
      }
      const { answer, held } = await answerEvent(tx, event)
      // A message's answer is empty, which is what the claim says already.
      if (again || held || answer.toast || answer.card || answer.page) {
        const status = held ? 'held' : 'handled'
        const done = { status, answer, error: null, nextTryAt: null } as const
        await tx.update(inboundEvents).set(done).where(eq(inboundEvents.key, event.key))
      }
      return answer
    })
  }

  async function answerEvent(tx: Tx, event: Inbound): Promise<{ answer: Answer; held?: boolean }> {
    const now = house.now()
    // One round trip: the statements run in this order on one connection, so what follows the lock is
    // read after it is held.
    const [, base, actor, place] = await Promise.all([
      lockPerson(tx, event.actorOpenId),
      makeContext(house, tx, { now, causeId: uuidv7(), nowOverride: null }),
      deps.loadActor(tx, event.actorOpenId),
      placeOf(tx, event),
      // Who writes can be written to again.
      tx.delete(unreachable).where(eq(unreachable.openId, event.actorOpenId)),
    ])
    if (!actor) {
      if (isNobodys(event)) {
        const reply = await routeGroup(registry, { ...base, ...place, actor: null }, event)
        if (reply.kind === 'text') await base.say(place.here, reply.text)
        return { answer: {} }
      }
      if (!isWaitedFor(event) && !('messageId' in event) && event.kind !== 'chatEntered')
        return { answer: {} }
      const text = base.t(botWords.stranger, { openId: event.actorOpenId })
      if (isWaitedFor(event)) return { answer: { toast: { type: 'error', text } } }
      await base.say(place.inGroup ? place.here : { openId: event.actorOpenId }, text)
      return { answer: {} }
    }
    const sent = new Date(event.sentAt)
    const ctx: ActorCtx = {
      ...base,
      t: base.tFor(actor.locale),
      actor,
      sentAt: sent > now || Number.isNaN(sent.getTime()) ? now : sent,
      ...place,
    }
    const reply = await route(registry, ctx, event)
    return { answer: await applyReply(ctx, event, reply), held: reply.kind === 'held' }
  }

  async function attempt(event: Inbound, again: boolean): Promise<{ answer: Answer; ok: boolean }> {
    const started = performance.now()
    for (;;) {
      try {
        const answer = await handle(event, again)
        deps.count(event.kind, 'handled')
        return { answer, ok: true }
      } catch (error) {
        if (error instanceof UserError) {
          deps.count(event.kind, 'refused')
          return { answer: await settle(deps, event, error), ok: true }
        }
        const busyNow = retryableCodes.has(codeOf(error))
        if (busyNow && performance.now() - started < patienceMs) continue
        house.log.error(
          { err: error, key: event.key, kind: event.kind },
          'event kept for a later try',
        )
        deps.count(event.kind, 'failed')
        const tell = message(busyNow ? botWords.busy : botWords.failed)
        return { answer: await keep(deps, event, error, tell), ok: false }
      } finally {
        deps.wake()
      }
    }
  }

  async function retry(key: string): Promise<boolean> {
    const [row] = await db.select().from(inboundEvents).where(eq(inboundEvents.key, key))
    if (!row || row.status === 'handled') return row !== undefined
    const event = row.event as Inbound
    const { answer, ok } = await attempt(event, true)
    if (ok && event.kind === 'cardAction' && answer.card) {
      // Nobody waits for the callback any more: the card reaches the person as an update.
      await writePatch(
        db,
        { causeId: uuidv7(), nowOverride: null },
        `open_id:${event.actorOpenId}`,
        '',
        answer.card,
        { messageId: event.messageId, fallback: 'drop' },
      )
      deps.wake()
    }
    return ok
  }

  return {
    receive: async (event) => (await attempt(event, false)).answer,
    retry,
    async releaseHeld(openId) {
      const { keys, expired } = await heldKeys(db, openId, house.now())
      // What fails is kept for a later try like every event, and must not stop the ones behind it.
      for (const key of keys) await retry(key)
      return { released: keys.length, expired }
    },
  }
}

/** Who acts waits in line: everything of one person happens one after the other. */
async function lockPerson(tx: Tx, openId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`person:${openId}`}, 0))`)
}

function codeOf(error: unknown): string {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code
  }
  return ''
}

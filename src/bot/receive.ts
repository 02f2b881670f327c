/**
 * One inbound event is one transaction: claim it, take the lock of the person who acts, route, and write
 * what changed and what is to be sent. A repeat returns the stored answer and does nothing else.
 */
import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Card } from '../../cards/kit/card.ts'
import type { Database, Tx } from '../db/client.ts'
import { supersedePatches, writePatch } from '../db/outbox.ts'
import { cardMessages, inboundEvents, unreachable } from '../db/tables.ts'
import { UserError } from '../errors.ts'
import { botWords } from '../i18n/bot.ts'
import { inLocale, type Message, message } from '../i18n/t.ts'
import type { Actor, ActorCtx } from './context.ts'
import type { Inbound } from './inbound.ts'
import { type House, makeContext } from './make-context.ts'
import { type Recipient, targetOf } from './outbound.ts'
import type { Registry } from './registry.ts'
import type { Reply, Toast } from './reply.ts'
import { retireElsewhere } from './retire.ts'
import { route } from './router.ts'

/** What a card action is answered with; empty for messages. */
export interface Answer {
  readonly toast?: Toast
  readonly card?: Card
}

export interface Receiver {
  /** Handles an event; never throws for what a person or we did wrong. */
  receive(event: Inbound): Promise<Answer>
  /** Handles a kept event again; answers whether it went well now. */
  retry(key: string): Promise<boolean>
}

const retryableCodes = new Set(['40001', '40P01', '55P03', '57014'])
const patienceMs = 2_500
const maxAttempts = 8

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
      const stored = await claim(tx, event, again)
      if (stored) return stored
      const answer = await answerEvent(tx, event)
      // A message's answer is empty, which is what the claim says already.
      if (again || answer.toast || answer.card) {
        const done = { status: 'handled', answer, error: null, nextTryAt: null } as const
        await tx.update(inboundEvents).set(done).where(eq(inboundEvents.key, event.key))
      }
      return answer
    })
  }

  /** Claims the event, or answers what it was answered with before. */
  async function claim(tx: Tx, event: Inbound, again: boolean): Promise<Answer | null> {
    if (again) {
      const [row] = await tx
        .select()
        .from(inboundEvents)
        .where(eq(inboundEvents.key, event.key))
        .for('update')
      return row?.status === 'handled' ? ((row.answer as Answer | null) ?? {}) : null
    }
    const claimed = await tx
      .insert(inboundEvents)
      .values({
        key: event.key,
        kind: event.kind,
        actorOpenId: event.actorOpenId,
        event,
        status: 'handled',
        receivedAt: house.now(),
      })
      .onConflictDoNothing()
      .returning({ key: inboundEvents.key })
    if (claimed.length > 0) return null
    const [row] = await tx.select().from(inboundEvents).where(eq(inboundEvents.key, event.key))
    deps.count(event.kind, 'repeated')
    return row?.status === 'handled'
      ? ((row.answer as Answer | null) ?? {})
      : busy(row?.actorOpenId ?? null)
  }

  const busy = (_: string | null): Answer => ({
    toast: { type: 'info', text: inLocale(message(botWords.busy), house.locale) },
  })

  async function answerEvent(tx: Tx, event: Inbound): Promise<Answer> {
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
      if (event.kind !== 'cardAction' && !('messageId' in event) && event.kind !== 'chatEntered')
        return {}
      const text = base.t(botWords.stranger, { openId: event.actorOpenId })
      if (event.kind === 'cardAction') return { toast: { type: 'error', text } }
      await base.say(place.inGroup ? place.here : { openId: event.actorOpenId }, text)
      return {}
    }
    const sent = new Date(event.sentAt)
    const ctx: ActorCtx = {
      ...base,
      t: base.tFor(actor.locale),
      actor,
      sentAt: sent > now || Number.isNaN(sent.getTime()) ? now : sent,
      ...place,
    }
    return apply(ctx, event, await route(registry, ctx, event))
  }

  /** Turns a reply into outbox rows and, for card actions, the answer of the callback. */
  async function apply(ctx: ActorCtx, event: Inbound, reply: Reply): Promise<Answer> {
    const isClick = event.kind === 'cardAction'
    switch (reply.kind) {
      case 'nothing':
        return {}
      case 'text':
        await ctx.say(ctx.here, reply.text)
        return {}
      case 'toast':
        if (isClick) return { toast: reply.toast }
        await ctx.say(ctx.here, reply.toast.text)
        return {}
      case 'card':
        if (reply.thing) {
          const { retired } = reply
          await ctx.show(ctx.here, reply.thing, reply.card, { fresh: true, retired })
        } else await ctx.say(ctx.here, reply.card)
        return isClick && reply.toast ? { toast: reply.toast } : {}
      case 'replace': {
        if (!isClick) {
          if (reply.thing) await ctx.show(ctx.here, reply.thing, reply.card)
          else await ctx.say(ctx.here, reply.card)
          return {}
        }
        if (reply.thing && ctx.messageId) {
          const shown = { messageId: ctx.messageId, sentAt: ctx.now }
          const target = targetOf(ctx.here)
          const cause = { causeId: ctx.causeId, nowOverride: null }
          await supersedePatches(ctx.tx, cause, target, reply.thing, reply.card)
          if (reply.retired) await retireElsewhere(ctx, reply.thing, reply.retired)
          await ctx.tx
            .insert(cardMessages)
            .values({ thing: reply.thing, target, ...shown })
            .onConflictDoUpdate({
              target: [cardMessages.thing, cardMessages.target],
              set: { messageId: ctx.messageId },
            })
        }
        return { ...(reply.toast ? { toast: reply.toast } : {}), card: reply.card }
      }
    }
  }

  /** Tells the person what they can mend; the event counts as handled. */
  async function settle(event: Inbound, error: UserError): Promise<Answer> {
    return db.transaction(async (tx) => {
      const now = house.now()
      const ctx = await makeContext(house, tx, { now, causeId: uuidv7(), nowOverride: null })
      const actor = await deps.loadActor(tx, event.actorOpenId)
      const text = inLocale(error.said, actor?.locale ?? house.locale)
      const answer: Answer =
        event.kind === 'cardAction' ? { toast: { type: error.tone, text } } : {}
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
          setWhere: sql`${inboundEvents.status} = 'failed'`,
        })
        .returning({ key: inboundEvents.key })
      if (claimed.length > 0 && event.kind !== 'cardAction')
        await ctx.say((await placeOf(tx, event)).here, text)
      return answer
    })
  }

  /** Keeps an event that we could not handle, and tells the person once. */
  async function keep(event: Inbound, error: unknown, tell: Message): Promise<Answer> {
    const now = house.now()
    const detail = String(error instanceof Error ? (error.stack ?? error.message) : error).slice(
      0,
      2000,
    )
    const nextTryAt = new Date(now.getTime() + 5_000)
    return db.transaction(async (tx) => {
      const actor = await deps.loadActor(tx, event.actorOpenId)
      const text = inLocale(tell, actor?.locale ?? house.locale)
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
      if (row?.attempts === 1 && event.kind !== 'cardAction') {
        const ctx = await makeContext(house, tx, { now, causeId: uuidv7(), nowOverride: null })
        await ctx.say((await placeOf(tx, event)).here, text)
      }
      return { toast: { type: 'info', text } }
    })
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
          return { answer: await settle(event, error), ok: true }
        }
        const busyNow = retryableCodes.has(codeOf(error))
        if (busyNow && performance.now() - started < patienceMs) continue
        house.log.error(
          { err: error, key: event.key, kind: event.kind },
          'event kept for a later try',
        )
        deps.count(event.kind, 'failed')
        const tell = message(busyNow ? botWords.busy : botWords.failed)
        return { answer: await keep(event, error, tell), ok: false }
      } finally {
        deps.wake()
      }
    }
  }

  return {
    receive: async (event) => (await attempt(event, false)).answer,
    async retry(key) {
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

/** Where the event happened, and where its answer goes: a person's private chat is addressed by person. */
async function placeOf(
  tx: Tx,
  event: Inbound,
): Promise<{ here: Recipient; inGroup: boolean; chatId: string; messageId: string }> {
  const messageId = 'messageId' in event ? event.messageId : ''
  const chatId = 'chatId' in event ? event.chatId : ''
  if (event.kind === 'botAdded' || event.kind === 'botRemoved')
    return { here: { chatId }, inGroup: true, chatId, messageId }
  let inGroup = 'chatType' in event && event.chatType === 'group'
  if (event.kind === 'cardAction') {
    const [shown] = await tx
      .select({ target: cardMessages.target })
      .from(cardMessages)
      .where(eq(cardMessages.messageId, messageId))
      .limit(1)
    inGroup = shown?.target.startsWith('chat_id:') ?? false
  }
  return { here: inGroup ? { chatId } : { openId: event.actorOpenId }, inGroup, chatId, messageId }
}

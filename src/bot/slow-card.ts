/**
 * A card that may take longer to work out than a click should wait. The person gets a card at once that
 * says so; a job (`cards.work-out`) makes the real one, as that person may see it then, in its place.
 */
import type { z } from 'zod'
import type { Card } from '../../cards/kit/card.ts'
import { workingOutCard } from '../../cards/kit/slow.ts'
import type { ActorCtx, Ctx } from './context.ts'
import type { Recipient } from './outbound.ts'

/** Who asks, and where: of a click, or of the job that goes on for it. In private `chatId` tells nothing. */
export type AskingCtx = Ctx & Pick<ActorCtx, 'actor' | 'inGroup' | 'chatId'>

export interface SlowCard<A> {
  /** Among those of `src/slow-cards.ts`. */
  readonly name: string
  /** What is asked for: ids, days, pages. */
  readonly ask: z.ZodType<A>
  /** What the card is headed until it is there. */
  title(ctx: AskingCtx, ask: A): Promise<string>
  /** The card for who asks. Authorises by itself: minutes may lie between. Throws UserError. */
  card(ctx: AskingCtx, ask: A): Promise<Card>
}

/** Erased, for lists: what it is asked is checked by its own schema. */
export type AnySlowCard = Omit<SlowCard<never>, 'ask'> & { readonly ask: z.ZodType }

/** More people than this are not added up within a click, unless their card is known to be quick. */
export const manyPeople = 60

export const workOutJob = 'cards.work-out'

/** Queues the card as the content of `thing` and answers what stands there until then. */
export async function workOut<A>(
  ctx: ActorCtx,
  slow: SlowCard<A>,
  ask: A,
  thing: string,
  options: { readonly inPrivate?: boolean } = {},
): Promise<Card> {
  const inGroup = ctx.inGroup && !options.inPrivate
  const chatId = inGroup ? ctx.chatId : null
  await ctx.enqueue(workOutJob, { card: slow.name, openId: ctx.actor.openId, chatId, thing, ask })
  const t = inGroup ? ctx.tFor(null) : ctx.t
  return workingOutCard(await slow.title({ ...ctx, inGroup, t }, ask), t)
}

/** Where a card that was asked for stands. */
export const placeOfAsked = (asked: {
  readonly openId: string
  readonly chatId: string | null
}): Recipient => (asked.chatId === null ? { openId: asked.openId } : { chatId: asked.chatId })

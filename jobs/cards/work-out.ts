import { z } from 'zod'
import { notAnsweredCard } from '../../cards/kit/slow.ts'
import { placeOfAsked, type SlowCard, workOutJob } from '../../src/bot/slow-card.ts'
import { UserError } from '../../src/errors.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { inLocale } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { slowCards } from '../../src/slow-cards.ts'

/**
 * Makes a card of `src/slow-cards.ts` for who asked, as that person may see it now, and puts it where the
 * one stands that says that it is being worked out.
 */
export const workOutCard = defineJob({
  name: workOutJob,
  payload: z.object({
    card: z.string(),
    openId: z.string(),
    /** The group where it stands; null: in private. */
    chatId: z.string().nullable(),
    thing: z.string(),
    ask: z.unknown(),
  }),
  // Two taps on one card: the newest question is answered in the end.
  dedupe: ({ thing, ask }) => `${thing}/${JSON.stringify(ask)}`,
  async run({ ctx, payload }) {
    const slow = slowCards.find(({ name }) => name === payload.card) as
      | SlowCard<unknown>
      | undefined
    if (!slow) throw new Error(`no slow card is called ${payload.card}`)
    const actor = await loadActor(ctx.tx, payload.openId)
    if (!actor) return
    const inGroup = payload.chatId !== null
    const t = inGroup ? ctx.tFor(null) : ctx.tFor(actor.locale)
    const asking = { ...ctx, t, actor, inGroup, chatId: payload.chatId ?? '' }
    const to = placeOfAsked(payload)
    try {
      const card = await slow.card(asking, slow.ask.parse(payload.ask))
      await ctx.show(to, payload.thing, card)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await ctx.show(to, payload.thing, notAnsweredCard(inLocale(error.said, t.locale)))
    }
  },
})

import { z } from 'zod'
import { ask } from '../../cards/analysis/actions.ts'
import { notAnsweredCard } from '../../cards/kit/slow.ts'
import { UserError } from '../../src/errors.ts'
import { checkInsOf } from '../../src/features/analysis/check-ins.ts'
import { drawMapJob, pictureOf, readMap } from '../../src/features/analysis/map.ts'
import { subjectsOf } from '../../src/features/analysis/subjects.ts'
import { loadActor } from '../../src/features/org/store.ts'
import { inLocale, translator } from '../../src/i18n/t.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const payload = z.object({ openId: z.string(), thing: z.string(), ask })
type Payload = z.output<typeof payload>

/**
 * Draws the check-ins that somebody asked for and puts the picture on the card, as far as that person may
 * still see them. Nothing of the picture is kept but its key in the card.
 */
export const drawCheckIns = defineJob<Payload, { picture: string }>({
  name: drawMapJob,
  payload,
  retry: { attempts: 4, backoffMs: 5_000 },
  dedupe: ({ thing, ask: asked }) => `${thing}/${JSON.stringify(asked)}`,
  async outside(io, { openId, ask: asked }, { isLast }) {
    const actor = await loadActor(io.db, openId)
    if (!actor) return null
    try {
      const ctx = { tx: io.db, actor, t: translator(actor.locale) }
      const [subject] = await subjectsOf(ctx, asked.who)
      if (!subject) return null
      const checkIns = await checkInsOf(io.db, actor, subject, asked)
      // Few processes draw: a bot that only answers need not load what draws.
      const { checkInsPng } = await import('../../src/pictures/check-ins-png.ts')
      const png = await checkInsPng(pictureOf(subject, asked, checkIns))
      return { picture: png ? await io.platform.uploadImage(png) : 'failed' }
    } catch (error) {
      // What they may not see any more, the card says.
      if (error instanceof UserError || isLast) return { picture: 'failed' }
      throw error
    }
  },
  async run({ ctx, payload: { openId, thing, ask: asked }, fetched: { picture } }) {
    const actor = await loadActor(ctx.tx, openId)
    if (!actor) return
    const t = ctx.tFor(actor.locale)
    const asking = { ...ctx, actor, t }
    try {
      const subjects = await subjectsOf(asking, asked.who)
      const { card } = await readMap(asking, asked, subjects, picture)
      await ctx.show({ openId }, thing, card)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await ctx.show({ openId }, thing, notAnsweredCard(inLocale(error.said, t.locale)))
    }
  },
})

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { planRouted } from '../../src/events.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { wayToDraw } from '../../src/features/plans/picture.ts'
import { refreshPlan } from '../../src/features/plans/show.ts'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** Draws the way of a plan and uploads it; the plan's card follows. A way that is drawn already is not drawn again. */
export const drawPlan = defineJob<{ planId: string }, { key: string; of: string }>({
  name: 'plans.picture',
  payload: z.object({ planId: z.uuid() }),
  on: [planRouted],
  retry: { attempts: 4, backoffMs: 15_000 },
  dedupe: ({ planId }) => planId,
  async outside(io, { planId }) {
    const way = await wayToDraw(io.db, planId)
    const [plan] = await io.db.select().from(dailyPlans).where(eq(dailyPlans.id, planId))
    if (!way || plan?.pictureOf === way.of) return null
    // Few processes draw: a bot that only answers need not load what draws.
    const { routePng } = await import('../../src/pictures/route-png.ts')
    const png = await routePng(way.picture)
    return png && { key: await io.platform.uploadImage(png), of: way.of }
  },
  async run({ ctx, payload: { planId }, fetched }) {
    const [plan] = await ctx.tx
      .update(dailyPlans)
      .set({ pictureKey: fetched.key, pictureOf: fetched.of })
      .where(eq(dailyPlans.id, planId))
      .returning()
    const rep = plan && (await loadRep(ctx.tx, plan.repOpenId))
    if (!rep || !ctx.rules.get(settings.planPicture, { teams: rep.teamPath })) return
    if (plan.date === ctx.today) await refreshPlan(ctx, rep, plan.date as LocalDate)
  },
})

/** Keeps teams' tables up: each night, and when somebody asks. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { bitableCard } from '../../cards/bitable/cards.ts'
import type { Ctx } from '../../src/bot/context.ts'
import { localDate } from '../../src/domain/time.ts'
import { bitableSyncWanted } from '../../src/events.ts'
import { runSync } from '../../src/features/bitable/run.ts'
import { bitableLinks } from '../../src/features/bitable/tables.ts'
import { bitableThing, bitableView } from '../../src/features/bitable/view.ts'
import { activeAdmins, loadActor } from '../../src/features/org/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const syncBitables = defineJob({
  name: 'bitable.sync',
  payload: z.object({
    teamCode: z.string(),
    syncId: z.uuid(),
    zone: z.string(),
    today: localDate,
    at: z.iso.datetime(),
    locale: z.enum(['zh-CN', 'en']),
    askedBy: z.string().nullable(),
  }),
  on: [bitableSyncWanted],
  trigger: {
    due: async () => [{ scope: '', at: '02:40' }],
    fanOut: async (ctx) => {
      const links = await ctx.tx.select({ teamCode: bitableLinks.teamCode }).from(bitableLinks)
      const { zone, today, now } = ctx
      return links.map(({ teamCode }) => ({
        ...{ teamCode, syncId: uuidv7(), zone, today, at: now.toISOString() },
        ...{ locale: ctx.t.locale, askedBy: null },
      }))
    },
  },
  dedupe: ({ syncId }) => syncId,
  retry: { attempts: 4, backoffMs: 30_000 },
  outside: (io, asked, { isLast }) => runSync(io, asked, isLast),
  async run({ ctx, payload: { teamCode, syncId, askedBy }, fetched }) {
    const { problem } = fetched
    const counts =
      fetched.problem === null
        ? { created: fetched.created, updated: fetched.updated, removed: fetched.removed }
        : {}
    const [link] = await ctx.tx
      .update(bitableLinks)
      .set({
        ...{ problem, lastAt: ctx.now, leaseUntil: null },
        ...(problem === null ? { lastOkAt: ctx.now, toldProblem: null, ...counts } : {}),
      })
      .where(and(eq(bitableLinks.teamCode, teamCode), eq(bitableLinks.syncId, syncId)))
      .returning()
    if (!link) return
    ctx.log.info({ teamCode, problem, ...counts }, 'a base was synced')
    const isNew = problem !== null && link.toldProblem !== problem
    await tell(ctx, teamCode, link.connectedBy, isNew && askedBy !== link.connectedBy)
    if (askedBy && askedBy !== link.connectedBy) await tell(ctx, teamCode, askedBy, false)
    if (!isNew) return
    await ctx.tx
      .update(bitableLinks)
      .set({ toldProblem: problem })
      .where(eq(bitableLinks.teamCode, teamCode))
    // What only an admin can mend, or nobody is there to mend, is told to the admins.
    if (problem !== 'scope' && problem !== 'right') return
    for (const { openId } of await activeAdmins(ctx.tx))
      if (openId !== link.connectedBy && openId !== askedBy) await tell(ctx, teamCode, openId, true)
  },
})

/** Patches the card of the team where it stands; a problem that somebody has not asked about comes anew. */
async function tell(ctx: Ctx, teamCode: string, openId: string, fresh: boolean): Promise<void> {
  const actor = await loadActor(ctx.tx, openId, ctx.t.locale)
  if (!actor) return
  const t = ctx.tFor(actor.locale)
  const card = bitableCard(await bitableView(ctx, actor, teamCode, t), t)
  const how = fresh ? { fresh: true } : { ifShown: true }
  await ctx.show({ openId }, bitableThing(teamCode), card, how)
}

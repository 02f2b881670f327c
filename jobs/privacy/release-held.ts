/** After 我知道了: handles what the person sent before it, in the order of sending. */
import { z } from 'zod'
import type { Released } from '../../src/bot/held.ts'
import { consentGiven } from '../../src/events.ts'
import { getUser } from '../../src/features/org/store.ts'
import { closeIfStale, staleVisits } from '../../src/features/visits/stale.ts'
import { privacyWords as w } from '../../src/i18n/privacy.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const releaseHeld = defineJob<{ openId: string }, Released>({
  name: 'privacy.release-held',
  payload: z.object({ openId: z.string() }),
  on: [consentGiven],
  dedupe: ({ openId }) => openId,
  // Each event is a transaction of its own, behind the person's lock.
  outside: (io, { openId }) => io.releaseHeld(openId),
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId }, fetched }) {
    // A check-in of yesterday evening is yesterday's visit: it must not stand in the way of today's.
    for (const { visitId } of await staleVisits(ctx, openId)) await closeIfStale(ctx, visitId)
    if (fetched.expired === 0) return
    const person = await getUser(ctx.tx, openId)
    await ctx.say({ openId }, ctx.tFor(person?.locale)(w.expired, { n: fetched.expired }))
  },
})

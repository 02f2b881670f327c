import { z } from 'zod'
import { formatLocal } from '../../src/domain/time.ts'
import { nudgeAdded } from '../../src/events.ts'
import { isAtWork } from '../../src/features/nudges/hours.ts'
import { sendNudges } from '../../src/features/nudges/send.ts'
import { peopleToTell } from '../../src/features/nudges/store.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { nudgeKinds } from '../../src/nudge-kinds.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/**
 * Says what waits for a person on one card: at once when it comes up, and by the clock what had to wait
 * for the hours, for the next day or for the last message to be read.
 */
export const sendWaitingNudges = defineJob({
  name: 'nudges.send',
  payload: z.object({ openId: z.string() }),
  on: [nudgeAdded],
  trigger: {
    // Every minute is a run of its own.
    due: async (ctx, date) => {
      const minute = formatLocal(ctx.now, ctx.zone, 'time')
      return date === ctx.today ? [{ scope: minute, at: minute }] : []
    },
    async fanOut(ctx) {
      const open: { openId: string }[] = []
      for (const person of await peopleToTell(ctx))
        if (await isAtWork(ctx, person)) open.push({ openId: person.openId })
      return open
    },
  },
  dedupe: ({ openId }) => openId,
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId } }) {
    const person = await loadRep(ctx.tx, openId)
    if (person) await sendNudges(ctx, nudgeKinds, person)
  },
})

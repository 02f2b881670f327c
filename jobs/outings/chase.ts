import { z } from 'zod'
import { lastClose } from '../../src/domain/attendance.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate, minutesToTime, timeToMinutes } from '../../src/domain/time.ts'
import { dueWithin, hoursOf } from '../../src/features/nudges/hours.ts'
import { allTeamPaths } from '../../src/features/org/store.ts'
import { noteOpenOuting } from '../../src/features/outings/chase.ts'
import { peopleOut } from '../../src/features/outings/store.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** In the evening: asks who is still out what came of it, once a day, with what else there is to say. */
export const chaseOutings = defineJob({
  name: 'outings.chase',
  payload: z.object({ openId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) => {
      const paths = await allTeamPaths(ctx.tx)
      const codes = new Set((await peopleOut(ctx.tx)).map(({ teamCode }) => teamCode ?? ''))
      return [...codes].toSorted().flatMap((code) => {
        const path = paths.get(code) ?? (code ? [code] : [])
        const wanted = ctx.rules.get(settings.outingChaseAt, { teams: path })
        // Who goes home before that hour is asked when the hours close.
        const close = lastClose(hoursOf(ctx.rules, path)) ?? timeToMinutes(wanted)
        const at = minutesToTime(Math.min(close, timeToMinutes(wanted)))
        return dueWithin(ctx, { code, path }, date, at)
      })
    },
    fanOut: async (ctx, date, scope) =>
      (await peopleOut(ctx.tx))
        .filter(({ teamCode }) => scope === '' || teamCode === scope)
        .map(({ openId }) => ({ openId, date })),
    until: '23:00',
  },
  dedupe: ({ openId, date }) => `${openId}/${date}`,
  lock: ({ openId }) => `person:${openId}`,
  run: ({ ctx, payload: { openId } }) => noteOpenOuting(ctx, openId),
})

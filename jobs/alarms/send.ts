import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate, timeToMinutes } from '../../src/domain/time.ts'
import { alarmsRaised } from '../../src/events.ts'
import { refreshEnded } from '../../src/features/alarms/clock.ts'
import {
  hasOwnerless,
  ownersToTell,
  tellOwner,
  tellOwnerless,
} from '../../src/features/alarms/send.ts'
import { dueWithin, isAtWork, minuteOf } from '../../src/features/nudges/hours.ts'
import { teamPath } from '../../src/features/org/store.ts'
import { repOf } from '../../src/features/plans/people.ts'
import { teamsWithReps } from '../../src/features/plans/team.ts'
import { defineJob } from '../../src/queue/define-job.ts'

const noTeam = { code: '', path: [] as string[] }

/** 客户预警: in the morning each owner gets the new alarms on one card; who is off gets them when back. */
export const sendAlarms = defineJob({
  name: 'alarms.send',
  payload: z.object({ openId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) => {
      const teams = await teamsWithReps(ctx)
      const all = teams.some(({ code }) => code === '') ? teams : [...teams, noTeam]
      return all.flatMap((team) =>
        dueWithin(ctx, team, date, ctx.rules.get(settings.alarmSendAt, { teams: team.path })),
      )
    },
    async fanOut(ctx, date, scope) {
      const found: { openId: string; date: typeof date }[] = []
      for (const user of await ownersToTell(ctx, scope)) {
        const person = repOf(user, await teamPath(ctx.tx, user.teamCode))
        if (await isAtWork(ctx, person)) found.push({ openId: user.openId, date })
      }
      if (scope === '' && (await hasOwnerless(ctx))) found.push({ openId: '', date })
      return found
    },
    until: '18:00',
  },
  dedupe: ({ openId, date }) => `${openId}/${date}`,
  lock: ({ openId }) => `person:${openId}`,
  run: ({ ctx, payload: { openId } }) =>
    openId === '' ? tellOwnerless(ctx) : tellOwner(ctx, openId),
})

/**
 * After a scan: cards of alarms that it ended say so. What it found in the course of the day, by hand or made
 * up for, is told at once where the hour is over.
 */
export const followScan = defineJob({
  name: 'alarms.follow-scan',
  payload: z.object({ date: z.string() }),
  on: [alarmsRaised],
  dedupe: ({ date }) => date,
  async run({ ctx, payload: { date } }) {
    await refreshEnded(ctx)
    for (const team of [...(await teamsWithReps(ctx)), noTeam]) {
      const hour = ctx.rules.get(settings.alarmSendAt, { teams: team.path })
      if (minuteOf(ctx) < timeToMinutes(hour)) continue
      for (const user of await ownersToTell(ctx, team.code)) {
        const person = repOf(user, await teamPath(ctx.tx, user.teamCode))
        if (await isAtWork(ctx, person))
          await ctx.enqueue('alarms.send', { openId: user.openId, date })
      }
    }
  },
})

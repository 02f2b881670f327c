import { z } from 'zod'
import { minutesToTime } from '../../src/domain/time.ts'
import { visitClosed } from '../../src/events.ts'
import { followVisit } from '../../src/features/alarms/acts.ts'
import { dueAlarms, runClock } from '../../src/features/alarms/clock.ts'
import { minuteOf } from '../../src/features/nudges/hours.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** So often the clock looks. */
const everyMinutes = 15

/** Alarms whose time for an answer is over go to the manager, then above; a planned visit that failed, too. */
export const escalateAlarms = defineJob({
  name: 'alarms.escalate',
  payload: z.object({ alarmId: z.uuid(), ownerOpenId: z.string() }),
  trigger: {
    // Every quarter of an hour is a run of its own.
    due: async (ctx, date) => {
      const at = minutesToTime(Math.floor(minuteOf(ctx) / everyMinutes) * everyMinutes)
      return date === ctx.today ? [{ scope: at, at }] : []
    },
    fanOut: async (ctx) => dueAlarms(ctx),
  },
  dedupe: ({ alarmId }) => alarmId,
  lock: ({ ownerOpenId }) => `person:${ownerOpenId}`,
  run: ({ ctx, payload: { alarmId } }) => runClock(ctx, alarmId),
})

/** A closed visit is an act: the alarms of its customer wait for an order from then on. */
export const followAlarmVisit = defineJob({
  name: 'alarms.follow-visit',
  payload: z.object({ visitId: z.uuid(), repOpenId: z.string() }),
  on: [visitClosed],
  dedupe: ({ visitId }) => visitId,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  run: ({ ctx, payload: { visitId } }) => followVisit(ctx, visitId),
})

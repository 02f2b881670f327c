import { z } from 'zod'
import { visitClosed } from '../../src/events.ts'
import { followVisit } from '../../src/features/alarms/acts.ts'
import { dueAlarms, runClock } from '../../src/features/alarms/clock.ts'
import { defineJob } from '../../src/queue/define-job.ts'
import { dueEvery } from '../../src/queue/every.ts'

/** Alarms whose time for an answer is over go to the manager, then above; a planned visit that failed, too. */
export const escalateAlarms = defineJob({
  name: 'alarms.escalate',
  payload: z.object({ alarmId: z.uuid(), ownerOpenId: z.string() }),
  trigger: {
    // Every quarter of an hour is a run of its own.
    due: dueEvery(15),
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

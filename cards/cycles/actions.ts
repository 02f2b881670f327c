import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalDate, optionalText } from '../kit/action.ts'

const cycleOfTeam = { teamCode: z.string(), from: localDate }

export const cycleActions = defineActions('cycles', {
  /** A rep's week; `from` is its Monday. */
  week: { payload: z.object({ repOpenId: z.string(), from: localDate }) },
  /** One visit of the rep's own cycle, to be changed. */
  visit: { payload: z.object({ visitId: z.uuid() }) },
  change: {
    payload: z.object({ visitId: z.uuid() }),
    form: z.object({ what: optionalText, toDate: optionalDate, reason: optionalText }),
  },
  /** 同意 / 不同意 of a manager. */
  rule: { payload: z.object({ requestId: z.uuid(), approve: z.boolean() }) },
  /** The team's cycle that begins on a day. */
  team: { payload: z.object({ ...cycleOfTeam, page: z.int().min(0) }) },
  publish: { payload: z.object(cycleOfTeam) },
  again: { payload: z.object(cycleOfTeam) },
  unplaced: { payload: z.object({ ...cycleOfTeam, page: z.int().min(0) }) },
})

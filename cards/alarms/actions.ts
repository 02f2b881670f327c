import { z } from 'zod'
import { defineActions, optionalDate, optionalText, text } from '../kit/action.ts'

/** Which list a card shows: `day:2026-11-24:0`, `up:2026-11-24:0`, `mine:0`, `of:ou_…:0`, `team`. */
export const alarmPlace = z
  .string()
  .regex(/^(day|up):\d{4}-\d\d-\d\d:\d+$|^mine:\d+$|^of:[\w-]*:\d+$|^team$/)
export type AlarmPlace = string

const one = z.object({ alarmId: z.uuid(), at: alarmPlace })

export const alarmActions = defineActions('alarm', {
  plan: { payload: one },
  /** Opens the form. */
  contact: { payload: one },
  told: {
    payload: one,
    form: z.object({ outcome: optionalText, note: text, until: optionalDate }),
  },
  /** Opens the form. */
  doubt: { payload: one },
  isFalse: { payload: one, form: z.object({ reason: optionalText, note: text }) },
  show: { payload: z.object({ at: alarmPlace }) },
})

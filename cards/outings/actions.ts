import { z } from 'zod'
import { outingResults } from '../../src/domain/outings.ts'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalText, text } from '../kit/action.ts'

/**
 * The message is the plan card of that person and day: what is asked is asked in its place, and it comes back
 * when that is answered.
 */
const onPlan = z.object({ repOpenId: z.string(), date: localDate }).optional()
export type OnPlan = z.output<typeof onPlan>

const none = z.object({ onPlan })
const one = z.object({ outingId: z.uuid(), onPlan })

export const outingActions = defineActions('outing', {
  open: { payload: none },
  start: { payload: none, form: z.object({ kind: optionalText, reason: optionalText }) },
  show: { payload: one },
  /** One tap; what was not done asks for words first. */
  end: { payload: one.extend({ result: z.enum(outingResults) }) },
  tell: { payload: one.extend({ result: z.enum(outingResults) }), form: z.object({ note: text }) },
  addNote: { payload: one },
  cancel: { payload: one },
  remind: { payload: z.object({ date: z.iso.date() }) },
})

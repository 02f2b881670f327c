import { z } from 'zod'
import { outingResults } from '../../src/domain/outings.ts'
import { defineActions, optionalText, text } from '../kit/action.ts'

const one = z.object({ outingId: z.uuid() })

export const outingActions = defineActions('outing', {
  open: { payload: z.object({}) },
  start: { payload: z.object({}), form: z.object({ kind: optionalText, reason: optionalText }) },
  show: { payload: one },
  /** One tap; what was not done asks for words first. */
  end: { payload: one.extend({ result: z.enum(outingResults) }) },
  tell: { payload: one.extend({ result: z.enum(outingResults) }), form: z.object({ note: text }) },
  addNote: { payload: one },
  cancel: { payload: one },
  remind: { payload: z.object({ date: z.iso.date() }) },
})

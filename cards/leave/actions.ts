/** What can be done on the cards of leave. Payloads hold ids; the handlers read and authorise anew. */
import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalDate, optionalText } from '../kit/action.ts'

const request = z.object({ requestId: z.uuid() })
/** One stop of a batch; without it all that are open. */
const offers = z.object({ batchId: z.uuid(), offerId: z.uuid().optional() })

export const leaveActions = defineActions('leave', {
  submit: {
    payload: z.object({}),
    form: z.object({
      kind: optionalText,
      first: optionalDate,
      last: optionalDate,
      part: optionalText,
      reason: optionalText,
    }),
  },
  /** 同意 / 不同意 of a manager. */
  rule: { payload: request.extend({ approve: z.boolean() }) },
  /** 撤回 of who asked. */
  cancel: { payload: request },
})

export const offerActions = defineActions('offer', {
  /** 改派 on 未开始拜访: whose open stops. */
  open: { payload: z.object({ date: localDate }), option: z.string() },
  /** The list, or one stop of it. */
  show: { payload: offers },
  give: { payload: offers, option: z.string() },
  postpone: { payload: offers },
  drop: { payload: offers },
})

import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

export const handoverActions = defineActions('handover', {
  /** Whose customers: chosen from a list. */
  from: { payload: z.object({ toOpenId: z.string().nullable() }), option: z.string() },
  /** Who takes them over. */
  to: { payload: z.object({ fromOpenId: z.string(), pick: z.string() }), option: z.string() },
  /** Which of them. */
  pick: { payload: z.object({ fromOpenId: z.string(), toOpenId: z.string() }), option: z.string() },
  /** 交接 on the card of somebody who has left. */
  open: { payload: z.object({ fromOpenId: z.string() }) },
  confirm: {
    payload: z.object({ fromOpenId: z.string(), toOpenId: z.string(), pick: z.string() }),
  },
  cancel: { payload: z.object({}) },
  undo: { payload: z.object({ handoverId: z.uuid() }) },
})

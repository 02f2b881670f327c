import { z } from 'zod'
import { defineActions, optionalText } from '../kit/action.ts'

const onList = z.object({ listId: z.uuid(), page: z.number().int().min(0) })

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
  /** 逐家挑选: a list among what is chosen. */
  list: { payload: z.object({ fromOpenId: z.string(), toOpenId: z.string(), pick: z.string() }) },
  page: { payload: onList },
  /** Says how the tick is to be, so that a second tap changes nothing. */
  tick: { payload: onList.extend({ code: z.string(), on: z.boolean() }) },
  tickAll: { payload: onList.extend({ on: z.boolean() }) },
  find: { payload: z.object({ listId: z.uuid() }), form: z.object({ query: optionalText }) },
  listDone: { payload: z.object({ listId: z.uuid() }) },
  cancel: { payload: z.object({}) },
  undo: { payload: z.object({ handoverId: z.uuid() }) },
})

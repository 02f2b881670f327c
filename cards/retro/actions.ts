/** What can be done on 月度复盘. Payloads hold ids; the handlers read and authorise anew. */
import { z } from 'zod'
import { defineActions, text } from '../kit/action.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const scope = z.string().regex(/^(org|team:.+)$/)
const idea = z.object({ ideaId: z.uuid() })

export const retroActions = defineActions('retro', {
  show: { payload: z.object({ scope, month }) },
  /** The same month of another team. */
  pick: { payload: z.object({ month }), option: scope },
  /** 采纳: the rule becomes the suggested one. */
  accept: { payload: idea },
  /** 不采纳: asks why. */
  decline: { payload: idea },
  dismiss: { payload: idea, form: z.object({ reason: text }) },
  /** 改回去. */
  revert: { payload: idea },
})

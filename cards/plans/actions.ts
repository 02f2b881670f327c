/** What can be done on the cards of a plan. Payloads hold ids; the handlers read and authorise anew. */
import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalText } from '../kit/action.ts'

const stop = z.object({ stopId: z.uuid() })
const dayOf = z.object({ repOpenId: z.string(), date: localDate })

export const planActions = defineActions('plan', {
  /** The plan of a day, page by page; also 返回. */
  show: { payload: dayOf.extend({ page: z.number().int().min(0).max(50).default(0) }) },
  /** One stop: address, contact, navigation. */
  stop: { payload: stop },
  /** 跳过: opens the form. */
  skip: { payload: stop },
  submitSkip: { payload: stop, form: z.object({ kind: optionalText, reason: optionalText }) },
  /** 同意 / 不同意 of a manager. */
  ruleSkip: { payload: stop.extend({ approve: z.boolean() }) },
  /** 重新规划: orders the open stops again, from where the rep is. */
  reroute: { payload: dayOf },
  /** 附近: says how. */
  nearby: { payload: z.object({}) },
  /** The customers without address or point. */
  toMend: {
    payload: z.object({ repOpenId: z.string(), page: z.number().int().min(0).default(0) }),
  },
  /** A manager chooses whose plan to see. */
  pick: { payload: z.object({ date: localDate }), option: z.string() },
  /** 提醒 on 未开始拜访. */
  nudge: { payload: dayOf.extend({ teamCode: z.string() }) },
  nudgeAll: { payload: z.object({ teamCode: z.string(), date: localDate }) },
})

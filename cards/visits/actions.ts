/** What can be done on the cards of a visit. Payloads hold ids; the handlers read and authorise anew. */
import { z } from 'zod'
import { defineActions, optionalDate, optionalText, text } from '../kit/action.ts'

const visit = z.object({ visitId: z.uuid() })
/** `page` when the photo stands on a page of the card of all photos. */
const photo = z.object({ photoId: z.uuid(), page: z.number().int().min(0).optional() })
/** A location that the rep sent, and the customer that it shall count for. */
const fixAt = z.object({ fixId: z.uuid(), customerCode: z.string() })
const reason = z.object({ reason: text })

export const visitActions = defineActions('visit', {
  /** `签到` on a plan card or a list: the next location counts for this customer (10 minutes). */
  intend: { payload: z.object({ customerCode: z.string() }) },
  /** One of several candidates, or a 临时拜访. */
  choose: { payload: fixAt },
  /** 仍要签到: outside the tolerance, with a reason. */
  insist: { payload: fixAt, form: reason },
  /** 门店定位有误: far from the customer's pin, with a reason. */
  wrongPin: { payload: fixAt, form: reason },
  /** 重新定位: says how. */
  relocate: { payload: z.object({}) },
  /** 签退 A 并签到 B: the form of A, then B. */
  switchTo: { payload: fixAt.extend({ visitId: z.uuid() }) },
  /** 仍在 A. */
  stay: { payload: z.object({ visitId: z.uuid(), fixId: z.uuid() }) },
  /** The sent location is where the rep leaves, however far. */
  checkOutHere: { payload: z.object({ visitId: z.uuid(), fixId: z.uuid() }) },
  /** 签退: opens the form; `aside` on a card that is not the visit's own. */
  checkOut: { payload: visit.extend({ aside: z.boolean().optional() }) },
  /**
   * 提交. `fixId` and `customerCode` when the rep moves on to the next customer at once;
   * `noteId` is the last note that the form was filled in with: later ones are added.
   */
  submit: {
    payload: visit.extend({
      fixId: z.uuid().optional(),
      customerCode: z.string().optional(),
      noteId: z.uuid().optional(),
    }),
    form: z.object({
      outcome: optionalText,
      summary: text,
      orderAmount: optionalText,
      nextStep: optionalText,
      nextVisitOn: optionalDate,
    }),
  },
  /** 分享: the result, to the team's group. */
  share: { payload: visit },
  /** The card of the visit as it stands. */
  show: { payload: visit },
  more: { payload: visit },
  cancel: { payload: visit },
  changeCustomer: { payload: visit },
  moveTo: { payload: visit.extend({ customerCode: z.string() }) },
  photos: { payload: visit.extend({ page: z.number().int().min(0) }) },
  /** 门头照 ⇄ 陈列照. */
  turnPhoto: { payload: photo },
  deletePhoto: { payload: photo },
  /** Photos and text sent 5 to 30 minutes before the check-in. */
  attachOlder: { payload: visit },
  editNotes: { payload: visit },
  saveNotes: { payload: visit, form: z.object({ summary: text }) },
  /** 不是总结. */
  dismissNote: { payload: z.object({ noteId: z.uuid() }) },
  /** 附近, seen from a sent location. */
  nearby: { payload: z.object({ fixId: z.uuid() }) },
  /** 加入计划, for today. */
  addToPlan: { payload: z.object({ customerCode: z.string() }) },
})

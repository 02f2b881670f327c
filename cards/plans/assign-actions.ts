/** 安排, step by step: what is known so far travels on the buttons as ids and search words. */
import { z } from 'zod'
import { localDate, localTime } from '../../src/domain/time.ts'
import { defineActions, optionalDate, optionalText } from '../kit/action.ts'

/** At most so many customers and people in one go: more would not fit on the card of the result. */
export const assignLimits = { customers: 40, people: 10 }

const texts = (max: number) => z.array(z.string().max(80)).max(max)

export const assignDraft = z.object({
  /** Codes and open_ids that are settled. */
  customers: texts(assignLimits.customers),
  people: texts(assignLimits.people),
  date: localDate.nullable(),
  /** Between which times the visits are to begin; null: any time that day. */
  window: z.object({ from: localTime, to: localTime.nullable() }).nullable().default(null),
  /** Words that fit several customers or people, or nobody yet. */
  asks: texts(assignLimits.customers),
  who: texts(assignLimits.people),
  /** Words that nothing fits. */
  missing: texts(assignLimits.customers),
  /** A day off was confirmed. */
  sure: z.boolean(),
  /** Everybody visits every customer, although each has its own rep among them. */
  each: z.boolean(),
})
export type AssignDraft = z.infer<typeof assignDraft>

const draft = z.object({ draft: assignDraft })

export const assignActions = defineActions('assign', {
  /** The customers meant by the first of `asks`. */
  take: { payload: draft.extend({ codes: texts(assignLimits.customers) }) },
  /** Another search in place of the first of `asks`. */
  search: { payload: draft, form: z.object({ customer: optionalText }) },
  /** 给负责人: the owner of the customers. */
  give: { payload: draft.extend({ openId: z.string() }) },
  person: { payload: draft, option: z.string() },
  searchPerson: { payload: draft, form: z.object({ person: optionalText }) },
  onDay: { payload: draft.extend({ date: localDate }) },
  pickDay: { payload: draft, form: z.object({ date: optionalDate }) },
  /** 仍要安排 on a day off. */
  sure: { payload: draft },
  /** 每人都去. */
  everybody: { payload: draft },
  cancel: { payload: z.object({}) },
  /** 我知道了 of the rep. */
  gotIt: {
    payload: z.object({
      repOpenId: z.string(),
      date: localDate,
      byOpenId: z.string(),
      codes: texts(assignLimits.customers),
      window: z.string().max(20).nullable().default(null),
    }),
  },
})

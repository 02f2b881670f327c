/** What can be done on the cards of many visits at once. The state is kept by the batch's row. */
import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalDate, optionalText, optionalTexts } from '../kit/action.ts'

const batch = z.object({ batchId: z.uuid() })
const dealing = z.object({ whom: optionalTexts, from: optionalDate, perDay: optionalText })

export const batchActions = defineActions('batch', {
  /** 按条件筛选 on a card of 安排. */
  filter: { payload: z.object({}) },
  /** One condition; `*`: any. */
  narrow: { payload: batch.extend({ key: z.string() }), option: z.string() },
  /** 看看怎么分, with people and days. */
  preview: { payload: batch, form: dealing },
  /** 返回修改. */
  change: { payload: batch },
  /** 生成. */
  make: { payload: batch },
  /** 撤销 within an hour. */
  undo: { payload: batch },
  /** A page of a list to tick on. */
  list: { payload: batch.extend({ page: z.number().int().min(0) }) },
  /** 排进计划: `pickId` names what comes of this tap, so that a second one finds it. */
  pick: {
    payload: batch.extend({ pickId: z.uuid(), page: z.number().int().min(0) }),
    form: z.object({ codes: optionalTexts, whom: optionalTexts, day: optionalDate }),
  },
  /** The neglected customers of a rep, from the weekly card. */
  neglected: { payload: z.object({ repOpenId: z.string() }) },
  /** 批量安排 on a week card. */
  week: {
    payload: z.object({ repOpenId: z.string(), from: localDate, search: z.string().max(80) }),
  },
  searchWeek: {
    payload: z.object({ repOpenId: z.string(), from: localDate }),
    form: z.object({ words: optionalText }),
  },
  addToDay: {
    payload: z.object({ repOpenId: z.string(), from: localDate, batchId: z.uuid() }),
    form: z.object({ date: optionalText, codes: optionalTexts }),
  },
})

import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions } from '../kit/action.ts'

export const analysisKinds = [
  'stats',
  'coverage',
  'compare',
  'map',
  'deals',
  'roi',
  'quality',
] as const
export type AnalysisKind = (typeof analysisKinds)[number]

/** A whole question: whoever presses a button is authorised for it anew. */
export const ask = z.object({
  kind: z.enum(analysisKinds),
  /** Local days, both included. */
  from: localDate,
  to: localDate,
  /** `p:<open_id>`, `t:<team code>` or `all`; none: what is the reader's own. */
  who: z.array(z.string()).max(4),
  page: z.number().int().min(0),
  /** 成交: within how many days; without it those of the rule. */
  days: z.number().int().min(1).max(90).optional(),
})
export type Ask = z.output<typeof ask>

export const analysisActions = defineActions('analysis', {
  /** Another page, other days, other people: the same kind of card. */
  show: { payload: ask },
  /** 加入计划: a customer that was not visited, on the next sensible day. */
  plan: { payload: ask.extend({ customerCode: z.string() }) },
})

import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions } from '../kit/action.ts'
import { needKinds } from './view.ts'

const digest = z.object({ teamCode: z.string(), date: localDate })
/** The first day of a week or month. */
const span = z.object({ kind: z.enum(['weekly', 'monthly']), from: localDate })
const point = digest.extend({ kind: z.enum(needKinds) })

export const digestActions = defineActions('digest', {
  /** 处理: the names and reasons of one point, in private. */
  handle: { payload: point },
  /** 我知道了: the point then stands there as seen; `on` says which card to show again. */
  gotIt: { payload: point.extend({ on: z.enum(['managers', 'private']) }) },
  /** Another day of the same team. */
  show: { payload: digest },
  /** Another team on the same day. */
  pick: { payload: z.object({ date: localDate }), option: z.string() },
  /** A person of the team on that day, in private. */
  repDay: { payload: z.object({ openId: z.string(), date: localDate }) },
  /** A team below on that day, in private. */
  branchDay: { payload: digest },
  /** A rep's own day. */
  mine: { payload: z.object({ date: localDate }) },
  /** A team's week or month, and which page of its table; `on` says which card to show again. */
  period: {
    payload: span.extend({
      teamCode: z.string(),
      page: z.number().int().min(0),
      on: z.enum(['group', 'private']),
    }),
  },
  /** Another team in the same week or month. */
  pickPeriod: { payload: span, option: z.string() },
  /** A team below, in private. */
  branch: { payload: span.extend({ teamCode: z.string() }) },
  /** A person's scorecard, in private. */
  person: { payload: span.extend({ openId: z.string() }) },
})

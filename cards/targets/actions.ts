import { z } from 'zod'
import { chatMetrics } from '../../src/domain/performance/target-words.ts'
import { defineActions, text } from '../kit/action.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)

export const resultActions = defineActions('results', {
  /** A person's month; `backTo` is the team that one came from. */
  person: { payload: z.object({ openId: z.string(), month, backTo: z.string().nullable() }) },
  /** A team's month, and which page of its people. */
  team: { payload: z.object({ teamCode: z.string(), month, page: z.int().min(0) }) },
})

/** A month, or a year in all. */
const period = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)
const page = z.int().min(0)
/** One target: whose (`team:<code>`, `person:<open_id>`), when, of what. */
const cell = z.object({
  scope: z.string(),
  month: period,
  metric: z.enum(chatMetrics),
  goods: z.string(),
})
export type CellKey = z.output<typeof cell>
export const cellKey = cell

/** To whom what is left of a target goes, and by what. */
const split = cell.extend({ to: z.enum(['below', 'months']), by: z.enum(['even', 'past']) })
export type SplitKey = z.output<typeof split>

export const settingActions = defineActions('targets', {
  board: { payload: z.object({ teamCode: z.string(), month: period, page }) },
  /** All targets of one person. */
  person: { payload: z.object({ openId: z.string(), month: period }) },
  /** The board of another team. */
  pick: { payload: z.object({ month: period }), option: z.string() },
  cell: { payload: cell.extend({ page }) },
  /** A new value for the target that the card shows. */
  put: { payload: cell, form: z.object({ value: text }) },
  remove: { payload: cell },
  form: { payload: z.object({ teamCode: z.string(), month: period }) },
  save: {
    payload: z.object({ teamCode: z.string() }),
    form: z.object({ who: text, when: text, metric: text, goods: text, value: text }),
  },
  preview: { payload: split },
  /** `seen` stands for what the preview showed: anything else is shown again first. */
  apply: { payload: split.extend({ seen: z.string() }) },
  changes: { payload: z.object({ teamCode: z.string(), page }) },
  /** Takes everything back that was done together with this change. */
  undo: { payload: z.object({ changeId: z.int(), teamCode: z.string().nullable() }) },
})

import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)

export const resultActions = defineActions('results', {
  /** A person's month; `backTo` is the team that one came from. */
  person: { payload: z.object({ openId: z.string(), month, backTo: z.string().nullable() }) },
  /** A team's month, and which page of its people. */
  team: { payload: z.object({ teamCode: z.string(), month, page: z.int().min(0) }) },
})

import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

const gradingId = z.uuid()

export const gradingActions = defineActions('grading', {
  /** Gives the customers the grades of this preview. */
  publish: { payload: z.object({ gradingId }) },
  /** Works a new preview out. */
  again: { payload: z.object({}) },
  /** The grading's first card again. */
  open: { payload: z.object({ gradingId }) },
  /** A page of who moves. */
  moves: { payload: z.object({ gradingId, page: z.int().min(0) }) },
  /** What was published. */
  history: { payload: z.object({}) },
  /** Sets a customer's grade by hand, or releases it. */
  set: {
    payload: z.object({ customerCode: z.string() }),
    option: z.enum(['A', 'B', 'C', 'D', 'release']),
  },
})

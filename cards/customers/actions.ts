import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

export const customerActions = defineActions('customers', {
  /** Shows one customer. */
  show: { payload: z.object({ customerCode: z.string() }) },
  /** The stages of one customer, and which one it comes to. */
  stage: { payload: z.object({ customerCode: z.string() }) },
  setStage: { payload: z.object({ customerCode: z.string() }), option: z.string().min(1).max(20) },
  /** Another page of what was searched. */
  find: { payload: z.object({ query: z.string().max(100), page: z.int().min(0) }) },
  /** Another page of the customers to mend. */
  mend: { payload: z.object({ page: z.int().min(0) }) },
  /** The customers to mend as a file that can be filled in and sent back. */
  exportMend: { payload: z.object({}) },
})

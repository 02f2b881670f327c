import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

export const customerActions = defineActions('customers', {
  /** Shows one customer. */
  show: { payload: z.object({ customerCode: z.string() }) },
  /** Another page of what was searched. */
  find: { payload: z.object({ query: z.string().max(100), page: z.int().min(0) }) },
  /** Another page of the customers to mend. */
  mend: { payload: z.object({ page: z.int().min(0) }) },
  /** The customers to mend as a file that can be filled in and sent back. */
  exportMend: { payload: z.object({}) },
})

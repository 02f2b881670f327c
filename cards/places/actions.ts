import { z } from 'zod'
import { defineActions, text } from '../kit/action.ts'

const draft = z.object({ draftId: z.uuid() })

export const placeActions = defineActions('places', {
  /** The customer of the pin. */
  pick: { payload: draft.extend({ customerCode: z.string() }) },
  cancel: { payload: draft },
  submitPin: { payload: draft, form: z.object({ reason: text }) },
  rulePin: { payload: z.object({ pinId: z.uuid(), approve: z.boolean() }) },
  submitOutlet: {
    payload: draft,
    form: z.object({ name: text, contact: text, phone: text, type: text }),
  },
  /** The shop that was found is a customer already. */
  sameShop: { payload: draft.extend({ customerCode: z.string() }) },
  /** It is none of those that were shown. */
  notSame: { payload: draft },
  ruleOutlet: { payload: z.object({ outletId: z.uuid(), approve: z.boolean() }) },
})

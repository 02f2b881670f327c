import { z } from 'zod'
import { defineActions, optionalText, text } from '../kit/action.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)
const page = z.int().min(0)
const openId = z.string()
const schemeId = z.uuid()
const versionId = z.uuid()

export const commissionActions = defineActions('commission', {
  /** A person's month. */
  person: { payload: z.object({ openId, month }) },
  lines: { payload: z.object({ openId, month, schemeId, page }) },
  corrections: { payload: z.object({ openId, month, page }) },
  /** What selling more would bring: asks, then answers. */
  askTrial: { payload: z.object({ openId, month }) },
  trial: {
    payload: z.object({ openId, month }),
    form: z.object({ product: text, quantity: text }),
  },
  /** The people whom one leads. */
  team: { payload: z.object({ month, page }) },
  /** What is to be paid. */
  payroll: { payload: z.object({ month, page }) },
  close: { payload: z.object({ month }) },
  export: { payload: z.object({ month }) },
})

export const schemeActions = defineActions('scheme', {
  list: { payload: z.object({}) },
  show: { payload: z.object({ schemeId }) },
  /** The form: of a new scheme, or of a new version. */
  edit: { payload: z.object({ schemeId: schemeId.nullable() }) },
  save: {
    payload: z.object({ schemeId: schemeId.nullable() }),
    form: z.object({
      name: text,
      base: text,
      settledOn: text,
      rate: text,
      steps: optionalText,
      from: text,
      goods: optionalText,
      grades: optionalText,
      whom: optionalText,
      process: optionalText,
      late: optionalText,
      methods: optionalText,
      joint: optionalText,
      handover: optionalText,
      floorLevel: optionalText,
      cap: optionalText,
    }),
  },
  tryOut: { payload: z.object({ versionId, page }) },
  publish: { payload: z.object({ versionId }) },
  discard: { payload: z.object({ versionId }) },
  end: { payload: z.object({ schemeId }) },
})

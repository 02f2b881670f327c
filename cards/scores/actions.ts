import { z } from 'zod'
import { defineActions, optionalText, text } from '../kit/action.ts'

const month = z.string().regex(/^\d{4}-\d{2}$/)
const page = z.int().min(0)
/** The score's own code, the same for all its versions. */
const score = z.string().max(40)
const versionId = z.uuid()
const teamCode = z.string()

export const scoreActions = defineActions('scores', {
  person: { payload: z.object({ openId: z.string(), month }) },
  team: { payload: z.object({ teamCode, score, month, page }) },
  /** Another team, another score. */
  pickTeam: { payload: z.object({ score, month }), option: z.string() },
  pickScore: { payload: z.object({ teamCode, month }), option: z.string() },
  manage: { payload: z.object({}) },
  show: { payload: z.object({ score }) },
  /** The form: of a new score (null), or of its next version. */
  edit: { payload: z.object({ score: score.nullable() }) },
  save: {
    payload: z.object({ score: score.nullable() }),
    form: z.object({ name: text, formula: text, unit: text, full: optionalText, from: text }),
  },
  tryOut: { payload: z.object({ versionId, page }) },
  publish: { payload: z.object({ versionId }) },
  discard: { payload: z.object({ versionId }) },
  retire: { payload: z.object({ score }) },
})

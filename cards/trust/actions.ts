/** What can be done about a doubtful visit. Payloads hold ids; the handlers read and authorise anew. */
import { z } from 'zod'
import { verdicts } from '../../src/domain/trust/suggest.ts'
import { defineActions, text } from '../kit/action.ts'

const visit = z.object({ visitId: z.uuid() })
/** 1: the ruling, 2: the decision about an appeal, as the card stood when it was made. */
const level = z.number().int().min(1).max(2)
const verdict = z.enum(verdicts)

export const trustActions = defineActions('trust', {
  /** 说明情况: asks for the words. */
  explain: { payload: visit },
  submitExplanation: { payload: visit, form: z.object({ text }) },
  /** 补照片: what the rep sends next belongs to the explanation. */
  addPieces: { payload: visit },
  endPieces: { payload: visit },
  /** The rep's own card of a doubtful visit. */
  showOwn: { payload: visit },
  /** 申诉: asks for the reasons. */
  appeal: { payload: visit },
  submitAppeal: { payload: visit, form: z.object({ text }) },
  /** 谁看过. */
  viewers: { payload: visit },

  /** 待核查拜访: this visit, or the first of the list. */
  review: { payload: z.object({ visitId: z.uuid().optional() }) },
  /** 属实: in one tap. */
  rule: { payload: visit.extend({ level, verdict: z.literal('honest') }) },
  /** 可疑, 不实: asks why. */
  askNote: { payload: visit.extend({ level, verdict }) },
  submitRuling: { payload: visit.extend({ level, verdict }), form: z.object({ note: text }) },
})

export const learnActions = defineActions('trust-learn', {
  /** 采纳: the rule's threshold becomes the suggested one. */
  accept: { payload: z.object({ suggestionId: z.uuid() }) },
  dismiss: { payload: z.object({ suggestionId: z.uuid() }) },
})

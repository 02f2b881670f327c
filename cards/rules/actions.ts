import { z } from 'zod'
import { groups } from '../../src/domain/settings/define.ts'
import { defineActions, text } from '../kit/action.ts'

const group = z.enum(groups)
/** `org`, `team:<code>`, `type:<words>`, `grade:<A>`, `customer:<code>`; read and authorised again at every click. */
const scope = z.string().min(1).max(200)
const key = z.string().min(1).max(100)
const chosen = z.string().max(300)

export const ruleActions = defineActions('rules', {
  /** A tab of the card. */
  open: { payload: z.object({ group, scope }) },
  /** The scope of the card; `page:<n>` turns the list of teams. */
  scope: { payload: z.object({ group, scope }), option: chosen },
  /** A common value on the card of a group: JSON of the value, or `inherit`. */
  set: { payload: z.object({ key, scope, group }), option: chosen },
  /** One rule by itself, with its history. */
  rule: { payload: z.object({ key, scope }) },
  ruleScope: { payload: z.object({ key, scope }), option: chosen },
  setOne: { payload: z.object({ key, scope }), option: chosen },
  typed: { payload: z.object({ key, scope }), form: z.object({ value: text }) },
  /** What a text of the command could have meant. */
  apply: { payload: z.object({ key, scope, value: chosen }) },
  history: { payload: z.object({ group, scope }) },
  /** Takes back the change of this version, if it is still the newest; `view` says which card answers. */
  undo: {
    payload: z.object({
      key,
      scope,
      version: z.number().int(),
      view: z.enum(['group', 'rule', 'history']),
    }),
  },
  frequency: {
    payload: z.object({ scope, grade: z.enum(['A', 'B', 'C', 'D', 'none']) }),
    option: chosen,
  },
  outcome: { payload: z.object({ scope, value: z.string().max(40), shown: z.boolean() }) },
  /** 跳过原因: one reason, a change of it, another name, one more. */
  skipReason: { payload: z.object({ scope, value: z.string().max(40) }) },
  changeSkip: {
    payload: z.object({
      scope,
      value: z.string().max(40),
      change: z.enum(['show', 'hide', 'up', 'down', 'note', 'noNote']),
    }),
  },
  nameSkip: {
    payload: z.object({ scope, value: z.string().max(40) }),
    form: z.object({ zh: text, en: text }),
  },
  addSkip: { payload: z.object({ scope }), form: z.object({ zh: text, en: text }) },
  addOutcome: { payload: z.object({ scope }), form: z.object({ zh: text, en: text }) },
})

/** The option of a select that takes a scope's own value away. */
export const inherit = 'inherit'

/** 外出 on the plan card: one small button, and a line while somebody is out. */
import { outingWords as w } from '../../src/i18n/outings.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Element } from '../kit/card.ts'
import { button, row } from '../kit/elements.ts'
import { joined } from '../kit/markdown.ts'
import { outingActions } from '../outings/actions.ts'
import { kindText, sinceText } from '../outings/view.ts'
import type { PlanView } from './view.ts'
import { cut } from './words.ts'

type About = Pick<PlanView, 'repOpenId' | 'date' | 'outing'>

/** `外出中 · 送货 · 09:12 出发` and the way to its result; null when nobody is out. */
export function outingRow({ repOpenId, date, outing }: About, t: T): Element | null {
  if (!outing) return null
  const { outingId } = outing
  const kind = cut(kindText(t, outing.kind), 20)
  return row(
    joined(' · ', [t(w.openTitle, { kind }), sinceText(t, outing)]),
    button(t(w.result), outingActions.show({ outingId, onPlan: { repOpenId, date } }), {
      size: 'small',
      fill: false,
    }),
  )
}

/** Going out; null for who is out already. */
export const goOutButton = ({ repOpenId, date, outing }: About, t: T): Element | null =>
  outing ? null : button(t(w.formTitle), outingActions.open({ onPlan: { repOpenId, date } }))

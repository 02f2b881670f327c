/** 试算: what selling more would bring. */
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { commissionWords as w } from '../../src/i18n/commission.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { joined } from '../kit/markdown.ts'
import { commissionActions as a } from './actions.ts'
import { monthText, number } from './parts.ts'

export interface TrialResult {
  readonly product: string
  readonly unit: string
  readonly quantity: number
  readonly priceFen: Fen
  readonly costFen: Fen
  readonly fen: Fen
  readonly schemes: readonly { readonly name: string; readonly before: Fen; readonly after: Fen }[]
}

export interface TrialView {
  readonly openId: string
  readonly month: string
  readonly product: string
  readonly quantity: string
  readonly result: TrialResult | null
  /** Why there is no result, in the reader's language. */
  readonly problem: string | null
}

export function trialCard(view: TrialView, t: T): Card {
  const { openId, month } = view
  return card(
    {
      state: view.problem === null ? 'todo' : 'needsYou',
      title: t(w.trialTitle, { month: monthText(month, t) }),
    },
    view.problem !== null && para(view.problem),
    view.result ? resultParts(view.result, t) : view.problem === null && point(t(w.trialPoint)),
    form(a.trial({ openId, month }), t(w.trialSubmit), (f) => [
      f.line('product', { label: t(w.trialProduct), required: true, initial: view.product }),
      f.line('quantity', { label: t(w.trialQuantity), required: true, initial: view.quantity }),
    ]),
    buttons(button(t(w.back), a.person({ openId, month }))),
  )
}

function resultParts(one: TrialResult, t: T): Part[] {
  const { unit } = one
  return [
    point(
      t(w.trialResult, {
        n: number(one.quantity),
        unit,
        product: cut(one.product, 20),
        amount: formatMoney(one.fen),
      }),
    ),
    para(
      joined(
        '\n',
        one.schemes.map(({ name, before, after }) =>
          t(w.trialNow, {
            scheme: cut(name, 16),
            before: formatMoney(before),
            after: formatMoney(after),
          }),
        ),
      ),
    ),
    note(
      t(w.trialAssumes, {
        price: formatMoney(one.priceFen),
        cost: formatMoney(one.costFen),
        unit,
      }),
    ),
  ]
}

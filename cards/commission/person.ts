/** A person's month: how much, by which scheme, what pulled it up and down. */
import type { SchemeTerms } from '../../src/domain/commission/terms.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { baseWords, commissionWords as w } from '../../src/i18n/commission.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point, row } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { commissionActions as a } from './actions.ts'
import {
  baseText,
  metricName,
  monthShort,
  monthText,
  rateText,
  share,
  signed,
  termsText,
} from './parts.ts'

export type Effect =
  | { kind: 'top'; product: string; fen: Fen }
  | { kind: 'return' | 'reversal' | 'corrections'; n: number; fen: Fen }
  | { kind: 'late'; n: number; times: number }
  | { kind: 'coefficient'; metric: string; is: number; below: number; times: number; fen: Fen }
  | { kind: 'cap'; fen: Fen }

export interface SchemePart {
  readonly id: string
  readonly name: string
  readonly terms: SchemeTerms
  readonly totalFen: Fen
  readonly base: number
  readonly lines: number
  /** What is missing to the next step, in the unit of the base. */
  readonly next: { readonly missing: number; readonly value: number } | null
  /** Share of the target; null: the scheme has no target, undefined: none was set. */
  readonly attainment: number | null | undefined
  /** What the share is of, in the unit of the base: as it was set, also where 业绩 shows a smaller one. */
  readonly target: number | null
}

export interface PersonView {
  readonly openId: string
  readonly name: string
  readonly isOwn: boolean
  readonly month: string
  readonly isClosed: boolean
  readonly isRunning: boolean
  readonly totalFen: Fen
  readonly before: { readonly month: string; readonly fen: Fen } | null
  readonly schemes: readonly SchemePart[]
  readonly effects: readonly Effect[]
  readonly corrections: number
  /** Schemes hold in the month, though none may cover the person. */
  readonly hasSchemes: boolean
  readonly nextMonth: string | null
  readonly monthBefore: string
}

export function personCard(view: PersonView, t: T): Card {
  const month = monthText(view.month, t)
  const { openId } = view
  return card(
    {
      state: view.isClosed ? 'done' : 'progress',
      title: view.isOwn ? t(w.title, { month }) : t(w.titleOf, { month, name: cut(view.name, 12) }),
      tags: [
        view.isClosed
          ? { text: t(w.closed), color: 'green' }
          : { text: t(w.running), color: 'turquoise' },
      ],
    },
    bodyOf(view, t),
    buttons(
      view.schemes.length > 0 &&
        !view.isClosed &&
        button(t(w.trial), a.askTrial({ openId, month: view.month })),
      view.corrections > 0 &&
        button(t(w.corrections), a.corrections({ openId, month: view.month, page: 0 })),
      button(monthShort(view.monthBefore, t), a.person({ openId, month: view.monthBefore })),
      view.nextMonth !== null &&
        button(monthShort(view.nextMonth, t), a.person({ openId, month: view.nextMonth })),
    ),
  )
}

function bodyOf(view: PersonView, t: T): Part[] {
  const month = monthText(view.month, t)
  if (view.schemes.length === 0 && view.corrections === 0)
    return [para(view.hasSchemes ? t(w.notCovered, { month }) : t(w.noScheme, { month }))]
  const amount = formatMoney(view.totalFen)
  const up = view.effects.filter((one) => isUp(one))
  const down = view.effects.filter((one) => !isUp(one))
  return [
    point(t(view.isRunning ? w.pointRunning : w.point, { amount })),
    view.before !== null && note(againstBefore(view.totalFen, view.before, t)),
    view.schemes.map((one) => schemeParts(view, one, t)),
    effectParts(t(w.up), up, t),
    effectParts(t(w.down), down, t),
    view.schemes.every(({ lines }) => lines === 0) && note(t(w.nothing)),
  ]
}

function againstBefore(fen: Fen, before: { month: string; fen: Fen }, t: T): string {
  const month = monthText(before.month, t)
  const amount = formatMoney(Math.abs(fen - before.fen))
  if (fen === before.fen) return t(w.same, { month })
  return t(fen > before.fen ? w.more : w.less, { month, amount })
}

function schemeParts(view: PersonView, one: SchemePart, t: T): Part[] {
  const { base } = one.terms
  const numbers = [
    t(w.perBase, { base: t(baseWords[base]), amount: baseText(base, one.base) }),
    t(w.lineCount, { n: one.lines }),
    ...(one.attainment === undefined ? [t(w.noTarget)] : []),
    ...(typeof one.attainment === 'number'
      ? [t(w.attainment, { rate: share(one.attainment) })]
      : []),
  ]
  return [
    row(
      joined('\n', [bold(cut(one.name, 20)), md`${termsText(one.terms, t)}`, numbers.join(' · ')]),
      bold(formatMoney(one.totalFen)),
    ),
    typeof one.attainment === 'number' &&
      one.target !== null &&
      note(t(w.targetAsSet, { target: baseText(base, one.target) })),
    one.next !== null &&
      !view.isClosed &&
      note(
        t(w.nextStep, {
          amount: baseText(base, one.next.missing),
          rate: rateText(base, one.next.value, t),
        }),
      ),
    one.lines > 0 &&
      buttons(
        button(
          view.schemes.length > 1 ? `${t(w.lines)} · ${cut(one.name, 10)}` : t(w.lines),
          a.lines({ openId: view.openId, month: view.month, schemeId: one.id, page: 0 }),
          { size: 'small' },
        ),
      ),
  ]
}

const isUp = (one: Effect) =>
  one.kind === 'top' || (one.kind !== 'late' && 'fen' in one && one.fen > 0)

function effectParts(title: string, effects: readonly Effect[], t: T): Part[] {
  if (effects.length === 0) return []
  return [para(joined('\n', [bold(title), ...effects.map((one) => effectText(one, t))]))]
}

function effectText(one: Effect, t: T): string {
  switch (one.kind) {
    case 'top':
      return t(w.effectTop, { product: cut(one.product, 16), amount: signed(one.fen) })
    case 'return':
      return t(w.effectReturn, { n: one.n, amount: signed(one.fen) })
    case 'reversal':
      return t(w.effectReversal, { n: one.n, amount: signed(one.fen) })
    case 'corrections':
      return t(w.effectCorrections, { n: one.n, amount: signed(one.fen) })
    case 'late':
      return t(w.effectLate, { n: one.n, times: one.times })
    case 'cap':
      return t(w.effectCap, { amount: signed(one.fen) })
    case 'coefficient':
      return t(w.effectCoefficient, {
        metric: metricName(one.metric, t),
        is: share(one.is),
        below: share(one.below),
        times: one.times,
        amount: signed(one.fen),
      })
  }
}

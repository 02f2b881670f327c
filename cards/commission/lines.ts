/** Each line of a month: which order, which rule, how many fen; and the corrections of closed months. */
import type { CommissionLine } from '../../src/domain/commission/compute.ts'
import type { SchemeTerms } from '../../src/domain/commission/terms.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { commissionWords as w } from '../../src/i18n/commission.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut, type Paging } from '../customers/parts.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, row } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { commissionActions as a } from './actions.ts'
import { pagedParts } from './paged.ts'
import { baseText, metricName, monthText, rateText, share, signed } from './parts.ts'

export interface LineRow {
  readonly line: CommissionLine
  /** Names; codes where a thing is not known. */
  readonly product: string
  readonly customer: string
}

export interface LinesView extends Paging {
  readonly openId: string
  readonly month: string
  readonly schemeId: string
  readonly scheme: string
  readonly terms: SchemeTerms
  readonly rows: readonly LineRow[]
  readonly count: number
  readonly totalFen: Fen
}

export function linesCard(view: LinesView, t: T): Card {
  const { openId, month, schemeId } = view
  return card(
    {
      state: 'todo',
      title: t(w.linesTitle, { scheme: cut(view.scheme, 16) }),
      subtitle: monthText(month, t),
    },
    point(t(w.linesSum, { n: view.count, amount: formatMoney(view.totalFen) })),
    pagedParts(
      view.rows,
      view,
      (one) => lineRow(one, view.terms, t),
      (page) => a.lines({ openId, month, schemeId, page }),
      t,
    ),
    buttons(button(t(w.back), a.person({ openId, month }))),
  )
}

function lineRow({ line, product, customer }: LineRow, terms: SchemeTerms, t: T) {
  const { fact, kind } = line
  const amount = bold(signed(line.fen))
  if (kind === 'cap') return row(t(w.lineCap), amount)
  if (kind === 'coefficient')
    return row(t(w.lineCoefficient, { metric: metricName(line.because?.metric ?? '', t) }), amount)
  const head = joined(' · ', [
    cut(product, 18),
    `×${Math.round((fact?.quantity ?? 0) * 1000) / 1000}`,
  ])
  const where = [fact?.on.slice(5), fact?.orderCode, cut(customer, 12)].filter(Boolean).join(' · ')
  return row(joined('\n', [md`**${head}**`, md`${where}`, md`${ruleText(line, terms, t)}`]), amount)
}

function ruleText(line: CommissionLine, terms: SchemeTerms, t: T): string {
  const { fact, kind, pieces } = line
  const back = fact?.takesBack
  if (kind === 'reversal' && back) {
    const order = back.id.replace(/^[^:]*:/, '').replace(/\/\d+$/, '')
    return t(w.lineReversal, { month: monthText(back.month, t), order, part: share(back.part) })
  }
  const { base } = terms
  const rule =
    pieces.length > 1
      ? pieces
          .map((piece) =>
            t(w.linePieces, {
              base: baseText(base, piece.base),
              rate: rateText(base, piece.value, t),
            }),
          )
          .join(' + ')
      : t(w.lineRule, { base: baseText(base, line.base), rate: rateText(base, line.rate, t) })
  return [
    rule,
    ...(fact && fact.share < 1 ? [t(w.lineShare, { share: share(fact.share) })] : []),
    ...(fact?.isLate ? [t(w.lineLate)] : []),
    ...(kind === 'return' ? [t(back ? w.lineReturn : w.lineReturnAlone)] : []),
  ].join(' · ')
}

export interface CorrectionRow {
  readonly ofMonth: string
  readonly order: string
  readonly product: string
  readonly reason: 'added' | 'removed' | 'changed'
  readonly wasFen: Fen
  readonly nowFen: Fen
  readonly fen: Fen
}

export interface CorrectionsView extends Paging {
  readonly openId: string
  readonly month: string
  readonly rows: readonly CorrectionRow[]
  readonly count: number
  readonly totalFen: Fen
}

/** What changed of closed months: which line, what it was, what it is. */
export function correctionsCard(view: CorrectionsView, t: T): Card {
  const { openId, month } = view
  return card(
    { state: 'todo', title: t(w.correctionsTitle, { month: monthText(month, t) }) },
    view.count === 0
      ? para(t(w.correctionsNone, { month: monthText(month, t) }))
      : point(t(w.correctionsPoint, { n: view.count, amount: signed(view.totalFen) })),
    pagedParts(
      view.rows,
      view,
      (one) =>
        row(
          joined('\n', [
            bold(
              t(w.correctionLine, {
                month: monthText(one.ofMonth, t),
                order: one.order,
                product: cut(one.product, 16),
              }),
            ),
            t(w[one.reason], { was: formatMoney(one.wasFen), now: formatMoney(one.nowFen) }),
          ]),
          bold(signed(one.fen)),
        ),
      (page) => a.corrections({ openId, month, page }),
      t,
    ),
    note(t(w.correctionsNote)),
    buttons(button(t(w.back), a.person({ openId, month }))),
  )
}

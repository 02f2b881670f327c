/** Many people's month: for who leads them, and for who pays them. */
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { commissionWords as w } from '../../src/i18n/commission.ts'
import { ledgerWords } from '../../src/i18n/ledger.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut, type Paging } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, chart, columns, note, para, point, tappable } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { commissionActions as a, schemeActions } from './actions.ts'
import { pagedParts } from './paged.ts'
import { monthShort, monthText, signed } from './parts.ts'

export interface PeopleView extends Paging {
  readonly month: string
  readonly rows: readonly {
    readonly openId: string
    readonly name: string
    readonly team: string
    readonly fen: Fen
  }[]
  readonly count: number
  readonly totalFen: Fen
  readonly correctionsFen: Fen
  /** Local time and who; null: the month is open. */
  readonly closed: {
    readonly at: string
    readonly by: string | null
    /** The begin of the ledger's head, for who keeps it elsewhere. */
    readonly ledger: string | null
  } | null
  readonly hasSchemes: boolean
  readonly monthBefore: string
  readonly nextMonth: string | null
}

export function teamCard(view: PeopleView, t: T): Card {
  const { month } = view
  return card(
    { state: view.closed ? 'done' : 'progress', title: t(w.team, { month: monthText(month, t) }) },
    peopleParts(view, t),
    listOf(view, (page) => a.team({ month, page }), t),
    buttons(
      button(monthShort(view.monthBefore, t), a.team({ month: view.monthBefore, page: 0 })),
      view.nextMonth !== null &&
        button(monthShort(view.nextMonth, t), a.team({ month: view.nextMonth, page: 0 })),
    ),
  )
}

/** For finance and admins: closing, export, schemes. */
export function payrollCard(view: PeopleView, t: T): Card {
  const { month, closed } = view
  const text = monthText(month, t)
  return card(
    { state: closed ? 'done' : 'needsYou', title: t(w.payroll, { month: text }) },
    peopleParts(view, t),
    closed
      ? [
          note(t(w.closedAt, { at: closed.at, name: closed.by ?? t(w.byClock) })),
          closed.ledger !== null && note(t(ledgerWords.ofPayroll, { head: closed.ledger })),
        ]
      : view.hasSchemes && note(t(w.openSince)),
    listOf(view, (page) => a.payroll({ month, page }), t),
    buttons(
      !closed &&
        view.hasSchemes &&
        button(t(w.close), a.close({ month }), {
          kind: 'primary',
          confirm: { title: t(w.closeTitle, { month: text }), text: t(w.closeText) },
        }),
      view.count > 0 && button(t(w.export), a.export({ month })),
      button(t(w.schemes), schemeActions.list({})),
    ),
    buttons(
      button(monthShort(view.monthBefore, t), a.payroll({ month: view.monthBefore, page: 0 })),
      view.nextMonth !== null &&
        button(monthShort(view.nextMonth, t), a.payroll({ month: view.nextMonth, page: 0 })),
    ),
  )
}

function peopleParts(view: PeopleView, t: T): Part[] {
  if (!view.hasSchemes && view.count === 0)
    return [para(t(w.noScheme, { month: monthText(view.month, t) }))]
  if (view.count === 0) return [para(t(w.teamNone))]
  return [
    point(t(w.teamPoint, { n: view.count, amount: formatMoney(view.totalFen) })),
    view.correctionsFen !== 0 && note(t(w.ofCorrections, { amount: signed(view.correctionsFen) })),
    view.page === 0 && view.rows.length > 2 && topChart(view),
  ]
}

const barsShown = 5

/** The first people as bars: one looks instead of reading. */
function topChart({ rows }: PeopleView): Part {
  const values = rows
    .slice(0, barsShown)
    .map(({ name, fen }) => ({ name: cut(name, 6), yuan: Math.round(fen / 100) }))
  return chart({
    type: 'bar',
    direction: 'horizontal',
    data: { values },
    xField: 'yuan',
    yField: 'name',
    axes: [
      { orient: 'left', type: 'band', paddingInner: 0.4 },
      { orient: 'bottom', type: 'linear', tick: { tickCount: 4 } },
    ],
  })
}

function listOf(view: PeopleView, toPage: Parameters<typeof pagedParts>[3], t: T): Part[] {
  return pagedParts(
    view.rows,
    view,
    ({ openId, name, team, fen }) =>
      tappable(a.person({ openId, month: view.month }), [
        columns([
          { elements: [para(joined('\n', [bold(cut(name, 12)), cut(team, 16)]))], weight: 3 },
          { elements: [para(bold(formatMoney(fen)), { align: 'right' })], weight: 2 },
        ]),
      ]),
    toPage,
    t,
  )
}

/** A grading: how many of each grade, what they sell, who would move; then publish it. */
import { type Fen, formatMoneyShort } from '../../src/domain/money.ts'
import { gradingWords as w } from '../../src/i18n/grading.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut, listParts, type Paging } from '../customers/parts.ts'
import { type Card, card, type Head, type Part } from '../kit/card.ts'
import { button, buttons, chart, columns, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { gradingActions } from './actions.ts'
import { type GradeLetter, gradeName, percent } from './parts.ts'

export interface GradingView {
  readonly id: string
  readonly state: 'computing' | 'preview' | 'publishing' | 'published' | 'stale'
  /** MM-DD: sales count up to then. */
  readonly date: string
  readonly windowDays: number
  readonly scope: 'org' | 'team' | 'type' | 'typeTeam'
  readonly scopes: number
  readonly smallScopes: number
  readonly byGrade: readonly {
    readonly grade: GradeLetter
    readonly customers: number
    readonly before: number
    readonly salesFen: Fen
  }[]
  readonly young: number
  readonly locked: number
  readonly moves: readonly {
    readonly before: GradeLetter | null
    readonly grade: GradeLetter
    readonly customers: number
  }[]
  /** MM-DD; null: no order at all. */
  readonly dataAsOf: string | null
  readonly mayPublish: boolean
  /** Who published it and when; null before. */
  readonly published: { readonly by: string; readonly at: string } | null
  /** Customers that changed by publishing; null before. */
  readonly changed: number | null
}

export function gradingCard(view: GradingView, t: T): Card {
  const { state, id } = view
  if (state === 'computing') return card(headOf(view, t), point(t(w.computing)))
  if (view.dataAsOf === null) return card(headOf(view, t), para(t(w.noOrders)))
  const moving = view.moves.reduce((sum, { customers }) => sum + customers, 0)
  const isPreview = state === 'preview'
  return card(
    headOf(view, t),
    point(pointOf(view, moving, t)),
    state === 'stale' && note(t(w.staleHow)),
    view.published &&
      note(t(w.alreadyPublished, { name: view.published.by, at: view.published.at })),
    gradeRows(view, t),
    shareChart(view, t),
    moving > 0 && movesPanel(view, t),
    note(notesOf(view, t).join('\n')),
    isPreview &&
      moving > 0 &&
      view.mayPublish &&
      button(t(w.publish), gradingActions.publish({ gradingId: id }), {
        kind: 'primary',
        confirm: { title: t(w.publishTitle), text: t(w.publishText, { n: moving }) },
      }),
    isPreview && !view.mayPublish && note(t(w.onlyAdmins)),
    buttons(
      moving > 0 &&
        state !== 'stale' &&
        button(t(w.who), gradingActions.moves({ gradingId: id, page: 0 })),
      state !== 'publishing' && button(t(w.again), gradingActions.again({})),
      button(t(w.history), gradingActions.history({})),
    ),
  )
}

function headOf(view: GradingView, t: T): Head {
  const states = {
    computing: 'progress',
    preview: 'needsYou',
    publishing: 'progress',
    published: 'done',
    stale: 'over',
  } as const
  return {
    state: states[view.state],
    title: t(w.title),
    subtitle: t(w.basis, { date: view.date, n: view.windowDays }),
  }
}

function pointOf(view: GradingView, moving: number, t: T): string {
  if (view.state === 'publishing') return t(w.publishing)
  if (view.state === 'stale') return t(w.stale)
  if (view.changed !== null) return t(w.pointDone, { n: view.changed })
  if (moving === 0) return t(w.pointSame)
  const toDormant = view.moves
    .filter(({ before, grade }) => grade === 'D' && before !== null)
    .reduce((sum, { customers }) => sum + customers, 0)
  return [
    t(w.pointChanges, { n: moving }),
    ...(toDormant > 0 ? [t(w.pointDormant, { n: toDormant })] : []),
  ].join(t.locale === 'en' ? ', ' : '，')
}

function gradeRows({ byGrade }: GradingView, t: T): Part[] {
  const all = soldFen(byGrade)
  return byGrade.map(({ grade, customers, before, salesFen }) =>
    columns([
      { elements: [para(bold(gradeName(t, grade)))], weight: 3 },
      { elements: [para(countText(customers, before, t))], weight: 3 },
      {
        elements: [
          para(
            t(w.share, {
              amount: formatMoneyShort(salesFen, t.locale),
              share: percent(salesFen, all),
            }),
            { align: 'right' },
          ),
        ],
        weight: 4,
      },
    ]),
  )
}

const soldFen = (byGrade: GradingView['byGrade']) =>
  byGrade.reduce((sum, { salesFen }) => sum + Math.max(0, salesFen), 0)

function countText(customers: number, before: number, t: T): string {
  const by = Math.abs(customers - before)
  if (by === 0) return t(w.count, { n: customers })
  return t(customers > before ? w.countMore : w.countLess, { n: customers, by })
}

/** Two bars, customers above sales: how few carry how much. */
function shareChart({ byGrade }: GradingView, t: T): Part[] {
  const sold = soldFen(byGrade)
  const count = byGrade.reduce((sum, { customers }) => sum + customers, 0)
  if (sold <= 0 || count === 0) return []
  const share = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10
  const values = [...byGrade].flatMap(({ grade, customers, salesFen }) => [
    { bar: t(w.barSales), grade, share: share(Math.max(0, salesFen), sold) },
    { bar: t(w.barCustomers), grade, share: share(customers, count) },
  ])
  return [
    note(t(w.shareTitle)),
    chart(
      {
        type: 'bar',
        direction: 'horizontal',
        data: { values },
        xField: 'share',
        yField: 'bar',
        seriesField: 'grade',
        stack: true,
        color: ['#245BDB', '#5F95FF', '#A9C7FF', '#D0D3D6'],
        legends: { visible: true, orient: 'bottom' },
        axes: [
          { orient: 'left', type: 'band', paddingInner: 0.4 },
          { orient: 'bottom', type: 'linear', max: 100, tick: { tickCount: 5 } },
        ],
      },
      '16:9',
    ),
  ]
}

const movesShown = 8

function movesPanel({ moves }: GradingView, t: T): Part {
  return panel(
    t(w.moves),
    moves.slice(0, movesShown).map(({ before, grade, customers }) =>
      para(
        t(w.moveCount, {
          before: gradeName(t, before),
          grade: gradeName(t, grade),
          n: customers,
        }),
      ),
    ),
  )
}

function notesOf(view: GradingView, t: T): string[] {
  const scopes = { team: w.scopeTeam, type: w.scopeType, typeTeam: w.scopeTypeTeam }
  return [
    t(w.rules),
    ...(view.scope === 'org'
      ? []
      : [t(w.scopeNote, { scope: t(scopes[view.scope]), n: view.scopes })]),
    ...(view.scope !== 'org' && view.smallScopes > 0
      ? [t(w.smallNote, { n: view.smallScopes })]
      : []),
    ...(view.young > 0 ? [t(w.young, { n: view.young })] : []),
    ...(view.locked > 0 ? [t(w.lockedNote, { n: view.locked })] : []),
    t(w.asOf, { date: view.dataAsOf ?? '' }),
    t(w.nextCycle),
  ]
}

export interface MovesView extends Paging {
  readonly id: string
  readonly date: string
  readonly windowDays: number
  readonly total: number
  readonly rows: readonly {
    readonly code: string
    readonly name: string
    readonly owner: string | null
    readonly before: GradeLetter | null
    readonly grade: GradeLetter
    readonly salesFen: Fen
  }[]
}

/** Who moves, the largest sales first. */
export function gradingMovesCard(view: MovesView, t: T): Card {
  return card(
    {
      state: 'todo',
      title: t(w.whoTitle),
      subtitle: t(w.basis, { date: view.date, n: view.windowDays }),
    },
    point(view.total === 0 ? t(w.noMoves) : t(w.pointChanges, { n: view.total })),
    listParts(
      view.rows,
      view,
      ({ code, name, owner, before, grade, salesFen }) =>
        row(
          joined('\n', [
            bold(cut(name, 30)),
            joined(' · ', [
              t(w.move, { before: gradeName(t, before), grade: gradeName(t, grade) }),
              owner ? cut(owner, 10) : code,
            ]),
          ]),
          md`${formatMoneyShort(salesFen, t.locale)}`,
        ),
      (page) => gradingActions.moves({ gradingId: view.id, page }),
      t,
    ),
    buttons(button(t(w.back), gradingActions.open({ gradingId: view.id }))),
  )
}

export interface PublishedLine {
  readonly at: string
  readonly by: string | null
  readonly date: string
}

export function gradingHistoryCard(lines: readonly PublishedLine[], t: T): Card {
  return card(
    { state: 'todo', title: t(w.historyTitle) },
    lines.length === 0
      ? para(t(w.noHistory))
      : para(
          joined(
            '\n',
            lines.map(({ at, by, date }) =>
              t(w.publishedLine, { at, name: by ?? t(w.bySystem), date }),
            ),
          ),
        ),
    buttons(button(t(w.again), gradingActions.again({}))),
  )
}

/** How each grade is looked after. */
export function careCard(care: Readonly<Partial<Record<GradeLetter, string>>>, t: T): Card {
  const known = (['A', 'B', 'C', 'D'] as const).filter((grade) => care[grade])
  return card(
    { state: 'todo', title: t(w.careTitle) },
    known.map((grade) => para(md`${bold(gradeName(t, grade))}\n${care[grade] ?? ''}`)),
    known.length === 0 ? para(t(w.careNone)) : note(t(w.careUsage)),
  )
}

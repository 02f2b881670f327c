/** 拜访后成交: who ordered within days of a visit, by the days, the grade and the person. */
import { rate } from '../../src/domain/performance/rates.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card, Part } from '../kit/card.ts'
import { button, buttons, columns, hr, note, para, point, tappable } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { cut } from '../plans/words.ts'
import { analysisActions } from './actions.ts'
import {
  against,
  analysisCard,
  otherDays,
  paged,
  pointsText,
  shareBars,
  subtitleOf,
  titleOf,
} from './parts.ts'
import type { AnalysisHead } from './view.ts'

export interface DealCount {
  readonly visited: number
  readonly dealt: number
}

export interface DealsView extends AnalysisHead {
  readonly before: DayRange
  readonly days: number
  /** The days are those of the rule. */
  readonly isRule: boolean
  readonly hasOrders: boolean
  readonly dataAsOf: LocalDate | null
  readonly within: readonly { readonly days: number; readonly deals: DealCount }[]
  /** Null: there is no order data of that time. */
  readonly past: DealCount | null
  /** Customers without an order whose days are not over in the data. */
  readonly pending: number
  readonly grades: readonly { readonly grade: string; readonly deals: DealCount }[]
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly deals: DealCount
  }[]
  readonly byTeam: boolean
}

const shareOf = ({ dealt, visited }: DealCount) => rate(dealt, visited)
const countText = (deals: DealCount, t: T) =>
  t(w.dealsCount, { rate: percent(shareOf(deals)), ...deals })

export function dealsCard(view: DealsView, t: T): Card {
  const { days, hasOrders, dataAsOf, pending, isRule } = view
  const deals = view.within.find((one) => one.days === days)?.deals ?? { visited: 0, dealt: 0 }
  const past = view.past && shareOf(view.past)
  const asOf = dataAsOf && t(w.dataAsOf, { day: dataAsOf.slice(5) })
  const head = {
    state: 'todo' as const,
    title: titleOf('deals', [view.name], t),
    subtitle: subtitleOf(view, t),
  }
  if (deals.visited === 0)
    return analysisCard(head, point(t(w.dealsNoVisits)), otherDays(view, view.before, t))
  if (!hasOrders)
    return analysisCard(
      head,
      point(t(w.dealsNoOrders, { n: deals.visited })),
      asOf && note(asOf),
      otherDays(view, view.before, t),
    )
  return analysisCard(
    head,
    point(t(w.dealsFinding, { days, rate: percent(shareOf(deals)), ...deals })),
    past !== null && para(pointsText(shareOf(deals), past, t)),
    past !== null && against(view.before, t),
    withinRow(view, t),
    gradeChart(view, t),
    people(view, t),
    note(t(w.dealsMeaning, { days })),
    pending > 0 && note(t(w.dealsPending, { n: pending, days })),
    asOf && note(isRule ? `${asOf} · ${t(w.dealsRule)}` : asOf),
    buttons(
      ...view.within
        .filter((one) => one.days !== days)
        .map((one) =>
          button(
            t(w.dealsDays, { n: one.days }),
            analysisActions.show({ ...view.ask, days: one.days, page: 0 }),
            { size: 'small' },
          ),
        ),
    ),
    otherDays(view, view.before, t),
  )
}

function withinRow({ within, days }: DealsView, t: T): Part {
  return columns(
    within.map((one) => ({
      elements: [
        para(bold(percent(shareOf(one.deals)))),
        para(colored(one.days === days ? 'blue' : 'grey', t(w.dealsWithin, { n: one.days })), {
          size: 'notation',
        }),
      ],
      weight: 1,
    })),
    { background: 'grey' },
  )
}

function gradeChart({ grades }: DealsView, t: T): Part[] {
  const shown = grades.filter(({ deals }) => deals.visited > 0)
  if (shown.length < 2) return []
  const name = (grade: string) => (grade === '' ? t(w.noGrade) : t(w.ofGrade, { grade }))
  return [
    note(t(w.dealsByGrade)),
    shareBars(
      shown.flatMap(({ grade, deals }) => [
        { name: name(grade), kind: t(w.dealt), n: deals.dealt },
        { name: name(grade), kind: t(w.notDealt), n: deals.visited - deals.dealt },
      ]),
    ),
  ]
}

function people({ rows, ask, byTeam }: DealsView, t: T): Part[] {
  if (rows.length < 2) return []
  const { here, pager } = paged(rows, ask, t)
  return [
    hr(),
    para(bold(t(byTeam ? w.tableTeams : w.table, { n: rows.length }))),
    ...here.map(({ id, name, deals }) =>
      tappable(analysisActions.show({ ...ask, who: [id], page: 0 }), [
        para(joined(' · ', [md`${bold(cut(name, 12))} ${countText(deals, t)}`])),
      ]),
    ),
    pager,
  ]
}

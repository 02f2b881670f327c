/** 投产比: per grade and campaign, each formula with all its numbers. */
import { baselineDays, type CampaignReturn, type Return } from '../../src/domain/analysis/roi.ts'
import { formatMoney } from '../../src/domain/money.ts'
import type { Rate } from '../../src/domain/performance/rates.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import { returnWords as r } from '../../src/i18n/analysis-returns.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card, Part } from '../kit/card.ts'
import { chart, hr, note, panel, para, point } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { analysisCard, otherDays, subtitleOf, titleOf } from './parts.ts'
import type { AnalysisHead } from './view.ts'

export interface CampaignLine {
  readonly name: string
  readonly tag: string
  readonly from: string
  readonly to: string
  readonly until: string
  readonly isOver: boolean
  /** Only what falls to the people of this card. */
  readonly isPart: boolean
  readonly result:
    | CampaignReturn
    | { readonly lacks: 'customers' | 'orders' | 'baseline' | 'begin' }
}

export interface RoiView extends AnalysisHead {
  readonly before: DayRange
  /** Fen by rule; null: not set. */
  readonly visitFen: number | null
  readonly minuteFen: number | null
  readonly dataAsOf: LocalDate | null
  readonly total: Return
  readonly grades: readonly (Return & { readonly grade: string })[]
  readonly campaigns: readonly CampaignLine[]
  readonly mayHaveCampaigns: boolean
}

const shownCampaigns = 5

/** `2.4`: so many yuan of profit are left for each yuan spent. */
const times = (roi: Rate, t: T): string =>
  roi === null ? t(w.noData) : String(Math.round(roi * 100) / 100)

export function roiCard(view: RoiView, t: T): Card {
  const { total, visitFen, minuteFen, dataAsOf } = view
  const hasCost = visitFen !== null || minuteFen !== null
  return analysisCard(
    {
      state: 'todo',
      title: titleOf('roi', [view.name], t),
      subtitle: subtitleOf(view, t),
    },
    point(findingText(view, t)),
    hasCost && total.profitFen !== null && para(formulaText(total, view, t)),
    !hasCost && note(t(r.roiNoCost)),
    gradeChart(view, t),
    view.grades.flatMap((one) => gradeParts(one, view, t)),
    note(
      [t(r.roiMeaning), dataAsOf && t(w.dataAsOf, { day: dataAsOf.slice(5) })]
        .filter(Boolean)
        .join(' · '),
    ),
    campaignParts(view, t),
    otherDays(view, view.before, t),
  )
}

function findingText({ total, visitFen, minuteFen }: RoiView, t: T): string {
  if (total.profitFen === null) return t(r.roiNoOrders)
  if (visitFen === null && minuteFen === null)
    return t(r.roiOnlyProfit, { money: formatMoney(total.profitFen), n: total.visits })
  return total.roi === null ? t(r.roiNoVisits) : t(r.roiFinding, { roi: times(total.roi, t) })
}

/** `毛利 ¥700 − 成本 ¥800（4 次 × ¥200）= −¥100；÷ ¥800 = −0.13`. */
function formulaText(one: Return, { visitFen, minuteFen }: RoiView, t: T): string {
  if (one.profitFen === null || one.costFen === null) return t(w.noData)
  const costs = [
    visitFen !== null && t(r.roiVisits, { n: one.visits, money: formatMoney(visitFen) }),
    minuteFen !== null && t(r.roiMinutes, { n: one.minutes, money: formatMoney(minuteFen) }),
  ].filter(Boolean)
  return t(r.roiFormula, {
    profit: formatMoney(one.profitFen),
    cost: formatMoney(one.costFen),
    parts: costs.join(' + '),
    left: formatMoney(one.profitFen - one.costFen),
    roi: times(one.roi, t),
  })
}

const gradeName = (grade: string, t: T) => (grade === '' ? t(w.noGrade) : t(w.ofGrade, { grade }))

function gradeParts(one: Return & { readonly grade: string }, view: RoiView, t: T): Part[] {
  const name = bold(gradeName(one.grade, t))
  if (one.costFen === null) {
    const profit = one.profitFen === null ? t(w.noData) : formatMoney(one.profitFen)
    return [para(joined(' · ', [name, t(r.roiProfitOnly, { profit, n: one.visits })]))]
  }
  return [para(joined('\n', [md`${name} ${times(one.roi, t)}`, formulaText(one, view, t)]))]
}

function gradeChart({ grades }: RoiView, t: T): Part[] {
  const known = grades.filter(({ profitFen, costFen }) => profitFen !== null && costFen !== null)
  if (known.length < 2) return []
  const yuan = (fen: number | null) => Math.round((fen ?? 0) / 100)
  return [
    note(t(r.roiChart)),
    chart(
      {
        type: 'bar',
        data: {
          values: known.flatMap(({ grade, profitFen, costFen }) => [
            { name: gradeName(grade, t), kind: t(r.profit), n: yuan(profitFen) },
            { name: gradeName(grade, t), kind: t(r.cost), n: yuan(costFen) },
          ]),
        },
        xField: ['name', 'kind'],
        yField: 'n',
        seriesField: 'kind',
        color: ['#34A853', '#F5A623'],
        legends: { visible: true, orient: 'bottom' },
      },
      '2:1',
    ),
  ]
}

function campaignParts({ campaigns, mayHaveCampaigns }: RoiView, t: T): Part[] {
  if (campaigns.length === 0) return mayHaveCampaigns ? [hr(), note(t(r.campaignNone))] : []
  const rest = campaigns.slice(shownCampaigns)
  return [
    hr(),
    para(bold(t(r.campaigns, { n: campaigns.length }))),
    ...campaigns.slice(0, shownCampaigns).map((one) => para(campaignText(one, t))),
    rest.length > 0 &&
      panel(
        t(r.campaignMore, { n: rest.length }),
        rest.slice(0, 20).map((one) => para(campaignText(one, t))),
      ),
  ]
}

function campaignText(line: CampaignLine, t: T) {
  const { name, tag, from, to, until, isOver, isPart, result } = line
  const head = joined(' · ', [
    bold(cut(name, 20)),
    `${from.slice(5)} – ${to.slice(5)}`,
    t(r.campaignTag, { tag: cut(tag, 12) }),
  ])
  if ('lacks' in result) return joined('\n', [head, t(lacks[result.lacks], { days: baselineDays })])
  const { customers, days, costFen, profitFen, baselineFen, expectedFen, upliftFen, roi } = result
  return joined('\n', [
    head,
    t(r.campaignUplift, {
      n: customers,
      days,
      profit: formatMoney(profitFen),
      base: formatMoney(baselineFen),
      baseDays: baselineDays,
      expected: formatMoney(expectedFen),
      uplift: formatMoney(upliftFen),
    }),
    t(r.campaignRoi, {
      uplift: formatMoney(upliftFen),
      cost: formatMoney(costFen),
      roi: times(roi, t),
    }),
    isPart && t(r.campaignPart),
    !isOver && t(r.campaignGoing, { day: until.slice(5) }),
  ])
}

const lacks = {
  customers: r.campaignNoCustomers,
  orders: r.campaignNoOrders,
  baseline: r.campaignNoBaseline,
  begin: r.campaignNotBegun,
}

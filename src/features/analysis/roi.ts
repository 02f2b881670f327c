/** 投产: gross profit against the cost of visits, by the customers' grade, and campaigns. */
import type { Ask } from '../../../cards/analysis/actions.ts'
import { type RoiView, roiCard } from '../../../cards/analysis/roi.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import { type Return, returnOf } from '../../domain/analysis/roi.ts'
import { grossProfitOf } from '../../domain/performance/figures.ts'
import type { Measured } from '../../domain/performance/metrics.ts'
import { type Column, table } from '../../domain/performance/table.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { returnWords as r } from '../../i18n/analysis-returns.ts'
import { dataSpan } from '../performance/figures/data-span.ts'
import { measuredBy } from '../performance/metrics/read.ts'
import { campaignsOf } from './campaigns.ts'
import type { Read } from './read.ts'
import { type Asking, openIdsOf, type Subject } from './subjects.ts'

const keys = ['roi'] as const

const returned = ({ figures, pace, visitCostFen, minuteCostFen }: Measured): Return =>
  returnOf(
    {
      profitFen: grossProfitOf(figures),
      visits: figures.done,
      minutes: pace?.minutes ?? 0,
    },
    { visitFen: visitCostFen, minuteFen: minuteCostFen },
  )

export async function roiView(ctx: Asking, ask: Ask, subject: Subject): Promise<RoiView> {
  const range = { from: ask.from, to: ask.to }
  const wanted = { ...range, openIds: openIdsOf(subject), keys }
  const grades = [...(await measuredBy(ctx, wanted, 'grade'))]
    .map(([grade, measured]) => ({ grade, ...returned(measured) }))
    .filter(({ visits, profitFen }) => visits > 0 || (profitFen ?? 0) !== 0)
    .toSorted((a, b) => ((a.grade || 'Z') < (b.grade || 'Z') ? -1 : 1))
  const all = (await measuredBy(ctx, wanted, 'all')).get('all')
  const { asOf } = await dataSpan({ tx: ctx.tx, ...range })
  return {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    before: rangeBefore(range),
    visitFen: all?.visitCostFen ?? null,
    minuteFen: all?.minuteCostFen ?? null,
    dataAsOf: asOf,
    total: all ? returned(all) : returnOf({ profitFen: null, visits: 0, minutes: 0 }, noCosts),
    grades,
    campaigns: (await campaignsOf(ctx, subject, ask.from)).map(
      ({ campaign, until, isOver, isPart, result }) => ({
        name: campaign.name,
        tag: campaign.tag,
        from: campaign.fromDate,
        to: campaign.toDate,
        until,
        isOver,
        isPart,
        result,
      }),
    ),
    mayHaveCampaigns: subject.kind !== 'person',
  }
}

export async function readRoi(ctx: Asking, ask: Ask, [subject]: readonly Subject[]): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const view = await roiView(ctx, ask, subject)
  return { card: roiCard(view, ctx.t), table: table(columns, rowsOf(view)) }
}

const noCosts = { visitFen: null, minuteFen: null }

const columns: readonly Column<
  'kind' | 'name' | 'profit' | 'visits' | 'minutes' | 'cost' | 'expected' | 'uplift' | 'roi'
>[] = [
  { key: 'kind', label: r.kindColumn, kind: 'text' },
  { key: 'name', label: w.name, kind: 'text' },
  { key: 'profit', label: r.profitColumn, kind: 'fen' },
  { key: 'visits', label: r.visitsColumn, kind: 'integer' },
  { key: 'minutes', label: w.stayColumn, kind: 'minutes' },
  { key: 'cost', label: r.costColumn, kind: 'fen' },
  { key: 'expected', label: r.expectedColumn, kind: 'fen' },
  { key: 'uplift', label: r.upliftColumn, kind: 'fen' },
  { key: 'roi', label: r.roiColumn, kind: 'number' },
]

function rowsOf({ grades, campaigns }: RoiView) {
  const ofGrades = grades.map((one) => ({
    kind: 'grade',
    name: one.grade || null,
    profit: one.profitFen,
    visits: one.visits,
    minutes: one.minutes,
    cost: one.costFen,
    expected: null,
    uplift: null,
    roi: one.roi,
  }))
  const ofCampaigns = campaigns.map(({ name, result }) => {
    const known = 'lacks' in result ? null : result
    return {
      kind: 'campaign',
      name,
      profit: known?.profitFen ?? null,
      visits: null,
      minutes: null,
      cost: known?.costFen ?? null,
      expected: known?.expectedFen ?? null,
      uplift: known?.upliftFen ?? null,
      roi: known?.roi ?? null,
    }
  })
  return [...ofGrades, ...ofCampaigns]
}

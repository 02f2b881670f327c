/** 对比: a row a metric, a column a person or team; the best is marked, the others say how far they are. */
import { compared } from '../../src/domain/analysis/compare.ts'
import { type MetricKey, metricOf } from '../../src/domain/performance/metrics.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card, Element, Part } from '../kit/card.ts'
import { chart, columns, hr, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import type { Ask } from './actions.ts'
import { analysisCard, otherDays, rangeText, titleOf, uniqueNames, valueText } from './parts.ts'
import type { Values } from './view.ts'

export const compareKeys = [
  'visits_done',
  'customers_visited',
  'completion_rate',
  'valid_rate',
  'coverage_rate',
  'strike_rate',
  'time_in_store',
  'visits_a_day',
  'sales_amount',
  'gross_profit',
  'collected',
  'new_customers',
] as const

/** In one word each: four names in full do not fit beside one another on a phone. */
const chartWords = {
  completion_rate: w.chartCompletion,
  valid_rate: w.chartValid,
  coverage_rate: w.chartCoverage,
  strike_rate: w.chartStrike,
} as const
const chartKeys = Object.keys(chartWords) as (keyof typeof chartWords)[]

export interface CompareView {
  readonly ask: Ask
  readonly range: DayRange
  readonly before: DayRange
  readonly today: LocalDate
  readonly sides: readonly {
    readonly id: string
    readonly name: string
    /** Of a team. */
    readonly people: number | null
    readonly now: Values
  }[]
}

export function compareCard(view: CompareView, t: T): Card {
  const { sides, range, ask, today } = view
  const names = uniqueNames(sides.map(({ name }) => name))
  return analysisCard(
    {
      state: 'todo',
      title: titleOf('compare', names, t),
      subtitle: rangeText(range),
    },
    point(leadText(view, names, t)),
    rates(view, t),
    columns(
      sides.map(({ people }, i) => ({
        elements: [
          para(
            joined('\n', [
              bold(names[i] ?? ''),
              people !== null && colored('grey', t(w.people, { n: people })),
            ]),
          ),
        ],
      })),
    ),
    hr(),
    compareKeys.flatMap((key) => metricRow(key, view, t)),
    sides.some(({ people }) => people !== null) && note(t(w.compareTeams)),
    otherDays({ ask, range, today, name: '', people: 0 }, view.before, t),
  )
}

/** Who is ahead in how many of the metrics: the point, without a verdict on anybody. */
function leadText({ sides }: CompareView, names: readonly string[], t: T): string {
  const wins = sides.map(() => 0)
  let decided = 0
  for (const key of compareKeys) {
    const marks = compared(
      key,
      sides.map(({ now }) => now[key] ?? null),
    )
    if (marks.some(({ isBest }) => isBest)) decided += 1
    for (const [i, { isBest }] of marks.entries()) if (isBest) wins[i] = (wins[i] ?? 0) + 1
  }
  if (decided === 0) return t(w.compareEqual)
  return names.map((name, i) => t(w.compareLeads, { name, n: wins[i] ?? 0 })).join(t(w.comma))
}

function metricRow(key: MetricKey, { sides }: CompareView, t: T): Element[] {
  const marks = compared(
    key,
    sides.map(({ now }) => now[key] ?? null),
  )
  return [
    note(t(metricWords[key].name)),
    columns(
      marks.map(({ value, isBest, gap }) => ({
        elements: [
          para(
            joined('\n', [
              isBest
                ? colored('green', md`**${valueText(key, value, t)}** ${t(w.best)}`)
                : valueText(key, value, t),
              gap !== null && colored('grey', t(w.gap, { by: gapText(key, gap, t) })),
            ]),
          ),
        ],
      })),
    ),
  ]
}

const gapText = (key: MetricKey, gap: number, t: T): string =>
  metricOf(key).unit === 'rate' ? t(w.points, { n: Math.round(gap * 100) }) : valueText(key, gap, t)

/** In the legend. */
const longestName = 5

function rates({ sides }: CompareView, t: T): Part {
  const short = uniqueNames(
    sides.map(({ name }) => name),
    longestName,
  )
  const values = chartKeys.flatMap((key) =>
    sides.flatMap(({ now }, i) => {
      const value = now[key] ?? null
      const bar = { what: t(chartWords[key]), name: short[i], n: Math.round((value ?? 0) * 100) }
      return value === null ? [] : [bar]
    }),
  )
  if (values.length < 2) return null
  return [
    note(t(w.compareChart)),
    chart({
      type: 'bar',
      data: { values },
      xField: ['what', 'name'],
      yField: 'n',
      seriesField: 'name',
      color: ['#1456F0', '#F5A623', '#34A853', '#8F5CD7'],
      legends: { visible: true, orient: 'bottom' },
      // The figures stand below; here it is the heights that tell.
      axes: [
        { orient: 'bottom', type: 'band', sampling: false },
        { orient: 'left', type: 'linear', min: 0, max: 100, tick: { tickCount: 3 } },
      ],
    }),
  ]
}

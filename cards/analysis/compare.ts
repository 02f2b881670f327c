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
import { cut } from '../plans/words.ts'
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

const chartKeys = ['completion_rate', 'valid_rate', 'coverage_rate', 'strike_rate'] as const

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
    rates(view, names, t),
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

function rates({ sides }: CompareView, names: readonly string[], t: T): Part {
  const values = chartKeys.flatMap((key) =>
    sides.flatMap(({ now }, i) => {
      const value = now[key] ?? null
      const what = cut(t(metricWords[key].name), 14)
      return value === null ? [] : [{ what, name: names[i], n: Math.round(value * 100) }]
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
      label: { visible: true },
    }),
  ]
}

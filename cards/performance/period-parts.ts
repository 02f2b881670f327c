/** The pieces that the cards of a week or month share. */

import { formatMoneyShort } from '../../src/domain/money.ts'
import type { Figures } from '../../src/domain/performance/figures.ts'
import { completionOf } from '../../src/domain/performance/figures.ts'
import { changeOf, metricOf } from '../../src/domain/performance/metrics.ts'
import {
  type HeadlineKey,
  headline,
  ofFigures,
  type Praise,
} from '../../src/domain/performance/period-digest.ts'
import type { Period } from '../../src/domain/performance/periods.ts'
import { rate } from '../../src/domain/performance/rates.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { periodWords as w } from '../../src/i18n/performance-periods.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Element, Part } from '../kit/card.ts'
import { chart, columns, note, para } from '../kit/elements.ts'
import { bold, colored, joined, type Markdown } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { percent } from './parts.ts'
import type { PeriodLine, PeriodTargets, PeriodView } from './period-view.ts'

const tilesInARow = 3
const maxBars = 20
/** A change of so few says more as a number than in percent: one new customer less is no −100 %. */
const fewCounted = 5

type Compared = Pick<PeriodView, 'total' | 'totalBefore'>

/** `11-16 – 11-22`; of a month not begun yet the same. */
export const daysText = ({ from, to }: Period): string => `${from.slice(5)} – ${to.slice(5)}`

export function valueText(key: HeadlineKey, value: number | null, t: T): string {
  if (value === null) return t(w.noData)
  const { unit } = metricOf(key)
  if (unit === 'rate') return percent(value)
  return unit === 'money' ? formatMoneyShort(value, t.locale) : String(value)
}

/** `升 3 点`, green when that is better, red when worse; nothing without data on both sides. */
export function changeText(key: HeadlineKey, now: Figures, before: Figures, t: T): Markdown | null {
  const change = changeOf(key, ofFigures(key, now), ofFigures(key, before))
  if (!change) return null
  const { difference, share, isBetter } = change
  const { unit } = metricOf(key)
  const isRate = unit === 'rate'
  const size = Math.abs(difference)
  const points = Math.round(size * 100)
  if (isRate ? points === 0 : size === 0) return colored('grey', t(w.same))
  const by = isRate
    ? t(w.points, { n: points })
    : share === null || (unit === 'count' && size <= fewCounted)
      ? valueText(key, size, t)
      : percent(Math.abs(share))
  const text = t(difference > 0 ? w.up : w.down, { by })
  return colored(isBetter === null ? 'grey' : isBetter ? 'green' : 'red', text)
}

/** The nine numbers, each with its change. */
export function headlineTiles({ total, totalBefore }: Compared, t: T): Element[] {
  const cells = headline.map((key) => ({
    elements: [
      para(bold(valueText(key, ofFigures(key, total), t))),
      para(
        joined('\n', [
          colored('grey', t(metricWords[key].name)),
          changeText(key, total, totalBefore, t),
        ]),
        { size: 'notation' },
      ),
    ],
    weight: 1,
  }))
  return [0, 1, 2].map((row) =>
    columns(cells.slice(row * tilesInARow, (row + 1) * tilesInARow), { background: 'grey' }),
  )
}

export function targetLines(total: Figures, targets: PeriodTargets, t: T): Part {
  const lines = headline.flatMap((key) => {
    const target = targets[key]
    const value = ofFigures(key, total)
    if (target === undefined || value === null) return []
    const what = t(metricWords[key].name)
    const words = { what, target: valueText(key, target, t) }
    return metricOf(key).unit === 'rate'
      ? [t(w.targetRate, { ...words, value: valueText(key, value, t) })]
      : [t(w.target, { ...words, share: percent(rate(value, target)) })]
  })
  return lines.length > 0 && para(lines.join('\n'))
}

export function findingText(total: Figures, t: T): string {
  const { completed: done, planned } = total
  if (planned > 0) return t(w.completion, { rate: percent(completionOf(total)), done, planned })
  return total.done > 0 ? t(w.noPlan, { n: total.done }) : t(w.nothing)
}

export function praiseText(praise: Praise, t: T): string {
  const name = cut(praise.name, 20)
  switch (praise.kind) {
    case 'everything':
      return t(w.everything, { name, n: praise.planned })
    case 'completion':
      return t(w.goodCompletion, { name, rate: percent(praise.rate) })
    case 'newCustomers':
      return t(w.newCustomers, { name, n: praise.customers })
    case 'growth':
      return t(w.growth, { name, share: percent(praise.share) })
  }
}

/** Visits a day, and visits of each person (or team). */
export function charts({ days, lines, byTeam, parts }: PeriodView, t: T): Part[] {
  if (!parts.charts) return []
  const busy = lines.filter(({ now }) => now.done > 0)
  const shown = busy.slice(0, maxBars)
  const what = t(byTeam ? w.chartTeams : w.chartPeople)
  return [
    days.some(({ done }) => done > 0) && [
      note(chartDaysText(days, t)),
      chart({
        type: 'bar',
        data: { values: days.map(({ date, done }) => ({ day: date.slice(8), n: done })) },
        xField: 'day',
        yField: 'n',
      }),
    ],
    shown.length > 1 && [
      note(shown.length < busy.length ? t(w.chartFirst, { what, n: shown.length }) : what),
      chart(
        {
          type: 'bar',
          direction: 'horizontal',
          data: { values: numbered(shown).map(([name, n]) => ({ name, n })) },
          xField: 'n',
          yField: 'name',
          axes: [
            { orient: 'left', type: 'band', sampling: false },
            { orient: 'bottom', type: 'linear', tick: { tickCount: 5 } },
          ],
        },
        shown.length <= 5 ? '16:9' : shown.length <= 10 ? '4:3' : '1:1',
      ),
    ],
  ]
}

/** Two people of one name would share a bar. */
function numbered(lines: readonly PeriodLine[]): [string, number][] {
  const seen = new Map<string, number>()
  return lines.map(({ name, now }) => {
    const short = cut(name, 8)
    const nth = (seen.get(short) ?? 0) + 1
    seen.set(short, nth)
    return [nth === 1 ? short : `${short} ${nth}`, now.done]
  })
}

/** The finding of the chart of days: which had the most. */
function chartDaysText(days: PeriodView['days'], t: T): string {
  const [most] = days.toSorted((a, b) => b.done - a.done || (a.date < b.date ? -1 : 1))
  return most ? t(w.chartDays, { day: most.date.slice(5), n: most.done }) : ''
}

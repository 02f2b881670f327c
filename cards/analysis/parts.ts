/** The pieces that the cards of an analysis share. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import { changeOf, type MetricKey, metricOf } from '../../src/domain/performance/metrics.ts'
import type { DayRange } from '../../src/domain/range-words.ts'
import { addDays, daysBetween } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import type { T } from '../../src/i18n/t.ts'
import { exportTableButton } from '../exports/button.ts'
import type { Card, Element, Head, Part } from '../kit/card.ts'
import { button, buttons, chart, columns, note, para } from '../kit/elements.ts'
import { bold, colored, joined, type Markdown } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { cut } from '../plans/words.ts'
import { privateCard } from '../trust/parts.ts'
import { type AnalysisKind, type Ask, analysisActions } from './actions.ts'
import type { AnalysisHead, Values } from './view.ts'

/** A page of a list stays far below the platform's 200 nodes and 28 KB. */
export const rowsOnAPage = 10

/** Names people: it stays in the chat that it was sent to. */
export const analysisCard = (head: Head, ...parts: Part[]): Card => privateCard(head, ...parts)

/** `11-16 – 11-22`, or one day. */
export const rangeText = ({ from, to }: DayRange): string =>
  from === to ? from.slice(5) : `${from.slice(5)} – ${to.slice(5)}`

export const subtitleOf = ({ range, people }: AnalysisHead, t: T): string =>
  [rangeText(range), ...(people > 1 ? [t(w.people, { n: people })] : [])].join(' · ')

/** A bar a line, of the part that is meant (green) and the rest (grey); `kind` is the legend's words. */
export const shareBars = (values: readonly { name: string; kind: string; n: number }[]): Part =>
  chart(
    {
      type: 'bar',
      direction: 'horizontal',
      data: { values },
      xField: 'n',
      yField: 'name',
      seriesField: 'kind',
      stack: true,
      color: ['#34A853', '#BBBFC4'],
      legends: { visible: true, orient: 'bottom' },
      axes: [
        { orient: 'left', type: 'band', sampling: false, paddingInner: 0.3, paddingOuter: 0.2 },
        { orient: 'bottom', type: 'linear', tick: { tickCount: 5 } },
      ],
    },
    '2:1',
  )

/** One decimal where the number is small. */
const short = (value: number) =>
  Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value)

export function valueText(key: MetricKey, value: number | null | undefined, t: T): string {
  if (value === null || value === undefined) return t(w.noData)
  switch (metricOf(key).unit) {
    case 'rate':
      return percent(value)
    case 'money':
      return formatMoneyShort(Math.round(value), t.locale)
    case 'minutes':
      return t(w.minutes, { n: Math.round(value) })
    default:
      return String(short(value))
  }
}

/** `升 3 点`, green when that is better, red when worse; nothing without data on both sides. */
export function changeText(key: MetricKey, now: Values, before: Values, t: T): Markdown | null {
  const change = changeOf(key, now[key] ?? null, before[key] ?? null)
  if (!change) return null
  const { difference, share, isBetter } = change
  const isRate = metricOf(key).unit === 'rate'
  const size = Math.abs(difference)
  const points = Math.round(size * 100)
  if (isRate ? points === 0 : size === 0) return colored('grey', t(w.same))
  const by = isRate
    ? t(w.points, { n: points })
    : share === null
      ? valueText(key, size, t)
      : percent(Math.abs(share))
  const text = t(difference > 0 ? w.up : w.down, { by })
  return colored(isBetter === null ? 'grey' : isBetter ? 'green' : 'red', text)
}

/** `升 3 点`: two rates of which more is better. */
export function pointsText(now: number | null, before: number | null, t: T): Markdown {
  if (now === null || before === null) return colored('grey', t(w.noData))
  const points = Math.round((now - before) * 100)
  if (points === 0) return colored('grey', t(w.same))
  const by = t(w.points, { n: Math.abs(points) })
  return colored(points > 0 ? 'green' : 'red', t(points > 0 ? w.up : w.down, { by }))
}

const tilesInARow = 3

/** Numbers in rows of three, each with its name and its change. */
export function tiles(
  keys: readonly MetricKey[],
  now: Values,
  before: Values | null,
  t: T,
): Element[] {
  const rows: Element[] = []
  for (let i = 0; i < keys.length; i += tilesInARow) {
    const cells = keys.slice(i, i + tilesInARow).map((key) => ({
      elements: [
        para(bold(valueText(key, now[key], t))),
        para(
          joined('\n', [
            colored('grey', t(metricWords[key].name)),
            before && changeText(key, now, before, t),
          ]),
          { size: 'notation' },
        ),
      ],
      weight: 1,
    }))
    rows.push(columns(cells, { background: 'grey' }))
  }
  return rows
}

export const against = (before: DayRange, t: T): Element =>
  note(t(w.comparedWith, { from: before.from.slice(5), to: before.to.slice(5) }))

/** What of a list stands on the page, and the buttons to the others. */
export function paged<Row>(
  rows: readonly Row[],
  ask: Ask,
  t: T,
  size = rowsOnAPage,
): { readonly here: readonly Row[]; readonly pager: Part[]; readonly page: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const page = Math.min(ask.page, pages - 1)
  const to = (target: number) => analysisActions.show({ ...ask, page: target })
  return {
    page,
    here: rows.slice(page * size, (page + 1) * size),
    pager: [
      pages > 1 && note(t(w.page, { page: page + 1, pages })),
      buttons(
        page > 0 && button(t(w.pageBefore), to(page - 1), { size: 'small' }),
        page < pages - 1 && button(t(w.pageAfter), to(page + 1), { size: 'small' }),
      ),
    ],
  }
}

/** The same question about the days before and after; never about days to come. */
export function otherDays({ ask, range, today }: AnalysisHead, before: DayRange, t: T): Part[] {
  const days = daysBetween(range.from, range.to)
  const next = { from: addDays(range.to, 1), to: addDays(range.to, days + 1) }
  const call = ({ from, to }: DayRange) => analysisActions.show({ ...ask, from, to, page: 0 })
  const until = next.to > today ? { ...next, to: today } : next
  return buttons(
    button(t(w.before), call(before), { size: 'small' }),
    next.from <= today && button(t(w.after), call(until), { size: 'small' }),
    exportTableButton({ ...ask, ...range }, t, { size: 'small' }),
  )
}

/** What is counted, and of whom. */
export function titleOf(kind: AnalysisKind, names: readonly string[], t: T): string {
  const name = names.map((one) => cut(one, names.length > 1 ? 8 : 20)).join(t(w.comma))
  return kind === 'compare' ? t(w.compare, { names: name }) : t(w[kind], { name })
}

/** Two of one name would share a bar. */
export function uniqueNames(names: readonly string[], length = 8): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const all = [...name]
    const text = all.length > length ? `${all.slice(0, length - 1).join('')}…` : name
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    return nth === 1 ? text : `${text} ${nth}`
  })
}

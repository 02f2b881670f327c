/** 拜访统计: what was planned, what came of it, and how the days went. */
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card, Part } from '../kit/card.ts'
import { chart, hr, note, para, point, tappable } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { cut } from '../plans/words.ts'
import { analysisActions } from './actions.ts'
import {
  against,
  analysisCard,
  changeText,
  otherDays,
  paged,
  subtitleOf,
  tiles,
  uniqueNames,
} from './parts.ts'
import type { StatsRow, StatsView } from './view.ts'

/** In the order of the tiles, three a row. */
export const statsKeys = [
  'visits_planned',
  'customers_visited',
  'visits_done',
  'completion_rate',
  'late_rate',
  'missed_rate',
  'off_site_rate',
  'visits_valid',
  'valid_rate',
  'time_in_store',
  'visits_a_day',
  'minutes_between',
] as const

const maxBars = 20

export function statsCard(view: StatsView, t: T): Card {
  const { total, before } = view
  return analysisCard(
    {
      state: 'todo',
      title: t(w.stats, { name: cut(view.name, 20) }),
      subtitle: subtitleOf(view, t),
    },
    point(findingText(total, t)),
    tiles(statsKeys, total.now, total.before, t),
    against(before, t),
    view.rows.length > 1 ? peopleChart(view, t) : daysChart(view, t),
    table(view, t),
    otherDays(view, before, t),
  )
}

function findingText({ planned, completed, now }: StatsRow, t: T): string {
  const rate = now.completion_rate ?? null
  if (rate !== null) return t(w.finding, { rate: percent(rate), done: completed, planned })
  const made = now.visits_done ?? 0
  return made > 0 ? t(w.noPlan, { n: made }) : t(w.nothing)
}

/** Done that day, made up for, missed: the three shares of what was planned. */
function peopleChart({ rows }: StatsView, t: T): Part[] {
  const busy = rows.filter(({ planned }) => planned > 0)
  if (busy.length < 2) return []
  const shown = busy.slice(0, maxBars)
  const names = uniqueNames(shown.map(({ name }) => name))
  const values = shown.flatMap(({ planned, completed, late }, i) => [
    { name: names[i], kind: t(w.onTime), n: completed },
    { name: names[i], kind: t(w.late), n: late },
    { name: names[i], kind: t(w.missed), n: planned - completed - late },
  ])
  const what = t(w.chartPeople)
  return [
    note(shown.length < busy.length ? t(w.chartFirst, { what, n: shown.length }) : what),
    chart(
      {
        type: 'bar',
        direction: 'horizontal',
        data: { values },
        xField: 'n',
        yField: 'name',
        seriesField: 'kind',
        stack: true,
        color: ['#34A853', '#F5A623', '#BBBFC4'],
        legends: { visible: true, orient: 'bottom' },
        axes: [
          { orient: 'left', type: 'band', sampling: false, paddingInner: 0.3, paddingOuter: 0.2 },
          { orient: 'bottom', type: 'linear', tick: { tickCount: 5 } },
        ],
      },
      shown.length <= 5 ? '16:9' : shown.length <= 10 ? '4:3' : '1:1',
    ),
  ]
}

const maxDays = 31

function daysChart({ days }: StatsView, t: T): Part[] {
  const shown = days.slice(-maxDays)
  if (!shown.some(({ planned, done }) => planned > 0 || done > 0)) return []
  return [
    note(t(w.chartDays)),
    chart({
      type: 'bar',
      data: {
        values: shown.flatMap(({ date, planned, completed }) => [
          { day: date.slice(5), kind: t(w.onTime), n: completed },
          { day: date.slice(5), kind: t(w.left), n: planned - completed },
        ]),
      },
      xField: 'day',
      yField: 'n',
      seriesField: 'kind',
      stack: true,
      color: ['#34A853', '#BBBFC4'],
      legends: { visible: true, orient: 'bottom' },
    }),
  ]
}

/** Everybody, or every team, ten a page: a tap asks the same about them alone. */
function table(view: StatsView, t: T): Part[] {
  const { rows, ask, byTeam } = view
  if (rows.length < 2) return []
  const { here, pager } = paged(rows, ask, t)
  return [
    hr(),
    para(bold(t(byTeam ? w.tableTeams : w.table, { n: rows.length }))),
    ...here.map((row) =>
      tappable(analysisActions.show({ ...ask, who: [row.id], page: 0 }), [
        para(
          joined(' · ', [
            md`${bold(cut(row.name, 12))} ${lineText(row, t)}`,
            changeText('completion_rate', row.now, row.before, t),
          ]),
        ),
      ]),
    ),
    pager,
  ]
}

const lineText = ({ now }: StatsRow, t: T) =>
  t(w.line, {
    rate: percent(now.completion_rate ?? null),
    done: now.visits_done ?? 0,
    customers: now.customers_visited ?? 0,
  })

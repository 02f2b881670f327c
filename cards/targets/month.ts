/** 业绩: a person's month against its targets, and a team's people, the furthest behind first. */
import type { T } from '../../src/i18n/t.ts'
import { targetWords as w } from '../../src/i18n/targets.ts'
import { pagedParts } from '../commission/paged.ts'
import { cut } from '../customers/parts.ts'
import { exportButton } from '../exports/button.ts'
import { type Card, card, type Part, type State } from '../kit/card.ts'
import {
  button,
  buttons,
  chart,
  columns,
  note,
  panel,
  para,
  point,
  tappable,
} from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { scoreActions } from '../scores/actions.ts'
import { scoreLines } from '../scores/line.ts'
import { resultActions as a, settingActions } from './actions.ts'
import {
  amountText,
  changeText,
  fairText,
  isBehind,
  monthShort,
  nameOf,
  neededLine,
  paceText,
  percent,
  progressLine,
  valueText,
} from './parts.ts'
import type { AimedLine, MetricLine, PersonMonthView, PersonRow, TeamMonthView } from './view.ts'

type Head = PersonMonthView | TeamMonthView

const aimed = (lines: readonly MetricLine[]): AimedLine[] =>
  lines.flatMap((line) => (line.aim ? [{ ...line, aim: line.aim }] : []))

/** The one furthest behind, by its share of the target. */
function worstOf(lines: readonly AimedLine[]): AimedLine | null {
  const behind = lines.filter((line) => isBehind(line))
  const share = ({ aim, progress }: AimedLine) => (progress?.ahead ?? 0) / (aim.fair || 1)
  return behind.toSorted((x, y) => share(x) - share(y))[0] ?? null
}

function pointOf(view: Head, t: T): string {
  const lines = aimed(view.lines)
  if (lines.length === 0) return t(w.noTarget, { month: monthShort(view.month, t) })
  const worst = worstOf(lines)
  if (!worst?.progress) return t(view.isGoing ? w.allOnPace : w.allReached)
  const n = amountText(worst.key, Math.abs(worst.progress.ahead), t)
  return t(view.isGoing ? w.worst : w.worstOver, { what: nameOf(worst.key, t), n })
}

function stateOf(view: Head): State {
  const lines = aimed(view.lines)
  if (worstOf(lines)) return 'needsYou'
  return !view.isGoing && lines.length > 0 ? 'done' : 'progress'
}

const subtitle = (view: Head, t: T) =>
  [`${view.from.slice(5)} – ${view.to.slice(5)}`, t(view.isGoing ? w.going : w.over)].join(' · ')

export function personMonthCard(view: PersonMonthView, t: T): Card {
  const { openId, month, backTo } = view
  const words = { name: cut(view.name, 12), month: monthShort(month, t) }
  const to = (other: string) => a.person({ openId, month: other, backTo })
  return card(
    {
      state: stateOf(view),
      title: view.isOwn ? t(w.mine, words) : t(w.person, words),
      subtitle: subtitle(view, t),
    },
    body(view, t),
    scoreLines(view.scores ?? [], { of: 'person', see: scoreActions.person({ openId, month }) }, t),
    buttons(
      button(monthShort(view.monthBefore, t), to(view.monthBefore)),
      view.nextMonth !== null && button(monthShort(view.nextMonth, t), to(view.nextMonth)),
      backTo !== null && button(t(w.back), a.team({ teamCode: backTo, month, page: 0 })),
      exportOf(view, { openId }, t),
    ),
  )
}

function body(view: Head, t: T): Part[] {
  return [
    point(pointOf(view, t)),
    progressChart(aimed(view.lines), t),
    ...view.lines.map((line) => metricRow(line, t)),
    note(t(w.sinceBefore, { from: view.before.from.slice(5), to: view.before.to.slice(5) })),
    view.dataAsOf !== null && note(t(w.dataAsOf, { date: view.dataAsOf.slice(5) })),
    view.goods.length > 0 &&
      panel(
        t(w.goods, { n: view.goods.length }),
        view.goods.map((line) =>
          para(joined('\n', [bold(cut(line.name, 20)), progressLine(line, t, false)])),
        ),
      ),
    view.lines.every(({ aim }) => aim === null) && note(t(w.howToSet)),
  ]
}

function metricRow(line: MetricLine, t: T): Part {
  const { key, value, aim } = line
  const change = changeText(line, t)
  const line2 = aim ? { ...line, aim } : null
  const forecast = line2?.progress?.forecast ?? null
  const target = aim ? `/${valueText(key, aim.fair, t)}` : ''
  const end = line2?.progress
    ? bold(percent(line2.aim.isRate ? value : line2.progress.attained))
    : aim
      ? colored('grey', t(w.noData))
      : colored('grey', t(w.noTargetOne))
  return columns([
    {
      elements: [
        para(joined(' ', [bold(nameOf(key, t)), `${valueText(key, value, t)}${target}`, change])),
        line2 &&
          para(
            colored(
              isBehind(line2) ? 'orange' : 'grey',
              [
                paceText(line2, t),
                neededLine(line2, t),
                forecast !== null &&
                  line2.aim.daysLeft > 0 &&
                  t(w.forecast, { n: amountText(key, forecast, t) }),
              ]
                .filter(Boolean)
                .join(t(w.comma)) || ' ',
            ),
            { size: 'notation' },
          ),
        aim && fairText(key, aim, t) !== null && note(fairText(key, aim, t) ?? ''),
      ],
      weight: 4,
    },
    { elements: [para(end, { align: 'right' })], weight: 'auto' },
  ])
}

export const teamMonthTitle = (
  { teamName, month }: Pick<TeamMonthView, 'teamName' | 'month'>,
  t: T,
): string => t(w.team, { team: cut(teamName, 16), month: monthShort(month, t) })

/** What is reached beside what an even pace would have reached by now. */
function progressChart(lines: readonly AimedLine[], t: T): Part {
  const shown = lines.filter(({ aim, progress }) => progress && !aim.isRate && aim.fair > 0)
  if (shown.length < 2) return null
  const share = (value: number) => Math.round(value * 100)
  const values = shown.flatMap(({ key, aim, progress }) => [
    { name: nameOf(key, t), kind: t(w.chartIs), n: share(progress?.attained ?? 0) },
    { name: nameOf(key, t), kind: t(w.chartExpected), n: share(aim.expected / aim.fair) },
  ])
  return [
    note(t(w.chart)),
    chart({
      type: 'bar',
      direction: 'horizontal',
      data: { values },
      xField: 'n',
      yField: ['name', 'kind'],
      seriesField: 'kind',
      color: ['#34A853', '#BBBFC4'],
      legends: { visible: true, orient: 'bottom' },
      axes: [
        { orient: 'left', type: 'band', sampling: false },
        { orient: 'bottom', type: 'linear', tick: { tickCount: 5 } },
      ],
    }),
  ]
}

export function teamMonthCard(view: TeamMonthView, t: T): Card {
  const { teamCode, month, page, pages } = view
  const to = (other: string, at = 0) => a.team({ teamCode, month: other, page: at })
  const { behindCount: n, isGoing } = view
  const behind =
    n > 0
      ? t(isGoing ? w.behindCount : w.behindOver, { n })
      : t(isGoing ? w.nobodyBehind : w.nobodyOver)
  const isAimed = view.rows.some(({ worst }) => worst !== null)
  return card(
    {
      state: stateOf(view),
      title: teamMonthTitle(view, t),
      subtitle: subtitle(view, t),
    },
    page === 0 && body(view, t),
    view.reps === 0 ? note(t(w.noReps)) : para(bold(t(w.people, { n: view.reps }))),
    isAimed && note(behind),
    pagedParts(
      view.rows,
      { page, pages },
      (one) => personRow(one, view, t),
      (at) => to(month, at),
      t,
    ),
    buttons(
      button(monthShort(view.monthBefore, t), to(view.monthBefore)),
      view.nextMonth !== null && button(monthShort(view.nextMonth, t), to(view.nextMonth)),
      // Who may look at a team's results may set its targets.
      button(t(w.setThem), settingActions.board({ teamCode, month, page: 0 })),
      exportOf(view, { teamCode }, t),
    ),
  )
}

/** Targets with what was reached; where nobody aims at anything, the figures alone. */
function exportOf(
  { from, to, lines, goods }: Head,
  who: { teamCode: string } | { openId: string },
  t: T,
) {
  const isAimed = lines.some(({ aim }) => aim !== null) || goods.length > 0
  return exportButton({ kind: isAimed ? 'targets' : 'performance', from, to, ...who }, t)
}

function personRow({ openId, name, worst, behind }: PersonRow, view: TeamMonthView, t: T) {
  const { month, teamCode, isGoing } = view
  return tappable(a.person({ openId, month, backTo: teamCode }), [
    para(
      joined('\n', [
        bold(cut(name, 16)),
        worst ? rowText(worst, behind, isGoing, t) : t(w.noTargetOne),
      ]),
    ),
  ])
}

function rowText(line: AimedLine, behind: number, isGoing: boolean, t: T): string {
  const { key, value, aim } = line
  const words = {
    what: nameOf(key, t),
    value: valueText(key, value, t),
    target: valueText(key, aim.fair, t),
  }
  if (behind > 0)
    return t(isGoing ? w.personBehind : w.personShort, { ...words, share: percent(behind) })
  return t(value !== null && value >= aim.fair ? w.personReached : w.personFine, words)
}

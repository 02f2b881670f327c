/** The pieces that the cards of a digest share. */
import { formatMoney } from '../../src/domain/money.ts'
import { completionOf, coverageOf, type Figures } from '../../src/domain/performance/figures.ts'
import { type Rate, rate } from '../../src/domain/performance/rates.ts'
import { formatDate, isoWeekday, type LocalDate } from '../../src/domain/time.ts'
import { digestWords as w } from '../../src/i18n/performance.ts'
import type { T } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import { type Element, flatten, type Part } from '../kit/card.ts'
import { chart, columns, note, panel, para, select, tappable } from '../kit/elements.ts'
import { bold, colored, joined, type Markdown, md } from '../kit/markdown.ts'
import { cut, dayText } from '../plans/words.ts'
import { progressLine } from '../targets/parts.ts'
import type { AimedLine } from '../targets/view.ts'
import { digestActions } from './actions.ts'
import type { DayLine, DigestView } from './view.ts'

/** A chart stays readable on a phone up to here. */
export const maxBars = 20
const maxLines = 60
/** Each that can be tapped takes some of the platform's 200 nodes. */
const tappableLines = 30
/** Named of those who worked on free days. */
const restNames = 5

export const percent = (value: Rate): string =>
  value === null ? '–' : `${Math.round(value * 100)}%`

/** `一 部`'s day, and until when, for the header. */
export const digestTitle = (view: Pick<DigestView, 'teamName' | 'date'>, t: T): string =>
  t(w.title, { team: cut(view.teamName, 20), day: dayOf(t, view.date) })

/** `11月24日`: the weekday stands below it. */
export const dayOf = (t: T, date: LocalDate): string =>
  t.locale === 'en' ? dayText(t, date).replace(/^\w+ /, '') : dayText(t, date).replace(/ .*$/, '')

export const weekdayOf = (t: T, date: LocalDate): string =>
  t.locale === 'en'
    ? (['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][
        isoWeekday(date) - 1
      ] ?? '')
    : formatDate(date, 'day', 'zh').replace(/^.* /, '')

/** The finding: the rate, or why there is none. */
export function finding({ total }: DigestView, t: T): string {
  const { completed: done, planned } = total
  if (planned > 0) return t(w.completion, { rate: percent(completionOf(total)), done, planned })
  return total.done > 0 ? t(w.noPlan, { n: total.done }) : t(w.nothing)
}

/** Against the target first, then against the same weekdays before. */
export function comparison({ total, target, usual, date }: DigestView, t: T): Element | null {
  const is = completionOf(total)
  if (is === null) return null
  const parts: string[] = []
  if (target !== null) {
    const n = points(target - is)
    parts.push(
      n > 0
        ? t(w.targetMissed, { rate: percent(target), n })
        : t(w.targetMet, { rate: percent(target) }),
    )
  }
  if (usual !== null) {
    const n = points(is - usual)
    const weekday = weekdayOf(t, date)
    parts.push(
      n > 0
        ? t(w.aboveUsual, { weekday, n })
        : n < 0
          ? t(w.belowUsual, { weekday, n: -n })
          : t(w.asUsual, { weekday }),
    )
  }
  return parts.length > 0 ? para(parts.join(t(w.comma))) : null
}

/** Percentage points, whole. */
const points = (difference: number): number => Math.round(difference * 100)

const tile = (label: string, value: string) => ({
  elements: [para(bold(value)), para(colored('grey', label), { size: 'notation' })],
  weight: 1,
})

/** Six numbers in two rows. */
export function tiles(view: DigestView, t: T): Element[] {
  const { total, medianMinutes, selfReported } = view
  return [
    columns(
      [
        tile(t(w.planned), t(w.stops, { n: total.planned })),
        tile(t(w.done), t(w.stops, { n: total.completed })),
        tile(t(w.unplanned), t(w.stops, { n: total.unplanned })),
      ],
      { background: 'grey' },
    ),
    columns(
      [
        tile(t(w.coverage), percent(coverageOf(total))),
        tile(
          t(w.median),
          medianMinutes === null ? '–' : t(w.minutes, { n: Math.round(medianMinutes) }),
        ),
        tile(t(w.selfReported), percent(rate(selfReported, total.done))),
      ],
      { background: 'grey' },
    ),
  ]
}

/** Money with the day of the data, or that there is none: never ¥0 for a missing file. */
export function moneyLine({ sales, collectedFen, dataAsOf }: Figures, t: T): Element {
  const asOf = dataAsOf && t(w.dataAsOf, { date: dataAsOf.slice(5) })
  if (sales === null && collectedFen === null) {
    return asOf ? note(`${t(w.noOrdersSince)} · ${asOf}`) : note(t(w.noOrders))
  }
  return para(
    joined('\n', [
      joined(' · ', [
        sales && t(w.sales, { money: formatMoney(sales.amountFen) }),
        collectedFen !== null && t(w.collected, { money: formatMoney(collectedFen) }),
      ]),
      asOf && colored('grey', asOf),
    ]),
  )
}

export const monthLines = (month: readonly AimedLine[], t: T): Element | null =>
  month.length > 0 ? note(month.map((line) => progressLine(line, t)).join('\n')) : null

/** Done of planned per person (or team), as lying bars. */
export function doneChart(view: DigestView, t: T): Part[] {
  const busy = view.lines.filter((line) => line.planned > 0)
  if (busy.length < 2) return []
  const shown =
    busy.length <= maxBars
      ? busy
      : busy.toSorted((a, b) => b.completed - a.completed).slice(0, maxBars)
  const all = busy.filter(({ completed, planned }) => completed >= planned).length
  const title = [
    t(view.byTeam ? w.chartTeams : w.chartTitle, { n: busy.length, all }),
    shown.length < busy.length && t(w.chartFirst, { n: shown.length }),
  ]
    .filter(Boolean)
    .join(t(w.comma))
  const names = uniqueNames(shown)
  const values = shown.flatMap(({ completed, planned }, i) => [
    { name: names[i], kind: t(w.chartDone), n: completed },
    { name: names[i], kind: t(w.chartLeft), n: Math.max(0, planned - completed) },
  ])
  return [
    note(title),
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
          {
            orient: 'left',
            type: 'band',
            sampling: false,
            paddingInner: 0.3,
            paddingOuter: 0.2,
            ...(shown.length > 10 ? { label: { style: { fontSize: 10 } } } : {}),
          },
          { orient: 'bottom', type: 'linear', tick: { tickCount: 5 } },
        ],
      },
      shown.length <= 5 ? '16:9' : shown.length <= 10 ? '4:3' : '1:1',
    ),
  ]
}

/** Two people of one name would share a bar. */
function uniqueNames(lines: readonly DayLine[]): string[] {
  const seen = new Map<string, number>()
  return lines.map(({ name }) => {
    const short = cut(name, 8)
    const nth = (seen.get(short) ?? 0) + 1
    seen.set(short, nth)
    return nth === 1 ? short : `${short} ${nth}`
  })
}

export const doneOfPlanned = ({ name, completed, planned }: DayLine, t: T): string =>
  t(w.nameAndCount, { name: cut(name, 20), done: completed, planned })

/** One person: done of planned, first check-in, last check-out. */
export function personLine(line: DayLine, t: T): Markdown {
  const { firstIn: first, lastOut: last } = line
  const times = first
    ? last
      ? t(w.times, { first, last })
      : t(w.stillOut, { first })
    : t(w.noCheckIn)
  return joined(' · ', [
    md`${bold(cut(line.name, 20))} ${line.completed}/${line.planned}`,
    times,
    line.unplanned > 0 && t(w.plusUnplanned, { n: line.unplanned }),
  ])
}

/** `休息日 11-21 – 11-22：拜访 3 家（李雷 2、韩梅梅 1）`. */
export function restLine({ rest }: DigestView, t: T): Part {
  if (!rest) return null
  const { from, to, done: n, people } = rest
  const days = from === to ? from.slice(5) : `${from.slice(5)} – ${to.slice(5)}`
  const names = people
    .slice(0, restNames)
    .map((one) => t(w.restPerson, { name: cut(one.name, 20), n: one.done }))
    .join(t(w.listComma))
  const more = people.length > restNames ? ` ${t(w.andMore, { n: people.length })}` : ''
  return para(t(w.rest, { days, n, names: names + more }))
}

/** The folded table of everybody; a tap on a line asks for that day, in private. */
export function everybody(view: DigestView, t: T): Part {
  const { lines, byTeam, date } = view
  if (lines.length === 0) return null
  const shown = lines.slice(0, maxLines)
  const title = byTeam ? t(w.tableTeams, { n: lines.length }) : t(w.table, { n: lines.length })
  const rest = lines.length - shown.length
  const call = ({ id }: DayLine) =>
    byTeam
      ? digestActions.branchDay({ teamCode: id, date })
      : digestActions.repDay({ openId: id, date })
  return panel(
    title,
    flatten([
      note(t(byTeam ? w.tapTeamHint : w.tapHint)),
      shown
        .slice(0, tappableLines)
        .map((line) => tappable(call(line), [para(personLine(line, t))])),
      shown.length > tappableLines &&
        para(
          joined(
            '\n',
            shown.slice(tappableLines).map((line) => personLine(line, t)),
          ),
        ),
      rest > 0 && note(t(w.moreLines, { n: rest })),
    ]),
  )
}

/** The teams that the reader may look at; nothing when there is but one. */
export function teamPicker(
  call: ActionCall,
  teamCode: string,
  teams: readonly { readonly code: string; readonly name: string }[],
  t: T,
): Part {
  if (teams.length < 2) return null
  return select(call, {
    placeholder: t(w.pickTeam),
    initial: teamCode,
    choices: teams.slice(0, 100).map(({ code, name }) => ({ value: code, label: cut(name, 30) })),
  })
}

/** A person's scores of a month, with what each is made of. */
import type { ScoreResult } from '../../src/domain/scores/scores.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { scoreWords as w } from '../../src/i18n/scores.ts'
import type { T } from '../../src/i18n/t.ts'
import { monthShort } from '../commission/parts.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Element, type Part } from '../kit/card.ts'
import { button, buttons, chart, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, colored, joined, type Markdown } from '../kit/markdown.ts'
import { scoreActions as a } from './actions.ts'
import {
  differenceText,
  formulaText,
  listText,
  monthText,
  partName,
  partValueText,
  scoreName,
  scoreText,
  sinceText,
  weightText,
} from './words.ts'

export interface PersonScore {
  readonly now: ScoreResult
  /** The month before by the version in force then; null: there was none, or no data. */
  readonly before: number | null
}

export interface PersonView {
  readonly openId: string
  readonly name: string
  /** The person's team, where the reader may look at it: back to its list. */
  readonly teamCode: string | null
  readonly month: string
  /** It is not over yet. */
  readonly isGoing: boolean
  readonly monthBefore: string
  /** Null: it has not begun. */
  readonly nextMonth: string | null
  readonly scores: readonly PersonScore[]
  /** The first score's last months, the oldest first. */
  readonly trend: readonly { readonly month: string; readonly value: number | null }[]
}

export function personCard(view: PersonView, t: T): Card {
  const { openId, month, scores } = view
  const [first, ...others] = scores
  return card(
    {
      state: view.isGoing ? 'progress' : 'done',
      title: t(w.mine, { name: cut(view.name, 16) }),
      subtitle: [monthText(month, t), ...(view.isGoing ? [t(w.soFar)] : [])].join(' · '),
    },
    first
      ? [
          point(headText(first, t)),
          changeLine(first, t),
          partRows(first, t),
          trendParts(view, first, t),
        ]
      : para(t(w.none, { month: monthText(month, t) })),
    others.map((one) =>
      panel(headText(one, t), [changeLine(one, t), partRows(one, t), howParts(one, t)]),
    ),
    first && panel(t(w.formulaTitle), [howParts(first, t)]),
    buttons(
      button(monthShort(view.monthBefore, t), a.person({ openId, month: view.monthBefore })),
      view.nextMonth !== null &&
        button(monthShort(view.nextMonth, t), a.person({ openId, month: view.nextMonth })),
      view.teamCode !== null &&
        button(
          t(w.toTeam),
          a.team({ teamCode: view.teamCode, score: first?.now.score.code ?? '', month, page: 0 }),
        ),
    ),
  )
}

const headText = ({ now: { score, value } }: PersonScore, t: T): string =>
  t(w.valueIs, { name: cut(scoreName(score, t), 20), value: scoreText(score.unit, value, t) })

function changeLine({ now: { score, value, missing }, before }: PersonScore, t: T): Element | null {
  const parts: Markdown[] = []
  if (value !== null && before !== null) parts.push(changeText(score.unit, value - before, t))
  if (score.full !== null) parts.push(colored('grey', t(w.outOf, { full: score.full })))
  if (value === null && missing.length > 0)
    parts.push(
      colored(
        'grey',
        t(w.missing, {
          list: listText(
            missing.map((key) => partName({ kind: 'metric', key }, t)),
            t,
          ),
        }),
      ),
    )
  return parts.length > 0 ? para(joined(' · ', parts)) : null
}

/** `较上月 +3 分`, green for more. */
export function changeText(unit: ScoreResult['score']['unit'], difference: number, t: T): Markdown {
  const by = differenceText(unit, difference, t)
  if (by === null) return colored('grey', t(w.same))
  return difference > 0 ? colored('green', t(w.up, { by })) : colored('red', t(w.down, { by }))
}

/** Each part: its value and weight, and on the right what it brings. */
function partRows({ now: { score, parts } }: PersonScore, t: T): Part[] {
  return parts.map(({ node, weight, value, contribution }) =>
    row(
      joined('\n', [
        bold(cut(weight === null ? t(w.fixed) : partName(node, t), 30)),
        weight !== null &&
          colored(
            'grey',
            value === null
              ? t(w.part, { value: t(w.leftOut), weight: weightText(score.unit, weight) })
              : t(w.part, {
                  value: partValueText(node, value, t),
                  weight: weightText(score.unit, weight),
                }),
          ),
      ]),
      contribution === null ? '–' : bold(scoreText(score.unit, contribution, t)),
    ),
  )
}

/** The formula, since when it holds, and how its metrics are counted. */
function howParts({ now: { score } }: PersonScore, t: T): Part[] {
  return [
    para(formulaText(score.formula, t)),
    note(sinceText(score.fromMonth, t)),
    score.formula.metrics.map((key) => note(metricLine(key, t))),
  ]
}

function metricLine(key: ScoreResult['missing'][number], t: T): string {
  const { name, formula } = metricWords[key]
  return `${t(name)}${t.locale === 'en' ? ': ' : '：'}${t(formula)}`
}

function trendParts({ trend }: PersonView, { now: { score } }: PersonScore, t: T): Part[] {
  const known = trend.filter(({ value }) => value !== null)
  if (known.length < 2) return []
  const by = (known.at(-1)?.value ?? 0) - (known[0]?.value ?? 0)
  const size = differenceText(score.unit, by, t)
  const name = cut(scoreName(score, t), 20)
  const n = trend.length
  const title =
    size === null
      ? t(w.trendSame, { name, n })
      : t(by > 0 ? w.trendRose : w.trendFell, { name, n, by: size })
  const factor = score.unit === 'percent' ? 100 : 1
  return [
    note(title),
    chart(
      {
        type: 'line',
        data: {
          values: known.map(({ month, value }) => ({
            month: monthShort(month, t),
            value: Math.round((value ?? 0) * factor * 10) / 10,
          })),
        },
        xField: 'month',
        yField: 'value',
        color: ['#3370FF'],
        point: { visible: true },
        label: { visible: true },
        axes: [
          { orient: 'bottom', type: 'band' },
          { orient: 'left', type: 'linear', zero: false, tick: { tickCount: 4 } },
        ],
      },
      '2:1',
    ),
  ]
}

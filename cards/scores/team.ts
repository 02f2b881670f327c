/** A team's scores of a month, the highest first. */
import type { ScoreUnit } from '../../src/domain/scores/scores.ts'
import { scoreWords as w } from '../../src/i18n/scores.ts'
import type { T } from '../../src/i18n/t.ts'
import { pagedParts } from '../commission/paged.ts'
import { monthShort } from '../commission/parts.ts'
import { cut, type Paging } from '../customers/parts.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, row, select, tappable } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { scoreActions as a } from './actions.ts'
import { changeText } from './person.ts'
import { monthText, scoreName, scoreText } from './words.ts'

export interface TeamRow {
  readonly openId: string
  readonly name: string
  /** Null: no value. */
  readonly rank: number | null
  readonly value: number | null
  readonly before: number | null
}

type Choice = { readonly code: string; readonly name: string }

export interface TeamView extends Paging {
  readonly team: Choice
  /** Every team that the reader may choose. */
  readonly teams: readonly Choice[]
  readonly score: Choice & { readonly unit: ScoreUnit; readonly full: number | null }
  readonly scores: readonly Choice[]
  readonly month: string
  readonly isGoing: boolean
  readonly monthBefore: string
  readonly nextMonth: string | null
  readonly people: number
  readonly without: number
  readonly mean: number | null
  readonly best: { readonly name: string; readonly value: number } | null
  /** Of this page. */
  readonly rows: readonly TeamRow[]
  readonly mayManage: boolean
}

/** The platform's most options of a select. */
const mostChoices = 100

export function teamCard(view: TeamView, t: T): Card {
  const { team, score, month } = view
  const { unit } = score
  const to = (target: string, page: number) =>
    a.team({ teamCode: team.code, score: score.code, month: target, page })
  return card(
    {
      state: view.isGoing ? 'progress' : 'done',
      title: t(w.team, { team: cut(team.name, 16) }),
      subtitle: [
        cut(scoreName(score, t), 20),
        monthText(month, t),
        ...(view.isGoing ? [t(w.soFar)] : []),
      ].join(' · '),
    },
    point(
      view.best
        ? t(w.teamPoint, {
            mean: scoreText(unit, view.mean, t),
            name: cut(view.best.name, 10),
            best: scoreText(unit, view.best.value, t),
          })
        : t(w.teamNone),
    ),
    note(
      [
        t(w.counts, { n: view.people, without: view.without }),
        ...(score.full === null ? [] : [t(w.outOf, { full: score.full })]),
      ].join(' · '),
    ),
    pagedParts(
      view.rows,
      view,
      (one) => personRow(one, unit, month, t),
      (page) => to(month, page),
      t,
    ),
    view.scores.length > 1 &&
      select(a.pickScore({ teamCode: team.code, month }), {
        placeholder: t(w.chooseScore),
        choices: view.scores
          .slice(0, mostChoices)
          .map((one) => ({ value: one.code, label: cut(scoreName(one, t), 30) })),
        initial: score.code,
      }),
    view.teams.length > 1 &&
      select(a.pickTeam({ score: score.code, month }), {
        placeholder: t(w.chooseTeam),
        choices: view.teams
          .slice(0, mostChoices)
          .map(({ code, name }) => ({ value: code, label: cut(name, 30) })),
        initial: team.code,
      }),
    buttons(
      button(monthShort(view.monthBefore, t), to(view.monthBefore, 0)),
      view.nextMonth !== null && button(monthShort(view.nextMonth, t), to(view.nextMonth, 0)),
      view.mayManage && button(t(w.manage), a.manage({})),
    ),
  )
}

function personRow(
  { openId, name, rank, value, before }: TeamRow,
  unit: ScoreUnit,
  month: string,
  t: T,
) {
  const named = cut(name, 12)
  return tappable(a.person({ openId, month }), [
    row(
      joined('\n', [
        bold(rank === null ? named : t(w.rank, { rank, name: named })),
        value !== null && before !== null && changeText(unit, value - before, t),
      ]),
      bold(scoreText(unit, value, t)),
    ),
  ])
}

/** Nothing to show: no score in that month, or nobody in the teams. */
export const emptyCard = (title: string, text: string, mayManage: boolean, t: T): Card =>
  card(
    { state: 'over', title },
    para(text),
    buttons(mayManage && button(t(w.manage), a.manage({}), { kind: 'primary' })),
  )

/** For managers: whose plan to look at, and who has not begun. */
import type { LocalDate } from '../../src/domain/time.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, panel, para, point, row, select } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { offerActions } from '../leave/actions.ts'
import { planActions } from './actions.ts'
import { cut, dayText } from './words.ts'

/** A rep's day in two numbers. */
export interface RepDay {
  readonly openId: string
  readonly name: string
  readonly planned: number
  readonly done: number
}

const listed = 5
/** People whose stops can be given to others, at once. */
const maxChoices = 30
/** Each option is a node of the card. */
const maxOptions = 100

/** The people of a manager with their progress; a choice opens one plan. */
export function teamPlansCard(date: LocalDate, reps: readonly RepDay[], t: T): Card {
  const head = {
    state: 'todo' as const,
    title: t(planWords.teamTitle, { day: dayText(t, date) }),
  }
  if (reps.length === 0) {
    return card(head, point(t(planWords.noReps)), note(t(planWords.noRepsHow)))
  }
  const sum = (pick: (rep: RepDay) => number) => reps.reduce((n, rep) => n + pick(rep), 0)
  const line = (rep: RepDay) =>
    para(
      md`${bold(cut(rep.name, 20))}　${t(planWords.progress, { done: rep.done, all: rep.planned })}`,
    )
  const rest = reps.slice(listed, listed + 40)
  return card(
    head,
    point(
      t(planWords.teamPoint, {
        reps: reps.length,
        done: sum((rep) => rep.done),
        all: sum((rep) => rep.planned),
      }),
    ),
    select(planActions.pick({ date }), {
      placeholder: t(planWords.pickRep),
      choices: reps.slice(0, maxOptions).map((rep) => ({
        value: rep.openId,
        label: t(planWords.repLine, {
          name: cut(rep.name, 20),
          done: rep.done,
          all: rep.planned,
        }),
      })),
    }),
    ...reps.slice(0, listed).map(line),
    rest.length > 0 && panel(t(planWords.morePeople, { n: rest.length }), rest.map(line)),
    reps.length > maxOptions && note(t(planWords.searchByName)),
  )
}

export interface NotStartedView {
  readonly teamCode: string
  readonly teamName: string
  readonly date: LocalDate
  readonly reps: readonly {
    readonly openId: string
    readonly name: string
    readonly planned: number
    /** Local time of the reminder, null when there was none. */
    readonly remindedAt: string | null
  }[]
}

/** 未开始拜访: who has a plan and no check-in; privately, for the managers of the team. */
export function notStartedCard(view: NotStartedView, t: T): Card {
  const { teamCode, date, reps } = view
  const head = {
    state: reps.length > 0 ? ('needsYou' as const) : ('done' as const),
    title: t(planWords.notStartedTitle, { team: cut(view.teamName, 30) }),
    subtitle: dayText(t, date),
  }
  if (reps.length === 0) return card(head, point(t(planWords.everybodyStarted)))
  const line = (rep: NotStartedView['reps'][number]) =>
    row(
      joined('\n', [
        bold(cut(rep.name, 20)),
        joined(' · ', [
          t(planWords.planned, { n: rep.planned }),
          rep.remindedAt && t(planWords.nudgedAt, { time: rep.remindedAt }),
        ]),
      ]),
      rep.remindedAt
        ? null
        : button(t(planWords.nudge), planActions.nudge({ repOpenId: rep.openId, date, teamCode }), {
            size: 'small',
            fill: false,
          }),
    )
  const rest = reps.slice(listed, listed + 15)
  const waiting = reps.filter((rep) => !rep.remindedAt)
  return card(
    head,
    point(t(planWords.notStartedPoint, { n: reps.length })),
    ...reps.slice(0, listed).map(line),
    rest.length > 0 && panel(t(planWords.morePeople, { n: rest.length }), rest.map(line)),
    waiting.length > 1 &&
      button(t(planWords.nudgeAll), planActions.nudgeAll({ teamCode, date }), { kind: 'primary' }),
    select(offerActions.open({ date }), {
      placeholder: t(leaveWords.whoseStops),
      choices: reps.slice(0, maxChoices).map((rep) => ({
        value: rep.openId,
        label: `${cut(rep.name, 20)} · ${t(planWords.planned, { n: rep.planned })}`,
      })),
    }),
  )
}

/** Reminds a rep, once, that nothing has begun. */
export function nudgeCard(
  view: {
    repOpenId: string
    date: LocalDate
    planned: number
    first: { name: string; eta: string | null } | null
  },
  t: T,
): Card {
  const { repOpenId, date, planned, first } = view
  const name = cut(first?.name ?? '', 30)
  return card(
    { state: 'needsYou', title: t(planWords.nudgeTitle, { day: dayText(t, date) }) },
    point(t(planWords.nudgePoint, { n: planned })),
    first &&
      para(
        first.eta
          ? t(planWords.nudgeFirst, { name, eta: first.eta })
          : t(planWords.nudgeFirstPlain, { name }),
      ),
    note(t(planWords.nudgeHow)),
    button(t(planWords.openPlan), planActions.show({ repOpenId, date }), { kind: 'primary' }),
  )
}

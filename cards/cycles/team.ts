/** A team's cycle before and after publishing: does it fit, and how is it for each rep. */
import { cycleWords as w } from '../../src/i18n/cycles.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut, listParts, type Paging } from '../customers/parts.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, row, tappable } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { frequencyText, gradeText } from '../rules/values.ts'
import { cycleActions } from './actions.ts'
import type { TeamCycleView } from './view.ts'
import { hoursText, shortDay } from './week.ts'

/** Reps on one card. */
const pageSize = 15

export function teamCycleCard(view: TeamCycleView, t: T): Card {
  const { teamCode, from, to, state, people } = view
  const cycle = { teamCode, from }
  const head = {
    title: t(w.teamTitle, { team: cut(view.teamName, 20) }),
    subtitle: t(w.range, { from: shortDay(from), to: shortDay(to) }),
  }
  const again = button(t(w.again), cycleActions.again(cycle))
  if (state === 'none')
    return card({ state: 'todo', ...head }, para(t(w.noCycle)), buttons(view.mayPublish && again))
  const isDraft = state === 'draft'
  return card(
    { state: isDraft ? 'needsYou' : 'done', ...head },
    point(pointOf(view, t)),
    note(noteOf(view, t)),
    capacityPanel(view, t),
    peopleParts(view, t),
    isDraft &&
      view.mayPublish &&
      button(t(w.publish), cycleActions.publish(cycle), {
        kind: 'primary',
        confirm: {
          title: t(w.publishTitle),
          text: t(w.publishText, { n: people.length, from: shortDay(from) }),
        },
      }),
    buttons(
      isDraft && view.mayPublish && again,
      view.unplaced > 0 && button(t(w.unplaced), cycleActions.unplaced({ ...cycle, page: 0 })),
    ),
  )
}

const oneDecimal = (n: number) => String(Math.ceil(n * 10 - 1e-9) / 10)

/** `A 级 28 天 4 次要 4.2 人，现有 3 人`, or that it fits. */
function pointOf({ check, unplaced }: TeamCycleView, t: T): string {
  const { reps, visits, repsNeeded, shortFrom, groups } = check
  if (repsNeeded > reps + 1e-9) {
    const group = groups.find((one) => one.group === shortFrom)
    const from = group
      ? `${t(w.groupLine, { group: gradeText(t, group.group), frequency: frequencyText(t, group.frequency) })} · `
      : ''
    return `${from}${t(w.short, { need: oneDecimal(repsNeeded), reps })}`
  }
  if (unplaced > 0) return t(w.uneven, { n: unplaced })
  return t(w.fits, { reps, visits })
}

function noteOf(view: TeamCycleView, t: T): string {
  if (view.state === 'published')
    return view.byName ? t(w.publishedNote, { name: view.byName }) : t(w.startedItself)
  return view.startsItself ? t(w.draftNote, { from: shortDay(view.from) }) : t(w.draftNoteManual)
}

function capacityPanel({ check }: TeamCycleView, t: T): Part {
  return panel(
    t(w.capacity),
    [
      ...check.groups.slice(0, 8).map(({ group, frequency, customers, repsNeeded }) =>
        row(
          t(w.groupLine, {
            group: gradeText(t, group),
            frequency: frequencyText(t, frequency),
          }),
          t(w.groupNeed, { n: customers, need: oneDecimal(repsNeeded) }),
        ),
      ),
      row(
        bold(t(w.total, { visits: check.visits })),
        bold(t(w.totalNeed, { need: oneDecimal(check.repsNeeded), reps: check.reps })),
      ),
    ],
    { expanded: true },
  )
}

function peopleParts(view: TeamCycleView, t: T): Part[] {
  const { people, page, teamCode, from } = view
  const pages = Math.max(1, Math.ceil(people.length / pageSize))
  const at = Math.min(page, pages - 1)
  return [
    para(bold(t(w.people))),
    listParts(
      people.slice(at * pageSize, (at + 1) * pageSize),
      { page: at, pages },
      (one) =>
        tappable(cycleActions.week({ repOpenId: one.openId, from: mondayOf(view) }), [
          para(
            joined('\n', [
              joined(' ', [
                bold(cut(one.name, 16)),
                one.unplaced > 0 && colored('red', t(w.repUnplaced, { n: one.unplaced })),
              ]),
              t(w.repLine, {
                visits: one.visits,
                mean: hoursText(one.meanMinutes),
                longest: hoursText(one.longestMinutes),
              }),
            ]),
          ),
        ]),
      (to) => cycleActions.team({ teamCode, from, page: to }),
      t,
    ),
  ]
}

/** A cycle begins on a Monday, unless it was begun late. */
const mondayOf = ({ from }: TeamCycleView) => from

export interface UnplacedView extends Paging {
  readonly teamCode: string
  readonly from: TeamCycleView['from']
  readonly total: number
  readonly rows: readonly {
    readonly name: string
    readonly rep: string
    readonly visits: number
    readonly why: 'capacity' | 'noDay' | 'spacing' | 'dayOff'
  }[]
}

const whyWords = {
  capacity: w.whyCapacity,
  noDay: w.whyNoDay,
  spacing: w.whySpacing,
  dayOff: w.whyDayOff,
} as const

export function unplacedCard(view: UnplacedView, t: T): Card {
  const { teamCode, from } = view
  return card(
    { state: 'needsYou', title: t(w.unplacedTitle) },
    point(view.total === 0 ? t(w.allPlaced) : t(w.repUnplaced, { n: view.total })),
    listParts(
      view.rows,
      view,
      ({ name, rep, visits, why }) =>
        row(
          joined('\n', [
            bold(cut(name, 24)),
            joined(' · ', [cut(rep, 10), t(w.unplacedRow, { why: t(whyWords[why]), n: visits })]),
          ]),
          null,
        ),
      (page) => cycleActions.unplaced({ teamCode, from, page }),
      t,
    ),
    buttons(button(t(w.back), cycleActions.team({ teamCode, from, page: 0 }))),
  )
}

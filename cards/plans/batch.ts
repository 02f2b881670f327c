/** Many visits at once: conditions, how they would be dealt, and what came of it. */
import type { LineProblem } from '../../src/domain/plans/batch.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { batchWords as w } from '../../src/i18n/plan-batch.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, select } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { batchActions } from './batch-actions.ts'
import { cut, dayText } from './words.ts'

type Named = { readonly openId: string; readonly name: string }

/** How a batch is dealt so far. */
export interface Dealing {
  readonly batchId: string
  /** Empty: each to its owner. */
  readonly whom: readonly string[]
  readonly from: LocalDate | null
  readonly perDay: number | null
  readonly people: readonly Named[]
}

/** Each option is a node of the card. */
const peopleOffered = 40

function dealingForm(dealing: Dealing, submit: string, t: T): Part {
  const { batchId, whom, from, perDay, people } = dealing
  return form(batchActions.preview({ batchId }), submit, (f) => [
    people.length > 1 &&
      f.many('whom', {
        label: t(w.whom),
        placeholder: t(w.pickWhom),
        chosen: whom,
        choices: people
          .slice(0, peopleOffered)
          .map(({ openId, name }) => ({ value: openId, label: cut(name, 16) })),
      }),
    f.date('from', { label: t(w.from), initial: from ?? undefined }),
    f.line('perDay', {
      label: t(w.perDay),
      initial: perDay === null ? undefined : String(perDay),
    }),
  ])
}

export interface FacetView {
  readonly key: string
  readonly label: string
  readonly chosen: string | null
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export interface FilterView extends Dealing {
  readonly total: number
  readonly limit: number
  readonly facets: readonly FacetView[]
}

/** Conditions that narrow at once, each with what it would leave. */
export function filterCard(view: FilterView, t: T): Card {
  const { batchId, total, limit, facets } = view
  return card(
    { state: 'needsYou', title: t(w.filterTitle) },
    point(t(w.filterPoint, { n: total })),
    total === 0 && note(t(w.noneFits)),
    total > limit && note(t(w.tooManyNote, { n: limit })),
    ...facets.map(({ key, label, chosen, choices }) => {
      const any = t(w.any, { label })
      return select(batchActions.narrow({ batchId, key }), {
        placeholder: any,
        choices: [{ value: '*', label: any }, ...choices],
        initial: chosen ?? '*',
      })
    }),
    total > 0 && total <= limit && dealingForm(view, t(w.preview), t),
  )
}

export interface RepRow extends Named {
  readonly n: number
  readonly capacity: number
  readonly days: readonly { readonly date: LocalDate; readonly n: number }[]
}

export type LeftWhy = 'closed' | 'noAddress' | 'noOwner' | 'notYours' | 'noRoom' | 'unknown'

export interface LeftRow {
  readonly name: string
  readonly why: LeftWhy
}

export interface PreviewView extends Dealing {
  readonly kind: 'filter' | 'list'
  readonly reps: readonly RepRow[]
  readonly left: readonly LeftRow[]
  readonly problems: readonly LineProblem[]
}

const shownReps = 12
const shownDays = 6
const shownLeft = 15

/** Who visits how many on which days, before anything is done. */
export function previewCard(view: PreviewView, t: T): Card {
  const { batchId, kind, reps, left, problems } = view
  const n = reps.reduce((sum, rep) => sum + rep.n, 0)
  const days = new Set(reps.flatMap((rep) => rep.days.map(({ date }) => date)))
  return card(
    { state: 'needsYou', title: t(kind === 'list' ? w.listTitle : w.previewTitle) },
    point(
      n > 0 ? t(w.previewPoint, { n, people: reps.length, days: days.size }) : t(w.nothingFits),
    ),
    problemParts(problems, t),
    repParts(reps, t),
    leftPart(left, t),
    n > 0 && button(t(w.make, { n }), batchActions.make({ batchId }), { kind: 'primary' }),
    kind === 'filter'
      ? button(t(w.change), batchActions.change({ batchId }))
      : [note(t(w.ownDays)), dealingForm(view, t(w.again), t)],
  )
}

function repParts(reps: readonly RepRow[], t: T): Part {
  const text = (rep: RepRow) => {
    const over = rep.days.some(({ n }) => n > rep.capacity)
    const first = rep.days.slice(0, shownDays)
    return para(
      joined('\n', [
        joined('　', [
          bold(cut(rep.name, 16)),
          t(w.repDays, { n: rep.n, days: rep.days.length }),
          over && colored('orange', t(w.over, { n: rep.capacity })),
        ]),
        colored(
          'grey',
          [
            ...first.map(({ date, n }) => t(w.dayLine, { day: dayText(t, date), n })),
            rep.days.length > first.length ? '…' : '',
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ]),
    )
  }
  const rest = reps.slice(shownReps, shownReps + 20)
  return [
    ...reps.slice(0, shownReps).map(text),
    rest.length > 0 && panel(t(w.more, { n: reps.length - shownReps }), rest.map(text)),
  ]
}

function leftPart(left: readonly LeftRow[], t: T): Part {
  if (left.length === 0) return null
  return para(
    joined('\n', [
      colored('red', t(w.leftTitle, { n: left.length })),
      ...left.slice(0, shownLeft).map(({ name, why }) => md`${bold(cut(name, 24))}　${t(w[why])}`),
      left.length > shownLeft && colored('grey', t(w.more, { n: left.length - shownLeft })),
    ]),
  )
}

function problemParts(problems: readonly LineProblem[], t: T): Part {
  if (problems.length === 0) return null
  const whys = {
    unknown: t(w.whyUnknown),
    person: t(w.whyPerson),
    day: t(w.whyDay),
    dayPast: t(w.whyDayPast),
    twice: t(w.whyTwice),
    tooMany: t(w.whyTooMany),
  }
  const why = ({ why: code, n = 0 }: LineProblem) =>
    code === 'several'
      ? t(w.whySeveral, { n })
      : code === 'persons'
        ? t(w.whyPersons, { n })
        : whys[code]
  const text = (one: LineProblem) =>
    t(w.problemLine, { line: one.line, text: cut(one.text, 24), why: why(one) })
  const rest = problems.slice(10, 50)
  return [
    para(
      joined('\n', [
        colored('red', t(w.listProblems, { n: problems.length })),
        ...problems.slice(0, 10).map(text),
      ]),
    ),
    rest.length > 0 &&
      panel(t(w.more, { n: problems.length - 10 }), [para(rest.map(text).join('\n'))]),
  ]
}

export interface ResultView {
  readonly batchId: string
  readonly reps: readonly (RepRow & { readonly added: number })[]
  readonly left: readonly LeftRow[]
  /** Local time until which it can be taken back; null: no more. */
  readonly undoUntil: string | null
  /** How many were taken back; null: it stands. */
  readonly undone: number | null
  /** The list that they were ticked on. */
  readonly list: { readonly batchId: string; readonly page: number } | null
}

export function batchResultCard(view: ResultView, t: T): Card {
  const { batchId, reps, left, undoUntil, undone, list } = view
  const n = reps.reduce((sum, rep) => sum + rep.n, 0)
  const before = n - reps.reduce((sum, rep) => sum + rep.added, 0)
  const state = undone !== null ? 'over' : n > 0 ? 'done' : 'needsYou'
  const title = undone !== null ? w.undoneTitle : n > 0 ? w.doneTitle : w.nothingTitle
  return card(
    { state, title: t(title) },
    undone !== null
      ? point(t(w.undoneNote, { n: undone }))
      : n > 0 && point(t(w.donePoint, { n, people: reps.length })),
    undone === null && before > 0 && note(t(w.before, { n: before })),
    undone === null && repParts(reps, t),
    leftPart(left, t),
    undone === null && n > 0 && undoUntil && note(t(w.undoUntil, { time: undoUntil })),
    buttons(
      list && button(t(w.keepOn), batchActions.list(list), { kind: 'primary' }),
      undone === null &&
        n > before &&
        undoUntil !== null &&
        button(t(w.undo), batchActions.undo({ batchId }), {
          confirm: { title: t(w.undoTitle), text: t(w.undoText) },
        }),
    ),
  )
}

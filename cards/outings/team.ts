/** Who is out: a manager's list of a day, and in the morning what has no result. */
import type { OutingKind, OutingResult } from '../../src/domain/outings.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { outingWords as w } from '../../src/i18n/outings.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut, dayText } from '../plans/words.ts'
import { outingActions } from './actions.ts'
import { kindText, resultText } from './view.ts'

export interface OutingLine {
  readonly name: string
  readonly kind: OutingKind
  readonly reason: string | null
  readonly note: string | null
  readonly date: LocalDate
  readonly startedAt: string
  /** Null while it is open, and where the result came on a later day. */
  readonly endedAt: string | null
  readonly isOpen: boolean
  readonly result: OutingResult | null
}

export interface TeamOutingsView {
  readonly date: LocalDate
  readonly out: readonly OutingLine[]
  readonly back: readonly OutingLine[]
  /** Open since an earlier day. */
  readonly old: readonly OutingLine[]
  /** The reader's own outing, if one is open. */
  readonly ownId: string | null
}

const listed = 5
const folded = 25

function lineText(line: OutingLine, t: T, withDay: boolean) {
  const kind = cut(kindText(t, line.kind), 20)
  const said = line.isOpen ? line.reason : (line.note ?? line.reason)
  const result = line.isOpen ? null : resultText(t, line.result)
  return joined('\n', [
    joined(' · ', [bold(cut(line.name, 20)), kind, result]),
    said && colored('grey', cut(said, 40)),
    withDay && colored('grey', dayText(t, line.date)),
  ])
}

function lineParts(lines: readonly OutingLine[], t: T, withDay = false): Part[] {
  const time = (line: OutingLine) =>
    line.isOpen
      ? t(w.since, { when: line.startedAt })
      : line.endedAt === null
        ? line.startedAt
        : `${line.startedAt}–${line.endedAt}`
  const show = (line: OutingLine) => row(lineText(line, t, withDay), time(line))
  const rest = lines.slice(listed, listed + folded)
  const unlisted = lines.length - listed - folded
  return [
    ...lines.slice(0, listed).map(show),
    rest.length > 0 &&
      panel(t(w.more, { n: rest.length }), [
        ...rest.map((line) =>
          para(joined('  ', [lineText(line, t, withDay), colored('grey', time(line))])),
        ),
        unlisted > 0 && note(t(w.unlisted, { n: unlisted })),
      ]),
  ]
}

/** 外出 as a manager sees it: who is out and what for, who is back with what result. */
export function teamOutingsCard(view: TeamOutingsView, t: T): Card {
  const { out, back, old, ownId } = view
  const nobody = out.length + back.length + old.length === 0
  return card(
    {
      state: old.length > 0 ? 'needsYou' : 'todo',
      title: t(w.teamTitle, { day: dayText(t, view.date) }),
    },
    point(nobody ? t(w.teamNobody) : t(w.teamPoint, { out: out.length, back: back.length })),
    out.length > 0 && [para(bold(t(w.outNow))), lineParts(out, t)],
    old.length > 0 && [para(bold(t(w.teamOpenBefore, { n: old.length }))), lineParts(old, t, true)],
    back.length > 0 && [para(bold(t(w.backNow))), lineParts(back, t)],
    buttons(
      ownId
        ? button(t(w.mine), outingActions.show({ outingId: ownId }))
        : button(t(w.goOut), outingActions.open({})),
    ),
  )
}

/** In the morning: whose outings of earlier days have no result. */
export function leftOpenCard(
  view: {
    readonly date: LocalDate
    readonly lines: readonly OutingLine[]
    readonly asked: number | null
  },
  t: T,
): Card {
  const { date, lines, asked } = view
  const people = new Set(lines.map(({ name }) => name)).size
  if (lines.length === 0) {
    return card({ state: 'done', title: t(w.leftTitle, { n: 0 }) }, point(t(w.allTold)))
  }
  return card(
    { state: 'needsYou', title: t(w.leftTitle, { n: people }), subtitle: dayText(t, date) },
    point(t(w.leftPoint, { n: lines.length })),
    lineParts(lines, t, true),
    asked === null
      ? [
          buttons(button(t(w.remind), outingActions.remind({ date }), { kind: 'primary' })),
          note(t(w.leftNote)),
        ]
      : note(t(w.reminded, { n: asked })),
  )
}

/** Late and missed stops as parts of a card of nudges. */
import type { MissedBy } from '../../src/domain/plans/late.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { nudgeWords as w } from '../../src/i18n/nudges.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Element } from '../kit/card.ts'
import { button, note, panel, para, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { visitActions } from '../visits/actions.ts'
import { planActions } from './actions.ts'
import { cut } from './words.ts'

/** A stop that nobody has come to in time. */
export interface AwaitedLine {
  readonly stopId: string
  readonly customerCode: string
  readonly name: string
  /** `10:00–11:00`, as somebody set it. */
  readonly window: string | null
  /** Local time at which the visit was to begin, or by which it had to. */
  readonly at: string
  /** How late it is; null when it is over. */
  readonly minutes: number | null
  readonly why: 'late' | MissedBy
}

interface About {
  readonly repOpenId: string
  readonly date: LocalDate
  readonly lines: readonly AwaitedLine[]
}

const listed = 5
const folded = 25

export const lateSection = (about: About, t: T): NudgeSection => ({
  point: t(w.latePoint, { n: about.lines.length }),
  parts: rows(about.lines, t, ({ customerCode }) =>
    button(t(w.checkIn), visitActions.intend({ customerCode }), { size: 'small', fill: false }),
  ),
  act: openPlan(about, t),
})

export const missedSection = (about: About, t: T): NudgeSection => ({
  point: t(w.missedPoint, { n: about.lines.length }),
  parts: [
    ...rows(about.lines, t, ({ stopId }) =>
      button(t(w.skip), planActions.skip({ stopId }), { size: 'small', fill: false }),
    ),
    note(t(w.missedHow)),
  ],
  act: openPlan(about, t),
})

const openPlan = ({ repOpenId, date }: About, t: T) =>
  button(t(w.openPlan), planActions.show({ repOpenId, date }), { kind: 'primary' })

function rows(
  lines: readonly AwaitedLine[],
  t: T,
  act: (line: AwaitedLine) => Element,
): (Element | false)[] {
  const text = (line: AwaitedLine) => joined('\n', [bold(cut(line.name, 30)), lineText(line, t)])
  const rest = lines.slice(listed, listed + folded)
  return [
    ...lines.slice(0, listed).map((line) => row(text(line), act(line))),
    rest.length > 0 &&
      panel(
        t(w.more, { n: lines.length - listed }),
        rest.map((line) => para(text(line))),
      ),
  ]
}

/** Whole hours from an hour and a half on: nobody plans by the minute then. */
const lateText = (minutes: number, t: T) =>
  minutes < 90 ? t(w.minutes, { n: minutes }) : t(w.hours, { n: Math.round(minutes / 60) })

function lineText({ window, at, minutes, why }: AwaitedLine, t: T): string {
  if (why === 'late' && minutes !== null) {
    const by = lateText(minutes, t)
    return window ? t(w.lateSet, { window, by }) : t(w.lateExpected, { at, by })
  }
  if (why === 'window' && window) return t(w.missedWindow, { window })
  return why === 'shop' ? t(w.missedShop, { at }) : t(w.missedDay)
}

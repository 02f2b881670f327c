/** One stop as a row: the next one with its buttons, four more in full, the rest in one line each. */
import { navigationLinks } from '../../src/domain/navigation.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Element } from '../kit/card.ts'
import { button, buttons, linkButton, para, row, tappable } from '../kit/elements.ts'
import { bold, colored, joined, link, type Markdown } from '../kit/markdown.ts'
import { visitActions } from '../visits/actions.ts'
import { planActions } from './actions.ts'
import type { StopLine } from './view.ts'
import { cut, legText, whyText } from './words.ts'

/** Where maps lead: Amap opens without an app too; the others stand on the stop's own card. */
export function amapUrl(stop: Pick<StopLine, 'point' | 'name' | 'doubtful'>): string | null {
  return stop.point && !stop.doubtful ? navigationLinks(stop.point, cut(stop.name, 12)).amap : null
}

/** The stop that comes next, with what can be done there. */
export function nextStop(stop: StopLine, t: T): (Element | Element[])[] {
  const { stopId, customerCode } = stop
  const url = amapUrl(stop)
  return [
    fullRow(stop, t),
    buttons(
      button(t(planWords.checkIn), visitActions.intend({ customerCode }), { size: 'small' }),
      url !== null && linkButton(t(planWords.navigate), url, { size: 'small' }),
      stopId !== null && button(t(planWords.skip), planActions.skip({ stopId }), { size: 'small' }),
    ),
  ]
}

/** Three lines and a button that opens the stop. */
export function fullRow(stop: StopLine, t: T): Element {
  const { stopId } = stop
  const text = joined('\n', [
    head(stop, t),
    way(stop, t),
    tight(stop, t),
    doubt(stop, t),
    why(stop, t),
  ])
  if (stopId === null) return para(text)
  const open = button(t(planWords.details), planActions.stop({ stopId }), {
    size: 'small',
    fill: false,
  })
  return row(text, open)
}

/** Two lines in a row that opens by a tap anywhere: a third of the nodes. */
export function compactRow(stop: StopLine, t: T): Element {
  const text = para(
    joined('\n', [
      head(stop, t),
      isAhead(stop) && joined(' · ', [way(stop, t), tight(stop, t), doubt(stop, t), why(stop, t)]),
    ]),
  )
  return stop.stopId === null ? text : tappable(planActions.stop({ stopId: stop.stopId }), [text])
}

const isAhead = (stop: StopLine) => stop.mark === 'open' || stop.mark === 'refused'

/** `✓ 3 永辉·人民路店　A　已访`. */
function head(stop: StopLine, t: T): Markdown {
  const name = `${stop.routed ? `${stop.sequence} ` : ''}${cut(stop.name, 24)}`
  return joined('　', [
    joined(' ', [stop.mark === 'visited' && '✓', bold(name)]),
    stop.grade,
    markText(stop, t),
    behindText(stop, t),
  ])
}

/** `09:10 · 600 米 · 导航`, while the stop lies ahead. */
function way(stop: StopLine, t: T): Markdown | null {
  const url = amapUrl(stop)
  if (!isAhead(stop) || (stop.eta === null && stop.window === null && url === null)) return null
  return joined(' · ', [
    stop.window && t(planWords.setFor, { window: stop.window }),
    stop.eta,
    legText(stop, t),
    url !== null && link(t(planWords.navigate), url),
  ])
}

const tightWords = {
  closed: planWords.fitClosed,
  'too-far': planWords.fitTooFar,
  'hours-clash': planWords.fitHoursClash,
  'day-too-short': planWords.fitDayTooShort,
  'not-worth-it': planWords.fitDayTooShort,
} as const

/** What will not work out there today, while something can still be done about it. */
const tight = (stop: StopLine, t: T) =>
  isAhead(stop) && stop.fit ? colored('orange', t(tightWords[stop.fit])) : null

/** 坐标存疑: nobody should drive to that point before it is set anew. */
const doubt = (stop: StopLine, t: T) =>
  stop.doubtful ? colored('orange', t(planWords.doubtful)) : null

const why = (stop: StopLine, t: T) => colored('grey', whyText(t, stop))

const marks = {
  visiting: { word: planWords.markVisiting, color: 'blue' },
  visited: { word: planWords.markVisited, color: 'green' },
  skipped: { word: planWords.markSkipped, color: 'grey' },
  asked: { word: planWords.markAsked, color: 'orange' },
  refused: { word: planWords.markRefused, color: 'red' },
  missed: { word: planWords.markMissed, color: 'red' },
} as const

/** While it is still to be made: late, or too late. */
function behindText(stop: StopLine, t: T): Markdown | null {
  if (!isAhead(stop) || stop.behind === null) return null
  return stop.behind === 'late'
    ? colored('orange', t(planWords.markLate))
    : colored('red', t(planWords.markTooLate))
}

/** What became of the stop, in words and colour; nothing while it is open. */
export function markText(stop: Pick<StopLine, 'mark'>, t: T): Markdown | null {
  if (stop.mark === 'open') return null
  const { word, color } = marks[stop.mark]
  return colored(color, t(word))
}

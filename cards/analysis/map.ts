/** 签到地图: a picture of check-ins, and the same ones as a list in their order. */
import type { DayRange } from '../../src/domain/range-words.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Card } from '../kit/card.ts'
import { note, para, picture, point } from '../kit/elements.ts'
import { bold, colored, joined, type Markdown, md } from '../kit/markdown.ts'
import { cut, distanceText } from '../plans/words.ts'
import { analysisCard, otherDays, paged, subtitleOf, titleOf } from './parts.ts'
import type { AnalysisHead } from './view.ts'

export interface MapView extends AnalysisHead {
  readonly before: DayRange
  /** An image key, `failed` when none could be made, null while it is being drawn. */
  readonly picture: string | null
  /** One person's day: the numbers are its order. */
  readonly isWay: boolean
  readonly checkIns: readonly {
    readonly rep: string
    readonly customer: string
    readonly date: LocalDate
    /** Local times. */
    readonly inAt: string
    readonly outAt: string | null
    readonly dwellMinutes: number | null
    readonly distanceM: number | null
    readonly hasPoint: boolean
    /** Known to the reader, or false. */
    readonly doubtful: boolean
    readonly gapMinutes: number | null
    readonly legM: number | null
  }[]
}

const linesOnAPage = 15

export function mapCard(view: MapView, t: T): Card {
  const { checkIns } = view
  const all = checkIns.length
  const shown = checkIns.filter(({ hasPoint }) => hasPoint).length
  const doubtful = checkIns.filter((one) => one.doubtful).length
  const first = paged(checkIns, view.ask, t, linesOnAPage)
  return analysisCard(
    {
      state: 'todo',
      title: titleOf('map', [view.name], t),
      subtitle: subtitleOf(view, t),
    },
    point(all === 0 ? t(w.mapNothing) : t(w.mapFinding, { n: all })),
    all > shown && note(t(w.mapWithout, { n: all - shown })),
    pictureOf(view, shown, t),
    doubtful > 0 && para(colored('red', t(w.mapDoubtful, { n: doubtful }))),
    all > 0 &&
      para(
        joined(
          '\n',
          first.here.map((one, i) => lineOf(one, first.page * linesOnAPage + i + 1, view, t)),
        ),
      ),
    first.pager,
    otherDays(view, view.before, t),
  )
}

function pictureOf({ picture: key, isWay }: MapView, shown: number, t: T) {
  if (shown === 0) return null
  if (key === null) return note(t(w.mapDrawing))
  if (key === 'failed') return note(t(w.mapFailed))
  return [picture(key, t(isWay ? w.mapWay : w.mapDots)), note(t(isWay ? w.mapWay : w.mapDots))]
}

function lineOf(one: MapView['checkIns'][number], n: number, view: MapView, t: T): Markdown {
  const head = joined(' ', [
    md`${n}`,
    bold(cut(one.customer, 18)),
    view.ask.from !== view.ask.to && one.date.slice(5),
    one.outAt ? `${one.inAt}–${one.outAt}` : one.inAt,
  ])
  return joined(' · ', [
    head,
    view.people > 1 && cut(one.rep, 8),
    one.dwellMinutes !== null && t(w.minutes, { n: one.dwellMinutes }),
    one.gapMinutes !== null && t(w.mapGap, { n: Math.round(one.gapMinutes) }),
    one.legM !== null && distanceText(t, one.legM),
    one.distanceM !== null && t(w.mapDistance, { distance: distanceText(t, one.distanceM) }),
    !one.hasPoint && colored('grey', t(w.mapNoPoint)),
    one.doubtful && colored('red', t(w.mapDoubt)),
  ])
}

/** 客户覆盖: shares by grade and area, and the customers that were not visited, the worst first. */
import { rate } from '../../src/domain/performance/rates.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { analysisWords as w } from '../../src/i18n/analysis.ts'
import type { T } from '../../src/i18n/t.ts'
import { exportButton } from '../exports/button.ts'
import type { Card, Part } from '../kit/card.ts'
import { button, buttons, hr, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { percent } from '../performance/parts.ts'
import { cut } from '../plans/words.ts'
import { analysisActions } from './actions.ts'
import { analysisCard, paged, shareBars, subtitleOf, titleOf } from './parts.ts'
import type { AnalysisHead } from './view.ts'

export interface CoverageCount {
  readonly key: string
  readonly assigned: number
  readonly covered: number
}

export interface MissedCustomer {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  readonly area: string
  readonly owner: string
  readonly lastOn: LocalDate | null
  /** Days since then. */
  readonly ago: number | null
  readonly plannedOn: LocalDate | null
}

export interface CoverageView extends AnalysisHead {
  readonly total: { readonly assigned: number; readonly covered: number }
  readonly grades: readonly CoverageCount[]
  /** The lowest share first. */
  readonly areas: readonly CoverageCount[]
  readonly byTeam: boolean
  /** Counted from the first of the month on, which is earlier than was asked for. */
  readonly isWidened: boolean
  readonly mayPlan: boolean
  readonly missed: readonly MissedCustomer[]
}

export const missedOnAPage = 6
const shownAreas = 5
const maxAreas = 40

export function coverageCard(view: CoverageView, t: T): Card {
  const { total, missed } = view
  const { assigned, covered } = total
  return analysisCard(
    {
      state: 'todo',
      title: titleOf('coverage', [view.name], t),
      subtitle: subtitleOf(view, t),
    },
    point(
      assigned === 0
        ? t(w.coverageNobody)
        : t(w.coverageFinding, { rate: percent(rate(covered, assigned)), covered, assigned }),
    ),
    view.isWidened && note(t(w.coverageSince, { from: view.range.from.slice(5) })),
    gradeChart(view, t),
    areaParts(view, t),
    assigned > 0 && hr(),
    assigned > 0 &&
      para(
        bold(missed.length === 0 ? t(w.coverageAll) : t(w.coverageMissed, { n: missed.length })),
      ),
    list(view, t),
    buttons(exportButton({ kind: 'coverage', ...view.range, ...whoOf(view.ask.who) }, t)),
  )
}

/** Whose customers: of a person, of a team with those below, or all that the reader may see. */
const whoOf = ([id = '']: readonly string[]) => ({
  teamCode: id.startsWith('t:') ? id.slice(2) : null,
  openId: id.startsWith('p:') ? id.slice(2) : null,
})

const nameOf = (grade: string, t: T) => (grade === '' ? t(w.noGrade) : t(w.ofGrade, { grade }))
const countText = ({ covered, assigned }: CoverageCount, t: T) =>
  t(w.coverageCount, { rate: percent(rate(covered, assigned)), covered, assigned })

function gradeChart({ grades }: CoverageView, t: T): Part[] {
  if (grades.length < 2) return []
  return [
    note(t(w.coverageByGrade)),
    shareBars(
      grades.flatMap(({ key, assigned, covered }) => [
        { name: nameOf(key, t), kind: t(w.visited), n: covered },
        { name: nameOf(key, t), kind: t(w.notVisited), n: assigned - covered },
      ]),
    ),
    para(
      joined(
        '\n',
        grades.map((one) => md`${bold(nameOf(one.key, t))} ${countText(one, t)}`),
      ),
    ),
  ]
}

function areaParts({ areas, byTeam }: CoverageView, t: T): Part[] {
  if (areas.length < 2) return []
  const none = t(byTeam ? w.noTeam : w.noLine)
  const line = (one: CoverageCount) => md`${bold(cut(one.key || none, 14))} ${countText(one, t)}`
  const rest = areas.slice(shownAreas, maxAreas)
  return [
    para(bold(t(byTeam ? w.coverageTeams : w.coverageLines, { n: areas.length }))),
    para(joined('\n', areas.slice(0, shownAreas).map(line))),
    rest.length > 0 &&
      panel(t(w.coverageMore, { n: rest.length }), [para(joined('\n', rest.map(line)))]),
  ]
}

function list(view: CoverageView, t: T): Part[] {
  const { missed, ask, people, mayPlan } = view
  const { here, pager, page } = paged(missed, ask, t, missedOnAPage)
  return [
    ...here.map((one) =>
      row(
        joined('\n', [
          joined(' · ', [bold(cut(one.name, 24)), one.grade && t(w.ofGrade, { grade: one.grade })]),
          colored(
            'grey',
            joined(' · ', [
              one.ago === null ? t(w.neverVisited) : t(w.visitedAgo, { n: one.ago }),
              people > 1 && cut(one.owner, 12),
              one.area && cut(one.area, 12),
            ]),
          ),
        ]),
        one.plannedOn
          ? t(w.plannedOn, { day: one.plannedOn.slice(5) })
          : mayPlan
            ? button(t(w.plan), analysisActions.plan({ ...ask, page, customerCode: one.code }), {
                size: 'small',
                fill: false,
              })
            : null,
      ),
    ),
    pager,
  ]
}

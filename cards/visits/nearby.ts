/** 附近客户: the nearest customers seen from a location that was sent. */
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, linkButton, note, para, point } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { visitActions } from './actions.ts'
import { distanceText, type PlaceOption, short } from './parts.ts'

export interface NearbyRow extends PlaceOption {
  /** `11-10`, null when never visited. */
  readonly lastVisit: string | null
  readonly inReach: boolean
  /** Null without a point. */
  readonly navigation: string | null
  /** On the plan of today, visited or not. */
  readonly onPlan: boolean
}

export function nearbyCard(fixId: string, rows: readonly NearbyRow[], t: T): Card {
  return card(
    { state: 'todo', title: t(w.nearbyTitle) },
    point(rows.length === 0 ? t(w.nearbyNone) : t(w.nearbyPoint, { n: rows.length })),
    rows.map((row) => rowOf(fixId, row, row === rows.find((one) => one.inReach), t)),
    rows.length === 0 && button(t(w.relocate), visitActions.relocate({}), { kind: 'primary' }),
  )
}

function rowOf(fixId: string, row: NearbyRow, isFirst: boolean, t: T): Part {
  const { code: customerCode } = row
  const last = row.lastVisit ? t(w.lastVisitOn, { date: row.lastVisit }) : t(w.neverVisited)
  const grade = row.grade ? t(w.gradeTag, { grade: row.grade }) : null
  const far = row.distanceM === null ? t(w.noPinYet) : distanceText(t, row.distanceM)
  const facts = [far, grade, last, row.onPlan && t(w.onPlanToday)]
  return [
    para(md`${bold(short(row.name, 40))}\n${joined(' · ', facts)}`),
    buttons(
      row.inReach
        ? button(
            t(row.planned ? w.checkIn : w.adhoc),
            visitActions.choose({ fixId, customerCode }),
            { size: 'small', kind: isFirst ? 'primary' : 'default' },
          )
        : row.navigation
          ? linkButton(t(w.navigate), row.navigation, { size: 'small' })
          : button(t(w.checkIn), visitActions.intend({ customerCode }), { size: 'small' }),
      !row.onPlan &&
        button(t(w.addToPlan), visitActions.addToPlan({ customerCode }), { size: 'small' }),
    ),
  ]
}

/** No location of the last half hour. */
export function nearbyAskCard(t: T): Card {
  return card(
    { state: 'todo', title: t(w.nearbyTitle) },
    point(t(w.nearbyAsk)),
    para(t(w.sendLocationSteps)),
    note(t(w.nearbyAskHint)),
  )
}

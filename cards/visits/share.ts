/**
 * 分享: what came of a visit, in the team's group. Results and counts only, as the text that people agreed to
 * says: no photo, no place, no words, nothing about trust.
 */
import { formatMoney } from '../../src/domain/money.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { visitShareWords as s } from '../../src/i18n/visits-share.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, note, para, point } from '../kit/elements.ts'
import { joined } from '../kit/markdown.ts'
import { visitActions } from './actions.ts'
import { short } from './parts.ts'
import type { DoneView } from './view.ts'

/** On the card of a closed visit: the button, or when it was shared; nothing where there is no group. */
export function sharePart({ id: visitId, share }: Pick<DoneView, 'id' | 'share'>, t: T): Part {
  if (!share) return null
  if (share.at !== null) return note(t(s.shared, { team: short(share.team, 20), at: share.at }))
  return button(t(s.share), visitActions.share({ visitId }), {
    confirm: {
      title: t(s.sure, { team: short(share.team, 20) }),
      text: t(s.what),
    },
  })
}

export interface SharedVisit
  extends Pick<
    DoneView,
    'customer' | 'minutes' | 'photos' | 'orderFen' | 'outcome' | 'nextVisitOn'
  > {
  readonly repName: string
  /** `11月24日 周二 09:38`. */
  readonly when: string
}

/** The card in the group. */
export function sharedVisitCard(visit: SharedVisit, t: T): Card {
  const { outcome, orderFen, minutes, nextVisitOn } = visit
  return card(
    {
      state: 'done',
      title: t(s.title, { name: short(visit.customer.name) }),
      subtitle: visit.when,
      tags: visit.customer.grade
        ? [{ text: t(w.gradeTag, { grade: visit.customer.grade }), color: 'neutral' }]
        : [],
    },
    point(
      joined(' · ', [
        short(visit.repName, 20),
        outcome && inLocale(outcome, t.locale),
        orderFen !== null && t(w.orderSum, { amount: formatMoney(orderFen) }),
      ]),
    ),
    para(
      joined(' · ', [
        minutes !== null && t(w.doneFacts, { minutes }),
        t(w.photoCount, { n: visit.photos }),
        nextVisitOn !== null && t(s.next, { date: nextVisitOn }),
      ]),
    ),
  )
}

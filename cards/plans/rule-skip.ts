/** A rep wants to skip a stop: what the manager decides, and what the rep hears. */
import type { LocalDate } from '../../src/domain/time.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { planActions } from './actions.ts'
import type { StopLine } from './view.ts'
import { cut, dayText, type SkipSaid, skipReasonText, whyText } from './words.ts'

export interface SkipRequest {
  readonly stop: StopLine & { readonly stopId: string }
  readonly date: LocalDate
  readonly repName: string
  readonly reason: SkipSaid
  readonly ruling:
    | { readonly kind: 'open' | 'visited' }
    | { readonly kind: 'approved' | 'refused'; readonly byName: string }
}

/** The manager's card of one request, before and after the ruling. */
export function skipRequestCard(request: SkipRequest, t: T): Card {
  const { stop, ruling } = request
  const { stopId } = stop
  const states = { open: 'needsYou', visited: 'over', approved: 'done', refused: 'over' } as const
  const open = ruling.kind === 'open'
  return card(
    {
      state: states[ruling.kind],
      title: t(planWords.ruleTitle, { rep: request.repName }),
      subtitle: t(planWords.ruleWhen, { day: dayText(t, request.date), n: stop.sequence }),
    },
    point(rulingText(request, t)),
    !open && para(t(planWords.rulePoint, { customer: cut(stop.name, 40) })),
    para(skipReasonText(t, request.reason)),
    note(whyText(t, stop)),
    open &&
      buttons(
        button(t(planWords.approve), planActions.ruleSkip({ stopId, approve: true }), {
          kind: 'primary',
        }),
        button(t(planWords.refuse), planActions.ruleSkip({ stopId, approve: false })),
      ),
  )
}

/** What has become of the request, or what is asked. */
export function rulingText({ ruling, stop }: SkipRequest, t: T): string {
  switch (ruling.kind) {
    case 'open':
      return t(planWords.rulePoint, { customer: cut(stop.name, 40) })
    case 'visited':
      return t(planWords.visitedMeanwhile)
    case 'approved':
      return t(planWords.approvedBy, { name: ruling.byName })
    case 'refused':
      return t(planWords.refusedBy, { name: ruling.byName })
  }
}

/** Tells the rep that the stop is still to be visited. */
export function skipRefusedCard(
  request: { repOpenId: string; date: LocalDate; customerName: string; byName: string },
  t: T,
): Card {
  const { repOpenId, date, customerName, byName } = request
  return card(
    {
      state: 'needsYou',
      title: t(planWords.refusedTitle, { customer: cut(customerName, 40) }),
      subtitle: dayText(t, date),
    },
    point(t(planWords.refusedPoint, { name: byName })),
    button(t(planWords.openPlan), planActions.show({ repOpenId, date })),
  )
}

/** What the form of the check-out is filled in with. */
import type { Card } from '../../../cards/kit/card.ts'
import { checkOutCard } from '../../../cards/visits/check-out.ts'
import type { CustomerName } from '../../../cards/visits/parts.ts'
import type { CheckOutDraft } from '../../../cards/visits/view.ts'
import { fenToYuan } from '../../domain/money.ts'
import { dwellMinutes, isStayTooShort } from '../../domain/visits/summary.ts'
import type { T } from '../../i18n/t.ts'
import { nameOf } from './names.ts'
import { problemsOf, type Scene, summaryOf } from './scene.ts'
import type { Visit } from './store/visits.ts'

/** The form of the check-out, filled in with what is known. */
export function checkOutFormCard(
  scene: Scene,
  options: {
    now: Date
    draft: CheckOutDraft
    onTo?: { fixId: string; customer: CustomerName } | undefined
  },
  t: T,
): Card {
  const { visit, rules } = scene
  const draft: CheckOutDraft = {
    ...storedDraft(visit),
    summary: summaryOf(scene),
    ...options.draft,
  }
  const outcomeRequired = false
  const summary = draft.summary ?? ''
  return checkOutCard(
    {
      visitId: visit.id,
      customer: nameOf(scene.customer, visit.customerCode),
      planned: visit.planned,
      problems: problemsOf(
        scene,
        { summary, outcome: draft.outcome, outcomeRequired },
        options.now,
      ),
      outcomes: rules.outcomes,
      summaryMin: rules.summaryMin,
      shortStay: shortStay(scene, options.now),
      draft,
      noteId: newestId(scene.notes),
      onTo: options.onTo,
    },
    t,
  )
}

function shortStay({ visit, rules }: Scene, now: Date) {
  const minutes = dwellMinutes(visit.checkedInAt, now)
  const min = rules.minStayMinutes
  return isStayTooShort(minutes, min) ? { minutes, min } : null
}

function storedDraft(visit: Visit): CheckOutDraft {
  return {
    outcome: visit.outcome ?? undefined,
    orderAmount: visit.orderAmountFen === null ? undefined : fenToYuan(visit.orderAmountFen),
    nextStep: visit.nextStep ?? undefined,
    nextVisitOn: visit.nextVisitOn ?? undefined,
  }
}

/** Ids are in order of arrival. */
function newestId(notes: readonly { id: string }[]): string | undefined {
  return notes
    .map(({ id }) => id)
    .toSorted()
    .at(-1)
}

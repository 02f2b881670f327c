/** 签退: the form, and what is missing first. */
import { inLocale, type T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { visitActions } from './actions.ts'
import { missingLine } from './missing.ts'
import { short, tagsOf } from './parts.ts'
import type { CheckOutView } from './view.ts'

/**
 * The form of the check-out with what was typed before. No field is `required` at the platform:
 * what is needed depends on the result, and a refusal must say why.
 */
export function checkOutCard(view: CheckOutView, t: T): Card {
  const { visitId, draft, onTo } = view
  const next = onTo ? { fixId: onTo.fixId, customerCode: onTo.customer.code } : {}
  return card(
    {
      state: 'progress',
      title: t(w.checkOutTitle, { name: short(view.customer.name) }),
      tags: tagsOf(t, view.customer, view.planned),
    },
    point(view.problems.length === 0 ? t(w.formReady) : missingLine(t, view.problems)),
    onTo !== undefined && note(t(w.thenCheckIn, { name: onTo.customer.name })),
    view.shortStay !== null && note(t(w.shortStay, view.shortStay)),
    form(
      visitActions.submit({ visitId, ...next, ...(view.noteId ? { noteId: view.noteId } : {}) }),
      t(w.submit),
      (f) => [
        f.select('outcome', {
          label: `${t(w.outcome)} *`,
          placeholder: t(w.outcome),
          choices: view.outcomes.map(({ value, label }) => ({
            value,
            label: inLocale(label, t.locale),
          })),
          initial: draft.outcome,
        }),
        f.textArea('summary', {
          label: view.summaryMin > 0 ? `${t(w.summary)} *` : t(w.summary),
          placeholder:
            view.summaryMin > 0 ? t(w.summaryHint, { n: view.summaryMin }) : t(w.optional),
          initial: draft.summary,
        }),
        f.line('orderAmount', {
          label: t(w.orderAmount),
          placeholder: t(w.orderAmountHint),
          initial: draft.orderAmount,
        }),
        f.line('nextStep', {
          label: t(w.nextStep),
          placeholder: t(w.optional),
          initial: draft.nextStep,
        }),
        f.date('nextVisitOn', { label: t(w.nextVisitOn), initial: draft.nextVisitOn }),
      ],
    ),
    note(t(w.closedShopHint)),
    button(t(w.back), visitActions.show({ visitId }), { kind: 'text' }),
  )
}

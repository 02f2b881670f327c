/** 协访: whom to ask, what was agreed, and that somebody cannot come. */
import { z } from 'zod'
import { type LocalDate, localDate } from '../../src/domain/time.ts'
import { jointWords as w } from '../../src/i18n/plan-joint.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions, optionalDate, optionalText } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, md } from '../kit/markdown.ts'
import { planActions } from './actions.ts'
import { cut, dayText } from './words.ts'

const joint = z.object({ jointId: z.uuid() })

export const jointActions = defineActions('joint', {
  /** 协访 on a stop. */
  ask: { payload: z.object({ stopId: z.uuid() }) },
  agree: {
    payload: z.object({ customerCode: z.string().nullable(), date: localDate.nullable() }),
    form: z.object({ person: optionalText, customer: optionalText, date: optionalDate }),
  },
  /** 去不了 / 取消协访: asks why. */
  end: { payload: joint },
  submitEnd: { payload: joint, form: z.object({ reason: optionalText }) },
})

export interface JointAsk {
  readonly customer: { readonly code: string; readonly name: string } | null
  readonly date: LocalDate | null
  readonly people: readonly { readonly openId: string; readonly name: string }[]
}

/** Each option is a node of the card. */
const peopleOffered = 100

export function jointAskCard({ customer, date, people }: JointAsk, t: T): Card {
  const call = jointActions.agree({ customerCode: customer?.code ?? null, date })
  return card(
    {
      state: 'needsYou',
      title: customer ? t(w.title, { name: cut(customer.name, 30) }) : t(w.plainTitle),
      subtitle: date ? dayText(t, date) : undefined,
    },
    point(t(w.ask)),
    form(call, t(w.submit), (f) => [
      f.select('person', {
        label: t(w.person),
        required: true,
        choices: people
          .slice(0, peopleOffered)
          .map(({ openId, name }) => ({ value: openId, label: cut(name, 16) })),
      }),
      !customer &&
        f.line('customer', {
          label: t(w.customer),
          placeholder: t(w.customerHint),
          required: true,
        }),
      !date && f.date('date', { label: t(w.day), required: true }),
    ]),
  )
}

export interface JointView {
  readonly jointId: string
  readonly customer: string
  readonly address: string | null
  readonly date: LocalDate
  readonly by: string
  readonly with: string
  /** The reader is who asked; otherwise the one who was asked. */
  readonly asked: boolean
  readonly readerOpenId: string
  readonly status: 'agreed' | 'declined' | 'cancelled'
  readonly endedBy: string | null
  readonly reason: string | null
  /** Names of those who do not work that day. */
  readonly off: readonly string[]
  readonly isPast: boolean
}

export function jointCard(view: JointView, t: T): Card {
  const { jointId, status, date, reason, endedBy } = view
  const stands = status === 'agreed'
  return card(
    {
      state: stands ? (view.asked ? 'done' : 'needsYou') : 'over',
      title: t(w.title, { name: cut(view.customer, 30) }),
      subtitle: dayText(t, date),
    },
    point(
      stands
        ? view.asked
          ? t(w.point, { day: dayText(t, date), a: cut(view.by, 12), b: cut(view.with, 12) })
          : t(w.invited, { name: cut(view.by, 12) })
        : t(status === 'declined' ? w.declinedBy : w.cancelledBy, { name: cut(endedBy ?? '', 12) }),
    ),
    view.address && para(md`${bold(t(w.address))}　${cut(view.address, 60)}`),
    reason && para(md`${bold(t(w.reason))}　${cut(reason, 200)}`),
    stands && note(t(w.both)),
    status === 'declined' && note(t(w.aloneNote, { name: cut(view.by, 12) })),
    status === 'cancelled' && note(t(w.goneNote)),
    stands && view.off.map((name) => note(t(w.off, { name: cut(name, 12) }))),
    buttons(
      button(
        t(w.openPlan),
        planActions.show({ repOpenId: view.readerOpenId, date }),
        stands ? { kind: 'primary' } : {},
      ),
      stands &&
        !view.isPast &&
        button(t(view.asked ? w.cancel : w.decline), jointActions.end({ jointId })),
    ),
  )
}

export function jointEndCard(view: JointView, t: T): Card {
  const { jointId } = view
  return card(
    {
      state: 'needsYou',
      title: t(w.title, { name: cut(view.customer, 30) }),
      subtitle: dayText(t, view.date),
    },
    point(t(view.asked ? w.cancel : w.decline)),
    form(jointActions.submitEnd({ jointId }), t(w.send), (f) => [
      f.textArea('reason', {
        label: t(w.reason),
        placeholder: t(w.reasonHint),
        required: !view.asked,
      }),
    ]),
  )
}

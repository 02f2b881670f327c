/** Asking for leave, and what the person and the manager see of it. */
import type { LocalDate } from '../../src/domain/time.ts'
import { leaveWords } from '../../src/i18n/leave.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, hr, note, para, point, row } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { leaveActions } from './actions.ts'
import {
  daysText,
  kindText,
  type LeaveKind,
  type LeavePart,
  type LeaveView,
  statusText,
  whenText,
} from './view.ts'

export interface LeaveDraft {
  readonly kind: LeaveKind
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly part: LeavePart
  readonly reason: string | null
  /** Words that were to be a day and are none. */
  readonly unknown: string | null
  /** What is asked for or granted already and not over. */
  readonly mine: readonly LeaveView[]
}

/** `请假`: days, part, kind and reason in one form. */
export function leaveFormCard(draft: LeaveDraft, t: T): Card {
  return card(
    { state: 'todo', title: kindText(t, draft.kind) },
    point(t(leaveWords.formPoint)),
    draft.unknown !== null && para(t(leaveWords.dateUnknown, { text: cut(draft.unknown, 30) })),
    form(leaveActions.submit({}), t(leaveWords.submit), (f) => [
      f.date('first', {
        label: t(leaveWords.firstDay),
        required: true,
        initial: draft.from ?? undefined,
      }),
      f.date('last', {
        label: t(leaveWords.lastDay),
        initial: draft.to && draft.to !== draft.from ? draft.to : undefined,
      }),
      f.select('part', {
        label: t(leaveWords.part),
        initial: draft.part || 'day',
        choices: [
          { value: 'day', label: t(leaveWords.wholeDay) },
          { value: 'am', label: t(leaveWords.morning) },
          { value: 'pm', label: t(leaveWords.afternoon) },
        ],
      }),
      f.select('kind', {
        label: t(leaveWords.kind),
        initial: draft.kind,
        choices: [
          { value: 'leave', label: t(leaveWords.leave) },
          { value: 'trip', label: t(leaveWords.trip) },
        ],
      }),
      f.line('reason', {
        label: t(leaveWords.reason),
        placeholder: t(leaveWords.reasonHint),
        initial: draft.reason ?? undefined,
      }),
    ]),
    draft.mine.length > 0 && [
      hr(),
      para(bold(t(leaveWords.mine))),
      ...draft.mine
        .slice(0, 5)
        .map((view) =>
          row(
            joined('\n', [
              `${kindText(t, view.kind)} · ${whenText(t, view)}`,
              colored('grey', statusText(t, view)),
            ]),
            view.mayCancel ? cancelButton(view, t, 'small') : null,
          ),
        ),
    ],
  )
}

const cancelButton = (view: LeaveView, t: T, size: 'small' | 'medium' = 'medium') =>
  button(t(leaveWords.cancel), leaveActions.cancel({ requestId: view.requestId }), {
    size,
    fill: size === 'medium',
    confirm: {
      title: t(leaveWords.cancelSure, { kind: kindText(t, view.kind) }),
      text: t(leaveWords.cancelWhat),
    },
  })

const states = { asked: 'progress', approved: 'done', refused: 'over', cancelled: 'over' } as const

const reasonText = (t: T, reason: string | null) =>
  reason ? t(leaveWords.reasonIs, { reason: cut(reason, 200) }) : t(leaveWords.noReason)

/** The person's own card of one request. */
export function leaveCard(view: LeaveView, t: T): Card {
  return card(
    {
      state: states[view.status],
      title: t(leaveWords.title, { kind: kindText(t, view.kind), days: daysText(t, view) }),
    },
    point(statusText(t, view)),
    para(joined('\n', [whenText(t, view), reasonText(t, view.reason)])),
    (view.status === 'asked' || view.status === 'approved') && note(t(leaveWords.effect)),
    view.mayCancel && cancelButton(view, t),
  )
}

/** The manager's card of one request, before and after the ruling. */
export function leaveRequestCard(view: LeaveView, t: T): Card {
  const { requestId, name } = view
  const kind = kindText(t, view.kind)
  const asked = t(leaveWords.askPoint, {
    name: cut(name, 20),
    kind: t.locale === 'en' ? kind.toLowerCase() : kind,
    when: whenText(t, view),
  })
  const open = view.status === 'asked'
  return card(
    {
      state: open ? 'needsYou' : states[view.status],
      title: t(leaveWords.askTitle, { kind, name: cut(name, 20) }),
    },
    point(open ? asked : statusText(t, view)),
    !open && para(asked),
    para(reasonText(t, view.reason)),
    open &&
      buttons(
        button(t(leaveWords.approve), leaveActions.rule({ requestId, approve: true }), {
          kind: 'primary',
        }),
        button(t(leaveWords.refuse), leaveActions.rule({ requestId, approve: false })),
      ),
  )
}

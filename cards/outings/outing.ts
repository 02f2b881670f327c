/** 外出: the form, an outing on its way, and what came of it. */
import type { OutingKind, OutingResult } from '../../src/domain/outings.ts'
import { outingWords as w } from '../../src/i18n/outings.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Element, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { planActions } from '../plans/actions.ts'
import { cut, dayText } from '../plans/words.ts'
import { type OnPlan, outingActions } from './actions.ts'
import { kindText, type OutingView, resultText, sinceText, spanText } from './view.ts'

export interface OutingFormView {
  readonly kinds: readonly OutingKind[]
  readonly onLeave: boolean
}

/** What somebody goes out for; `onPlan`: asked in the place of a plan card. */
export function outingFormCard({ kinds, onLeave }: OutingFormView, t: T, onPlan?: OnPlan): Card {
  return card(
    { state: 'todo', title: t(w.formTitle) },
    point(t(w.formPoint)),
    form(outingActions.start({ onPlan }), t(w.start), (f) => [
      f.select('kind', {
        label: t(w.kind),
        required: true,
        choices: kinds.map((kind) => ({ value: kind.zh, label: kindText(t, kind) })),
      }),
      f.line('reason', { label: t(w.reason), placeholder: t(w.reasonHint) }),
    ]),
    note(t(w.formHint)),
    onLeave && note(t(w.onLeave)),
    toPlan(onPlan, t),
  )
}

/** Back to the plan card in whose place something is asked. */
const toPlan = (onPlan: OnPlan, t: T): Part =>
  onPlan && button(t(planWords.backToPlan), planActions.show(onPlan))

/** The card of an outing for its whole life; in the place of a plan card only while it is open. */
export function outingCard(view: OutingView, t: T, onPlan?: OnPlan): Card {
  const kind = cut(kindText(t, view.kind), 20)
  if (view.status === 'open') return openCard(view, kind, t, onPlan)
  if (view.status === 'cancelled') {
    return card(
      { state: 'over', title: t(w.cancelledTitle, { kind }) },
      point(sinceText(t, view)),
      buttons(button(t(w.again), outingActions.open({}))),
    )
  }
  const { outingId, result } = view
  return card(
    {
      state: result === 'done' ? 'done' : 'over',
      title: t(w.endedTitle, { kind }),
      subtitle: dayText(t, view.date),
    },
    point(t(w.endedPoint, { result: resultText(t, result), span: spanText(t, view) })),
    factParts(view, t),
    buttons(
      view.ended &&
        result &&
        view.note === null &&
        button(t(w.addNote), outingActions.addNote({ outingId }), { kind: 'primary' }),
      button(t(w.again), outingActions.open({})),
    ),
  )
}

function openCard(view: OutingView, kind: string, t: T, onPlan: OnPlan): Card {
  const { outingId } = view
  return card(
    {
      state: view.isOld ? 'needsYou' : 'progress',
      title: t(w.openTitle, { kind }),
      subtitle: sinceText(t, view),
    },
    point(view.isOld ? t(w.leftOpen, { day: dayText(t, view.date) }) : t(w.openPoint)),
    factParts(view, t),
    resultButtons({ outingId, onPlan }, t),
    view.mayCancel &&
      button(t(w.cancel), outingActions.cancel({ outingId, onPlan }), {
        kind: 'text',
        confirm: { title: t(w.cancelSure), text: t(w.cancelWhat) },
      }),
    toPlan(onPlan, t),
  )
}

interface Where {
  readonly outingId: string
  readonly onPlan?: OnPlan
}

const resultButtons = (where: Where, t: T): Element[] =>
  buttons(
    button(t(w.done), outingActions.end({ ...where, result: 'done' }), { kind: 'primary' }),
    button(t(w.partly), outingActions.end({ ...where, result: 'partly' })),
    button(t(w.failed), outingActions.end({ ...where, result: 'failed' })),
  )

function factParts(view: OutingView, t: T): Part[] {
  const { n, names } = view.visits
  const said = { n, names: names.map((name) => cut(name, 16)).join(t(w.comma)) }
  return [
    view.reason && para(t(w.reasonIs, { text: cut(view.reason, 200) })),
    view.note && para(t(w.noteIs, { text: cut(view.note, 300) })),
    n > 0 && para(t(n > names.length ? w.visitsMore : w.visits, said)),
  ]
}

interface Told extends Where {
  readonly result: OutingResult
}

const noteForm = (told: Told, t: T) =>
  form(outingActions.tell(told), t(w.submit), (f) => [
    f.textArea('note', { label: t(w.note), placeholder: t(w.noteHint), required: true }),
  ])

/** What is missing, asked before an outing ends that was not done in full. */
export function outingNoteCard(
  view: OutingView,
  result: OutingResult,
  t: T,
  onPlan?: OnPlan,
): Card {
  const { outingId } = view
  const title = { result: resultText(t, result), kind: cut(kindText(t, view.kind), 20) }
  return card(
    { state: 'needsYou', title: t(w.askTitle, title), subtitle: sinceText(t, view) },
    point(t(view.status === 'open' ? w.askPoint : w.addNote)),
    factParts({ ...view, note: null }, t),
    noteForm({ outingId, onPlan, result }, t),
    buttons(button(t(w.back), outingActions.show({ outingId, onPlan }))),
  )
}

/** In the evening, on a card of nudges. */
export const openOutingSection = (view: OutingView, t: T): NudgeSection => {
  const kind = cut(kindText(t, view.kind), 20)
  const when = view.isOld ? `${dayText(t, view.date)} ${view.startedAt}` : view.startedAt
  return {
    point: t(w.chasePoint, { kind, when }),
    parts: [factParts(view, t), resultButtons({ outingId: view.outingId }, t), note(t(w.chaseHow))],
    act: null,
  }
}

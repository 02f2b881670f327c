/** 外出: the form, an outing on its way, and what came of it. */
import type { OutingKind, OutingResult } from '../../src/domain/outings.ts'
import { outingWords as w } from '../../src/i18n/outings.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Element, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { cut, dayText } from '../plans/words.ts'
import { outingActions } from './actions.ts'
import { kindText, type OutingView, resultText, spanText } from './view.ts'

export interface OutingFormView {
  readonly kinds: readonly OutingKind[]
  readonly onLeave: boolean
}

/** What somebody goes out for. */
export function outingFormCard({ kinds, onLeave }: OutingFormView, t: T): Card {
  return card(
    { state: 'todo', title: t(w.formTitle) },
    point(t(w.formPoint)),
    form(outingActions.start({}), t(w.start), (f) => [
      f.select('kind', {
        label: t(w.kind),
        required: true,
        choices: kinds.map((kind) => ({ value: kind.zh, label: kindText(t, kind) })),
      }),
      f.line('reason', { label: t(w.reason), placeholder: t(w.reasonHint) }),
    ]),
    note(t(w.formHint)),
    onLeave && note(t(w.onLeave)),
  )
}

/** The card of an outing for its whole life. */
export function outingCard(view: OutingView, t: T): Card {
  const kind = cut(kindText(t, view.kind), 20)
  if (view.status === 'open') return openCard(view, kind, t)
  if (view.status === 'cancelled') {
    return card(
      { state: 'over', title: t(w.cancelledTitle, { kind }) },
      point(whenText(view, t)),
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

const whenText = (view: OutingView, t: T) =>
  t(w.since, {
    when: view.isOld ? `${dayText(t, view.date)} ${view.startedAt}` : view.startedAt,
  })

function openCard(view: OutingView, kind: string, t: T): Card {
  const { outingId } = view
  return card(
    {
      state: view.isOld ? 'needsYou' : 'progress',
      title: t(w.openTitle, { kind }),
      subtitle: whenText(view, t),
    },
    point(view.isOld ? t(w.leftOpen, { day: dayText(t, view.date) }) : t(w.openPoint)),
    factParts(view, t),
    resultButtons(outingId, t),
    view.mayCancel &&
      button(t(w.cancel), outingActions.cancel({ outingId }), {
        kind: 'text',
        confirm: { title: t(w.cancelSure), text: t(w.cancelWhat) },
      }),
  )
}

const resultButtons = (outingId: string, t: T): Element[] =>
  buttons(
    button(t(w.done), outingActions.end({ outingId, result: 'done' }), { kind: 'primary' }),
    button(t(w.partly), outingActions.end({ outingId, result: 'partly' })),
    button(t(w.failed), outingActions.end({ outingId, result: 'failed' })),
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

interface Told {
  readonly outingId: string
  readonly result: OutingResult
}

const noteForm = (told: Told, t: T) =>
  form(outingActions.tell(told), t(w.submit), (f) => [
    f.textArea('note', { label: t(w.note), placeholder: t(w.noteHint), required: true }),
  ])

/** What is missing, asked before an outing ends that was not done in full. */
export function outingNoteCard(view: OutingView, result: OutingResult, t: T): Card {
  const { outingId } = view
  const title = { result: resultText(t, result), kind: cut(kindText(t, view.kind), 20) }
  return card(
    { state: 'needsYou', title: t(w.askTitle, title), subtitle: whenText(view, t) },
    point(t(view.status === 'open' ? w.askPoint : w.addNote)),
    factParts({ ...view, note: null }, t),
    noteForm({ outingId, result }, t),
    buttons(button(t(w.back), outingActions.show({ outingId }))),
  )
}

/** In the evening, on a card of nudges. */
export const openOutingSection = (view: OutingView, t: T): NudgeSection => {
  const kind = cut(kindText(t, view.kind), 20)
  const when = view.isOld ? `${dayText(t, view.date)} ${view.startedAt}` : view.startedAt
  return {
    point: t(w.chasePoint, { kind, when }),
    parts: [factParts(view, t), resultButtons(view.outingId, t), note(t(w.chaseHow))],
    act: null,
  }
}

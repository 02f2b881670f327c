/** The two forms of an answer: what the customer said, and why an alarm is none. */
import { contactOutcomes, falseReasons } from '../../src/domain/alarms/thread.ts'
import { alarmActWords as w } from '../../src/i18n/alarms-acts.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { cut } from '../plans/words.ts'
import { type AlarmPlace, alarmActions } from './actions.ts'
import { sentenceOf } from './sentence.ts'
import type { AlarmLine } from './view.ts'

type About = Pick<AlarmLine, 'alarmId' | 'name' | 'numbers'>

export function contactCard({ alarmId, name, numbers }: About, at: AlarmPlace, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.contactTitle, { name: cut(name, 20) }) },
    point(t(w.askContact)),
    para(sentenceOf({ numbers }, t)),
    form(alarmActions.told({ alarmId, at }), t(w.submit), (f) => [
      f.select('outcome', {
        label: t(w.outcome),
        required: true,
        choices: contactOutcomes.map((value) => ({ value, label: t(w[value]) })),
      }),
      f.textArea('note', { label: t(w.note), placeholder: t(w.noteHint) }),
      f.date('until', { label: t(w.until) }),
    ]),
    buttons(button(t(w.back), alarmActions.show({ at }))),
  )
}

export function falseAlarmCard({ alarmId, name, numbers }: About, at: AlarmPlace, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.falseTitle, { name: cut(name, 20) }) },
    point(t(w.askFalse)),
    para(sentenceOf({ numbers }, t)),
    form(alarmActions.isFalse({ alarmId, at }), t(w.submit), (f) => [
      f.select('reason', {
        label: t(w.reason),
        required: true,
        choices: falseReasons.map((value) => ({ value, label: t(w[value]) })),
      }),
      f.textArea('note', { label: t(w.note) }),
    ]),
    buttons(button(t(w.back), alarmActions.show({ at }))),
  )
}

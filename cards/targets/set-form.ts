/** The form of a target, for who would rather tap than write a line. */
import { chatMetrics } from '../../src/domain/performance/target-words.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { nameOf } from './parts.ts'
import { periodText } from './setting-parts.ts'
import type { SetFormView } from './setting-view.ts'

export function setFormCard(view: SetFormView, t: T): Card {
  const { teamCode, values: v, who, months } = view
  const month = months.find((one) => one === v.when) ?? months[0] ?? ''
  return card(
    {
      state: view.problem === null ? 'todo' : 'needsYou',
      title: t(w.formTitle, { team: cut(view.teamName, 16) }),
    },
    view.problem !== null && para(bold(view.problem)),
    form(a.save({ teamCode }), t(w.save), (f) => [
      who
        ? f.select('who', {
            label: t(w.who),
            required: true,
            initial: v.who,
            choices: who.map(({ scope, name }) => ({ value: scope, label: cut(name, 20) })),
          })
        : f.line('who', {
            label: t(w.who),
            required: true,
            placeholder: t(w.whoExample),
            initial: v.who,
          }),
      f.select('when', {
        label: t(w.when),
        required: true,
        initial: v.when,
        choices: months.map((value) => ({ value, label: periodText(value, t) })),
      }),
      f.select('metric', {
        label: t(w.metric),
        required: true,
        initial: v.metric,
        choices: chatMetrics.map((value) => ({ value, label: nameOf(value, t) })),
      }),
      f.line('goods', { label: t(w.goodsField), initial: v.goods }),
      f.line('value', {
        label: t(w.value),
        required: true,
        placeholder: t(w.valueExample),
        initial: v.value,
      }),
    ]),
    note(t(w.oneLine)),
    buttons(button(t(w.back), a.board({ teamCode, month, page: 0 }))),
  )
}

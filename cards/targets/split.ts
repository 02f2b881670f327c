/** What is left of a target, shared out: shown before it is done. */
import { valueKindOf } from '../../src/domain/performance/target-words.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, panel, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { keptText, periodText, whatText } from './setting-parts.ts'
import type { SplitView } from './setting-view.ts'

const atOnce = 12
/** More lines would not fit on a card; all of them are set. */
const atMost = 300

export function splitCard(view: SplitView, t: T): Card {
  const { key, rows } = view
  const { scope, month, metric, goods, to, by } = key
  const cell = { scope, month, metric, goods }
  const isRate = valueKindOf(metric) === 'rate'
  const n = rows.length
  const nameOf = (label: string) => (to === 'months' ? periodText(label, t) : cut(label, 16))
  const shareOf = (value: number) => keptText(metric, value, t)
  const hidden = n - atMost
  return card(
    {
      state: 'todo',
      title: t(w.preview, { what: whatText(view, t), name: cut(view.name, 14) }),
      subtitle: periodText(month, t),
    },
    view.said !== null && para(bold(view.said)),
    point(
      isRate
        ? t(w.previewSame, { n, value: keptText(metric, view.left, t) })
        : t(w.previewPoint, { left: keptText(metric, view.left, t), n }),
    ),
    !isRate && note(howText(view, t)),
    rows.slice(0, atOnce).map((one) => row(bold(nameOf(one.label)), shareOf(one.value))),
    n > atOnce &&
      panel(t(w.andMore, { n: n - atOnce }), [
        para(
          joined(
            '\n',
            rows.slice(atOnce, atMost).map((one) => `${nameOf(one.label)}  ${shareOf(one.value)}`),
          ),
        ),
        hidden > 0 && note(t(w.notShown, { n: hidden })),
      ]),
    note(t(w.previewHow)),
    buttons(
      button(t(w.confirm), a.apply({ ...key, seen: view.seen }), { kind: 'primary' }),
      to === 'below' &&
        !isRate &&
        goods === '' &&
        button(
          t(by === 'even' ? w.past : w.evenly),
          a.preview({ ...key, by: by === 'even' ? 'past' : 'even' }),
        ),
      button(t(w.back), a.cell({ ...cell, page: 0 })),
    ),
  )
}

function howText({ key, past }: SplitView, t: T): string {
  if (key.to === 'months') return t(w.byDays)
  if (key.by === 'even') return t(w.byHeads)
  return past ? t(w.byPast, { from: past.from.slice(5), to: past.to.slice(5) }) : t(w.noPast)
}

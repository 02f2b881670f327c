/** One target: its value, its parts, and what to do about what does not add up. */
import { type Cascade, isAmiss } from '../../src/domain/performance/cascade.ts'
import { isYear, valueKindOf } from '../../src/domain/performance/target-words.ts'
import type { T } from '../../src/i18n/t.ts'
import { settingWords as w } from '../../src/i18n/target-setting.ts'
import { pagedParts } from '../commission/paged.ts'
import { cut } from '../customers/parts.ts'
import { type Card, card, type Element, type Part, type State } from '../kit/card.ts'
import { button, buttons, note, para, point, row, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { settingActions as a } from './actions.ts'
import { saysMore } from './board.ts'
import { fairText } from './parts.ts'
import { belowText, cascadeText, keptText, periodText, whatText } from './setting-parts.ts'
import type { Below, CellRow, CellView } from './setting-view.ts'

export function cellCard(view: CellView, t: T): Card {
  const { key, value } = view
  const { metric, goods, month } = key
  const period = periodText(month, t)
  const what = whatText(view, t)
  const text = keptText(metric, value, t)
  return card(
    {
      state: stateOf(view),
      title: t(w.cell, { what, name: cut(view.name, 14) }),
      subtitle: [period, view.isClosed && t(w.closed)].filter(Boolean).join(' · '),
    },
    view.said !== null && para(bold(view.said)),
    point(value === null ? t(w.isUnset, { period }) : t(w.isSet, { period, value: text })),
    cascadeParts(view, t),
    view.aim && fairText(metric, view.aim, t) !== null && note(fairText(metric, view.aim, t) ?? ''),
    view.left.length > 0 &&
      note(
        t(w.leftOver, {
          names: view.left
            .map((one) => `${cut(one.name, 10)} ${keptText(metric, one.value, t)}`)
            .join('、'),
        }),
      ),
    actsOf(view, t),
    pagedParts(
      view.rows,
      view,
      (one) => rowOf(one, view, t),
      (page) => a.cell({ ...key, page }),
      t,
    ),
    view.isClosed
      ? note(t(w.monthClosed, { month: period }))
      : form(
          a.put(key),
          t(value === null ? w.setOne : w.change),
          (f) => [
            f.line('value', { label: t(w.value), placeholder: t(w.valueExample), required: true }),
          ],
          { kind: view.canGiveBelow || view.canGiveMonths ? 'default' : 'primary' },
        ),
    buttons(
      view.undo !== null && button(t(w.undo), a.undo({ changeId: view.undo, teamCode: null })),
      !isYear(month) && button(t(w.monthButton), a.cell({ ...view.year.key, page: 0 })),
      view.personOpenId !== null &&
        button(t(w.whole), a.person({ openId: view.personOpenId, month })),
      view.personOpenId === null &&
        view.teamCode !== null &&
        button(t(w.whole), a.board({ teamCode: view.teamCode, month, page: 0 })),
      // What was just set is taken back rather than removed.
      value !== null &&
        view.undo === null &&
        !view.isClosed &&
        button(t(w.remove), a.remove({ scope: key.scope, month, metric, goods }), {
          kind: 'danger',
          confirm: {
            title: t(w.removeTitle),
            text: t(w.removeText, { name: cut(view.name, 14), period, what, value: text }),
          },
        }),
    ),
  )
}

const cascadesOf = ({ below, people, year, key, team }: CellView): Cascade[] =>
  [below, people, isYear(key.month) ? year.months : null, team?.below ?? null].flatMap(
    (one) => one ?? [],
  )

function stateOf(view: CellView): State {
  if (view.isClosed) return 'over'
  if (cascadesOf(view).some(isAmiss)) return 'needsYou'
  return view.value === null ? 'todo' : 'done'
}

/** Where the target stands among those above and below it. */
function cascadeParts(view: CellView, t: T): Part[] {
  const { key, below, people, year, team, belowIs } = view
  const { metric } = key
  const line = (cascade: Cascade | null, parts: Below | 'months') => {
    const text = cascade && cascadeText(metric, cascade, parts, t)
    return text ? [{ text, isAmiss: cascade !== null && isAmiss(cascade) }] : []
  }
  const under = (name: string, value: number | null, lines: ReturnType<typeof line>) =>
    lines.map(({ text, isAmiss: bad }) => ({
      text:
        value === null
          ? t(w.under, { name, text })
          : t(w.underWith, { name, total: keptText(metric, value, t), text }),
      isAmiss: bad,
    }))
  const isOfYear = isYear(key.month)
  // A year that nobody has set is no news on the card of a month.
  const ofYear =
    isOfYear || year.value === null
      ? []
      : under(t(w.wholeYear), year.value, line(year.months, 'months'))
  const ofTeam = team ? under(cut(team.name, 12), team.value, line(team.below, team.belowIs)) : []
  const lines = [
    ...(isOfYear ? line(year.months, 'months') : []),
    ...line(below, belowIs),
    ...line(saysMore(people, below) ? people : null, 'people'),
    ...ofTeam,
    ...ofYear,
  ]
  return lines.map(({ text, isAmiss: bad }) => para(colored(bad ? 'orange' : 'grey', text)))
}

/** What is left given to the months, or to those below. */
function actsOf(view: CellView, t: T): Part {
  const { key, belowIs, canGiveBelow, canGiveMonths } = view
  const { scope, month, metric, goods } = key
  const one = { scope, month, metric, goods }
  const isRate = valueKindOf(metric) === 'rate'
  const label = (parts: Below | 'months') =>
    isRate
      ? t(w.sameForAll, { what: belowText(parts, t) })
      : parts === 'months'
        ? t(w.toMonths)
        : t(w.toPeople, { what: belowText(parts, t) })
  const to = (where: 'below' | 'months', parts: Below | 'months', isFirst: boolean) =>
    button(label(parts), a.preview({ ...one, to: where, by: 'even' }), {
      kind: isFirst ? 'primary' : 'default',
    })
  return buttons(
    canGiveMonths && to('months', 'months', true),
    canGiveBelow && to('below', belowIs, !canGiveMonths),
  )
}

function rowOf(one: CellRow, { key }: CellView, t: T): Element {
  const { metric } = key
  const why = [
    one.joinedOn && t(w.joined, { date: one.joinedOn.slice(5) }),
    one.leavesOn && t(w.leaves, { date: one.leavesOn.slice(5) }),
    one.isClosed && t(w.closed),
    one.isSum && t(w.fits, { what: t(w.people) }),
  ].filter(Boolean)
  const label =
    isYear(one.key.month) || !isYear(key.month) ? cut(one.label, 16) : periodText(one.key.month, t)
  const value = keptText(metric, one.value, t)
  return tappable(a.cell({ ...one.key, page: 0 }), [
    row(
      joined('\n', [bold(label), why.length > 0 && colored('grey', why.join(' · '))]),
      one.value === null ? colored('grey', value) : value,
    ),
  ])
}

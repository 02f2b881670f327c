/** 跳过原因: the list in its order, and one reason with all that can be done to it. */
import {
  allSkips,
  isSkipKind,
  maxAddedSkips,
  needsNote,
  offeredSkips,
  type SkipReason,
} from '../../src/domain/settings/skip-reasons.ts'
import { ruleWords, skipRuleWords as w } from '../../src/i18n/rules.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined, type Markdown } from '../kit/markdown.ts'
import { skipLabel } from '../plans/words.ts'
import { ruleActions } from './actions.ts'
import { historyPanel, originText, ownListParts, scopeSelect, short } from './parts.ts'
import type { RuleView } from './view.ts'

const nameOf = (t: T, reason: SkipReason) => inLocale(skipLabel(reason), t.locale)

/** The reasons in the order in which a rep reads them; each opens by a tap. */
export function skipReasonsCard(view: RuleView, t: T): Card {
  const { scope } = view.scope
  const { key } = view.row.setting
  const list = view.row.value as readonly SkipReason[]
  const all = allSkips(list)
  const added = all.filter(({ value }) => !isSkipKind(value)).length
  return card(
    {
      state: view.said ? 'done' : 'todo',
      title: t(ruleWords.titleOf, { label: t(w.reasons) }),
      subtitle: short(view.scope.name, 24),
    },
    point(view.said ?? t(w.point, { n: offeredSkips(list).length })),
    scopeSelect(t, view.scope, ruleActions.ruleScope({ key, scope })),
    note(`${originText(t, view.row)} · ${t(w.tapHint)}`),
    all.map((reason, i) =>
      tappable(ruleActions.skipReason({ scope, value: reason.value }), [
        para(reasonLine(t, reason, i + 1)),
      ]),
    ),
    ownListParts(t, view.row, scope),
    historyPanel(t, view),
    added < maxAddedSkips &&
      form(ruleActions.addSkip({ scope }), t(w.add), (f) => [
        f.line('zh', { label: t(ruleWords.outcomeZh), required: true }),
        f.line('en', { label: t(ruleWords.outcomeEn) }),
      ]),
    ...buttons(button(t(ruleWords.back), ruleActions.open({ group: 'plan', scope }))),
  )
}

function reasonLine(t: T, reason: SkipReason, place: number): Markdown {
  const name = `${place} ${nameOf(t, reason)}`
  const state = stateText(t, reason)
  return joined('　', [
    reason.hidden ? colored('grey', name) : bold(name),
    state !== '' && colored('grey', state),
  ])
}

const stateText = (t: T, reason: SkipReason) =>
  [reason.hidden ? t(w.hidden) : '', needsNote(reason) ? t(w.asksNote) : '']
    .filter(Boolean)
    .join(' · ')

/** One reason: its place, its name, whether it is offered and asks for words. */
export function skipReasonCard(
  view: {
    readonly scope: string
    readonly scopeName: string
    readonly list: readonly SkipReason[]
    readonly reason: SkipReason
    readonly said?: string | undefined
  },
  t: T,
): Card {
  const { scope, reason, list } = view
  const { value } = reason
  const all = allSkips(list)
  const at = all.findIndex((one) => one.value === value)
  const change = (what: Parameters<typeof ruleActions.changeSkip>[0]['change']) =>
    ruleActions.changeSkip({ scope, value, change: what })
  const label = skipLabel(reason)
  return card(
    {
      state: view.said ? 'done' : 'todo',
      title: t(ruleWords.titleOf, { label: nameOf(t, reason) }),
      subtitle: short(view.scopeName, 24),
    },
    point(view.said ?? t(w.place, { n: at + 1, of: all.length })),
    para(stateText(t, reason) || t(w.offered)),
    ...buttons(
      button(
        t(reason.hidden ? ruleWords.outcomeShow : ruleWords.outcomeHide),
        change(reason.hidden ? 'show' : 'hide'),
      ),
      at > 0 && button(t(w.up), change('up')),
      at < all.length - 1 && button(t(w.down), change('down')),
      value !== 'other' &&
        button(t(reason.note ? w.noteOff : w.noteOn), change(reason.note ? 'noNote' : 'note')),
    ),
    form(ruleActions.nameSkip({ scope, value }), t(w.rename), (f) => [
      f.line('zh', { label: t(ruleWords.outcomeZh), required: true, initial: label.zh }),
      f.line('en', { label: t(ruleWords.outcomeEn), initial: label.en }),
    ]),
    ...buttons(button(t(ruleWords.back), ruleActions.rule({ key: 'plan.skipReasons', scope }))),
  )
}

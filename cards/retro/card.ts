/** 月度复盘: what worked and what did not, what changes did, and what might be changed next. */
import { addDays, formatDate, monthRange } from '../../src/domain/time.ts'
import { retroWords as w } from '../../src/i18n/retro.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, chart, hr, note, para, point, select } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { retroActions } from './actions.ts'
import { causeText, changeText, dataText, outcomeTexts } from './texts.ts'
import type { IdeaView, Outcome, RetroView } from './view.ts'

const changesShown = 3
const ideasShown = 4
const outcomesShown = 3
const decidedShown = 4
/** Each takes one of the platform's 200 nodes. */
const scopesShown = 40
/** With fewer visits a month says nothing about its rules. */
const fewVisits = 60

export function retroTitle(name: string, month: string, t: T): string {
  return t(w.title, { name: cut(name, 20), month })
}

const openOf = ({ ideas }: RetroView) => ideas.filter(({ state }) => state === 'open')

export function retroCard(view: RetroView, t: T): Card {
  const { facts, name, month, said } = view
  const open = openOf(view)
  return card(
    {
      state: open.length > 0 ? 'needsYou' : isEmpty(view) ? 'over' : 'done',
      title: retroTitle(name, month, t),
      subtitle: [
        `${facts.from.slice(5)} – ${facts.to.slice(5)}`,
        t(w.reps, { n: facts.reps }),
        t(w.visits, { n: facts.done }),
      ].join(' · '),
    },
    said && para(colored('green', said)),
    point(pointText(view, t)),
    changeParts(view, true, t),
    changeParts(view, false, t),
    trendParts(view, t),
    outcomeParts(view, t),
    ideaParts(view, t),
    moves(view, t),
  )
}

const isEmpty = ({ facts }: RetroView) => facts.done === 0 && facts.planned === 0

function pointText(view: RetroView, t: T): string {
  if (isEmpty(view)) return t(w.empty)
  const { changes } = view.facts
  const up = changes.filter(({ isBetter }) => isBetter).length
  return changes.length === 0 ? t(w.steady) : t(w.point, { up, down: changes.length - up })
}

function changeParts({ facts }: RetroView, isBetter: boolean, t: T): Part[] {
  const shown = facts.changes.filter((one) => one.isBetter === isBetter).slice(0, changesShown)
  if (shown.length === 0) return []
  return [
    para(bold(t(isBetter ? w.better : w.worse))),
    ...shown.map((change) => {
      const cause = causeText(change, t)
      return para(
        joined('\n', [
          colored(isBetter ? 'green' : 'red', changeText(change, t)),
          cause && colored('grey', t(w.cause, { text: cause })),
        ]),
      )
    }),
  ]
}

function trendParts({ facts }: RetroView, t: T): Part[] {
  const known = facts.trend.flatMap(({ month, rate }) =>
    rate === null ? [] : [{ month: month.slice(2), rate: Math.round(rate * 100) }],
  )
  if (known.length < 3) return []
  return [
    note(t(w.trend, { n: known.length })),
    chart(
      {
        type: 'line',
        data: { values: known },
        xField: 'month',
        yField: 'rate',
        point: { visible: true },
        label: { visible: true },
      },
      '2:1',
    ),
  ]
}

function outcomeParts({ outcomes }: RetroView, t: T): Part[] {
  if (outcomes.length === 0) return []
  return [
    hr(),
    para(bold(t(w.outcomes))),
    ...outcomes.slice(0, outcomesShown).map((one) => outcomePart(one, t)),
  ]
}

function outcomePart(one: Outcome, t: T): Part[] {
  const { effect, behind } = outcomeTexts(one, t)
  return [
    para(
      joined('\n', [
        bold(ruleText(one, t)),
        effect,
        one.state === 'reverted' && t(w.stateReverted, { who: cut(one.by ?? '', 20) }),
        colored('grey', joined(' · ', [one.state === 'accepted' && decidedText(one, t), behind])),
      ]),
    ),
    one.state === 'accepted' && buttons(revertButton(one, t)),
  ]
}

const ruleText = ({ kind, label, from, to }: IdeaView, t: T): string => {
  const words = { label: cut(label, 24), to: cut(to, 24) }
  return kind === 'skipReason' || from === ''
    ? t(w.rarer, words)
    : t(w.changed, { ...words, from: cut(from, 24) })
}

const decidedText = ({ by, on }: IdeaView, t: T) =>
  t(w.decided, { who: cut(by ?? '', 20), day: on ? formatDate(on, 'monthDay', t.locale) : '' })

const revertButton = ({ id: ideaId }: IdeaView, t: T) =>
  button(t(w.revert), retroActions.revert({ ideaId }), {
    size: 'small',
    confirm: { title: t(w.revertTitle), text: t(w.revertText) },
  })

function ideaParts(view: RetroView, t: T): Part[] {
  const { ideas, facts, suggests } = view
  if (isEmpty(view)) return []
  if (!suggests && ideas.length === 0) return [hr(), note(t(w.older))]
  if (ideas.length === 0)
    return [hr(), note(facts.done < fewVisits ? t(w.fewData, { n: facts.done }) : t(w.noIdeas))]
  const open = openOf(view)
  const first = open[0]
  const decided = ideas.filter(({ state }) => state !== 'open')
  const shown = [...open.slice(0, ideasShown), ...decided.slice(0, decidedShown)]
  return [
    hr(),
    para(bold(open.length > 0 ? t(w.ideas, { n: open.length }) : t(w.ideasDone))),
    ...shown.map((one) => ideaPart(one, one === first, t)),
    open.length > ideasShown && note(t(w.moreIdeas, { n: open.length - ideasShown })),
    note(t(w.onlyYou)),
  ]
}

function ideaPart(one: IdeaView, primary: boolean, t: T): Part[] {
  const { id: ideaId, label, to, state } = one
  const who = cut(one.by ?? '', 20)
  const day = one.on ? formatDate(one.on, 'monthDay', t.locale) : ''
  return [
    para(joined('\n', [bold(ruleText(one, t)), dataText(one, t)])),
    state === 'open' &&
      buttons(
        button(t(w.accept), retroActions.accept({ ideaId }), {
          kind: primary ? 'primary' : 'default',
          confirm: {
            title: t(w.acceptTitle),
            text: t(w.acceptText, { label, to: cut(to, 40) }),
          },
        }),
        button(t(w.decline), retroActions.decline({ ideaId })),
      ),
    state === 'accepted' && [note(t(w.stateAccepted, { who, day })), buttons(revertButton(one, t))],
    state === 'dismissed' &&
      note(t(w.stateDismissed, { who, day, reason: cut(one.reason ?? '', 60) })),
    state === 'reverted' && note(t(w.stateReverted, { who })),
  ]
}

function moves({ scope, month, scopes, suggests }: RetroView, t: T): Part[] {
  const { from, to } = monthRange(month)
  const before = addDays(from, -1).slice(0, 7)
  const after = addDays(to, 1).slice(0, 7)
  return [
    hr(),
    buttons(
      button(t(w.monthBefore), retroActions.show({ scope, month: before }), { size: 'small' }),
      !suggests &&
        button(t(w.monthAfter), retroActions.show({ scope, month: after }), { size: 'small' }),
    ),
    scopes.length > 1 &&
      select(retroActions.pick({ month }), {
        placeholder: t(w.pick),
        initial: scope,
        choices: scopes
          .slice(0, scopesShown)
          .map((one) => ({ value: one.scope, label: cut(one.name, 20) })),
      }),
  ]
}

/** 不采纳: in the words of whoever decides, for whoever asks later. */
export function declineCard(
  one: IdeaView,
  { scope, month }: { readonly scope: string; readonly month: string },
  t: T,
): Card {
  return card(
    { state: 'needsYou', title: t(w.declineTitle, { label: cut(one.label, 30) }) },
    point(t(w.declinePoint)),
    para(joined('\n', [bold(ruleText(one, t)), dataText(one, t)])),
    form(retroActions.dismiss({ ideaId: one.id }), t(w.submit), (f) => [
      f.textArea('reason', { label: t(w.reason), placeholder: t(w.reasonHint), required: true }),
    ]),
    buttons(button(t(w.back), retroActions.show({ scope, month }))),
  )
}

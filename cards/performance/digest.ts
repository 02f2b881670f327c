/** 拜访日报: one card for the team's group, one for its managers, one for whoever asks in private. */
import { addDays } from '../../src/domain/time.ts'
import { needWords, digestWords as w } from '../../src/i18n/performance.ts'
import type { T } from '../../src/i18n/t.ts'
import { exportButton } from '../exports/button.ts'
import { type Card, card, type Head, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, para, point } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { digestActions } from './actions.ts'
import { maxNeeds, needParts } from './needs.ts'
import {
  comparison,
  digestTitle,
  doneChart,
  doneOfPlanned,
  everybody,
  finding,
  moneyLine,
  monthLines,
  personLine,
  restLine,
  teamPicker,
  tiles,
  weekdayOf,
} from './parts.ts'
import type { DigestMoves, DigestView } from './view.ts'

function head(view: DigestView, t: T, more: Partial<Head> = {}): Head {
  return {
    state: 'todo',
    title: digestTitle(view, t),
    subtitle: [
      weekdayOf(t, view.date),
      t(w.reps, { n: view.reps }),
      ...(view.until ? [t(w.until, { time: view.until })] : []),
    ].join(' · '),
    ...more,
  }
}

/**
 * Results and praise: the same for everybody in the group, so open things are counts only, and that a
 * visit is doubted is not even counted.
 */
export function teamDigestCard(view: DigestView, t: T): Card {
  return card(
    head(view, t),
    point(finding(view, t)),
    results({ ...view, needs: view.needs.filter(({ kind }) => kind !== 'review') }, t),
    view.noGroup && note(t(w.noGroup)),
  )
}

function results(view: DigestView, t: T): Part[] {
  return [
    comparison(view, t),
    ...tiles(view, t),
    moneyLine(view.total, t),
    monthLines(view.month, t),
    restLine(view, t),
    view.parts.charts && doneChart(view, t),
    view.parts.praise &&
      view.top.length > 0 &&
      para(
        t(w.top, { names: view.top.map((line) => doneOfPlanned(line, t)).join(t(w.listComma)) }),
      ),
    para(openCounts(view, t)),
    view.parts.table && everybody(view, t),
    view.selfReported > 0 && note(t(w.selfReportedHint)),
  ]
}

/** `待处理：跳过待批 2、未签退 1`. */
export function openCounts({ needs }: DigestView, t: T): string {
  if (needs.length === 0) return t(w.nothingOpen)
  const counts = needs.map(({ kind, count }) =>
    t(w.countOf, { what: t(needWords[kind]), n: count }),
  )
  return t(w.openCounts, { counts: counts.join(t(w.listComma)) })
}

/** For the managers' group, or a manager in private: what needs them, and who did least. */
export function managerDigestCard(view: DigestView, t: T): Card {
  const waiting = view.needs.filter(({ seen }) => !seen).length
  return card(
    head(view, t, {
      state: waiting > 0 ? 'needsYou' : 'done',
      tags: [{ text: t(w.forManagers), color: 'neutral' }],
    }),
    point(needsText(view, t)),
    para(finding(view, t)),
    needParts(view, 'managers', t),
    bottomParts(view, t),
    view.needs.length > maxNeeds && note(openCounts(view, t)),
  )
}

const needsText = ({ needs }: DigestView, t: T): string =>
  needs.length > 0 ? t(w.needsYou, { n: Math.min(maxNeeds, needs.length) }) : t(w.needsNothing)

function bottomParts({ bottom }: DigestView, t: T): Part[] {
  if (bottom.length === 0) return []
  return [
    hr(),
    para(joined('\n', [bold(t(w.bottom)), ...bottom.map((line) => personLine(line, t))])),
  ]
}

/** On `日报` in private: everything at once, another day, another team. */
export function privateDigestCard(view: DigestView, moves: DigestMoves, t: T): Card {
  const { teamCode, date } = view
  const before = addDays(date, -1)
  const after = addDays(date, 1)
  return card(
    head(view, t, { tags: [{ text: t(w.forManagers), color: 'neutral' }] }),
    point(finding(view, t)),
    results(view, t),
    moves.mayAct !== false && needParts(view, 'private', t),
    bottomParts(view, t),
    hr(),
    buttons(
      button(t(w.dayBefore), digestActions.show({ teamCode, date: before }), { size: 'small' }),
      after <= moves.today &&
        button(t(w.dayAfter), digestActions.show({ teamCode, date: after }), { size: 'small' }),
      exportButton({ kind: 'digest', from: date, to: date, teamCode }, t, { size: 'small' }),
    ),
    teamPicker(digestActions.pick({ date }), teamCode, moves.teams, t),
  )
}

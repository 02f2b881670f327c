/** 拜访周报 and 拜访月报: for the group, for managers, and what a person has done. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import { completionOf } from '../../src/domain/performance/figures.ts'
import type { Concern } from '../../src/domain/performance/period-digest.ts'
import type { PeriodKind } from '../../src/domain/performance/periods.ts'
import { addDays, type LocalDate, monthOf } from '../../src/domain/time.ts'
import { metricWords } from '../../src/i18n/metrics.ts'
import { digestWords } from '../../src/i18n/performance.ts'
import { periodWords as w } from '../../src/i18n/performance-periods.ts'
import type { T } from '../../src/i18n/t.ts'
import { exportButton } from '../exports/button.ts'
import type { ActionCall } from '../kit/action.ts'
import { type Card, card, type Head, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, para, point, tappable } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import type { NudgeSection } from '../nudges/nudges.ts'
import { cut } from '../plans/words.ts'
import { scoreActions } from '../scores/actions.ts'
import { scoreLines } from '../scores/line.ts'
import { digestActions } from './actions.ts'
import { percent, teamPicker } from './parts.ts'
import {
  changeText,
  charts,
  daysText,
  findingText,
  headlineTiles,
  praiseText,
  targetLines,
} from './period-parts.ts'
import type { PeriodLine, PeriodView, ScorecardView } from './period-view.ts'
import type { DigestMoves } from './view.ts'

/** A page of these stays far below the platform's 200 nodes and 28 KB. */
export const linesOnAPage = 20
const maxConcerns = 3

export const periodTitle = (kind: PeriodKind, teamName: string, t: T): string =>
  t(w[kind], { team: cut(teamName, 20) })

const head = (view: PeriodView, t: T, more: Partial<Head> = {}): Head => ({
  state: 'todo',
  title: periodTitle(view.now.kind, view.teamName, t),
  subtitle: [
    daysText(view.now),
    ...(view.isGoing ? [t(w.soFar)] : []),
    t(digestWords.reps, { n: view.reps }),
  ].join(' · '),
  ...more,
})

const against = ({ before }: Pick<PeriodView, 'before'>, t: T) =>
  note(t(w.comparedWith, { from: before.from.slice(5), to: before.to.slice(5) }))

/** The same for everybody in the group; a tap on a person asks for the scorecard, in private. */
export function teamPeriodCard(view: PeriodView, page: number, t: T): Card {
  return card(
    head(view, t),
    point(findingText(view.total, t)),
    results(view, t, null),
    table(view, page, 'group', t),
    view.noGroup && note(t(w.noGroup)),
  )
}

function results(view: PeriodView, t: T, seeScores: ActionCall | null): Part[] {
  return [
    ...headlineTiles(view, t),
    against(view, t),
    targetLines(view.total, view.targets, t),
    scoreLines(view.scores ?? [], { of: 'team', see: seeScores }, t),
    charts(view, t),
    why(view, t),
    view.parts.praise &&
      view.praise.length > 0 &&
      para(joined('\n', [bold(t(w.praise)), ...view.praise.map((one) => praiseText(one, t))])),
  ]
}

/** The people of the team by their first score. */
function seeTeamScores({ teamCode, now, scores = [] }: PeriodView): ActionCall | null {
  const [first] = scores
  if (!first) return null
  const month = monthOf(now.from)
  return scoreActions.team({ teamCode, score: first.score.code, month, page: 0 })
}

function why({ change, parts }: PeriodView, t: T): Part {
  if (!parts.why || !change || change.difference === 0) return null
  const money = (fen: number) => formatMoneyShort(fen, t.locale)
  const signed = (fen: number) => `${fen > 0 ? '+' : ''}${money(fen)}`
  const names = change.movers
    .map(({ name, difference }) => t(w.mover, { name: cut(name, 20), money: signed(difference) }))
    .join(t(digestWords.listComma))
  return para(
    joined('\n', [
      bold(t(w.why)),
      t(change.difference > 0 ? w.salesUp : w.salesDown, {
        money: money(Math.abs(change.difference)),
      }),
      t(w.factors, { orders: signed(change.byOrders), size: signed(change.byDropSize) }),
      names && t(w.movers, { names }),
    ]),
  )
}

/** For managers: what needs them, each with the person's scorecard a tap away. */
export function managerPeriodCard(view: PeriodView, t: T): Card {
  const { concerns } = view
  return card(
    head(view, t, {
      state: concerns.length > 0 ? 'needsYou' : 'done',
      tags: [{ text: t(digestWords.forManagers), color: 'neutral' }],
    }),
    point(needsText(view, t)),
    para(findingText(view.total, t)),
    concernParts(view, t),
  )
}

const needsText = ({ concerns }: PeriodView, t: T) =>
  concerns.length > 0
    ? t(w.needsYou, { n: Math.min(maxConcerns, concerns.length) })
    : t(w.needsNothing)

function concernParts({ concerns, now }: PeriodView, t: T): Part[] {
  const shown = concerns.slice(0, maxConcerns)
  return [
    ...shown.map((one, i) => [
      hr(),
      para(concernText(one, t)),
      buttons(
        button(
          t(w.seePerson),
          digestActions.person({ openId: one.openId, kind: now.kind, from: now.from }),
          { size: 'small', kind: i === 0 ? 'primary' : 'default' },
        ),
      ),
    ]),
    concerns.length > shown.length &&
      note(t(w.moreConcerns, { n: concerns.length - shown.length })),
  ]
}

function concernText(one: Concern, t: T): string {
  const name = cut(one.name, 20)
  switch (one.kind) {
    case 'noVisits':
      return t(w.noVisits, { name, n: one.planned })
    case 'completionFell':
      return t(w.completionFell, { name, from: percent(one.from), to: percent(one.to) })
    case 'salesFell':
      return t(w.salesFell, {
        name,
        money: formatMoneyShort(Math.abs(one.difference), t.locale),
        share: percent(one.share),
      })
  }
}

/** On `周报` in private: everything at once, the periods beside it, and other teams. */
export function privatePeriodCard(view: PeriodView, page: number, to: DigestMoves, t: T): Card {
  return card(
    head(view, t, { tags: [{ text: t(digestWords.forManagers), color: 'neutral' }] }),
    point(findingText(view.total, t)),
    results(view, t, seeTeamScores(view)),
    hr(),
    para(bold(needsText(view, t))),
    concernParts(view, t),
    table(view, page, 'private', t),
    moves(view, to, t),
  )
}

function moves({ teamCode, now, before }: PeriodView, { today, teams }: DigestMoves, t: T): Part {
  const [back, on] =
    now.kind === 'weekly' ? [w.weekBefore, w.weekAfter] : [w.monthBefore, w.monthAfter]
  const next = addDays(now.from, now.kind === 'weekly' ? 7 : 31)
  const show = (day: LocalDate) =>
    digestActions.period({ teamCode, kind: now.kind, from: day, page: 0, on: 'private' })
  const { kind, from } = now
  return [
    buttons(
      button(t(back), show(before.from), { size: 'small' }),
      next <= today && button(t(on), show(next), { size: 'small' }),
      exportButton({ kind: 'performance', from, to: now.to, teamCode }, t, { size: 'small' }),
    ),
    teamPicker(digestActions.pickPeriod({ kind, from }), teamCode, teams, t),
  ]
}

function table(view: PeriodView, page: number, on: 'group' | 'private', t: T): Part[] {
  const { lines, teamCode, now, byTeam, parts } = view
  if (!parts.table || lines.length === 0) return []
  const pages = Math.ceil(lines.length / linesOnAPage)
  const at = Math.max(0, Math.min(page, pages - 1))
  const to = (target: number) =>
    digestActions.period({ teamCode, kind: now.kind, from: now.from, page: target, on })
  const title = t(byTeam ? w.tableTeams : w.table, { n: lines.length })
  return [
    hr(),
    para(joined(' · ', [bold(title), pages > 1 && t(w.page, { page: at + 1, pages })])),
    ...lines
      .slice(at * linesOnAPage, (at + 1) * linesOnAPage)
      .map((line) => lineRow(line, view, t)),
    buttons(
      at > 0 && button(t(w.pageBefore), to(at - 1), { size: 'small' }),
      at < pages - 1 && button(t(w.pageAfter), to(at + 1), { size: 'small' }),
    ),
  ]
}

function lineRow({ id, name, now: is, before }: PeriodLine, { now, byTeam }: PeriodView, t: T) {
  const { kind, from } = now
  const call = byTeam
    ? digestActions.branch({ teamCode: id, kind, from })
    : digestActions.person({ openId: id, kind, from })
  return tappable(call, [
    para(
      joined(' · ', [
        md`${bold(cut(name, 12))} ${t(w.line, { rate: percent(completionOf(is)), done: is.done })}`,
        is.sales && formatMoneyShort(is.sales.amountFen, t.locale),
        changeText(is.sales ? 'sales_amount' : 'visits_done', is, before, t),
      ]),
    ),
  ])
}

/** A person's own numbers: praise first, then change and target, one hint. */
export function scorecard(view: ScorecardView, t: T): Card {
  const { total, praise } = view
  const missed = total.planned - total.completed
  const invalid = total.done - total.valid
  return card(
    {
      state: praise.length > 0 ? 'done' : 'todo',
      title: t(view.now.kind === 'weekly' ? w.weeklyMine : w.monthlyMine, {
        name: cut(view.name, 20),
      }),
      subtitle: [daysText(view.now), ...(view.isGoing ? [t(w.soFar)] : [])].join(' · '),
    },
    praise.length > 0 &&
      para(
        joined(
          '\n',
          praise.map((one) => bold(praiseText(one, t))),
        ),
      ),
    point(findingText(total, t)),
    ...headlineTiles(view, t),
    against(view, t),
    targetLines(total, view.targets, t),
    scoreLines(
      view.scores ?? [],
      {
        of: 'person',
        see: scoreActions.person({ openId: view.openId, month: monthOf(view.now.from) }),
      },
      t,
    ),
    (total.planned > 0 || total.done > 0) &&
      note(
        missed > 0
          ? t(w.hintPlan, { n: missed })
          : invalid > 0
            ? t(w.hintValid, { n: invalid })
            : t(w.hintKeep),
      ),
  )
}

/** A rep's week as a part of what the bot says unasked: praise, three numbers, the whole a tap away. */
export function scorecardSection(view: ScorecardView, t: T): NudgeSection {
  const { total, totalBefore, praise, openId, now } = view
  const change = changeText('visits_done', total, totalBefore, t)
  return {
    point: t(w.weekReady, { days: daysText(now), finding: findingText(total, t) }),
    parts: [
      praise.length > 0 && para(bold(praise.map((one) => praiseText(one, t)).join('\n'))),
      para(
        joined(' · ', [
          `${t(metricWords.visits_done.name)} ${total.done}`,
          change,
          total.sales && formatMoneyShort(total.sales.amountFen, t.locale),
        ]),
      ),
      buttons(
        button(t(w.seeMine), digestActions.person({ openId, kind: now.kind, from: now.from }), {
          size: 'small',
        }),
      ),
    ],
    // Beside the act of what is more pressing: a card of nudges has one.
    act: null,
  }
}

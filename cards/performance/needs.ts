/** What needs the manager: names and reasons, for managers alone. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { needLineWords as lines, needWords, digestWords as w } from '../../src/i18n/performance.ts'
import type { T } from '../../src/i18n/t.ts'
import { alarmActions } from '../alarms/actions.ts'
import { cycleActions } from '../cycles/actions.ts'
import type { ActionCall } from '../kit/action.ts'
import { type Card, card, type Element, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, para, point } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { planActions } from '../plans/actions.ts'
import { cut, dayText, distanceText, skipReasonText } from '../plans/words.ts'
import { capitalised } from '../visits/parts.ts'
import { digestActions } from './actions.ts'
import type { DigestView, Need, NeedLine } from './view.ts'

/** A manager looks at three things in the evening, not at ten. */
export const maxNeeds = 3
const linesShown = 2
const detailLines = 12

const monthDay = (date: LocalDate) => date.slice(5)
const reasonText = (t: T, reason: string | null) => cut(reason ?? '', 40) || t(lines.noReason)

export function needLine(line: NeedLine, t: T): string {
  const rep = cut(line.rep, 20)
  switch (line.kind) {
    case 'notStarted':
      return t(lines.notStarted, { rep, planned: line.planned })
    case 'skip': {
      const reason = reasonText(t, skipReasonText(t, line.reason))
      return t(lines.skip, { rep, customer: cut(line.customer, 30), reason })
    }
    case 'request': {
      const reason = reasonText(t, line.reason)
      const said = { rep, customer: cut(line.customer, 30), from: monthDay(line.fromDate), reason }
      return line.toDate === null
        ? t(lines.requestDecline, said)
        : t(lines.requestMove, { ...said, to: monthDay(line.toDate) })
    }
    case 'alarm':
      return t(lines.alarm, {
        rep,
        customer: cut(line.customer, 30),
        raised: monthDay(line.raisedOn),
        money: formatMoneyShort(line.moneyFen, t.locale),
      })
    case 'away': {
      const distance = line.distanceM === null ? '' : distanceText(t, line.distanceM)
      const reason = reasonText(t, line.reason)
      return t(lines.away, { rep, customer: cut(line.customer, 30), distance, reason })
    }
    case 'farBelow':
      return t(lines.farBelow, { rep, completed: line.completed, planned: line.planned })
    case 'open':
      return t(lines.open, { rep, customer: cut(line.customer, 30), since: line.since })
    case 'closedAgain':
      return t(lines.closedAgain, { rep, customer: cut(line.customer, 30), times: line.times })
  }
}

/** At most three points, each with its first names and reasons, and its buttons. */
export function needParts(view: DigestView, on: 'managers' | 'private', t: T): Part[] {
  const shown = view.needs.slice(0, maxNeeds)
  const first = shown.find(({ seen }) => !seen)
  return shown.flatMap((need): Part[] => [
    hr(),
    ...needPart(view, need, { on, primary: need === first }, t),
  ])
}

function needPart(
  { teamCode, date }: DigestView,
  need: Need,
  { on, primary }: { on: 'managers' | 'private'; primary: boolean },
  t: T,
): Part[] {
  const { kind, count, seen } = need
  const shown = need.lines.slice(0, linesShown).map((line) => md`${needLine(line, t)}`)
  const more = shown.length > 0 && count > shown.length && t(w.moreOfThem, { n: count })
  return [
    para(
      joined('\n', [
        bold(capitalised(t(w.countOf, { what: t(needWords[kind]), n: count }))),
        ...shown,
        more,
      ]),
    ),
    seen && note(t(w.seenBy, { name: cut(seen.by, 20), time: seen.at })),
    buttons(
      button(
        t(kind === 'review' ? w.reviewNow : w.handle),
        digestActions.handle({ teamCode, date, kind }),
        {
          size: 'small',
          kind: primary ? 'primary' : 'default',
        },
      ),
      !seen &&
        button(t(w.gotIt), digestActions.gotIt({ teamCode, date, kind, on }), { size: 'small' }),
    ),
  ]
}

/** 处理: everything of one kind, privately, with what can be done about it. */
export function needDetailCard(
  view: Pick<DigestView, 'teamName' | 'date'>,
  need: Need | null,
  kind: Need['kind'],
  t: T,
): Card {
  const head = {
    title: t(w.detailTitle, {
      what: capitalised(t(needWords[kind])),
      team: cut(view.teamName, 20),
    }),
    subtitle: dayText(t, view.date),
  }
  if (!need) return card({ ...head, state: 'done' }, point(t(w.allSettled)))
  const rest = need.count - Math.min(need.lines.length, detailLines)
  return card(
    { ...head, state: 'needsYou' },
    point(t(w.detailPoint, { n: need.count })),
    ...need.lines
      .slice(0, detailLines)
      .map((line) => [para(needLine(line, t)), buttons(...actsOf(line, t))]),
    rest > 0 && note(t(w.detailMore, { n: rest })),
  )
}

/** What can be done about one line there and then; the handler asks again who may. */
function actsOf(line: NeedLine, t: T): Element[] {
  const yesOrNo = (call: (approve: boolean) => ActionCall) => [
    button(t(w.approve), call(true), { size: 'small' }),
    button(t(w.refuse), call(false), { size: 'small' }),
  ]
  switch (line.kind) {
    case 'skip':
      return yesOrNo((approve) => planActions.ruleSkip({ stopId: line.stopId, approve }))
    case 'request':
      return yesOrNo((approve) => cycleActions.rule({ requestId: line.requestId, approve }))
    case 'alarm': {
      const { alarmId, ownerOpenId } = line
      const at = `of:${ownerOpenId}:0`
      return [
        button(t(w.toPlan), alarmActions.plan({ alarmId, at }), { size: 'small' }),
        button(t(w.seeAlarms), alarmActions.show({ at }), { size: 'small' }),
      ]
    }
    default:
      return []
  }
}

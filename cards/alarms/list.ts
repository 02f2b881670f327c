/** 客户预警: the alarms of a day, of a person, or those that went up, each with its reason and its acts. */
import { formatMoneyShort } from '../../src/domain/money.ts'
import type { LocalDate } from '../../src/domain/time.ts'
import { alarmActWords as w } from '../../src/i18n/alarms-acts.ts'
import type { T } from '../../src/i18n/t.ts'
import { customerActions } from '../customers/actions.ts'
import { gapsText } from '../customers/gaps.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, hr, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { cut, dayText } from '../plans/words.ts'
import { type AlarmPlace, alarmActions } from './actions.ts'
import { oddsOf, sentenceOf } from './sentence.ts'
import { type AlarmLine, isOver, isWaiting, stateText } from './view.ts'

export const alarmPageSize = 5

export interface AlarmListView {
  /** `day`: new of a day to their owner; `up`: what went up to the reader; `mine`, `of`: all that run. */
  readonly kind: 'day' | 'up' | 'mine' | 'of'
  readonly at: AlarmPlace
  readonly date: LocalDate
  /** Whose, where it is somebody else's list; empty for those without an owner. */
  readonly ofName: string | null
  readonly lines: readonly AlarmLine[]
  readonly total: number
  /** Of all pages: not dealt with yet, and what is at stake there. */
  readonly waiting: number
  readonly waitingFen: number
  readonly page: number
  readonly pages: number
  /** Until it goes up; null: nothing goes up from here. */
  readonly hours: number | null
  readonly dataAsOf: LocalDate | null
}

export function alarmListCard(view: AlarmListView, t: T): Card {
  const { kind, lines, total, waiting, hours, dataAsOf } = view
  if (total === 0) {
    return card(
      { state: 'done', title: titleText(view, t) },
      point(t(w.none)),
      note(t(w.noneWhy)),
      buttons(kind === 'of' && button(t(w.back), alarmActions.show({ at: 'team' }))),
    )
  }
  return card(
    {
      state: waiting === 0 ? 'done' : kind === 'up' ? 'alarm' : 'needsYou',
      title: titleText(view, t),
      subtitle: kind === 'day' || kind === 'up' ? dayText(t, view.date) : undefined,
    },
    point(pointText(view, t)),
    lines.map((line, i) => [i > 0 && hr(), lineParts(line, view.at, t)]),
    pager(view, t),
    note(
      [
        waiting > 0 && hours !== null && t(kind === 'up' ? w.deadlineUp : w.deadline, { hours }),
        lines.some(({ numbers }) => numbers.kind !== 'stuck') && t(w.moneyIs),
        dataAsOf && t(w.asOf, { day: dayText(t, dataAsOf) }),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  )
}

function titleText({ kind, ofName, total }: AlarmListView, t: T): string {
  if (kind === 'of') return t(w.titleOf, { name: cut(ofName || t(w.ownerless), 20) })
  if (total === 0) return t(w.title)
  return t(kind === 'up' ? w.titleUp : w.titleN, { n: total })
}

function pointText({ kind, total, waiting, waitingFen }: AlarmListView, t: T): string {
  const money = formatMoneyShort(waitingFen, t.locale)
  if (kind === 'mine' || kind === 'of') return t(w.pointAll, { n: total, open: waiting, money })
  if (waiting === 0) return t(w.pointDone)
  if (waitingFen === 0) return t(kind === 'up' ? w.pointUpPlain : w.pointPlain, { n: waiting })
  return t(kind === 'up' ? w.pointUp : w.point, { n: waiting, money })
}

const acts = {
  churn: w.actChurn,
  orders_plunge: w.actPlunge,
  sales_plunge: w.actPlunge,
  decay: w.actDecay,
  stuck: w.actStuck,
} as const

/** One customer: the reason with its numbers, what to do about it, and the acts or what came of it. */
function lineParts(line: AlarmLine, at: AlarmPlace, t: T): Part[] {
  const { alarmId, missing } = line
  const over = isOver(line)
  const state = stateText(t, line)
  const went =
    !over && line.level > 0 ? t(w.wentUp, { level: t(line.level > 1 ? w.level2 : w.level1) }) : null
  return [
    para(
      joined('\n', [
        headText(line, t),
        sentenceOf(line, t),
        !over && colored('grey', oddsOf(line, t) ?? ''),
      ]),
    ),
    !over &&
      para(
        colored(
          'grey',
          joined('\n', [
            t(w.suggest, { act: t(acts[line.numbers.kind]) }),
            line.offer && t(w.offer, { offer: cut(line.offer, 60) }),
            missing && gapsText(missing, t),
          ]),
        ),
      ),
    (state || went) && para(colored(over ? 'grey' : 'green', joined(' · ', [state, went]))),
    !over &&
      buttons(
        line.planned === null &&
          button(t(w.plan), alarmActions.plan({ alarmId, at }), {
            kind: isWaiting(line) ? 'primary' : 'default',
            size: 'small',
          }),
        button(t(w.contact), alarmActions.contact({ alarmId, at }), { size: 'small' }),
        line.numbers.kind === 'stuck'
          ? button(t(w.moveOn), customerActions.stage({ customerCode: line.customerCode }), {
              size: 'small',
            })
          : button(t(w.falseAlarm), alarmActions.doubt({ alarmId, at }), { size: 'small' }),
      ),
  ]
}

const headText = (line: AlarmLine, t: T) =>
  joined(' · ', [
    bold(cut(line.name, 30)),
    line.grade && t(w.grade, { grade: line.grade }),
    line.owner !== null &&
      (line.owner === '' ? t(w.noOwner) : t(w.ofOwner, { name: cut(line.owner, 16) })),
    line.numbers.kind !== 'stuck' &&
      t(w.atRisk, { money: formatMoneyShort(line.moneyAtRiskFen, t.locale) }),
  ])

function pager({ at, page, pages, kind }: AlarmListView, t: T): Part[] {
  const place = (to: number) => at.replace(/:\d+$/, `:${to}`)
  return [
    pages > 1 && para(t(w.page, { page: page + 1, pages }), { align: 'center', size: 'notation' }),
    buttons(
      page > 0 && button(t(w.newer), alarmActions.show({ at: place(page - 1) })),
      page < pages - 1 && button(t(w.older), alarmActions.show({ at: place(page + 1) })),
      kind === 'of' && button(t(w.back), alarmActions.show({ at: 'team' })),
      kind === 'day' && button(t(w.all), alarmActions.show({ at: 'mine:0' }), { kind: 'text' }),
    ),
  ]
}

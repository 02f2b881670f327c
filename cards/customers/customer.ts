/** One customer: the point first, then money, visits and how to get there. */
import type { Overdue } from '../../src/domain/customers/overdue.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { formatDate, type LocalDate } from '../../src/domain/time.ts'
import { customerWords as w } from '../../src/i18n/customers.ts'
import { gradingWords as g } from '../../src/i18n/grading.ts'
import { inLocale, type Message, type T } from '../../src/i18n/t.ts'
import { gradingActions } from '../grading/actions.ts'
import { gradeName } from '../grading/parts.ts'
import { type Card, card, type Head, type Part } from '../kit/card.ts'
import { linkButton, note, panel, para, point, select } from '../kit/elements.ts'
import { bold, joined, md } from '../kit/markdown.ts'
import { type Gaps, gapsText } from './gaps.ts'
import { cut, owedText } from './parts.ts'

export interface CustomerView {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  /** Who set the grade by hand and when; null when gradings do. */
  readonly gradeLock: { readonly by: string; readonly on: LocalDate } | null
  readonly mayGrade: boolean
  readonly care: string | null
  /** Days without an order, when that is longer than the rule says; null otherwise. */
  readonly silentDays: number | null
  readonly isClosed: boolean
  readonly pausedUntil: LocalDate | null
  readonly owner: string | null
  readonly address: string | null
  /** What keeps it out of the plan or the route; null when nothing does. */
  readonly lack: 'no_place' | 'no_point' | null
  /** The point is made from the address, and nobody has found it right yet. */
  readonly unverified: boolean
  readonly contact: string | null
  readonly phone: string | null
  readonly type: string | null
  readonly nextPlanned: LocalDate | null
  readonly today: LocalDate
  /** Null when the company has no orders and payments yet. */
  readonly money: {
    readonly dataAsOf: LocalDate
    readonly salesFen: Fen
    readonly orders: number
    readonly lastOrderOn: LocalDate | null
    readonly receivableFen: Fen
    readonly overdue: Overdue | null
  } | null
  /** Goods that like customers buy and this one did not; null without any. */
  readonly gaps: Gaps | null
  readonly creditLimitFen: Fen | null
  readonly creditDays: number | null
  readonly visits: readonly {
    readonly date: LocalDate
    readonly rep: string
    readonly outcome: Message | null
    readonly summary: string | null
  }[]
  readonly navigation: string | null
}

export function customerCard(view: CustomerView, t: T): Card {
  return card(
    headOf(view, t),
    point(pointOf(view, t)),
    view.lack && note(t(view.lack === 'no_place' ? w.noPlaceHow : w.noPointHow)),
    view.unverified && note(t(w.unverifiedHow)),
    para(
      joined('\n', [
        labelled(t(w.address), view.address ? cut(view.address, 80) : t(w.noPlace)),
        labelled(t(w.owner), cut(view.owner ?? t(w.noOwner), 30)),
        (view.contact || view.phone) &&
          labelled(
            t(w.contact),
            joined(' ', [view.contact && cut(view.contact, 20), view.phone && cut(view.phone, 40)]),
          ),
      ]),
    ),
    view.care !== null &&
      para(labelled(t(g.care, { grade: view.grade ?? '' }), cut(view.care, 200))),
    moneyPart(view, t),
    view.gaps && para(gapsText(view.gaps, t)),
    visitsPart(view, t),
    gradePart(view, t),
    view.navigation !== null && linkButton(t(w.navigate), view.navigation, { kind: 'primary' }),
  )
}

const gradeLetters = ['A', 'B', 'C', 'D'] as const

/** Managers change the grade here; one that was set by hand says so to everybody. */
function gradePart({ code, grade, gradeLock, mayGrade, isClosed }: CustomerView, t: T): Part {
  const lock =
    gradeLock && note(t(g.lockedBy, { grade: grade ?? '', name: gradeLock.by, date: gradeLock.on }))
  if (!mayGrade || isClosed) return lock
  const choices = gradeLetters.map((letter) => ({ value: letter, label: gradeName(t, letter) }))
  return [
    lock,
    select(gradingActions.set({ customerCode: code }), {
      placeholder: t(g.setLabel),
      choices: [...choices, ...(gradeLock ? [{ value: 'release', label: t(g.unlock) }] : [])],
    }),
  ]
}

const labelled = (label: string, value: Parameters<typeof joined>[1][number]) =>
  md`${bold(label)}　${value || ''}`

function headOf(view: CustomerView, t: T): Head {
  const tags: NonNullable<Head['tags']>[number][] = []
  if (view.grade) tags.push({ text: t(w.gradeTag, { grade: view.grade }), color: 'blue' })
  if (view.isClosed) tags.push({ text: t(w.closedTag), color: 'neutral' })
  else if (view.lack)
    tags.push({ text: t(view.lack === 'no_place' ? w.noPlace : w.noPoint), color: 'orange' })
  else if (view.unverified) tags.push({ text: t(w.unverifiedTag), color: 'orange' })
  else if (view.silentDays !== null)
    tags.push({ text: t(w.silentTag, { n: view.silentDays }), color: 'orange' })
  else if (view.pausedUntil)
    tags.push({ text: t(w.pausedTag, { date: view.pausedUntil.slice(5) }), color: 'neutral' })
  const facts = [view.code, view.type && cut(view.type, 12)]
  return {
    state: view.isClosed ? 'over' : view.lack ? 'needsYou' : 'todo',
    title: t(w.title, { name: cut(view.name, 40) }),
    subtitle: facts.filter(Boolean).join(' · '),
    tags,
  }
}

/** The one thing to know: what is missing, else when the next visit is. */
function pointOf(view: CustomerView, t: T): string {
  if (view.isClosed) return t(w.closedTag)
  if (view.lack) return t(view.lack === 'no_place' ? w.noPlacePoint : w.noPointPoint)
  const { nextPlanned, today } = view
  const when =
    nextPlanned === null
      ? t(w.nextNone)
      : nextPlanned === today
        ? t(w.today)
        : formatDate(nextPlanned, 'day', t.locale)
  return `${t(w.next)} ${when}`
}

function moneyPart(view: CustomerView, t: T): Part {
  const { money, creditLimitFen, creditDays } = view
  if (!money) return para(labelled(t(w.money), t(w.noData)))
  const { salesFen, orders, lastOrderOn, receivableFen, overdue } = money
  const sold =
    lastOrderOn === null
      ? t(w.ordersNever)
      : orders === 0
        ? t(w.ordersNone90, { date: lastOrderOn })
        : t(w.orders90, { amount: formatMoney(salesFen), n: orders, date: lastOrderOn.slice(5) })
  const owed = owedText({ receivableFen, overdue }, t)
  const terms = [
    creditLimitFen !== null && t(w.credit, { amount: formatMoney(creditLimitFen) }),
    creditDays !== null && t(w.creditDays, { n: creditDays }),
  ]
  return [
    para(md`${bold(t(w.money))}\n${joined('\n', [sold, owed, joined(' · ', terms)])}`),
    note(t(w.asOf, { date: money.dataAsOf.slice(5) })),
  ]
}

function visitsPart({ visits }: CustomerView, t: T): Part {
  if (visits.length === 0) return para(labelled(t(w.visits), t(w.neverVisited)))
  return panel(
    `${t(w.visits)} ${visits[0]?.date.slice(5) ?? ''}`,
    visits.map((visit) =>
      para(
        joined('\n', [
          joined(' · ', [
            bold(visit.date.slice(5)),
            cut(visit.rep, 20),
            visit.outcome && inLocale(visit.outcome, t.locale),
          ]),
          visit.summary && cut(visit.summary, 60),
        ]),
      ),
    ),
    { expanded: true },
  )
}

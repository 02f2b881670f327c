/** Several customers fit, or none. */
import { customerWords as w } from '../../src/i18n/customers.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { customerActions } from './actions.ts'
import { cut, listParts, type Paging } from './parts.ts'

export interface FoundCustomer {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  readonly address: string | null
  /** The point is made from the address, and nobody has found it right yet. */
  readonly unverified: boolean
}

export function findCustomersCard(
  view: { query: string; total: number; rows: readonly FoundCustomer[] } & Paging,
  t: T,
): Card {
  const query = cut(view.query, 30)
  return card(
    { state: 'todo', title: t(w.findTitle) },
    point(t(w.findPoint, { query, n: view.total })),
    listParts(
      view.rows,
      view,
      (one) => foundRow(one, t),
      (page) => customerActions.find({ query: view.query, page }),
      t,
    ),
  )
}

function foundRow(one: FoundCustomer, t: T) {
  const facts = [
    one.code,
    one.grade && t(w.gradeTag, { grade: one.grade }),
    one.address && cut(one.address, 30),
    one.unverified && t(w.unverifiedPin),
  ]
  return row(
    joined('\n', [bold(cut(one.name, 40)), joined(' · ', facts)]),
    button(t(w.see), customerActions.show({ customerCode: one.code }), {
      size: 'small',
      fill: false,
    }),
  )
}

export function customerNotFoundCard(query: string, t: T): Card {
  return card(
    { state: 'needsYou', title: t(w.notFoundTitle) },
    para(t(w.notFound, { query: cut(query, 40) })),
  )
}

/** What the customer cards share: names that fit, lists of five with a fold, paging. */
import type { Overdue } from '../../src/domain/customers/overdue.ts'
import { type Fen, formatMoney } from '../../src/domain/money.ts'
import { customerWords as w } from '../../src/i18n/customers.ts'
import type { T } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import type { Element, Part } from '../kit/card.ts'
import { button, buttons, note, panel } from '../kit/elements.ts'

/** `应收 ¥3,000，其中逾期 ¥1,200（12 天）`, or what was paid ahead. */
export function owedText(
  { receivableFen, overdue }: { readonly receivableFen: Fen; readonly overdue: Overdue | null },
  t: T,
): string {
  if (receivableFen < 0) return t(w.prepaid, { amount: formatMoney(-receivableFen) })
  const amount = formatMoney(receivableFen)
  if (!overdue) return t(w.receivable, { amount })
  return t(w.overdue, { amount, late: formatMoney(overdue.fen), days: overdue.days })
}

/** One page of a list: five rows at once, the rest of it behind a fold. */
export const pageSize = 15
const atOnce = 5

export const cut = (text: string, length: number) =>
  [...text].length > length ? `${[...text].slice(0, length - 1).join('')}…` : text

export interface Paging {
  /** From 0. */
  readonly page: number
  readonly pages: number
}

export function listParts<R>(
  rows: readonly R[],
  paging: Paging,
  rowOf: (row: R) => Element,
  toPage: (page: number) => ActionCall,
  t: T,
): Part[] {
  const rest = rows.slice(atOnce)
  const { page, pages } = paging
  return [
    rows.slice(0, atOnce).map(rowOf),
    rest.length > 0 && panel(t(w.more, { n: rest.length }), rest.map(rowOf)),
    pages > 1 && note(t(w.page, { page: page + 1, pages })),
    pages > 1 &&
      buttons(
        page > 0 && button(t(w.previous), toPage(page - 1)),
        page + 1 < pages && button(t(w.nextPage), toPage(page + 1)),
      ),
  ]
}

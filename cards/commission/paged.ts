/** Lists of lines and people: five at once, the rest of the page behind a fold, then further pages. */
import { commissionWords as w } from '../../src/i18n/commission.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Paging } from '../customers/parts.ts'
import type { ActionCall } from '../kit/action.ts'
import type { Element, Part } from '../kit/card.ts'
import { button, buttons, note, panel } from '../kit/elements.ts'

const atOnce = 5

export function pagedParts<R>(
  rows: readonly R[],
  { page, pages }: Paging,
  rowOf: (row: R) => Element,
  toPage: (page: number) => ActionCall,
  t: T,
): Part[] {
  const rest = rows.slice(atOnce)
  return [
    rows.slice(0, atOnce).map(rowOf),
    rest.length > 0 && panel(t(w.moreRows, { n: rest.length }), rest.map(rowOf)),
    pages > 1 && note(t(w.page, { page: page + 1, pages })),
    pages > 1 &&
      buttons(
        page > 0 && button(t(w.previousPage), toPage(page - 1)),
        page + 1 < pages && button(t(w.nextPage), toPage(page + 1)),
      ),
  ]
}

import { ledgerWords as w } from '../../src/i18n/ledger.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { note, para, point } from '../kit/elements.ts'
import { bold, md } from '../kit/markdown.ts'

export interface LedgerView {
  /** `128:3f2a…`; null: no entry is sealed yet. */
  readonly head: string | null
  readonly entries: number
  readonly waiting: number
  /** Rows of tables whose beginning is still being written; null: all is. */
  readonly pending: { readonly passed: number; readonly rows: number } | null
  /** Local time of the newest sealed entry. */
  readonly newest: string | null
}

/** How far the ledger has come, and the head that somebody should keep elsewhere. */
export function ledgerCard({ head, entries, waiting, pending, newest }: LedgerView, t: T): Card {
  return card(
    { state: 'done', title: t(w.title) },
    head === null
      ? para(t(w.empty))
      : [
          point(t(w.point, { n: entries })),
          newest !== null && note(t(w.newest, { at: newest })),
          para(md`${bold(t(w.head))}\n${head}`),
          note(t(w.why)),
        ],
    pending !== null && para(t(w.pending, pending)),
    waiting > 0 && note(t(w.waiting, { n: waiting })),
  )
}

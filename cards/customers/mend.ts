/** Customers that cannot be planned or routed, and how that is mended. */
import type { Suspicion } from '../../src/domain/customers/suspect-point.ts'
import { customerWords as w } from '../../src/i18n/customers.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, note, para, point, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { customerActions } from './actions.ts'
import { cut, listParts, type Paging } from './parts.ts'

export interface MendRow {
  readonly code: string
  readonly name: string
  readonly owner: string | null
  readonly address: string | null
  readonly lack: 'no_place' | 'no_point' | 'suspect'
  /** Why the point is suspected. */
  readonly suspicion: Suspicion | null
}

export function mendCard(
  view: {
    readonly noPlace: number
    readonly noPoint: number
    readonly suspected: number
    /** Admins get the list as a file, to fill in and send back. */
    readonly mayExport: boolean
    readonly rows: readonly MendRow[]
  } & Paging,
  t: T,
): Card {
  const head = { title: t(w.mendTitle) }
  if (view.noPlace + view.noPoint + view.suspected === 0)
    return card({ ...head, state: 'done' }, point(t(w.mendNone)))
  return card(
    { ...head, state: 'needsYou' },
    point(t(w.mendPoint, { place: view.noPlace, pin: view.noPoint })),
    view.suspected > 0 && para(t(w.mendSuspects, { n: view.suspected })),
    note(t(w.mendHow)),
    listParts(
      view.rows,
      view,
      (one) => mendRow(one, t),
      (page) => customerActions.mend({ page }),
      t,
    ),
    view.mayExport && button(t(w.mendExport), customerActions.exportMend({})),
  )
}

function mendRow(one: MendRow, t: T) {
  const facts = [
    lackText(one, t),
    one.owner ? cut(one.owner, 12) : t(w.noOwner),
    one.address ? cut(one.address, 30) : one.code,
  ]
  return row(
    joined('\n', [bold(cut(one.name, 40)), joined(' · ', facts)]),
    button(t(w.see), customerActions.show({ customerCode: one.code }), {
      size: 'small',
      fill: false,
    }),
  )
}

function lackText({ lack, suspicion }: MendRow, t: T): string {
  if (suspicion?.kind === 'shared') return t(w.suspectShared, { n: suspicion.sharedBy })
  if (suspicion?.kind === 'far')
    return t(w.suspectFar, { km: Math.round(suspicion.distanceM / 1000) })
  return t(lack === 'no_place' ? w.noPlace : w.noPoint)
}

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
  readonly lack: 'no_place' | 'no_point' | 'suspect' | 'unverified'
  /** Why the point is suspected. */
  readonly suspicion: Suspicion | null
  /** What came of looking up the address of one without a point. */
  readonly lookup: { readonly status: 'area' | 'none'; readonly level: string | null } | null
  /** How precise the map says that an unverified point is. */
  readonly level: string | null
}

export function mendCard(
  view: {
    readonly noPlace: number
    readonly noPoint: number
    readonly suspected: number
    /** 待核实 in all. */
    readonly unverified: number
    /** Admins get the list as a file, to fill in and send back. */
    readonly mayExport: boolean
    readonly rows: readonly MendRow[]
  } & Paging,
  t: T,
): Card {
  const head = { title: t(w.mendTitle) }
  if (view.noPlace + view.noPoint + view.suspected + view.unverified === 0)
    return card({ ...head, state: 'done' }, point(t(w.mendNone)))
  return card(
    { ...head, state: 'needsYou' },
    point(t(w.mendPoint, { place: view.noPlace, pin: view.noPoint })),
    view.suspected > 0 && para(t(w.mendSuspects, { n: view.suspected })),
    view.unverified > 0 && para(t(w.mendUnverified, { n: view.unverified })),
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

function lackText({ lack, suspicion, lookup, level }: MendRow, t: T): string {
  if (suspicion?.kind === 'shared') return t(w.suspectShared, { n: suspicion.sharedBy })
  if (suspicion?.kind === 'far')
    return t(w.suspectFar, { km: Math.round(suspicion.distanceM / 1000) })
  if (lack === 'unverified')
    return level ? t(w.unverifiedLevel, { level: cut(level, 12) }) : t(w.unverifiedPin)
  if (lookup?.status === 'area') return t(w.lookupArea, { level: cut(lookup.level ?? '', 12) })
  if (lookup) return t(w.lookupNone)
  return t(lack === 'no_place' ? w.noPlace : w.noPoint)
}

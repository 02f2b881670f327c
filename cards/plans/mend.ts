/** 待采点: customers that cannot be routed, or not planned at all, for want of an address or a good point. */
import type { Suspicion } from '../../src/domain/customers/suspect-point.ts'
import { customerWords } from '../../src/i18n/customers.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { planActions } from './actions.ts'
import { cut } from './words.ts'

export interface MendView {
  readonly repOpenId: string
  /** Null: the reader is the rep. */
  readonly repName: string | null
  /** Without a point in all, and without an address of these. */
  readonly all: number
  readonly without: number
  /** With a point that is probably wrong. */
  readonly suspected: number
  readonly page: number
  readonly pages: number
  /** Those of this page. */
  readonly customers: readonly {
    readonly code: string
    readonly name: string
    readonly address: string | null
    /** Whose it is, where the list holds several people's. */
    readonly ownerName: string | null
    /** Why its point is doubted; null: it has none. */
    readonly suspicion: Suspicion | null
  }[]
}

/** Lists them: those without an address first, as they are never planned, doubtful points last. */
export function mendCard(view: MendView, t: T): Card {
  const { customers, repOpenId, all, without, suspected, page, pages } = view
  const isDone = all + suspected === 0
  const head = {
    state: !isDone ? ('needsYou' as const) : ('done' as const),
    title: t(planWords.mendTitle),
    subtitle: view.repName ?? undefined,
  }
  if (isDone) return card(head, point(t(planWords.mendNone)))
  const to = (target: number) => planActions.toMend({ repOpenId, page: target })
  return card(
    head,
    point(
      t(all > 0 ? planWords.mendPoint : customerWords.mendSuspects, { all, without, n: suspected }),
    ),
    all > 0 && suspected > 0 && para(t(customerWords.mendSuspects, { n: suspected })),
    ...customers.map((customer) =>
      para(
        joined('\n', [
          md`${bold(cut(customer.name, 30))}　${customer.code}`,
          joined(' · ', [
            customer.ownerName,
            customer.suspicion && colored('orange', suspicionText(customer.suspicion, t)),
            customer.address || customer.suspicion
              ? colored('grey', cut(customer.address ?? '', 40))
              : colored('red', t(planWords.neitherNor)),
          ]),
        ]),
      ),
    ),
    note(t(planWords.mendHow)),
    pages > 1 && [
      note(t(planWords.page, { page: page + 1, pages })),
      buttons(
        page > 0 && button(t(planWords.previousPage), to(page - 1)),
        page < pages - 1 && button(t(planWords.nextPage), to(page + 1)),
      ),
    ],
  )
}

function suspicionText(suspicion: Suspicion, t: T): string {
  return suspicion.kind === 'shared'
    ? t(customerWords.suspectShared, { n: suspicion.sharedBy })
    : t(customerWords.suspectFar, { km: Math.round(suspicion.distanceM / 1000) })
}

/** Customers with a reason each, to be ticked and put on plans. */
import { batchWords as w } from '../../src/i18n/plan-batch.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined } from '../kit/markdown.ts'
import { batchActions } from './batch-actions.ts'
import { cut } from './words.ts'

export const pickPageSize = 12
/** Each option is a node of the card. */
const peopleOffered = 60

export interface PickView {
  readonly batchId: string
  /** Names what comes of the next tap. */
  readonly pickId: string
  readonly kind: 'anomaly' | 'neglected'
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly rows: readonly {
    readonly code: string
    readonly name: string
    readonly grade: string | null
    readonly owner: string | null
    readonly reason: string
    /** It is on somebody's plan from today on. */
    readonly planned: boolean
  }[]
  /** Whom the reader may assign visits to; null for a rep, who plans the own. */
  readonly people: readonly { readonly openId: string; readonly name: string }[] | null
  /** Days that the reader asked for, or that the rule says. */
  readonly about?: string
}

export function pickCard(view: PickView, t: T): Card {
  const { batchId, pickId, kind, total, page, pages, rows, people } = view
  const isNeglected = kind === 'neglected'
  const open = rows.filter(({ planned }) => !planned)
  return card(
    {
      state: total === 0 ? 'done' : 'needsYou',
      title: t(isNeglected ? w.neglectedTitle : w.anomalyTitle),
    },
    point(
      total === 0
        ? t(w.neglectedNone)
        : t(isNeglected ? w.neglectedPoint : w.anomalyPoint, { n: total }),
    ),
    view.about && note(view.about),
    ...rows.map((row) =>
      para(
        joined('\n', [
          joined(' · ', [bold(cut(row.name, 24)), row.grade, row.owner && cut(row.owner, 10)]),
          joined(' · ', [
            colored('grey', cut(row.reason, 60)),
            row.planned && colored('green', t(w.planned)),
          ]),
        ]),
      ),
    ),
    rows.length > 0 && open.length === 0 && note(t(w.allPlanned)),
    open.length > 0 &&
      form(batchActions.pick({ batchId, pickId, page }), t(w.planThem), (f) => [
        f.many('codes', {
          label: t(w.pick),
          required: true,
          choices: open.map(({ code, name }) => ({ value: code, label: cut(name, 24) })),
        }),
        people &&
          people.length > 0 &&
          f.many('whom', {
            label: t(w.pickWho),
            choices: people
              .slice(0, peopleOffered)
              .map(({ openId, name }) => ({ value: openId, label: cut(name, 16) })),
          }),
        f.date('day', { label: t(w.pickDay) }),
      ]),
    pages > 1 && note(t(planWords.page, { page: page + 1, pages })),
    pages > 1 &&
      buttons(
        page > 0 &&
          button(t(planWords.previousPage), batchActions.list({ batchId, page: page - 1 })),
        page + 1 < pages &&
          button(t(planWords.nextPage), batchActions.list({ batchId, page: page + 1 })),
      ),
  )
}

/** 逐家挑选: the giver's customers with ticks, page by page. */
import { handoverWords as w } from '../../src/i18n/handover.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point, tappable } from '../kit/elements.ts'
import { form } from '../kit/form.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { handoverActions } from './actions.ts'
import { cut } from './handover.ts'
import type { ListedCustomer } from './view.ts'

export const listPageSize = 12

export interface ListView {
  readonly listId: string
  readonly from: { readonly name: string }
  readonly to: { readonly name: string }
  readonly rows: readonly ListedCustomer[]
  /** That fit what is looked for. */
  readonly total: number
  /** Ticked in all, on other pages too. */
  readonly ticked: number
  readonly query: string | null
  readonly page: number
  readonly pages: number
}

export function listCard(view: ListView, t: T): Card {
  const { listId, rows, total, ticked, query, page, pages } = view
  const to = (target: number) => handoverActions.page({ listId, page: target })
  return card(
    {
      state: 'needsYou',
      title: t(w.titleOf, { from: cut(view.from.name), to: cut(view.to.name) }),
      subtitle: t(w.listOpen),
    },
    point(t(w.tickedPoint, { n: ticked })),
    note(total === 0 ? t(w.nothingFits) : t(w.tickHow)),
    rows.map((one) => tickRow(one, view, t)),
    pages > 1 && note(t(w.pageOf, { page: page + 1, pages, n: total })),
    buttons(
      page > 0 && button(t(w.pageBefore), to(page - 1)),
      page + 1 < pages && button(t(w.pageNext), to(page + 1)),
    ),
    buttons(
      ticked > 0 &&
        button(t(w.listNext, { n: ticked }), handoverActions.listDone({ listId }), {
          kind: 'primary',
        }),
      button(t(w.cancel), handoverActions.cancel({})),
    ),
    total > 0 &&
      buttons(
        button(t(w.tickAll, { n: total }), handoverActions.tickAll({ listId, page, on: true }), {
          size: 'small',
        }),
        button(t(w.tickNone), handoverActions.tickAll({ listId, page, on: false }), {
          size: 'small',
        }),
      ),
    form(
      handoverActions.find({ listId }),
      t(w.find),
      (f) => [
        f.line('query', {
          label: t(w.findLabel),
          placeholder: t(w.findHint),
          initial: query ?? undefined,
        }),
      ],
      { kind: 'default' },
    ),
  )
}

/** The whole row is the tick. */
function tickRow(one: ListedCustomer, { listId, page }: ListView, t: T) {
  const { code, name, grade, line, closed, ticked } = one
  const mark = ticked ? colored('green', '✓') : '○'
  const facts = [
    code,
    grade && t(w.gradeOf, { grade }),
    line && cut(line, 10),
    closed && t(w.closedTag),
  ]
  return tappable(handoverActions.tick({ listId, page, code, on: !ticked }), [
    para(joined('\n', [md`${mark} ${bold(cut(name, 24))}`, colored('grey', joinFacts(facts))])),
  ])
}

const joinFacts = (facts: readonly (string | false | null)[]) => facts.filter(Boolean).join(' · ')

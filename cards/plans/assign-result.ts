/** What came of 安排: for the manager, and for a rep whose card of today is out. */
import type { LocalDate } from '../../src/domain/time.ts'
import { assignWords } from '../../src/i18n/assign.ts'
import { planWords } from '../../src/i18n/plans.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined, md } from '../kit/markdown.ts'
import { planActions } from './actions.ts'
import { type AssignDraft, assignActions } from './assign-actions.ts'
import { cut, dayText, windowText } from './words.ts'

export interface AssignResult {
  readonly draft: AssignDraft
  readonly date: LocalDate
  readonly reps: readonly {
    readonly openId: string
    readonly name: string
    /** The plan of that day stands already. */
    readonly onPlan: boolean
    readonly customers: readonly {
      readonly name: string
      readonly isNew: boolean
      readonly unpinned: boolean
    }[]
  }[]
  readonly refused: readonly { readonly name: string; readonly why: 'noAddress' | 'closed' }[]
  /** Each customer went to its own rep, though several were named. */
  readonly byOwner: boolean
}

const shownNames = 12

/** What the manager reads: who visits whom on which day, and what could not be assigned. */
export function assignedCard(result: AssignResult, t: T): Card {
  const { draft, date, reps, refused } = result
  const day = dayText(t, date)
  const { window } = draft
  const all = new Set(reps.flatMap((rep) => rep.customers.map((customer) => customer.name)))
  const done = all.size > 0
  return card(
    {
      state: done ? 'done' : 'needsYou',
      title: t(done ? assignWords.doneTitle : assignWords.nothingTitle, { day }),
    },
    done && point(t(assignWords.donePoint, { customers: all.size, people: reps.length })),
    done && window && para(t(planWords.setFor, { window: windowText(window) })),
    ...reps.map((rep) =>
      para(
        joined('\n', [
          md`${bold(cut(rep.name, 20))}　${t(assignWords.repLine, { n: rep.customers.length })} · ${t(rep.onPlan ? assignWords.onPlan : assignWords.onThatDay)}`,
          ...rep.customers
            .slice(0, shownNames)
            .map((customer) =>
              colored(
                'grey',
                [
                  cut(customer.name, 30),
                  customer.isNew ? '' : t(assignWords.before),
                  customer.unpinned ? t(assignWords.unpinned) : '',
                ]
                  .filter(Boolean)
                  .join(' · '),
              ),
            ),
          rep.customers.length > shownNames &&
            colored('grey', t(assignWords.andMore, { n: rep.customers.length })),
        ]),
      ),
    ),
    refused.length > 0 &&
      para(
        joined('\n', [
          colored('red', t(assignWords.refused)),
          ...refused
            .slice(0, shownNames)
            .map(({ name, why }) => md`${bold(cut(name, 30))}　${t(assignWords[why])}`),
        ]),
      ),
    draft.missing.length > 0 &&
      note(
        draft.missing.map((words) => t(assignWords.notFound, { ask: cut(words, 30) })).join('\n'),
      ),
    result.byOwner && [
      note(t(assignWords.byOwner)),
      button(t(assignWords.everybody), assignActions.everybody({ draft })),
    ],
  )
}

/** Tells a rep who has today's plan already that there is more. */
export function newStopsCard(
  view: {
    repOpenId: string
    date: LocalDate
    byOpenId: string
    byName: string
    customers: readonly { code: string; name: string }[]
    /** `10:00–11:00`, where the manager set a time. */
    window: string | null
    seen: boolean
  },
  t: T,
): Card {
  const { repOpenId, date, byOpenId, byName, customers, window, seen } = view
  const codes = customers.map((customer) => customer.code)
  return card(
    {
      state: seen ? 'over' : 'needsYou',
      title: t(assignWords.newTitle, { day: dayText(t, date) }),
      tags: seen ? [{ text: t(assignWords.seen), color: 'neutral' }] : [],
    },
    point(t(assignWords.newPoint, { name: byName, n: customers.length })),
    window && para(t(planWords.setFor, { window })),
    para(
      joined(
        '\n',
        customers.slice(0, shownNames).map((customer) => cut(customer.name, 30)),
      ),
    ),
    note(t(assignWords.alreadyRouted)),
    !seen &&
      buttons(
        button(
          t(assignWords.gotIt),
          assignActions.gotIt({ repOpenId, date, byOpenId, codes, window }),
          {
            kind: 'primary',
          },
        ),
        button(t(assignWords.openPlan), planActions.show({ repOpenId, date })),
      ),
  )
}

import { z } from 'zod'
import { adminWords } from '../../src/i18n/admin.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, columns, note, para, point } from '../kit/elements.ts'
import { bold } from '../kit/markdown.ts'

export const failureActions = defineActions('failures', {
  retry: { payload: z.object({ source: z.enum(['event', 'outbox']), id: z.string() }) },
  retryAll: { payload: z.object({}) },
})

export interface Failure {
  readonly source: 'event' | 'outbox'
  readonly id: string
  readonly kind: 'failedEvent' | 'failedJob' | 'failedSend'
  readonly name: string
  /** `11-24 09:12`, local. */
  readonly at: string
  readonly who: string
  readonly attempts: number
  /** The first line of the error: no stack. */
  readonly error: string
}

/** What stands on a phone in three lines; the report has the rest. */
const errorLength = 90

/** `失败记录`: what could not be done, newest first, five at a time. */
export function failuresCard(failures: readonly Failure[], total: number, t: T): Card {
  if (total === 0)
    return card(
      { state: 'done', title: t(adminWords.failuresTitle) },
      point(t(adminWords.failuresNone)),
    )
  return card(
    { state: 'alarm', title: t(adminWords.failuresTitle) },
    point(t(adminWords.failuresPoint, { n: total })),
    ...failures.slice(0, 5).map((failure) =>
      columns([
        {
          elements: [
            para(bold(`${t(adminWords[failure.kind])} ${failure.name}`)),
            note(
              [failure.at, failure.who, t(adminWords.attempts, { n: failure.attempts })]
                .filter(Boolean)
                .join(' · '),
            ),
            note(failure.error.slice(0, errorLength)),
          ],
          weight: 4,
        },
        {
          elements: [
            button(
              t(adminWords.retry),
              failureActions.retry({ source: failure.source, id: failure.id }),
              { size: 'small', fill: false },
            ),
          ],
          weight: 'auto',
        },
      ]),
    ),
    total > 5 && note(t(adminWords.more, { n: total - 5 })),
    ...buttons(button(t(adminWords.retryAll), failureActions.retryAll({}), { kind: 'primary' })),
  )
}

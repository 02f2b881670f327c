import { adminWords } from '../../src/i18n/admin.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from '../kit/card.ts'
import { buttons, linkButton, para } from '../kit/elements.ts'

/** The signed link to the queue dashboard. */
export function queuesCard(url: string, t: T): Card {
  return card(
    { state: 'todo', title: t(adminWords.queuesTitle) },
    para(t(adminWords.queuesNote)),
    ...buttons(linkButton(t(adminWords.open), url, { kind: 'primary' })),
  )
}

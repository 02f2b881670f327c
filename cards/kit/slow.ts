/** What stands in the place of a card that a job works out (`src/bot/slow-card.ts`). */
import { botWords as w } from '../../src/i18n/bot.ts'
import type { T } from '../../src/i18n/t.ts'
import { type Card, card } from './card.ts'
import { para, point } from './elements.ts'

/** Until it is there. */
export const workingOutCard = (title: string, t: T): Card =>
  card({ state: 'progress', title }, point(t(w.workingOut)))

/** What became of a question that may not be answered any more. */
export const notAnsweredCard = (said: string): Card =>
  card({ state: 'over', title: said.slice(0, 60) }, para(said))

import { cardText } from './client/card-view.ts'
import type { Json } from './types.ts'

/**
 * Matchers for `expect.extend` of Vitest or Jest.
 *
 * `expect(card).toShow('拜访中', '签退')`: the card shows all of these texts, as a person reads
 * it, with markup and escapes resolved. A failure prints what it shows instead.
 */
export const matchers = {
  toShow(card: Json | undefined, ...texts: string[]) {
    const shown = card ? cardText(card) : ''
    const quoted = (wanted: string[]) => wanted.map((text) => `"${text}"`).join(', ')
    const missing = texts.filter((text) => !shown.includes(text))
    const found = texts.filter((text) => shown.includes(text))
    return {
      pass: missing.length === 0,
      message: () =>
        missing.length > 0
          ? `the card does not show ${quoted(missing)}; it shows:\n${shown || '(no card)'}`
          : `the card shows ${quoted(found)}:\n${shown}`,
    }
  },
}

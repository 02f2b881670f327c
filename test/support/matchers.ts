import { expect } from 'vitest'
import { cardText } from '../../simulator/index.ts'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the shape that vitest prescribes for own matchers
  interface Matchers<T = any> {
    /** The card shows all of these texts (as a person reads it, markup and escapes resolved). */
    toShow(...texts: string[]): T
  }
}

expect.extend({
  toShow(card: Parameters<typeof cardText>[0], ...texts: string[]) {
    const shown = card ? cardText(card) : ''
    const missing = texts.filter((text) => !shown.includes(text))
    const found = texts.filter((text) => shown.includes(text))
    return {
      pass: missing.length === 0,
      message: () =>
        missing.length > 0
          ? `the card does not show ${missing.map((text) => `"${text}"`).join(', ')}; it shows:\n${shown || '(no card)'}`
          : `the card shows ${found.map((text) => `"${text}"`).join(', ')}:\n${shown}`,
    }
  },
})

/** Set-up file for Vitest: `setupFiles: ['…/simulator/vitest.ts']` gives `expect(card).toShow`. */
import { expect } from 'vitest'
import { matchers } from './expect.ts'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the shape that vitest prescribes for own matchers
  interface Matchers<T = any> {
    /** The card shows all of these texts (as a person reads it, markup and escapes resolved). */
    toShow(...texts: string[]): T
  }
}

expect.extend(matchers)

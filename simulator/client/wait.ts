import type { State } from '../state/state.ts'

/**
 * Looks after every change until `look` finds something. On time-out the error says what was
 * there instead, since "timed out" alone sends people debugging.
 */
export function waitFor<T>(
  state: State,
  look: () => T | undefined,
  what: string,
  seen: () => string[],
  timeoutMs = 10_000,
): Promise<T> {
  const now = look()
  if (now !== undefined) return Promise.resolve(now)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      const last = seen()
        .slice(-5)
        .map((text) => `  - ${text.slice(0, 300)}`)
      reject(new Error(`no ${what} within ${timeoutMs} ms; last seen:\n${last.join('\n')}`))
    }, timeoutMs)
    const stop = state.onChange(() => {
      try {
        const found = look()
        if (found === undefined) return
        resolve(found)
      } catch (error) {
        reject(error)
      }
      clearTimeout(timer)
      stop()
    })
  })
}

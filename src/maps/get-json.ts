/** One GET that answers JSON, with what can go wrong on the way in our own words. */
import { MapError } from './errors.ts'

/**
 * Throws MapError `busy` for 429 and 5xx, `unreachable` for no answer, none in time, or none that can be
 * read. `readable` are further HTTP codes whose body says more.
 */
export async function getJson(
  url: string,
  timeoutMs: number,
  readable: readonly number[] = [],
): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (response.status === 429 || response.status >= 500) {
      throw new MapError('busy', `HTTP ${response.status}`)
    }
    if (!response.ok && !readable.includes(response.status)) {
      throw new MapError('unreachable', `HTTP ${response.status}`)
    }
    return await response.json()
  } catch (error) {
    if (error instanceof MapError) throw error
    throw new MapError('unreachable', whatHappened(error, timeoutMs))
  }
}

/** Never the address of the request: the key stands in it. */
function whatHappened(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer in ${timeoutMs} ms`
  if (error instanceof SyntaxError) return 'the answer is no JSON'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection'
}

import { PlatformError, refusal } from './errors.ts'

/** Sliding windows on the real monotonic clock: a simulated clock must not slow a test down. */
export class Limits {
  readonly enabled: boolean
  readonly #hits = new Map<string, number[]>()

  constructor(enabled: boolean) {
    this.enabled = enabled
  }

  /** Per API and app: 50 a second and 1000 a minute; HTTP 429 with the reset time in seconds. */
  gateway(api: string): PlatformError | undefined {
    if (!this.enabled) return undefined
    const second = this.#wait(`${api}/s`, 50, 1000)
    const wait = second ?? this.#wait(`${api}/m`, 1000, 60_000)
    if (wait === undefined) return undefined
    const limit = second === undefined ? '1000' : '50'
    const reset = String(Math.max(1, Math.ceil(wait / 1000)))
    return new PlatformError(429, 99991400, refusal(99991400).message, {
      headers: { 'x-ogw-ratelimit-limit': limit, 'x-ogw-ratelimit-reset': reset },
    })
  }

  /** An API with a limit of its own page, counted over all its ids; HTTP 429 as the gateway's. */
  perApi(api: string, max: number, windowMs: number): void {
    if (!this.enabled) return
    const wait = this.#wait(`api ${api}`, max, windowMs)
    if (wait === undefined) return
    const reset = String(Math.max(1, Math.ceil(wait / 1000)))
    throw new PlatformError(429, 99991400, refusal(99991400).message, {
      headers: { 'x-ogw-ratelimit-limit': String(max), 'x-ogw-ratelimit-reset': reset },
    })
  }

  /** Per chat, per person, per patched message: 5 a second; HTTP 400 without a reset time. */
  perSecond(key: string, max = 5, code = 230020): void {
    if (this.enabled && this.#wait(key, max, 1000) !== undefined) throw refusal(code)
  }

  /** Counts a hit, or gives the ms until one is free again. Refused hits are not counted. */
  #wait(key: string, max: number, windowMs: number): number | undefined {
    const now = performance.now()
    const hits = (this.#hits.get(key) ?? []).filter((at) => now - at < windowMs)
    const oldest = hits[0]
    if (hits.length >= max && oldest !== undefined) return oldest + windowMs - now
    hits.push(now)
    this.#hits.set(key, hits)
    return undefined
  }
}

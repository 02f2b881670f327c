/** How badly the platform behaves. Shares are 0 to 1; times are ms, drawn evenly from the range. */
export interface Forecast {
  /** Before an API call is carried out. */
  apiLatencyMs: [number, number]
  /** Share of API calls answered by HTTP 429, code 99991400, undone. */
  rateLimited: number
  /** Share of API calls answered by HTTP 500 to 504, undone. */
  serverErrors: number
  /** Share of API calls that are carried out, but whose answer never arrives. */
  lostAnswers: number
  /** Before an event or a callback leaves for the bot. */
  pushLatencyMs: [number, number]
  /** Share of pushes whose answer the platform never gets: events come again, clicks fail. */
  lostAcks: number
  /** Share of events that are delivered twice although all went well. */
  duplicates: number
  /** Events are held back up to this long, each by itself, so that they arrive out of order. */
  shuffleMs: number
}

export const FINE: Forecast = {
  apiLatencyMs: [0, 0],
  rateLimited: 0,
  serverErrors: 0,
  lostAnswers: 0,
  pushLatencyMs: [0, 0],
  lostAcks: 0,
  duplicates: 0,
  shuffleMs: 0,
}

/** Throws the dice for each call and push. */
export class Weather {
  forecast: Forecast = FINE
  readonly #random: () => number

  constructor(random: () => number = Math.random) {
    this.#random = random
  }

  /** Changes some of it; the rest stays. */
  set(change: Partial<Forecast>): Forecast {
    this.forecast = { ...this.forecast, ...change }
    return this.forecast
  }

  clear(): Forecast {
    this.forecast = FINE
    return FINE
  }

  /** Whether something that happens to this share of cases happens now. */
  strikes(share: number): boolean {
    return share > 0 && this.#random() < share
  }

  /** ms from the range. */
  between([min, max]: [number, number]): number {
    return max <= 0 ? 0 : min + this.#random() * (max - min)
  }

  /** One of 500, 502, 503, 504. */
  serverError(): number {
    return [500, 502, 503, 504][Math.floor(this.#random() * 4)] ?? 500
  }
}

export const pause = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve()

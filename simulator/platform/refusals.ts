/** What to do to the next calls that fit. */
export interface RefuseRule {
  /**
   * Which calls: `POST /open-apis/im/v1/messages` (a prefix of "METHOD path"), a RegExp on that,
   * or a predicate.
   */
  api: string | RegExp | ((call: { method: string; path: string; body: unknown }) => boolean)
  /** How many calls; default 1. */
  times?: number | undefined
  status?: number | undefined
  code?: number | undefined
  msg?: string | undefined
  headers?: Record<string, string> | undefined
  /** Performs the call, but closes the connection without answering. */
  dropAnswer?: boolean | undefined
  /** Holds the call back for so many ms, then goes on. */
  delayMs?: number | undefined
}

export interface ActiveRule extends RefuseRule {
  /** Calls that it will still meet; set to 0 to switch it off. */
  left: number
}

/** Rules that a test lays in the bot's way; each meets its calls in order and then is gone. */
export class Refusals {
  readonly #rules: ActiveRule[] = []

  add(rule: RefuseRule): ActiveRule {
    const active = { ...rule, left: rule.times ?? 1 }
    this.#rules.push(active)
    return active
  }

  /** Rules that still wait for calls, as JSON shows them. */
  list() {
    const waiting = this.#rules.filter((rule) => rule.left > 0)
    return waiting.map((rule) => ({ ...rule, api: String(rule.api) }))
  }

  clear(): void {
    this.#rules.length = 0
  }

  /** The rule that meets this call, counted down. */
  take(call: { method: string; path: string; body: unknown }): ActiveRule | undefined {
    const rule = this.#rules.find((candidate) => candidate.left > 0 && fits(candidate, call))
    if (rule) rule.left--
    return rule
  }
}

function fits({ api }: RefuseRule, call: { method: string; path: string; body: unknown }) {
  const name = `${call.method} ${call.path}`
  if (typeof api === 'function') return api(call)
  return typeof api === 'string' ? name.startsWith(api) : api.test(name)
}

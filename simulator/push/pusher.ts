import type { PendingPush } from '../state/records.ts'
import type { State } from '../state/state.ts'
import type { Credentials, Envelope, PushResult } from '../types.ts'
import { sealed } from './crypto.ts'
import { type Answer, post } from './post.ts'

export interface PusherOptions {
  state: State
  credentials: Credentials
  now: () => Date
  log: (line: object) => void
  /** Seconds to wait before the 1st, 2nd, … redelivery. */
  redelivery: number[]
  /** The platform waits 3 s. */
  timeoutMs: number
}

/** Sends events and callbacks to the bot, and sends unacknowledged events again. */
export class Pusher {
  url: string | undefined
  readonly #options: PusherOptions
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #waiting = new Set<() => void>()
  #inFlight = 0
  #stopped = false

  constructor(options: PusherOptions) {
    this.#options = options
  }

  /** Sets where to push and takes up deliveries that a restart interrupted. */
  setUrl(url: string | undefined): void {
    this.url = url
    if (url === undefined) return
    for (const push of this.#options.state.pending.values()) this.#schedule(push)
  }

  /** An event: acknowledged by HTTP 200 in time, otherwise delivered again later. */
  async event(envelope: Envelope): Promise<PushResult> {
    if (this.url === undefined) return result(envelope, { status: 0, failure: 'no-url' })
    const push = {
      eventId: envelope.header.event_id,
      envelope: JSON.stringify(envelope),
      attempts: 0,
      dueAt: Date.now(),
    }
    this.#options.state.commit({ kind: 'pending', push })
    return result(envelope, await this.#attempt(push))
  }

  /** A callback: synchronous, never repeated. */
  async callback(envelope: Envelope): Promise<PushResult> {
    return result(envelope, await this.#post(envelope))
  }

  /** Pushes an envelope as it is, any number of times, without keeping count. */
  async raw(envelope: Envelope, times: number): Promise<PushResult[]> {
    const results: PushResult[] = []
    for (let i = 0; i < times; i++) results.push(result(envelope, await this.#post(envelope)))
    return results
  }

  /** What saving the request URL in the console does. */
  async verifyUrl(challenge: string): Promise<boolean> {
    const payload = {
      challenge,
      token: this.#options.credentials.verificationToken,
      type: 'url_verification',
    }
    const answer = await this.#post(payload, { signed: false, timeoutMs: 1000 })
    const body = answer.body as { challenge?: unknown } | undefined
    return answer.status === 200 && body?.challenge === challenge
  }

  /** Resolves when no push is under way; redeliveries that are not yet due do not count. */
  async idle(): Promise<void> {
    if (this.#inFlight === 0) return
    await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  async #attempt(push: PendingPush): Promise<Answer> {
    const { state, redelivery, log } = this.#options
    const envelope = JSON.parse(push.envelope) as Envelope
    const answer = await this.#post(envelope)
    if (this.#stopped) return answer
    const waitS = redelivery[push.attempts]
    if (answer.status === 200) {
      state.commit({ kind: 'settled', eventId: push.eventId })
    } else if (waitS === undefined) {
      log({ msg: 'event given up', eventId: push.eventId, attempts: push.attempts + 1 })
      state.commit({ kind: 'settled', eventId: push.eventId })
    } else {
      const next = { ...push, attempts: push.attempts + 1, dueAt: Date.now() + waitS * 1000 }
      state.commit({ kind: 'pending', push: next })
      this.#schedule(next)
    }
    return answer
  }

  #schedule(push: PendingPush): void {
    if (this.#stopped || this.#timers.has(push.eventId)) return
    const timer = setTimeout(
      () => {
        this.#timers.delete(push.eventId)
        void this.#attempt(push)
      },
      Math.max(0, push.dueAt - Date.now()),
    )
    timer.unref()
    this.#timers.set(push.eventId, timer)
  }

  async #post(payload: object, options: { signed?: boolean; timeoutMs?: number } = {}) {
    const { credentials, now, log, timeoutMs } = this.#options
    if (this.url === undefined) return { status: 0, failure: 'no-url' }
    const { body, headers } = sealed(payload, credentials.encryptKey, now(), options.signed ?? true)
    this.#inFlight++
    try {
      const answer = await post(this.url, body, headers, options.timeoutMs ?? timeoutMs)
      const header = (payload as Partial<Envelope>).header
      log({ msg: 'push', type: header?.event_type, id: header?.event_id, status: answer.status })
      return answer
    } finally {
      this.#inFlight--
      if (this.#inFlight === 0) this.#release()
    }
  }

  #release(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }
}

function result(envelope: Envelope, answer: Answer): PushResult {
  return {
    eventId: envelope.header.event_id,
    envelope,
    status: answer.status,
    body: answer.body,
    failure: answer.failure,
  }
}

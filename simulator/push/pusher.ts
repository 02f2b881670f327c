import type { Clock } from '../clock.ts'
import type { Traffic, TrafficEntry } from '../control/traffic.ts'
import { pause, type Weather } from '../control/weather.ts'
import type { PendingPush } from '../state/records.ts'
import type { State } from '../state/state.ts'
import type { Credentials, Envelope, PushResult } from '../types.ts'
import { type Carrier, webhook } from './carrier.ts'
import type { Answer } from './post.ts'

export interface PusherOptions {
  state: State
  credentials: Credentials
  clock: Clock
  weather: Weather
  traffic: Traffic
  /** The app's long connections: used as long as no request URL is set. */
  connections: Carrier & { everUsed: boolean }
  log: (line: object) => void
  /** Seconds of the simulator's clock to wait before the 1st, 2nd, … redelivery. */
  redelivery: number[]
  /** The platform waits 3 s. */
  timeoutMs: number
}

/** Sends events and callbacks to the bot, and sends unacknowledged events again. */
export class Pusher {
  url: string | undefined
  readonly #options: PusherOptions
  readonly #alarms = new Map<string, () => void>()
  readonly #waiting = new Set<() => void>()
  #inFlight = 0
  #stopped = false

  constructor(options: PusherOptions) {
    this.#options = options
  }

  /** Sets where to push and takes up deliveries that a restart interrupted. */
  setUrl(url: string | undefined): void {
    this.url = url
    if (url !== undefined) this.resume()
  }

  /** Takes up deliveries that are still due, as when the bot comes back. */
  resume(): void {
    for (const push of this.#options.state.pending.values()) this.#schedule(push)
  }

  /** Whether there is any way to the bot: a request URL, or a long connection ever since the start. */
  get isSubscribed(): boolean {
    return this.#carrier() !== undefined
  }

  /** An event: acknowledged in time, otherwise delivered again later. */
  async event(envelope: Envelope): Promise<PushResult> {
    if (!this.#carrier()) return result(envelope, { status: 0, failure: 'no-url' })
    const push = {
      eventId: envelope.header.event_id,
      envelope: JSON.stringify(envelope),
      attempts: 0,
      dueAt: Date.now(),
    }
    this.#options.state.commit({ kind: 'pending', push })
    return this.#counted(async () => {
      const { weather } = this.#options
      await pause(weather.between([0, weather.forecast.shuffleMs]))
      const twice = weather.strikes(weather.forecast.duplicates)
      const [answer] = await Promise.all([
        this.#attempt(push),
        twice ? this.#try(this.#entry('event', envelope), envelope, ['duplicate']) : undefined,
      ])
      return result(envelope, answer)
    })
  }

  /** A callback: synchronous, never repeated. */
  callback(envelope: Envelope): Promise<PushResult> {
    const entry = this.#entry('callback', envelope)
    return this.#counted(async () => result(envelope, await this.#try(entry, envelope)))
  }

  /** Pushes an envelope as it is, any number of times, without keeping count. */
  raw(envelope: Envelope, times: number): Promise<PushResult[]> {
    const entry = this.#entry('event', envelope)
    return this.#counted(async () => {
      const results: PushResult[] = []
      for (let i = 0; i < times; i++) {
        results.push(result(envelope, await this.#try(entry, envelope, ['replayed'])))
      }
      return results
    })
  }

  /** What saving the request URL in the console does. */
  verifyUrl(challenge: string): Promise<boolean> {
    const { credentials, clock, traffic } = this.#options
    const payload = { challenge, token: credentials.verificationToken, type: 'url_verification' }
    const carrier = this.#carrier()
    if (carrier?.name !== 'webhook') return Promise.resolve(false)
    return this.#counted(async () => {
      const at = clock.now().toISOString()
      const entry = traffic.open({
        kind: 'challenge',
        name: 'url_verification',
        id: challenge,
        transport: 'webhook',
        at,
        request: payload,
      })
      const started = performance.now()
      const answer = await carrier.send(payload, { timeoutMs: 1000, signed: false })
      this.#note(entry, at, started, answer)
      const body = answer.body as { challenge?: unknown } | undefined
      return answer.status === 200 && body?.challenge === challenge
    })
  }

  /** Delivers what waits for its next try at once. */
  redeliverNow(): void {
    for (const push of this.#options.state.pending.values()) {
      if (!this.#alarms.has(push.eventId)) continue
      this.#alarms.get(push.eventId)?.()
      this.#alarms.delete(push.eventId)
      void this.#counted(() => this.#attempt(push))
    }
  }

  /** Resolves when no push is under way; redeliveries that are not yet due do not count. */
  async idle(): Promise<void> {
    if (this.#inFlight === 0) return
    await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#alarms.values()) cancel()
    this.#alarms.clear()
  }

  #carrier(): Carrier | undefined {
    const { credentials, clock, connections } = this.#options
    if (this.url !== undefined) return webhook(this.url, credentials, clock)
    return connections.everUsed ? connections : undefined
  }

  async #attempt(push: PendingPush): Promise<Answer> {
    const { state, redelivery, log, traffic } = this.#options
    const envelope = JSON.parse(push.envelope) as Envelope
    const entry = traffic.byId(push.eventId) ?? this.#entry('event', envelope)
    const answer = await this.#try(entry, envelope)
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
    if (this.#stopped || this.#alarms.has(push.eventId)) return
    const cancel = this.#options.clock.after(Math.max(0, push.dueAt - Date.now()), () => {
      this.#alarms.delete(push.eventId)
      void this.#counted(() => this.#attempt(push))
    })
    this.#alarms.set(push.eventId, cancel)
  }

  /** One delivery, through the weather, noted in the traffic. */
  async #try(entry: TrafficEntry, envelope: Envelope, marks: string[] = []): Promise<Answer> {
    const { weather, timeoutMs, log, clock } = this.#options
    const carrier = this.#carrier()
    const delayMs = weather.between(weather.forecast.pushLatencyMs)
    await pause(delayMs)
    const at = clock.now().toISOString()
    const started = performance.now()
    const got = carrier
      ? await carrier.send(envelope, { timeoutMs })
      : { status: 0, failure: 'no-url' }
    const lost = weather.strikes(weather.forecast.lostAcks)
    const answer = lost ? { ...got, status: 0, body: undefined, failure: 'timeout' } : got
    const struck = [...marks, ...(delayMs > 0 ? ['latency'] : []), ...(lost ? ['lost-ack'] : [])]
    this.#note(entry, at, started - delayMs, answer, struck)
    const { event_type, event_id } = envelope.header
    log({ msg: 'push', type: event_type, id: event_id, status: answer.status })
    return answer
  }

  #entry(kind: 'event' | 'callback', envelope: Envelope): TrafficEntry {
    const { traffic, clock } = this.#options
    const again = traffic.byId(envelope.header.event_id)?.seq
    return traffic.open({
      kind,
      name: envelope.header.event_type,
      id: envelope.header.event_id,
      transport: this.#carrier()?.name ?? 'webhook',
      at: clock.now().toISOString(),
      request: envelope,
      ...(again === undefined ? {} : { again }),
    })
  }

  #note(entry: TrafficEntry, at: string, started: number, answer: Answer, struck: string[] = []) {
    const latencyMs = Math.round((performance.now() - started) * 10) / 10
    const { status, body, failure, connection } = answer
    this.#options.traffic.attempted(entry, {
      at,
      latencyMs,
      status,
      response: body,
      failure,
      connection,
      ...(struck.length > 0 ? { weather: struck } : {}),
    })
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight++
    try {
      return await work()
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

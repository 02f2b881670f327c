/** One try of a call or a push, and what came back. */
export interface Attempt {
  /** ISO, on the simulator's clock. */
  at: string
  latencyMs: number
  /** HTTP status, or the code of the frame's answer; 0 = nothing came back. */
  status: number
  /** Platform code of an API answer. */
  code?: number | undefined
  response?: unknown
  failure?: string | undefined
  /** Which long connection carried it. */
  connection?: string | undefined
  /** What the weather did to it: `latency`, `rate-limited`, `lost-answer`, `duplicate` … */
  weather?: string[] | undefined
}

/** An API call of the bot, or an event or callback to it, with all its attempts. */
export interface TrafficEntry {
  /** Place in the order of arrival; rises by one. */
  seq: number
  kind: 'api' | 'event' | 'callback' | 'challenge'
  /** `POST /open-apis/im/v1/messages`, or the event's type. */
  name: string
  /** Log id of a call, event_id of a push. */
  id: string
  transport: 'http' | 'webhook' | 'websocket'
  at: string
  query?: Record<string, string> | undefined
  /** JSON body of the call or envelope of the push; multipart as a summary of its fields. */
  request: unknown
  /** `seq` of an earlier call with the same `uuid`, or of the push that was replayed. */
  again?: number | undefined
  attempts: Attempt[]
}

const KEPT = 1000

/** Everything that goes between bot and platform, in order; the newest thousand. */
export class Traffic {
  readonly #entries: TrafficEntry[] = []
  readonly #listeners = new Set<(entry: TrafficEntry) => void>()
  #seq = 0

  open(entry: Omit<TrafficEntry, 'seq' | 'attempts'>): TrafficEntry {
    const opened: TrafficEntry = { ...entry, seq: ++this.#seq, attempts: [] }
    this.#entries.push(opened)
    if (this.#entries.length > KEPT) this.#entries.shift()
    this.#tell(opened)
    return opened
  }

  attempted(entry: TrafficEntry, attempt: Attempt): void {
    entry.attempts.push(attempt)
    this.#tell(entry)
  }

  /** Entries after and before these places, oldest first, the newest `limit` of them. */
  list({ after = 0, before = Number.POSITIVE_INFINITY, limit = 200 } = {}): TrafficEntry[] {
    return this.#entries.filter(({ seq }) => seq > after && seq < before).slice(-limit)
  }

  get(seq: number): TrafficEntry | undefined {
    return this.#entries.find((entry) => entry.seq === seq)
  }

  /** The latest entry with this id: a push that is tried again goes on in it. */
  byId(id: string): TrafficEntry | undefined {
    return this.#entries.findLast((entry) => entry.id === id)
  }

  /** An earlier call of the same API with the same `uuid`. */
  sameUuid(name: string, uuid: unknown): number | undefined {
    if (typeof uuid !== 'string' || uuid === '') return undefined
    return this.#entries.find(
      (entry) => entry.name === name && (entry.request as { uuid?: unknown })?.uuid === uuid,
    )?.seq
  }

  clear(): void {
    this.#entries.length = 0
  }

  /** Calls back for each new or changed entry until the returned function is called. */
  onEntry(listener: (entry: TrafficEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(entry: TrafficEntry): void {
    for (const listener of this.#listeners) listener(entry)
  }
}

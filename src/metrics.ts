import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** How an inbound event ended. */
export type InboundResult = 'handled' | 'repeated' | 'refused' | 'failed'

/** Why a request to the webhook was turned away. */
export type RefusedReason =
  | 'signature-missing'
  | 'signature-wrong'
  | 'signature-stale'
  | 'token-wrong'
  | 'not-an-event'
  | 'too-large'

/** How one attempt to send a message or a card update ended. */
export type SendResult = 'sent' | 'retried' | 'unknown' | 'failed'

/** The process's figures for `GET /metrics`. */
export interface Metrics {
  inbound(kind: string, result: InboundResult): void
  webhookRefused(reason: RefusedReason): void
  sent(kind: string, result: SendResult): void
  jobRan(name: string, result: 'done' | 'failed', seconds: number): void
  requestAnswered(route: string, status: number, seconds: number): void
  /** Asked for the number of unsent outbox rows whenever the figures are read. */
  watchOutbox(depth: () => Promise<number>): void
  contentType: string
  render(): Promise<string>
}

/** Makes a set of figures of its own, so that tests and several apps in a process do not collide. */
export function createMetrics(): Metrics {
  const register = new Registry()
  const registers = [register]
  const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120]
  collectDefaultMetrics({ register, prefix: 'rounds_' })

  const inbound = new Counter({
    name: 'rounds_inbound_events_total',
    help: 'Events and card actions from the platform, by kind and result',
    labelNames: ['kind', 'result'] as const,
    registers,
  })
  const refused = new Counter({
    name: 'rounds_webhooks_refused_total',
    help: 'Requests to the webhook that were turned away, by reason',
    labelNames: ['reason'] as const,
    registers,
  })
  const sends = new Counter({
    name: 'rounds_sends_total',
    help: 'Attempts to send to the platform, by kind and result',
    labelNames: ['kind', 'result'] as const,
    registers,
  })
  const jobs = new Histogram({
    name: 'rounds_job_duration_seconds',
    help: 'How long jobs ran, by name and result',
    labelNames: ['name', 'result'] as const,
    buckets: seconds,
    registers,
  })
  const requests = new Histogram({
    name: 'rounds_http_request_duration_seconds',
    help: 'How long HTTP answers took, by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: seconds,
    registers,
  })
  let outboxDepth: (() => Promise<number>) | undefined
  new Gauge({
    name: 'rounds_outbox_depth',
    help: 'Outbox rows that are not sent yet; NaN when the database does not answer',
    registers,
    async collect() {
      if (outboxDepth) this.set(await outboxDepth().catch(() => Number.NaN))
    },
  })

  return {
    inbound: (kind, result) => inbound.inc({ kind, result }),
    webhookRefused: (reason) => refused.inc({ reason }),
    sent: (kind, result) => sends.inc({ kind, result }),
    jobRan: (name, result, took) => jobs.observe({ name, result }, took),
    requestAnswered: (route, status, took) => requests.observe({ route, status }, took),
    watchOutbox: (depth) => {
      outboxDepth = depth
    },
    contentType: register.contentType,
    render: () => register.metrics(),
  }
}

/**
 * Events over the platform's long connection instead of the webhook. The SDK keeps the connection; what
 * comes over it goes the same way as a verified request. There is no signature inside: the connection
 * itself is authenticated by the app's secret.
 */
import { type EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk'
import type { Answer } from '../bot/answer.ts'
import type { Log } from '../bot/context.ts'
import type { Inbound } from '../bot/inbound.ts'
import type { RefusedReason } from '../metrics.ts'
import { domainOf, type FeishuSettings } from './client.ts'
import { decode, envelope } from './decode.ts'
import { answerJson } from './webhook.ts'

export interface LongConnection {
  /** Connects, and comes back by itself whenever the connection is lost. */
  open(): void
  /** `ok`, or why no events come, for `/readyz`. */
  state(): string
  /** Lets the events being handled answer, then disconnects. */
  close(): Promise<void>
}

export interface LongConnectionDeps {
  readonly settings: FeishuSettings
  readonly log: Log
  receive(event: Inbound): Promise<Answer>
  countRefused(reason: RefusedReason): void
  /** Wait before connecting again after the platform refused for good; default 30 s. */
  readonly retryMs?: number
}

/** The platform redelivers what is not answered in 3 s: nothing is gained by waiting longer for it. */
const drainMs = 3_000

export function createLongConnection(deps: LongConnectionDeps): LongConnection {
  const { settings, log, retryMs = 30_000 } = deps
  const handling = new Set<Promise<unknown>>()
  let trouble = 'not connected yet'
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const up = () => {
    trouble = 'ok'
    log.info({}, 'long connection is up')
  }
  const client = new WSClient({
    appId: settings.appId,
    appSecret: settings.appSecret,
    domain: domainOf(settings.domain),
    // Without these two a dead network path is not noticed.
    wsConfig: { pingTimeout: 10 },
    handshakeTimeoutMs: 10_000,
    loggerLevel: LoggerLevel.error,
    logger: sdkLogger(log),
    onReady: up,
    onReconnected: up,
    onReconnecting: () => {
      trouble = 'the connection was lost; connecting again'
      log.warn({}, 'long connection lost')
    },
    // The SDK gives up on a wrong secret, but also when too many connections are open for a moment.
    onError: (error: Error) => {
      trouble = error.message.slice(0, 200)
      log.error({ err: error }, 'long connection refused')
      if (closed) return
      retry = setTimeout(start, retryMs)
      retry.unref()
    },
  })

  async function handle(data: unknown): Promise<Record<string, unknown>> {
    const parsed = envelope.safeParse(data)
    if (!parsed.success) {
      deps.countRefused('not-an-event')
      return {}
    }
    const event = decoded(parsed.data)
    if (!event || (event.actorOpenId === '' && event.kind !== 'attendance')) return {}
    return answerJson(await deps.receive(event))
  }

  /** A malformed event stays malformed when it comes again, so it is counted and acknowledged. */
  function decoded(source: Parameters<typeof decode>[0]): Inbound | null {
    try {
      return decode(source)
    } catch (error) {
      deps.countRefused('not-an-event')
      log.warn({ err: error, type: source.header.event_type }, 'malformed event')
      return null
    }
  }

  const eventDispatcher = {
    async invoke(data: unknown) {
      const work = handle(data)
      handling.add(work)
      try {
        return await work
      } finally {
        handling.delete(work)
      }
    },
  } as unknown as EventDispatcher

  function start(): void {
    void client.start({ eventDispatcher })
  }

  return {
    open: start,
    state: () => trouble,
    async close() {
      closed = true
      clearTimeout(retry)
      const late = new Promise((done) => setTimeout(done, drainMs).unref())
      await Promise.race([drained(handling), late])
      // The SDK sends an answer in a later turn than the handler's end, and none once it is closed.
      await new Promise((done) => setTimeout(done, 20))
      client.close()
      trouble = 'closed'
    },
  }
}

async function drained(handling: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (handling.size > 0) await Promise.allSettled(handling)
}

/** The SDK's errors name no secrets, but its arguments are not ours to print. */
function sdkLogger(log: Log) {
  const nothing = () => {}
  return {
    error: (...words: unknown[]) => log.warn({ sdk: String(words.at(-1)).slice(0, 300) }, 'sdk'),
    warn: nothing,
    info: nothing,
    debug: nothing,
    trace: nothing,
  }
}

import { randomInt, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { randomHex } from '../ids.ts'
import type { Carrier } from '../push/carrier.ts'
import type { Answer } from '../push/post.ts'
import type { Credentials, Json } from '../types.ts'
import { type ClientConfig, Connection } from './connection.ts'

export const ENDPOINT_PATH = '/callback/ws/endpoint'
const CONNECT_PATH = '/callback/ws/connect'
const MAX_CONNECTIONS = 50
const TICKET_LIFE_MS = 60_000

export const CLIENT_CONFIG: ClientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 120,
  ReconnectNonce: 30,
  PingInterval: 120,
}

export interface ConnectionsOptions {
  credentials: Credentials
  now: () => Date
  log: (line: object) => void
  config?: Partial<ClientConfig> | undefined
  /** Payloads above this come in several frames; where the platform cuts is not documented. */
  fragmentBytes?: number | undefined
}

/**
 * The app's long connections. Each event goes to one of them at random; there is neither
 * broadcast nor affinity, so a redelivery may reach another process.
 */
export class Connections implements Carrier {
  readonly name = 'websocket'
  /** Whether a client has ever connected: then the app counts as subscribed by long connection. */
  everUsed = false
  /** Called when a connection starts to listen. */
  onReady: () => void = () => {}
  config: ClientConfig
  fragmentBytes: number
  /** Answers of the endpoint instead of an address, such as 1 (busy) or 1000040343. */
  refuseWith: number | undefined
  readonly #options: ConnectionsOptions
  readonly #open = new Map<string, Connection>()
  readonly #tickets = new Map<string, number>()
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  readonly #waiting = new Set<() => void>()
  #port = 0

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.config = { ...CLIENT_CONFIG, ...options.config }
    this.fragmentBytes = options.fragmentBytes ?? 64 * 1024
  }

  /** Takes WebSocket upgrades of this server. */
  attach(server: Server, port: number): void {
    this.#port = port
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** `POST /callback/ws/endpoint`: where to connect. `data` is never missing, clients read it first. */
  endpoint(body: Json | undefined): object {
    const { credentials } = this.#options
    const refused = (code: number, msg: string) => ({ code, msg, data: {} })
    if (this.refuseWith !== undefined) return refused(this.refuseWith, 'refused')
    if (body?.AppID !== credentials.appId || !isSame(body.AppSecret, credentials.appSecret)) {
      return refused(514, 'app_id or app_secret is invalid')
    }
    if (this.#open.size >= MAX_CONNECTIONS) {
      return refused(1000040350, 'the number of connections exceeded the limit')
    }
    const ticket = randomHex(32)
    this.#tickets.set(ticket, performance.now())
    // Clients parse the whole address as a query, so service_id must not come first.
    const query = `fpid=493&aid=552564&device_id=${randomInt(1e12, 9e12)}&access_key=${randomHex(32)}&service_id=33554678&ticket=${ticket}`
    const URL = `ws://127.0.0.1:${this.#port}${CONNECT_PATH}?${query}`
    return { code: 0, msg: '', data: { URL, ClientConfig: this.config } }
  }

  /** To one connection at random. Before any listens it waits, as long as an answer may take. */
  async send(payload: object, { timeoutMs }: { timeoutMs: number }): Promise<Answer> {
    const started = performance.now()
    const connection = await this.#anyReady(timeoutMs)
    if (!connection) return { status: 0, failure: 'no-connection' }
    const leftMs = Math.max(1, timeoutMs - (performance.now() - started))
    return connection.deliver(payload, { timeoutMs: leftMs, fragmentBytes: this.fragmentBytes })
  }

  /** Resolves when a client listens. */
  async listening(timeoutMs = 10_000): Promise<void> {
    if (!(await this.#anyReady(timeoutMs))) {
      throw new Error(`no long connection within ${timeoutMs} ms`)
    }
  }

  list() {
    return [...this.#open.values()].map((connection) => ({
      id: connection.id,
      openedAt: connection.openedAt.toISOString(),
      lastPingAt: connection.lastPingAt?.toISOString() ?? null,
      ready: connection.ready,
      delivered: connection.delivered,
    }))
  }

  /** Closes one connection, or all: clients come back by themselves. Gives how many. */
  kick(id?: string): number {
    const struck = [...this.#open.values()].filter((one) => id === undefined || one.id === id)
    for (const connection of struck) connection.close()
    return struck.length
  }

  stop(): void {
    for (const connection of this.#open.values()) connection.terminate()
    this.#server.close()
    for (const wake of this.#waiting) wake()
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname !== CONNECT_PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
      return
    }
    const refusal = this.#refusal(url.searchParams.get('ticket') ?? '')
    if (refusal) {
      socket.end(refusal)
      return
    }
    this.#server.handleUpgrade(request, socket, head, (accepted) =>
      this.#accept(accepted, url.searchParams),
    )
  }

  /** What a refused handshake answers: the status stands in headers of its own. */
  #refusal(ticket: string): string | undefined {
    const issued = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    const answer = (status: number, msg: string, code: number) =>
      `HTTP/1.1 200 OK\r\nHandshake-Status: ${status}\r\nHandshake-Msg: ${msg}\r\n` +
      `Handshake-Autherrcode: ${code}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
    if (issued === undefined || performance.now() - issued > TICKET_LIFE_MS) {
      return answer(514, 'ticket is invalid', 0)
    }
    if (this.#open.size >= MAX_CONNECTIONS) return answer(514, 'too many connections', 1000040350)
    return undefined
  }

  #accept(socket: WebSocket, query: URLSearchParams): void {
    this.everUsed = true
    const { now, log } = this.#options
    const id = query.get('device_id') ?? randomHex(8)
    const service = Number(query.get('service_id'))
    const connection = new Connection(
      socket,
      { id, service, now, config: () => this.config },
      {
        ready: () => {
          for (const wake of this.#waiting) wake()
          this.onReady()
        },
        closed: () => {
          this.#open.delete(id)
          log({ msg: 'long connection closed', id })
        },
        strange: (why) => log({ msg: 'long connection', id, why }),
      },
    )
    this.#open.set(id, connection)
    log({ msg: 'long connection opened', id })
  }

  async #anyReady(timeoutMs: number): Promise<Connection | undefined> {
    const ready = () => [...this.#open.values()].filter((connection) => connection.ready)
    if (ready().length === 0) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          this.#waiting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, timeoutMs)
        this.#waiting.add(wake)
      })
    }
    const open = ready()
    return open.length === 0 ? undefined : open[randomInt(open.length)]
  }
}

function isSame(given: unknown, secret: string): boolean {
  const [left, right] = [Buffer.from(String(given)), Buffer.from(secret)]
  return left.length === right.length && timingSafeEqual(left, right)
}

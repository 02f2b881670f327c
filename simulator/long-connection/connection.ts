import type { WebSocket } from 'ws'
import { randomHex } from '../ids.ts'
import { parseObject } from '../json.ts'
import type { Answer } from '../push/post.ts'
import { CONTROL, DATA, decodeFrame, encodeFrame, type Frame, fromUtf8, utf8 } from './frame.ts'

/** Seconds; the pong carries it too, so it can be changed while connections are open. */
export interface ClientConfig {
  /** -1 = for ever. */
  ReconnectCount: number
  ReconnectInterval: number
  /** The first reconnect waits a random part of this. */
  ReconnectNonce: number
  PingInterval: number
}

/** One open WebSocket of a client, and the answers that it still owes. */
export class Connection {
  readonly id: string
  readonly openedAt: Date
  /** The client listens from its first ping on: frames sent before are lost. */
  ready = false
  delivered = 0
  lastPingAt: Date | undefined
  readonly #socket: WebSocket
  readonly #service: number
  readonly #waiting = new Map<string, (answer: Answer) => void>()

  constructor(
    socket: WebSocket,
    given: { id: string; service: number; now: () => Date; config: () => ClientConfig },
    on: { ready(): void; closed(): void; strange(why: string): void },
  ) {
    this.#socket = socket
    this.id = given.id
    this.#service = given.service
    this.openedAt = given.now()
    socket.on('message', (data: Buffer) => {
      try {
        this.#received(decodeFrame(data), given, on)
      } catch (error) {
        on.strange(String(error))
      }
    })
    socket.on('error', (error) => on.strange(error.message))
    socket.on('close', () => {
      for (const answer of this.#waiting.values()) answer({ status: 0, failure: 'connect' })
      this.#waiting.clear()
      on.closed()
    })
  }

  /** Sends an event in as many frames as it takes; resolves with the client's answer. */
  deliver(payload: object, options: { timeoutMs: number; fragmentBytes: number }): Promise<Answer> {
    const messageId = randomHex(32)
    this.delivered++
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer)
        this.#waiting.delete(messageId)
        resolve({ ...answer, connection: this.id })
      }
      const timer = setTimeout(() => settle({ status: 0, failure: 'timeout' }), options.timeoutMs)
      this.#waiting.set(messageId, settle)
      for (const frame of this.#fragments(payload, messageId, options.fragmentBytes)) {
        this.#socket.send(encodeFrame(frame))
      }
    })
  }

  close(): void {
    this.#socket.close(1001)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #fragments(payload: object, messageId: string, fragmentBytes: number): Frame[] {
    const bytes = utf8(JSON.stringify(payload))
    const sum = Math.max(1, Math.ceil(bytes.length / fragmentBytes))
    return Array.from({ length: sum }, (_, seq) => ({
      seqId: 0,
      logId: 0,
      service: this.#service,
      method: DATA,
      headers: {
        type: 'event',
        message_id: messageId,
        sum: String(sum),
        seq: String(seq),
        trace_id: randomHex(32),
      },
      payload: bytes.subarray(seq * fragmentBytes, (seq + 1) * fragmentBytes),
    }))
  }

  #received(
    frame: Frame,
    given: { now: () => Date; config: () => ClientConfig },
    on: { ready(): void; strange(why: string): void },
  ): void {
    if (frame.method === CONTROL) {
      if (frame.headers.type !== 'ping') return
      this.lastPingAt = given.now()
      const payload = utf8(JSON.stringify(given.config()))
      this.#socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }))
      if (!this.ready) {
        this.ready = true
        on.ready()
      }
      return
    }
    const answer = this.#waiting.get(frame.headers.message_id ?? '')
    if (answer) answer(answerOf(fromUtf8(frame.payload)))
    else on.strange(`an answer to ${frame.headers.message_id} that nobody waits for`)
  }
}

/** `{"code":200,"data":"<base64 of JSON>"}`: the handler's return value, or that it threw. */
function answerOf(text: string): Answer {
  const body = parseObject(text)
  if (typeof body?.code !== 'number') return { status: 0, failure: 'malformed' }
  if (typeof body.data !== 'string' || body.data === '') return { status: body.code, body: {} }
  const data = Buffer.from(body.data, 'base64').toString('utf8')
  try {
    return { status: body.code, body: JSON.parse(data) }
  } catch {
    return { status: body.code, body: data }
  }
}

/**
 * A second client, written from the platform's documents alone: no SDK, no library, nothing of the
 * simulator. What it and the official SDK both accept is hardly a shared mistake.
 */
import { createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export type Json = { [key: string]: unknown }

// ── signatures and encryption ────────────────────────────────────────────────

/** `X-Lark-Signature` over the bytes that arrived. */
export function signatureOf(timestamp: string, nonce: string, key: string, raw: Buffer): string {
  const head = Buffer.from(timestamp + nonce + key, 'utf8')
  return createHash('sha256')
    .update(Buffer.concat([head, raw]))
    .digest('hex')
}

/** base64 of 16 bytes iv and AES-256-CBC under sha256 of the key. */
export function decrypted(encrypt: string, key: string): string {
  const bytes = Buffer.from(encrypt, 'base64')
  const secret = createHash('sha256').update(key, 'utf8').digest()
  const decipher = createDecipheriv('aes-256-cbc', secret, bytes.subarray(0, 16))
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
}

export interface Push {
  /** The envelope, or the challenge. */
  body: Json
  signed: boolean
}

/** A request URL that believes only what is signed, except the address check. */
export async function receiver(
  keys: { encryptKey: string; verificationToken: string },
  answer: (push: Push) => Json,
) {
  const pushes: Push[] = []
  const refused: string[] = []
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const header = (name: string) => String(incoming.headers[`x-lark-${name}`] ?? '')
    const signature = header('signature')
    const body = JSON.parse(
      decrypted((JSON.parse(raw.toString('utf8')) as { encrypt: string }).encrypt, keys.encryptKey),
    ) as Json
    const expected = signatureOf(
      header('request-timestamp'),
      header('request-nonce'),
      keys.encryptKey,
      raw,
    )
    const isChallenge = body.type === 'url_verification' && body.token === keys.verificationToken
    const isEvent =
      signature === expected && (body.header as Json | undefined)?.token === keys.verificationToken
    if (!isChallenge && !isEvent) refused.push(raw.toString('utf8'))
    const push = { body, signed: signature !== '' }
    if (isEvent) pushes.push(push)
    const reply = isChallenge ? { challenge: body.challenge } : isEvent ? answer(push) : {}
    outgoing.writeHead(isChallenge || isEvent ? 200 : 401, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify(reply))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, pushes, refused, stop }
}

// ── HTTP API ─────────────────────────────────────────────────────────────────

export interface ApiAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Json
}

export function call(
  base: string,
  method: string,
  path: string,
  body: Json | undefined,
  token?: string,
): Promise<ApiAnswer> {
  const url = new URL(base + path)
  const text = body === undefined ? '' : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(text),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      },
      async (incoming) => {
        const chunks: Buffer[] = []
        for await (const chunk of incoming) chunks.push(chunk as Buffer)
        const parsed = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

export async function tenantToken(base: string, appId: string, secret: string): Promise<string> {
  const path = '/open-apis/auth/v3/tenant_access_token/internal'
  const { body } = await call(base, 'POST', path, { app_id: appId, app_secret: secret })
  if (body.code !== 0) throw new Error(`no token: ${body.code}`)
  return String(body.tenant_access_token)
}

// ── frames: protobuf by hand ─────────────────────────────────────────────────

export interface Frame {
  seqId: bigint
  logId: bigint
  service: number
  method: number
  headers: [string, string][]
  payload: Buffer
}

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return Buffer.from(bytes)
}

const field = (number: number, wire: number) => varint(BigInt((number << 3) | wire))
const number = (id: number, value: bigint | number) =>
  Buffer.concat([field(id, 0), varint(BigInt(value))])
const bytes = (id: number, value: Buffer) =>
  Buffer.concat([field(id, 2), varint(BigInt(value.length)), value])

export function writeFrame(frame: Frame): Buffer {
  return Buffer.concat([
    number(1, frame.seqId),
    number(2, frame.logId),
    number(3, frame.service),
    number(4, frame.method),
    ...frame.headers.map(([key, value]) =>
      bytes(5, Buffer.concat([bytes(1, Buffer.from(key)), bytes(2, Buffer.from(value))])),
    ),
    bytes(8, frame.payload),
  ])
}

function* fieldsOf(buffer: Buffer): Generator<{ id: number; value: bigint; bytes: Buffer }> {
  let at = 0
  const read = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer[at++]
      if (byte === undefined) throw new Error('a varint is cut off')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < buffer.length) {
    const tag = Number(read())
    const wire = tag & 7
    if (wire !== 0 && wire !== 2) throw new Error(`wire type ${wire} is not expected`)
    const value = read()
    const end = at + Number(value)
    const inner = wire === 2 ? buffer.subarray(at, end) : Buffer.alloc(0)
    if (wire === 2) {
      if (end > buffer.length) throw new Error('a field is cut off')
      at = end
    }
    yield { id: tag >> 3, value, bytes: inner }
  }
}

export function readFrame(buffer: Buffer): Frame {
  const frame: Frame = {
    seqId: -1n,
    logId: -1n,
    service: -1,
    method: -1,
    headers: [],
    payload: Buffer.alloc(0),
  }
  for (const { id, value, bytes: inner } of fieldsOf(buffer)) {
    if (id === 1) frame.seqId = value
    if (id === 2) frame.logId = value
    if (id === 3) frame.service = Number(value)
    if (id === 4) frame.method = Number(value)
    if (id === 5) {
      const [key, text] = [...fieldsOf(inner)].map((one) => one.bytes.toString('utf8'))
      frame.headers.push([key ?? '', text ?? ''])
    }
    if (id === 8) frame.payload = inner
  }
  if (frame.seqId < 0n || frame.logId < 0n || frame.service < 0 || frame.method < 0) {
    throw new Error('a required field is missing')
  }
  return frame
}

// ── the long connection, over a plain socket ─────────────────────────────────

/** RFC 6455, as far as a client needs it: masked binary frames out, plain frames in. */
export async function webSocket(address: string, onMessage: (message: Buffer) => void) {
  const url = new URL(address)
  const socket: Socket = connect(Number(url.port), url.hostname)
  const key = randomBytes(16).toString('base64')
  socket.write(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  )
  let pending = Buffer.alloc(0)
  let isOpen = false
  let opened = (_: string) => {}
  const head = new Promise<string>((resolve) => {
    opened = resolve
  })
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    if (!isOpen) {
      const end = pending.indexOf('\r\n\r\n')
      if (end < 0) return
      isOpen = true
      opened(pending.subarray(0, end).toString('utf8'))
      pending = pending.subarray(end + 4)
    }
    for (let message = next(); message; message = next()) onMessage(message)
  })
  function next(): Buffer | undefined {
    if (pending.length < 2) return undefined
    const opcode = (pending[0] ?? 0) & 0x0f
    let length = (pending[1] ?? 0) & 0x7f
    let at = 2
    if (length === 126) {
      length = pending.readUInt16BE(2)
      at = 4
    } else if (length === 127) {
      length = Number(pending.readBigUInt64BE(2))
      at = 10
    }
    if (pending.length < at + length) return undefined
    const payload = pending.subarray(at, at + length)
    pending = pending.subarray(at + length)
    return opcode === 2 ? payload : next()
  }
  const answer = await head
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  const isAccepted = answer.startsWith('HTTP/1.1 101') && answer.includes(accept)
  return {
    isAccepted,
    head: answer,
    send(data: Buffer) {
      const mask = randomBytes(4)
      const size =
        data.length < 126
          ? Buffer.from([0x80 | data.length])
          : Buffer.from([0x80 | 126, data.length >> 8, data.length & 0xff])
      const masked = data.map((byte, i) => byte ^ (mask[i % 4] ?? 0))
      socket.write(Buffer.concat([Buffer.from([0x82]), size, mask, masked]))
    },
    close: () => socket.destroy(),
  }
}

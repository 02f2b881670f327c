import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { derivedHex, randomHex } from '../ids.ts'
import type { Credentials } from '../types.ts'

const TICKET_MS = 7200_000
const SIGNATURE_MS = 600_000
const CODE_MS = 180_000
const TOKEN_MS = 7200_000
/** Real tokens are 1 to 2 KB long: too long for a cookie or a narrow column. */
const FILLER = 1000

export interface ConfigCall {
  appId: string
  /** ms since the epoch. */
  timestamp: number | string
  nonceStr: string
  signature: string
  /** Address of the page without `#…`. */
  url: string
}

/** A refusal of `h5sdk.config` with the platform's code. */
export interface ConfigRefusal {
  errCode: number
  errMsg: string
}

export type CodeRefusal = 20002 | 20003 | 20004 | 20024 | 20065

/** The app's web pages inside Feishu: signatures of `h5sdk.config`, codes and tokens of a login. */
export class WebApps {
  readonly #credentials: Credentials
  readonly #now: () => Date
  readonly #usedSignatures = new Map<string, number>()
  readonly #codes = new Map<string, { openId: string; at: number; used: boolean }>()

  constructor(credentials: Credentials, now: () => Date) {
    this.#credentials = credentials
    this.#now = now
  }

  /** The ticket with which a server signs; it follows from the time, so a restart keeps it. */
  ticket(): { ticket: string; expireInS: number } {
    const now = this.#now().getTime()
    const left = TICKET_MS - (now % TICKET_MS)
    return { ticket: this.#ticketOf(now), expireInS: Math.ceil(left / 1000) }
  }

  /** What the platform answers a page that calls `h5sdk.config`; undefined = allowed. */
  checkConfig(call: ConfigCall): ConfigRefusal | undefined {
    const now = this.#now().getTime()
    if (call.appId !== this.#credentials.appId) {
      return { errCode: 333440, errMsg: `app not exist: ${call.appId}` }
    }
    if (!/^[0-9a-f]{40}$/.test(call.signature)) {
      return this.#mismatch(call, 'signature must be 40 lower-case hex digits')
    }
    const tickets = [now, now - TICKET_MS].map((at) => this.#ticketOf(at))
    if (!tickets.some((ticket) => signatureOf(ticket, call) === call.signature)) {
      return this.#mismatch(call)
    }
    if (!(Math.abs(now - Number(call.timestamp)) <= SIGNATURE_MS)) {
      return { errCode: 333444, errMsg: 'signature expired: timestamp is in ms, valid for 10 min' }
    }
    for (const [signature, at] of this.#usedSignatures) {
      if (now - at > SIGNATURE_MS) this.#usedSignatures.delete(signature)
    }
    if (this.#usedSignatures.has(call.signature)) {
      return { errCode: 333443, errMsg: 'signature repeated: sign anew for each config' }
    }
    this.#usedSignatures.set(call.signature, now)
    return undefined
  }

  /** A login code: three minutes, one use. */
  issueCode(openId: string): string {
    const code = randomHex(32)
    this.#codes.set(code, { openId, at: this.#now().getTime(), used: false })
    return code
  }

  /** Exchanges a code for a user's token. */
  exchange(code: string, appId: string, secret: string): { token: string } | CodeRefusal {
    if (appId !== this.#credentials.appId) return 20024
    if (!isSame(secret, this.#credentials.appSecret)) return 20002
    const issued = this.#codes.get(code)
    if (!issued) return 20003
    if (issued.used) return 20065
    const now = this.#now().getTime()
    if (now - issued.at > CODE_MS) return 20004
    issued.used = true
    return { token: this.#tokenOf(issued.openId, now + TOKEN_MS) }
  }

  get tokenLifeS(): number {
    return TOKEN_MS / 1000
  }

  /** The open_id behind a user's token, or undefined if it is none or has expired. */
  userOf(token: string): string | undefined {
    const [head = '', body = '', seal = ''] = token.split('.')
    if (!isSame(seal, this.#sealOf(`${head}.${body}`))) return undefined
    const { sub, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
      sub: string
      exp: number
    }
    return exp * 1000 > this.#now().getTime() ? sub : undefined
  }

  #ticketOf(at: number): string {
    const period = String(Math.floor(at / TICKET_MS))
    return `g1044${derivedHex('ticket', this.#credentials.appSecret, period)}`
  }

  #mismatch({ appId: _, ...call }: ConfigCall, why = 'invalid signature'): ConfigRefusal {
    const { ticket } = this.ticket()
    const { signature, nonceStr, url, timestamp } = call
    const errMsg = `${why}: signature: ${signature}, jsticket: ${ticket.slice(0, 8)}****, nonce_str: ${nonceStr}, url: ${url}, timestamp: ${timestamp}`
    return { errCode: 333441, errMsg }
  }

  #tokenOf(openId: string, expiresAt: number): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = encode({ alg: 'HS256', typ: 'JWT' })
    const exp = Math.floor(expiresAt / 1000)
    const body = encode({ sub: openId, exp, jti: randomHex(FILLER) })
    return `${head}.${body}.${this.#sealOf(`${head}.${body}`)}`
  }

  #sealOf(text: string): string {
    return createHmac('sha256', this.#credentials.appSecret).update(text).digest('base64url')
  }
}

/** sha1 over the four parts in the documented order, lower-case hex. */
export function signatureOf(
  ticket: string,
  { nonceStr, timestamp, url }: Pick<ConfigCall, 'nonceStr' | 'timestamp' | 'url'>,
): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  return createHash('sha1').update(text).digest('hex')
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

import type { Clock } from '../clock.ts'
import type { Credentials } from '../types.ts'
import { sealed } from './crypto.ts'
import { type Answer, post } from './post.ts'

/** A way to the bot: its request URL, or one of its long connections. */
export interface Carrier {
  readonly name: 'webhook' | 'websocket'
  send(payload: object, options: { timeoutMs: number; signed?: boolean }): Promise<Answer>
}

/** Encrypted and signed POSTs. Signatures carry the unmoved time, as the bot's clock is not ours. */
export function webhook(url: string, credentials: Credentials, clock: Clock): Carrier {
  return {
    name: 'webhook',
    send(payload, { timeoutMs, signed = true }) {
      const { body, headers } = sealed(payload, credentials.encryptKey, clock.unmoved(), signed)
      return post(url, body, headers, timeoutMs)
    },
  }
}

import { createHash, timingSafeEqual } from 'node:crypto'
import { AESCipher } from '@larksuiteoapi/node-sdk'

export type Refusal = 'missing' | 'stale' | 'wrong'

/**
 * Checks the platform's signature, hex(sha256(timestamp + nonce + encryptKey + rawBody)), over the raw
 * bytes and within the time window (seconds, past or future). The SDK signs re-serialised JSON and knows
 * no window, so this is our own. Answers null when the signature is right.
 */
export function checkSignature(input: {
  headers: {
    timestamp: string | undefined
    nonce: string | undefined
    signature: string | undefined
  }
  rawBody: Uint8Array
  encryptKey: string
  now: Date
  windowS: number
}): Refusal | null {
  const { timestamp, nonce, signature } = input.headers
  if (!timestamp || nonce === undefined || !signature) return 'missing'
  const expected = createHash('sha256')
    .update(timestamp + nonce + input.encryptKey)
    .update(input.rawBody)
    .digest()
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(signature) ? signature : '', 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong'
  const ageS = Math.abs(input.now.getTime() / 1000 - Number(timestamp))
  return ageS <= input.windowS ? null : 'stale'
}

/** Compares two secrets without telling by the time how much of them is equal. */
export function sameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

/** Decrypts `{ encrypt }` (AES-256-CBC, key = sha256 of the encrypt key); throws when it does not decrypt. */
export function decrypt(encrypted: string, encryptKey: string): string {
  return new AESCipher(encryptKey).decrypt(encrypted)
}

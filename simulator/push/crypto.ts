import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { randomHex } from '../ids.ts'

/** AES-256-CBC under sha256(key), the iv in front: `{"encrypt": …}` of the platform. */
export function encrypt(text: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const key = createHash('sha256').update(encryptKey).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** hex(sha256(timestamp + nonce + encryptKey + rawBody)). */
export function signature(
  timestamp: string,
  nonce: string,
  encryptKey: string,
  body: string,
): string {
  return createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex')
}

/**
 * The body and headers of a push. Without an encrypt key the platform sends plain text and no
 * signature. JSON is compact because the SDK checks the signature over its own re-serialisation.
 */
export function sealed(payload: object, encryptKey: string, now: Date, signed = true) {
  const plain = JSON.stringify(payload)
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (encryptKey === '') return { body: plain, headers }
  const body = JSON.stringify({ encrypt: encrypt(plain, encryptKey) })
  if (signed) {
    const timestamp = String(Math.floor(now.getTime() / 1000))
    const nonce = randomHex(16)
    headers['x-lark-request-timestamp'] = timestamp
    headers['x-lark-request-nonce'] = nonce
    headers['x-lark-signature'] = signature(timestamp, nonce, encryptKey, body)
  }
  return { body, headers }
}

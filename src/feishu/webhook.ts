/**
 * `POST /feishu/events`: signature over the raw body, time window, decryption, token, then the narrow
 * union. Never 5xx for a well-signed event; nothing of a refused one is stored or logged.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Answer } from '../bot/answer.ts'
import type { Inbound } from '../bot/inbound.ts'
import type { RefusedReason } from '../metrics.ts'
import { decode, envelope } from './decode.ts'
import { checkSignature, decrypt, type Refusal, sameSecret } from './signature.ts'

const challengeShape = z.object({
  type: z.literal('url_verification'),
  challenge: z.string(),
  token: z.string(),
})
const megabyte = 1024 * 1024
const reasons: Record<Refusal, RefusedReason> = {
  missing: 'signature-missing',
  stale: 'signature-stale',
  wrong: 'signature-wrong',
}

export interface WebhookDeps {
  readonly encryptKey: string
  readonly verificationToken: string
  readonly windowS: number
  now(): Date
  receive(event: Inbound): Promise<Answer>
  countRefused(reason: RefusedReason): void
}

/** The platform's answer to a card action; empty for everything else. */
export function answerJson(answer: Answer): Record<string, unknown> {
  return {
    ...(answer.toast ? { toast: { type: answer.toast.type, content: answer.toast.text } } : {}),
    ...(answer.card ? { card: { type: 'raw', data: answer.card } } : {}),
  }
}

export function feishuWebhook(deps: WebhookDeps): Hono {
  const app = new Hono()
  const refuse = (reason: RefusedReason) => deps.countRefused(reason)
  app.post(
    '/',
    bodyLimit({
      maxSize: megabyte,
      onError: (c) => {
        refuse('too-large')
        return c.json({ error: 'body over 1 MiB' }, 413)
      },
    }),
    async (c) => {
      const rawBody = new Uint8Array(await c.req.arrayBuffer())
      const body = parseJson(Buffer.from(rawBody).toString('utf8'))
      const refusal = checkSignature({
        headers: {
          timestamp: c.req.header('x-lark-request-timestamp'),
          nonce: c.req.header('x-lark-request-nonce'),
          signature: c.req.header('x-lark-signature'),
        },
        rawBody,
        encryptKey: deps.encryptKey,
        now: deps.now(),
        windowS: deps.windowS,
      })
      const plain = open(body, deps.encryptKey)
      const challenge = challengeShape.safeParse(plain)
      // The address check of the console carries no signature: the token inside must be right.
      if (challenge.success && (refusal === null || (refusal === 'missing' && isEncrypted(body)))) {
        if (sameSecret(challenge.data.token, deps.verificationToken))
          return c.json({ challenge: challenge.data.challenge })
        refuse('token-wrong')
        return c.json({ error: 'wrong token' }, 401)
      }
      if (refusal) {
        refuse(reasons[refusal])
        return c.json({ error: `${refusal} signature` }, 401)
      }
      if (challenge.success) return c.json({ challenge: challenge.data.challenge })
      const parsed = envelope.safeParse(plain)
      if (!parsed.success) {
        refuse('not-an-event')
        return c.json({ error: 'not an event' }, 400)
      }
      if (!sameSecret(parsed.data.header.token ?? '', deps.verificationToken)) {
        refuse('token-wrong')
        return c.json({ error: 'wrong token' }, 401)
      }
      return receiveDecoded(parsed.data)

      async function receiveDecoded(source: z.output<typeof envelope>): Promise<Response> {
        let event: Inbound | null
        try {
          event = decode(source)
        } catch {
          refuse('not-an-event')
          return c.json({ error: 'malformed event' }, 400)
        }
        if (!event || (event.actorOpenId === '' && event.kind !== 'attendance')) return c.json({})
        return c.json(answerJson(await deps.receive(event)))
      }
    },
  )
  return app
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const encrypted = z.object({ encrypt: z.string() })
const isEncrypted = (body: unknown) => encrypted.safeParse(body).success

/** The body as plain JSON; null when it does not decrypt. */
function open(body: unknown, encryptKey: string): unknown {
  const wrapped = encrypted.safeParse(body)
  if (!wrapped.success) return body
  try {
    return parseJson(decrypt(wrapped.data.encrypt, encryptKey))
  } catch {
    return null
  }
}

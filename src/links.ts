import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Links, LiveLink } from './bot/context.ts'

/** How long a link can be opened. */
export const linkMinutes = 10
const lifeMs = linkMinutes * 60_000
/** How long a page may send what it keeps: as long as the chat keeps what waits for a consent. */
const pageLifeMs = 24 * 3_600_000

const liveLink = z.object({
  id: z.uuid(),
  openId: z.string(),
  purpose: z.enum(['check_in', 'check_out', 'photo']),
  customerCode: z.string().nullable(),
  visitId: z.uuid().nullable(),
  locale: z.enum(['zh-CN', 'en']),
})

/** A page that was opened: which link, and who. */
const livePass = z.object({ id: z.uuid(), openId: z.string() })
export type LivePass = z.output<typeof livePass>

export interface CheckedLinks extends Links {
  check(page: string, token: string, now: Date): boolean
  /** The link behind a token; `expired` when it was a right one. */
  readLive(token: string, now: Date): LiveLink | 'expired' | 'invalid'
  /** What an opened page shows with all that it sends. */
  pass(of: LivePass, now: Date): string
  readPass(token: string, now: Date): LivePass | null
}

/** Links to our own pages that carry their permission: what, until when, and a signature over both. */
export function createLinks(publicUrl: string, secret: string): CheckedLinks {
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  const isSame = (a: string, b: string) => {
    const [expected, given] = [Buffer.from(a), Buffer.from(b)]
    return expected.length === given.length && timingSafeEqual(expected, given)
  }
  const sign = (page: string, until: number) => mac(`${page}/${until}`)

  /** `<what>.<until>.<signature>`; the name keeps a token of one kind from being one of another. */
  function seal(name: string, what: unknown, until: number): string {
    const body = `${Buffer.from(JSON.stringify(what)).toString('base64url')}.${until}`
    return `${body}.${mac(`${name}/${body}`)}`
  }
  function unseal<V>(
    name: string,
    schema: z.ZodType<V>,
    token: string,
    now: Date,
  ): V | 'expired' | 'invalid' {
    const [what = '', untilText = '', signature = ''] = token.split('.')
    if (!isSame(mac(`${name}/${what}.${untilText}`), signature)) return 'invalid'
    if (Number(untilText) < now.getTime()) return 'expired'
    // Signed by us, so it is JSON; an older version of ours may have signed another shape.
    const parsed = schema.safeParse(JSON.parse(Buffer.from(what, 'base64url').toString()))
    return parsed.success ? parsed.data : 'invalid'
  }

  return {
    queues: (now) => {
      const until = now.getTime() + lifeMs
      return `${publicUrl}/queues?key=${until}.${sign('queues', until)}`
    },
    check(page, token, now) {
      const [untilText = '', signature = ''] = token.split('.')
      const until = Number(untilText)
      if (!Number.isSafeInteger(until) || until < now.getTime() || until > now.getTime() + lifeMs)
        return false
      return isSame(sign(page, until), signature)
    },
    live: (link, now) => `${publicUrl}/checkin?link=${seal('live', link, now.getTime() + lifeMs)}`,
    readLive: (token, now) => unseal('live', liveLink, token, now),
    pass: (of, now) => seal('pass', of, now.getTime() + pageLifeMs),
    readPass(token, now) {
      const pass = unseal('pass', livePass, token, now)
      return typeof pass === 'string' ? null : pass
    },
    mark: (subject) => createHmac('sha256', secret).update(`mark/${subject}`).digest('hex'),
  }
}

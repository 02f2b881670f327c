import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Links } from './bot/context.ts'

const lifeMs = 10 * 60_000

/** Links to our own pages that carry their permission: what, until when, and a signature over both. */
export function createLinks(
  publicUrl: string,
  secret: string,
): Links & { check(page: string, token: string, now: Date): boolean } {
  const sign = (page: string, until: number) =>
    createHmac('sha256', secret).update(`${page}/${until}`).digest('base64url')
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
      const expected = Buffer.from(sign(page, until))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

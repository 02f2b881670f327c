/** What a month was worked out on besides the facts, as one short text that differs when it does. */
import { createHash } from 'node:crypto'
import type { InForce } from '../schemes.ts'

/** Raise it when facts are read, or lines worked out, in another way: what was kept before is then made anew. */
const way = 1

/**
 * Terms and zone; where sales are shared also who is covered, since a partner whom the scheme does not cover
 * has no share.
 */
export function basisOf(
  { terms }: Pick<InForce, 'terms'>,
  covered: Iterable<string>,
  zone: string,
): string {
  const people = terms.jointShare > 0 ? [...covered].toSorted() : null
  return createHash('sha256')
    .update(JSON.stringify([way, terms, zone, people]))
    .digest('hex')
}

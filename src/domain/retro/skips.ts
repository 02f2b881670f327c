/** Ideas about skipping: reasons that people write again and again, approvals that refuse nobody. */
import { readSkip, type SkipReason, withSkipAdded } from '../settings/skip-reasons.ts'
import type { Idea } from './idea.ts'

/** Skips of a month with the same reason. */
export interface Skips {
  /** As it is kept: `other:修路`. */
  readonly reason: string
  readonly n: number
  /** Of these, a person agreed to or refused. */
  readonly approved: number
  readonly refused: number
}

const leastSkips = 20
const leastSame = 5
const sameShare = 0.1
/** The name of a reason; a sentence is none. */
const longestName = 12

const plain = (note: string) =>
  note
    .normalize('NFKC')
    .trim()
    .replace(/[。.!！\s]+$/, '')

/** The words that most often stand under 其他, as a reason of its own; `known` are the names there are. */
export function skipReasonIdea(
  skips: readonly Skips[],
  list: readonly SkipReason[],
  known: readonly string[],
): Idea | null {
  const total = skips.reduce((sum, { n }) => sum + n, 0)
  if (total < leastSkips) return null
  const notes = new Map<string, number>()
  for (const { reason, n } of skips) {
    const { value, note } = readSkip(reason)
    const words = plain(note ?? '')
    if (value === 'other' && words !== '' && !known.includes(words))
      notes.set(words, (notes.get(words) ?? 0) + n)
  }
  const [words, times] = [...notes].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0]
  if (times < leastSame || times < sameShare * total || [...words].length > longestName) return null
  const added = withSkipAdded(list, { zh: words, en: '' })
  if (added.problem !== null) return null
  return {
    kind: 'skipReason',
    subject: words,
    why: 'written',
    from: list,
    to: added.list,
    sample: total,
    numbers: { skips: total, times },
    measure: 'other',
  }
}

const leastRuled = 30
const nearlyAll = 0.97

/** No approval any more, where nearly all that were asked for were given. */
export function skipApprovalIdea(skips: readonly Skips[], needsApproval: boolean): Idea | null {
  const approved = skips.reduce((sum, one) => sum + one.approved, 0)
  const ruled = approved + skips.reduce((sum, one) => sum + one.refused, 0)
  if (!needsApproval || ruled < leastRuled || approved < nearlyAll * ruled) return null
  return {
    kind: 'skipApproval',
    subject: '',
    why: 'allApproved',
    from: true,
    to: false,
    sample: ruled,
    numbers: { ruled, approved },
    measure: 'skipped',
  }
}

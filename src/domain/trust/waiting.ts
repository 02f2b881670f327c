/** The clock of what waits for an answer: an explanation for its ruling, an appeal for its decision. */

export interface Waiting {
  /** When it came to the level at which it is. */
  readonly askedAt: Date
  /** When those who are to answer were last reminded; null before. */
  readonly remindedAt: Date | null
}

/**
 * What is due: a reminder after `hours` without an answer, then, `hours` after that reminder, the next level
 * up. A clock that stood still never skips the reminder.
 */
export function stepOf(
  { askedAt, remindedAt }: Waiting,
  now: Date,
  hours: number,
): 'wait' | 'remind' | 'escalate' {
  if (hoursSince(remindedAt ?? askedAt, now) < hours) return 'wait'
  return remindedAt === null ? 'remind' : 'escalate'
}

/** Hours between two instants. */
export const hoursSince = (since: Date, now: Date): number =>
  (now.getTime() - since.getTime()) / 3_600_000

/** Until when an appeal against a ruling may be made. */
export const appealUntil = (ruledAt: Date, hours: number): Date =>
  new Date(ruledAt.getTime() + hours * 3_600_000)

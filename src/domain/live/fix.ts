/** What a phone says of a position, and whether it can count. */

/** Older positions are not where somebody is now (features D1), in seconds. */
export const maxAgeS = 60
/** How far a phone's clocks may differ before the age of a position says nothing, in seconds. */
const clockSlackS = 30
/** How long after its opening a page takes new positions and photos, in minutes. */
export const pageMinutes = 30

/** Whole seconds from the measuring to the sending, by the phone's clock; null where it does not tell. */
export function ageOf(measuredAt: Date | null, pressedAt: Date): number | null {
  return measuredAt ? Math.round((pressedAt.getTime() - measuredAt.getTime()) / 1000) : null
}

/**
 * Whether a position is one of now. `clock`: it comes from the phone's future, so that its age is unknown:
 * who sets the clock back could pass off any old position as a new one.
 */
export function freshness(ageS: number | null): 'fresh' | 'stale' | 'clock' {
  if (ageS === null) return 'fresh'
  if (ageS > maxAgeS) return 'stale'
  return ageS < -clockSlackS ? 'clock' : 'fresh'
}

/**
 * When somebody pressed, by our clock. The phone's clock may be wrong, but the time that passes between
 * pressing and posting is the same on every clock; a phone that claims to have pressed later than it posted
 * has pressed just now.
 */
export function pressedAtByUs(clocks: {
  readonly pressedAt: Date
  readonly postedAt: Date
  readonly receivedAt: Date
}): Date {
  const waitedMs = clocks.postedAt.getTime() - clocks.pressedAt.getTime()
  return new Date(clocks.receivedAt.getTime() - Math.max(0, waitedMs))
}

/** Within the time of the page: not before it was opened, and not much later. */
export function isInTime(at: Date, openedAt: Date): boolean {
  return at.getTime() - openedAt.getTime() <= pageMinutes * 60_000
}

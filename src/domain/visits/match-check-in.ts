import {
  believedErrorM,
  type CheckInJudgement,
  type CheckInRules,
  type Fix,
  judgeCheckIn,
  type Site,
} from './check-in.ts'

/** A customer that the rep could be at: their own ones, and those on today's plan. */
export type Candidate = Site & {
  code: string
  /** On today's plan and not yet visited. */
  planned: boolean
  /** The one for which the rep pressed 签到 in the last 10 minutes. */
  intended: boolean
}

export type NearbyOption = { code: string; distanceM: number; planned: boolean }

export type CheckInMatch =
  | { kind: 'one'; code: string; judgement: CheckInJudgement }
  /** The rep must say which; nearest first. One unplanned option alone is a 临时拜访 to confirm. */
  | { kind: 'choose'; options: NearbyOption[] }
  /** Nowhere near; `nearest` is the intended customer, else the nearest one with a point. */
  | { kind: 'none'; nearest?: NearbyOption }

/** Customers whose distances differ by less cannot be told apart by a phone in a street of shops. */
export const TOO_CLOSE_M = 50

/**
 * Finds the customer that a sent location checks in at. The first that applies decides:
 * 1. the intended customer, inside its tolerance or grace, or not yet pinned;
 * 2. the nearest planned customer inside its tolerance; several that GPS cannot tell apart: choose;
 * 3. unplanned customers inside their tolerance: choose, a planned one within its grace included;
 * 4. the nearest planned customer within its grace, with a reason; several too close: choose.
 */
export function matchCheckIn(
  fix: Fix,
  candidates: readonly Candidate[],
  rules: CheckInRules,
): CheckInMatch {
  const intended = candidates.find((candidate) => candidate.intended)
  if (intended) {
    const judgement = judgeCheckIn(fix, intended, rules)
    if (judgement.verdict !== 'off_site') return { kind: 'one', code: intended.code, judgement }
  }

  const judged = candidates
    .flatMap((candidate) => judge(fix, candidate, rules))
    .toSorted(byDistance)
  const marginM = Math.max(TOO_CLOSE_M, believedErrorM(fix, rules))
  const onSite = judged.filter(({ judgement }) => judgement.verdict === 'on_site')
  const planned = judged.filter((found) => found.planned)

  const here = onSite.filter((found) => found.planned)
  if (here.length > 0) return oneOrChoose(here, marginM)
  const close = planned.filter(({ judgement }) => judgement.verdict === 'needs_reason')
  if (onSite.length > 0) return choose([...onSite, ...close])
  if (close.length > 0) return oneOrChoose(close, marginM)

  const nearest = judged.find(({ code }) => code === intended?.code) ?? judged[0]
  return nearest ? { kind: 'none', nearest: optionOf(nearest) } : { kind: 'none' }
}

type Judged = NearbyOption & { judgement: CheckInJudgement }

function judge(fix: Fix, candidate: Candidate, rules: CheckInRules): Judged[] {
  const judgement = judgeCheckIn(fix, candidate, rules)
  if (judgement.verdict === 'unverified') return []
  const { code, planned } = candidate
  return [{ code, planned, distanceM: judgement.distanceM, judgement }]
}

function oneOrChoose(found: readonly Judged[], marginM: number): CheckInMatch {
  const [nearest] = found
  if (!nearest) return { kind: 'none' }
  const rivals = found.filter(({ distanceM }) => distanceM - nearest.distanceM <= marginM)
  if (rivals.length > 1) return choose(rivals)
  return { kind: 'one', code: nearest.code, judgement: nearest.judgement }
}

function choose(found: readonly Judged[]): CheckInMatch {
  return { kind: 'choose', options: found.map(optionOf) }
}

function optionOf({ code, distanceM, planned }: Judged): NearbyOption {
  return { code, distanceM, planned }
}

function byDistance(a: NearbyOption, b: NearbyOption): number {
  return a.distanceM - b.distanceM || (a.code < b.code ? -1 : 1)
}

import type { CustomerGrade } from './frequency.ts'

/** Within what customers are ranked: the whole company, a team, a channel type, a type of a team. */
export const gradingScopes = ['org', 'team', 'type', 'typeTeam'] as const
export type GradingScope = (typeof gradingScopes)[number]

/** Per cent of key, important and normal customers, each of what the one before leaves. */
export type GradeShares = readonly [key: number, important: number, normal: number]

/** The first 5 %, of the rest 20 %, of the rest 50 %; the others are dormant. */
export const usualShares: GradeShares = [5, 20, 50]

/** Below so many ranked customers a share of 5 % is one shop or none. */
export const smallScope = 20

/**
 * How many of `n` ranked customers each grade takes. Every share is taken of what is left and rounded
 * up, so that even a short list has a key customer: 100 → 5 / 19 / 38 / 38, 1 → 1 / 0 / 0 / 0.
 */
export function gradeSizes(
  n: number,
  shares: GradeShares = usualShares,
): Record<CustomerGrade, number> {
  const take = (left: number, percent: number) => Math.ceil((left * percent) / 100)
  const a = take(n, shares[0])
  const b = take(n - a, shares[1])
  const c = take(n - a - b, shares[2])
  return { A: a, B: b, C: c, D: n - a - b - c }
}

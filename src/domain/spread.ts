import type { Fen } from './money.ts'

/**
 * Rounds parts so that they add up to the rounded sum: each gets what the running sum, rounded, has grown
 * by. No part is off by a fen or more.
 */
export function roundedParts(parts: readonly number[]): Fen[] {
  let sum = 0
  let before = 0
  return parts.map((part) => {
    sum += part
    const now = Math.round(sum)
    const rounded = now - before
    before = now
    return rounded
  })
}

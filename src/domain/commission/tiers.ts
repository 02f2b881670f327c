import type { RateTerms } from './terms.ts'

/** Part of a base at one rate. */
export type Piece = { base: number; value: number }

/**
 * What a base is paid at, as pieces that add up to it. `bases` come in the order of time: with marginal
 * steps the first fill the first step. `target` is the month's target in the unit of the base; by
 * attainment without a target the first step holds. A base of 0 or less gets no piece.
 */
export function piecesOf(
  rate: RateTerms,
  bases: readonly number[],
  target: number | null,
): Piece[][] {
  if (rate.kind === 'flat')
    return bases.map((base) => (base > 0 ? [{ base, value: rate.value }] : []))
  const unit = rate.by === 'attainment' ? target : 1
  const steps =
    unit === null || unit <= 0
      ? rate.steps.slice(0, 1)
      : rate.steps.map(({ from, value }) => ({ from: from * unit, value }))
  const total = bases.reduce((sum, base) => sum + Math.max(0, base), 0)
  const reached = (at: number) => steps.findLast(({ from }) => from <= at) ?? steps[0]
  if (rate.whole) {
    const value = reached(total)?.value ?? 0
    return bases.map((base) => (base > 0 ? [{ base, value }] : []))
  }
  let filled = 0
  return bases.map((base) => {
    const pieces: Piece[] = []
    let rest = Math.max(0, base)
    while (rest > 0) {
      const i = steps.findLastIndex(({ from }) => from <= filled)
      const room = (steps[i + 1]?.from ?? Number.POSITIVE_INFINITY) - filled
      const part = Math.min(rest, room)
      pieces.push({ base: part, value: steps[i]?.value ?? 0 })
      filled += part
      rest -= part
    }
    return pieces
  })
}

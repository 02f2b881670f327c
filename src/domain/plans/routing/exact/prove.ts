import { type DayModel, withStops } from '../model.ts'
import { type Part, type Proof, type ProofOptions, Prover } from './prover.ts'

/** Stops that the two words of a label's memory can hold. */
export const MOST_STOPS = 62

/**
 * Proves that no day that serves every stop of `must` costs less than `known`, or finds a cheaper one.
 * Optional stops that no cheaper day can leave out, or visit, stop being optional on the way.
 * See docs/routing.md for the method.
 */
export function prove(
  day: DayModel,
  must: Uint8Array,
  known: number,
  options: ProofOptions,
): Proof {
  let kept = Array.from({ length: day.n }, (_, i) => i + 1)
  let part: Part = { day, must, price: new Float64Array(day.size) }
  let leftOut = 0
  let labels = 0
  for (;;) {
    const maxLabels = options.maxLabels - labels
    const prover = new Prover(part, known - leftOut, { ...options, maxLabels })
    const proof = prover.run()
    labels += proof.labels
    const { settled, order } = proof
    if (!settled)
      return {
        proven: proof.proven,
        bound: proof.bound + leftOut,
        ...(order ? { order: order.map((i) => kept[i - 1] as number) } : {}),
        labels,
      }
    const stay = kept.map((_, i) => i + 1).filter((i) => !settled.out[i])
    for (const [i, node] of kept.entries())
      if (settled.out[i + 1]) leftOut += day.penalty[node] as number
    const pick = (from: ArrayLike<number>) => [0, ...stay.map((i) => from[i] as number), 0]
    part = {
      day: withStops(part.day, stay),
      must: Uint8Array.from(pick(settled.must)),
      price: Float64Array.from(pick(settled.price)),
    }
    kept = stay.map((i) => kept[i - 1] as number)
  }
}

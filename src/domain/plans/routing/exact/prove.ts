import { type DayModel, withStops } from '../model.ts'
import { proveDirectly } from './direct.ts'
import { type Proof, type ProofOptions, Prover } from './prover.ts'

/** Stops that the two words of a label's memory can hold. */
export const MOST_STOPS = 62
/** Share of the labels that the direct attempt may make. */
const DIRECTLY = 0.6

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
  let part = { day, must, price: new Float64Array(day.size) }
  let leftOut = 0
  let labels = 0
  const answer = ({ proven, bound, order }: Proof): Proof => ({
    proven,
    bound: bound + leftOut,
    ...(order ? { order: order.map((i) => kept[i - 1] as number) } : {}),
    labels,
  })
  for (;;) {
    const limit = known - leftOut
    const direct = proveDirectly(
      part.day,
      part.must,
      limit,
      { ...options, maxLabels: (options.maxLabels - labels) * DIRECTLY },
      part.price,
    )
    labels += direct.labels
    if (direct.proven) return answer(direct)
    const maxLabels = options.maxLabels - labels
    const proof = new Prover({ ...part, ...direct }, limit, { ...options, maxLabels }).run()
    labels += proof.labels
    const { settled } = proof
    if (!settled) return answer(proof)
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

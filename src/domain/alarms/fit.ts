/** Population parameters found by maximum likelihood: small searches over few numbers. */

/**
 * The point with the smallest `cost`, by Nelder and Mead (Computer Journal 7, 1965) with the usual
 * coefficients 1, 2, ½, ½. Derivative-free, so that a likelihood need only be written once; stops
 * when the simplex's costs agree to `tolerance` or after `rounds`.
 */
export function minimise(
  cost: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.5, tolerance = 1e-6, rounds = 400 } = {},
): { at: number[]; cost: number } {
  const score = (at: number[]) => {
    const value = cost(at)
    return { at, cost: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value }
  }
  const simplex = [score([...start])]
  for (const i of start.keys()) {
    simplex.push(score(start.map((value, j) => (i === j ? value + step : value))))
  }
  for (let round = 0; round < rounds; round++) {
    simplex.sort((a, b) => a.cost - b.cost)
    const best = simplex[0] as Point
    const worst = simplex[simplex.length - 1] as Point
    const second = simplex[simplex.length - 2] as Point
    if (Math.abs(worst.cost - best.cost) < tolerance) break
    const others = simplex.slice(0, -1)
    const centre = start.map(
      (_, i) => others.reduce((sum, p) => sum + (p.at[i] ?? 0), 0) / others.length,
    )
    const along = (factor: number) =>
      score(centre.map((c, i) => c + factor * ((worst.at[i] ?? 0) - c)))
    const reflected = along(-1)
    if (reflected.cost < best.cost) {
      const expanded = along(-2)
      simplex[simplex.length - 1] = expanded.cost < reflected.cost ? expanded : reflected
    } else if (reflected.cost < second.cost) {
      simplex[simplex.length - 1] = reflected
    } else {
      const contracted = along(reflected.cost < worst.cost ? -0.5 : 0.5)
      if (contracted.cost < Math.min(worst.cost, reflected.cost)) {
        simplex[simplex.length - 1] = contracted
      } else {
        for (let i = 1; i < simplex.length; i++) {
          const point = simplex[i] as Point
          simplex[i] = score(point.at.map((value, j) => ((best.at[j] ?? 0) + value) / 2))
        }
      }
    }
  }
  simplex.sort((a, b) => a.cost - b.cost)
  return simplex[0] as Point
}
/** A fit learns little from more customers than this, and waits long for it. */
const enough = 20_000

/** Every so many-th of the customers, so that a fit takes a second however large the organisation is. */
export function sampled<T>(customers: readonly T[]): readonly T[] {
  const step = Math.ceil(customers.length / enough)
  return step <= 1 ? customers : customers.filter((_, i) => i % step === 0)
}

interface Point {
  at: number[]
  cost: number
}

/** ln Γ(a + n) − ln Γ(a) for n = 0 … `most`: a sum, since n counts orders. */
export function logRising(a: number, most: number): Float64Array {
  const sums = new Float64Array(most + 1)
  for (let n = 0; n < most; n++) sums[n + 1] = (sums[n] ?? 0) + Math.log(a + n)
  return sums
}

/** ln(a + n) for n = 0 … `most`: days are whole, and there are fewer of them than customers. */
export function logsFrom(a: number, most: number): Float64Array {
  const logs = new Float64Array(most + 1)
  for (let n = 0; n <= most; n++) logs[n] = Math.log(a + n)
  return logs
}

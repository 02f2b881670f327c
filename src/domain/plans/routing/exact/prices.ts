/**
 * Prices of visits (Lagrangian multipliers): a stop that the cheapest relaxed day visits too often gets
 * dearer, one that it passes over cheaper, in steps after Polyak that aim at the best known cost. An
 * optional stop never earns more than leaving it out costs.
 */
export class Prices {
  readonly price: Float64Array
  /** Those of the best bound so far. */
  readonly best: Float64Array
  bound = Number.NEGATIVE_INFINITY
  private readonly cap: Float64Array
  private stride: number
  private stalls = 0

  /** `cap`: what leaving each stop out costs, infinite for a must. */
  constructor(cap: Float64Array, stride: number, begin?: Float64Array) {
    this.price = new Float64Array(cap.length)
    this.best = new Float64Array(cap.length)
    this.cap = cap
    if (begin) this.price.set(begin)
    this.best.set(this.price)
    this.stride = stride
  }

  /** Begins anew from the best prices, for another relaxation. */
  restart(stride: number): void {
    this.price.set(this.best)
    this.bound = Number.NEGATIVE_INFINITY
    this.stride = stride
    this.stalls = 0
  }

  /**
   * Learns that a relaxed day of cost `bound` visits the stops so often; false where it visits each
   * as often as it should, so that no price can be better.
   */
  learn(bound: number, visits: ArrayLike<number>, target: number): boolean {
    const { price, cap } = this
    if (bound > this.bound + 1e-9) {
      this.bound = bound
      this.best.set(price)
      this.stalls = 0
    } else if (++this.stalls >= 3) {
      this.stride /= 2
      this.stalls = 0
      price.set(this.best)
    }
    let norm = 0
    for (let i = 1; i < price.length - 1; i++) norm += this.slope(i, visits) ** 2
    if (norm === 0) return false
    const step = (this.stride * Math.max(target - bound, target * 0.001, 1)) / norm
    for (let i = 1; i < price.length - 1; i++)
      price[i] = Math.min((price[i] as number) + step * this.slope(i, visits), cap[i] as number)
    return true
  }

  /** Visits that are missing; a stop left out at its full price is as it should be. */
  private slope(i: number, visits: ArrayLike<number>): number {
    const missing = 1 - (visits[i] as number)
    return missing > 0 && (this.price[i] as number) >= (this.cap[i] as number) ? 0 : missing
  }
}

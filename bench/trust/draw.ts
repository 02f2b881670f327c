/** Numbers that follow from a seed (xorshift128, G. Marsaglia, 2003). */
export class Draw {
  private state: [number, number, number, number]

  constructor(seed: number) {
    this.state = [seed >>> 0 || 1, 362_436_069, 521_288_629, 88_675_123]
    for (let i = 0; i < 20; i++) this.unit()
  }

  /** 0 up to 1. */
  unit(): number {
    let [x, y, z, w] = this.state
    const t = x ^ (x << 11)
    ;[x, y, z] = [y, z, w]
    w = (w ^ (w >>> 19) ^ (t ^ (t >>> 8))) >>> 0
    this.state = [x, y, z, w]
    return w / 2 ** 32
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit()
  }

  chance(share: number): boolean {
    return this.unit() < share
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)] as T
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  /** Around a median; `spread` is the deviation of the logarithm. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal())
  }

  shuffled<T>(list: readonly T[]): T[] {
    const keys = new Map(list.map((one) => [one, this.unit()]))
    return list.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
  }

  id(): string {
    return Math.floor(this.unit() * 2 ** 48).toString(36)
  }
}

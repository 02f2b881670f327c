import type { Sharp } from './sharpen.ts'

/**
 * The legs that a day cheaper than the best known one can use, and at which place in the day. Where every
 * stop is a must, place p is "behind p stops"; else places are not told apart.
 */
export class Legs {
  readonly n: number
  readonly size: number
  /** Whether places are told apart. */
  readonly counted: boolean
  /** At (place × size + from) × size + to: 1 while the leg is possible. */
  readonly possible: Uint8Array
  /** Targets of (place, from): `targets[k]` for firstTarget[cell] ≤ k < firstTarget[cell + 1]. */
  readonly firstTarget: Int32Array
  targets = new Int32Array(0)
  /** Sources of (place, to): from where `to` is reached as number `place`. */
  readonly firstSource: Int32Array
  sources = new Int32Array(0)

  constructor({ day: { n, size }, must, arc, before }: Sharp) {
    this.n = n
    this.size = size
    this.counted = must.subarray(1, n + 1).every((isMust) => isMust === 1)
    const places = this.counted ? n + 2 : 1
    this.possible = new Uint8Array(places * size * size)
    this.firstTarget = new Int32Array(places * size + 1)
    this.firstSource = new Int32Array(places * size + 1)
    const first = new Int32Array(size)
    const last = new Int32Array(size)
    for (let b = 1; b <= n; b++) {
      let ahead = 0
      let behind = 0
      for (let k = 1; k <= n; k++) {
        if (must[k] && before[k * size + b]) ahead++
        if (must[k] && before[b * size + k]) behind++
      }
      first[b] = ahead + 1
      last[b] = n - behind
    }
    first[n + 1] = n + 1
    last[n + 1] = n + 1
    for (let p = 0; p < places; p++) {
      for (let a = 0; a < size; a++) {
        if (this.counted && (p < (first[a] as number) || p > (last[a] as number))) continue
        for (let b = 0; b < size; b++) {
          if (this.counted && (p + 1 < (first[b] as number) || p + 1 > (last[b] as number)))
            continue
          this.possible[(p * size + a) * size + b] = arc[a * size + b] as number
        }
      }
    }
    this.list()
  }

  /** Strikes the legs that are not in `seen`, which has the shape of `possible`. */
  restrict(seen: Uint8Array): void {
    for (let i = 0; i < seen.length; i++) if (!seen[i]) this.possible[i] = 0
    this.list()
  }

  /** How many are left. */
  get count(): number {
    return this.targets.length
  }

  private list(): void {
    const { size, possible, counted } = this
    const places = possible.length / size / size
    let count = 0
    for (let i = 0; i < possible.length; i++) count += possible[i] as number
    this.targets = new Int32Array(count)
    this.sources = new Int32Array(count)
    let at = 0
    for (let cell = 0; cell < places * size; cell++) {
      this.firstTarget[cell] = at
      for (let b = 0; b < size; b++) if (possible[cell * size + b]) this.targets[at++] = b
    }
    this.firstTarget[places * size] = at
    at = 0
    for (let p = 0; p < places; p++) {
      for (let b = 0; b < size; b++) {
        this.firstSource[p * size + b] = at
        const from = counted ? p - 1 : 0
        if (from < 0) continue
        for (let a = 0; a < size; a++)
          if (possible[(from * size + a) * size + b]) this.sources[at++] = a
      }
    }
    this.firstSource[places * size] = at
  }
}

import type { Ring } from './ring.ts'

/** Legs that one chain of exchanges may replace. */
const DEPTH = 5
/** Places that the first joins of a chain try. */
const BREADTH: readonly number[] = [5, 3, 1]
/** Longest stretch that is moved as a whole. */
const STRETCH = 3

/** The moves that shorten a closed tour, tried from every place in a queue. */
export class TourMoves {
  cost = 0
  readonly ring: Ring
  readonly leg: Int32Array
  readonly near: Int32Array
  readonly width: number
  private readonly queue: Int32Array
  private readonly queued: Uint8Array
  private queueFrom = 0
  private queueSize = 0
  readonly flips = new Int32Array(2 * DEPTH)
  readonly moved = new Int32Array(STRETCH)
  private base = 0
  private ahead = true
  private depth = 0

  /** `near`: for each place `width` others, nearest first. */
  constructor(ring: Ring, leg: Int32Array, near: Int32Array, width: number) {
    this.ring = ring
    this.leg = leg
    this.near = near
    this.width = width
    this.queue = new Int32Array(ring.size)
    this.queued = new Uint8Array(ring.size)
  }

  between(a: number, b: number): number {
    return this.leg[a * this.ring.size + b] as number
  }

  push(place: number): void {
    if (this.queued[place]) return
    this.queued[place] = 1
    let end = this.queueFrom + this.queueSize++
    if (end >= this.ring.size) end -= this.ring.size
    this.queue[end] = place
  }

  private pop(): number {
    const place = this.queue[this.queueFrom] as number
    this.queueFrom = this.queueFrom + 1 === this.ring.size ? 0 : this.queueFrom + 1
    this.queueSize--
    this.queued[place] = 0
    return place
  }

  /** Until no place in the queue has an improving move. */
  improve(): void {
    while (this.queueSize > 0) {
      const place = this.pop()
      while (this.chain(place, true) || this.chain(place, false) || this.moveStretch(place));
    }
  }

  /**
   * Drops the leg from `base` to its neighbour and keeps joining that loose end to a near place, each time
   * turning a part of the tour round, as long as the sum of gains stays positive; goes back to the best.
   * The first joins try several places, later ones the most promising.
   */
  private chain(base: number, ahead: boolean): boolean {
    this.base = base
    this.ahead = ahead
    const loose = ahead ? this.ring.next(base) : this.ring.previous(base)
    const gain = this.extend(loose, this.between(base, loose), 0)
    if (gain <= 0) return false
    this.cost -= gain
    this.push(base)
    this.push(this.ring.next(base))
    this.push(this.ring.previous(base))
    for (let d = 0; d < this.depth; d++) {
      const a = this.flips[2 * d] as number
      const b = this.flips[2 * d + 1] as number
      this.push(a)
      this.push(b)
      this.push(this.ring.next(a))
      this.push(this.ring.previous(a))
    }
    return true
  }

  /** Best total gain of going on with this loose end; the tour is as it then is, or as before if there is none. */
  private extend(loose: number, gain: number, depth: number): number {
    if (depth === DEPTH) return 0
    const { near, width, flips } = this
    const breadth = depth < BREADTH.length ? (BREADTH[depth] as number) : 1
    let bound = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < breadth; tries++) {
      let chosen = -1
      let most = 0
      for (let k = 0; k < width; k++) {
        const place = near[loose * width + k] as number
        const left = gain - this.between(loose, place)
        if (left <= 0) break
        const other = this.ahead ? this.ring.previous(place) : this.ring.next(place)
        if (place === this.base || other === loose) continue
        const sum = left + this.between(other, place)
        if (sum > most && sum < bound) {
          most = sum
          chosen = other
        }
      }
      if (chosen < 0) return 0
      bound = most
      if (this.ring.turnBetween(loose, chosen, this.ahead)) this.ahead = !this.ahead
      flips[2 * depth] = loose
      flips[2 * depth + 1] = chosen
      const closed = most - this.between(this.base, chosen)
      this.depth = depth + 1
      const later = this.extend(chosen, most, depth + 1)
      if (later > closed && later > 0) return later
      if (closed > 0) {
        // What came behind was no better, and has been taken back.
        if (later > 0) this.undo(depth + 1)
        this.depth = depth + 1
        return closed
      }
      if (this.ring.turnBetween(chosen, loose, this.ahead)) this.ahead = !this.ahead
    }
    return 0
  }

  /** Takes joins back down to so many. */
  private undo(depth: number): void {
    for (let d = this.depth - 1; d >= depth; d--) {
      const a = this.flips[2 * d] as number
      const b = this.flips[2 * d + 1] as number
      if (this.ring.turnBetween(b, a, this.ahead)) this.ahead = !this.ahead
    }
  }

  /** Moves a stretch that begins or ends at `place` next to a near place, perhaps turned round. */
  private moveStretch(place: number): boolean {
    const { near, width } = this
    for (let ends = 0; ends < 2; ends++) {
      let far = place
      for (let length = 1; length <= STRETCH; length++) {
        if (length > 1) far = ends === 0 ? this.ring.next(far) : this.ring.previous(far)
        // The stretch goes from `place` to `far`; outside are `x` beside place and `y` beside far.
        const x = ends === 0 ? this.ring.previous(place) : this.ring.next(place)
        const y = ends === 0 ? this.ring.next(far) : this.ring.previous(far)
        if (x === y || x === far) return false
        const removed = this.between(x, place) + this.between(far, y) - this.between(x, y)
        if (removed <= 0) continue
        for (let k = 0; k < width; k++) {
          const c = near[place * width + k] as number
          const left = removed - this.between(place, c)
          if (left <= 0) break
          if (this.inStretch(c, place, far, ends, length)) continue
          // place beside c, far beside c's neighbour on either side.
          for (let side = 0; side < 2; side++) {
            const e = side === 0 ? this.ring.next(c) : this.ring.previous(c)
            if (this.inStretch(e, place, far, ends, length)) continue
            const gain = left + this.between(c, e) - this.between(far, e)
            if (gain <= 0) continue
            this.relocate(place, far, ends, c, e, side, length)
            this.cost -= gain
            this.push(x)
            this.push(y)
            this.push(place)
            this.push(far)
            this.push(c)
            this.push(e)
            return true
          }
        }
      }
    }
    return false
  }

  private inStretch(c: number, place: number, far: number, ends: number, length: number): boolean {
    const { size } = this.ring
    const first = this.ring.at[ends === 0 ? place : far] as number
    let i = (this.ring.at[c] as number) - first
    if (i < 0) i += size
    return i < length
  }

  /** Takes place … far out, moves what is between, and puts it in so that place is beside c and far beside e. */
  private relocate(
    place: number,
    far: number,
    ends: number,
    c: number,
    e: number,
    side: number,
    length: number,
  ): void {
    const { size, tour, at } = this.ring
    const { moved } = this
    const first = at[ends === 0 ? place : far] as number
    for (let k = 0; k < length; k++) moved[k] = tour[(first + k) % size] as number
    const low = at[side === 0 ? c : e] as number
    const last = (first + length - 1) % size
    let between = low - last
    if (between < 0) between += size
    let gap = (first + between) % size
    if (2 * between <= size) {
      for (let k = 0; k < between; k++)
        this.ring.put((first + k) % size, tour[(first + length + k) % size] as number)
    } else {
      between = size - length - between
      for (let k = 1; k <= between; k++)
        this.ring.put((last - k + 1 + size) % size, tour[(first - k + size) % size] as number)
      gap = (first - between + size) % size
    }
    // In tour order the stretch begins with `place` if that is beside the lower end of the gap.
    const turned = (side === 0) !== (ends === 0)
    for (let k = 0; k < length; k++)
      this.ring.put((gap + k) % size, moved[turned ? length - 1 - k : k] as number)
  }
}

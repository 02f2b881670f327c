/** A closed tour in an array that knows where each place stands. */
export class Ring {
  readonly size: number
  readonly tour: Int32Array
  readonly at: Int32Array

  constructor(size: number) {
    this.size = size
    this.tour = new Int32Array(size)
    this.at = new Int32Array(size)
  }

  next(place: number): number {
    const i = (this.at[place] as number) + 1
    return this.tour[i === this.size ? 0 : i] as number
  }

  previous(place: number): number {
    const i = this.at[place] as number
    return this.tour[i === 0 ? this.size - 1 : i - 1] as number
  }

  put(index: number, place: number): void {
    this.tour[index] = place
    this.at[place] = index
  }

  /** Turns round what lies from a to b in this direction; true if the rest was turned instead. */
  turnBetween(a: number, b: number, ahead: boolean): boolean {
    return ahead
      ? this.turn(this.at[a] as number, this.at[b] as number)
      : this.turn(this.at[b] as number, this.at[a] as number)
  }

  /** Turns round the stretch from index i forward to index j (over the end of the array if j < i). */
  turn(i: number, j: number): boolean {
    const { size, tour, at } = this
    let inside = j - i
    if (inside < 0) inside += size
    inside++
    let a = i
    let b = j
    const rest = 2 * inside > size
    if (rest) {
      // The rest turned round is the same tour, read the other way.
      a = j + 1 === size ? 0 : j + 1
      b = i === 0 ? size - 1 : i - 1
      inside = size - inside
    }
    for (let swaps = inside >> 1; swaps > 0; swaps--) {
      const x = tour[a] as number
      const y = tour[b] as number
      tour[a] = y
      at[y] = a
      tour[b] = x
      at[x] = b
      if (++a === size) a = 0
      if (--b < 0) b = size - 1
    }
    return rest
  }
}

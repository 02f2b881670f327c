/** Small squares of a picture, and whether two pictures show the same in one. */

/** Points a side of a block; blocks overlap by half. */
const side = 8

export interface Block {
  /** Place of its first and of its last point in the picture. */
  readonly first: number
  readonly last: number
  /** Points of a row of the picture. */
  readonly row: number
}

/** The blocks of a square picture. */
export function blocksOf(row: number): Block[] {
  const across = row / (side / 2) - 1
  return Array.from({ length: across * across }, (_, i) => {
    const first = ((Math.floor(i / across) * side) / 2) * row + ((i % across) * side) / 2
    return { first, last: first + (side - 1) * (row + 1), row }
  })
}

/** Standard deviation of the levels of a block. */
export function deviation(levels: Float64Array, block: Block): number {
  const { saa } = sums({ a: levels, b: levels }, block)
  return Math.sqrt(Math.max(0, saa / (side * side)))
}

/** Two pictures of one size. */
export interface Squares {
  readonly a: Float64Array
  readonly b: Float64Array
}

/** Correlation of two pictures in a block, −1 to 1; 0 where one of them shows nothing. */
export function correlation(pictures: Squares, block: Block): number {
  const { saa, sbb, sab } = sums(pictures, block)
  return saa * sbb > 1e-9 ? sab / Math.sqrt(saa * sbb) : 0
}

/** Sums of squares and products about the means. */
function sums({ a, b }: Squares, { first, row }: Block) {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const one = a[first + y * row + x] as number
      const two = b[first + y * row + x] as number
      sa += one
      sb += two
      saa += one * one
      sbb += two * two
      sab += one * two
    }
  }
  const n = side * side
  return { saa: saa - (sa * sa) / n, sbb: sbb - (sb * sb) / n, sab: sab - (sa * sb) / n }
}

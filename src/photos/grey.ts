/** Grey pictures, and the means of any part of one. Pure numbers: no file, no library. */

/** Grey levels 0–255, row by row. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly levels: Uint8Array
}

/** A part of a picture, in shares of its width and height. */
export interface Window {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const whole: Window = { x: 0, y: 0, width: 1, height: 1 }

/**
 * Sums of all levels above and left of each corner (F. Crow, "Summed-area tables", SIGGRAPH 1984): the mean
 * of any rectangle is four reads.
 */
export interface Sums {
  readonly width: number
  readonly height: number
  readonly sums: Float64Array
}

export function sumsOf({ width, height, levels }: Grey): Sums {
  const row = width + 1
  const sums = new Float64Array(row * (height + 1))
  for (let y = 0; y < height; y++) {
    let left = 0
    for (let x = 0; x < width; x++) {
      left += levels[y * width + x] as number
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] as number) + left
    }
  }
  return { width, height, sums }
}

/** Means of `size` × `size` equal cells of a window, row by row. Cells need not end at whole points. */
export function cellsOf(picture: Sums, window: Window, size: number): Float64Array {
  const { width, height } = picture
  const stepX = (window.width * width) / size
  const stepY = (window.height * height) / size
  const corners = new Float64Array((size + 1) * (size + 1))
  for (let j = 0; j <= size; j++)
    for (let i = 0; i <= size; i++)
      corners[j * (size + 1) + i] = sumAt(
        picture,
        window.x * width + i * stepX,
        window.y * height + j * stepY,
      )
  const cells = new Float64Array(size * size)
  const area = stepX * stepY
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const at = j * (size + 1) + i
      const below = at + size + 1
      cells[j * size + i] =
        ((corners[below + 1] as number) -
          (corners[below] as number) -
          (corners[at + 1] as number) +
          (corners[at] as number)) /
        area
    }
  }
  return cells
}

/** The sum above and left of a place between the corners. */
function sumAt({ width, height, sums }: Sums, x: number, y: number): number {
  const column = Math.min(width - 1, Math.floor(x))
  const line = Math.min(height - 1, Math.floor(y))
  const right = x - column
  const down = y - line
  const at = line * (width + 1) + column
  const below = at + width + 1
  return (
    ((sums[at] as number) * (1 - right) + (sums[at + 1] as number) * right) * (1 - down) +
    ((sums[below] as number) * (1 - right) + (sums[below + 1] as number) * right) * down
  )
}

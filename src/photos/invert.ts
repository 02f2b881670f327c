/** Inverse of a small symmetric matrix, row by row, by Gauss-Jordan; null when it has none. */
export function invert(matrix: Float64Array, size: number): Float64Array | null {
  const left = Float64Array.from(matrix)
  const right = new Float64Array(size * size)
  for (let i = 0; i < size; i++) right[i * size + i] = 1
  for (let column = 0; column < size; column++) {
    const pivot = left[column * size + column] as number
    if (!(Math.abs(pivot) > 1e-9)) return null
    for (let j = 0; j < size; j++) {
      left[column * size + j] = (left[column * size + j] as number) / pivot
      right[column * size + j] = (right[column * size + j] as number) / pivot
    }
    for (let i = 0; i < size; i++) {
      if (i !== column) clear(i, column)
    }
  }
  return right

  function clear(i: number, column: number): void {
    const factor = left[i * size + column] as number
    for (let j = 0; j < size; j++) {
      left[i * size + j] =
        (left[i * size + j] as number) - factor * (left[column * size + j] as number)
      right[i * size + j] =
        (right[i * size + j] as number) - factor * (right[column * size + j] as number)
    }
  }
}

/** Sorts indices first … last by their cost. */
export function sortByCost(
  index: Int32Array,
  cost: Float64Array,
  first: number,
  last: number,
): void {
  let from = first
  let to = last
  while (to - from > 12) {
    const pivot = cost[index[(from + to) >> 1] as number] as number
    let i = from
    let j = to
    while (i <= j) {
      while ((cost[index[i] as number] as number) < pivot) i++
      while ((cost[index[j] as number] as number) > pivot) j--
      if (i <= j) {
        const kept = index[i] as number
        index[i++] = index[j] as number
        index[j--] = kept
      }
    }
    if (j - from < to - i) {
      sortByCost(index, cost, from, j)
      from = i
    } else {
      sortByCost(index, cost, i, to)
      to = j
    }
  }
  for (let i = from + 1; i <= to; i++) {
    const moved = index[i] as number
    const value = cost[moved] as number
    let j = i - 1
    while (j >= from && (cost[index[j] as number] as number) > value) {
      index[j + 1] = index[j] as number
      j--
    }
    index[j + 1] = moved
  }
}

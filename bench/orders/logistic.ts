/** Weights of a logistic regression by Newton steps, the first for the constant 1; `ridge` pulls all but that towards 0, in units of the total weight. */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  positive: readonly boolean[],
  weight: readonly number[],
  ridge: number,
): number[] {
  const size = (rows[0]?.length ?? 0) + 1
  const total = weight.reduce((sum, w) => sum + w, 0)
  let at = new Array<number>(size).fill(0)
  for (let round = 0; round < 30; round++) {
    const gradient = at.map((b, j) => (j === 0 ? 0 : ridge * total * b))
    const curvature = at.map((_, j) =>
      at.map((_, k) => (j === k ? (j === 0 ? 1e-9 : ridge * total) : 0)),
    )
    for (const [i, row] of rows.entries()) {
      const x = [1, ...row]
      const p = 1 / (1 + Math.exp(-x.reduce((sum, v, j) => sum + v * (at[j] ?? 0), 0)))
      const w = weight[i] ?? 0
      for (let j = 0; j < size; j++) {
        const xj = x[j] ?? 0
        gradient[j] = (gradient[j] ?? 0) + w * (p - (positive[i] ? 1 : 0)) * xj
        const line = curvature[j] ?? []
        for (let k = 0; k < size; k++) line[k] = (line[k] ?? 0) + w * p * (1 - p) * xj * (x[k] ?? 0)
      }
    }
    const step = solve(curvature, gradient)
    at = at.map((b, j) => b - (step[j] ?? 0))
    if (step.every((s) => Math.abs(s) < 1e-8)) break
  }
  return at
}

/** Solves a x = b for a small positive definite `a` by Gauss's elimination with pivots. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i] ?? 0])
  const n = rows.length
  for (let i = 0; i < n; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row) => (Math.abs(row[i] ?? 0) > Math.abs(best[i] ?? 0) ? row : best))
    const from = rows.indexOf(pivot)
    ;[rows[i], rows[from]] = [pivot, rows[i] ?? []]
    for (const [j, row] of rows.entries()) {
      if (j === i) continue
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let k = i; k <= n; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1))
}

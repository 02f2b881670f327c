/**
 * How well a score puts the positives first: the chance that a positive outranks a negative, ties
 * counted half (mid-rank). NaN without both kinds.
 */
export function auc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let rankSum = 0
  for (let i = 0; i < order.length; ) {
    let j = i
    while (j < order.length && scores[order[j] ?? 0] === scores[order[i] ?? 0]) j++
    const rank = (i + j + 1) / 2
    for (let k = i; k < j; k++) if (positive[order[k] ?? 0]) rankSum += rank
    i = j
  }
  const positives = positive.filter(Boolean).length
  const negatives = positive.length - positives
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
export const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

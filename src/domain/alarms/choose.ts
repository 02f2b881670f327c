/** Which of the found alarms somebody hears of today: few a day, the most money first. */

export interface Choosable {
  readonly customer: string
  /** Who is told: alarms of one key share its room. */
  readonly key: string
  readonly moneyAtRiskFen: number
}

/**
 * Of each key's alarms the ones with the most money at risk, as many as it has room for; equal money stands
 * in the order of the customers' codes. The rest waits and is chosen from again, with fresh numbers, on the
 * next night.
 */
export function chooseForDay<A extends Choosable>(
  found: readonly A[],
  roomOf: (key: string) => number,
): { readonly chosen: readonly A[]; readonly rest: readonly A[] } {
  const ranked = found.toSorted(
    (a, b) =>
      b.moneyAtRiskFen - a.moneyAtRiskFen ||
      (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0),
  )
  const room = new Map<string, number>()
  const chosen: A[] = []
  const rest: A[] = []
  for (const one of ranked) {
    const left = room.get(one.key) ?? roomOf(one.key)
    if (left > 0) chosen.push(one)
    else rest.push(one)
    room.set(one.key, left - 1)
  }
  return { chosen, rest }
}

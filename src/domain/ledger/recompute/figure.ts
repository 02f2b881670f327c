/** Figures that are told by the system and rebuilt from the ledger, and where the two differ. */

/** Fen, or what the figure counts; rates 0–1. */
export type FigureUnit = 'fen' | 'plain'

export interface Figure {
  readonly who: string
  readonly month: string
  readonly metric: string
  readonly unit: FigureUnit
  /** Null is 暂无数据. */
  readonly value: number | null
}

/** A figure that is told twice and differs. */
export interface Difference {
  readonly who: string
  readonly month: string
  readonly metric: string
  readonly unit: FigureUnit
  readonly told: number | null
  readonly rebuilt: number | null
}

export const isSame = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))

/** What one of the two does not have is as if it had no data there. */
export function differencesOf(told: readonly Figure[], rebuilt: readonly Figure[]): Difference[] {
  const keyOf = ({ who, month, metric }: Figure) => JSON.stringify([who, month, metric])
  const there = new Map(told.map((one) => [keyOf(one), one]))
  const here = new Map(rebuilt.map((one) => [keyOf(one), one]))
  return [...new Map([...there, ...here])].flatMap(([key, { who, month, metric, unit }]) => {
    const values = { told: there.get(key)?.value ?? null, rebuilt: here.get(key)?.value ?? null }
    return isSame(values.told, values.rebuilt) ? [] : [{ who, month, metric, unit, ...values }]
  })
}

import { meanRateOf } from '../../domain/commission/compute.ts'
import { fenToYuan } from '../../domain/money.ts'
import { monthOf } from '../../domain/time.ts'
import type { Report } from '../../reports.ts'
import { monthsBetween } from './months.ts'
import { readMonth, type SchemeMonth } from './read.ts'
import { getScheme } from './schemes.ts'

/**
 * `rounds report commissions`: one row a person, month and scheme, for every month that the range
 * touches. `amount` is the sum of the bases (yuan, or units where `base` is quantity), `rate` the mean of
 * it: a share, or yuan a unit. What was corrected of closed months has rows of its own with the base
 * `correction`, without amount and rate.
 */
export const commissionsReport: Report = {
  name: 'commissions',
  async run(ctx, { from, to }) {
    const rows: Record<string, unknown>[] = []
    for (const month of monthsBetween(monthOf(from), monthOf(to))) {
      const read = await readMonth(ctx, month)
      const shown = read.schemes.filter(({ lines }) => lines.length > 0)
      rows.push(...shown.map((one) => rowOf(month, one)))
      const sums = new Map<string, { openId: string; schemeId: string; fen: number }>()
      for (const { openId, schemeId, fen } of read.corrections) {
        const key = `${openId} ${schemeId}`
        sums.set(key, { openId, schemeId, fen: (sums.get(key)?.fen ?? 0) + fen })
      }
      for (const { openId, schemeId, fen } of sums.values())
        rows.push({
          open_id: openId,
          month,
          scheme: (await getScheme(ctx.tx, schemeId))?.name ?? schemeId,
          base: 'correction',
          amount: null,
          rate: null,
          commission: fenToYuan(fen),
        })
    }
    const key = (row: Record<string, unknown>) =>
      [row.month, row.open_id, row.scheme, row.base === 'correction' ? 1 : 0].join(' ')
    return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  },
}

function rowOf(month: string, { openId, scheme, terms, totalFen, lines }: SchemeMonth) {
  const { base, rate } = meanRateOf(terms.base, lines, totalFen)
  return {
    open_id: openId,
    month,
    scheme: scheme.name,
    base: terms.base,
    amount: terms.base === 'quantity' ? base : fenToYuan(Math.round(base)),
    rate,
    commission: fenToYuan(totalFen),
  }
}

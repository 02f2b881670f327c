import type { OrderHistory } from '../../src/domain/alarms/order-history.ts'
import { plungeOf } from '../../src/domain/alarms/plunge.ts'
import { dice, thinned, windowsOf } from './inject.ts'
import { fitLogistic } from './logistic.ts'

/** Windows that end elsewhere than those that the figures are measured on. */
const backs = [30, 60, 90, 120]
const keeps = [0.3, 0] as const

/** The weights of the plunge score: a logistic of injected against untouched customers, each set and each drop counting the same. */
export function choosePlungeWeights(
  sets: readonly (readonly OrderHistory[])[],
  seed: number,
): number[] {
  const chance = dice(seed)
  const rows: (readonly number[])[] = []
  const injected: boolean[] = []
  const weight: number[] = []
  for (const histories of sets) {
    const from = rows.length
    for (const { customers, base } of backs.flatMap((back) => windowsOf(histories, back)))
      for (const { facts } of customers) {
        const plunge = plungeOf(facts, base)
        if (facts.before.length < 4 || plunge.expected < 1) continue
        rows.push(plunge.features)
        injected.push(false)
        weight.push(2)
        for (const keep of keeps) {
          rows.push(plungeOf(thinned(facts, keep, chance), base).features)
          injected.push(true)
          weight.push(1)
        }
      }
    const share = 1 / (rows.length - from)
    for (let i = from; i < rows.length; i++) weight[i] = (weight[i] ?? 0) * share
  }
  const [, ...weights] = fitLogistic(rows, injected, weight, 0.001)
  return weights.map((value) => Number(value.toFixed(3)))
}

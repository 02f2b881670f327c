import {
  type Decay,
  decayed,
  decayOf,
  fitDecayBase,
  monthCounts,
} from '../src/domain/alarms/decay.ts'
import type { OrderHistory } from '../src/domain/alarms/order-history.ts'
import { countPlunged, fitPlungeBase, type Plunge, plungeOf } from '../src/domain/alarms/plunge.ts'
import { printTable, quantile, writeResult } from './kit.ts'
import { auc } from './orders/auc.ts'
import { choosePlungeWeights } from './orders/choose-plunge.ts'
import { dice, thinned, type Window, windowsOf } from './orders/inject.ts'
import { ordersFolder, readOrders } from './orders/read.ts'

const plungeSets = ['online_retail', 'grocery'] as const
/** Shares of the last 30 days' order days that are kept: a drop by 70 %, a stop. */
const keeps = [0.3, 0] as const
/** Chance decides which order days are kept: so many draws for each customer. */
const draws = 40
const seed = 20260301

/** How well an injected plunge is told from untouched customers, a slow decay too, and whether a bad month of all alarms anybody. */
export const plungeBench = {
  name: 'plunge',
  about:
    'plunges and slow decay injected into real histories; --data <folder>, --choose prints new weights',
  async run(args: readonly string[]): Promise<void> {
    const folder = await ordersFolder(args)
    if (folder === null) return
    const found: Record<string, ReturnType<typeof measure>> = {}
    const orders: OrderHistory[][] = []
    for (const set of plungeSets) {
      const histories = await readOrders(folder, set)
      orders.push(histories)
      found[set] = measure(histories)
    }
    if (args.includes('--choose'))
      process.stdout.write(`weights ${JSON.stringify(choosePlungeWeights(orders, seed))}\n`)
    printTable(
      'Injected plunge: AUC, recall at 5 % false alarms, recall of the alarm (µ ≥ 2)',
      Object.entries(found).flatMap(([set, { rows }]) => rows.map((row) => ({ set, ...row }))),
    )
    printTable(
      'Alarms among untouched customers with µ ≥ 1, as they were and after the whole base fell by 40 %',
      Object.entries(found).map(([set, { honest }]) => ({ set, ...honest })),
    )
    printTable(
      'Slow decay: order days kept from 100 % in the first month to 20 % in the sixth',
      Object.entries(found).flatMap(([set, { decay }]) => decay.map((row) => ({ set, ...row }))),
    )
    const pick = (key: 'auc' | 'aucOwnMean') =>
      Object.fromEntries(Object.entries(found).map(([set, result]) => [set, result[key]]))
    await writeResult('plunge', { auc: pick('auc'), aucOwnMean: pick('aucOwnMean'), found })
  },
}

interface Case {
  readonly keep: number
  readonly plunge: Plunge
  /** Expected order days of the untouched customer, at least 1. */
  readonly expected: boolean
}

function measure(histories: readonly OrderHistory[]) {
  const windows = windowsOf(histories)
  const chance = dice(seed)
  const cases = windows.flatMap(({ customers, base }) =>
    customers.flatMap(({ facts }): Case[] => {
      if (facts.before.length < 4) return []
      const plunge = plungeOf(facts, base)
      const expected = plunge.expected >= 1
      const injected = keeps.flatMap((keep) =>
        Array.from({ length: keep === 0 ? 1 : draws }, () => ({
          keep,
          plunge: plungeOf(thinned(facts, keep, chance), base),
          expected,
        })),
      )
      return [{ keep: 1, plunge, expected }, ...injected]
    }),
  )
  const detectors: Record<string, (plunge: Plunge) => number> = {
    'last 30 d ÷ expected': ({ recent, expected }) => -recent / expected,
    'negative binomial tail': ({ features }) => -(features[0] ?? 0),
    'plunge score (product)': ({ score }) => score,
  }
  const expected = cases.filter((one) => one.expected)
  const rows = keeps.flatMap((keep) =>
    Object.entries(detectors).map(([detector, score]) => ({
      detector,
      keep: String(keep),
      customers: expected.filter((one) => one.keep === 1).length,
      AUC: aucOf(expected, keep, score).toFixed(4),
      'AUC own mean ≥ 1': aucOf(cases, keep, score).toFixed(4),
      'recall at 5 %': recallAt(expected, keep, score).toFixed(3),
      alarm: share(
        expected.filter((one) => one.keep === keep && one.plunge.expected >= 2),
        ({ plunge }) => countPlunged(plunge),
      ).toFixed(3),
    })),
  )
  const product = detectors['plunge score (product)'] as (plunge: Plunge) => number
  const by = (from: readonly Case[]) =>
    Object.fromEntries(keeps.map((keep) => [String(keep), aucOf(from, keep, product)]))
  return {
    customers: expected.filter((one) => one.keep === 1).length,
    auc: by(expected),
    aucOwnMean: by(cases),
    rows,
    honest: honestAlarms(windows),
    decay: measureDecay(histories),
  }
}

function aucOf(cases: readonly Case[], keep: number, score: (plunge: Plunge) => number): number {
  const chosen = cases.filter((one) => one.keep === 1 || one.keep === keep)
  return auc(
    chosen.map(({ plunge }) => score(plunge)),
    chosen.map((one) => one.keep === keep),
  )
}

function recallAt(cases: readonly Case[], keep: number, score: (plunge: Plunge) => number): number {
  const honest = cases.filter((one) => one.keep === 1).map(({ plunge }) => score(plunge))
  const limit = quantile(honest, 0.95)
  return share(
    cases.filter((one) => one.keep === keep),
    ({ plunge }) => score(plunge) > limit,
  )
}

/** Share of untouched customers alarmed: in the real month, and if each order day of everybody had been kept with 0.6. */
function honestAlarms(windows: readonly Window[]) {
  const chance = dice(seed + 1)
  const alarmed = (keep: number) => {
    const told = windows.flatMap(({ customers }) => {
      const facts = customers.map((one) => thinned(one.facts, keep, chance))
      const base = fitPlungeBase(facts)
      return facts
        .filter(({ before }) => before.length >= 4)
        .map((one) => plungeOf(one, base))
        .filter(({ expected }) => expected >= 1)
    })
    return { customers: told.length, alarms: share(told, countPlunged) }
  }
  const [real, fallen] = [alarmed(1), alarmed(0.6)]
  return {
    customers: real.customers,
    'as it was': real.alarms.toFixed(4),
    'customers after −40 %': fallen.customers,
    'after −40 %': fallen.alarms.toFixed(4),
  }
}

function measureDecay(histories: readonly OrderHistory[]) {
  const chance = dice(seed + 2)
  const days = histories.flatMap((history) => history.days)
  const newest = days.reduce((high, day) => Math.max(high, day), 0)
  const oldest = days.reduce((low, day) => Math.min(low, day), newest)
  const honest: Decay[] = []
  const fallen: Decay[] = []
  for (let end = newest; end - 179 >= oldest; end -= 180) {
    const known = histories.filter(({ days: [first = end] }) => first <= end - 150)
    const base = fitDecayBase(known.map((history) => monthCounts(history, end)))
    for (const history of known) {
      const real = decayOf(monthCounts(history, end), base)
      if (!real) continue
      honest.push(real)
      const kept = history.days.filter(
        (day) => chance() < 1 - 0.16 * Math.max(0, 5 - Math.floor((end - day) / 30)),
      )
      fallen.push(
        decayOf(monthCounts({ days: kept }, end), base) ?? {
          ...real,
          score: 0,
          chance: 1,
          fall: 0,
        },
      )
    }
  }
  return [6, 12, 24].map((least) => {
    const many = [...honest.keys()].filter(
      (i) => (honest[i]?.counts ?? []).reduce((sum, count) => sum + count, 0) >= least,
    )
    const pick = (of: readonly Decay[]) => many.flatMap((i) => of[i] ?? [])
    return { 'order days': `${least}+`, ...decayFigures(pick(honest), pick(fallen)) }
  })
}

function decayFigures(honest: readonly Decay[], fallen: readonly Decay[]) {
  const all = [...honest, ...fallen]
  const limit = quantile(
    honest.map(({ score }) => score),
    0.95,
  )
  return {
    customers: honest.length,
    AUC: auc(
      all.map(({ score }) => score),
      all.map((_, i) => i >= honest.length),
    ).toFixed(4),
    'recall at 5 %': share(fallen, ({ score }) => score > limit).toFixed(3),
    'alarm, ramp': share(fallen, decayed).toFixed(3),
    'alarm, untouched': share(honest, decayed).toFixed(4),
  }
}

function share<T>(of: readonly T[], is: (one: T) => boolean): number {
  return of.filter(is).length / of.length
}

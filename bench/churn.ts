import { noOrderChance } from '../src/domain/alarms/dropout.ts'
import { type ChurnFeature, churnRisk } from '../src/domain/alarms/rank.ts'
import { silence } from '../src/domain/alarms/rhythm.ts'
import { expectedWait, rhythmBroken, waitOf } from '../src/domain/alarms/wait.ts'
import { median } from '../src/domain/statistics.ts'
import { printTable, writeResult } from './kit.ts'
import { mean } from './orders/auc.ts'
import { chooseCalibration, chooseChurnWeights, halfOf } from './orders/choose-churn.ts'
import { type Prepared, prepare } from './orders/prepare.ts'
import { cohorts, macro, sets, testCuts, trainingCuts } from './orders/protocol.ts'
import { ordersFolder, readOrders } from './orders/read.ts'

type Method = (at: Prepared) => number[]
const methods: Record<string, Method> = {
  'days silent': ({ facts }) => facts.map(silence),
  'silent ÷ own median gap': ({ judged, cut }) =>
    judged.map(({ history: { days } }) => {
      const gaps = days.slice(1).map((day, i) => day - (days[i] ?? day))
      return (cut.cut - (days.at(-1) ?? cut.cut)) / (median(gaps) ?? 1)
    }),
  'MBG/CNBD-2 no order': ({ facts, base, cut }) =>
    facts.map((one) => noOrderChance(one, base.dropout, cut.horizon)),
  'expected wait (explained)': ({ facts, base }) =>
    facts.map((one) => expectedWait(waitOf(one, base.rhythm))),
  'churn risk (product)': ({ facts, base, cut }) =>
    churnRisk(facts, base, cut.horizon).map(({ score }) => score),
}
const product = 'churn risk (product)'

/** How well slipping customers are put first, and whether the alarms are right, on open order histories. */
export const churnBench = {
  name: 'churn',
  about:
    'who orders nothing in the next 60 or 90 days, beside the rules of thumb; --data <folder>, --choose prints new weights',
  async run(args: readonly string[]): Promise<void> {
    const folder = await ordersFolder(args)
    if (folder === null) return
    const orders = new Map(
      await Promise.all(sets.map(async (set) => [set, await readOrders(folder, set)] as const)),
    )
    if (args.includes('--choose')) await choose(orders)
    const tests = prepare(orders, testCuts)
    const found = Object.entries(methods).map(([name, method]) => ({
      name,
      ...measure(tests, method),
    }))
    printTable(
      'AUC of "no order in the horizon", mean over cuts; macro over the three sets, then each set',
      found.map(({ name, ...figures }) => ({ method: name, ...asRow(figures) })),
    )
    const alerts = Object.fromEntries(sets.map((set) => [set, alertsOf(tests, set)]))
    printTable(
      'Alarms on cohort C, 90 days, mean over cuts',
      sets.map((set) => ({ set, ...rounded(alerts[set] ?? {}) })),
    )
    const reliability = Object.fromEntries(sets.map((set) => [set, reliabilityOf(tests, set)]))
    for (const set of sets)
      printTable(
        `Chance told and share that ordered nothing: ${set}`,
        (reliability[set] ?? []).map(rounded),
      )
    const best = found.find(({ name }) => name === product)
    await writeResult('churn', {
      macroAuc: best?.macroAuc,
      sets: best?.sets,
      methods: found,
      alerts,
      reliability,
    })
  },
}

type Orders = Parameters<typeof prepare>[0]

/** Prints the weights that the open data's earlier cuts give, and how those of one half of the customers do on the other. */
async function choose(orders: Orders): Promise<void> {
  const training = prepare(orders, trainingCuts)
  const weights = chooseChurnWeights(training)
  const short = (value: object) =>
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Number(v.toFixed(3)) : v))
  process.stdout.write(
    `weights ${short(weights)}\ncalibration ${short(chooseCalibration(training, weights))}\n`,
  )
  for (const half of [0, 1] as const) {
    const chosen = chooseChurnWeights(training, (customer) => halfOf(customer) === half)
    const others = new Map(
      [...orders].map(([set, all]) => [
        set,
        all.filter(({ customer }) => halfOf(customer) !== half),
      ]),
    )
    const tests = prepare(others, testCuts)
    const rows: [string, Method][] = [
      ['chosen on the other half', riskBy(chosen)],
      ['frozen', riskBy(undefined)],
      ['expected wait', methods['expected wait (explained)'] as Method],
    ]
    printTable(
      `Customers of half ${1 - half}`,
      rows.map(([name, method]) => ({ method: name, ...asRow(measure(tests, method)) })),
    )
  }
}

function riskBy(weights: Record<ChurnFeature, number> | undefined): Method {
  return ({ facts, base, cut }) =>
    churnRisk(facts, base, cut.horizon, weights).map(({ score }) => score)
}

function measure(tests: readonly Prepared[], method: Method) {
  const judgements = tests.map((at) => ({ cut: at.cut, judged: at.judged, scores: method(at) }))
  const by = cohorts.map((cohort) => [cohort, macro(judgements, cohort)] as const)
  return {
    macroAuc: Object.fromEntries(by.map(([cohort, { macro }]) => [cohort, macro])),
    sets: Object.fromEntries(
      sets.map((set) => [
        set,
        Object.fromEntries(by.map(([cohort, { bySet }]) => [cohort, bySet[set] ?? Number.NaN])),
      ]),
    ),
  }
}

function asRow({ macroAuc, sets: bySet }: ReturnType<typeof measure>): Record<string, string> {
  return Object.fromEntries(
    cohorts.flatMap((cohort) => [
      [cohort, (macroAuc[cohort] ?? Number.NaN).toFixed(4)],
      [
        `${cohort} by set`,
        sets.map((set) => (bySet[set]?.[cohort] ?? Number.NaN).toFixed(3)).join(' '),
      ],
    ]),
  )
}

function alertsOf(tests: readonly Prepared[], set: string) {
  const figures = tests
    .filter(({ cut }) => cut.set === set && cut.horizon === 90)
    .map(({ judged, facts, base }) => {
      const members = judged.flatMap((one, i) => {
        const of = facts[i]
        if (!of || !one.in.has('C')) return []
        return [{ left: one.left, alarm: rhythmBroken(waitOf(of, base.rhythm)) }]
      })
      const right = members.filter(({ left, alarm }) => left && alarm).length
      const alarms = members.filter(({ alarm }) => alarm).length
      const left = members.filter((one) => one.left).length
      return { precision: right / alarms, recall: right / left, share: alarms / members.length }
    })
  return {
    precision: mean(figures.map(({ precision }) => precision)),
    recall: mean(figures.map(({ recall }) => recall)),
    share: mean(figures.map(({ share }) => share)),
  }
}

/** Customers by the tenth of the chance that they were told, all test cuts together. */
function reliabilityOf(tests: readonly Prepared[], set: string) {
  const bins = Array.from({ length: 10 }, () => ({ customers: 0, told: 0, left: 0 }))
  for (const at of tests) {
    if (at.cut.set !== set) continue
    const chances = churnRisk(at.facts, at.base, at.cut.horizon)
    for (const [i, one] of at.judged.entries()) {
      const chance = chances[i]?.chance ?? 0
      const bin = bins[Math.min(9, Math.floor(chance * 10))]
      if (!bin) continue
      bin.customers++
      bin.told += chance
      bin.left += Number(one.left)
    }
  }
  return bins
    .filter(({ customers }) => customers > 0)
    .map(({ customers, told, left }) => ({
      customers,
      told: told / customers,
      left: left / customers,
    }))
}

const rounded = <T extends Record<string, number>>(row: T) =>
  Object.fromEntries(
    Object.entries(row).map(([key, v]) => [key, Number.isInteger(v) ? v : v.toFixed(3)]),
  )

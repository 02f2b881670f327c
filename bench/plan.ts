import { parseArgs } from 'node:util'
import { checkCapacity } from '../src/domain/plans/cycle/capacity.ts'
import type { CyclePlan, Published } from '../src/domain/plans/cycle/types.ts'
import { PlannerThreads } from '../src/planner/threads.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'
import { greedyPlan } from './plan-baseline.ts'
import { type Checked, checkPlan, dayMinutes, noCounts } from './plan-check.ts'
import { type BenchRep, benchRep, from, type Kind, to } from './plan-data.ts'
import { runPvrp } from './plan-pvrp.ts'

const customersEach = 150
const threadCount = 2
/** Reps whose cycle is planned again after a day of leave, and whose cycle is planned with more effort. */
const REPLANNED = 100
const DEEP_REPS = 4
const DEEP_EFFORT = 50

/** What becomes of one rep's days, by the bench's own addition. */
type Quality = {
  kind: Kind
  spread: number
  travel: number
  visits: number
  told: number
  checked: Checked
}

/** The cycle of every rep through the planner's threads, judged by a checker of the bench's own, beside a greedy plan. */
export const planBench = {
  name: 'plan',
  about:
    'cycles of 1,000 reps × 150 customers beside a greedy plan; --reps n; --pvrp <folder> [--seconds n] [--seeds n]: the periodic instances of a folder',
  async run(args: readonly string[]): Promise<void> {
    const { values } = parseArgs({
      args: [...args],
      options: {
        reps: { type: 'string' },
        pvrp: { type: 'string' },
        seconds: { type: 'string' },
        seeds: { type: 'string' },
      },
      strict: false,
    })
    if (typeof values.pvrp === 'string') {
      await runPvrp(values.pvrp, Number(values.seconds ?? 60), Number(values.seeds ?? 1))
      return
    }
    await runCycles(Number(values.reps ?? 1000))
  },
}

async function runCycles(count: number): Promise<void> {
  const reps = Array.from({ length: count }, (_, i) => benchRep(i, customersEach))
  const threads = new PlannerThreads(threadCount)
  const started = performance.now()
  const before = process.cpuUsage()
  const plans = await Promise.all(reps.map(({ input }) => planned(threads, input)))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  const processorSeconds = (user + system) / 1e6
  const peakMb = process.resourceUsage().maxRSS / 1024
  await threads.close()

  const ours = plans.map((plan, i): Quality => qualityOf(reps[i] as BenchRep, checkedOf(plan)))
  const greedyStarted = performance.now()
  const greedy = reps.map((rep) => qualityOf(rep, greedyPlan(rep.input)))
  const greedySeconds = (performance.now() - greedyStarted) / 1000
  const rules = rulesOf(reps, ours)
  const greedyRules = rulesOf(reps, greedy)
  const replan = await replans(reps, plans)
  const deep = await deepPlans(reps, ours)

  const estimate = estimates(reps, plans)
  const cut = plans.filter(({ cutByClock }) => cutByClock).length
  const result = {
    reps: count,
    customersEach,
    cycle: { from, to },
    threads: threadCount,
    seconds,
    processorSeconds,
    peakMb,
    cutByClock: cut,
    quality: [summaryOf('planner', ours, seconds), summaryOf('greedy', greedy, greedySeconds)],
    spread: [...spreads('planner', ours), ...spreads('greedy', greedy)],
    rules: Object.entries(rules).map(([rule, { checked, broken }]) => ({
      rule,
      checked,
      broken,
      greedyBroken: greedyRules[rule as keyof typeof greedyRules].broken,
    })),
    replan,
    estimate,
    deep,
  }
  printTable(
    `${count} reps × ${customersEach} customers: ${seconds.toFixed(1)} s on ${threadCount} threads (${processorSeconds.toFixed(1)} s of processor time), at most ${peakMb.toFixed(0)} MB, ${cut} cut by the clock`,
    result.quality,
  )
  printTable('longest less shortest whole day of a rep, minutes', result.spread)
  printTable('rules, counted by the bench’s own checker', result.rules)
  printTable('one rep planned again after a day of leave', [replan])
  printTable('what the capacity check expects, in shares of what the plan takes', [estimate])
  printTable(`the same reps with ${DEEP_EFFORT} times the effort`, deep)
  await writeResult('plan', result)
}

async function planned(threads: PlannerThreads, input: BenchRep['input']): Promise<CyclePlan> {
  const result = await threads.run({ kind: 'plan', input, options: { maxMs: 5_000 } })
  if (!('plan' in result)) throw new Error('a planner thread answered another question')
  return result.plan
}

function checkedOf({ days, unplaced }: CyclePlan): Checked {
  return { days, told: unplaced }
}

function qualityOf({ kind, input }: BenchRep, checked: Checked): Quality {
  const most = Math.max(...input.days.map(({ capacityMinutes }) => capacityMinutes))
  const whole = new Set(
    input.days.filter(({ capacityMinutes }) => capacityMinutes === most).map(({ date }) => date),
  )
  const days = checked.days.map(({ date, customerCodes }) => ({
    isWhole: whole.has(date as never),
    ...dayMinutes(input, customerCodes),
  }))
  const lengths = days.filter(({ isWhole }) => isWhole).map(({ total }) => total)
  const told = checked.told
    .filter(({ why }) => why === 'capacity')
    .reduce((sum, { visits }) => sum + visits, 0)
  return {
    kind,
    spread: Math.max(...lengths) - Math.min(...lengths),
    travel: days.reduce((sum, { travel }) => sum + travel, 0),
    visits: checked.days.reduce((sum, { customerCodes }) => sum + customerCodes.length, 0),
    told,
    checked,
  }
}

function rulesOf(reps: readonly BenchRep[], qualities: readonly Quality[]) {
  const counts = noCounts()
  qualities.forEach(({ checked }, i) => {
    checkPlan((reps[i] as BenchRep).input, checked, counts)
  })
  return counts
}

function summaryOf(method: string, all: readonly Quality[], seconds: number) {
  const sum = (of: (one: Quality) => number) => all.reduce((total, one) => total + of(one), 0)
  const visits = sum((one) => one.visits)
  return {
    method,
    seconds,
    visits,
    'no room': sum(({ told }) => told),
    'travel h a rep': sum(({ travel }) => travel) / 60 / all.length,
    'travel min a visit': sum(({ travel }) => travel) / visits,
    'spread p50': median(all.map(({ spread }) => spread)),
  }
}

const groups: readonly [string, (one: Quality) => boolean][] = [
  ['all', () => true],
  ['no standing days', ({ kind }) => kind === 'free'],
  ['some on certain weekdays', ({ kind }) => kind === 'weekdays'],
  ['standing days and lines', ({ kind }) => kind === 'standing'],
]

function spreads(method: string, all: readonly Quality[]) {
  return groups.flatMap(([group, isIn]) => {
    const inside = all.filter(isIn).map(({ spread }) => spread)
    if (inside.length === 0) return []
    return {
      method,
      group,
      reps: inside.length,
      p50: median(inside),
      p90: quantile(inside, 0.9),
      p99: quantile(inside, 0.99),
      max: Math.max(...inside),
      'up to 60 min %': (100 * inside.filter((spread) => spread <= 60).length) / inside.length,
    }
  })
}

/** One after the other, as when somebody waits: a worked day in the middle falls out. */
async function replans(reps: readonly BenchRep[], plans: readonly CyclePlan[]) {
  const threads = new PlannerThreads(1)
  const ms: number[] = []
  const moved: number[] = []
  const stayed: number[] = []
  const counts = noCounts()
  // The first ones are slow until the code is compiled; a worker is warm.
  for (let i = -5; i < Math.min(REPLANNED, reps.length); i++) {
    const rep = reps[Math.max(0, i)] as BenchRep
    const plan = plans[Math.max(0, i)] as CyclePlan
    const busy = plan.days.filter(({ customerCodes }) => customerCodes.length > 0)
    const free = busy[Math.floor(busy.length / 2)]
    const days = rep.input.days.filter(({ date }) => date !== free?.date)
    const published: Published[] = plan.visits
    const input = { ...rep.input, days }
    const started = performance.now()
    const result = await threads.run({
      kind: 'replan',
      input,
      published,
      options: { maxMs: 5_000 },
    })
    const took = performance.now() - started
    if (!('replan' in result)) throw new Error('a planner thread answered another question')
    if (i < 0) continue
    ms.push(took)
    const touched = result.replan.changes.filter(
      (change) => !('from' in change && change.from === free?.date),
    ).length
    moved.push(touched)
    stayed.push(result.replan.visits.length)
    checkPlan(input, checkedOf(result.replan), counts)
  }
  await threads.close()
  return {
    reps: ms.length,
    'ms p50': median(ms),
    'ms p95': quantile(ms, 0.95),
    'ms max': Math.max(...ms),
    'visits of the plan': median(stayed),
    'other visits changed': median(moved),
    'rules broken': Object.values(counts).reduce((sum, { broken }) => sum + broken, 0),
  }
}

/** The check before publishing against the plan, for reps whose visits all have a day. */
function estimates(reps: readonly BenchRep[], plans: readonly CyclePlan[]) {
  const shares = reps.flatMap(({ input }, i) => {
    const { days, unplaced } = plans[i] as CyclePlan
    if (unplaced.some(({ why }) => why !== 'dayOff')) return []
    const minutes = days.reduce((sum, { totalMinutes }) => sum + totalMinutes, 0)
    return checkCapacity(input).minutes / minutes
  })
  return {
    reps: shares.length,
    p05: quantile(shares, 0.05),
    p50: median(shares),
    p95: quantile(shares, 0.95),
  }
}

/** How much more there is to be had with time. */
async function deepPlans(reps: readonly BenchRep[], ours: readonly Quality[]) {
  const threads = new PlannerThreads(threadCount)
  const rows = await Promise.all(
    reps.slice(0, DEEP_REPS).map(async (rep, i) => {
      const started = performance.now()
      const result = await threads.run({
        kind: 'plan',
        input: rep.input,
        options: { effort: DEEP_EFFORT },
      })
      if (!('plan' in result)) throw new Error('a planner thread answered another question')
      const best = qualityOf(rep, checkedOf(result.plan))
      const usual = ours[i] as Quality
      return {
        rep: i,
        kind: rep.kind,
        seconds: (performance.now() - started) / 1000,
        'travel h': best.travel / 60,
        'usual travel h': usual.travel / 60,
        'usual is longer by %': (100 * (usual.travel - best.travel)) / best.travel,
        spread: best.spread,
        'usual spread': usual.spread,
      }
    }),
  )
  await threads.close()
  return rows
}

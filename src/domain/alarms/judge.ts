/** From what was observed of all customers of an organisation to the alarms that hold. */
import type { AlarmKind, ChurnNumbers, DecayNumbers, PlungeNumbers } from './alarm.ts'
import { alarmKinds } from './alarm.ts'
import { type DecayBase, decayed, decayOf, fitDecayBase, mayHaveDecayed } from './decay.ts'
import type { Observed } from './observe.ts'
import {
  countPlunged,
  fitPlungeBase,
  mayHavePlunged,
  type PlungeBase,
  plungeOf,
  salesPlunged,
  withSeason,
} from './plunge.ts'
import { type Base, type ChurnRisk, churnRisk, fitBase } from './rank.ts'
import { stateAt } from './states.ts'
import { brokenAfter, rhythmBroken, type Wait, waitOf } from './wait.ts'

/** Days ahead for which a chance of no order is told, and whose usual sales are the money at risk. */
export const horizonDays = 90
/** Who is silent for longer than this, and for long past its rhythm, is 沉睡 and no longer about to leave. */
export const dormantDays = 180

/** What a scan fits to the organisation, without knowing who left. */
export interface Parameters {
  readonly churn: Base
  readonly plunge: Pick<PlungeBase, 'counts' | 'dropout'>
}

type Undated<T> = Omit<T, 'lastOrderOn'>

/** One alarm that holds now. `numbers` lack the last order's date, which `lastOrder` is. */
export interface Finding {
  readonly customer: string
  readonly kind: AlarmKind
  readonly score: number
  readonly chance: number | null
  readonly moneyAtRiskFen: number
  readonly numbers: Undated<ChurnNumbers> | Undated<PlungeNumbers> | Undated<DecayNumbers>
  readonly lastOrder: number
  /** Silent for so long that it is no news: holds, but nothing new is raised. */
  readonly dormant: boolean
}

export interface Judgement {
  /** Every kind that holds, the gravest kind of a customer first. */
  readonly findings: readonly Finding[]
  readonly parameters: Parameters & { readonly plunge: PlungeBase; readonly decay: DecayBase }
}

/**
 * Judges all customers of an organisation at the end of the same day. `known` are parameters of an earlier
 * scan, which change slowly; without them they are fitted here, which takes seconds for a large base.
 */
export function judge(all: readonly Observed[], known?: Parameters): Judgement {
  const repeaters = all.filter(({ facts }) => facts.repeats > 0)
  const facts = repeaters.map((one) => one.facts)
  const windows = all.flatMap(({ plunge }) => plunge ?? [])
  const churn = known?.churn ?? fitBase(all.map((one) => one.facts))
  const plunge = known ? withSeason(windows, known.plunge) : fitPlungeBase(windows)
  const decay = fitDecayBase(all.map(({ months }) => months))
  const risks = churnRisk(facts, churn, horizonDays)
  const findings: Finding[] = []
  let repeater = 0
  for (const one of all) {
    const risk = one.facts.repeats > 0 ? risks[repeater++] : undefined
    if (one.away === 'now') continue
    const wait = waitOf(one.facts, churn.rhythm)
    findings.push(
      ...churnFinding(one, wait, risk),
      ...plungeFindings(one, wait, plunge, risk),
      ...decayFinding(one, wait, decay, risk),
    )
  }
  return { findings, parameters: { churn, plunge, decay } }
}

function churnFinding(one: Observed, wait: Wait, risk: ChurnRisk | undefined): Finding[] {
  if (!rhythmBroken(wait) || !risk) return []
  const { facts } = one
  const state = stateAt(facts.repeats + 1, facts.span, shifted(one), facts.age, wait.gap)
  if (state.kind !== 'regular') return []
  const limit = brokenAfter(wait)
  return [
    {
      ...told(one, 'churn', risk),
      score: risk.score,
      moneyAtRiskFen: Math.round(usualFen(one, wait) * risk.chance),
      numbers: {
        kind: 'churn',
        ...wait,
        ownGap: (one.lastOrder - one.firstDay) / facts.repeats,
        closed: one.quietDays - wait.silent,
        brokenAfter: limit,
      },
      dormant: wait.silent > Math.max(dormantDays, 2 * limit),
    },
  ]
}

/** Last year's pause on the axis of the facts, whose first order day is 0. */
function shifted({ pause, firstOrder }: Observed) {
  return pause && { before: pause.before - firstOrder, after: pause.after - firstOrder }
}

function plungeFindings(
  one: Observed,
  wait: Wait,
  base: PlungeBase,
  risk: ChurnRisk | undefined,
): Finding[] {
  // Fewer orders than usual are no wonder while the door was closed.
  if (one.away || !one.plunge || !mayHavePlunged(one.plunge, base)) return []
  const plunge = plungeOf(one.plunge, base)
  const kinds = [
    ...(countPlunged(plunge) ? (['orders_plunge'] as const) : []),
    ...(salesPlunged(plunge) ? (['sales_plunge'] as const) : []),
  ]
  if (kinds.length === 0 || inSeason(one, wait)) return []
  const usual = (sum(one.plunge.amounts) / 120) * horizonDays
  return kinds.map((kind) => {
    const missing =
      plunge.expectedAmount > 0
        ? 1 - plunge.amount / plunge.expectedAmount
        : 1 - plunge.recent / plunge.expected
    return {
      ...told(one, kind, risk),
      score: plunge.score,
      moneyAtRiskFen: Math.round(usual * Math.max(0, missing)),
      numbers: {
        kind,
        recent: plunge.recent,
        expected: plunge.expected,
        amountFen: plunge.amount,
        expectedFen: Math.round(plunge.expectedAmount),
        season: plunge.season,
      },
      dormant: false,
    }
  })
}

function decayFinding(
  one: Observed,
  wait: Wait,
  base: DecayBase,
  risk: ChurnRisk | undefined,
): Finding[] {
  if (one.away || !mayHaveDecayed(one.months, base)) return []
  const decay = decayOf(one.months, base)
  if (!decay || !decayed(decay) || inSeason(one, wait)) return []
  return [
    {
      ...told(one, 'decay', risk),
      score: decay.score,
      moneyAtRiskFen: Math.round(usualFen(one, wait) * decay.fall),
      numbers: { kind: 'decay', counts: decay.counts, fall: decay.fall },
      dormant: false,
    },
  ]
}

/** Who paused at this time a year ago is not falling now. */
function inSeason(one: Observed, wait: Wait): boolean {
  const { facts } = one
  return stateAt(facts.repeats + 1, facts.span, shifted(one), facts.age, wait.gap).kind === 'season'
}

const told = ({ customer, lastOrder }: Observed, kind: AlarmKind, risk: ChurnRisk | undefined) => ({
  customer,
  lastOrder,
  kind,
  chance: risk?.chance ?? null,
})

/** Fen of a usual 90 days: all its sales over its time as a customer, the usual gap after the last order included. */
function usualFen({ facts }: Observed, { gap }: Wait): number {
  return (facts.amount / Math.max(horizonDays, facts.span + gap)) * horizonDays
}

/** A customer's gravest finding, and what of it is news. */
export function gravest(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted((a, b) => alarmKinds.indexOf(a.kind) - alarmKinds.indexOf(b.kind))[0]
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

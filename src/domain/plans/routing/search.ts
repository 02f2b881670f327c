import type { DayModel } from './model.ts'
import { Polish } from './polish.ts'
import { Dice } from './random.ts'
import { Route } from './route.ts'
import { Ruin } from './ruin.ts'

export type Budget = {
  rounds: number
  /** True when time is up; asked every so many rounds. */
  over?: (() => boolean) | undefined
}

/** Rounds between two looks at the clock and at the prices of mandatory stops. */
const PAUSE = 32
/** At first a step may cost about this many mean legs more, at last this part of that. */
const HOT = 2
const COLD = 0.03
/** The same from a known order, which is not to be forgotten. */
const WARM = 0.5
/** A mandatory stop that is left out costs so many mean legs, more and more while it stays out. */
const LEFT_OUT = 10
const DEARER = 1.3
const CHEAPER = 0.98

/**
 * A good route, from `known` or from nothing: ruin and recreate, what is taken is polished, and a worse route is
 * taken now and then, ever less (simulated annealing). On the way a mandatory stop may be left out at a
 * price, since some days can only be rearranged so; the answer counts it in full.
 */
export function searchRoute(
  hard: DayModel,
  seed: number,
  { rounds, over }: Budget,
  known?: ArrayLike<number>,
): { route: Route; cut: boolean } {
  const day: DayModel = { ...hard, penalty: hard.penalty.slice() }
  const dice = new Dice(seed)
  const ruin = new Ruin(day, dice)
  const polish = new Polish(day)
  const current = new Route(day)
  if (known && !current.set(known)) current.clear()
  ruin.fill(current)
  const best = new Route(hard)
  best.set(current.order())
  const trial = new Route(day)
  const leg = meanLeg(current)
  const hot = known ? WARM : HOT
  for (let i = 1; i <= day.n; i++) if (day.mandatory[i]) day.penalty[i] = LEFT_OUT * leg
  current.settle()
  for (let round = 0; round < rounds; round++) {
    if (round % PAUSE === 0) {
      if (over?.()) return { route: best, cut: true }
      adjust(hard, current, LEFT_OUT * leg)
    }
    const heat = hot * leg * COLD ** (round / rounds)
    const limit = current.cost - heat * Math.log(1 - dice.fraction())
    trial.copy(current)
    if (!ruin.step(trial, limit) || trial.cost >= limit) continue
    if (trial.cost < current.cost) polish.improve(trial)
    current.copy(trial)
    if (hardCost(hard, current) < best.cost) best.set(current.order())
  }
  return { route: best, cut: false }
}

/** Stops that stay out get dearer, the others cheaper again. */
function adjust(hard: DayModel, current: Route, least: number): void {
  const { penalty } = current.day
  for (let i = 1; i <= hard.n; i++) {
    if (!hard.mandatory[i]) continue
    const price = penalty[i] as number
    const isOut = (current.position[i] as number) < 0
    penalty[i] = isOut
      ? Math.min(hard.mandatoryCost, price * DEARER)
      : Math.max(least, price * CHEAPER)
  }
  current.settle()
}

function hardCost(hard: DayModel, { position, cost, day }: Route): number {
  let sum = cost
  for (let i = 1; i <= hard.n; i++)
    if ((position[i] as number) < 0) sum += (hard.penalty[i] as number) - (day.penalty[i] as number)
  return sum
}

function meanLeg({ day, nodes, length }: Route): number {
  let sum = 0
  for (let p = 0; p <= length; p++)
    sum += day.travel[(nodes[p] as number) * day.size + (nodes[p + 1] as number)] as number
  return Math.max(1, sum / (length + 1))
}

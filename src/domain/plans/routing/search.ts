import type { DayModel } from './model.ts'
import { Dice } from './random.ts'
import { Route } from './route.ts'
import { Ruin } from './ruin.ts'

export type Budget = {
  rounds: number
  /** True when time is up; asked every so many rounds. */
  over?: (() => boolean) | undefined
}

/** Rounds between two looks at the clock. */
const CLOCK_EVERY = 32

/** A good route: ruin and recreate from `known` or from nothing, taking a slightly worse one now and then. */
export function searchRoute(
  day: DayModel,
  seed: number,
  budget: Budget,
  known?: ArrayLike<number>,
): { route: Route; cut: boolean } {
  const dice = new Dice(seed)
  const ruin = new Ruin(day, dice)
  const current = new Route(day)
  if (known && !current.set(known)) current.clear()
  ruin.fill(current)
  const best = new Route(day)
  best.copy(current)
  const trial = new Route(day)
  const hot = typicalLeg(day)
  for (let round = 0; round < budget.rounds; round++) {
    if (round % CLOCK_EVERY === 0 && budget.over?.()) return { route: best, cut: true }
    trial.copy(current)
    ruin.step(trial)
    const heat = hot * (1 - round / budget.rounds) ** 2
    if (trial.cost < current.cost - heat * Math.log(1 - dice.fraction())) current.copy(trial)
    if (current.cost < best.cost) best.copy(current)
  }
  return { route: best, cut: false }
}

/** What a step up may cost at first: a part of the mean leg to the nearest other stop. */
function typicalLeg({ n, size, travel }: DayModel): number {
  let sum = 0
  for (let a = 1; a <= n; a++) {
    let least = Number.POSITIVE_INFINITY
    for (let b = 1; b <= n; b++)
      if (a !== b) least = Math.min(least, travel[a * size + b] as number)
    if (n > 1) sum += least
  }
  return n > 0 ? sum / n / 4 : 0
}

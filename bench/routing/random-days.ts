import { Dice } from '../../src/domain/plans/routing/random.ts'
import type { DayProblem, DayStop, OpeningWindow } from '../../src/domain/plans/routing/types.ts'

const hour = 3600

export type RandomDayOptions = {
  stops: number
  seed: number
  /** Share of the stops that are optional; 0. */
  optional?: number
  lunch?: boolean
  finish?: DayProblem['finish']
  /** Two windows a day with a gap at noon for some. */
  siesta?: boolean
  /** Windows of about so many hours for some; others are open long. */
  narrow?: number
}

/** A rep's day in a made-up city: shops in a few quarters, roads that are not the same both ways. */
export function randomDay(options: RandomDayOptions): DayProblem {
  const { stops: n, seed, optional = 0, lunch = false, finish = 'start', siesta = false } = options
  const dice = new Dice(seed * 7919 + n)
  const between = (low: number, high: number) => low + dice.fraction() * (high - low)
  const quarters = Array.from({ length: 2 + dice.roll(4) }, () => ({
    x: between(0, 16),
    y: between(0, 16),
  }))
  const places = Array.from({ length: n + (finish === 'place' ? 2 : 1) }, () => {
    const quarter = quarters[dice.roll(quarters.length)] ?? { x: 0, y: 0 }
    const spread = dice.roll(3) === 0 ? 6 : 1.5
    return { x: quarter.x + between(-spread, spread), y: quarter.y + between(-spread, spread) }
  })
  const size = places.length
  const travel = new Int32Array(size * size)
  for (const [a, from] of places.entries())
    for (const [b, to] of places.entries())
      if (a !== b) {
        const km = 1.35 * Math.hypot(from.x - to.x, from.y - to.y)
        travel[a * size + b] = Math.round((90 + km * (km < 3 ? 164 : 120)) * between(0.95, 1.1))
      }
  close(travel, size)
  const begin = 8.5 * hour
  const end = 18 * hour
  const busy = (6.5 * hour) / n
  return {
    stops: Array.from(
      { length: n },
      (_, i): DayStop => ({
        id: `s${i + 1}`,
        serviceSeconds: 60 * Math.max(2, Math.round((busy * between(0.3, 0.9)) / 60)),
        windows: windowsOf(dice, siesta, options.narrow ?? 2),
        ...(dice.fraction() < optional ? { value: 300 * (1 + dice.roll(12)) } : {}),
      }),
    ),
    travel,
    begin,
    end,
    finish,
    ...(lunch ? { lunch: { earliest: 11.5 * hour, latest: 13 * hour, seconds: 45 * 60 } } : {}),
  }
}

function windowsOf(dice: Dice, siesta: boolean, narrow: number): OpeningWindow[] {
  const kind = dice.roll(siesta ? 6 : 5)
  if (kind === 5)
    return [
      { from: 9 * hour, to: 11.5 * hour },
      { from: 13.5 * hour, to: 17.5 * hour },
    ]
  if (kind === 0) return [{ from: 8.5 * hour, to: 12 * hour }]
  if (kind === 1) return [{ from: 13.5 * hour, to: 18 * hour }]
  if (kind === 2) {
    const from = 9 * hour + dice.roll(12) * 1800
    return [{ from, to: from + narrow * hour }]
  }
  return [{ from: (kind === 3 ? 8.5 : 9.5) * hour, to: 18 * hour }]
}

/** Going round by another place is never quicker. */
function close(travel: Int32Array, size: number): void {
  for (let via = 0; via < size; via++)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) {
        const sum = (travel[a * size + via] as number) + (travel[via * size + b] as number)
        if (sum < (travel[a * size + b] as number)) travel[a * size + b] = sum
      }
}

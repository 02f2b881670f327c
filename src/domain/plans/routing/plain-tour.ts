import { type DayModel, NEVER } from './model.ts'
import { Route } from './route.ts'
import { shortTour, type TourOptions } from './tour.ts'

/** Below this the general search is as good. */
const FEWEST = 13

/**
 * Whether a day is a plain closed tour: all stops are musts, legs are as long both ways, the day ends where it
 * began, and even the slowest order keeps every window.
 */
export function isPlainTour(day: DayModel): boolean {
  const { n, travel, service } = day
  if (n < FEWEST || day.hasLunch) return false
  let slowest = day.begin
  for (let a = 0; a <= n; a++) {
    let longest = 0
    for (let b = 0; b <= n; b++) {
      const leg = legOf(day, a, b)
      if (leg !== legOf(day, b, a)) return false
      if (leg > longest) longest = leg
    }
    slowest = Math.min(NEVER, slowest + longest + (service[a] as number))
  }
  if (slowest > day.end) return false
  for (let i = 1; i <= n; i++) {
    const k = day.firstWindow[i] as number
    const isOne = (day.firstWindow[i + 1] as number) === k + 1
    const from = day.begin + (travel[i] as number)
    if (!day.mandatory[i] || !isOne || (day.windowFrom[k] as number) > from) return false
    if ((day.windowTo[k] as number) + (service[i] as number) < slowest - longestFrom(day, i))
      return false
  }
  return true
}

/** The start and the finish are one place here, 0. */
function legOf({ n, size, travel }: DayModel, a: number, b: number): number {
  return a === b ? 0 : (travel[a * size + (b === 0 ? n + 1 : b)] as number)
}

function longestFrom(day: DayModel, from: number): number {
  let longest = 0
  for (let b = 0; b <= day.n; b++) longest = Math.max(longest, legOf(day, from, b))
  return longest
}

/** The day as a short tour. */
export function tourOf(
  day: DayModel,
  options: Omit<TourOptions, 'known'> & { known?: readonly number[] | undefined },
): { route: Route; cut: boolean } {
  const { n } = day
  const places = n + 1
  const leg = new Int32Array(places * places)
  for (let a = 0; a < places; a++)
    for (let b = 0; b < places; b++) leg[a * places + b] = legOf(day, a, b)
  const known = options.known?.length === n ? [0, ...options.known] : undefined
  const { order, cut } = shortTour(places, leg, { ...options, known })
  const start = order.indexOf(0)
  const route = new Route(day)
  route.set([...order.subarray(start + 1), ...order.subarray(0, start)])
  return { route, cut }
}

import type { DayProblem, OpeningWindow } from './types.ts'

/** Later than any time of a day; sums of a few of them still fit into 32 bits. */
export const NEVER = 0x1fffffff

/**
 * A day as flat arrays. Nodes: 0 = start, 1 … n = stops, n + 1 = finish; `travel` is `size` × `size`
 * with size = n + 2. Windows are on the beginning of the service, sorted, apart from each other, and
 * cut down to what the day allows.
 */
export type DayModel = {
  n: number
  size: number
  travel: Int32Array
  service: Int32Array
  /** Windows of node i: `windowFrom[k]` … `windowTo[k]` for firstWindow[i] ≤ k < firstWindow[i + 1]. */
  firstWindow: Int32Array
  windowFrom: Int32Array
  windowTo: Int32Array
  /** Cost of leaving the stop out: its value, or `mandatoryCost`. */
  penalty: Float64Array
  /** 1 where leaving the stop out is a failure. */
  mandatory: Uint8Array
  /** Higher than any difference that travel and values can make, so fewer left out always wins. */
  mandatoryCost: number
  begin: number
  end: number
  hasLunch: boolean
  lunchFrom: number
  lunchTo: number
  lunchSeconds: number
}

/**
 * Flattens the stops `chosen` (indices into `problem.stops`, in this order as nodes 1, 2, …). A lunch
 * that cannot be begun within the working day is not asked for.
 * Throws a RangeError where the table does not fit the stops or a number is no whole number.
 */
export function compileDay(problem: DayProblem, chosen: readonly number[]): DayModel {
  const n = chosen.length
  const size = n + 2
  const places = placesOf(problem)
  const { travel, service, penalty, mandatory } = emptyArrays(size)
  const placeOf = [0, ...chosen.map((i) => i + 1)]
  const finish = problem.finish === 'place' ? places - 1 : 0
  for (let a = 0; a <= n; a++) {
    const row = (placeOf[a] ?? 0) * places
    for (let b = 1; b <= n; b++)
      travel[a * size + b] = whole(problem.travel[row + (placeOf[b] ?? 0)])
    if (problem.finish !== 'anywhere')
      travel[a * size + n + 1] = whole(problem.travel[row + finish])
  }

  const windows = chosen.map((i, k) => windowsOf(problem, i, travel, k + 1, size))
  const firstWindow = new Int32Array(size + 1)
  const flat: OpeningWindow[] = [{ from: problem.begin, to: problem.begin }]
  for (const [k, list] of windows.entries()) {
    firstWindow[k + 1] = flat.length
    flat.push(...list)
  }
  firstWindow[n + 1] = flat.length
  flat.push({ from: problem.begin, to: problem.end })
  firstWindow[n + 2] = flat.length

  let total = 1
  for (const [k, i] of chosen.entries()) {
    const stop = problem.stops[i]
    service[k + 1] = whole(stop?.serviceSeconds)
    mandatory[k + 1] = stop?.value === undefined ? 1 : 0
    penalty[k + 1] = stop?.value ?? 0
    total += penalty[k + 1] ?? 0
  }
  for (let a = 0; a <= n; a++) total += travel.subarray(a * size, a * size + size).reduce(larger, 0)
  for (let a = 1; a <= n; a++) if (mandatory[a]) penalty[a] = total

  const { lunch } = problem
  const lunchFrom = Math.max(lunch?.earliest ?? 0, problem.begin)
  const lunchTo = Math.min(lunch?.latest ?? 0, problem.end - (lunch?.seconds ?? 0))
  return {
    n,
    size,
    travel,
    service,
    firstWindow,
    windowFrom: Int32Array.from(flat, ({ from }) => from),
    windowTo: Int32Array.from(flat, ({ to }) => to),
    penalty,
    mandatory,
    mandatoryCost: total,
    begin: problem.begin,
    end: problem.end,
    hasLunch: lunch !== undefined && lunchFrom <= lunchTo,
    lunchFrom,
    lunchTo,
    lunchSeconds: lunch?.seconds ?? 0,
  }
}

function emptyArrays(size: number) {
  return {
    travel: new Int32Array(size * size),
    service: new Int32Array(size),
    penalty: new Float64Array(size),
    mandatory: new Uint8Array(size),
  }
}

const larger = (a: number, b: number) => (b > a ? b : a)

/** Places in the travel table; throws where it does not fit the stops. */
export function placesOf(problem: DayProblem): number {
  const places = problem.stops.length + (problem.finish === 'place' ? 2 : 1)
  if (problem.travel.length !== places * places)
    throw new RangeError(
      `The travel table has ${problem.travel.length} entries; ${places} places need ${places * places}.`,
    )
  return places
}

function whole(value: number | undefined): number {
  if (value === undefined || !Number.isInteger(value) || value < 0 || value >= NEVER)
    throw new RangeError(`Times are whole seconds from 0 on, not ${value}.`)
  return value
}

/** When the service may begin: open, reachable from the start, and over in time for the finish. */
function windowsOf(
  problem: DayProblem,
  stop: number,
  travel: Int32Array,
  node: number,
  size: number,
): OpeningWindow[] {
  const { serviceSeconds, windows } = problem.stops[stop] ?? { serviceSeconds: 0 }
  const open = windows && windows.length > 0 ? windows : [{ from: problem.begin, to: problem.end }]
  const first = problem.begin + (travel[node] ?? 0)
  const last = problem.end - serviceSeconds - (travel[node * size + size - 1] ?? 0)
  const closingEarlier = problem.windowCovers === 'service' ? serviceSeconds : 0
  const cut = open
    .map(({ from, to }) => ({
      from: Math.max(from, first),
      to: Math.min(to - closingEarlier, last),
    }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => a.from - b.from)
  const apart: OpeningWindow[] = []
  for (const window of cut) {
    const before = apart.at(-1)
    if (before && window.from <= before.to + 1) before.to = Math.max(before.to, window.to)
    else apart.push({ ...window })
  }
  return apart
}

/** The same day with these stops only (nodes of `day`), as nodes 1, 2, …; what is left out costs nothing there. */
export function withStops(day: DayModel, kept: readonly number[]): DayModel {
  const n = kept.length
  const size = n + 2
  const from = [0, ...kept, day.n + 1]
  const { travel, service, penalty, mandatory } = emptyArrays(size)
  const firstWindow = new Int32Array(size + 1)
  const windowFrom: number[] = []
  const windowTo: number[] = []
  for (const [a, old] of from.entries()) {
    service[a] = day.service[old] as number
    penalty[a] = day.penalty[old] as number
    mandatory[a] = day.mandatory[old] as number
    for (const [b, other] of from.entries())
      travel[a * size + b] = day.travel[old * day.size + other] as number
    for (let k = day.firstWindow[old] as number; k < (day.firstWindow[old + 1] as number); k++) {
      windowFrom.push(day.windowFrom[k] as number)
      windowTo.push(day.windowTo[k] as number)
    }
    firstWindow[a + 1] = windowFrom.length
  }
  return {
    ...day,
    n,
    size,
    travel,
    service,
    penalty,
    mandatory,
    firstWindow,
    windowFrom: Int32Array.from(windowFrom),
    windowTo: Int32Array.from(windowTo),
  }
}

import { type DayModel, NEVER } from '../model.ts'

/**
 * A day as it is read from one end, so that the same code labels it forward and backward. Labels carry
 * the time at which the service at their node begins; backward, times are mirrored at
 * `begin + end`, so earlier is better in both. A leg takes `first`, then perhaps lunch, then `second`.
 */
export type Direction = {
  day: DayModel
  from: number
  to: number
  first: Int32Array
  second: Int32Array
  firstWindow: Int32Array
  windowFrom: Int32Array
  windowTo: Int32Array
  lunchFrom: number
  lunchTo: number
  /** Travel of a leg, without service. */
  travel: Int32Array
}

/** The day from its start. */
export function forwardOf(day: DayModel): Direction {
  const { size, travel, service } = day
  const first = new Int32Array(size * size)
  for (let a = 0; a < size; a++) first.fill(service[a] as number, a * size, (a + 1) * size)
  const { firstWindow, windowFrom, windowTo, lunchFrom, lunchTo } = day
  return {
    day,
    from: 0,
    to: day.n + 1,
    first,
    second: travel,
    firstWindow,
    windowFrom,
    windowTo,
    lunchFrom,
    lunchTo,
    travel,
  }
}

/** The day from its finish: legs turned round, times mirrored. */
export function backwardOf(day: DayModel): Direction {
  const { size, n, travel, service, begin, end, lunchSeconds } = day
  const turned = new Int32Array(size * size)
  const second = new Int32Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      turned[a * size + b] = travel[b * size + a] as number
      second[a * size + b] = service[b] as number
    }
  }
  const windowFrom = new Int32Array(day.windowFrom.length)
  const windowTo = new Int32Array(day.windowTo.length)
  for (let node = 0; node < size; node++) {
    const first = day.firstWindow[node] as number
    const last = (day.firstWindow[node + 1] as number) - 1
    for (let k = first; k <= last; k++) {
      windowFrom[first + last - k] = begin + end - (day.windowTo[k] as number)
      windowTo[first + last - k] = begin + end - (day.windowFrom[k] as number)
    }
  }
  return {
    day,
    from: n + 1,
    to: 0,
    first: turned,
    second,
    firstWindow: day.firstWindow,
    windowFrom,
    windowTo,
    lunchFrom: begin + end - day.lunchTo - lunchSeconds,
    lunchTo: begin + end - day.lunchFrom - lunchSeconds,
    travel: turned,
  }
}

/** Begin of the service at `to` for a label at `from` with service begun at `time`; NEVER if closed. */
export function extend(d: Direction, from: number, to: number, time: number): number {
  if (time >= NEVER) return NEVER
  const arc = from * d.day.size + to
  return open(d, to, time + (d.first[arc] as number) + (d.second[arc] as number))
}

/** The same with lunch on the way. */
export function extendWithLunch(d: Direction, from: number, to: number, time: number): number {
  if (time >= NEVER) return NEVER
  const arc = from * d.day.size + to
  const free = time + (d.first[arc] as number)
  if (free > d.lunchTo) return NEVER
  const lunch = free > d.lunchFrom ? free : d.lunchFrom
  return open(d, to, lunch + d.day.lunchSeconds + (d.second[arc] as number))
}

function open(d: Direction, node: number, arrive: number): number {
  const last = d.firstWindow[node + 1] as number
  for (let k = d.firstWindow[node] as number; k < last; k++) {
    if (arrive <= (d.windowTo[k] as number)) {
      const from = d.windowFrom[k] as number
      return arrive > from ? arrive : from
    }
  }
  return NEVER
}

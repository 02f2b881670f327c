import { type DayModel, NEVER } from '../model.ts'

/** What the windows imply, for days that serve every stop of `must`. */
export type Sharp = {
  /** The day with narrower windows. */
  day: DayModel
  /** 1 where the stop may not be left out. */
  must: Uint8Array
  /** 1 where a leg can be part of such a day; size × size. */
  arc: Uint8Array
  /** 1 at a × size + b where b cannot come before a, so a comes first if both are visited. */
  before: Uint8Array
  /** Least time from the beginning at a to the beginning at b. */
  apart: Int32Array
}

const ROUNDS = 4

/** Narrows windows and strikes legs until nothing changes, or a few times. */
export function sharpen(source: DayModel, must: Uint8Array): Sharp {
  const day = { ...source }
  const { size } = day
  const sharp: Sharp = {
    day,
    must,
    arc: new Uint8Array(size * size).fill(1),
    before: new Uint8Array(size * size),
    apart: timesApart(day),
  }
  for (let a = 0; a < size; a++) {
    sharp.arc[a * size + a] = 0
    sharp.arc[a * size] = 0
    sharp.arc[(size - 1) * size + a] = 0
  }
  for (let round = 0; round < ROUNDS; round++) {
    const ends = { first: new Int32Array(size), last: new Int32Array(size) }
    for (let a = 0; a < size; a++) {
      ends.first[a] = firstBegin(day, a)
      ends.last[a] = lastBegin(day, a)
    }
    order(sharp, ends)
    strike(sharp, ends)
    if (!narrow(sharp, ends)) break
  }
  return sharp
}

type Ends = { first: Int32Array; last: Int32Array }

export function firstBegin(day: DayModel, node: number): number {
  const k = day.firstWindow[node] as number
  return k < (day.firstWindow[node + 1] as number) ? (day.windowFrom[k] as number) : NEVER
}

export function lastBegin(day: DayModel, node: number): number {
  const k = day.firstWindow[node + 1] as number
  return k > (day.firstWindow[node] as number) ? (day.windowTo[k - 1] as number) : -1
}

/** Shortest times over any stops, each with its service (Floyd and Warshall). */
function timesApart({ size, travel, service }: DayModel): Int32Array {
  const apart = new Int32Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      apart[a * size + b] = (service[a] as number) + (travel[a * size + b] as number)
  for (let via = 1; via < size - 1; via++) {
    for (let a = 0; a < size; a++) {
      const toVia = apart[a * size + via] as number
      for (let b = 1; b < size; b++) {
        const sum = toVia + (apart[via * size + b] as number)
        if (sum < (apart[a * size + b] as number)) apart[a * size + b] = sum
      }
    }
  }
  return apart
}

/** Where b cannot come before a, a comes before b; and so on over stops that are visited for sure. */
function order({ day: { n, size }, must, before, apart }: Sharp, { first, last }: Ends): void {
  for (let a = 1; a <= n; a++)
    for (let b = 1; b <= n; b++)
      if (a !== b && (first[b] as number) + (apart[b * size + a] as number) > (last[a] as number))
        before[a * size + b] = 1
  for (let via = 1; via <= n; via++) {
    if (!must[via]) continue
    for (let a = 1; a <= n; a++)
      if (before[a * size + via])
        for (let b = 1; b <= n; b++) if (before[via * size + b]) before[a * size + b] = 1
  }
}

/** Strikes legs that break a window or pass over a stop that has to come between. */
function strike({ day, must, arc, before }: Sharp, { first, last }: Ends): void {
  const { n, size, travel, service } = day
  const finish = n + 1
  const isBetween = (a: number, k: number, b: number) =>
    (a === 0 || before[a * size + k] === 1) && (b === finish || before[k * size + b] === 1)
  for (let a = 0; a <= n; a++) {
    for (let b = 1; b <= finish; b++) {
      const leg = a * size + b
      if (!arc[leg]) continue
      const arrive = (first[a] as number) + (service[a] as number) + (travel[leg] as number)
      let possible = arrive <= (last[b] as number) && !before[b * size + a]
      for (let k = 1; k <= n && possible; k++)
        if (must[k] && k !== a && k !== b && isBetween(a, k, b)) possible = false
      if (!possible) arc[leg] = 0
    }
  }
}

/** Cuts windows to what the legs left and the stops before and behind allow; whether any changed. */
function narrow({ day, must, arc, before, apart }: Sharp, { first, last }: Ends): boolean {
  const { n, size, travel, service } = day
  const earliest = new Int32Array(size)
  const latest = new Int32Array(size)
  let changed = false
  for (let b = 1; b <= n; b++) {
    let from = NEVER
    let to = -1
    for (let a = 0; a < size; a++) {
      if (arc[a * size + b]) {
        const leg = (service[a] as number) + (travel[a * size + b] as number)
        from = Math.min(from, (first[a] as number) + leg)
      }
      if (arc[b * size + a]) {
        const leg = (service[b] as number) + (travel[b * size + a] as number)
        to = Math.max(to, (last[a] as number) - leg)
      }
    }
    for (let k = 1; k <= n; k++) {
      if (must[k] && before[k * size + b])
        from = Math.max(from, (first[k] as number) + (apart[k * size + b] as number))
      if (must[k] && before[b * size + k])
        to = Math.min(to, (last[k] as number) - (apart[b * size + k] as number))
    }
    earliest[b] = from
    latest[b] = to
    if (from > (first[b] as number) || to < (last[b] as number)) changed = true
  }
  if (changed) cut(day, earliest, latest)
  return changed
}

/** Keeps of every stop's windows what lies within its earliest and latest. */
function cut(day: DayModel, earliest: Int32Array, latest: Int32Array): void {
  const { n, size } = day
  const firstWindow = new Int32Array(size + 1)
  const windowFrom: number[] = []
  const windowTo: number[] = []
  for (let node = 0; node < size; node++) {
    const isStop = node >= 1 && node <= n
    firstWindow[node] = windowFrom.length
    for (let k = day.firstWindow[node] as number; k < (day.firstWindow[node + 1] as number); k++) {
      let from = day.windowFrom[k] as number
      let to = day.windowTo[k] as number
      if (isStop) {
        from = Math.max(from, earliest[node] as number)
        to = Math.min(to, latest[node] as number)
      }
      if (from > to) continue
      windowFrom.push(from)
      windowTo.push(to)
    }
  }
  firstWindow[size] = windowFrom.length
  day.firstWindow = firstWindow
  day.windowFrom = Int32Array.from(windowFrom)
  day.windowTo = Int32Array.from(windowTo)
}

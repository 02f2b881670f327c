import type { MinuteRange } from '../customers/import-words.ts'
import { distanceM, type Point } from '../geo.ts'
import { minutesToTime } from '../time.ts'

/** How long driving takes where no map service says it; calibrated per city from check-ins. */
export type TravelModel = {
  /** Road metres per metre of great circle. */
  detour: number
  /** Speeds of the successive stretches of a leg: the first `uptoM` road metres at `kmh`, and so on. */
  stretches: readonly { uptoM: number; kmh: number }[]
  /** Minutes a leg costs besides driving: parking, walking to the door. */
  parkingMinutes: number
  /** What our own check-ins say: measured ÷ estimated minutes of a leg; 1 if left out (`pace.ts`). */
  factor?: number
}

/**
 * A Chinese city by car or scooter: detour 1.35 by convention, about 22 km/h on short legs and
 * 30 km/h beyond 3 km (methods.md A4), faster out of town. A 10 km leg comes to 27 km/h.
 */
export const cityTravel: TravelModel = {
  detour: 1.35,
  stretches: [
    { uptoM: 3_000, kmh: 22 },
    { uptoM: 20_000, kmh: 30 },
    { uptoM: Number.POSITIVE_INFINITY, kmh: 50 },
  ],
  parkingMinutes: 1.5,
}

/** Estimated road metres between two points, whole. */
export function roadM(a: Point, b: Point, model: TravelModel = cityTravel): number {
  return Math.round(distanceM(a, b) * model.detour)
}

/** Minutes, unrounded, for a leg of so many road metres; 0 for a leg of none. */
export function legMinutes(metres: number, model: TravelModel = cityTravel): number {
  if (metres <= 0) return 0
  let minutes = model.parkingMinutes
  let done = 0
  for (const { uptoM, kmh } of model.stretches) {
    const here = Math.min(metres, uptoM) - done
    if (here <= 0) break
    minutes += here / ((kmh * 1000) / 60)
    done += here
  }
  return minutes * (model.factor ?? 1)
}

/**
 * When a visit begins that is reached at `arrive` (minutes since midnight), and what that costs:
 * waiting for the door to open, or being late. A visit must *begin* while the shop is open; that it
 * may run over closing time is the rep's to judge. No windows: always open.
 */
export function beginVisit(
  arrive: number,
  windows: readonly MinuteRange[] = [],
): { begin: number; waitMinutes: number; lateMinutes: number } {
  const open = windows.find(({ to }) => arrive < to)
  if (open) {
    const begin = Math.max(arrive, open.from)
    return { begin, waitMinutes: begin - arrive, lateMinutes: 0 }
  }
  const closed = windows.at(-1)?.to ?? arrive
  return { begin: arrive, waitMinutes: 0, lateMinutes: arrive - closed }
}

export type EtaInput = {
  /** Minutes since midnight when the rep leaves for the first stop. */
  departMinute: number
  /** In order; `legM` is the road to the stop. */
  stops: readonly { legM: number; serviceMinutes: number; windows?: readonly MinuteRange[] }[]
  /** Taken before the first leg that begins at or after `fromMinute`; left out when none does. */
  lunch?: { fromMinute: number; minutes: number }
  model?: TravelModel
}

/** Whole minutes since midnight; `eta` the arrival as 'HH:mm'; late when the shop has closed by then. */
export type StopTime = {
  arriveMinute: number
  beginMinute: number
  leaveMinute: number
  eta: string
  late: boolean
}

export type DayTimes = {
  stops: StopTime[]
  /** From departure to the end of the last visit; the way home is not counted. */
  totalMinutes: number
  endMinute: number
  end: string
}

/** Arrival and departure at each stop of an ordered day. */
export function estimateTimes(input: EtaInput): DayTimes {
  const { departMinute, lunch, model = cityTravel } = input
  let clock = departMinute
  let lunchDue = lunch
  const stops = input.stops.map(({ legM, serviceMinutes, windows }): StopTime => {
    if (lunchDue && clock >= lunchDue.fromMinute) {
      clock += lunchDue.minutes
      lunchDue = undefined
    }
    const arrive = clock + legMinutes(legM, model)
    const { begin, lateMinutes } = beginVisit(arrive, windows)
    clock = begin + serviceMinutes
    return {
      arriveMinute: Math.round(arrive),
      beginMinute: Math.round(begin),
      leaveMinute: Math.round(clock),
      eta: minutesToTime(arrive),
      late: lateMinutes > 0,
    }
  })
  const endMinute = Math.round(clock)
  return { stops, totalMinutes: endMinute - departMinute, endMinute, end: minutesToTime(clock) }
}

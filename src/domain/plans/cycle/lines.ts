import { formatFrequency, intervalDays } from '../../customers/frequency.ts'
import { distanceM } from '../../geo.ts'
import type { LocalDate } from '../../time.ts'
import { cityTravel, legMinutes, roadM, type TravelModel } from '../eta.ts'
import { DemandReader } from './demand.ts'
import { type DayGrid, dayGrid, fixedVisits, hasStandingDays, isVisitDay } from './fixed-visits.ts'
import type { CycleCustomer, CycleInput, CyclePlan, Published, Replan } from './types.ts'

/** Days, as indexes of the worked days, on which each line is run. */
export type LineDays = ReadonlyMap<string, ReadonlySet<number>>

/** How the days of whole lines are found: by planning each line as one customer. */
export type LinePlanner = (input: CycleInput, published: readonly Published[]) => CyclePlan | Replan

/** Lines are one customer each, so that little effort will do. */
export const LINE_EFFORT = 0.2

/**
 * On which days each line is run. Where some of its customers have standing days, on these; otherwise
 * its most frequent customers are planned as one, so that they stay together, and the others go along
 * on some of the days. A line that does not fit into a day cannot be kept together: it is left out,
 * and its customers are planned like any others.
 */
export function lineDays(
  input: CycleInput,
  published: readonly Published[],
  plan: LinePlanner,
): LineDays {
  const grid = dayGrid(input.from, input.to, input.days)
  const lines = membersByLine(input.customers)
  const found = new Map<string, ReadonlySet<number>>()
  const open: Bundle[] = []
  for (const [line, members] of lines) {
    const standing = members.filter(hasStandingDays)
    if (standing.length > 0) {
      const days = standing.flatMap((customer) =>
        fixedVisits(customer, grid).visits.filter(({ reason }) => reason === 'standing'),
      )
      found.set(line, new Set(days.map(({ day }) => day)))
    } else if (members.length > 1) open.push(bundleOf(line, members, input.travel))
  }
  const reader = new DemandReader(grid)
  const wants = ({ customer }: { customer: CycleCustomer }) =>
    reader.read(customer, 1).rules.slotFrom.length > 0
  const known = open
    .filter(wants)
    .map((bundle) => ({ ...bundle, ...withRuns(bundle, published, grid) }))
  const planned = !known.some(wants)
    ? []
    : plan(
        {
          ...input,
          customers: [
            ...input.customers.filter(({ code }) => !isInside(known, code)),
            ...known.map(({ customer }) => customer),
          ],
        },
        published.filter(({ customerCode }) => !isInside(known, customerCode)),
      ).visits
  for (const { line, customer, runs } of known) {
    const dates = planned.flatMap(({ customerCode, date }) =>
      customerCode === customer.code ? date : [],
    )
    const days = [...runs, ...dates].flatMap((date) => grid.indexOf.get(date) ?? [])
    if (days.length > 0) found.set(line, new Set(days.toSorted((x, y) => x - y)))
  }
  return found
}

/** Members by code, so that the order of the input does not matter. */
function membersByLine(customers: readonly CycleCustomer[]): Map<string, CycleCustomer[]> {
  const lines = new Map<string, CycleCustomer[]>()
  for (const customer of customers.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const { line, frequency } = customer
    if (line === undefined || frequency.times === 0) continue
    lines.set(line, [...(lines.get(line) ?? []), customer])
  }
  return lines
}

/** A line as one customer, and the codes of those who are in it. */
type Bundle = { line: string; customer: CycleCustomer; codes: Set<string> }

function bundleOf(
  line: string,
  members: readonly CycleCustomer[],
  model: TravelModel = cityTravel,
): Bundle {
  const interval = (customer: CycleCustomer) => intervalDays(customer.frequency)
  const [leader = members[0] as CycleCustomer] = members.toSorted(
    (a, b) => interval(a) - interval(b) || (a.code < b.code ? -1 : 1),
  )
  const likeLeader = ({ frequency, visitDays, weekPattern }: CycleCustomer) =>
    formatFrequency(frequency) === formatFrequency(leader.frequency) &&
    String(visitDays ?? '') === String(leader.visitDays ?? '') &&
    (weekPattern ?? 'every') === (leader.weekPattern ?? 'every')
  const core = members.filter(likeLeader)
  const places = members.flatMap(({ point }) => point ?? [])
  const middle = places.toSorted(
    (a, b) =>
      places.reduce((sum, p) => sum + distanceM(a, p), 0) -
      places.reduce((sum, p) => sum + distanceM(b, p), 0),
  )[0]
  const lastVisit = core.flatMap(({ visitedOn = [] }) => visitedOn).toSorted()
  const starts = core.flatMap(({ notBefore }) => notBefore ?? []).toSorted()
  const spacings = core.flatMap(({ spacingDays }) => spacingDays ?? [])
  const customer: CycleCustomer = {
    // No code of a customer can look like that, since codes are trimmed.
    code: ` line ${line}`,
    ...(middle ? { point: middle } : {}),
    serviceMinutes: members.reduce(
      (sum, { serviceMinutes, frequency }) =>
        sum + (serviceMinutes * interval(leader)) / intervalDays(frequency),
      wayInside(places, model),
    ),
    frequency: leader.frequency,
    priority: Math.max(...core.map(({ priority }) => priority)),
    ...(leader.visitDays ? { visitDays: leader.visitDays } : {}),
    visitDaysMean: 'allowed',
    ...(leader.weekPattern ? { weekPattern: leader.weekPattern } : {}),
    ...(spacings.length > 0 ? { spacingDays: Math.max(...spacings) } : {}),
    visitedOn: [...new Set(lastVisit)],
    ...(starts.length === core.length && starts[0] ? { notBefore: starts[0] } : {}),
  }
  return { line, customer, codes: new Set(members.map(({ code }) => code)) }
}

/** Minutes of a way through all places, always on to the nearest. */
function wayInside(places: readonly CycleCustomer['point'][], model: TravelModel): number {
  const left = places.flatMap((place) => place ?? [])
  let at = left.shift()
  let minutes = 0
  while (at && left.length > 0) {
    const ways = left.map((place) => roadM(at as NonNullable<typeof at>, place, model))
    const nearest = ways.indexOf(Math.min(...ways))
    minutes += legMinutes(ways[nearest] as number, model)
    ;[at] = left.splice(nearest, 1)
  }
  return minutes
}

function isInside(bundles: readonly Bundle[], code: string): boolean {
  return bundles.some(({ codes }) => codes.has(code))
}

/**
 * The published runs of a line, the days on which anybody of it stood, and the line with these as
 * promises: the room that they take is that of the customers who stand there, not that of the line as
 * a whole.
 */
function withRuns(
  { customer, codes }: Bundle,
  published: readonly Published[],
  grid: DayGrid,
): { runs: LocalDate[]; customer: CycleCustomer } {
  const dates = published.flatMap(({ customerCode, date }) => (codes.has(customerCode) ? date : []))
  const runs = [...new Set(dates)].filter((date) => {
    const day = grid.days[grid.indexOf.get(date) ?? -1]
    return day !== undefined && day.capacityMinutes > 0 && isVisitDay(customer, date)
  })
  if (runs.length === 0) return { runs, customer }
  const promises = runs.map((date) => ({ date, source: 'manual' as const }))
  return { runs, customer: { ...customer, promises } }
}

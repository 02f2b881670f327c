/**
 * The rules of a cycle, written down a second time and in the plainest way, with nothing of the planner
 * but its types. Answers what is wrong with a plan, in words; nothing when it keeps every rule.
 */

import type { Point } from '../../../../src/domain/geo.ts'
import type {
  CycleCustomer,
  CycleInput,
  CyclePlan,
} from '../../../../src/domain/plans/cycle/types.ts'
import { legMinutes, roadM } from '../../../../src/domain/plans/eta.ts'

const DAY = 86_400_000
const toNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
const toDate = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
const weekday = (day: number) => ((new Date(day * DAY).getUTCDay() + 6) % 7) + 1
const FIRST_MONDAY = toNumber('2024-01-01')

/** Number of the ISO week of a day: weeks of the year in which its Thursday lies. */
function isoWeek(day: number): number {
  const thursday = day - weekday(day) + 4
  const newYear = toNumber(`${toDate(thursday).slice(0, 4)}-01-01`)
  return Math.floor((thursday - newYear) / 7) + 1
}

/** First and last day of the period that a day lies in. */
function periodOf(customer: CycleCustomer, day: number): [number, number] {
  const { per } = customer.frequency
  if (per === 'month') {
    let first = day
    while (!toDate(first).endsWith('-01')) first--
    let last = day
    while (!toDate(last + 1).endsWith('-01')) last++
    return [first, last]
  }
  const length = per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days
  let first = FIRST_MONDAY
  while (first > day) first -= length
  while (first + length <= day) first += length
  return [first, first + length - 1]
}

const periodDays = ({ frequency: { per } }: CycleCustomer) =>
  per === 'month' ? 365.2425 / 12 : per === 'week' ? 7 : per === 'twoWeeks' ? 14 : per.days

export function spacingOf(customer: CycleCustomer): number {
  if (customer.spacingDays !== undefined) return Math.max(1, customer.spacingDays)
  if (customer.frequency.times === 0) return 1
  return Math.max(1, Math.ceil(periodDays(customer) / customer.frequency.times / 2))
}

/** Whether weekday, week and the customer's own dates allow a day. */
function allows(customer: CycleCustomer, day: number): boolean {
  const { visitDays = [], weekPattern = 'every', notBefore, notAfter } = customer
  if (notBefore && day < toNumber(notBefore)) return false
  if (notAfter && day > toNumber(notAfter)) return false
  if (visitDays.length > 0 && !visitDays.includes(weekday(day))) return false
  const isOdd = isoWeek(day) % 2 === 1
  return weekPattern === 'every' || (weekPattern === 'odd' ? isOdd : !isOdd)
}

const isStanding = ({ visitDays = [], visitDaysMean }: CycleCustomer) =>
  visitDays.length > 0 && visitDaysMean !== 'allowed'

export function problemsOf(input: CycleInput, plan: CyclePlan): string[] {
  const problems: string[] = []
  const days = new Map(input.days.map((day) => [toNumber(day.date), day]))
  const [from, to] = [toNumber(input.from), toNumber(input.to)]
  const inRange = [...days.keys()]
    .filter((day) => day >= from && day <= to)
    .toSorted((a, b) => a - b)
  const worked = inRange.filter((day) => {
    const { capacityMinutes = 0, capacityVisits = 1 } = days.get(day) ?? {}
    return capacityMinutes > 0 && capacityVisits > 0
  })
  const say = (customer: CycleCustomer, text: string) => problems.push(`${customer.code}: ${text}`)

  for (const customer of input.customers) {
    const mine = plan.visits.filter(({ customerCode }) => customerCode === customer.code)
    const at = mine.map(({ date }) => toNumber(date))
    const none = plan.unplaced.filter(({ customerCode }) => customerCode === customer.code)
    if (new Set(at).size < at.length) say(customer, 'twice on a day')

    // Promises are kept, on every day that is listed.
    const promised = [...new Set((customer.promises ?? []).map(({ date }) => toNumber(date)))]
    for (const day of promised.filter((p) => p >= from && p <= to)) {
      const visit = mine.find(({ date }) => toNumber(date) === day)
      if (days.has(day) && visit?.reason !== 'promise') say(customer, `promise ${toDate(day)} lost`)
      const isTold = none.some((one) => one.why === 'dayOff' && toNumber(one.from) === day)
      if (!days.has(day) && !isTold) say(customer, `promise ${toDate(day)} silently dropped`)
    }
    for (const visit of mine.filter(({ reason }) => reason === 'promise'))
      if (!promised.includes(toNumber(visit.date))) say(customer, 'promise out of nothing')

    const free = mine.filter(({ reason }) => reason !== 'promise').map(({ date }) => toNumber(date))
    for (const day of free) {
      if (!worked.includes(day)) say(customer, `${toDate(day)} is not worked`)
      if (!allows(customer, day)) say(customer, `${toDate(day)} is no day for the customer`)
    }
    const asked = none.reduce((sum, { visits }) => sum + visits, 0) + mine.length
    if (customer.frequency.times === 0) {
      if (free.length > 0) say(customer, 'visited although paused')
      continue
    }
    if (isStanding(customer)) {
      const standing = worked.filter((day) => allows(customer, day) && !promised.includes(day))
      if (String(standing) !== String(free)) say(customer, 'standing days were moved')
      continue
    }

    // Spacing, to what was before and what is promised after as well.
    const spacing = spacingOf(customer)
    const last = (customer.visitedOn ?? []).map(toNumber).filter((day) => day < from)
    const kept = promised.filter((day) => day > to || days.has(day))
    const others = [...at, ...kept, ...last]
    for (const day of free)
      for (const other of others)
        if (other !== day && Math.abs(other - day) < spacing)
          say(customer, `${toDate(day)} is too near to ${toDate(other)}`)

    // Each period gets its count: no more, and what is less is told.
    let total = 0
    for (let day = from; day <= to; ) {
      const [first, end] = periodOf(customer, day)
      const begins = Math.max(first, customer.notBefore ? toNumber(customer.notBefore) : first)
      const stops = Math.min(end, to, customer.notAfter ? toNumber(customer.notAfter) : end)
      const share = Math.max(0, stops - begins + 1) / (end - first + 1)
      const wanted = Math.floor(customer.frequency.times * share + 0.5)
      const inPeriod = (one: number) => one >= first && one <= end
      const settled = new Set(
        [...last, ...promised.filter((p) => p > to || (p >= from && days.has(p)))].filter(inPeriod),
      ).size
      const owed = Math.max(0, wanted - settled)
      const got = free.filter((one) => inPeriod(one) && one >= from && one <= to).length
      const told = none
        .filter(({ why, from: f }) => why !== 'dayOff' && inPeriod(toNumber(f)))
        .reduce((sum, { visits }) => sum + visits, 0)
      if (got + told !== owed)
        say(customer, `period of ${toDate(first)}: owes ${owed}, got ${got}, told ${told}`)
      total += owed
      day = end + 1
    }
    const dayOffs = none.filter(({ why }) => why === 'dayOff').length
    const inside = kept.filter((day) => day >= from && day <= to).length
    if (asked !== total + inside + dayOffs) say(customer, 'visits do not add up')

    // A reason must be true.
    const open = worked.filter(
      (day) =>
        allows(customer, day) &&
        [...kept, ...last].every((other) => Math.abs(other - day) >= spacing),
    )
    for (const { why, from: f, to: t } of none) {
      const there = open.filter((day) => day >= toNumber(f) && day <= toNumber(t))
      if (customer.line !== undefined) continue
      if (why === 'noDay' && there.length > 0) say(customer, 'there is a day, though')
      if (why === 'spacing' && there.length === 0) say(customer, 'there is no day at all')
      const hasRoom = (day: number) =>
        at.every((other) => Math.abs(other - day) >= spacing) && fits(input, plan, customer, day)
      if (why === 'capacity' && there.some(hasRoom)) say(customer, 'there is room, though')
    }
  }

  problems.push(...problemsOfDays(input, plan))
  return problems
}

/** Whether a visit still fits into a day, with two minutes to spare. */
function fits(input: CycleInput, plan: CyclePlan, customer: CycleCustomer, day: number): boolean {
  const load = plan.days.find(({ date }) => toNumber(date) === day)
  const limits = input.days.find(({ date }) => toNumber(date) === day)
  if (!load || !limits) return false
  if (load.customerCodes.length >= (limits.capacityVisits ?? Number.POSITIVE_INFINITY)) return false
  const points = load.customerCodes.flatMap(
    (code) => input.customers.find((other) => other.code === code)?.point ?? [],
  )
  const { point } = customer
  let detour = input.unroutedTravelMinutes ?? 15
  if (point) {
    const minutes = (a?: Point, b?: Point) => (a && b ? legMinutes(roadM(a, b)) : 0)
    const ends = input.returnToStart === false ? undefined : input.start
    const way = [input.start, ...points, ends]
    const detours = way.slice(1).map((to, i) => {
      const before = way[i]
      return minutes(before, point) + minutes(point, to) - minutes(before, to)
    })
    detour = Math.min(...detours)
  }
  return load.totalMinutes + customer.serviceMinutes + detour + 2 < load.capacityMinutes
}

/** Lengths of the days added up again; nothing but what stands may be more than fits. */
function problemsOfDays(input: CycleInput, plan: CyclePlan): string[] {
  const problems: string[] = []
  const customers = new Map(input.customers.map((customer) => [customer.code, customer]))
  for (const load of plan.days) {
    const visits = plan.visits.filter(({ date }) => date === load.date)
    const codes = visits.map(({ customerCode }) => customerCode)
    if (String(codes) !== String(load.customerCodes)) problems.push(`${load.date}: other customers`)
    const stops = codes.map((code) => customers.get(code) as CycleCustomer)
    const routed = stops.flatMap(({ point }) => point ?? [])
    const way = [
      ...(input.start ? [input.start] : []),
      ...routed,
      ...(input.start && input.returnToStart !== false ? [input.start] : []),
    ]
    let travel = (stops.length - routed.length) * (input.unroutedTravelMinutes ?? 15)
    if (routed.length > 0)
      for (let i = 1; i < way.length; i++) {
        const [a, b] = [way[i - 1], way[i]]
        if (a && b) travel += Math.round(60 * legMinutes(roadM(a, b))) / 60
      }
    const service = stops.reduce((sum, { serviceMinutes }) => sum + serviceMinutes, 0)
    // The planner has distances of its own, unrounded: a second or so a leg.
    if (Math.abs(travel - load.travelMinutes) > 1 + stops.length / 30)
      problems.push(`${load.date}: ${travel} minutes of travel, not ${load.travelMinutes}`)
    if (load.totalMinutes !== load.travelMinutes + load.serviceMinutes)
      problems.push(`${load.date}: does not add up`)
    const day = input.days.find(({ date }) => date === load.date)
    const isOver =
      travel + service > load.capacityMinutes + 1.5 ||
      stops.length > (day?.capacityVisits ?? Number.POSITIVE_INFINITY)
    if (isOver && !load.overCapacity) problems.push(`${load.date}: too long, and not told`)
    const movable = visits.filter(({ reason }) => reason === 'frequency' || reason === 'line')
    if (load.overCapacity && movable.length > 0)
      problems.push(`${load.date}: too long, yet not all stands`)
  }
  if (
    plan.days.length !==
    input.days.filter(({ date }) => date >= input.from && date <= input.to).length
  )
    problems.push('a day is missing')
  return problems
}

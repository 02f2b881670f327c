/** Everything that metrics are made of, for people as one: each measure counted once more from the facts. */
import { defaultFrequency, intervalDays, parseFrequency } from '../../customers/frequency.ts'
import type { Fen } from '../../money.ts'
import { sumFigures } from '../../performance/figures.ts'
import type { Measured } from '../../performance/metrics.ts'
import { settings } from '../../settings/index.ts'
import { addDays, daysBetween, type LocalDate } from '../../time.ts'
import { calendarOf } from './calendars.ts'
import { campaignsIn } from './campaigns.ts'
import type { Facts } from './facts.ts'
import { customersOf, figuresIn, type Range, reaches, visitsIn, within } from './figures.ts'
import { pathOf } from './people.ts'
import type { Customer, Visit } from './rows.ts'

export type Group = Range & {
  readonly openIds: readonly string[]
  /** Of the months of the range, by person; null: nobody can say. */
  readonly commission: ReadonlyMap<string, Fen> | null
}

export function measure(facts: Facts, group: Group): Measured {
  const { openIds, commission } = group
  const visits = openIds.flatMap((openId) => visitsIn(facts, openId, group))
  const hasOrders = reaches(facts.orderDays, group)
  const earned = openIds.flatMap((openId) => commission?.get(openId) ?? [])
  return {
    figures: sumFigures(openIds.map((openId) => figuresIn(facts, openId, group))),
    medianStay: median(visits.flatMap(({ dwell_minutes }) => dwell_minutes ?? [])),
    deals: hasOrders && visits.length > 0 ? dealsOf(facts, visits) : null,
    frequency: frequencyIn(facts, group),
    capacity: capacityIn(facts, group),
    buyers: hasOrders ? buyersIn(facts, group) : null,
    alarms: alarmsIn(facts, group),
    commissionFen: earned.length === 0 ? null : earned.reduce((sum, fen) => sum + fen, 0),
    campaigns: campaignsIn(facts, group),
    pace: paceOf(openIds, visits),
    visitCostFen: facts.rules.get(settings.visitCostYuan) * 100 || null,
    minuteCostFen: Math.round(facts.rules.get(settings.minuteCostYuan) * 100) || null,
  }
}

/** The one in the middle; of an even number the mean of the two. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? 0
  if (sorted.length === 0) return null
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2
}

function dealsOf(facts: Facts, visits: readonly Visit[]) {
  const days = facts.rules.get(settings.dealDays)
  const led = visits.filter((visit) =>
    (facts.ordersAt.get(visit.customer_code) ?? []).some(
      (order) =>
        order.saleLines > 0 &&
        visit.checked_out_at !== null &&
        order.ordered_at > visit.checked_out_at &&
        order.ordered_on >= visit.date &&
        order.ordered_on <= addDays(visit.date, days),
    ),
  )
  return { visited: customersAmong(visits), dealt: customersAmong(led) }
}

const customersAmong = (visits: readonly { customer_code: string }[]) =>
  new Set(visits.map(({ customer_code }) => customer_code)).size

function paceOf(openIds: readonly string[], visits: readonly Visit[]) {
  const minutes: number[] = []
  const days = new Set<string>()
  for (const openId of openIds) {
    const own = visits
      .filter((visit) => visit.rep_open_id === openId)
      .toSorted((a, b) => (`${a.checked_in_at} ${a.id}` < `${b.checked_in_at} ${b.id}` ? -1 : 1))
    const last = new Map<LocalDate, Visit>()
    for (const visit of own) {
      days.add(`${openId} ${visit.date}`)
      const before = last.get(visit.date)
      last.set(visit.date, visit)
      const left = before?.closed_by === 'rep' ? before.checked_out_at : null
      if (!left || visit.checked_in_at < left) continue
      minutes.push(microsBetween(left, visit.checked_in_at) / 60e6)
    }
  }
  return {
    visits: visits.length,
    customers: customersAmong(visits),
    days: days.size,
    minutes: visits.reduce((sum, { dwell_minutes }) => sum + (dwell_minutes ?? 0), 0),
    minutesBetween: median(minutes),
  }
}

/** Instants of the ledger have six decimals of a second. */
function microsBetween(from: string, to: string): number {
  const micros = (text: string) =>
    Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(text.slice(20, 26))
  return micros(to) - micros(from)
}

function frequencyIn(facts: Facts, { openIds, from, to }: Group) {
  const days = daysBetween(from, to) + 1
  let due = 0
  let made = 0
  for (const openId of openIds) {
    const visits = visitsIn(facts, openId, { from, to })
    for (const customer of lookedAfter(facts, openId, to)) {
      const owed = days / intervalOf(facts, openId, customer, from)
      if (owed === 0) continue
      due += owed
      const here = visits.filter(({ customer_code }) => customer_code === customer.code).length
      made += Math.min(owed, here)
    }
  }
  return due === 0 ? null : { due, made }
}

const lookedAfter = (facts: Facts, openId: string, day: LocalDate): Customer[] =>
  customersOf(facts, openId, day).flatMap((code) => facts.customers.get(code) ?? [])

const teamsOf = (facts: Facts, openId: string): string[] => {
  const team = facts.users.find(({ open_id }) => open_id === openId)?.team_code ?? null
  return team !== null && facts.teams.has(team) ? pathOf(facts, team) : []
}

/** Mean days between visits: the customer's own frequency, else the rule's, else that of the grade. */
function intervalOf(facts: Facts, openId: string, customer: Customer, from: LocalDate): number {
  const { paused_until, frequency, grade } = customer
  if (paused_until !== null && paused_until > from) return Number.POSITIVE_INFINITY
  if (frequency?.trim() === '0') return Number.POSITIVE_INFINITY
  const own = frequency ? parseFrequency(frequency) : null
  if (own && own.times > 0) return intervalDays(own)
  const rule = facts.rules.get(settings.frequencyByGrade, { teams: teamsOf(facts, openId) })
  const byRule = parseFrequency(rule[grade ?? 'none'] ?? '')
  return intervalDays(byRule && byRule.times > 0 ? byRule : defaultFrequency(grade))
}

/** More people than this have no common load of a week. */
const mostCalendars = 60

function capacityIn(facts: Facts, { openIds, from, to }: Group) {
  const known = openIds.filter((openId) => facts.users.some(({ open_id }) => open_id === openId))
  if (openIds.length > mostCalendars) return null
  const weeks = (daysBetween(from, to) + 1) / 7
  const sum = { load: 0, visits: 0 }
  for (const openId of known) {
    const teams = teamsOf(facts, openId)
    const place = { teams }
    const calendar = calendarOf(facts, openId, teams, { from, to })
    const aDay = facts.rules.get(settings.capacity, place)
    sum.visits += (calendar.workingDayCount(from, to) * aDay) / weeks
    for (const customer of lookedAfter(facts, openId, to))
      sum.load += 7 / intervalOf(facts, openId, customer, from)
  }
  return openIds.length === 1 && known.length === 0 ? null : sum
}

function buyersIn(facts: Facts, group: Group): number {
  const sold = group.openIds.flatMap((openId) =>
    (facts.ordersOf.get(openId) ?? []).filter(
      (order) =>
        order.rep_open_id !== null && order.saleLines > 0 && within(group, order.ordered_on),
    ),
  )
  return customersAmong(sold)
}

/** An order within so many days of an alarm rescues the customer. */
const rescueDays = 30

function alarmsIn(facts: Facts, group: Group) {
  const own = facts.alarms.filter(
    ({ state, owner_open_id }) =>
      state !== 'waiting' && owner_open_id !== null && group.openIds.includes(owner_open_id),
  )
  const newest = facts.orderDays?.last
  const judged = own.filter(
    ({ raised_on }) =>
      within(group, raised_on) && newest !== undefined && addDays(raised_on, rescueDays) <= newest,
  )
  const rescued = judged.filter(({ customer_code, data_as_of, raised_on }) =>
    (facts.ordersAt.get(customer_code) ?? []).some(
      ({ saleLines, ordered_on }) =>
        saleLines > 0 && ordered_on > data_as_of && ordered_on <= addDays(raised_on, rescueDays),
    ),
  )
  return {
    open: customersAmong(own.filter(({ state }) => state === 'open' || state === 'planned')),
    judged: customersAmong(judged),
    rescued: customersAmong(rescued),
  }
}

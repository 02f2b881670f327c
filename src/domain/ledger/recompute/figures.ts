/** What one person did between two days, counted once more as plainly as possible: loops over rows. */
import { type Figures, noFigures } from '../../performance/figures.ts'
import { LATE_DAYS } from '../../performance/sums.ts'
import { addDays, type LocalDate, monthOf } from '../../time.ts'
import { creditsOf } from './credits.ts'
import type { Facts, Order } from './facts.ts'
import { isOnLeave, ownerOn } from './people.ts'
import type { Stop, Visit } from './rows.ts'

export type Range = { readonly from: LocalDate; readonly to: LocalDate }

export const within = ({ from, to }: Range, day: LocalDate): boolean => day >= from && day <= to

/** Closed visits of a person in a range. */
export const visitsIn = (facts: Facts, openId: string, range: Range): Visit[] =>
  (facts.visitsOf.get(openId) ?? []).filter(({ date }) => within(range, date))

/** Whether orders, and payments, reach into a range: a missing file is not nothing sold. */
export const reaches = (span: Facts['orderDays'], { from, to }: Range): boolean =>
  span !== null && span.first <= to && span.last >= from

/** All that `Figures` hold; `dataAsOf` is left out. */
export function figuresIn(facts: Facts, openId: string, range: Range): Figures {
  const sales = reaches(facts.orderDays, range) ? salesIn(facts, openId, range) : null
  return {
    ...noFigures,
    ...stopsIn(facts, openId, range),
    ...madeIn(facts, openId, range),
    ...promisesIn(facts, openId, range),
    ...coverageIn(facts, openId, range),
    sales,
    collectedFen: reaches(facts.paymentDays, range) ? collectedIn(facts, openId, range) : null,
  }
}

function stopsIn(facts: Facts, openId: string, range: Range) {
  const own = facts.visitsOf.get(openId) ?? []
  const due = (facts.stopsOf.get(openId) ?? []).filter(
    (stop) =>
      within(range, stop.date) &&
      stop.counted &&
      stop.skip_state !== 'approved' &&
      !isOnLeave(facts, openId, stop.date),
  )
  const at = grouping(own)
  const madeAt = (stop: Stop) => at.get(`${stop.date} ${stop.customer_code}`) ?? []
  const completed = due.filter((stop) => madeAt(stop).length > 0)
  const arrivals = completed
    .map((stop) => ({ stop, at: earliest(madeAt(stop)) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.stop.sequence - b.stop.sequence))
  const furthest = new Map<string, number>()
  let inOrder = 0
  for (const { stop } of arrivals) {
    if (stop.sequence > (furthest.get(stop.date) ?? -1)) inOrder += 1
    furthest.set(stop.date, Math.max(furthest.get(stop.date) ?? -1, stop.sequence))
  }
  const late = due.filter(
    (stop) =>
      madeAt(stop).length === 0 &&
      own.some(
        (visit) =>
          visit.customer_code === stop.customer_code &&
          visit.date > stop.date &&
          visit.date <= addDays(stop.date, LATE_DAYS),
      ),
  )
  const offSite = completed.filter((stop) =>
    madeAt(stop).every(({ verdict }) => verdict === 'off_site'),
  )
  return {
    planned: due.length,
    completed: completed.length,
    inOrder,
    late: late.length,
    offSite: offSite.length,
  }
}

function grouping(visits: readonly Visit[]): Map<string, Visit[]> {
  const groups = new Map<string, Visit[]>()
  for (const visit of visits) {
    const key = `${visit.date} ${visit.customer_code}`
    groups.set(key, [...(groups.get(key) ?? []), visit])
  }
  return groups
}

const earliest = (visits: readonly Visit[]) =>
  visits.map(({ checked_in_at }) => checked_in_at).toSorted()[0] ?? ''

function madeIn(facts: Facts, openId: string, range: Range) {
  const made = visitsIn(facts, openId, range)
  const linesAt = (visit: Visit) =>
    (facts.ordersAt.get(visit.customer_code) ?? [])
      .filter((order) => order.rep_open_id === openId && order.ordered_on === visit.date)
      .reduce((sum, { saleLines }) => sum + saleLines, 0)
  const sold = made.map(linesAt).filter((lines) => lines > 0)
  const marked = made.flatMap(({ summary_score }) => summary_score ?? [])
  return {
    done: made.length,
    unplanned: made.filter(({ planned }) => !planned).length,
    strikes: sold.length,
    lines: sold.reduce((sum, lines) => sum + lines, 0),
    valid: made.filter((visit) => isValid(facts, visit)).length,
    summaries: marked.length,
    summaryPoints: marked.reduce((sum, points) => sum + points, 0),
  }
}

function isValid(facts: Facts, visit: Visit): boolean {
  const assessed = facts.assessments.get(visit.id)
  const isRed =
    assessed !== undefined &&
    (assessed.ruled_as === null ? assessed.band === 'red' : assessed.ruled_as === 'false')
  return (
    visit.verdict === 'on_site' &&
    visit.photos_complete === true &&
    visit.stayed_enough === true &&
    visit.closed_by === 'rep' &&
    !isRed
  )
}

function promisesIn(facts: Facts, openId: string, range: Range) {
  const stops = facts.stopsOf.get(openId) ?? []
  let promised = 0
  let kept = 0
  for (const { customer_code, date, next_visit_on: on } of facts.visitsOf.get(openId) ?? []) {
    if (on === null || !within(range, on) || isOnLeave(facts, openId, on)) continue
    const isSkipped = stops.some(
      (stop) =>
        stop.date === on && stop.customer_code === customer_code && stop.skip_state === 'approved',
    )
    if (isSkipped) continue
    promised += 1
    const came = facts.visitsAt.get(customer_code) ?? []
    if (came.some((visit) => visit.date > date && visit.date <= on)) kept += 1
  }
  return { promised, kept }
}

/** From the month's first day on, or from the range's, if that is earlier. */
function coverageIn(facts: Facts, openId: string, { from, to }: Range) {
  const first = `${monthOf(to)}-01` as LocalDate
  const since = from < first ? from : first
  const seen = new Set(
    visitsIn(facts, openId, { from: since, to }).map(({ customer_code }) => customer_code),
  )
  const assigned = customersOf(facts, openId, to)
  return { assigned: assigned.length, covered: assigned.filter((code) => seen.has(code)).length }
}

/** Active customers whom a person looks after on a day. */
export const customersOf = (facts: Facts, openId: string, day: LocalDate): string[] =>
  [...facts.customers.values()]
    .filter(({ code, status }) => status === 'active' && ownerOn(facts, code, day) === openId)
    .map(({ code }) => code)

function salesIn(facts: Facts, openId: string, range: Range) {
  const own = (facts.ordersOf.get(openId) ?? []).filter(
    (order) => order.rep_open_id !== null && within(range, order.ordered_on),
  )
  const sum = (of: (order: Order) => number) => own.reduce((n, order) => n + of(order), 0)
  return {
    amountFen: sum(({ netFen }) => netFen),
    quantity: Math.round(sum(({ quantity }) => quantity) * 1e6) / 1e6,
    costFen: sum(({ costFen }) => costFen),
    orders: own.filter(({ saleLines }) => saleLines > 0).length,
    newcomers: own.filter((order) => isFirst(facts, order)).length,
  }
}

/** The customer's first order that sells something; of one day by its code. */
function isFirst(facts: Facts, order: Order): boolean {
  if (order.saleLines === 0) return false
  return !(facts.ordersAt.get(order.customer_code) ?? []).some(
    (other) =>
      other.saleLines > 0 &&
      (other.ordered_on < order.ordered_on ||
        (other.ordered_on === order.ordered_on && other.code < order.code)),
  )
}

const collectedIn = (facts: Facts, openId: string, range: Range): number =>
  (creditsOf(facts).byPerson.get(openId) ?? [])
    .filter(({ on }) => within(range, on))
    .reduce((sum, { fen }) => sum + fen, 0)

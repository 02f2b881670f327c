/** The analyses once more, as plainly as possible: loops over rows, one question at a time. */
export interface Facts {
  readonly teams: Record<string, string>
  readonly reps: readonly { openId: string; name: string; team: string }[]
  readonly customers: readonly {
    code: string
    grade: string | null
    line: string | null
    active: boolean
    owner: string | null
    tagged: boolean
  }[]
  readonly owners: readonly { customer: string; rep: string; from: string; until: string | null }[]
  readonly visits: readonly {
    rep: string
    customer: string
    day: string
    /** Minutes since midnight. */
    from: number
    to: number
    /** Else it was called off. */
    closed: boolean
    byRep: boolean
    distance: number | null
    band: 'green' | 'red' | null
    ruled: 'honest' | 'false' | null
    outcome: string | null
    summary: string | null
    amount: number | null
    nextStep: string | null
    nextOn: string | null
  }[]
  readonly orders: readonly {
    code: string
    customer: string
    rep: string | null
    day: string
    lines: readonly { kind: string; quantity: number; fen: number; cost: number }[]
  }[]
  /** Of plans; `counted`: frozen when the plan was sent. */
  readonly stops: readonly {
    rep: string
    day: string
    customer: string
    counted: boolean
    reason: string | null
    state: 'approved' | 'refused' | 'asked' | null
    ruled: boolean
  }[]
}

export interface Days {
  readonly from: string
  readonly to: string
}

/** Orders are written at ten. */
export const orderMinute = 600

const within = ({ from, to }: Days, day: string) => day >= from && day <= to
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const sells = (order: Facts['orders'][number]) => order.lines.some(({ kind }) => kind === 'sale')
const sign = (kind: string) => (kind === 'sale' ? 1 : kind === 'return' ? -1 : 0)
const netOf = (order: Facts['orders'][number]) =>
  order.lines.reduce((sum, { kind, fen }) => sum + sign(kind) * fen, 0)
const costOf = (order: Facts['orders'][number]) =>
  order.lines.reduce((sum, { kind, cost }) => sum + (kind === 'gift' ? cost : sign(kind) * cost), 0)
const closedBy = (facts: Facts, people: readonly string[], days: Days) =>
  facts.visits.filter(({ rep, day, closed }) => closed && people.includes(rep) && within(days, day))
const gradeOf = (facts: Facts, customer: string) =>
  facts.customers.find(({ code }) => code === customer)?.grade ?? ''
/** Whether orders reach into the days. */
const hasOrders = (facts: Facts, { from, to }: Days) =>
  facts.orders.some(({ day }) => day <= to) && facts.orders.some(({ day }) => day >= from)

function ownerOn(facts: Facts, customer: Facts['customers'][number], day: string): string | null {
  const history = facts.owners.filter((one) => one.customer === customer.code)
  if (history.length === 0) return customer.owner
  const then = history.find(({ from, until }) => from <= day && (until === null || until > day))
  return then?.rep ?? null
}

export function coverage(facts: Facts, people: readonly string[], asked: Days, byTeam: boolean) {
  const month = `${asked.to.slice(0, 7)}-01`
  const days = { from: asked.from < month ? asked.from : month, to: asked.to }
  const rows = facts.customers.flatMap((customer) => {
    const owner = ownerOn(facts, customer, days.to)
    if (!customer.active || owner === null || !people.includes(owner)) return []
    const rep = facts.reps.find(({ openId }) => openId === owner)
    const area = byTeam ? (facts.teams[rep?.team ?? ''] ?? '') : (customer.line ?? '')
    const isCovered = closedBy(facts, [owner], days).some((one) => one.customer === customer.code)
    const lastOn = facts.visits
      .filter((one) => one.customer === customer.code && one.closed)
      .map(({ day }) => day)
      .toSorted()
      .at(-1)
    return [{ code: customer.code, grade: customer.grade, area, isCovered, lastOn: lastOn ?? null }]
  })
  const count = (list: typeof rows) => ({
    assigned: list.length,
    covered: list.filter(({ isCovered }) => isCovered).length,
  })
  const by = (of: (row: (typeof rows)[number]) => string) =>
    Object.fromEntries(
      [...new Set(rows.map(of))].map((key) => [key, count(rows.filter((row) => of(row) === key))]),
    )
  const rank = (row: (typeof rows)[number]) => `${row.grade ?? 'Z'} ${row.lastOn ?? ''} ${row.code}`
  return {
    total: count(rows),
    grades: by(({ grade }) => grade ?? ''),
    areas: by(({ area }) => area),
    missed: rows
      .filter(({ isCovered }) => !isCovered)
      .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
      .map(({ code, area, lastOn }) => ({ code, area, lastOn })),
  }
}

export function deals(facts: Facts, people: readonly string[], days: Days, n: number) {
  const visits = closedBy(facts, people, days)
  const leads = (visit: Facts['visits'][number]) =>
    facts.orders.some(
      (order) =>
        order.customer === visit.customer &&
        sells(order) &&
        order.day <= plus(visit.day, n) &&
        (order.day > visit.day || (order.day === visit.day && orderMinute > visit.to)),
    )
  const newest = facts.orders
    .map(({ day }) => day)
    .toSorted()
    .at(-1)
  const count = (list: typeof visits) => ({
    visited: new Set(list.map(({ customer }) => customer)).size,
    dealt: new Set(list.filter(leads).map(({ customer }) => customer)).size,
  })
  const by = (of: (visit: (typeof visits)[number]) => string) =>
    Object.fromEntries(
      [...new Set(visits.map(of))].map((key) => [
        key,
        count(visits.filter((one) => of(one) === key)),
      ]),
    )
  const waits = [...new Set(visits.map(({ customer }) => customer))].filter((customer) => {
    const own = visits.filter((one) => one.customer === customer)
    const last =
      own
        .map(({ day }) => day)
        .toSorted()
        .at(-1) ?? ''
    return newest !== undefined && plus(last, n) > newest && !own.some(leads)
  })
  return {
    total: count(visits),
    grades: by(({ customer }) => gradeOf(facts, customer)),
    people: by(({ rep }) => rep),
    pending: waits.length,
    hasOrders: hasOrders(facts, days),
  }
}

export function returns(
  facts: Facts,
  people: readonly string[],
  days: Days,
  cost: { visitFen: number; minuteFen: number },
) {
  const known = hasOrders(facts, days)
  const visits = closedBy(facts, people, days)
  const orders = facts.orders.filter(
    ({ rep, day }) => rep !== null && people.includes(rep) && within(days, day),
  )
  const of = (made: typeof visits, sold: typeof orders) => {
    const minutes = made.reduce((sum, one) => sum + (one.byRep ? one.to - one.from : 0), 0)
    const profitFen = known ? sold.reduce((sum, one) => sum + netOf(one) - costOf(one), 0) : null
    const costFen = made.length * cost.visitFen + minutes * cost.minuteFen
    const roi = profitFen === null || costFen === 0 ? null : (profitFen - costFen) / costFen
    return { profitFen, visits: made.length, minutes, costFen, roi }
  }
  const grades = ['A', 'B', ''].flatMap((grade) => {
    const fits = ({ customer }: { customer: string }) => gradeOf(facts, customer) === grade
    const one = { grade, ...of(visits.filter(fits), orders.filter(fits)) }
    return one.visits > 0 || (one.profitFen ?? 0) !== 0 ? [one] : []
  })
  return { total: of(visits, orders), grades }
}

/** Of the company's tagged customers; null where nothing can be said. */
export function campaign(
  facts: Facts,
  people: readonly string[] | null,
  days: Days,
  costFen: number,
  today: string,
) {
  const all = facts.orders.map(({ day }) => day).toSorted()
  const [first, last] = [all[0], all.at(-1)]
  const base = plus(days.from, -90)
  if (first === undefined || last === undefined || first > base) return null
  const until = [days.to, today, last].toSorted()[0] ?? days.to
  if (until < days.from) return null
  const members = facts.customers.filter(({ tagged, active }) => tagged && active)
  const own = members.filter(
    ({ owner }) => people === null || (owner !== null && people.includes(owner)),
  )
  if (own.length === 0) return null
  const profit = (from: string, to: string) =>
    facts.orders
      .filter(
        ({ customer, day }) =>
          within({ from, to }, day) && own.some(({ code }) => code === customer),
      )
      .reduce((sum, order) => sum + netOf(order) - costOf(order), 0)
  const length = Math.round((Date.parse(until) - Date.parse(days.from)) / 86_400_000) + 1
  const spent = Math.round((costFen * own.length) / members.length)
  const expectedFen = Math.round((profit(base, plus(days.from, -1)) * length) / 90)
  const profitFen = profit(days.from, until)
  return {
    ...{ customers: own.length, days: length, costFen: spent, profitFen, expectedFen },
    upliftFen: profitFen - expectedFen,
    roi: spent === 0 ? null : (profitFen - expectedFen - spent) / spent,
  }
}

export function quality(facts: Facts, people: readonly string[], days: Days) {
  const visits = closedBy(facts, people, days).filter(({ byRep }) => byRep)
  const plain = (text: string | null) => text?.toLowerCase().replace(/\s+/g, '') || null
  const fields = {
    summary: visits.map(({ summary }) => plain(summary)),
    outcome: visits.map(({ outcome }) => outcome),
    orderAmount: visits
      .filter(({ outcome }) => outcome === 'ordered')
      .map(({ amount }) => (amount === null ? null : String(amount))),
    nextStep: visits.map(({ nextStep }) => plain(nextStep)),
    nextVisitOn: visits.map(({ nextOn }) => nextOn),
  }
  const countOf = (answers: readonly (string | null)[]) => {
    const filled = answers.filter((one) => one !== null)
    const same = (answer: string) => filled.filter((one) => one === answer).length
    return {
      asked: answers.length,
      filled: filled.length,
      most: Math.max(0, ...filled.map(same)),
      repeated: filled.filter((one) => same(one) > 1).length,
      timesOf: same,
    }
  }
  return Object.fromEntries(Object.entries(fields).map(([key, list]) => [key, countOf(list)]))
}

const middle = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  if (sorted.length === 0) return null
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}

/** Days with a plan: stops that were due, those of them that were visited, and all visits. */
export function plannedDays(facts: Facts, people: readonly string[], days: Days) {
  const due = facts.stops.filter(
    ({ rep, day, counted, state }) =>
      people.includes(rep) && within(days, day) && counted && state !== 'approved',
  )
  const made = closedBy(facts, people, days)
  return [...new Set(due.map(({ rep, day }) => `${rep} ${day}`))].map((key) => {
    const own = due.filter(({ rep, day }) => `${rep} ${day}` === key)
    const visits = made.filter(({ rep, day }) => `${rep} ${day}` === key)
    const isDone = (customer: string) => visits.some((visit) => visit.customer === customer)
    return {
      planned: own.length,
      completed: own.filter(({ customer }) => isDone(customer)).length,
      done: visits.length,
    }
  })
}

const isValid = ({ byRep, from, to, band, ruled }: Facts['visits'][number]) =>
  byRep &&
  to - from >= 3 &&
  !(band !== null && (ruled === null ? band === 'red' : ruled === 'false'))

/** The metrics of 对比 that need no payments. */
export function compared(facts: Facts, people: readonly string[], days: Days) {
  const made = closedBy(facts, people, days)
  const sold = facts.orders.filter(
    ({ rep, day }) => rep !== null && people.includes(rep) && within(days, day),
  )
  const struck = made.filter((visit) =>
    facts.orders.some(
      (order) =>
        order.rep === visit.rep &&
        order.customer === visit.customer &&
        order.day === visit.day &&
        sells(order),
    ),
  )
  const { total } = coverage(facts, people, days, false)
  const workedDays = new Set(made.map(({ rep, day }) => `${rep} ${day}`)).size
  const money = hasOrders(facts, days)
  const isFirst = (order: Facts['orders'][number]) =>
    sells(order) &&
    !facts.orders.some(
      (other) =>
        other.customer === order.customer &&
        sells(other) &&
        `${other.day} ${other.code}` < `${order.day} ${order.code}`,
    )
  const planned = plannedDays(facts, people, days)
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return {
    visits_done: made.length,
    completion_rate: share(
      planned.reduce((sum, { completed }) => sum + completed, 0),
      planned.reduce((sum, one) => sum + one.planned, 0),
    ),
    valid_rate: share(made.filter(isValid).length, made.length),
    customers_visited: new Set(made.map(({ customer }) => customer)).size,
    coverage_rate: share(total.covered, total.assigned),
    strike_rate: money ? share(struck.length, made.length) : null,
    time_in_store: middle(made.flatMap((one) => (one.byRep ? [one.to - one.from] : []))),
    visits_a_day: share(made.length, workedDays),
    sales_amount: money ? sold.reduce((sum, one) => sum + netOf(one), 0) : null,
    gross_profit: money ? sold.reduce((sum, one) => sum + netOf(one) - costOf(one), 0) : null,
    new_customers: money ? sold.filter(isFirst).length : null,
  }
}

/** What ideas about minimum stay, tolerance and skips are made of; customers of `apart` have a rule of their own. */
export function retro(facts: Facts, people: readonly string[], days: Days, apart: string) {
  const tally = (values: readonly (string | number)[]) =>
    Object.fromEntries(
      [...new Set(values)].map((one) => [one, values.filter((other) => other === one).length]),
    )
  const plain = facts.visits.filter(
    ({ rep, day, customer }) => people.includes(rep) && within(days, day) && customer !== apart,
  )
  const ended = plain.filter(({ closed, byRep }) => closed && byRep)
  const soldAt = (visit: Facts['visits'][number]) =>
    facts.orders.some(
      (order) =>
        order.rep === visit.rep &&
        order.customer === visit.customer &&
        order.day === visit.day &&
        sells(order),
    )
  const honest = ({ band, ruled }: Facts['visits'][number]) =>
    band === null || (ruled === null ? band !== 'red' : ruled === 'honest')
  const asked = facts.stops.filter(
    ({ rep, day, reason }) =>
      people.includes(rep) &&
      within(days, day) &&
      reason !== null &&
      !['leave', 'reassigned', 'dropped', 'left'].includes(reason),
  )
  const ends = new Map<string, number>()
  for (const { rep, day, to, closed, byRep } of facts.visits)
    if (closed && byRep && people.includes(rep) && within(days, day))
      ends.set(`${rep} ${day}`, Math.max(to, ends.get(`${rep} ${day}`) ?? 0))
  return {
    stays: tally(ended.map(({ from, to }) => to - from)),
    sold: tally(ended.filter(soldAt).map(({ from, to }) => to - from)),
    distances: tally(
      plain
        .filter((visit) => visit.closed && honest(visit))
        .flatMap(({ distance }) => (distance === null ? [] : [Math.ceil(distance / 10) * 10])),
    ),
    ends: tally([...ends.values()]),
    skips: tally(asked.map(({ reason }) => reason ?? '')),
    approved: tally(
      asked
        .filter(({ state, ruled }) => state === 'approved' && ruled)
        .map(({ reason }) => reason ?? ''),
    ),
    refused: tally(
      asked.filter(({ state }) => state === 'refused').map(({ reason }) => reason ?? ''),
    ),
  }
}

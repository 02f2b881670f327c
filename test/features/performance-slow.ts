/** The contract's figures once more, as plainly as possible: loops over rows, one visit at a time. */
export interface Row {
  plans: { rep: string; date: string; customer: string; counted: boolean; approved: boolean }[]
  visits: {
    rep: string
    date: string
    customer: string
    planned: boolean
    closed: boolean
    verdict: 'on_site' | 'off_site'
    minutes: number
    photos: boolean
    /** 0–100; null for a closed shop. */
    score: number | null
    /** The day that was promised for the next visit. */
    next: string | null
    band: 'green' | 'red' | null
    ruled: 'honest' | 'false' | null
    /** Check-in, local `HH:MM`. */
    at: string
  }[]
  leave: { rep: string; date: string; part: '' | 'am' }[]
  owners: { customer: string; rep: string; from: string; until: string | null }[]
  active: Record<string, boolean>
  orders: {
    code: string
    rep: string | null
    customer: string
    date: string
    lines: {
      kind: 'sale' | 'return' | 'gift' | 'exchange'
      quantity: number
      fen: number
      cost: number
    }[]
  }[]
  payments: { code: string; customer: string; date: string; fen: number; order: string | null }[]
}

export function slowFigures(all: Row, rep: string, from: string, to: string) {
  const inRange = (date: string) => date >= from && date <= to
  const onLeave = (date: string) =>
    all.leave.some((one) => one.rep === rep && one.date === date && one.part === '')
  const closed = all.visits.filter((one) => one.rep === rep && one.closed)
  const made = closed.filter(({ date }) => inRange(date))

  const due = all.plans.filter(
    (stop) =>
      stop.rep === rep &&
      inRange(stop.date) &&
      stop.counted &&
      !stop.approved &&
      !onLeave(stop.date),
  )
  const completed = due.filter((stop) =>
    made.some((visit) => visit.date === stop.date && visit.customer === stop.customer),
  )

  // Of the visits that the plan knows, in the order in which they were made, those after which nothing
  // that stands earlier on the plan was still to come.
  const onDay = new Map<string, number>()
  let inOrder = 0
  const byArrival = completed
    .map((stop) => ({ ...stop, at: arrivalOf(made, stop), place: placeOf(all, stop) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.place - b.place))
  for (const { date, place } of byArrival) {
    const furthest = onDay.get(date) ?? -1
    if (place > furthest) inOrder += 1
    onDay.set(date, Math.max(furthest, place))
  }
  const late = due.filter(
    (stop) =>
      !completed.includes(stop) &&
      closed.some(
        (visit) =>
          visit.customer === stop.customer &&
          visit.date > stop.date &&
          daysBetween(stop.date, visit.date) <= 7,
      ),
  )
  const offSite = completed.filter((stop) =>
    made
      .filter((visit) => visit.date === stop.date && visit.customer === stop.customer)
      .every((visit) => visit.verdict === 'off_site'),
  )

  const promised = closed.filter(
    ({ next, customer }) =>
      next !== null &&
      inRange(next) &&
      !onLeave(next) &&
      !all.plans.some(
        (stop) =>
          stop.rep === rep && stop.date === next && stop.customer === customer && stop.approved,
      ),
  )
  const isKept = ({ date, customer, next }: Row['visits'][number]) =>
    all.visits.some(
      (visit) =>
        visit.closed &&
        visit.customer === customer &&
        visit.date > date &&
        visit.date <= (next ?? ''),
    )

  const monthStart = `${to.slice(0, 7)}-01`
  const since = from < monthStart ? from : monthStart
  const assigned = Object.keys(all.active).filter(
    (customer) => all.active[customer] && ownerOf(all, customer, to) === rep,
  )
  const covered = assigned.filter((customer) =>
    closed.some((visit) => visit.customer === customer && visit.date >= since && visit.date <= to),
  )

  const sold = all.orders.filter((order) => order.rep === rep && inRange(order.date))
  const total = { amount: 0, quantity: 0, cost: 0 }
  for (const order of sold) {
    for (const { kind, quantity, fen, cost } of order.lines) {
      const sign = kind === 'sale' ? 1 : kind === 'return' ? -1 : 0
      total.amount += sign * fen * quantity
      total.quantity += sign * quantity
      total.cost += sign * cost
      if (kind === 'gift') total.cost += cost
    }
  }
  const isSale = (order: Row['orders'][number]) => order.lines.some(({ kind }) => kind === 'sale')
  const soldAt = (visit: Row['visits'][number]) =>
    all.orders.filter(
      (order) =>
        order.rep === rep && order.customer === visit.customer && order.date === visit.date,
    )
  const strikes = made.filter((visit) => soldAt(visit).some(isSale))
  const lines = strikes.flatMap((visit) =>
    soldAt(visit).flatMap((order) => order.lines.filter(({ kind }) => kind === 'sale')),
  )
  const newcomers = sold.filter(
    (order) =>
      isSale(order) &&
      !all.orders.some(
        (other) =>
          other.customer === order.customer &&
          isSale(other) &&
          other.date + other.code < order.date + order.code,
      ),
  )
  return {
    planned: due.length,
    completed: completed.length,
    inOrder,
    late: late.length,
    offSite: offSite.length,
    done: made.length,
    unplanned: made.filter(({ planned }) => !planned).length,
    assigned: assigned.length,
    covered: covered.length,
    valid: made.filter((v) => v.verdict === 'on_site' && v.minutes >= 3 && v.photos && !isRed(v))
      .length,
    summaries: made.filter(({ score }) => score !== null).length,
    summaryPoints: made.reduce((sum, { score }) => sum + (score ?? 0), 0),
    promised: promised.length,
    kept: promised.filter(isKept).length,
    strikes: strikes.length,
    lines: lines.length,
    sales: {
      amountFen: total.amount,
      quantity: total.quantity,
      costFen: total.cost,
      orders: sold.filter(isSale).length,
      newcomers: newcomers.length,
    },
    collectedFen: slowCollected(all, rep, from, to),
  }
}

/** A ruling is about an assessment: without one there is none. */
const isRed = ({ band, ruled }: Row['visits'][number]) =>
  band !== null && (ruled === null ? band === 'red' : ruled === 'false')

const daysBetween = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / 86_400_000

type Stop = Row['plans'][number]

/** The first visit of a day to the stop's customer; `HH:MM`. */
const arrivalOf = (made: Row['visits'], stop: Stop) =>
  made
    .filter((visit) => visit.date === stop.date && visit.customer === stop.customer)
    .map(({ at }) => at)
    .toSorted()[0] ?? ''

/** Where a stop stands on the whole plan of its day, whether or not it counts. */
const placeOf = (all: Row, stop: Stop) =>
  all.plans.filter(({ rep, date }) => rep === stop.rep && date === stop.date).indexOf(stop)

const ownerOf = (all: Row, customer: string, day: string) =>
  all.owners.find(
    (one) =>
      one.customer === customer && one.from <= day && (one.until === null || one.until > day),
  )?.rep ?? null

/** One fen after the other to the oldest order that is still open. */
function slowCollected(all: Row, rep: string, from: string, to: string): number {
  let mine = 0
  const net = (order: Row['orders'][number]) =>
    order.lines.reduce(
      (sum, { kind, quantity, fen }) =>
        sum + (kind === 'sale' ? 1 : kind === 'return' ? -1 : 0) * quantity * fen,
      0,
    )
  const open = new Map(all.orders.map((order) => [order.code, net(order)]))
  const inTime = all.payments
    .filter(({ date }) => date <= to)
    .toSorted((a, b) => (a.date + a.code < b.date + b.code ? -1 : 1))
  for (const { customer, date, fen, order: named } of inTime) {
    for (let paid = 0; paid < fen; paid++) {
      const oldest = all.orders
        .filter((order) => order.customer === customer && order.date <= date)
        .filter((order) => (open.get(order.code) ?? 0) > 0)
        .toSorted((a, b) => (a.date + a.code < b.date + b.code ? -1 : 1))[0]
      const taken = named ?? oldest?.code ?? null
      if (taken !== null) open.set(taken, (open.get(taken) ?? 0) - 1)
      const credited =
        all.orders.find(({ code }) => code === taken)?.rep ?? ownerOf(all, customer, date)
      if (date >= from && credited === rep) mine += 1
    }
  }
  return mine
}

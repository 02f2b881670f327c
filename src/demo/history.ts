/** A rep's past half year, day by day: plans, visits, orders and money. Nothing is random but by its seed. */
import { addDays, daysBetween, isOddIsoWeek, isoWeekday, type LocalDate } from '../domain/time.ts'
import type { WorkCalendar } from '../domain/work-calendar.ts'
import type { dailyPlans, planStops } from '../features/plans/tables.ts'
import type { visits } from '../features/visits/tables.ts'
import { walkDay } from './day.ts'
import type { DemoRep } from './people.ts'
import { between, chance, normal, type Random, whole } from './random.ts'
import { nextGap, type Shop } from './shops.ts'
import {
  type Due,
  type LineRow,
  makeOrder,
  type OrderRow,
  type PaymentRow,
  paymentFor,
} from './trading.ts'

export interface RepHistory {
  readonly plans: (typeof dailyPlans.$inferInsert)[]
  readonly stops: (typeof planStops.$inferInsert)[]
  readonly visits: (typeof visits.$inferInsert)[]
  readonly orders: OrderRow[]
  readonly lines: LineRow[]
  readonly payments: PaymentRow[]
  /** Days on which the rep was away. */
  readonly leave: LocalDate[]
}

/** A shop while the story goes on. */
export interface Running {
  readonly shop: Shop
  lastVisit: LocalDate
  nextOrder: LocalDate
  dues: Due[]
}

export interface Story {
  readonly random: Random
  readonly rep: DemoRep
  readonly today: LocalDate
  readonly days: number
  readonly calendar: WorkCalendar
  /** Midnight of a local day. */
  midnight(day: LocalDate): Date
}

/** Habits of a rep: how much of a plan gets done, and how many stops a day has. */
export interface Habits {
  readonly diligence: number
  readonly capacity: number
  /** The fewest and the most stops of a day. */
  readonly stops: readonly [fewest: number, most: number]
  /** Share of check-ins made on the live page; the rest are places sent in the chat. */
  readonly live: number
}

/** Tells the story up to yesterday: today nobody has visited anybody yet. */
export function tellHistory(story: Story, shops: readonly Shop[]): RepHistory {
  const { random, rep, today, calendar } = story
  const from = addDays(today, -story.days)
  const told: RepHistory = {
    plans: [],
    stops: [],
    visits: [],
    orders: [],
    lines: [],
    payments: [],
    leave: [],
  }
  const isKey = rep.trade === 'keyAccount'
  const habits: Habits = {
    diligence: between(random, 0.8, 0.985),
    capacity: isKey ? whole(random, 6, 8) : whole(random, 17, 22),
    stops: isKey ? [5, 8] : [12, 25],
    live: between(random, 0.1, 0.7),
  }
  const running = shops.map((shop): Running => {
    const start = shop.row.createdOn > from ? (shop.row.createdOn as LocalDate) : from
    return {
      shop,
      lastVisit: addDays(start, -whole(random, 0, Math.round(shop.visitEveryDays))),
      nextOrder: addDays(start, Math.floor(random() * shop.gapDays)),
      dues: [],
    }
  })
  const book = bookOf(story, told)
  for (const day of calendar.workingDays(from, addDays(today, -1))) {
    const known = running.filter(({ shop }) => shop.row.createdOn <= day)
    if (chance(random, 0.012)) told.leave.push(day)
    else walkDay(story, habits, day, choose(known, day, habits, random), known, told, book)
    for (const one of known) byPhone(story, one, day, book)
    for (const one of known) settle(story, one, day, book)
  }
  return told
}

/** What orders and payments are written with. */
export interface Book {
  /** The shop orders at this instant; answers the net amount in fen. */
  order(one: Running, day: LocalDate, at: Date): number
  pay(one: Running, due: Due, day: LocalDate, at: Date): void
}

function bookOf({ random, rep, today }: Story, told: RepHistory): Book {
  const no = (prefix: string, n: number) =>
    `${prefix}${String(rep.index + 1).padStart(4, '0')}${String(n + 1).padStart(5, '0')}`
  return {
    order(one, day, at) {
      const code = no('SO', told.orders.length)
      const order = makeOrder(random, one.shop, {
        code,
        repOpenId: ownerOn(one.shop, day, rep.openId),
        at,
        on: day,
      })
      told.orders.push(order.row)
      told.lines.push(...order.lines)
      one.nextOrder = addDays(day, nextGap(random, one.shop))
      const quiet = one.shop.quietFrom
      if (quiet && one.nextOrder >= quiet) one.nextOrder = addDays(today, 30)
      const due = paymentFor(random, one.shop, order, today)
      if (due) one.dues.push(due)
      return order.netFen
    },
    pay(one, due, day, at) {
      one.dues = one.dues.filter((other) => other !== due)
      told.payments.push({
        code: no('SK', told.payments.length),
        customerCode: one.shop.row.code,
        receivedAt: at,
        receivedOn: day,
        amountFen: due.amountFen,
        orderCode: due.orderCode,
        method: due.method,
        collectorOpenId: due.method === '银行转账' ? null : rep.openId,
      })
    },
  }
}

/** Fixed visit days first, then whose turn is longest overdue; in the order of the streets. */
function choose(known: readonly Running[], day: LocalDate, habits: Habits, random: Random) {
  const [fewest, most] = habits.stops
  const wish = Math.round(habits.capacity + normal(random) * 1.2)
  const capacity = Math.min(most, Math.max(fewest, wish))
  const open = known.filter(
    ({ shop: { row, takenOver } }) =>
      row.status !== 'closed' && row.address && (takenOver?.on ?? row.createdOn) <= day,
  )
  const fixed = open.filter(({ shop }) => isFixedOn(shop, day))
  const due = open
    .filter(({ shop }) => !shop.row.visitDays)
    .map((one) => ({ one, turn: daysBetween(one.lastVisit, day) / one.shop.visitEveryDays }))
    .toSorted((a, b) => b.turn - a.turn)
    .filter(({ turn }, i) => turn >= 0.95 || fixed.length + i < fewest)
    .map(({ one }) => one)
  return [...fixed, ...due].slice(0, Math.max(capacity, fixed.length)).toSorted(byStreet)
}

function ownerOn({ takenOver }: Shop, day: LocalDate, rep: string): string {
  return takenOver && day < takenOver.on ? takenOver.from : rep
}

function isFixedOn({ row }: Shop, day: LocalDate): boolean {
  if (!row.visitDays?.includes(isoWeekday(day))) return false
  return row.weekPattern === 'every' || (row.weekPattern === 'odd') === isOddIsoWeek(day)
}

function byStreet(a: Running, b: Running): number {
  const [x, y] = [a.shop.place, b.shop.place]
  return x.street.name === y.street.name
    ? x.along - y.along
    : x.street.name < y.street.name
      ? -1
      : 1
}

/** Whoever was not visited in time orders by phone. */
function byPhone(story: Story, one: Running, day: LocalDate, book: Book): void {
  const isLate = one.nextOrder <= addDays(day, -4)
  if (!isLate && !(one.nextOrder <= day && chance(story.random, 0.08))) return
  const at = new Date(story.midnight(day).getTime() + whole(story.random, 9 * 60, 17 * 60) * 60_000)
  book.order(one, day, at)
}

function settle(story: Story, one: Running, day: LocalDate, book: Book): void {
  if (one.dues.length === 0) return
  for (const due of one.dues) {
    if (due.on > day) continue
    const at = whole(story.random, 9 * 60, 17 * 60 + 30) * 60_000
    book.pay(one, due, day, new Date(story.midnight(day).getTime() + at))
  }
}

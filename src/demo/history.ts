/** A rep's past half year, day by day: plans, visits, orders and money. Nothing is random but by its seed. */
import {
  addDays,
  daysBetween,
  isOddIsoWeek,
  isoWeekday,
  type LocalDate,
  localInstant,
} from '../domain/time.ts'
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
  /** Days as `WorkDay.no` counts them. */
  lastVisit: number
  nextOrder: number
  dues: Due[]
}

/** A working day of the past; `no` counts the days to today, which is 0. */
export interface WorkDay {
  readonly date: LocalDate
  readonly no: number
  /** Local midnight, milliseconds since 1970. */
  readonly midnight: number
  readonly weekday: number
  readonly isOdd: boolean
}

/** The working days that the story tells, today left out. */
export function pastDays(today: LocalDate, days: number, calendar: WorkCalendar, zone: string) {
  return calendar.workingDays(addDays(today, -days), addDays(today, -1)).map(
    (date): WorkDay => ({
      date,
      no: daysBetween(today, date),
      midnight: localInstant(date, '00:00', zone).getTime(),
      weekday: isoWeekday(date),
      isOdd: isOddIsoWeek(date),
    }),
  )
}

export interface Story {
  readonly random: Random
  readonly rep: DemoRep
  readonly today: LocalDate
  readonly days: readonly WorkDay[]
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

/** After the story: a shop that orders no more. */
const never = 1_000

/** Tells the story up to yesterday: today nobody has visited anybody yet. */
export function tellHistory(story: Story, shops: readonly Shop[]): RepHistory {
  const { random, rep, today, days } = story
  const first = days[0]?.no ?? 0
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
    const start = Math.max(first, daysBetween(today, shop.row.createdOn as LocalDate))
    return {
      shop,
      lastVisit: start - whole(random, 0, Math.round(shop.visitEveryDays)),
      nextOrder: start + Math.floor(random() * shop.gapDays),
      dues: [],
    }
  })
  const book = bookOf(story, told)
  for (const day of days) {
    const known = running.filter(({ shop }) => shop.row.createdOn <= day.date)
    if (chance(random, 0.012)) told.leave.push(day.date)
    else walkDay(story, habits, day, choose(known, day, habits, random), known, told, book)
    for (const one of known) byPhone(story, one, day, book)
    for (const one of known) settle(story, one, day, book)
  }
  return told
}

/** What orders and payments are written with. */
export interface Book {
  /** The shop orders at this instant; answers the net amount in fen. */
  order(one: Running, day: WorkDay, at: Date): number
  pay(one: Running, due: Due, day: WorkDay, at: Date): void
}

function bookOf({ random, rep, today }: Story, told: RepHistory): Book {
  const no = (prefix: string, n: number) =>
    `${prefix}${String(rep.index + 1).padStart(4, '0')}${String(n + 1).padStart(5, '0')}`
  return {
    order(one, day, at) {
      const code = no('SO', told.orders.length)
      const order = makeOrder(random, one.shop, {
        code,
        repOpenId: ownerOn(one.shop, day.date, rep.openId),
        at,
        on: day.date,
      })
      told.orders.push(order.row)
      told.lines.push(...order.lines)
      one.nextOrder = day.no + nextGap(random, one.shop)
      const quiet = one.shop.quietFrom
      if (quiet && one.nextOrder >= daysBetween(today, quiet)) one.nextOrder = never
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
        receivedOn: day.date,
        amountFen: due.amountFen,
        orderCode: due.orderCode,
        method: due.method,
        collectorOpenId: due.method === '银行转账' ? null : rep.openId,
      })
    },
  }
}

/** Fixed visit days first, then whose turn is longest overdue; in the order of the streets. */
function choose(known: readonly Running[], day: WorkDay, habits: Habits, random: Random) {
  const [fewest, most] = habits.stops
  const wish = Math.round(habits.capacity + normal(random) * 1.2)
  const capacity = Math.min(most, Math.max(fewest, wish))
  const open = known.filter(
    ({ shop: { row, takenOver } }) =>
      row.status !== 'closed' && row.address && (takenOver?.on ?? row.createdOn) <= day.date,
  )
  const fixed = open.filter(({ shop }) => isFixedOn(shop, day))
  const due = open
    .filter(({ shop }) => !shop.row.visitDays)
    .map((one) => ({ one, turn: (day.no - one.lastVisit) / one.shop.visitEveryDays }))
    .toSorted((a, b) => b.turn - a.turn)
    .filter(({ turn }, i) => turn >= 0.95 || fixed.length + i < fewest)
    .map(({ one }) => one)
  return [...fixed, ...due].slice(0, Math.max(capacity, fixed.length)).toSorted(byStreet)
}

function ownerOn({ takenOver }: Shop, day: LocalDate, rep: string): string {
  return takenOver && day < takenOver.on ? takenOver.from : rep
}

function isFixedOn({ row }: Shop, { weekday, isOdd }: WorkDay): boolean {
  if (!row.visitDays?.includes(weekday)) return false
  return row.weekPattern === 'every' || (row.weekPattern === 'odd') === isOdd
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
function byPhone(story: Story, one: Running, day: WorkDay, book: Book): void {
  if (one.nextOrder > day.no) return
  if (one.nextOrder > day.no - 4 && !chance(story.random, 0.08)) return
  const at = new Date(day.midnight + whole(story.random, 9 * 60, 17 * 60) * 60_000)
  book.order(one, day, at)
}

function settle(story: Story, one: Running, day: WorkDay, book: Book): void {
  if (one.dues.length === 0) return
  for (const due of one.dues) {
    if (due.on > day.date) continue
    const at = whole(story.random, 9 * 60, 17 * 60 + 30) * 60_000
    book.pay(one, due, day, new Date(day.midnight + at))
  }
}

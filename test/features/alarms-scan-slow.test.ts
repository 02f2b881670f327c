/**
 * What the nightly scan knows of customers, kept and packed, against the plainest way there is, on random orders
 * that change from night to night.
 */
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { dateOf, dayOf } from '../../src/domain/alarms/closed-days.ts'
import { type Observed, observe } from '../../src/domain/alarms/observe.ts'
import { stopClock } from '../../src/domain/alarms/order-history.ts'
import { date } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { eachHistory, orderDaysOf, readChains } from '../../src/features/alarms/scan/histories.ts'
import { keepHistories } from '../../src/features/alarms/scan/keep-histories.ts'
import { scanCustomers } from '../../src/features/alarms/scan/observe-all.ts'
import { orderHistories, orderHistoryMarks } from '../../src/features/alarms/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const today = dayOf(date('2026-11-24'))
/** Ten days of holidays half a year ago, on which the clock stands still. */
const holidays = Array.from({ length: 10 }, (_, i) => today - 180 + i)

type Order = { customer: string; back: number; fen: number }

/** B1 and B2 are shops of H; X is on no list; N may order after the day of the scan. */
const customer = fc.constantFrom('A', 'A', 'A', 'H', 'B1', 'B2', 'X', 'N')
// Many on one day, some in the holidays, some of tomorrow.
const back = fc.oneof(fc.integer({ min: -3, max: 30 }), fc.integer({ min: 160, max: 560 }))
const fen = fc.oneof(
  fc.integer({ min: -90_000, max: 90_000 }),
  fc.constantFrom(0, 1, -1, 5_000_000_000_000, -5_000_000_000_000),
)
const order = fc.record({ customer, back, fen })
const someOrders = fc.array(order, { minLength: 1, maxLength: 60 })

type Parents = Readonly<Record<string, string | null>>
const usualParents: Parents = { B1: 'H', B2: 'H' }

interface World {
  readonly closed: readonly number[]
  readonly parents: Parents
}

function slow(
  list: readonly Order[],
  { closed, parents }: World,
): Map<string, Record<string, unknown>> {
  /** Open days before a day, counted one by one. */
  const openDay = (day: number) => day - closed.filter((one) => one <= day).length
  /** The head office of a shop, itself for everybody else. */
  const headOf = (code: string) => parents[code] ?? code
  const past = list.filter(({ back }) => back >= 0)
  const hasMoney = list.some(({ fen }) => fen > 0)
  const newest = Math.max(...past.map(({ back }) => today - back))
  const found = new Map<string, Record<string, unknown>>()
  for (const head of new Set(past.map(({ customer }) => headOf(customer)))) {
    const own = past.filter((one) => headOf(one.customer) === head && (!hasMoney || one.fen > 0))
    if (own.length === 0) continue
    const days = [...new Set(own.map(({ back }) => openDay(today - back)))].sort((a, b) => a - b)
    const fenOf = (day: number) =>
      own.filter(({ back }) => openDay(today - back) === day).reduce((n, { fen }) => n + fen, 0)
    const now = openDay(newest)
    const [first = 0, last = 0] = [days[0], days.at(-1)]
    const gaps = days.slice(1).map((day, i) => day - (days[i] ?? 0))
    const within = (from: number, to: number) =>
      days.filter((day) => now - day >= from && now - day < to)
    const before = within(30, 150)
    found.set(head, {
      repeats: days.length - 1,
      span: last - first,
      age: now - first,
      gapSquares: gaps.reduce((sum, gap) => sum + gap * gap, 0),
      lastGap: gaps.at(-1) ?? 0,
      amount: days.reduce((sum, day) => sum + fenOf(day), 0),
      lastAmount: fenOf(last),
      months: [5, 4, 3, 2, 1, 0].map((back) => within(30 * back, 30 * back + 30).length),
      plunge:
        before.length === 0
          ? null
          : {
              before: before.map((day) => day - (now - 150)),
              recent: within(0, 30).map((day) => day - (now - 150)),
              amounts: before.map(fenOf),
              recentAmount: within(0, 30).reduce((sum, day) => sum + fenOf(day), 0),
            },
      lastOrder: Math.max(...own.map(({ back }) => today - back)),
      firstDay: Math.min(...own.map(({ back }) => today - back)),
      recent: days.reduce((sum, day) => sum + Math.exp((day - now) / 120), 0).toFixed(9),
    })
  }
  return found
}

const told = ({ facts, months, plunge, lastOrder, firstDay }: Observed) => {
  const { recent, ...whole } = facts
  return { ...whole, recent: recent.toFixed(9), months, plunge, lastOrder, firstDay }
}

async function start() {
  const bot = await startBot({ now: '2026-11-24T05:30:00+08:00' })
  await bot.db.insert(customers).values(
    ['A', 'H', 'B1', 'B2', 'N'].map((code) => ({
      ...{ code, name: code, createdOn: '2024-01-01' },
      parentCode: usualParents[code] ?? null,
    })),
  )
  return bot
}

/** What the scan observes, once it has packed who is marked: few at a time, so that it takes several slices. */
async function seenBy(bot: TestBot, { closed }: World): Promise<Record<string, unknown>> {
  await keepHistories(bot.db, 2)
  const seen = new Map<string, unknown>()
  const days = await orderDaysOf(bot.db, today)
  if (days)
    await eachHistory(bot.db, days, await readChains(bot.db), (history) => {
      const one = observe(history, days.newest, stopClock(closed))
      if (!one) return
      expect(seen.has(one.customer)).toBe(false)
      seen.set(one.customer, told(one))
    })
  return Object.fromEntries(seen)
}

const expected = (list: readonly Order[], world: World) =>
  list.some(({ back }) => back >= 0) ? Object.fromEntries(slow(list, world)) : {}

const rowOf = (code: string, { customer, back, fen }: Order) => ({
  ...{ code, customerCode: customer, netFen: fen },
  orderedAt: new Date(`${dateOf(today - back)}T10:00:00+08:00`),
  orderedOn: dateOf(today - back),
})

test('whatever was ordered, the scan observes what a plain count does', async () => {
  const bot = await start()
  const world = { closed: holidays, parents: usualParents }
  let withoutMoney = 0
  let sameDay = 0
  const check = async (some: readonly Order[]) => {
    await bot.db.delete(orders)
    await bot.db.insert(orders).values(some.map((one, i) => rowOf(`O${i}`, one)))
    expect(await seenBy(bot, world)).toEqual(expected(some, world))
    withoutMoney += Number(some.every(({ fen }) => fen <= 0))
    sameDay += Number(new Set(some.map((o) => `${o.customer} ${o.back}`)).size < some.length)
  }
  await fc.assert(fc.asyncProperty(someOrders, check), { numRuns: 20, seed: 20_261_126 })
  const returns = someOrders.map((some) => some.map((o) => ({ ...o, fen: -Math.abs(o.fen) })))
  await fc.assert(fc.asyncProperty(returns, check), { numRuns: 5, seed: 20_261_126 })
  // The cases that are hard did occur.
  expect(withoutMoney).toBeGreaterThan(0)
  expect(sameDay).toBeGreaterThan(0)
}, 120_000)

const which = fc.nat()
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import' as const), some: someOrders }) },
  fc.record({ do: fc.constant('return' as const), which, fen }),
  fc.record({ do: fc.constant('date' as const), which, back }),
  fc.record({ do: fc.constant('move' as const), which, customer }),
  fc.record({ do: fc.constant('rename' as const), which, customer }),
  fc.record({ do: fc.constant('delete' as const), which }),
  fc.record({ do: fc.constant('empty' as const), customer }),
  fc.record({
    do: fc.constant('parent' as const),
    shop: fc.constantFrom('B1', 'B2'),
    head: fc.constantFrom('H', 'A', null),
  }),
  fc.record({
    do: fc.constant('pause' as const),
    customer,
    until: fc.integer({ min: -9, max: 9 }),
  }),
  fc.record({ do: fc.constant('closed' as const), customer, back: fc.nat(60) }),
  fc.record({ do: fc.constant('holidays' as const), from: fc.integer({ min: 0, max: 60 }) }),
)
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never
const nights = fc.array(fc.array(change, { maxLength: 5 }), { minLength: 1, maxLength: 4 })

test('orders, chains and closures that change from night to night: what is kept is what a first scan finds', async () => {
  const bot = await start()
  const { db } = bot
  const rules = await loadRules(db)
  let [made, packed] = [0, 0]
  const run = async (all: readonly (readonly Change[])[]) => {
    const list = new Map<string, Order>()
    let closed: readonly number[] = holidays
    let parents = usualParents
    const setParent = async (shop: string, head: string | null) => {
      parents = { ...parents, [shop]: head }
      await db.update(customers).set({ parentCode: head }).where(eq(customers.code, shop))
    }
    const apply = async (what: Change) => {
      const key = 'which' in what ? [...list.keys()][what.which % Math.max(1, list.size)] : ''
      const old = list.get(key ?? '')
      const isThat = eq(orders.code, key ?? '')
      /** Puts something else in the place of an order. */
      const put = async (next: Order, code = key ?? '') => {
        list.delete(key ?? '')
        list.set(code, next)
        await db.update(orders).set(rowOf(code, next)).where(isThat)
      }
      switch (what.do) {
        case 'import': {
          const rows = what.some.map((one) => ({ code: `O${++made}`, one }))
          for (const { code, one } of rows) list.set(code, one)
          await db.insert(orders).values(rows.map(({ code, one }) => rowOf(code, one)))
          return
        }
        case 'return':
          return old && put({ ...old, fen: what.fen })
        case 'date':
          return old && put({ ...old, back: what.back })
        case 'move':
          return old && put({ ...old, customer: what.customer })
        case 'rename':
          return old && put({ ...old, customer: what.customer }, `O${++made}`)
        case 'delete':
          list.delete(key ?? '')
          await db.delete(orders).where(isThat)
          return
        case 'empty':
          for (const [code, one] of list) if (one.customer === what.customer) list.delete(code)
          await db.delete(orders).where(eq(orders.customerCode, what.customer))
          return
        case 'parent':
          return setParent(what.shop, what.head)
        case 'pause':
          await db
            .update(customers)
            .set({ pausedUntil: dateOf(today + what.until) })
            .where(eq(customers.code, what.customer))
          return
        case 'closed':
          await db.insert(visits).values({
            ...{ id: uuidv7(), repOpenId: 'ou_x', customerCode: what.customer, planned: false },
            ...{ date: dateOf(today - what.back), checkedInAt: bot.now(), status: 'closed' },
            ...{ locationSource: 'chat', verdict: 'on_site', outcome: 'shopClosed' },
          })
          return
        case 'holidays':
          closed = [...holidays, today - what.from, today - what.from - 1]
      }
    }
    await db.delete(orders)
    await db.delete(visits)
    await db.update(customers).set({ pausedUntil: null })
    for (const shop of ['B1', 'B2']) await setParent(shop, 'H')
    for (const changes of all) {
      for (const one of changes) await apply(one)
      const world = { closed, parents }
      expect(await seenBy(bot, world)).toEqual(expected([...list.values()], world))
      packed += Number((await db.$count(orderHistoryMarks)) === 0)
    }
    const kept = await scanCustomers(db, rules, dateOf(today))
    await db.execute(sql`truncate order_histories, order_history_marks`)
    await db.execute(sql`insert into order_history_marks (customer_code)
      select distinct customer_code from orders`)
    await keepHistories(db)
    expect(kept).toEqual(await scanCustomers(db, rules, dateOf(today)))
    expect(await db.$count(orderHistories)).toBe(
      new Set([...list.values()].map((one) => one.customer)).size,
    )
  }
  await fc.assert(fc.asyncProperty(nights, run), { numRuns: 30, seed: 20_261_126 })
  // Nights do not pack everybody again: after each of them nobody is marked.
  expect(packed).toBeGreaterThan(30)
}, 120_000)

test('an order that commits while histories are packed is not lost, and nobody else is packed again', async () => {
  const bot = await start()
  const add = (code: string, customer: string) => rowOf(code, { customer, back: 1, fen: 100 })
  await bot.db.insert(orders).values([add('O1', 'A'), add('O2', 'N')])
  await bot.db.transaction(async (tx) => {
    await tx.insert(orders).values(add('O3', 'A'))
    expect(await keepHistories(bot.db)).toBe(2)
  })
  const sizes = async () => {
    const rows = await bot.db.select().from(orderHistories).orderBy(orderHistories.customerCode)
    return rows.map((row) => [row.customerCode, row.orders.length / 8])
  }
  expect(await sizes()).toEqual([
    ['A', 1],
    ['N', 1],
  ])
  expect(await keepHistories(bot.db)).toBe(1)
  expect(await sizes()).toEqual([
    ['A', 2],
    ['N', 1],
  ])
  // What changes nothing that a history holds marks nobody.
  await bot.db.update(orders).set({ repOpenId: 'ou_x' })
  await bot.db.update(orders).set({ netFen: 100 })
  expect(await keepHistories(bot.db)).toBe(0)
})

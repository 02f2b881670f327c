/** What the nightly scan knows of customers, by SQL and packed, against the plainest way there is, on random orders. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayOf } from '../../src/domain/alarms/closed-days.ts'
import { type Observed, observe } from '../../src/domain/alarms/observe.ts'
import { stopClock } from '../../src/domain/alarms/order-history.ts'
import { date } from '../../src/domain/time.ts'
import { eachHistory, orderDaysOf, readChains } from '../../src/features/alarms/scan/histories.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { startBot } from '../support/bot.ts'

const today = dayOf(date('2026-11-24'))
/** Ten days of holidays half a year ago, on which the clock stands still. */
const closed = Array.from({ length: 10 }, (_, i) => today - 180 + i)

type Order = { customer: string; back: number; fen: number }

/** B1 and B2 are shops of H; X is on no list; N may order after the day of the scan. */
const someOrders = fc.array(
  fc.record({
    customer: fc.constantFrom('A', 'A', 'A', 'H', 'B1', 'B2', 'X', 'N'),
    // Many on one day, some in the holidays, some of tomorrow.
    back: fc.oneof(fc.integer({ min: -3, max: 30 }), fc.integer({ min: 160, max: 560 })),
    fen: fc.oneof(
      fc.integer({ min: -90_000, max: 90_000 }),
      fc.constantFrom(0, 1, -1, 5_000_000_000_000, -5_000_000_000_000),
    ),
  }),
  { minLength: 1, maxLength: 60 },
)

/** Open days before a day, counted one by one. */
const openDay = (day: number) => day - closed.filter((one) => one <= day).length

/** The head office of a shop, itself for everybody else. */
const headOf = (customer: string) => (customer.startsWith('B') ? 'H' : customer)

function slow(list: readonly Order[]): Map<string, Record<string, unknown>> {
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

test('whatever was ordered, the scan observes what a plain count does', async () => {
  const bot = await startBot({ now: '2026-11-24T05:30:00+08:00' })
  const list = ['A', 'H', 'B1', 'B2', 'N'].map((code) => ({
    ...{ code, name: code, createdOn: '2024-01-01' },
    ...(code.startsWith('B') ? { parentCode: 'H' } : {}),
  }))
  await bot.db.insert(customers).values(list)
  let withoutMoney = 0
  let sameDay = 0
  const check = async (some: readonly Order[]) => {
    await bot.db.delete(orders)
    await bot.db.insert(orders).values(
      some.map(({ customer, back, fen }, i) => ({
        ...{ code: `O${i}`, customerCode: customer, netFen: fen },
        orderedAt: new Date(`${dateOf(today - back)}T10:00:00+08:00`),
        orderedOn: dateOf(today - back),
      })),
    )
    const seen = new Map<string, unknown>()
    const days = await orderDaysOf(bot.db, today)
    if (days)
      await eachHistory(bot.db, days, await readChains(bot.db), (history) => {
        const one = observe(history, days.newest, stopClock(closed))
        if (one) seen.set(one.customer, told(one))
      })
    const expected = some.some(({ back }) => back >= 0) ? slow(some) : new Map()
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected))
    withoutMoney += Number(some.every(({ fen }) => fen <= 0))
    sameDay += Number(new Set(some.map((o) => `${o.customer} ${o.back}`)).size < some.length)
  }
  await fc.assert(fc.asyncProperty(someOrders, check), { numRuns: 40, seed: 20_261_126 })
  const returns = someOrders.map((some) => some.map((o) => ({ ...o, fen: -Math.abs(o.fen) })))
  await fc.assert(fc.asyncProperty(returns, check), { numRuns: 10, seed: 20_261_126 })
  // The cases that are hard did occur.
  expect(withoutMoney).toBeGreaterThan(0)
  expect(sameDay).toBeGreaterThan(0)
}, 120_000)

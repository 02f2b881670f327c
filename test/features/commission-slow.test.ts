/** Facts by SQL against the plainest way there is: unit by unit over arrays, on random data. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '../../src/db/client.ts'
import {
  commissionCloses,
  commissionCorrections,
  commissionLines,
  commissionResults,
} from '../../src/features/commission/tables.ts'
import { orderLines, orders, payments } from '../../src/features/orders/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { han, li, payingCompany } from './commission-support.ts'
import { recorder } from './performance-support.ts'

type Line = { kind: 'sale' | 'return'; product: string; quantity: number }
type Order = { code: string; customer: string; rep: string; day: string; lines: Line[] }
type Paid = { order: number; day: string; fen: number; method: string | null }
type Visit = { rep: string; customer: string; day: string }

const price = 5_000
const day = fc
  .tuple(fc.constantFrom('2026-10', '2026-11'), fc.integer({ min: 1, max: 3 }))
  .map(([month, n]) => `${month}-0${n}`)
const customer = fc.constantFrom('C1', 'C2')
const rep = fc.constantFrom(li, han)
const line = fc.record({
  kind: fc.constantFrom('sale' as const, 'sale' as const, 'return' as const),
  product: fc.constantFrom('P1', 'P2'),
  quantity: fc.integer({ min: 1, max: 6 }),
})
const someOrders = fc
  .array(fc.record({ customer, rep, day, lines: fc.array(line, { minLength: 1, maxLength: 3 }) }), {
    minLength: 3,
    maxLength: 9,
  })
  .map((list) => list.map((one, i): Order => ({ code: `O${i}`, ...one })))
const somePaid = fc.array(
  fc.record({
    order: fc.nat(8),
    day,
    fen: fc.integer({ min: 1, max: 60_000 }),
    method: fc.constantFrom(null, '返利', '微信'),
  }),
  { maxLength: 8 },
)
const someVisits = fc.array(fc.record({ rep, customer, day }), { minLength: 6, maxLength: 20 })

const inNovember = (on: string) => on.startsWith('2026-11')

/** 2 % of a unit, half of it to a partner who was there too; what comes back takes its own unit back. */
function slowByOrder(list: readonly Order[], been: readonly Visit[]): Map<string, number> {
  const fen = new Map<string, number>()
  const add = (who: string, n: number) => fen.set(who, (fen.get(who) ?? 0) + n)
  const units: { key: string; day: string; who: [string, number][]; isGone: boolean }[] = []
  const cameBack: { key: string; day: string; place: string; rep: string }[] = []
  for (const one of list)
    one.lines.forEach(({ kind, product, quantity }, i) => {
      if (product !== 'P1') return
      const place = `${one.day} ${one.code}/${i + 1}`
      const there = (who: string) =>
        been.some((v) => v.rep === who && v.customer === one.customer && v.day === one.day)
      const partner = one.rep === li ? han : li
      const isShared = there(one.rep) && there(partner)
      for (let n = 0; n < quantity; n++)
        if (kind === 'sale')
          units.push({
            key: `${one.customer} ${place}`,
            day: one.day,
            who: isShared
              ? [
                  [one.rep, 50],
                  [partner, 50],
                ]
              : [[one.rep, 100]],
            isGone: false,
          })
        else cameBack.push({ key: one.customer, day: one.day, place, rep: one.rep })
    })
  for (const { day: on, who } of units)
    if (inNovember(on)) for (const [name, n] of who) add(name, n)
  const newest = units.toSorted((a, b) => (a.key.slice(3) < b.key.slice(3) ? 1 : -1))
  for (const back of cameBack.toSorted((a, b) => (a.place < b.place ? -1 : 1))) {
    const unit = newest.find(
      (one) => !one.isGone && one.key.startsWith(back.key) && one.day <= back.day,
    )
    if (unit) unit.isGone = true
    if (!inNovember(back.day)) continue
    for (const [name, n] of unit?.who ?? [[back.rep, 100] as [string, number]]) add(name, -n)
  }
  return fen
}

/** 1 % of what came in for P1, as its part of the order's sales. */
function slowByMoney(list: readonly Order[], paid: readonly Paid[]): Map<string, number> {
  const fen = new Map<string, number>()
  for (const one of paid) {
    const order = list[one.order]
    if (!order || one.method === '返利' || !inNovember(one.day)) continue
    const sold = (of: (line: Line) => boolean) =>
      order.lines
        .filter((l) => l.kind === 'sale' && of(l))
        .reduce((sum, { quantity }) => sum + quantity, 0)
    const all = sold(() => true)
    if (all === 0) continue
    const part = (one.fen * sold(({ product }) => product === 'P1')) / all / 100
    fen.set(order.rep, (fen.get(order.rep) ?? 0) + part)
  }
  return fen
}

/** Writes the orders and visits in place of what was there. */
async function rewrite(db: Db, list: readonly Order[], been: readonly Visit[]): Promise<void> {
  for (const table of [orders, orderLines, payments, visits]) await db.delete(table)
  for (const one of list) {
    const orderedAt = new Date(`${one.day}T10:00:00+08:00`)
    const head = { code: one.code, customerCode: one.customer, repOpenId: one.rep }
    await db.insert(orders).values({ ...head, orderedAt, orderedOn: one.day })
    await db.insert(orderLines).values(
      one.lines.map(({ kind, product, quantity }, i) => ({
        orderCode: one.code,
        lineNo: i + 1,
        productCode: product,
        quantity: String(quantity),
        unitPriceFen: price,
        amountFen: quantity * price,
        costFen: 0,
        kind,
      })),
    )
  }
  const record = recorder(db)
  for (const one of been) await record.visit(one.rep, one.customer, one.day, '09:00', '09:20')
}

test('whatever was ordered, brought back and visited', async () => {
  const { bot, scheme, month } = await payingCompany()
  await scheme('单', { products: ['P1'], jointShare: 0.5 })
  let joint = 0
  let returned = 0
  await fc.assert(
    fc.asyncProperty(someOrders, someVisits, async (list, been) => {
      await rewrite(bot.db, list, been)
      const slow = slowByOrder(list, been)
      joint += Number([...slow.values()].some((fen) => fen % 100 !== 0))
      returned += Number([...slow.values()].some((fen) => fen < 0))
      for (const who of [li, han])
        expect((await month(who, '2026-11')).fen).toBe(slow.get(who) ?? 0)
    }),
    { numRuns: 25, seed: 20_261_126 },
  )
  // The cases that are hard did occur.
  expect(joint).toBeGreaterThan(0)
  expect(returned).toBeGreaterThan(0)
}, 120_000)

test('whatever changes after closing, what was closed and its corrections are what it is now', async () => {
  const { bot, scheme } = await payingCompany('2026-12-10T09:00:00+08:00')
  await scheme('单', { products: ['P1'], jointShare: 0.5 })
  let booked = 0
  await fc.assert(
    fc.asyncProperty(someOrders, someOrders, someVisits, async (list, later, been) => {
      for (const table of [
        commissionCloses,
        commissionResults,
        commissionLines,
        commissionCorrections,
      ])
        await bot.db.delete(table)
      await rewrite(bot.db, list, been)
      await bot.job('performance.close-month', { date: '2026-12-10' })
      await rewrite(bot.db, later, been)
      await bot.job('performance.correct-commission', { date: '2026-12-10' })
      const corrections = await bot.db.select().from(commissionCorrections)
      await bot.job('performance.correct-commission', { date: '2026-12-10' })
      expect(await bot.db.$count(commissionCorrections)).toBe(corrections.length)
      booked += corrections.length
      const results = await bot.db.select().from(commissionResults)
      const slow = slowByOrder(later, been)
      for (const who of [li, han]) {
        const closed = results.find(({ openId, month }) => openId === who && month === '2026-11')
        const corrected = corrections
          .filter(({ openId, ofMonth }) => openId === who && ofMonth === '2026-11')
          .reduce((sum, { fen }) => sum + fen, 0)
        expect((closed?.totalFen ?? 0) + corrected).toBe(slow.get(who) ?? 0)
      }
      for (const { month } of corrections) expect(month).toBe('2026-12')
    }),
    { numRuns: 12, seed: 20_261_126 },
  )
  expect(booked).toBeGreaterThan(0)
}, 120_000)

test('whatever was paid', async () => {
  const { bot, scheme, month, order, pay } = await payingCompany()
  await scheme('款', {
    base: 'collected',
    settledOn: 'collection',
    products: ['P1'],
    rate: { kind: 'flat', value: 100 },
    excludedMethods: ['返利'],
  })
  let some = 0
  await fc.assert(
    fc.asyncProperty(someOrders, somePaid, async (list, paid) => {
      for (const table of [orders, orderLines, payments]) await bot.db.delete(table)
      for (const one of list)
        await order(
          one.code,
          one.customer,
          one.rep,
          one.day,
          one.lines.map(({ kind, product, quantity }) => [kind, product, quantity, price] as const),
        )
      for (const [i, one] of paid.entries()) {
        const to = list[one.order]
        if (!to) continue
        const { method } = one
        await pay(`R${i}`, to.customer, one.day, one.fen, { orderCode: to.code, method })
      }
      const slow = slowByMoney(list, paid)
      some += Number(slow.size > 0)
      for (const who of [li, han])
        expect(Math.abs((await month(who, '2026-11')).fen - (slow.get(who) ?? 0))).toBeLessThan(
          0.51,
        )
    }),
    { numRuns: 25, seed: 20_261_126 },
  )
  expect(some).toBeGreaterThan(0)
}, 120_000)

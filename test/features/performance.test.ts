import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { allocatePayments, type Credit } from '../../src/domain/performance/collected.ts'
import { addDays, date, type LocalDate } from '../../src/domain/time.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { calendarDays, teams, users } from '../../src/features/org/tables.ts'
import { settleMarkedCredits } from '../../src/features/performance/facts/credits.ts'
import { addUpMarkedDays } from '../../src/features/performance/facts/rep-days.ts'
import { coverageCounts, coverageOfBoth } from '../../src/features/performance/figures/coverage.ts'
import { performance, performanceOfBoth } from '../../src/features/performance/figures/index.ts'
import { visitAssessments } from '../../src/features/trust/tables.ts'
import { freshDatabase } from '../support/database.ts'
import { type Row, slowFigures } from './performance-slow.ts'
import { recorder } from './performance-support.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = connect(fresh.url, { max: 2 })
})
afterAll(async () => {
  await database.close()
  await drop()
})

const empty = () =>
  database.db.execute(sql`truncate users, teams, customers, customer_owners, calendar_days, daily_plans,
    plan_stops, visits, orders, order_lines, payments, setting_versions, rep_days, rep_day_marks,
    visit_assessments, payment_credits, payment_credit_marks,
    rep_month_customers`)

const reps = ['ou_a', 'ou_b']
const codes = ['C1', 'C2', 'C3']
const days = ['2026-10-30', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']

const one = {
  rep: fc.constantFrom(...reps),
  customer: fc.constantFrom(...codes),
  date: fc.constantFrom(...days),
}
const line = fc.record({
  kind: fc.constantFrom('sale', 'sale', 'return', 'gift', 'exchange' as const),
  quantity: fc.integer({ min: 1, max: 3 }),
  fen: fc.integer({ min: 1, max: 9 }),
  cost: fc.integer({ min: 1, max: 9 }),
})
const data = fc.record({
  plans: fc.uniqueArray(fc.record({ ...one, counted: fc.boolean(), approved: fc.boolean() }), {
    maxLength: 14,
    selector: (stop) => `${stop.rep}${stop.date}${stop.customer}`,
  }),
  visits: fc.array(
    fc.record({
      ...one,
      planned: fc.boolean(),
      closed: fc.boolean(),
      verdict: fc.constantFrom('on_site' as const, 'off_site' as const),
      minutes: fc.integer({ min: 0, max: 6 }),
      photos: fc.boolean(),
      score: fc.constantFrom(0, 40, 100, null),
      next: fc.constantFrom(null, null, ...days),
      at: fc.constantFrom('09:00', '09:10', '09:20', '09:30'),
      band: fc.constantFrom('green' as const, 'red' as const, null),
      ruled: fc.constantFrom('honest' as const, 'false' as const, null, null),
    }),
    { maxLength: 14 },
  ),
  leave: fc.uniqueArray(
    fc.record({ rep: one.rep, date: one.date, part: fc.constantFrom('' as const, 'am' as const) }),
    { maxLength: 3, selector: (leave) => `${leave.rep}${leave.date}` },
  ),
  takenOver: fc.array(fc.option(fc.constantFrom(...days)), { minLength: 3, maxLength: 3 }),
  active: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  orders: fc.array(
    fc.record({
      rep: fc.option(one.rep),
      customer: one.customer,
      date: one.date,
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  payments: fc.array(
    fc.record({
      customer: one.customer,
      date: one.date,
      fen: fc.integer({ min: 1, max: 40 }),
      order: fc.option(fc.nat(7)),
    }),
    { minLength: 1, maxLength: 8 },
  ),
})

type Made = typeof data extends fc.Arbitrary<infer T> ? T : never

function rowsOf(made: Made): Row {
  const code = (i: number) => `SO${String(i).padStart(2, '0')}`
  return {
    ...made,
    owners: codes.flatMap((customer, i) => {
      const on = made.takenOver[i]
      const [rep = '', next = ''] = i % 2 ? reps : reps.toReversed()
      return on
        ? [
            { customer, rep, from: '2026-01-01', until: on },
            { customer, rep: next, from: on, until: null },
          ]
        : [{ customer, rep, from: '2026-01-01', until: null }]
    }),
    active: Object.fromEntries(codes.map((customer, i) => [customer, made.active[i] ?? true])),
    orders: made.orders.map((order, i) => ({ ...order, code: code(i) })),
    payments: made.payments.map((payment, i) => {
      const named = payment.order === null ? undefined : made.orders[payment.order]
      // A payment names an order of its own customer, or none.
      const fits = named?.customer === payment.customer
      return { ...payment, code: `SK${i}`, order: fits ? code(payment.order ?? 0) : null }
    }),
  }
}

async function write(all: Row): Promise<void> {
  const { db } = database
  await db.insert(teams).values({ code: 'T1', name: '一部' })
  await db
    .insert(users)
    .values(reps.map((openId) => ({ openId, name: openId, role: 'rep' as const, teamCode: 'T1' })))
  await db.insert(customers).values(
    codes.map((code) => ({
      code,
      name: code,
      createdOn: '2026-01-01',
      status: all.active[code] ? ('active' as const) : ('closed' as const),
    })),
  )
  await db.insert(customerOwners).values(
    all.owners.map(({ customer, rep, from, until }) => ({
      customerCode: customer,
      ownerOpenId: rep,
      fromDate: from,
      untilDate: until,
    })),
  )
  await writeFacts(all)
}

async function writeFacts(all: Row): Promise<void> {
  const { db } = database
  const record = recorder(db)
  if (all.leave.length > 0)
    await db.insert(calendarDays).values(
      all.leave.map(({ rep, date: on, part }) => ({
        scope: `person:${rep}`,
        date: on,
        kind: 'leave' as const,
        part,
      })),
    )
  for (const rep of reps) {
    for (const on of days) {
      const stops = all.plans.filter((stop) => stop.rep === rep && stop.date === on)
      if (stops.length === 0) continue
      await record.plan(
        rep,
        on,
        stops.map(({ customer, counted, approved }) => ({
          customerCode: customer,
          counted,
          ...(approved ? { status: 'skipped' as const, skipState: 'approved' as const } : {}),
        })),
      )
    }
  }
  for (const visit of all.visits) {
    const id = uuidv7()
    await record.visit(visit.rep, visit.customer, visit.date, visit.at, '10:30', {
      planned: visit.planned,
      verdict: visit.verdict,
      dwellMinutes: visit.minutes,
      photosComplete: visit.photos,
      summaryScore: visit.score,
      nextVisitOn: visit.next,
      ...(visit.closed ? {} : { status: 'cancelled', closedBy: null }),
      id,
    })
    if (visit.band === null) continue
    await db.insert(visitAssessments).values({
      visitId: id,
      repOpenId: visit.rep,
      customerCode: visit.customer,
      date: visit.date,
      score: 50,
      band: visit.band,
      evidence: 'chat',
      evidenceShare: 1,
      rulesHash: '',
      assessedAt: new Date(0),
      ruledAs: visit.ruled,
    })
  }
  for (const { code, customer, rep, date: on, lines } of all.orders) {
    await record.order(
      code,
      customer,
      rep,
      on,
      lines.map(({ kind, quantity, fen, cost }) => [kind, quantity, fen, cost] as const),
    )
  }
  for (const { code, customer, date: on, fen, order } of all.payments) {
    await record.payment(code, customer, on, fen, order)
  }
}

/** A period and the one before in one pass are the two alone; and the days of teams add up to it. */
async function bothAreEach(now: { from: LocalDate; to: LocalDate }) {
  const before = { from: addDays(now.from, -4), to: addDays(now.from, -2) }
  const [ctx, openIds] = [{ tx: database.db }, [...reps]]
  const both = await performanceOfBoth(ctx, { openIds, now, before })
  const alone = await performance(ctx, { ...now, openIds })
  expect(both.now).toEqual(alone)
  expect(both.before).toEqual(await performance(ctx, { ...before, openIds }))
  const planned = (all: Iterable<{ planned: number }>) =>
    [...all].reduce((sum, one) => sum + one.planned, 0)
  expect(planned(both.days)).toBe(planned(alone.values()))
  const scope = { ...ctx, openIds }
  const coverage = await coverageOfBoth({ ...scope, ...now }, { ...scope, ...before }, 0)
  expect(coverage.now).toEqual(await coverageCounts({ ...scope, ...now }))
  expect(coverage.before).toEqual(await coverageCounts({ ...scope, ...before }))
}

test('the figures equal a slow hand count on random data', async () => {
  await fc.assert(
    fc.asyncProperty(data, async (made) => {
      await empty()
      const all = rowsOf(made)
      await write(all)
      // Counted from the facts, then from sums of some days and facts of others, then from sums alone.
      for (const [from, to, addUp] of [
        ['2026-11-03', '2026-11-03', 0],
        ['2026-10-30', '2026-11-05', 0],
        ['2026-10-30', '2026-11-05', 3],
        ['2026-11-03', '2026-11-03', 100],
        ['2026-10-30', '2026-11-05', 100],
      ] as const) {
        if (addUp > 0) await settleMarkedCredits(database.db, addUp === 3 ? 1 : 100)
        if (addUp > 0) await addUpMarkedDays(database.db, addUp)
        const range = { from: date(from), to: date(to) }
        const people = await performance({ tx: database.db }, range)
        const only = await performance({ tx: database.db }, { ...range, openIds: ['ou_b'] })
        for (const rep of reps) {
          const slow = slowFigures(all, rep, from, to)
          const is = people.get(rep)
          const { sales, collectedFen, dataAsOf: _, ...counts } = is ?? {}
          const { sales: slowSales, collectedFen: slowCollected, ...slowCounts } = slow
          expect(counts).toEqual(slowCounts)
          if (sales) expect(sales).toEqual(slowSales)
          if (collectedFen !== null) expect(collectedFen).toBe(slowCollected)
        }
        expect(only.get('ou_b')).toEqual(people.get('ou_b'))
        expect([...only.keys()]).toEqual(['ou_b'])
        await bothAreEach(range)
      }
    }),
    { numRuns: 30 },
  )
})

test('sums of days and credits of payments follow every change of the facts', async () => {
  const days = { from: date('2026-10-30'), to: date('2026-11-05') }
  const isRight = async (all: Row) => {
    const people = await performance({ tx: database.db }, days)
    for (const rep of reps) {
      const { collectedFen, sales, ...slow } = slowFigures(all, rep, days.from, days.to)
      const is = people.get(rep)
      expect(is).toMatchObject({ ...slow, ...(is?.sales ? { sales } : {}) })
      if (is && is.collectedFen !== null) expect(is.collectedFen).toBe(collectedFen)
    }
  }
  const half = <V>(rows: readonly V[]) => rows.filter((_, i) => i % 2 === 0)
  const swapped = <V extends { rep: string | null }>(rows: readonly V[]): V[] =>
    rows.map((row) => ({ ...row, rep: row.rep && (row.rep === 'ou_a' ? 'ou_b' : 'ou_a') }))
  await fc.assert(
    fc.asyncProperty(data, async (made) => {
      await empty()
      const all = rowsOf(made)
      const { plans, visits, orders, leave } = all
      const start: Row = { ...all, visits: half(visits), orders: half(orders), leave: [] }
      const { db } = database
      await write(start)
      await settleMarkedCredits(db)
      await addUpMarkedDays(db)

      const rest = (rows: readonly unknown[]) => rows.filter((_, i) => i % 2 === 1)
      await writeFacts({
        ...all,
        plans: [],
        payments: [],
        visits: rest(visits) as Row['visits'],
        orders: rest(orders) as Row['orders'],
      })
      const now: Row = {
        ...all,
        visits: [...half(visits), ...(rest(visits) as Row['visits'])],
      }
      await isRight(now)

      await settleMarkedCredits(db)
      await addUpMarkedDays(db)
      for (const table of ['visits', 'plan_stops', 'orders', 'visit_assessments'])
        await db.execute(sql`update ${sql.identifier(table)} set rep_open_id =
          case rep_open_id when 'ou_a' then 'ou_b' when 'ou_b' then 'ou_a' end`)
      await db.execute(sql`update customer_owners set owner_open_id =
        case owner_open_id when 'ou_a' then 'ou_b' when 'ou_b' then 'ou_a' end`)
      const turned: Row = {
        ...now,
        plans: swapped(plans),
        visits: swapped(now.visits),
        orders: swapped(now.orders),
        owners: swapped(all.owners),
      }
      await isRight(turned)

      await settleMarkedCredits(db)
      await addUpMarkedDays(db)
      await db.execute(
        sql`update plan_stops set skip_state = 'approved' where customer_code = 'C1'`,
      )
      await db.execute(sql`delete from calendar_days where scope = 'person:ou_a'`)
      await db.execute(sql`delete from visits where customer_code = 'C2'`)
      await db.execute(
        sql`update visits set next_visit_on = '2026-11-05' where customer_code = 'C3'`,
      )
      await db.execute(sql`update visits set summary_score = 60 where customer_code = 'C1'`)
      await db.execute(sql`update visit_assessments set band = 'red' where customer_code = 'C1'`)
      await db.execute(sql`delete from visit_assessments where customer_code = 'C3'`)
      await db.execute(sql`delete from orders where customer_code = 'C3'`)
      await isRight({
        ...turned,
        plans: turned.plans.map((stop) =>
          stop.customer === 'C1' ? { ...stop, approved: true } : stop,
        ),
        visits: turned.visits
          .filter(({ customer }) => customer !== 'C2')
          .map((visit) => ({
            ...visit,
            ...(visit.customer === 'C1' && visit.band ? { band: 'red' as const } : {}),
            ...(visit.customer === 'C1' ? { score: 60 } : {}),
            ...(visit.customer === 'C3' ? { band: null, next: '2026-11-05' } : {}),
          })),
        orders: turned.orders.filter(({ customer }) => customer !== 'C3'),
        leave: leave.filter(({ rep }) => rep !== 'ou_a'),
      })
    }),
    { numRuns: 25 },
  )
})

test('a planned visit made up for within a week is late, after that missed', async () => {
  await empty()
  await database.db.insert(users).values({ openId: 'ou_a', name: '李雷', role: 'rep' })
  const record = recorder(database.db)
  await record.plan('ou_a', '2026-10-30', ['C1', 'C2'])
  await addUpMarkedDays(database.db)
  await record.visit('ou_a', 'C1', '2026-11-06', '09:00', '09:10')
  await record.visit('ou_a', 'C2', '2026-11-07', '09:00', '09:10')
  const day = date('2026-10-30')
  const figures = await performance({ tx: database.db }, { from: day, to: day })
  expect(figures.get('ou_a')).toMatchObject({ planned: 2, completed: 0, late: 1 })
})

test('without orders and payments money is null, not 0', async () => {
  await empty()
  await database.db.insert(users).values({ openId: 'ou_a', name: '李雷', role: 'rep' })
  await recorder(database.db).visit('ou_a', 'C1', '2026-11-03', '09:00', '09:10')
  const day = date('2026-11-03')
  const figures = await performance({ tx: database.db }, { from: day, to: day })
  expect(figures.get('ou_a')).toMatchObject({ done: 1, sales: null, collectedFen: null })

  // A file that ends before the day has nothing to say about it; on a quiet day between it is 0.
  await recorder(database.db).order('SO1', 'C1', 'ou_a', '2026-11-02', [['sale', 1, 100, 50]])
  const before = await performance({ tx: database.db }, { from: day, to: day })
  expect(before.get('ou_a')).toMatchObject({ sales: null, dataAsOf: '2026-11-02' })
  await recorder(database.db).order('SO2', 'C1', 'ou_a', '2026-11-04', [['sale', 1, 100, 50]])
  const between = await performance({ tx: database.db }, { from: day, to: day })
  expect(between.get('ou_a')?.sales).toMatchObject({ amountFen: 0, orders: 0 })
})

describe('payments', () => {
  const order = fc.record({ on: fc.nat(5), net: fc.integer({ min: -5, max: 30 }) })
  const payment = fc.record({
    on: fc.nat(5),
    amount: fc.integer({ min: 1, max: 60 }),
    named: fc.option(fc.nat(5)),
  })
  const dayOf = (n: number) => date(`2026-11-0${n + 1}`)

  test('no fen is lost, no order is overpaid by chance, the oldest comes first', () => {
    fc.assert(
      fc.property(
        fc.array(order, { maxLength: 6 }),
        fc.array(payment, { maxLength: 6 }),
        (os, ps) => {
          const orders = os.map(({ on, net }, i) => ({
            code: `SO${i}`,
            orderedOn: dayOf(on),
            orderedAt: on,
            netFen: net,
          }))
          const payments = ps.map(({ on, amount, named }, i) => ({
            code: `SK${i}`,
            receivedOn: dayOf(on),
            receivedAt: on,
            amountFen: amount,
            orderCode: named !== null && named < os.length ? `SO${named}` : null,
          }))
          const credits = allocatePayments(orders, payments)
          const sum = (list: readonly Credit[]) =>
            list.reduce((n, { amountFen }) => n + amountFen, 0)
          for (const { code, amountFen } of payments) {
            expect(sum(credits.filter(({ paymentCode }) => paymentCode === code))).toBe(amountFen)
          }
          const free = new Set(payments.filter((p) => p.orderCode === null).map(({ code }) => code))
          const byChance = credits.filter(({ paymentCode }) => free.has(paymentCode))
          for (const { code, netFen } of orders) {
            const got = sum(byChance.filter(({ orderCode }) => orderCode === code))
            expect(got).toBeLessThanOrEqual(Math.max(0, netFen))
          }
          // What is left of a payment stayed because nothing of its day was open any more.
          for (const { paymentCode, orderCode } of byChance) {
            if (orderCode !== null) continue
            const { receivedOn } = payments.find(({ code }) => code === paymentCode) ?? {}
            for (const { code, netFen, orderedOn } of orders) {
              if (receivedOn && orderedOn <= receivedOn)
                expect(sum(credits.filter((c) => c.orderCode === code))).toBeGreaterThanOrEqual(
                  netFen,
                )
            }
          }
        },
      ),
    )
  })

  test('a worked example', () => {
    const orders = [
      { code: 'SO2', orderedOn: dayOf(1), orderedAt: 2, netFen: 50 },
      { code: 'SO1', orderedOn: dayOf(0), orderedAt: 1, netFen: 30 },
    ]
    const paid = (
      code: string,
      receivedAt: number,
      amountFen: number,
      orderCode: string | null,
    ) => ({
      code,
      receivedOn: dayOf(receivedAt),
      receivedAt,
      amountFen,
      orderCode,
    })
    expect(
      allocatePayments(orders, [
        paid('SK1', 0, 40, null), // before SO2 was ordered: 30 to SO1, 10 to nobody
        paid('SK2', 1, 45, 'SO2'),
        paid('SK3', 2, 20, null), // 5 are open at SO2
      ]),
    ).toEqual([
      { paymentCode: 'SK1', orderCode: 'SO1', amountFen: 30 },
      { paymentCode: 'SK1', orderCode: null, amountFen: 10 },
      { paymentCode: 'SK2', orderCode: 'SO2', amountFen: 45 },
      { paymentCode: 'SK3', orderCode: 'SO2', amountFen: 5 },
      { paymentCode: 'SK3', orderCode: null, amountFen: 15 },
    ])
  })
})

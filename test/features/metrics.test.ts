import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { changeOf, metricKeys } from '../../src/domain/performance/metrics.ts'
import { date } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { settingVersions } from '../../src/features/admin/tables.ts'
import { customerAlarms } from '../../src/features/alarms/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { calendarDays, teams, users } from '../../src/features/org/tables.ts'
import { buyersBy, dealsBy } from '../../src/features/performance/metrics/customers-seen.ts'
import { attainmentBy } from '../../src/features/performance/metrics/frequency.ts'
import { figuresOverTime, readMetrics } from '../../src/features/performance/metrics/read.ts'
import { freshDatabase } from '../support/database.ts'
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
beforeEach(() =>
  database.db.execute(sql`truncate users, teams, customers, customer_owners, calendar_days, daily_plans,
    plan_stops, visits, orders, order_lines, payments, setting_versions, rep_days, rep_day_marks,
    visit_assessments, customer_alarms,
    payment_credits, payment_credit_marks, rep_month_customers`),
)

const clock = { zone: 'Asia/Shanghai', today: date('2026-12-31') }
const week = { from: date('2026-11-02'), to: date('2026-11-08') }

/** A week of one rep with four customers, small enough to count on paper. */
async function aWeek(): Promise<void> {
  const { db } = database
  const record = recorder(db)
  await db.insert(teams).values({ code: 'T1', name: '一部' })
  await db.insert(users).values({ openId: 'ou_a', name: '李雷', role: 'rep', teamCode: 'T1' })
  const shop = (code: string, grade: 'A' | 'B' | null, frequency: string | null = null) => ({
    code,
    name: code,
    grade,
    type: '流通',
    frequency,
    ownerOpenId: 'ou_a',
    createdOn: '2026-01-01',
  })
  // A: 4 in 28 days, one a week. B: one in two weeks. C4 is paused.
  await db
    .insert(customers)
    .values([shop('C1', 'A'), shop('C2', 'A', '2/week'), shop('C3', 'B'), shop('C4', null, '0')])
  await db.insert(settingVersions).values({
    key: 'performance.visitCostYuan',
    scope: 'org',
    value: 2,
    byOpenId: 'ou_admin',
    at: new Date('2026-11-01T00:00:00Z'),
  } as typeof settingVersions.$inferInsert)

  // Monday: C1, C2, C3 planned; C2 before C1, C3 not at all; C4 unplanned.
  await record.plan('ou_a', '2026-11-02', ['C1', 'C2', 'C3'])
  // Promised: C1 again on Wednesday, which nobody does; C2 on Sunday, kept by a colleague on Saturday;
  // C4 on Friday, whose leave of half a day takes nothing away, and on the Monday after.
  await record.visit('ou_a', 'C2', '2026-11-02', '09:00', '09:20', {
    summaryScore: 80,
    nextVisitOn: '2026-11-08',
  })
  await record.visit('ou_a', 'C1', '2026-11-02', '10:00', '10:10', {
    verdict: 'off_site',
    summaryScore: 20,
    nextVisitOn: '2026-11-04',
  })
  await record.visit('ou_a', 'C4', '2026-11-02', '11:00', '11:02', {
    planned: false,
    summaryScore: null,
    nextVisitOn: '2026-11-06',
  })
  // Wednesday: C3 made up for. Thursday: C1, which nobody visits.
  await record.visit('ou_a', 'C3', '2026-11-04', '09:00', '09:30', {
    planned: false,
    summaryScore: 65,
    nextVisitOn: '2026-11-09',
  })
  await record.visit('ou_b', 'C2', '2026-11-07', '09:00', '09:30')
  await record.plan('ou_a', '2026-11-05', ['C1'])

  // C1 had bought before. C2 buys on the day (2 lines, 1 gift), C3 on day 7 after its visit, C4 on day 8.
  await record.order('SO0', 'C1', 'ou_a', '2026-10-01', [['sale', 1, 500, 300]])
  await record.order('SO1', 'C2', 'ou_a', '2026-11-02', [
    ['sale', 2, 1_000, 1_200],
    ['sale', 1, 500, 300],
    ['gift', 1, 0, 100],
  ])
  await record.order('SO2', 'C2', 'ou_a', '2026-11-06', [['return', 1, 500, 300]])
  await record.order('SO3', 'C3', 'ou_a', '2026-11-11', [['sale', 1, 900, 500]])
  await record.order('SO4', 'C4', 'ou_a', '2026-11-10', [['sale', 1, 900, 500]])
  await record.payment('SK1', 'C2', '2026-11-07', 1_500, 'SO1')
  const alarm = (customerCode: string, raisedOn: string, state: 'open' | 'won_back') => ({
    id: uuidv7(),
    customerCode,
    ownerOpenId: 'ou_a',
    kind: 'churn' as const,
    state,
    score: 1,
    chance: 0.5,
    moneyAtRiskFen: 100,
    numbers: {} as (typeof customerAlarms.$inferInsert)['numbers'],
    dataAsOf: raisedOn,
    raisedOn,
    raisedAt: new Date(`${raisedOn}T01:00:00Z`),
  })
  await db.insert(customerAlarms).values([alarm('C1', '2026-11-03', 'open')])
  // Half of Friday off: of five working days 4.5 are left.
  await db
    .insert(calendarDays)
    .values({ scope: 'person:ou_a', date: '2026-11-06', kind: 'leave', part: 'pm' })
}

const byHand = {
  visits_planned: 4,
  visits_done: 4,
  visits_unplanned: 2,
  // C2 and C3: C1 was off site, C4 stayed two minutes.
  visits_valid: 2,
  completion_rate: 2 / 4,
  call_compliance: 2 / 4,
  // C2 (second on the plan) came first, then C1.
  route_compliance: 1 / 2,
  unplanned_share: 2 / 4,
  late_rate: 1 / 4,
  missed_rate: 1 / 4,
  off_site_rate: 1 / 4,
  valid_rate: 2 / 4,
  // 80, 20 and 65; C4 was a closed shop.
  summary_quality: (80 + 20 + 65) / 300,
  // C1, C2 and C4 were due, C2 was visited in time.
  follow_through: 1 / 3,
  time_in_store: (10 + 20) / 2,
  customers_visited: 4,
  // Monday and Wednesday.
  visits_a_day: 4 / 2,
  // 09:20 to 10:00, 10:10 to 11:00.
  minutes_between: (40 + 50) / 2,
  strike_rate: 1 / 4,
  lines_per_call: 2 / 1,
  // C2 forty minutes after its check-out, C3 on the seventh day; C4 a day too late.
  visit_to_deal: 2 / 4,
  coverage_rate: 4 / 4,
  // Due: C1 1, C2 2, C3 0.5. Made: 1, 1, 0.5.
  frequency_attainment: 2.5 / 3.5,
  call_load: 3.5,
  capacity: 4.5 * 18,
  sales_amount: 2_500 - 500,
  sales_quantity: 2,
  cost: 1_200 + 300 + 100 - 300,
  gross_profit: 2_000 - 1_300,
  gross_margin: 700 / 2_000,
  collected: 1_500,
  orders: 1,
  drop_size: 2_000,
  trading_customers: 1,
  // C2; C1 had bought before, C3 and C4 buy after the week.
  new_customers: 1,
  roi: (700 - 4 * 200) / (4 * 200),
  customers_at_risk: 1,
  // Nobody has had 30 days yet.
  rescue_rate: null,
  commission: null,
  perfect_store: null,
  out_of_stock: null,
  distribution: null,
  campaign_roi: null,
} as const

test('every metric equals a week counted by hand, for a person and for everything as one', async () => {
  await aWeek()
  const ctx = { ...clock, tx: database.db, rules: await loadRules(database.db) }
  const wanted = { ...week, openIds: ['ou_a'], keys: metricKeys }
  expect((await readMetrics(ctx, wanted, 'rep')).get('ou_a')).toEqual(byHand)
  expect((await readMetrics(ctx, wanted, 'all')).get('all')).toEqual(byHand)
})

test('by grade: the same visits and orders, told apart by what the customers are', async () => {
  await aWeek()
  const ctx = { ...clock, tx: database.db, rules: await loadRules(database.db) }
  const keys = [
    'visits_done',
    'completion_rate',
    'sales_amount',
    'trading_customers',
    'frequency_attainment',
    'visit_to_deal',
  ] as const
  const grades = await readMetrics(ctx, { ...week, openIds: ['ou_a'], keys }, 'grade')
  expect(Object.fromEntries(grades)).toEqual({
    A: {
      visits_done: 2,
      completion_rate: 2 / 3,
      sales_amount: 2_000,
      trading_customers: 1,
      frequency_attainment: 2 / 3,
      visit_to_deal: 1 / 2,
    },
    B: {
      visits_done: 1,
      completion_rate: 0,
      sales_amount: 0,
      trading_customers: 0,
      frequency_attainment: 1,
      visit_to_deal: 1,
    },
    '': {
      visits_done: 1,
      completion_rate: null,
      sales_amount: 0,
      trading_customers: 0,
      frequency_attainment: null,
      visit_to_deal: 0,
    },
  })
})

test('a rescue counts thirty days after the alarm, and only then', async () => {
  await aWeek()
  const { db } = database
  const ctx = { ...clock, tx: db, rules: await loadRules(db) }
  const keys = ['customers_at_risk', 'rescue_rate'] as const
  const wanted = { ...week, openIds: ['ou_a'], keys }
  await recorder(db).order('SO8', 'C1', 'ou_a', '2026-12-03', [['sale', 1, 900, 500]])
  expect((await readMetrics(ctx, wanted, 'rep')).get('ou_a')).toEqual({
    customers_at_risk: 1,
    rescue_rate: 1,
  })
  await db.execute(sql`update orders set ordered_on = '2026-12-04' where code = 'SO8'`)
  expect((await readMetrics(ctx, wanted, 'rep')).get('ou_a')?.rescue_rate).toBe(0)
})

test('day by day and month by month the figures add up to the range', async () => {
  await aWeek()
  const range = { from: date('2026-10-01'), to: date('2026-11-30'), openIds: ['ou_a'] }
  const days = await figuresOverTime({ tx: database.db }, range, 'day')
  const months = await figuresOverTime({ tx: database.db }, range, 'month')
  expect([...days.keys()].toSorted()).toEqual([
    '2026-10-01',
    '2026-11-02',
    '2026-11-04',
    '2026-11-05',
    '2026-11-06',
    '2026-11-08',
    '2026-11-09',
    '2026-11-10',
    '2026-11-11',
  ])
  expect(months.get('2026-10')?.sales?.amountFen).toBe(500)
  expect(months.get('2026-11')).toMatchObject({
    planned: 4,
    done: 4,
    sales: { amountFen: 3_800, orders: 3 },
  })
})

test('nobody asked for is nobody read; a person without anything has zeros and no rates', async () => {
  await aWeek()
  const ctx = { ...clock, tx: database.db, rules: await loadRules(database.db) }
  const keys = ['visits_done', 'completion_rate', 'time_in_store', 'sales_amount'] as const
  expect(await readMetrics(ctx, { ...week, openIds: [], keys }, 'rep')).toEqual(new Map())
  expect((await readMetrics(ctx, { ...week, openIds: ['ou_x'], keys }, 'rep')).get('ou_x')).toEqual(
    {
      visits_done: 0,
      completion_rate: null,
      time_in_store: null,
      sales_amount: 0,
    },
  )
})

test('what changed: better or worse depends on the metric, and nothing is made of a gap', () => {
  expect(changeOf('visits_done', 12, 10)).toEqual({ difference: 2, share: 0.2, isBetter: true })
  expect(changeOf('missed_rate', 0.2, 0.1)?.isBetter).toBe(false)
  expect(changeOf('unplanned_share', 0.2, 0.1)?.isBetter).toBeNull()
  expect(changeOf('sales_amount', 100, 0)).toEqual({ difference: 100, share: null, isBetter: true })
  expect(changeOf('gross_profit', 50, -100)).toEqual({
    difference: 150,
    share: 1.5,
    isBetter: true,
  })
  expect(changeOf('sales_amount', null, 10)).toBeNull()
})

const days = ['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-09', '2026-11-10', '2026-11-12']
const event = {
  rep: fc.constantFrom('ou_a', 'ou_b'),
  customer: fc.constantFrom('C1', 'C2', 'C3'),
  date: fc.constantFrom(...days),
}

test('sets of customers equal a slow count on random data', async () => {
  const { db } = database
  const record = recorder(db)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record(event), { maxLength: 10 }),
      fc.array(fc.record({ ...event, kind: fc.constantFrom('sale' as const, 'return' as const) }), {
        maxLength: 8,
      }),
      fc.tuple(...['C1', 'C2', 'C3'].map(() => fc.constantFrom('A', 'B', null))),
      async (visits, orders, grades) => {
        await db.execute(
          sql`truncate users, customers, visits, orders, order_lines, rep_days, rep_day_marks,
          rep_month_customers`,
        )
        await db
          .insert(users)
          .values(
            ['ou_a', 'ou_b'].map((openId) => ({ openId, name: openId, role: 'rep' as const })),
          )
        const shops = ['C1', 'C2', 'C3'].map((code, i) => ({
          code,
          name: code,
          createdOn: '2026-01-01',
          ownerOpenId: i === 1 ? 'ou_b' : 'ou_a',
          grade: grades[i] as 'A' | 'B' | null,
        }))
        await db.insert(customers).values(shops)
        for (const { rep, customer, date: on } of visits)
          await record.visit(rep, customer, on, '09:00', '09:10')
        for (const [i, { rep, customer, date: on, kind }] of orders.entries())
          await record.order(`SO${i}`, customer, rep, on, [[kind, 1, 100, 50]])

        const inWeek = <V extends { date: string }>(rows: readonly V[]) =>
          rows.filter((row) => row.date >= week.from && row.date <= week.to)
        const dayOf = (text: string) => Date.parse(text) / 86_400_000
        const scope = { tx: db, ...week, openIds: ['ou_a', 'ou_b'] }
        const gradeOf = (code: string) => shops.find((shop) => shop.code === code)?.grade ?? ''
        for (const [key, of] of [
          ['rep', (row: { rep: string }) => row.rep],
          ['grade', (row: { customer: string }) => gradeOf(row.customer)],
          ['all', () => 'all'],
        ] as const) {
          const keyed = of as (row: { rep: string; customer: string }) => string
          const deals = await dealsBy(scope, key, 3)
          const buyers = await buyersBy(scope, key)
          const slowDeals = new Map<string, { visited: Set<string>; dealt: Set<string> }>()
          for (const visit of inWeek(visits)) {
            const entry = slowDeals.get(keyed(visit)) ?? { visited: new Set(), dealt: new Set() }
            slowDeals.set(keyed(visit), entry)
            entry.visited.add(visit.customer)
            // Orders are made at ten, visits end at ten past nine.
            const led = orders.some(
              ({ customer, date: on, kind }) =>
                kind === 'sale' &&
                customer === visit.customer &&
                dayOf(on) - dayOf(visit.date) >= 0 &&
                dayOf(on) - dayOf(visit.date) <= 3,
            )
            if (led) entry.dealt.add(visit.customer)
          }
          expect(deals).toEqual(
            new Map(
              [...slowDeals].map(([k, one]) => [
                k,
                { visited: one.visited.size, dealt: one.dealt.size },
              ]),
            ),
          )
          const slowBuyers = new Map<string, Set<string>>()
          for (const order of inWeek(orders).filter(({ kind }) => kind === 'sale'))
            slowBuyers.set(
              keyed(order),
              (slowBuyers.get(keyed(order)) ?? new Set()).add(order.customer),
            )
          expect(buyers).toEqual(new Map([...slowBuyers].map(([k, set]) => [k, set.size])))

          const attained = await attainmentBy({ tx: db, rules: await loadRules(db) }, scope, key)
          const slow = new Map<string, { due: number; made: number }>()
          for (const { code, grade, ownerOpenId: rep } of shops) {
            // In a week: A 4 in 28 days, the others 2.
            const due = grade === 'A' ? 1 : 0.5
            const made = inWeek(visits).filter(
              (visit) => visit.rep === rep && visit.customer === code,
            ).length
            const sum = slow.get(keyed({ rep, customer: code })) ?? { due: 0, made: 0 }
            slow.set(keyed({ rep, customer: code }), {
              due: sum.due + due,
              made: sum.made + Math.min(due, made),
            })
          }
          expect(attained).toEqual(slow)
        }
      },
    ),
    { numRuns: 25 },
  )
})

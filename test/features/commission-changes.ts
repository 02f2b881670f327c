/** Everything that can move a line of commission, each as one act of somebody on a company that is full. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { gradeChanges } from '../../src/features/grading/tables.ts'
import { orderLines, orders, payments, prices, products } from '../../src/features/orders/tables.ts'
import { targets } from '../../src/features/performance/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { han, li, type payingCompany } from './commission-support.ts'

type Company = Awaited<ReturnType<typeof payingCompany>>

export type Change = {
  name: string
  /** Whether only a mark tells of it; else what is kept says itself that it is over. */
  isMarked: boolean
  /** A run of it with values of its own. */
  runs: fc.Arbitrary<(company: Company) => Promise<unknown>>
}

const days = ['2026-10-01', '2026-11-01', '2026-11-02', '2026-10-02']
const day = fc.constantFrom(...days)
const number = fc.nat(3)
const customer = fc.constantFrom('C1', 'C2')
const rep = fc.constantFrom(li, han)
const quantity = fc.integer({ min: 6, max: 9 })

/** Goods that take part in every scheme. */
const lines = [
  ['sale', 'P1', 5, 5_000],
  ['sale', 'P2', 4, 5_200],
] as const

/** Schemes that look at everything there is to look at, the first of them with new terms in November. */
export async function schemes({ scheme }: Company): Promise<void> {
  const steps = [
    { from: 0, value: 100 },
    { from: 0.8, value: 200 },
  ]
  await scheme('目标', {
    rate: { kind: 'tiers', by: 'attainment', whole: false, steps },
    process: [{ metric: 'visits_done', below: 1, times: 0.5 }],
    roles: ['rep'],
  })
  await scheme('目标', { teams: ['T2'], jointShare: 0.3, capFen: 900 }, '2026-11')
  await scheme('毛利', {
    ...{ base: 'grossProfit', settledOn: 'shipment', jointShare: 0.4, categories: ['饮料'] },
  })
  await scheme('回款', {
    ...{ base: 'collected', settledOn: 'collection', jointShare: 0.2, afterHandover: 'owner' },
    ...{ late: { graceDays: 0, times: 0.5 }, excludedMethods: ['返利'], roles: ['rep'] },
  })
  const rate = { kind: 'flat', value: 900 }
  await scheme('底价', { base: 'overFloor', floorLevel: '底', grades: ['A'], rate })
}

/** Each order is shipped, paid, and visited by both reps on its day. */
export async function fill({ bot: { db }, order, pay, record }: Company): Promise<void> {
  for (const table of [visits, payments, prices, gradeChanges, customerOwners])
    await db.delete(table)
  await db.update(customers).set({ grade: 'A', ownerOpenId: li, creditDays: 0 })
  await db.update(products).set({ category: '饮料' })
  for (const [n, on] of days.entries()) {
    const at = n % 2 === 0 ? 'C1' : 'C2'
    for (const who of [li, han]) await record.visit(who, at, on, '09:00', '09:20')
    await order(`O${n}`, at, n < 2 ? li : han, on, lines, { shippedOn: on })
    await pay(`R${n}`, at, on, 30_000, n === 3 ? {} : { orderCode: `O${n}` })
  }
}

function change<V>(
  name: string,
  value: fc.Arbitrary<V>,
  run: (company: Company, value: V) => Promise<unknown>,
  isMarked = true,
): Change {
  return { name, isMarked, runs: value.map((v) => (company) => run(company, v)) }
}

/** As `change`, on one order (or what is named after its number). */
const onOrder = (name: string, run: (company: Company, n: number) => Promise<unknown>) =>
  change(name, number, run)

const other = (column: SQL, one: string, two: string) =>
  sql`(case when ${column} = ${one} then ${two} else ${one} end)`

const order = (n: number) => eq(orders.code, `O${n}`)
const line = (n: number) => and(eq(orderLines.orderCode, `O${n}`), eq(orderLines.lineNo, 1))

/** What is taken away comes last, so that every change finds something to change. */
export const changes: readonly Change[] = [
  change('quantity', fc.tuple(number, quantity), ({ bot: { db } }, [n, more]) =>
    db
      .update(orderLines)
      .set({ quantity: String(more), amountFen: more * 5_000 })
      .where(line(n)),
  ),
  change('new order', fc.record({ customer, rep, day, quantity }), (c, v) =>
    c.order('O9', v.customer, v.rep, v.day, [['sale', 'P1', v.quantity, 6_000]], {
      shippedOn: v.day,
    }),
  ),
  onOrder('comes back', (c, n) => {
    const at = n % 2 === 0 ? 'C1' : 'C2'
    return c.order('O8', at, n < 2 ? li : han, '2026-11-03', [['return', 'P1', 1, 5_000]])
  }),
  onOrder('whose order', ({ bot: { db } }, n) =>
    db
      .update(orders)
      .set({ repOpenId: other(sql`rep_open_id`, li, han) })
      .where(order(n)),
  ),
  onOrder('at whom', ({ bot: { db } }, n) =>
    db
      .update(orders)
      .set({ customerCode: other(sql`customer_code`, 'C1', 'C2') })
      .where(order(n)),
  ),
  onOrder('ordered on', ({ bot: { db } }, n) =>
    db
      .update(orders)
      .set({ orderedOn: sql`${other(sql`ordered_on::text`, '2026-10-03', '2026-11-03')}::date` })
      .where(order(n)),
  ),
  onOrder('shipped on', ({ bot: { db } }, n) =>
    db
      .update(orders)
      .set({ shippedOn: sql`${other(sql`shipped_on::text`, '2026-10-05', '2026-11-05')}::date` })
      .where(order(n)),
  ),
  onOrder('goods', ({ bot: { db } }, n) =>
    db.update(orderLines).set({ kind: 'gift', costFen: 70_000 }).where(line(n)),
  ),
  change('paid', fc.record({ customer, day, n: number }), (c, v) =>
    c.pay('R9', v.customer, v.day, 9_000, { orderCode: `O${v.n}` }),
  ),
  onOrder('received on', ({ bot: { db } }, n) =>
    db
      .update(payments)
      .set({ receivedOn: '2026-11-09' })
      .where(eq(payments.code, `R${n}`)),
  ),
  onOrder('method', ({ bot: { db } }, n) =>
    db
      .update(payments)
      .set({ method: '返利' })
      .where(eq(payments.code, `R${n}`)),
  ),
  change('owner', fc.constant(null), ({ bot: { db } }) =>
    db.insert(customerOwners).values(
      ['C1', 'C2'].map((customerCode) => ({
        ...{ customerCode, ownerOpenId: han, fromDate: '2026-10-01' },
      })),
    ),
  ),
  change('owner until', fc.constant(null), ({ bot: { db } }) =>
    db.update(customerOwners).set({ untilDate: '2026-10-02' }),
  ),
  change('owner gone', fc.constant(null), ({ bot: { db } }) => db.delete(customerOwners)),
  change('owner in the list', customer, ({ bot: { db } }, code) =>
    db.update(customers).set({ ownerOpenId: han }).where(eq(customers.code, code)),
  ),
  change('graded', customer, ({ bot: { db } }, code) =>
    db.update(customers).set({ grade: 'B' }).where(eq(customers.code, code)),
  ),
  change('graded since', fc.constant(null), ({ bot: { db } }) =>
    db.insert(gradeChanges).values(
      ['C1', 'C2'].map((customerCode) => ({
        customerCode,
        before: customerCode === 'C1' ? ('B' as const) : ('A' as const),
        grade: 'B' as const,
        at: new Date('2026-11-20T12:00:00+08:00'),
        reason: 'manual' as const,
      })),
    ),
  ),
  change('term of payment', customer, ({ bot: { db } }, code) =>
    db.update(customers).set({ creditDays: -1 }).where(eq(customers.code, code)),
  ),
  change('list price', fc.constant(null), ({ bot: { db } }) =>
    db.update(products).set({ priceFen: sql`price_fen + 100` }),
  ),
  change('floor price', fc.constant(null), ({ bot: { db } }) =>
    db
      .insert(prices)
      .values(
        ['P1', 'P2'].map((productCode) => ({ productCode, priceLevel: '底', priceFen: 1_000 })),
      ),
  ),
  change('floor price up', fc.constant(null), ({ bot: { db } }) =>
    db.update(prices).set({ priceFen: 2_000 }),
  ),
  change('floor price gone', fc.constant(null), ({ bot: { db } }) => db.delete(prices)),
  change('filled again', fc.constant(null), fill),
  change('one more visit', fc.constant(null), async ({ record, wang }) => {
    for (const [n, on] of days.entries())
      await record.visit(wang.openId, n % 2 === 0 ? 'C1' : 'C2', on, '10:00', '10:20')
  }),
  change('visit taken back', fc.constant(null), ({ bot: { db } }) =>
    db.update(visits).set({ status: 'cancelled' }).where(eq(visits.repOpenId, han)),
  ),
  change('visit gone', fc.constant(null), ({ bot: { db }, wang }) =>
    db.delete(visits).where(eq(visits.repOpenId, wang.openId)),
  ),
  change('category', fc.constantFrom('P1', 'P2'), ({ bot: { db } }, code) =>
    db.update(products).set({ category: '零食' }).where(eq(products.code, code)),
  ),
  onOrder('unpaid', ({ bot: { db } }, n) => db.delete(payments).where(eq(payments.code, `R${n}`))),
  onOrder('lines gone', ({ bot: { db } }, n) => db.delete(orderLines).where(line(n))),
  onOrder('order gone', ({ bot: { db } }, n) => db.delete(orders).where(order(n))),
  change(
    'target',
    fc.tuple(rep, fc.constantFrom('2026-10', '2026-11')),
    ({ bot: { db } }, [who, month]) =>
      db
        .insert(targets)
        .values({ scope: `person:${who}`, month, metric: 'sales_amount', value: 10_000 })
        .onConflictDoNothing(),
    false,
  ),
  change('no targets', fc.constant(null), ({ bot: { db } }) => db.delete(targets), false),
  ...(['role', 'team', 'left', 'team below', 'terms', 'added up'] as const).map((name) =>
    change(name, rep, (company, who) => unmarked[name](company, who), false),
  ),
]

const unmarked = {
  role: ({ bot: { db } }: Company, who: string) =>
    db.execute(
      sql`update users set role = ${other(sql`role`, 'rep', 'viewer')} where open_id = ${who}`,
    ),
  team: ({ bot: { db } }: Company, who: string) =>
    db.execute(
      sql`update users set team_code = ${other(sql`team_code`, 'T1', 'T2')} where open_id = ${who}`,
    ),
  left: ({ bot: { db } }: Company, who: string) =>
    db.execute(
      sql`update users set status = ${other(sql`status`, 'active', 'left')} where open_id = ${who}`,
    ),
  'team below': ({ bot: { db } }: Company) =>
    db.execute(sql`update teams set parent_code = 'T2' where code = 'T1'`),
  terms: ({ bot: { db } }: Company) =>
    db.execute(sql`update commission_versions set terms = jsonb_set(terms, '{capFen}', '300')`),
  'added up': ({ bot }: Company) => bot.job('performance.add-up-days', { date: '2026-11-24' }),
}

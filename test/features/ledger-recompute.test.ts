/** Figures rebuilt from an export alone are those of the system; what is not is named. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { seedDemo } from '../../src/demo/index.ts'
import { schemeTerms } from '../../src/domain/commission/terms.ts'
import { campaignFigures } from '../../src/domain/ledger/recompute/campaigns.ts'
import { earnedIn } from '../../src/domain/ledger/recompute/commission.ts'
import { metricKeys, metricOf } from '../../src/domain/performance/metrics.ts'
import { addDays, date } from '../../src/domain/time.ts'
import { customerAlarms } from '../../src/features/alarms/tables.ts'
import { campaigns } from '../../src/features/analysis/tables.ts'
import { closeMonth } from '../../src/features/commission/close.ts'
import { bookCorrections } from '../../src/features/commission/corrections.ts'
import {
  commissionResults,
  commissionSchemes,
  commissionVersions,
} from '../../src/features/commission/tables.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { strayedRows } from '../../src/features/ledger/against-tables.ts'
import { exportLedger } from '../../src/features/ledger/export.ts'
import {
  compareMonths,
  monthsWanted,
  rebuild,
  rebuiltBeside,
  rebuiltMonth,
} from '../../src/features/ledger/recompute.ts'
import { orderSums } from '../../src/features/orders/sums.ts'
import { orderLines, orders } from '../../src/features/orders/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { scoreVersions } from '../../src/features/scores/tables.ts'
import { setTargets } from '../../src/features/targets/store.ts'
import { visitAssessments } from '../../src/features/trust/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { han, li, payingCompany } from './commission-support.ts'

/** Metrics that the demo company has nothing for: no alarm, no cost of a visit, all in order. */
const quietOnes = ['campaign_roi', 'customers_at_risk', 'rescue_rate', 'route_compliance']

async function exported(bot: TestBot, name = 'ledger.ndjson.gz') {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-ledger-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  await exportLedger(bot.db, file, { zone: bot.runtime.house.zone, now: bot.now() })
  return file
}

async function recomputed(bot: TestBot, file: string) {
  const rebuilt = await rebuild(file, [])
  expect(rebuilt.verified.broken).toBeNull()
  const ctx = await bot.context()
  const months = monthsWanted(rebuilt.facts, ctx.today, {})
  const compared = await compareMonths(ctx, rebuilt.facts, months)
  return {
    ...rebuilt,
    ...compared,
    months,
    differences: [...rebuilt.closes, ...compared.differences],
  }
}

async function scheme(bot: TestBot, name: string, fromMonth: string, terms: object) {
  const id = uuidv7()
  const by = { createdAt: bot.now(), createdBy: 'test' }
  await bot.db.insert(commissionSchemes).values({ id, name, ...by })
  await bot.db.insert(commissionVersions).values({
    ...{ id: uuidv7(), schemeId: id, fromMonth, status: 'published', ...by },
    terms: schemeTerms.parse({ rate: { kind: 'flat', value: 200 }, ...terms }),
  })
}

test('the demo company after a month that was closed and changed afterwards: no difference', async () => {
  const bot = await startBot({ now: '2026-11-22T07:00:00+08:00' })
  const zone = bot.runtime.house.zone
  const small = { reps: 4, customersPerRep: 30, days: 70 }
  await seedDemo(bot.db, { now: bot.now(), zone, ...small })
  await scheme(bot, '销售', '2026-10', {
    base: 'amount',
    settledOn: 'order',
    rate: {
      ...{ kind: 'tiers', by: 'base', whole: false },
      steps: [
        { from: 0, value: 100 },
        { from: 1_000_000, value: 150 },
      ],
    },
    process: [{ metric: 'completion_rate', below: 0.99, times: 0.8 }],
    jointShare: 0.3,
  })
  await scheme(bot, '回款', '2026-10', {
    base: 'collected',
    settledOn: 'collection',
    grades: ['A', 'B'],
    late: { graceDays: 3, times: 0.5 },
    afterHandover: 'owner',
  })
  await scheme(bot, '毛利', '2026-10', {
    base: 'grossProfit',
    settledOn: 'shipment',
    capFen: 50_000,
  })
  const before = await recomputed(bot, await exported(bot))
  expect(before.differences).toEqual([])
  expect(before.months).toEqual(['2026-09', '2026-10', '2026-11'])
  // It says something: nearly every metric that has a source has values, and they are not the same.
  const values = metricKeys.map((key) => {
    const all = before.months.flatMap((month) =>
      [...rebuiltMonth(before.facts, month, date('2026-11-22')).values()].map((one) => one[key]),
    )
    return [
      key,
      new Set(all.filter((value) => value !== null && value !== undefined)).size,
    ] as const
  })
  const silent = values.filter(([, different]) => different < 2).map(([key]) => key)
  expect(silent.filter((key) => !metricOf(key).sources.includes('none')).toSorted()).toEqual(
    quietOnes,
  )

  // October is closed; then orders, payments and people change, and what follows is booked.
  await bot.job('performance.add-up-days', { date: '2026-11-22' })
  const closed = await closeMonth(await bot.context(), '2026-10', null)
  expect(closed).toContain('2026-10')
  const [some] = await bot.db.execute<{ code: string; rep: string; customer: string }>(sql`
    select o.code, o.rep_open_id as rep, o.customer_code as customer from orders o
    join order_lines l on l.order_code = o.code and l.kind = 'sale'
    where o.ordered_on between '2026-10-05' and '2026-10-20' and o.rep_open_id is not null
    order by l.amount_fen desc limit 1`)
  const code = some?.code ?? ''
  await bot.db.execute(sql`update order_lines set quantity = quantity / 2, amount_fen = amount_fen / 2
    where order_code = ${code}`)
  await bot.db.execute(sql`update orders set (net_fen, quantity, cost_fen) = (
      select sum(case kind when 'sale' then amount_fen when 'return' then -amount_fen else 0 end),
        sum(case kind when 'sale' then quantity when 'return' then -quantity else 0 end),
        sum(case kind when 'return' then -cost_fen when 'exchange' then 0 else cost_fen end)
      from order_lines where order_code = ${code}) where code = ${code}`)
  await bot.db.execute(sql`insert into orders (code, customer_code, rep_open_id, ordered_at, ordered_on, net_fen, quantity)
    values ('BACK', ${some?.customer}, ${some?.rep}, now(), '2026-11-20', -1000, -1)`)
  await bot.db.execute(sql`insert into order_lines (order_code, line_no, product_code, quantity, unit_price_fen,
      amount_fen, cost_fen, kind)
    select 'BACK', 1, product_code, 1, 1000, 1000, 0, 'return' from order_lines
    where order_code = ${code} and kind = 'sale' order by amount_fen desc limit 1`)
  expect(await bookCorrections(await bot.context())).toBeGreaterThan(0)
  const file = await exported(bot)
  const after = await recomputed(bot, file)
  expect(after.differences).toEqual([])
  expect(after.closesChecked).toEqual(closed)
  const results = await bot.db.select().from(commissionResults)
  expect(results.filter(({ totalFen }) => totalFen > 0).length).toBeGreaterThan(4)

  // Behind the triggers' back: a sum of a day, an order's sum, a closed line.
  const rep = some?.rep ?? ''
  await bot.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update rep_days set done = done + 1
      where ctid = (select ctid from rep_days where open_id = ${rep} and date < '2026-10-31' and date > '2026-10-01' limit 1)`)
    await tx.execute(sql`update commission_results set total_fen = total_fen + 500
      where open_id = ${rep} and total_fen > 0`)
  })
  const tampered = await recomputed(bot, file)
  const named = tampered.differences.filter(({ who }) => who === rep)
  expect(named).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ who: rep, month: '2026-10', metric: 'visits_done' }),
      expect.objectContaining({ who: rep, month: '2026-10', metric: 'commission' }),
    ]),
  )
  const done = named.find(({ metric }) => metric === 'visits_done')
  expect((done?.told ?? 0) - (done?.rebuilt ?? 0)).toBe(1)
  expect((await strayedRows(bot.runtime.database)).counts).toEqual({
    commission_results: results.filter(({ openId, totalFen }) => openId === rep && totalFen > 0)
      .length,
  })

  // A file in which a line was changed is not read on.
  const plain = await exported(bot, 'ledger.ndjson')
  const lines = (await readFile(plain, 'utf8')).split('\n')
  const n = lines.findIndex((line) => line.includes('"kind":"order_lines"'))
  await writeFile(
    plain,
    lines.with(n, (lines[n] ?? '').replace(/"amount_fen":\d+/, '"amount_fen":1')).join('\n'),
  )
  expect((await rebuild(plain, [])).verified.broken).toEqual({ seq: n, why: 'altered' })
}, 240_000)

const reps = [li, han]
const codes = ['C1', 'C2', 'C3']
const one = {
  rep: fc.constantFrom(...reps),
  customer: fc.constantFrom(...codes),
  day: fc
    .tuple(fc.constantFrom('2026-10', '2026-11'), fc.integer({ min: 1, max: 8 }))
    .map(([month, n]) => `${month}-0${n}`),
}
const data = fc.record({
  stops: fc.uniqueArray(fc.record({ ...one, counted: fc.boolean(), approved: fc.boolean() }), {
    maxLength: 14,
    selector: ({ rep, day, customer }) => `${rep}${day}${customer}`,
  }),
  visits: fc.array(
    fc.record({
      ...one,
      minute: fc.integer({ min: 0, max: 500 }),
      stay: fc.integer({ min: 0, max: 40 }),
      planned: fc.boolean(),
      verdict: fc.constantFrom('on_site' as const, 'off_site' as const),
      score: fc.constantFrom(null, 40, 90),
      next: fc.constantFrom(null, '2026-10-07', '2026-11-05'),
      band: fc.constantFrom(null, 'green' as const, 'red' as const),
      ruled: fc.constantFrom(null, 'honest' as const, 'false' as const),
      bySystem: fc.boolean(),
    }),
    { maxLength: 20 },
  ),
  orders: fc.array(
    fc.record({
      ...one,
      nobody: fc.boolean(),
      lines: fc.array(
        fc.record({
          kind: fc.constantFrom(
            'sale' as const,
            'sale' as const,
            'return' as const,
            'gift' as const,
          ),
          product: fc.constantFrom('P1', 'P2'),
          quantity: fc.integer({ min: 1, max: 6 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 10 },
  ),
  payments: fc.array(
    fc.record({
      ...one,
      fen: fc.integer({ min: -9_000, max: 60_000 }),
      order: fc.constantFrom(null, 0, 1, 2),
      method: fc.constantFrom(null, '返利'),
    }),
    { maxLength: 8 },
  ),
  leave: fc.array(
    fc.record({
      scope: fc.constantFrom(`person:${li}`, 'team:T1', 'team:T2', 'org'),
      day: one.day,
      kind: fc.constantFrom('leave' as const, 'workday' as const, 'trip' as const),
      part: fc.constantFrom('' as const, 'am' as const),
    }),
    { maxLength: 5 },
  ),
  owners: fc.tuple(...codes.map(() => fc.constantFrom(null, ...reps))),
  alarms: fc.array(
    fc.record({
      customer: one.customer,
      rep: one.rep,
      day: one.day,
      state: fc.constantFrom('open' as const, 'won_back' as const, 'waiting' as const),
    }),
    { maxLength: 3 },
  ),
  isOld: fc.boolean(),
  tags: fc.tuple(
    ...codes.map(() => fc.constantFrom<(string[] | null)[]>(null, ['堆头'], ['堆头', '冷柜'])),
  ),
  campaigns: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('秋季', '双十一'),
      tag: fc.constantFrom('堆头', '堆头', '冷柜'),
      from: one.day,
      team: fc.constantFrom(null, 'T1', 'T2'),
      cost: fc.constantFrom(3_000, 5_000, 0),
    }),
    { minLength: 1, maxLength: 2, selector: ({ name }) => name },
  ),
  targets: fc.uniqueArray(
    fc.record({
      scope: fc.constantFrom(`person:${li}`, `person:${han}`, 'team:T1', 'team:T2'),
      month: fc.constantFrom('2026-10', '2026-11', '2026-12'),
      metric: fc.constantFrom(
        ...(['visits_done', 'sales_amount', 'gross_profit', 'sales_quantity'] as const),
        ...(['valid_rate', 'new_customers', 'gross_profit', 'gross_profit'] as const),
      ),
      goods: fc.constantFrom('', 'P1', 'category:零食', 'category:零食'),
      value: fc.integer({ min: 0, max: 40_000 }),
      changed: fc.constantFrom(null, 17, 9_001),
    }),
    {
      minLength: 6,
      maxLength: 14,
      selector: ({ scope, month, metric, goods }) => `${scope}${month}${metric}${goods}`,
    },
  ),
  adjust: fc.constantFrom('all', 'visits', 'none'),
  scores: fc.array(
    fc.record({
      code: fc.constantFrom('ability', 'own'),
      from: fc.constantFrom('2026-10', '2026-11'),
      formula: fc.constantFrom(
        null,
        'visits_done * 3 - sales_amount / 100',
        'weighted(valid_rate, 40, completion_rate, 60) * 100',
      ),
      full: fc.constantFrom(null, 10),
      draft: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  frequencies: fc.tuple(...codes.map(() => fc.constantFrom(null, '2/week', '0', '3/month'))),
  /** Whether the sums of days are made first: figures must not hang on it. */
  addedUp: fc.boolean(),
})
type Data = typeof data extends fc.Arbitrary<infer D> ? D : never

const emptied = [
  ...['daily_plans', 'plan_stops', 'visits', 'visit_assessments', 'orders', 'order_lines'],
  ...['payments', 'calendar_days', 'customer_owners', 'customer_alarms', 'campaigns', 'targets'],
  ...['target_changes', 'score_versions'],
]

async function write(
  company: Awaited<ReturnType<typeof payingCompany>>,
  { stops, visits: been, orders: sold, payments: paid, ...rest }: Data,
): Promise<void> {
  const { db } = company.bot
  // Not truncated: what is deleted row by row marks the days that change.
  for (const table of emptied) await db.execute(sql`delete from ${sql.identifier(table)}`)
  for (const [i, code] of codes.entries()) {
    await db
      .update(customers)
      .set({ frequency: rest.frequencies[i] ?? null, tags: rest.tags[i] ?? null })
      .where(eq(customers.code, code))
    const ownerOpenId = rest.owners[i]
    if (ownerOpenId)
      await db.insert(customerOwners).values({
        customerCode: code,
        ownerOpenId,
        fromDate: '2026-10-04',
        untilDate: '2026-11-06',
      })
  }
  const days = new Map<string, Data['stops']>()
  for (const stop of stops)
    days.set(`${stop.rep} ${stop.day}`, [...(days.get(`${stop.rep} ${stop.day}`) ?? []), stop])
  for (const list of days.values())
    await company.record.plan(
      list[0]?.rep ?? '',
      list[0]?.day ?? '',
      list.map(({ customer, counted, approved }) => ({
        customerCode: customer,
        counted,
        skipState: approved ? 'approved' : null,
      })),
    )
  for (const { rep, customer, day, minute, stay, ...visit } of been) {
    const at = (n: number) =>
      `${String(8 + Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
    const {
      planned,
      verdict,
      score: summaryScore,
      next: nextVisitOn,
      bySystem,
      band,
      ruled,
    } = visit
    const id = uuidv7()
    await company.record.visit(rep, customer, day, at(minute), at(minute + stay), {
      ...{ id, planned, verdict, summaryScore, nextVisitOn },
      ...(bySystem ? { closedBy: 'system', dwellMinutes: null, stayedEnough: null } : {}),
    })
    if (band !== null)
      await db.insert(visitAssessments).values({
        ...{ visitId: id, repOpenId: rep, customerCode: customer, date: day, score: 50, band },
        ...{ evidence: 'chat', evidenceShare: 1, rulesHash: 'x', assessedAt: company.bot.now() },
        ruledAs: ruled,
      })
  }
  for (const [i, { rep, customer, day, nobody, lines }] of sold.entries()) {
    const code = `O${i}`
    await company.order(
      ...([code, customer, nobody ? null : rep, day] as const),
      lines.map(({ kind, product, quantity }) => [kind, product, quantity, 5_000] as const),
      { shippedOn: i % 3 === 0 ? null : day },
    )
  }
  for (const [i, { customer, day, fen, order, method }] of paid.entries())
    await company.pay(`R${i}`, customer, day, fen, {
      orderCode: order === null || !sold[order] ? null : `O${order}`,
      method,
    })
  for (const { scope, day, kind, part } of rest.leave)
    await db.insert(calendarDays).values({ scope, date: day, kind, part }).onConflictDoNothing()
  // Of long ago, so that campaigns have days to be compared with.
  if (rest.isOld)
    for (const [i, customer] of codes.entries())
      await company.order(`OLD${i}`, customer, li, '2026-06-20', [['sale', 'P1', i + 1, 5_000]])
  for (const { code } of await db.select().from(orders)) {
    const own = await db.select().from(orderLines).where(eq(orderLines.orderCode, code))
    await db.update(orders).set(orderSums(own)).where(eq(orders.code, code))
  }
  for (const { name, tag, from, team, cost } of rest.campaigns)
    await db.insert(campaigns).values({
      ...{
        id: uuidv7(),
        name,
        tag,
        fromDate: from,
        toDate: addDays(date(from), 20),
        teamCode: team,
      },
      ...{ costFen: cost, byOpenId: li, createdAt: company.bot.now() },
    })
  const by = { byOpenId: li, how: 'chat' as const, at: company.bot.now() }
  for (const { scope, month, metric, goods, value, changed } of rest.targets) {
    const target = { scope, month, metric, productCode: goods }
    await db.transaction((tx) => setTargets(tx, [{ ...target, value }], by))
    if (changed !== null)
      await db.transaction((tx) =>
        setTargets(tx, [{ ...target, value: changed === 17 ? null : changed }], by),
      )
  }
  await db.execute(sql`insert into setting_versions (key, scope, value, at)
    values ('targets.adjust', 'org', ${JSON.stringify(rest.adjust)}::text::jsonb, now())`)
  for (const { code, from, formula, full, draft } of rest.scores)
    await db.insert(scoreVersions).values({
      ...{ id: uuidv7(), code, name: code, formula, full, fromMonth: from, unit: 'points' },
      ...{ status: draft ? 'draft' : 'published', createdAt: company.bot.now(), createdBy: li },
      publishedAt: draft ? null : company.bot.now(),
    })
  for (const { customer, rep, day, state } of rest.alarms)
    await db
      .insert(customerAlarms)
      .values({
        ...{
          id: uuidv7(),
          customerCode: customer,
          ownerOpenId: rep,
          kind: 'churn',
          state,
          score: 1,
        },
        ...{ moneyAtRiskFen: 1, numbers: {} as never, dataAsOf: day, raisedOn: day },
        raisedAt: company.bot.now(),
      })
      .onConflictDoNothing()
}

test('whatever happened, every metric and every commission comes to the same', async () => {
  const company = await payingCompany('2026-12-20T09:00:00+08:00')
  const { bot } = company
  await bot.customer({ code: 'C3', name: '三店', grade: 'A' })
  for (const [key, value] of [
    ['performance.visitCostYuan', 3],
    ['performance.minuteCostYuan', 0.5],
  ] as const)
    await bot.db.execute(sql`insert into setting_versions (key, scope, value, at)
      values (${key}, 'org', ${String(value)}::jsonb, now())`)
  await company.scheme('单', {
    products: ['P1'],
    jointShare: 0.4,
    process: [{ metric: 'valid_rate', below: 0.9, times: 0.5 }],
  })
  await company.scheme('款', {
    ...{ base: 'collected', settledOn: 'collection', late: { graceDays: 0, times: 0.5 } },
    ...{ excludedMethods: ['返利'], afterHandover: 'owner' },
  })
  await company.scheme('利', { base: 'grossProfit', settledOn: 'shipment', capFen: 9_000 })
  await company.scheme('量', {
    ...{ base: 'quantity', settledOn: 'order', grades: ['A'] },
    rate: {
      ...{ kind: 'tiers', by: 'base', whole: true },
      steps: [
        { from: 0, value: 30 },
        { from: 8, value: 50 },
      ],
    },
  })
  let compared = 0
  let paid = 0
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(data, async (facts) => {
      await write(company, facts)
      if (facts.addedUp) await bot.job('performance.add-up-days', { date: '2026-12-20' })
      const {
        figures,
        differences,
        facts: rebuilt,
        months,
      } = await recomputed(bot, await exported(bot))
      expect(differences).toEqual([])
      compared += figures
      for (const month of months) {
        const metrics = rebuiltMonth(rebuilt, month, date('2026-12-20'))
        for (const { metric, value } of rebuiltBeside(rebuilt, month, date('2026-12-20'), metrics))
          if (value !== null) seen.add(metric)
      }
      for (const { metric, value } of campaignFigures(rebuilt, date('2026-12-20')))
        if (value !== null) seen.add(metric)
      for (const month of months)
        for (const fen of earnedIn(rebuilt, month, date('2026-12-20'))?.values() ?? [])
          paid += Number(fen !== 0)
    }),
    { numRuns: 12, seed: 20_261_126 },
  )
  expect(compared).toBeGreaterThan(3_000)
  expect(paid).toBeGreaterThan(12)
  for (const metric of [
    ...[/^target visits_done/, /^attained sales_amount$/, /^attained .* of P1/, /^score own/],
    ...[/^attained .* of category:零食/, /^attained valid_rate/, /^score ability/],
    ...[/^campaign uplift/, /^campaign return/],
  ])
    expect([...seen].join('\n')).toMatch(new RegExp(metric, 'm'))
}, 240_000)

/** 覆盖, 成交, 对比, 投产, 模板质量 and what 复盘 reads: on random facts they are what a slow count comes to. */
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { rangeBefore } from '../../src/domain/analysis/ask.ts'
import { date } from '../../src/domain/time.ts'
import { compareSides } from '../../src/features/analysis/compare.ts'
import { coverageView } from '../../src/features/analysis/coverage.ts'
import { dealsView } from '../../src/features/analysis/deals.ts'
import { qualityView } from '../../src/features/analysis/quality.ts'
import { roiView } from '../../src/features/analysis/roi.ts'
import { openIdsOf, subjectOf } from '../../src/features/analysis/subjects.ts'
import { campaigns } from '../../src/features/analysis/tables.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import {
  distancesIn,
  endsIn,
  plannedDaysIn,
  skipsIn,
  staysIn,
} from '../../src/features/retro/facts.ts'
import { visitAssessments } from '../../src/features/trust/tables.ts'
import { startBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'
import * as slow from './analysis-slow-count.ts'
import { recorder } from './performance-support.ts'

const reps = [
  { openId: openIdOf('李雷'), name: '李雷', team: 'T1' },
  { openId: openIdOf('赵云'), name: '赵云', team: 'T1' },
  { openId: openIdOf('韩梅'), name: '韩梅', team: 'T2' },
]
const ids = reps.map(({ openId }) => openId)
const codes = ['C1', 'C2', 'C3', 'C4', 'C5']
const today = '2026-11-24'
const day = fc.constantFrom('2026-10-28', '2026-11-02', '2026-11-03', '2026-11-09', '2026-11-20')
const rep = fc.constantFrom(...ids)
const customer = fc.constantFrom(...codes)

const old = { kind: 'gift', quantity: 1, price: 0, cost: 0 } as const

const facts: fc.Arbitrary<slow.Facts> = fc
  .record({
    customers: fc.tuple(
      ...codes.map((code) =>
        fc.record({
          code: fc.constant(code),
          grade: fc.constantFrom(null, 'A', 'B'),
          line: fc.constantFrom(null, '东线', '西线'),
          active: fc.constantFrom(true, true, true, false),
          owner: fc.constantFrom(null, ...ids),
          tagged: fc.boolean(),
        }),
      ),
    ),
    owners: fc.uniqueArray(
      fc.record({
        customer,
        rep,
        from: fc.constantFrom('2026-11-01', '2026-11-08'),
        until: fc.constantFrom(null, '2026-11-12', '2026-11-24'),
      }),
      { maxLength: 3, selector: (one) => one.customer },
    ),
    visits: fc.uniqueArray(
      fc.record({
        ...{ rep, customer, day },
        from: fc.integer({ min: 8, max: 16 }).map((hour) => hour * 60 + 15),
        stay: fc.constantFrom(0, 2, 5, 17),
        closed: fc.constantFrom(true, true, true, false),
        byRep: fc.constantFrom(true, true, false),
        distance: fc.constantFrom(null, 0, 10, 11, 245),
        band: fc.constantFrom(null, 'green' as const, 'red' as const),
        ruled: fc.constantFrom(null, 'honest' as const, 'false' as const),
        outcome: fc.constantFrom(null, 'ordered', 'stocked', 'refused'),
        summary: fc.constantFrom(null, '补 货', '补货', 'OK', 'ok ', '  ', '老板不在'),
        amount: fc.constantFrom(null, 0, 5_000),
        nextStep: fc.constantFrom(null, '再 来', '再来', ''),
        nextOn: fc.constantFrom(null, '2026-11-27', '2026-11-30'),
      }),
      { minLength: 4, maxLength: 22, selector: (one) => `${one.rep} ${one.day} ${one.from}` },
    ),
    orders: fc.array(
      fc.record({
        ...{ customer, rep: fc.constantFrom(null, ...ids) },
        day: fc.oneof(day, fc.constantFrom('2026-11-05', '2026-11-17', '2026-11-23')),
        lines: fc.array(
          fc.record({
            kind: fc.constantFrom('sale', 'sale', 'return', 'gift'),
            quantity: fc.integer({ min: 1, max: 4 }),
            price: fc.constantFrom(1_000, 2_500),
            cost: fc.constantFrom(0, 700),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { maxLength: 12 },
    ),
    /** Without an order of long ago nothing can be said of a campaign. */
    isOld: fc.constantFrom(true, true, false),
    stops: fc.uniqueArray(
      fc.record({
        ...{ rep, day, customer },
        counted: fc.constantFrom(true, true, false),
        reason: fc.constantFrom(null, 'closed', 'closed', 'traffic', 'leave'),
        state: fc.constantFrom(
          ...[null, 'approved' as const, 'approved' as const],
          ...['refused' as const, 'asked' as const],
        ),
        ruled: fc.boolean(),
      }),
      { minLength: 5, maxLength: 16, selector: (one) => `${one.rep} ${one.day} ${one.customer}` },
    ),
  })
  .map(
    ({ visits, orders, isOld, ...rest }): slow.Facts => ({
      ...rest,
      ...{ reps, teams: { T1: '一部', T2: '二部' } },
      visits: visits.map(({ stay, ...visit }) => ({ ...visit, to: visit.from + stay })),
      orders: [
        ...orders,
        ...(isOld ? [{ customer: 'C1', rep: null, day: '2026-06-01', lines: [old] }] : []),
      ].map(({ lines, ...order }, i) => ({
        ...order,
        code: `O${String(i).padStart(2, '0')}`,
        lines: lines.map(({ kind, quantity, price, cost }) => ({
          ...{ kind, quantity, cost },
          fen: quantity * price,
        })),
      })),
    }),
  )

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const ranges = [
  { from: '2026-11-02', to: '2026-11-08' },
  { from: '2026-10-20', to: '2026-11-12' },
  { from: '2026-11-01', to: today },
]
const action = { from: '2026-11-01', to: '2026-11-30' }
const actionCostFen = 2_000

test('on random facts each analysis is what a slow count comes to', async () => {
  const bot = await startBot({ now: `${today}T09:00:00+08:00` })
  const { db } = bot
  await bot.team()
  await bot.team('T2', { name: '二部' })
  for (const { name, team } of reps) await bot.rep(name, { team })
  await bot.admin()
  for (const code of codes) await bot.customer({ code, name: `${code} 店` })
  await db.insert(campaigns).values({
    ...{ id: uuidv7(), name: '秋季', tag: '堆头', fromDate: action.from, toDate: action.to },
    ...{ costFen: actionCostFen, byOpenId: 'ou_x', createdAt: bot.now() },
  })
  for (const [key, value] of [
    ['performance.visitCostYuan', 3],
    ['performance.minuteCostYuan', 0.5],
  ] as const)
    await db.execute(sql`insert into setting_versions (key, scope, value, at)
      values (${key}, 'org', ${String(value)}::text::jsonb, now())`)
  const record = recorder(db)

  async function write(all: slow.Facts) {
    await db.execute(sql`truncate visits, customer_last_visits, visit_assessments, orders, order_lines,
      customer_owners, plan_stops, rep_days, rep_day_marks, rep_month_customers, daily_plans`)
    for (const { code, grade, line, active, owner, tagged } of all.customers)
      await db
        .update(customers)
        .set({
          ...{ grade: grade as 'A', line, status: active ? 'active' : 'inactive' },
          ...{ ownerOpenId: owner, teamCode: null, tags: tagged ? ['堆头'] : null },
        } as never)
        .where(eq(customers.code, code))
    for (const { customer: customerCode, rep: ownerOpenId, from, until } of all.owners)
      await db
        .insert(customerOwners)
        .values({ customerCode, ownerOpenId, fromDate: from, untilDate: until })
    for (const one of all.visits) {
      const id = uuidv7()
      await record.visit(one.rep, one.customer, one.day, clock(one.from), clock(one.to), {
        ...{ id, status: one.closed ? 'closed' : 'cancelled', distanceM: one.distance },
        ...{ closedBy: one.byRep ? 'rep' : 'system', outcome: one.outcome as never },
        ...{ summary: one.summary, orderAmountFen: one.amount, nextStep: one.nextStep },
        ...{ nextVisitOn: one.nextOn, ...(one.byRep ? {} : { dwellMinutes: null }) },
      })
      if (one.band !== null)
        await db.insert(visitAssessments).values({
          ...{ visitId: id, repOpenId: one.rep, customerCode: one.customer, date: one.day },
          ...{ score: 50, band: one.band, ruledAs: one.ruled, evidence: 'chat' },
          ...{ evidenceShare: 1, rulesHash: 'x', assessedAt: bot.now() },
        })
    }
    for (const { code, customer: at, rep: by, day: on, lines } of all.orders)
      await record.order(
        ...([code, at, by, on] as const),
        lines.map((one) => [one.kind as 'sale', one.quantity, one.fen / one.quantity, one.cost]),
      )
    for (const by of ids)
      for (const on of new Set(all.stops.map((one) => one.day))) {
        const own = all.stops.filter((one) => one.rep === by && one.day === on)
        if (own.length > 0)
          await record.plan(
            by,
            on,
            own.map(({ customer: customerCode, counted, reason, state, ruled }) => ({
              ...{ customerCode, counted, skipReason: reason, skipState: state },
              skipRuledBy: ruled ? 'ou_x' : null,
            })),
          )
      }
  }

  const base = await bot.context()
  const seen = { dealt: 0, missed: 0, repeated: 0, campaigns: 0, pending: 0 }
  await fc.assert(
    fc.asyncProperty(
      facts,
      fc.constantFrom(...ranges),
      fc.constantFrom('all', 't:T1', `p:${ids[0]}`),
      async (all, range, who) => {
        await write(all)
        const actor = { role: 'admin', openId: 'ou_x', ledTeams: [], teamCode: null }
        const ctx = { ...base, actor } as never as Parameters<typeof coverageView>[0]
        const subject = await subjectOf(ctx, who)
        const people = openIdsOf(subject)
        const days = { from: date(range.from), to: date(range.to) }
        const ask = { kind: 'stats', who: [who], page: 0, ...days } as never

        const byTeam = who === 'all'
        const covered = await coverageView(ctx, ask, subject)
        const told = slow.coverage(all, people, range, byTeam)
        const keyed = (list: readonly { key: string; assigned: number; covered: number }[]) =>
          Object.fromEntries(
            list.map(({ key, assigned, covered: n }) => [key, { assigned, covered: n }]),
          )
        expect(covered.byTeam).toBe(byTeam)
        expect(covered.total).toEqual(told.total)
        expect(keyed(covered.grades)).toEqual(told.grades)
        expect(keyed(covered.areas)).toEqual(told.areas)
        expect(covered.missed.map(({ code, area, lastOn }) => ({ code, area, lastOn }))).toEqual(
          told.missed,
        )
        seen.missed += told.missed.length

        const dealt = await dealsView(ctx, ask, subject)
        const counted = slow.deals(all, people, range, dealt.days)
        expect(dealt.hasOrders).toBe(counted.hasOrders)
        for (const { days: n, deals } of dealt.within)
          expect(deals, `${n} days`).toEqual(slow.deals(all, people, range, n).total)
        expect(Object.fromEntries(dealt.grades.map(({ grade, deals }) => [grade, deals]))).toEqual(
          counted.grades,
        )
        for (const { id, deals } of dealt.rows)
          expect(deals, id).toEqual(counted.people[id.slice(2)] ?? { visited: 0, dealt: 0 })
        expect(dealt.pending).toBe(counted.pending)
        const past = slow.deals(all, people, rangeBefore(days), dealt.days)
        expect(dealt.past).toEqual(past.hasOrders ? past.total : null)
        seen.dealt += counted.total.dealt
        seen.pending += counted.pending

        const roi = await roiView(ctx, ask, subject)
        const worth = slow.returns(all, people, range, { visitFen: 300, minuteFen: 50 })
        expect(roi.grades).toEqual(worth.grades)
        if (worth.total.visits > 0 || worth.total.profitFen !== null)
          expect(roi.total).toEqual(worth.total)
        const whose = who === 'all' ? null : people
        const brought = slow.campaign(all, whose, action, actionCostFen, today)
        const [line] = roi.campaigns
        if (brought === null) expect(line === undefined || 'lacks' in line.result).toBe(true)
        else expect(line?.result).toMatchObject(brought)
        seen.campaigns += Number(brought !== null)

        const form = await qualityView(ctx, ask, subject)
        const answers = slow.quality(all, people, range)
        for (const { field, asked, filled, most, repeated, mostWords } of form.fields) {
          const { timesOf, ...own } = answers[field] ?? { timesOf: () => 0 }
          expect({ asked, filled, most, repeated }, field).toEqual(own)
          if (field !== 'outcome' && mostWords !== null)
            expect(timesOf(mostWords), field).toBe(most)
          seen.repeated += repeated
        }
        for (const { value, n } of form.outcomes)
          expect(answers.outcome?.timesOf(value), value).toBe(n)

        const sides = await compareSides(ctx, ask, [subject])
        for (const [key, value] of Object.entries(slow.compared(all, people, range)))
          expect(sides[0]?.now[key as 'visits_done'] ?? null, key).toEqual(value)

        // What a month teaches: customer C1 has rules of its own.
        const span = { openIds: people, ...days }
        const apart = new Map(
          ['checkin.minStayMinutes', 'checkin.toleranceM'].map((key) => [
            key,
            new Map<string, unknown>([['customer:C1', 9]]),
          ]),
        )
        const month = slow.retro(all, people, range, 'C1')
        const stays = await staysIn(ctx, span, apart)
        const pairs = (list: readonly (readonly [string | number, number])[]) =>
          Object.fromEntries(list.filter(([, n]) => n > 0))
        expect(pairs(stays.map((one) => [one.minutes, one.visits]))).toEqual(month.stays)
        expect(pairs(stays.map((one) => [one.minutes, one.sold]))).toEqual(month.sold)
        const order = (list: readonly { planned: number; completed: number; done: number }[]) =>
          list.map((one) => `${one.planned} ${one.completed} ${one.done}`).toSorted()
        expect(order(await plannedDaysIn(ctx, span))).toEqual(
          order(slow.plannedDays(all, people, range)),
        )
        const distances = await distancesIn(ctx, span, apart)
        expect(pairs(distances.map(({ value, n }) => [value, n]))).toEqual(month.distances)
        expect(pairs((await endsIn(ctx, span)).map(({ value, n }) => [value, n]))).toEqual(
          month.ends,
        )
        const skips = await skipsIn(ctx, span)
        expect(pairs(skips.map(({ reason, n }) => [reason, n]))).toEqual(month.skips)
        expect(pairs(skips.map(({ reason, approved }) => [reason, approved]))).toEqual(
          month.approved,
        )
        expect(pairs(skips.map(({ reason, refused }) => [reason, refused]))).toEqual(month.refused)
      },
    ),
    { numRuns: 24, seed: 20_261_124 },
  )
  for (const [what, n] of Object.entries(seen)) expect(n, what).toBeGreaterThan(3)
}, 120_000)

import '../support/matchers.ts'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { makeContext } from '../../src/bot/make-context.ts'
import { closeMonth } from '../../src/features/commission/close.ts'
import { commissionCloses } from '../../src/features/commission/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { gradeChanges } from '../../src/features/grading/tables.ts'
import { orderLines, prices, products } from '../../src/features/orders/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { targets } from '../../src/features/performance/tables.ts'
import { han, li, payingCompany } from './commission-support.ts'

describe('what pays', () => {
  test('order lines by their day, kind and rep; by shipment on the day of shipping', async () => {
    const { order, scheme, month } = await payingCompany()
    await scheme('销售')
    await order('O1', 'C1', li, '2026-11-02', [
      ['sale', 'P1', 10, 4_000],
      ['gift', 'P2', 1, 0],
    ])
    await order('O2', 'C1', li, '2026-10-31', [['sale', 'P1', 1, 4_000]], {
      shippedOn: '2026-11-01',
    })
    await order('O3', 'C2', han, '2026-11-03', [['sale', 'P2', 2, 5_000]])
    expect(await month(li, '2026-11')).toMatchObject({ lines: ['O1/1 sale 800'], fen: 800 })
    expect((await month(li, '2026-10')).lines).toEqual(['O2/1 sale 80'])
    expect((await month(han, '2026-11')).fen).toBe(200)
    await scheme('发货', { settledOn: 'shipment', rate: { kind: 'flat', value: 100 } })
    expect((await month(li, '2026-11')).lines).toEqual(['O1/1 sale 800', 'O2/1 sale 40'])
  })

  test('only the goods, grades and people that the terms name; sub-teams belong to theirs', async () => {
    const { bot, order, scheme, month } = await payingCompany()
    await bot.team('T2A', { name: '二部一组', parent: 'T2' })
    const zhao = (await bot.rep('赵云', { team: 'T2A' })).openId
    await order('O1', 'C1', li, '2026-11-02', [
      ['sale', 'P1', 10, 4_000],
      ['sale', 'P2', 10, 5_000],
    ])
    await order('O2', 'C2', zhao, '2026-11-02', [['sale', 'P2', 10, 5_000]])
    await scheme('零食', {
      categories: ['零食'],
      teams: ['T2'],
      rate: { kind: 'flat', value: 300 },
    })
    expect((await month(li, '2026-11')).fen).toBe(0)
    expect((await month(zhao, '2026-11')).fen).toBe(1_500)
    await scheme('A 级', { grades: ['A'], roles: ['rep'], rate: { kind: 'flat', value: 100 } })
    expect((await month(li, '2026-11')).fen).toBe(0)
    // A since the 5th: what was sold before was sold to a customer without a grade.
    await bot.db.update(customers).set({ grade: 'A' }).where(eq(customers.code, 'C1'))
    const at = new Date('2026-11-05T09:00:00+08:00')
    await bot.db
      .insert(gradeChanges)
      .values({ customerCode: 'C1', before: null, grade: 'A', at, reason: 'manual' })
    expect((await month(li, '2026-11')).fen).toBe(0)
    await order('O3', 'C1', li, '2026-11-06', [['sale', 'P1', 10, 4_000]])
    expect((await month(li, '2026-11')).lines).toEqual(['O3/1 sale 400'])
  })

  test('over the floor price, by level, in the product’s own unit', async () => {
    const { bot, order, scheme, month } = await payingCompany()
    await bot.db
      .update(products)
      .set({ baseUnit: '瓶', caseSize: '10' })
      .where(eq(products.code, 'P1'))
    await bot.db.insert(prices).values({ productCode: 'P1', priceLevel: '底价', priceFen: 3_500 })
    await order('O1', 'C1', li, '2026-11-02', [
      ['sale', 'P1', 10, 4_000],
      ['sale', 'P2', 2, 5_600],
    ])
    const half = { kind: 'flat', value: 5_000 }
    await scheme('超价', { base: 'overFloor', floorLevel: '底价', rate: half })
    // (40000 − 35000) ÷ 2; P2 has no floor of that level: (11200 − 10000) ÷ 2.
    expect((await month(li, '2026-11')).lines).toEqual(['O1/1 sale 2500', 'O1/2 sale 600'])
    // Ten bottles are a case: one floor price.
    await bot.db.update(orderLines).set({ unit: '瓶' }).where(eq(orderLines.productCode, 'P1'))
    expect((await month(li, '2026-11')).lines).toEqual(['O1/1 sale 18250', 'O1/2 sale 600'])
  })

  test('money received: in parts, late at a part, excluded methods not, refunds taken back', async () => {
    const { order, pay, scheme, month } = await payingCompany()
    await scheme('回款', {
      base: 'collected',
      settledOn: 'collection',
      late: { graceDays: 5, times: 0.5 },
      excludedMethods: ['返利'],
    })
    await order('O1', 'C1', li, '2026-10-01', [
      ['sale', 'P1', 10, 4_000],
      ['sale', 'P2', 4, 5_000],
      ['return', 'P2', 2, 5_000],
    ])
    await pay('R1', 'C1', '2026-11-05', 25_000, { orderCode: 'O1' })
    await pay('R2', 'C1', '2026-11-06', 20_000, { orderCode: 'O1' })
    await pay('R3', 'C1', '2026-11-04', 5_000, { orderCode: 'O1', method: '返利' })
    // The 5th is the last day of 30 + 5: 500 of 25,000; the 6th is late: half of 400.
    expect(await month(li, '2026-11')).toMatchObject({ fen: 700 })
    await pay('R4', 'C1', '2026-11-20', -10_000, { orderCode: 'O1' })
    // The refund takes the newest money back, at half the rate as it was paid.
    expect((await month(li, '2026-11')).fen).toBe(600)
  })

  test('a joint visit shares the line; money after a handover goes by the terms', async () => {
    const { bot, order, pay, record, scheme, month } = await payingCompany()
    await scheme('协访', { jointShare: 0.3 })
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    await record.visit(li, 'C1', '2026-11-02', '09:00', '09:30')
    expect((await month(li, '2026-11')).fen).toBe(800)
    await record.visit(han, 'C1', '2026-11-02', '09:00', '09:30')
    expect((await month(li, '2026-11')).fen).toBe(560)
    expect((await month(han, '2026-11')).fen).toBe(240)
    await scheme('归现负责人', {
      settledOn: 'collection',
      afterHandover: 'owner',
      rate: { kind: 'flat', value: 100 },
    })
    await bot.db.update(customers).set({ ownerOpenId: han }).where(eq(customers.code, 'C1'))
    await bot.db.execute(
      `update customer_owners set until_date = '2026-11-10' where customer_code = 'C1'`,
    )
    await bot.db.execute(
      `insert into customer_owners (customer_code, owner_open_id, from_date) values ('C1', '${han}', '2026-11-10')`,
    )
    await pay('R1', 'C1', '2026-11-12', 40_000)
    expect((await month(li, '2026-11')).fen).toBe(560)
    expect((await month(han, '2026-11')).fen).toBe(640)
  })

  test('steps by the target, and a process below its mark', async () => {
    const company = await payingCompany()
    const { bot, order, record, scheme, month, close, wang } = company
    const steps = [
      { from: 0, value: 100 },
      { from: 0.8, value: 200 },
    ]
    await scheme('达成', {
      rate: { kind: 'tiers', by: 'attainment', whole: true, steps },
      process: [{ metric: 'completion_rate', below: 0.8, times: 0.5 }],
    })
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    expect((await month(li, '2026-11')).fen).toBe(400)
    const target = {
      scope: `person:${li}`,
      month: '2026-11',
      metric: 'sales_amount',
      value: 50_000,
    }
    await bot.db.insert(targets).values(target)
    expect((await month(li, '2026-11')).fen).toBe(800)
    await record.plan(li, '2026-11-03', ['C1'])
    expect(await month(li, '2026-11')).toMatchObject({
      fen: 400,
      lines: ['O1/1 sale 800', 'coefficient:completion_rate coefficient -400'],
    })

    // Ten days of leave take nothing off: it is the target as set, and the card says so.
    for (let day = 9; day <= 20; day++) {
      const on = `2026-11-${String(day).padStart(2, '0')}`
      await bot.db.insert(calendarDays).values({ scope: target.scope, date: on, kind: 'leave' })
    }
    expect((await month(li, '2026-11')).fen).toBe(400)
    await company.li.says('提成')
    expect(company.li.card).toShow(
      '完成目标 80%',
      '按设定的指标 ¥500 算',
      '请假、出差只折算业绩里的进度',
    )
    await company.li.says('业绩')
    expect(company.li.card).toShow('指标 ¥500 × 11/21 = ¥262（请假 10 天）')

    // Closed: the chat sets nothing there any more, and what a file sets pays nobody differently.
    await close('2026-12-02')
    await wang.says('指标 李雷 11月 销售额 1')
    expect(wang.lastText).toContain('2026 年 11 月的提成已经结账')
    await bot.db.update(targets).set({ value: 900_000 })
    expect(await month(li, '2026-11')).toMatchObject({ isClosed: true, fen: 400 })
  })
})

describe('closing', () => {
  test('freezes; again, and two at once, change nothing', async () => {
    const { bot, order, scheme, month, close, frozen } = await payingCompany()
    await scheme('销售')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    bot.at('2026-12-02T09:00:00+08:00')
    await close('2026-12-02')
    const before = await frozen()
    expect(before.lines).toHaveLength(1)
    await close('2026-12-02')
    expect(await frozen()).toEqual(before)
    expect(await month(li, '2026-11')).toMatchObject({ isClosed: true, fen: 800 })

    bot.at('2027-01-02T09:00:00+08:00')
    const at = { now: bot.now(), causeId: crypto.randomUUID(), nowOverride: null }
    const closeOnce = () =>
      bot.db.transaction(async (tx) =>
        closeMonth(await makeContext(bot.runtime.house, tx, at), '2026-12', null),
      )
    const closed = await Promise.all([closeOnce(), closeOnce()])
    expect(closed.flat()).toEqual(['2026-12'])
    expect(
      (await bot.db.select().from(commissionCloses)).map((one) => one.month).toSorted(),
    ).toEqual(['2026-10', '2026-11', '2026-12'])
  })

  test('goods of a closed month that come back are taken back at what was paid', async () => {
    const { bot, order, scheme, month, close } = await payingCompany()
    await scheme('销售', { capFen: 400 })
    await scheme('销售', { rate: { kind: 'flat', value: 900 } }, '2026-12')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    bot.at('2026-12-20T09:00:00+08:00')
    await order('O2', 'C1', li, '2026-12-04', [['return', 'P1', 4, 4_000]])
    // Also while November is open: 800, capped at 400; 40 % of that.
    expect((await month(li, '2026-12')).lines).toEqual(['O2/1>O1/1 reversal -160'])
    await close('2026-12-05')
    expect((await month(li, '2026-12')).lines).toEqual(['O2/1>O1/1 reversal -160'])
    expect((await month(li, '2026-11')).fen).toBe(400)
  })

  test('edited, late and deleted orders of a closed month are corrections in the open one', async () => {
    const { bot, order, scheme, month, close, corrections, frozen } = await payingCompany()
    await scheme('销售')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    await order('O2', 'C1', li, '2026-11-03', [['sale', 'P2', 1, 5_000]])
    bot.at('2026-12-05T09:00:00+08:00')
    await close('2026-12-05')
    const before = await frozen()
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 8, 4_000]])
    await order('O2', 'C1', li, '2026-11-03', [['return', 'P2', 1, 5_000]])
    await order('O9', 'C1', li, '2026-11-30', [['sale', 'P1', 5, 4_000]])
    await bot.job('performance.correct-commission', { date: '2026-12-06' })
    const booked = [
      ['2026-12', '2026-11', 'O1/1', 'changed', 800, 640, -160],
      ['2026-12', '2026-11', 'O2/1', 'removed', 100, null, -100],
      ['2026-12', '2026-11', 'O2/1>', 'added', null, -100, -100],
      ['2026-12', '2026-11', 'O9/1', 'added', null, 400, 400],
    ]
    expect(await corrections()).toEqual(booked)
    await bot.job('performance.correct-commission', { date: '2026-12-06' })
    expect(await corrections()).toEqual(booked)
    expect(await frozen()).toEqual(before)
    expect((await month(li, '2026-11')).fen).toBe(900)

    // Back as it was: the correction is corrected, and nothing is left of it.
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    bot.at('2027-01-06T09:00:00+08:00')
    await close('2027-01-05')
    const again = (await corrections()).filter(([, , line]) => line === 'O1/1')
    expect(again.map(([at, , , , was, is, fen]) => [at, was, is, fen]).toSorted()).toEqual([
      ['2026-12', 640, 800, 160],
      ['2026-12', 800, 640, -160],
    ])
    const rows = await bot.report('commissions', { from: '2026-12-01', to: '2026-12-31' })
    expect(rows).toEqual([
      {
        open_id: li,
        month: '2026-12',
        scheme: '销售',
        base: 'correction',
        amount: null,
        rate: null,
        commission: '2.00',
      },
    ])
  })

  test('goods that change their category, price or customer’s team later leave a closed month alone', async () => {
    const { bot, order, scheme, close, corrections } = await payingCompany()
    await scheme('饮料超价', { base: 'overFloor', categories: ['饮料'], teams: ['T1'] })
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_400]])
    bot.at('2026-12-05T09:00:00+08:00')
    await close('2026-12-05')
    await bot.db
      .update(products)
      .set({ category: '其他', priceFen: 100 })
      .where(eq(products.code, 'P1'))
    await bot.db.execute(`update users set team_code = 'T2' where open_id = '${li}'`)
    await bot.job('performance.correct-commission', { date: '2026-12-06' })
    expect(await corrections()).toEqual([])
  })

  test('the report and the metric show what the lines add up to', async () => {
    const { bot, order, scheme, close } = await payingCompany()
    await scheme('销售')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    const row = { open_id: li, month: '2026-11', scheme: '销售', base: 'amount' }
    const shown = [{ ...row, amount: '400.00', rate: 0.02, commission: '8.00' }]
    expect(await bot.report('commissions', { from: '2026-11-01', to: '2026-11-30' })).toEqual(shown)
    bot.at('2026-12-05T09:00:00+08:00')
    await close('2026-12-05')
    expect(await bot.report('commissions', { from: '2026-11-01', to: '2026-11-30' })).toEqual(shown)
    const { readMetrics } = await import('../../src/features/performance/metrics/read.ts')
    const { date } = await import('../../src/domain/time.ts')
    const asked = { openIds: [li], keys: ['commission' as const] }
    const november = { from: date('2026-11-01'), to: date('2026-11-30'), ...asked }
    expect((await readMetrics(await bot.context(), november, 'rep')).get(li)?.commission).toBe(800)
    const week = { ...november, from: date('2026-11-09') }
    expect((await readMetrics(await bot.context(), week, 'rep')).get(li)?.commission).toBe(null)
  })
})

import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { tradeSpans } from '../../src/features/alarms/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { products } from '../../src/features/orders/tables.ts'
import { planBatches } from '../../src/features/plans/tables.ts'
import { openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { at, order, own, raise, scene } from './alarms-support.ts'
import { plan, rule, visited } from './visits-support.ts'

describe('figures', () => {
  test('a manager sees who has how many, opens one, and reads what the alarms were good for', async () => {
    const { bot, wang } = await scene('08:30')
    await bot.rep('韩梅')
    for (const [code, owner] of [
      ['H1', '韩梅'],
      ['H2', '韩梅'],
      ['H3', '韩梅'],
    ] as const)
      await bot.customer({ name: `店${code}`, code, owner })
    const before = { raisedOn: '2026-10-10', dataAsOf: '2026-10-08' }
    const han = { ownerOpenId: openIdOf('韩梅'), ...before }
    const over = { endedAt: bot.now(), endReason: 'x' }
    await raise(bot, 'H1', { ...han, ...over, state: 'won_back' })
    await raise(bot, 'H2', { ...han, ...over, state: 'lost' })
    await raise(bot, 'H3', { ...han, ...over, state: 'false_alarm' })
    await raise(bot, 'C2', { ...own, ...before, ...over, state: 'expired' })
    await raise(bot, 'C1', own)
    // In time; from before it was found; 31 days after; a return is no order.
    await order(bot, 'H1', '2026-11-09')
    await order(bot, 'H1', '2026-08-01')
    await order(bot, 'H2', '2026-10-08')
    await order(bot, 'H2', '2026-11-10')
    await order(bot, 'C1', '2026-11-23')
    await wang.says('客户预警')
    expect(wang.card).toShow(
      '客户预警',
      '1 家待处理，0 家已上报',
      '李雷',
      '待处理 1 · 已排 0 · 上报 0',
      '挽回率 25%（1/4 家，预警后 30 天内下单）',
      '另有 1 家还在 30 天内 · 其中误报 1 家',
      '沉默转活跃：近 30 天 1 家（此前 60 天以上没下单）',
      '还没有提过优惠',
    )
    await wang.clicks('查看')
    expect(wang.card).toShow('客户预警 · 李雷', '1 家预警中，1 家待处理', '联华')
    await wang.clicks('返回')
    expect(wang.card).toShow('挽回率 25%')
    await wang.says('客户预警 李雷')
    expect(wang.card).toShow('客户预警 · 李雷')
  })

  test('what customers sold after somebody acted, beside what they sold before', async () => {
    const { bot, wang } = await scene('08:30')
    const acted = {
      actedAt: new Date(at('09:00', '2026-10-10')),
      raisedOn: '2026-10-09',
      dataAsOf: '2026-10-08',
    }
    await raise(bot, 'C1', { ...own, ...acted, state: 'won_back', endedAt: bot.now() })
    await raise(bot, 'C2', { ...own, raisedOn: '2026-10-09' })
    for (const day of ['2026-08-01', '2026-09-01', '2026-10-10']) await order(bot, 'C1', day)
    // From before the 90 days, and from after the 30.
    for (const day of ['2026-06-01', '2026-11-20']) await order(bot, 'C1', day)
    for (const day of ['2026-10-12', '2026-11-09']) await order(bot, 'C1', day)
    await order(bot, 'C2', '2026-10-12')
    await wang.says('客户预警')
    expect(wang.card).toShow('处理过的 1 家：之后 30 天 ¥200，之前月均 ¥100（+100%）')
  })

  test('baselines that fell stand on the card of those whom they are about', async () => {
    const { bot, wang, boss } = await scene('08:30')
    const spans = (scope: string, newest: number) =>
      [0, 1, 2, 3].map((back) => {
        const customers = back === 0 ? newest : 100
        const orderDays = customers * 2
        return {
          scope,
          back,
          dataAsOf: '2026-11-23',
          customers,
          orderDays,
          salesFen: orderDays * 50_000,
        }
      })
    await bot.db.insert(tradeSpans).values([...spans('team:T1', 70), ...spans('team:R', 90)])
    await wang.says('客户预警')
    expect(wang.card).toShow('一部近 30 天交易客户 70 家，往常 100 家（−30%）')
    expect(wang.card).not.toShow('客单价')
    await boss.says('alerts')
    expect(boss.card).toShow('一部近 30 天交易客户 70 家')
    expect(boss.card).not.toShow('大区近 30 天')
  })

  test('offers are counted by what was suggested, orders and gifts after it', async () => {
    const { bot, wang } = await scene('08:30')
    await rule(bot, settings.alarmOffer, '满 10 箱赠 1 箱')
    await raise(bot, 'C1', own)
    await raise(bot, 'C2', own)
    await bot.job('alarms.send')
    await order(bot, 'C1', '2026-11-26', ['P1', { code: 'P2', kind: 'gift' }])
    await order(bot, 'C1', '2026-11-24', ['P1'])
    bot.at(at('09:00', '2026-11-27'))
    await wang.says('客户预警')
    expect(wang.card).toShow('提过优惠 2 家：30 天内下单 1 家，其中 1 家含赠品')
  })

  test('goods that like customers buy and this one does not; nothing is guessed from a few', async () => {
    const { bot, li, wang } = await scene('08:30')
    const cost = { unit: '箱', costFen: 1, priceFen: 1 }
    await bot.db.insert(products).values([
      { code: 'P1', name: '可乐', ...cost },
      { code: 'P2', name: '雪碧', ...cost },
      { code: 'P3', name: '芬达', ...cost },
    ])
    await bot.db
      .update(customers)
      .set({ type: '流通', grade: 'B' })
      .where(and(eq(customers.teamCode, 'T1')))
    await order(bot, 'C1', '2026-11-01', ['P1'])
    for (let n = 0; n < 5; n += 1) {
      const code = `L${n}`
      await bot.customer({ name: `同类${n}`, code, type: '流通', grade: 'B', owner: '韩梅' })
      await order(bot, code, '2026-11-20', n < 3 ? ['P1', 'P2'] : ['P1', 'P3'])
    }
    await bot.customer({ name: '别类', code: 'X1', type: 'KA', grade: 'B', owner: '韩梅' })
    await order(bot, 'X1', '2026-11-20', ['P3'])
    await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    const said = '同类 5 家常买、这家近 90 天没买：雪碧（3 家）'
    expect(li.card).toShow(said)
    expect(li.card).not.toShow('芬达')
    // Where it can be talked about: the customer's card, and in the shop.
    await li.says('客户 C1')
    expect(li.card).toShow(said)
    const [shop] = await bot.db.select().from(customers).where(eq(customers.code, 'C1'))
    await plan(bot, li.openId, ['C1'], '2026-11-24')
    await visited(li, { lng: shop?.lngGcj ?? 0, lat: shop?.latGcj ?? 0 })
    expect(li.card).toShow('拜访中', said)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: '有意向待跟进' })
    // Bought two days later; counted once thirty days are over in the data.
    await order(bot, 'C1', '2026-11-26', ['P2'])
    await wang.says('客户预警')
    expect(wang.card).not.toShow('到店提示')
    await order(bot, 'X1', '2026-12-30', ['P3'])
    await wang.says('客户预警')
    expect(wang.card).toShow(
      '到店提示同类常买 1 项（1 家）：30 天内买了 1 项（1 家）',
      '提示过的 1 家',
    )
    await bot.db.update(customers).set({ grade: 'A' }).where(eq(customers.code, 'L0'))
    await li.says('客户预警')
    expect(li.card).not.toShow('同类')
  })
})

describe('once a week', () => {
  test('managers tick abnormal customers that nobody has planned; each once a week', async () => {
    const { bot, wang, boss, li } = await scene()
    await raise(bot, 'C1', own)
    await raise(bot, 'C2', own)
    await wang.says('安排 永辉 @李雷 12-02', { mentions: ['李雷'] })
    bot.at(at('09:10', '2026-11-30'))
    await Promise.all([bot.job('alarms.weekly'), bot.job('alarms.weekly')])
    await bot.job('alarms.weekly')
    expect(await bot.db.$count(planBatches, eq(planBatches.kind, 'anomaly'))).toBe(2)
    for (const manager of [wang, boss]) {
      expect(manager.card).toShow('联华', '已 23 天未下单')
      expect(manager.card).not.toShow('永辉')
    }
    await wang.clicks('排进计划', { codes: ['C1'], day: '2026-12-01' })
    await li.says('客户预警')
    expect(li.card).toShow('联华', '已排 12月1日 周二', '永辉', '已排 12月2日 周三')
    const batches = await bot.db.$count(planBatches)
    await rule(bot, settings.alarmWeekly, false)
    bot.at(at('09:10', '2026-12-07'))
    await bot.tick()
    expect(await bot.db.$count(planBatches)).toBe(batches)
  })
})

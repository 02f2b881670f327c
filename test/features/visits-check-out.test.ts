import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { visitActions } from '../../cards/visits/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { teams } from '../../src/features/org/tables.ts'
import { planWishes } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { northOf } from '../support/fixtures.ts'
import { buttonValue, cardsOf, plan, rule, street, textOf, visited } from './visits-support.ts'

test('`签退` says what is missing, keeps what was typed, and closes when all is there', async () => {
  const { bot, li, shop } = await street()
  await li.says('签退')
  expect(textOf(li.card)).toContain('现在没有进行中的拜访')
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.clicks('签退')
  expect(textOf(li.card)).toContain('还差 1 张陈列照、离店总结')
  await li.clicks('提交', {
    outcome: '已开单',
    summary: '太短了',
    orderAmount: '3280.50',
    nextStep: '带新品样品',
    nextVisitOn: '2026-03-09',
  })
  expect(li.toast).toMatchObject({ type: 'warning' })
  expect(li.toast?.content).toContain('1 张陈列照')
  expect(li.toast?.content).toContain('离店总结再写 7 字')
  const kept = textOf(li.card)
  expect(kept).toContain('太短了')
  expect(kept).toContain('3280.50')
  expect(kept).toContain('带新品样品')
  expect(await bot.report('visits')).toMatchObject([{ status: 'open', checked_out_at: null }])

  await li.sendsPhoto()
  await li.clicks('签退')
  expect(textOf(li.card)).toContain('太短了')
  await li.clicks('提交', { summary: '太短了，再补几个字就够了', outcome: '已开单' })
  expect(textOf(li.card)).toContain('拜访完成')
  expect(textOf(li.card)).toContain('订单 ¥3,280.50')
  expect(textOf(li.card)).toContain('跟进：带新品样品')
  expect(textOf(li.card)).toContain('下次 03-09 已排入计划')
  expect(textOf(li.card)).toContain('未定位签退')
  expect(await bot.db.select().from(planWishes)).toMatchObject([
    { customerCode: 'A1', date: '2026-03-09', source: 'promise', status: 'waiting' },
  ])
})

test('amounts that are none, past days and no result are refused in words', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await visited(li, northOf(shop, 20))
  await li.clicks('签退')
  await li.clicks('提交', {})
  expect(li.toast?.content).toContain('拜访结果')
  await li.clicks('提交', { outcome: '已开单', orderAmount: '三千', nextVisitOn: '2026-03-02' })
  expect(li.toast?.content).toContain('订货金额看不懂')
  expect(li.toast?.content).toContain('明天或以后')
  expect(await bot.report('visits')).toMatchObject([{ status: 'open' }])
})

test('a closed shop needs the place and the storefront only; twice running the manager hears it', async () => {
  const { bot, li, wang, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '店休/关门' })
  expect(li.toast?.content).toBe('还差 1 张门头照')
  await li.sendsPhoto()
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '店休/关门' })
  expect(textOf(li.card)).toContain('拜访完成')
  expect(wang.cards).toHaveLength(0)

  bot.at('2026-03-09T09:00:00+08:00')
  await plan(bot, li.openId, [shop.code], '2026-03-09')
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '店休/关门' })
  expect(textOf(wang.card)).toContain('连续店休 · 永辉·人民路店')
  expect(textOf(wang.card)).toContain('李雷 最近到店：03-09、03-02')
})

test('rules at once: photos, summary, results, a second storefront', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await rule(bot, settings.shelfRequired, 2)
  await rule(bot, settings.secondStorefront, true, 'team:T1')
  await rule(bot, settings.summaryRequired, false)
  await rule(bot, settings.outcomesHidden, ['refused'])
  await rule(bot, settings.outcomesAdded, [{ value: 'demo', zh: '已做试吃', en: 'Tasting' }])
  for (const _ of [1, 2, 3]) await li.sendsPhoto()
  expect(textOf(li.card)).toContain('还差 1 张门头照')
  expect(textOf(li.card)).toContain('○ 门头照 1/2')
  await li.sendsPhoto()
  expect(textOf(li.card)).toContain('资料齐了')
  await li.clicks('签退')
  expect(textOf(li.card)).not.toContain('拒绝合作')
  await li.clicks('提交', { outcome: '已做试吃' })
  expect(textOf(li.card)).toContain('结果：已做试吃')
  expect(await bot.report('visits')).toMatchObject([{ outcome: 'demo', summary: null }])
})

test('a place of leaving: required, sent, and stored', async () => {
  const { bot, li, shop } = await street()
  await rule(bot, settings.checkOutPlace, 'required')
  await plan(bot, li.openId, [shop.code])
  await visited(li, northOf(shop, 20))
  expect(textOf(li.card)).toContain('还差 离店位置')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '其他' })
  expect(li.toast?.content).toContain('请再发一次位置')
  bot.later(5)
  await li.sendsLocation(northOf(shop, 45))
  expect(textOf(li.card)).toContain('已记下离店位置，距门店 45 米')
  await li.clicks('签退')
  bot.later(11)
  await li.clicks('提交', { outcome: '其他' })
  expect(li.toast?.content).toContain('离店位置')
  await li.sendsLocation(northOf(shop, 45))
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '其他' })
  expect(textOf(li.card)).toContain('离店距门店 45 米')
  expect(await bot.report('visits')).toMatchObject([{ check_out_distance_m: 45 }])
})

test('a location at B while A is open: stay, or close A and check in at B', async () => {
  const { bot, li, shop } = await street()
  const b = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 1200) })
  await plan(bot, li.openId, [shop.code, b.code])
  await visited(li, northOf(shop, 20))
  bot.later(20)
  await li.sendsLocation(northOf(shop, 1190))
  expect(textOf(li.card)).toContain('你现在距联华·解放路店 10 米')
  await li.clicks('仍在 永辉·人民路店')
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  bot.later(5)
  await li.sendsLocation(northOf(shop, 1190))
  await li.clicks('签退 永辉·人民路店 并签到 联华·解放路店')
  expect(textOf(li.card)).toContain('提交后自动在 联华·解放路店 签到')
  bot.later(2)
  await li.clicks('提交', { outcome: '有意向待跟进' })
  expect(textOf(li.card)).toContain('拜访中 · 联华·解放路店')
  expect(await bot.report('visits')).toMatchObject([
    { customer_code: 'A1', status: 'closed', dwell_minutes: 25 },
    {
      customer_code: 'B1',
      status: 'open',
      planned: true,
      checked_in_at: '2026-03-02T09:35:00+08:00',
    },
  ])
  for (const text of cardsOf(li).filter((text) => text.includes('拜访中 · 永辉')))
    expect(text).toContain('请看最新的一张')
})

test('a location away from everybody during a visit: stay, or leave from here', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await visited(li, northOf(shop, 20))
  await li.sendsLocation(northOf(shop, 2300))
  expect(textOf(li.card)).toContain('距永辉·人民路店 2.3 公里')
  await li.clicks('在此签退')
  await li.clicks('提交', { outcome: '其他' })
  expect(await bot.report('visits')).toMatchObject([
    { status: 'closed', check_out_distance_m: 2300 },
  ])
})

test('check-out not required: moving on closes the visit without a form', async () => {
  const { bot, li, shop } = await street()
  await rule(bot, settings.checkOutRequired, false)
  const b = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 1200) })
  await plan(bot, li.openId, [shop.code, b.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.later(20)
  await li.sendsLocation(northOf(shop, 1190))
  await li.clicks('并签到 联华·解放路店')
  expect(await bot.report('visits')).toMatchObject([{ status: 'closed' }, { status: 'open' }])
})

test('a visit is called off: the stop returns, what was sent waits for the next check-in', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.clicks('更多')
  await li.clicks('取消拜访')
  expect(textOf(li.card)).toContain('已取消 · 永辉·人民路店')
  expect(await bot.report('plans')).toMatchObject([{ status: 'planned' }])
  await li.sendsLocation(northOf(shop, 20))
  expect(textOf(li.card)).toContain('✓ 门头照')
  expect(await bot.report('visits')).toMatchObject([
    { status: 'cancelled', photos: 0 },
    { status: 'open', planned: true, photos: 1 },
  ])
})

test('the wrong shop of two neighbours is changed', async () => {
  const { bot, li, shop } = await street()
  await bot.customer({ code: 'B1', name: '隔壁小店', ...northOf(shop, 60) })
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.clicks('更多')
  await li.clicks('换客户')
  await li.clicks('隔壁小店')
  expect(textOf(li.card)).toContain('拜访中 · 隔壁小店')
  expect(await bot.report('visits')).toMatchObject([
    { customer_code: 'B1', planned: false, distance_m: 40 },
  ])
})

test('forgotten visits end in the evening, by rule or over midnight', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.at('2026-03-02T17:09:00+08:00')
  await bot.job('visits.close-stale')
  expect(await bot.report('visits')).toMatchObject([{ status: 'open' }])
  bot.at('2026-03-02T23:30:00+08:00')
  await bot.job('visits.close-stale')
  expect(textOf(li.card)).toContain('没有签退，系统已结束')
  expect(await bot.report('visits')).toMatchObject([
    { status: 'closed', outcome: null, dwell_minutes: null },
  ])
  await li.says('签退')
  expect(textOf(li.card)).toContain('现在没有进行中的拜访')
})

test('a visit left open over midnight ends at the next act', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  bot.at('2026-03-03T09:00:00+08:00')
  await plan(bot, li.openId, [shop.code], '2026-03-03')
  await li.sendsLocation(northOf(shop, 20))
  expect(await bot.report('visits', { from: '2026-03-02' })).toMatchObject([
    { status: 'closed', date: '2026-03-02' },
    { status: 'open', date: '2026-03-03' },
  ])
})

test("nobody closes somebody else's visit", async () => {
  const { bot, li, wang, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await visited(li, northOf(shop, 20))
  const value = buttonValue(li.card, 'visit.checkOut')
  await wang.says('签到')
  const messageId = wang.cardMessages().at(-1)?.messageId ?? ''
  const result = await wang.acts(messageId, { tag: 'button', value })
  expect(result.toast).toMatchObject({ type: 'error', content: '这不是你能处理的。' })
})

test('a button of a visit that is over answers with its card as it is', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  const opened = li.cardMessages().at(-1)?.messageId ?? ''
  const button = buttonValue(li.card, 'visit.checkOut')
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('老板同意下周补二十箱，堆头谈好了')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '其他' })
  await li.acts(opened, { tag: 'button', value: button })
  expect(li.toast?.content).toBe('这次拜访已经结束。')
  expect(cardsOf(li).filter((text) => text.includes('更多'))).toEqual([])
})

test('the card reminds of the last visit and of what is usually ordered', async () => {
  const { bot, li, shop } = await street('2026-02-24T09:10:00+08:00')
  await plan(bot, li.openId, [shop.code], '2026-02-24')
  await visited(li, northOf(shop, 20))
  expect(textOf(li.card)).toContain('暂无订单数据')
  expect(textOf(li.card)).toContain('第一次拜访')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进', nextStep: '带样品' })
  const { orderLines, orders, products } = await import('../../src/features/orders/tables.ts')
  await bot.db
    .insert(products)
    .values({ code: 'P1', name: '雪花纯生', unit: '箱', costFen: 3000, priceFen: 4000 })
  await bot.db.insert(orders).values({
    code: 'O1',
    customerCode: shop.code,
    orderedAt: new Date('2026-02-26T02:00:00Z'),
    orderedOn: '2026-02-26',
    netFen: 80_000,
  })
  await bot.db.update(customers).set({ creditDays: 3 }).where(eq(customers.code, shop.code))
  await bot.db.insert(orderLines).values({
    orderCode: 'O1',
    lineNo: 1,
    productCode: 'P1',
    quantity: '20',
    unitPriceFen: 4000,
    amountFen: 80_000,
    costFen: 60_000,
    kind: 'sale',
  })
  bot.at('2026-03-02T09:10:00+08:00')
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  for (const words of [
    '上次 02-24 · 有意向待跟进',
    '老板同意下周补二十箱',
    '跟进：带样品',
    '雪花纯生 20箱',
    '¥800',
    '应收 ¥800，其中逾期 ¥800（1 天）',
    '数据截至 02-26',
  ])
    expect(textOf(li.card)).toContain(words)
})

test('分享 posts the result to the team’s group once; nothing private, nobody else’s', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await visited(li, northOf(shop, 20))
  await li.clicks('签退')
  const [open] = await bot.db.select().from(visits)
  const { value } = visitActions.share({ visitId: open?.id ?? '' })
  const message = li.cardMessages().at(-1)?.messageId ?? ''
  const tap = (by = li) => by.acts(message, { tag: 'button', value })
  // Too early, and no group yet.
  expect((await tap()).toast?.content).toContain('没有签退')
  await li.clicks('提交', { outcome: '已开单', orderAmount: '3280', nextStep: '带样品' })
  expect(textOf(li.card)).not.toContain('分享')
  expect((await tap()).toast?.content).toContain('还没有团队群')

  const chatId = 'oc_team'
  await bot.db.update(teams).set({ chatId })
  bot.simulator.upsertGroups([{ chatId, name: '一部团队群', members: [li.openId] }])
  const han = await bot.rep('韩梅')
  await han.says('附近')
  const other = han.cardMessages().at(-1)?.messageId ?? ''
  const { toast } = await han.acts(other, { tag: 'button', value })
  expect(toast).toMatchObject({ type: 'error' })

  await Promise.all([tap(), tap()])
  await bot.settle()
  expect(textOf(li.card)).toContain('已分享到「一部」 09:10')
  expect((await tap()).toast?.content).toContain('已经分享过')
  await bot.settle()
  const posted = li.cardMessages(chatId).map(({ content }) => textOf(JSON.parse(content)))
  expect(posted).toHaveLength(1)
  expect(posted[0]).toContain('拜访成果 · 永辉·人民路店')
  for (const words of ['李雷', '已开单', '订单 ¥3,280', '2 张照片'])
    expect(posted[0]).toContain(words)
  for (const words of ['老板', '带样品', '米', '信任']) expect(posted[0]).not.toContain(words)
})

test('a text longer than the field is not cut by the form', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 20))
  await li.sendsPhoto()
  await li.sendsPhoto()
  const long = '老板说了很多话，每一句都要记下来。'.repeat(80)
  await li.says(long)
  await li.clicks('签退')
  expect(textOf(li.card)).toContain('才 0 分钟，少于最短停留 3 分钟')
  await li.clicks('提交', { outcome: '其他' })
  expect(await bot.report('visits')).toMatchObject([{ status: 'closed', summary: long }])
})

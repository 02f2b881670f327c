import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { locationFixes } from '../../src/features/visits/tables.ts'
import { northOf } from '../support/fixtures.ts'
import { buttonValue, cardsOf, plan, rule, street, textOf, visited } from './visits-support.ts'

test('a location checks in at the nearest planned customer, and the stop becomes visited', async () => {
  const { bot, li, shop } = await street()
  const far = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 1200) })
  await plan(bot, li.openId, [shop.code, far.code])
  await visited(li, northOf(shop, 38))
  expect(cardsOf(li).some((text) => text.includes('拜访中 · 永辉·人民路店'))).toBe(true)
  expect(textOf(li.card)).toContain('计划内')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })
  expect(textOf(li.card)).toContain('拜访完成')
  expect(textOf(li.card)).toMatch(/下一家：联华·解放路店 1\.2 公里/)
  expect(await bot.report('plans')).toMatchObject([{ status: 'visited' }, { status: 'planned' }])
  expect(await bot.report('visits')).toMatchObject([{ planned: true, verdict: 'on_site' }])
})

test('300 m is on site, 301 m needs a reason, 501 m is no check-in', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 501))
  expect(textOf(li.card)).toContain('距永辉·人民路店 501 米')
  await li.sendsLocation(northOf(shop, 301))
  expect(textOf(li.card)).toContain('距离门店 301 米')
  expect(await bot.report('visits')).toEqual([])
  await li.sendsLocation(northOf(shop, 300))
  expect(textOf(li.card)).toContain('拜访中')
})

test('outside the tolerance a reason opens the visit, and the manager sees it', async () => {
  const { bot, li, wang, shop } = await street()
  await li.says('签到 永辉')
  await li.sendsLocation({ ...northOf(shop, 412), name: '人民路口' })
  expect(textOf(li.card).split('\n')).toContain('距离门店 412 米')

  await li.clicks('仍要签到', { reason: ' ' })
  expect(li.toast).toMatchObject({ type: 'warning' })
  expect(await bot.report('visits')).toEqual([])

  await li.clicks('仍要签到', { reason: '门口修路，停在路口' })
  expect(textOf(li.card)).toContain('拜访中')
  expect(textOf(li.card)).toContain('距门店 412 米（已说明原因）')
  const seen = textOf(wang.card)
  for (const words of [
    '范围外签到 · 李雷',
    '永辉·人民路店',
    '412 米',
    '门口修路，停在路口',
    '人民路口',
  ])
    expect(seen).toContain(words)
  expect(await bot.report('visits')).toMatchObject([{ verdict: 'needs_reason', distance_m: 412 }])
})

test('far away: the distance, another try, or the pin is wrong with a reason', async () => {
  const { bot, li, wang, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(northOf(shop, 2300))
  expect(textOf(li.card)).toContain('距永辉·人民路店 2.3 公里')
  await li.clicks('重新定位')
  expect(li.toast?.content).toContain('再发一次')
  await li.clicks('门店定位有误', { reason: '店已搬到对面' })
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  expect(textOf(wang.card)).toContain('店已搬到对面')
  expect(textOf(wang.card)).toContain('请核对坐标')
  expect(await bot.report('visits')).toMatchObject([{ verdict: 'off_site', status: 'open' }])
})

test('two planned shops side by side: the rep chooses', async () => {
  const { bot, li, shop } = await street()
  const next = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 30) })
  await plan(bot, li.openId, [shop.code, next.code])
  await li.sendsLocation(northOf(shop, 5))
  expect(textOf(li.card)).toContain('附近有 2 家')
  await li.clicks('联华·解放路店')
  expect(textOf(li.card)).toContain('拜访中 · 联华·解放路店')
  expect(await bot.report('visits')).toMatchObject([{ customer_code: 'B1', distance_m: 25 }])
})

test('an own customer off the plan is confirmed as an ad-hoc visit', async () => {
  const { bot, li, shop } = await street()
  await li.sendsLocation(northOf(shop, 20))
  expect(textOf(li.card)).toContain('临时拜访 · 永辉·人民路店')
  expect(await bot.report('visits')).toEqual([])
  await li.clicks('临时拜访')
  expect(textOf(li.card)).toContain('拜访中')
  expect(await bot.report('visits')).toMatchObject([{ planned: false }])
})

test("a colleague's customer can be visited, a stranger's is not even named", async () => {
  const { bot, li, shop } = await street()
  await bot.team('T2', { name: '二部' })
  await bot.customer({ code: 'C1', name: '同事的店', owner: '韩梅', ...northOf(shop, 3000) })
  await bot.customer({
    code: 'X1',
    name: '别队的店',
    owner: '别人',
    teamCode: 'T2',
    ...northOf(shop, 3010),
  })
  await li.sendsLocation(northOf(shop, 3000))
  expect(textOf(li.card)).toContain('临时拜访 · 同事的店')
  expect(cardsOf(li).join()).not.toContain('别队的店')
  await li.says('签到 别队的店')
  expect(textOf(li.card)).toContain('没找到「别队的店」')
})

test('a customer without a pin: the visit opens unverified', async () => {
  const { bot, li } = await street()
  await bot.customer({ code: 'N1', name: '新店', lngGcj: null, latGcj: null } as never)
  await li.says('签到 N1')
  await li.sendsLocation({ lng: 123.5, lat: 41.9, name: '浑南' })
  expect(textOf(li.card)).toContain('拜访中 · 新店')
  expect(textOf(li.card)).toContain('未核对位置')
  expect(await bot.report('visits')).toMatchObject([{ verdict: 'unverified', distance_m: null }])
})

test('`签到` alone says how, offers the next stops, and shows the visit that is open', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await li.says('签到')
  expect(textOf(li.card)).toContain('发送位置即可签到')
  await li.clicks('签到 永辉·人民路店')
  expect(textOf(li.card)).toContain('10 分钟内')
  await li.sendsLocation(northOf(shop, 10))
  await li.says('签到')
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
})

test('a name that fits several customers: one tap each', async () => {
  const { bot, li, shop } = await street()
  await bot.customer({ code: 'A2', name: '永辉·解放路店', ...northOf(shop, 900) })
  await li.says('签到 永辉')
  expect(textOf(li.card)).toContain('是哪一家？')
  await li.clicks('永辉·解放路店')
  await li.sendsLocation(northOf(shop, 880))
  expect(textOf(li.card)).toContain('拜访中 · 永辉·解放路店')
})

test('an intent holds ten minutes', async () => {
  const { bot, li, shop } = await street()
  const other = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 100) })
  await plan(bot, li.openId, [other.code])
  await li.says('签到 A1')
  bot.later(11)
  await li.sendsLocation(northOf(shop, 20))
  expect(textOf(li.card)).toContain('拜访中 · 联华·解放路店')
})

test('rules of the tolerance work at once: company, team, grade, customer', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await rule(bot, settings.toleranceM, 100)
  await li.sendsLocation(northOf(shop, 150))
  expect(textOf(li.card)).toContain('距离门店 150 米')
  await rule(bot, settings.graceM, 120)
  await li.sendsLocation(northOf(shop, 150))
  expect(textOf(li.card)).toContain('不在门店附近')
  await rule(bot, settings.toleranceM, 140, 'team:T1')
  await rule(bot, settings.toleranceM, 160, 'grade:A')
  await rule(bot, settings.toleranceM, 149, 'customer:A1')
  await li.sendsLocation(northOf(shop, 150))
  expect(textOf(li.card)).toContain('不在门店附近')
  await rule(bot, settings.toleranceM, 151, 'customer:A1')
  await li.sendsLocation(northOf(shop, 150))
  expect(textOf(li.card)).toContain('拜访中')
})

test('a customer with a grace of its own takes a reason further out', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await rule(bot, settings.graceM, 2000, 'customer:A1')
  await li.sendsLocation(northOf(shop, 1500))
  expect(textOf(li.card)).toContain('距离门店 1.5 公里')
})

test('with check-in switched off the name alone opens the visit', async () => {
  const { bot, li } = await street()
  await rule(bot, settings.checkInEnabled, false, 'team:T1')
  await li.says('签到 永辉')
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  await li.sendsPhoto()
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '店休/关门' })
  expect(textOf(li.card)).toContain('拜访完成')
  expect(textOf(li.card)).not.toContain('未定位签退')
  expect(await bot.report('visits')).toMatchObject([
    { verdict: 'unverified', location_source: 'none', status: 'closed' },
  ])
})

test("nobody acts with somebody else's location", async () => {
  const { bot, li, wang, shop } = await street()
  await li.sendsLocation(northOf(shop, 20))
  await wang.says('签到')
  const messageId = wang.cardMessages().at(-1)?.messageId ?? ''
  const value = buttonValue(li.card, 'visit.choose')
  const result = await wang.acts(messageId, { tag: 'button', value })
  expect(result.toast).toMatchObject({ type: 'error' })
  expect(await bot.report('visits')).toEqual([])
})

test('a used location opens no second visit; an old one must be sent again', async () => {
  const { bot, li, shop } = await street()
  await li.sendsLocation(northOf(shop, 20))
  const chosen = li.cardMessages().at(-1)?.messageId ?? ''
  const value = buttonValue(li.card, 'visit.choose')
  await li.clicks('临时拜访')
  await li.acts(chosen, { tag: 'button', value })
  expect(await bot.report('visits')).toHaveLength(1)

  const { bot: bot2, li: li2, shop: shop2 } = await street()
  await li2.sendsLocation(northOf(shop2, 20))
  bot2.later(31)
  await li2.clicks('临时拜访')
  expect(li2.toast?.content).toContain('请重新发送位置')
  expect(await bot2.report('visits')).toEqual([])
})

test('a location without sense is answered and opens nothing', async () => {
  const { bot, li } = await street()
  await li.sendsLocation({ lng: 0, lat: 0 })
  expect(li.lastText).toContain('坐标无效')
  expect(await bot.report('visits')).toEqual([])
})

test('附近: the nearest five with distance; check-in, plan, and asking for a location', async () => {
  const { bot, li, shop } = await street()
  await li.says('附近')
  expect(textOf(li.card)).toContain('发送位置，我来找附近的客户')
  for (const n of [1, 2, 3, 4, 5, 6])
    await bot.customer({ code: `N${n}`, name: `小店${n}`, ...northOf(shop, n * 400) })
  await plan(bot, li.openId, ['N6'])
  await li.sendsLocation(northOf(shop, 10))
  await li.says('附近')
  const text = textOf(li.card)
  expect(text).toContain('附近客户')
  expect(text).toContain('永辉·人民路店')
  expect(text).toContain('390 米')
  expect(text).toContain('小店4')
  expect(text).not.toContain('小店5')
  await li.clicks('加入计划')
  expect(li.toast?.content).toBe('已加入今日计划')
  expect((await bot.report('plans')).map((row) => [row.customer_code, row.source])).toContainEqual([
    'A1',
    'adhoc',
  ])
  await li.clicks('临时拜访')
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
})

test('附近: customers without a point come last and only where there is room', async () => {
  const { bot, li, shop } = await street()
  await bot.customer({ code: 'U1', name: '没点店', lngGcj: null, latGcj: null })
  await bot.customer({ code: 'N1', name: '小店1', ...northOf(shop, 400) })
  await li.sendsLocation(northOf(shop, 10))
  await li.says('附近')
  const text = textOf(li.card)
  expect(text).toContain('待采点，不知道多远')
  expect(text.indexOf('没点店')).toBeGreaterThan(text.indexOf('小店1'))
  for (const n of [2, 3, 4, 5])
    await bot.customer({ code: `N${n}`, name: `小店${n}`, ...northOf(shop, n * 300) })
  await li.says('附近')
  expect(textOf(li.card)).not.toContain('没点店')
})

test('a stop that the rep put on the plan in passing is visited, yet no planned visit', async () => {
  const { bot, li, shop } = await street()
  const other = await bot.customer({ code: 'B1', name: '联华·解放路店', ...northOf(shop, 1200) })
  await plan(bot, li.openId, [other.code])
  await li.sendsLocation(northOf(shop, 5))
  await li.says('附近')
  await li.clicks('加入计划')
  await li.clicks('加入计划')
  expect(li.toast?.content).toBe('已在今日计划里')
  await li.sendsLocation(northOf(shop, 5))
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  expect(await bot.report('visits')).toMatchObject([{ planned: false }])
})

test('in English, for who reads English', async () => {
  const { bot, shop } = await street()
  const tom = await bot.rep('Tom', { locale: 'en' })
  await bot.customer({ code: 'E1', name: 'Corner shop', owner: 'Tom', ...northOf(shop, 5000) })
  await tom.says('checkin corner')
  expect(textOf(tom.card)).toContain('Send your location to check in')
  await tom.sendsLocation(northOf(shop, 5030))
  expect(textOf(tom.card)).toContain('Visit · Corner shop')
  expect(textOf(tom.card)).toContain('Still missing: 1 storefront photo, 1 shelf photo, summary')
})

test('coordinates of another datum are converted once and kept raw', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, [shop.code])
  await rule(bot, settings.datum, 'wgs84')
  const { fromGcj02 } = await import('../../src/domain/geo.ts')
  const gps = fromGcj02(northOf(shop, 10), 'wgs84')
  await li.sendsLocation(gps)
  expect(textOf(li.card)).toContain('拜访中')
  const [fix] = await bot.db.select().from(locationFixes)
  expect(fix).toMatchObject({ rawDatum: 'wgs84' })
  expect(fix?.rawLng).toBeCloseTo(gps.lng, 6)
  expect(Math.abs((fix?.lngGcj ?? 0) - shop.lng)).toBeLessThan(0.0001)
})

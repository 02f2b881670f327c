import { expect, test } from 'vitest'
import { cardText } from '../../simulator/client/card-view.ts'
import { startBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'

const textOf = (card: object | undefined) => cardText((card ?? {}) as never)

test('a whole visit: location, photos, text, check-out', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const li = await bot.rep('李雷')
  const shop = await bot.customer({ name: '永辉·人民路店', grade: 'A' })

  await li.says('签到 永辉')
  expect(textOf(li.card)).toContain('发送位置即可签到')
  await li.sendsLocation({ ...northOf(shop, 38), name: '人民路' })
  expect(textOf(li.card)).toContain('拜访中 · 永辉·人民路店')
  expect(textOf(li.card)).toContain('还差 1 张门头照、1 张陈列照、离店总结')
  expect(textOf(li.card)).toContain('距门店 38 米')

  await li.sendsPhoto()
  expect(textOf(li.card)).toContain('✓ 门头照')
  await li.sendsPhoto()
  await li.says('老板同意下周补二十箱，堆头位置谈好了')
  expect(textOf(li.card)).toContain('已记为离店总结')
  expect(textOf(li.card)).toContain('资料齐了，可以签退')

  bot.later(26)
  await li.clicks('签退')
  expect(textOf(li.card)).toContain('老板同意下周补二十箱')
  await li.clicks('提交', { outcome: '已开单', orderAmount: '3,280', nextVisitOn: '2026-03-09' })
  expect(textOf(li.card)).toContain('拜访完成 · 永辉·人民路店')
  expect(textOf(li.card)).toContain('26 分钟 · 2 张照片 · 订单 ¥3,280')

  const [visit, ...others] = await bot.report('visits')
  expect(others).toEqual([])
  expect(visit).toMatchObject({
    date: '2026-03-02',
    open_id: li.openId,
    customer_code: shop.code,
    planned: false,
    status: 'closed',
    checked_in_at: '2026-03-02T09:10:00+08:00',
    checked_out_at: '2026-03-02T09:36:00+08:00',
    dwell_minutes: 26,
    distance_m: 38,
    location_name: '人民路',
    verdict: 'on_site',
    photos: 2,
    outcome: 'ordered',
    trust: 86,
    // Location and photos came within the same moment, as an album does.
    flags: 'all-at-once',
  })
})

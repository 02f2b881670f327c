import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { outingActions } from '../../cards/outings/actions.ts'
import { readOuting, readOutingKinds } from '../../src/domain/outings.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { outings } from '../../src/features/outings/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { plan, rule, visited } from './visits-support.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

async function scene(now = '09:12') {
  const bot = await startBot({ now: at(now) })
  await bot.team()
  const li = await bot.rep('李雷')
  const wang = await bot.manager('王芳')
  return { bot, li, wang }
}

test('the kind of an outing is read off the words', () => {
  const kinds = readOutingKinds('送货/Delivery、送货上门、 开会 / Meeting ,送货;其他')
  expect(kinds.map(({ zh }) => zh)).toEqual(['送货', '送货上门', '开会', '其他'])
  expect(kinds[1]).toEqual({ zh: '送货上门', en: '送货上门' })
  const read = (words: string) => readOuting(words, kinds)
  expect(read('送货 人民路三家')).toEqual({ kind: '送货', reason: '人民路三家' })
  expect(read('delivery: three shops')).toEqual({ kind: '送货', reason: 'three shops' })
  expect(read('去总部开会')).toEqual({ kind: '开会', reason: '去总部开会' })
  expect(read('修车')).toEqual({ kind: '其他', reason: '修车' })
  expect(read('开会')).toEqual({ kind: '开会', reason: null })
})

describe('外出', () => {
  test('a reason before, a result by one tap after, and the visits in between', async () => {
    const { bot, li, wang } = await scene()
    const shop = await bot.customer({ name: '永辉', ...northOf(centre, 500) })
    await plan(bot, li.openId, [shop.code], tuesday)
    await li.says('外出 送货 人民路三家')
    expect(li.card).toShow('外出中 · 送货', '09:12 出发', '事由：人民路三家')
    await wang.says('外出')
    expect(wang.card).toShow('外出 · 11月24日 周二', '1 人在外，0 次已结束', '李雷', '人民路三家')

    bot.at(at('10:00'))
    await visited(li, shop)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: '有意向待跟进' })
    bot.at(at('11:40'))
    await li.says('返回')
    await li.clicks('办成了')
    expect(li.card).toShow(
      '外出结束 · 送货',
      '办成了 · 09:12–11:40，2 小时 28 分',
      '期间拜访 1 家：永辉',
    )
    await li.clicks('补充说明')
    await li.clicks('提交', { note: '三家都收货了' })
    expect(li.card).toShow('说明：三家都收货了')
    await wang.says('外出')
    expect(wang.card).toShow('0 人在外，1 次已结束', '李雷 · 送货 · 办成了', '09:12–11:40')
    expect(await bot.report('outings')).toEqual([
      expect.objectContaining({
        open_id: li.openId,
        kind: '送货',
        result: 'done',
        note: '三家都收货了',
        started_at: '2026-11-24T09:12:00+08:00',
        ended_at: '2026-11-24T11:40:00+08:00',
        told_later: false,
      }),
    ])
    await li.says('返回')
    expect(li.lastText).toContain('你现在没有外出')
  })

  test('a visit needs no outing', async () => {
    const { bot, li } = await scene()
    const shop = await bot.customer({ name: '永辉', ...northOf(centre, 500) })
    await plan(bot, li.openId, [shop.code], tuesday)
    await li.sendsLocation(shop)
    expect(li.card).toShow('拜访中 · 永辉')
    expect(await bot.db.$count(outings)).toBe(0)
  })

  test('without words a form; what was not done asks what is missing; 其他 says what for', async () => {
    const { bot, li } = await scene()
    await li.says('外出')
    expect(li.card).toShow('外出', '去做什么？')
    await li.clicks('开始外出', { kind: '其他' })
    expect(li.toast?.content).toContain('请写明去做什么')
    expect(await bot.db.$count(outings)).toBe(0)
    await li.clicks('开始外出', { kind: '开会培训' })
    expect(li.card).toShow('外出中 · 开会培训')
    bot.at(at('15:00'))
    await li.clicks('没办成')
    expect(li.card).toShow('没办成 · 开会培训', '差在哪里？')
    await li.clicks('返回')
    expect(li.card).toShow('外出中 · 开会培训')
    await li.clicks('没办成')
    await li.clicks('提交', { note: '会议改到周五' })
    expect(li.card).toShow('外出结束 · 开会培训', '没办成 · 09:12–15:00', '会议改到周五')
  })

  test('words with 返回 wait for the tap that says whether it came off', async () => {
    const { bot, li } = await scene()
    await li.says('外出 开会')
    bot.later(90)
    await li.says('返回 只谈了一半')
    expect(li.card).toShow('外出中 · 开会培训', '只谈了一半')
    await li.clicks('部分办成')
    expect(li.card).toShow('部分办成 · 09:12–10:42，1 小时 30 分', '只谈了一半')
  })

  test('one at a time: the second finds the first, two taps at once are one', async () => {
    const { bot, li } = await scene()
    await li.says('外出')
    const form = li.cardMessages().at(-1)?.messageId ?? ''
    const { value } = outingActions.start({})
    const tap = () =>
      li.acts(form, { tag: 'button', value, form_value: { kind: '送货', reason: '' } })
    await Promise.all([tap(), tap()])
    await bot.settle()
    await li.says('外出 开会')
    expect(li.card).toShow('外出中 · 送货')
    expect(await bot.db.$count(outings)).toBe(1)
    await Promise.all([li.clicks('办成了'), li.clicks('办成了')])
    expect(await bot.db.select().from(outings)).toMatchObject([{ status: 'ended', result: 'done' }])
  })

  test('from the plan card by taps: out, back, in the wrong order, twice, by somebody else', async () => {
    const { bot, li, wang } = await scene()
    const shop = await bot.customer({ name: '永辉', ...northOf(centre, 500) })
    await plan(bot, li.openId, [shop.code], tuesday)
    await li.says('计划')
    const card = li.cardMessages().at(-1)?.messageId ?? ''
    const sent = li.cards.length
    await li.clicks('外出')
    expect(li.card).toShow('去做什么？', '返回计划')
    await li.clicks('返回计划')
    expect(li.card).toShow('今日拜访计划')
    await li.clicks('外出')
    await li.clicks('开始外出', { kind: '送货' })
    expect(li.card).toShow('今日拜访计划', '外出中 · 送货 · 09:12 出发', '结果')
    // A message that still shows 外出, pressed again: what must end first stands in its place.
    const onPlan = { repOpenId: li.openId, date: tuesday }
    const stale = (call: { value: object }, form_value?: Record<string, string>) =>
      li.acts(card, { tag: 'button', value: call.value, ...(form_value ? { form_value } : {}) })
    await stale(outingActions.open({ onPlan }))
    expect(li.card).toShow('外出中 · 送货', '办成了', '返回计划')
    await stale(outingActions.start({ onPlan }), { kind: '开会培训', reason: '' })
    expect(li.card).toShow('今日拜访计划', '外出中 · 送货')
    expect(await bot.db.$count(outings)).toBe(1)

    bot.at(at('11:40'))
    await li.clicks('结果')
    await li.clicks('部分办成')
    expect(li.card).toShow('部分办成 · 送货', '差在哪里？')
    await li.clicks('提交', { note: '缺一箱' })
    expect(li.card).toShow('今日拜访计划')
    expect(li.card).not.toShow('外出中')
    const [outing] = await bot.db.select().from(outings)
    expect(outing).toMatchObject({ status: 'ended', result: 'partly', note: '缺一箱' })
    const outingId = outing?.id ?? ''
    await stale(outingActions.end({ outingId, result: 'done', onPlan }))
    expect(li.toast?.content).toContain('已经结束')
    expect(await bot.db.select().from(outings)).toMatchObject([{ result: 'partly' }])
    expect(li.cards).toHaveLength(sent)

    // Somebody to whom the card was forwarded; a card of yesterday asks on a card of its own.
    await wang.says('外出')
    const other = wang.cardMessages().at(-1)?.messageId ?? ''
    const { toast } = await wang.acts(other, {
      tag: 'button',
      value: outingActions.open({ onPlan }).value,
    })
    expect(toast).toMatchObject({ type: 'error' })
    await stale(outingActions.open({ onPlan: { ...onPlan, date: '2026-11-23' } }))
    await bot.settle()
    expect(li.cards).toHaveLength(sent + 1)
    expect(li.card).toShow('去做什么？')
    expect(li.card).not.toShow('返回计划')

    // Told elsewhere, the plan card follows; called off on it, the outing's own card does.
    await li.says('外出 开会')
    await bot.settle()
    const planCard = () =>
      JSON.stringify(li.cards.find((one) => JSON.stringify(one).includes('今日拜访计划')))
    expect(planCard()).toContain('外出中 · 开会培训')
    const [open] = await bot.db.select().from(outings).where(eq(outings.status, 'open'))
    await stale(outingActions.cancel({ outingId: open?.id ?? '', onPlan }))
    await bot.settle()
    expect(li.card).toShow('外出已取消 · 开会培训')
    expect(planCard()).not.toContain('外出中')
  })

  test('called off at once only; nobody but the person tells the result', async () => {
    const { bot, li, wang } = await scene()
    await li.says('外出 送货')
    const [outing] = await bot.db.select().from(outings)
    const outingId = outing?.id ?? ''
    await wang.says('外出')
    const forwarded = wang.cardMessages().at(-1)?.messageId ?? ''
    for (const call of [
      outingActions.end({ outingId, result: 'done' }),
      outingActions.cancel({ outingId }),
      outingActions.show({ outingId }),
    ]) {
      const { toast } = await wang.acts(forwarded, { tag: 'button', value: call.value })
      expect(toast).toMatchObject({ type: 'error' })
    }
    await li.clicks('取消外出')
    expect(li.card).toShow('外出已取消 · 送货')
    await li.says('外出 送货')
    bot.later(45)
    await li.clicks('取消外出')
    expect(li.toast?.content).toContain('请选结果')
    expect(await bot.db.$count(outings, eq(outings.status, 'open'))).toBe(1)
  })

  test('on a day of leave it is kept and said', async () => {
    const { bot, li } = await scene()
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${openIdOf('李雷')}`, date: tuesday, kind: 'leave' })
    await li.says('外出')
    expect(li.card).toShow('今天登记了请假')
    await li.clicks('开始外出', { kind: '送货' })
    expect(li.card).toShow('外出中 · 送货')
  })

  test('the kinds are a rule in the company’s own words', async () => {
    const { bot, li } = await scene()
    const admin = await bot.admin()
    await admin.says('规则 外出事由 装机/Installation、巡检 一部')
    expect(admin.card).toShow('外出事由 已改为 装机/Installation、巡检（一部）')
    await li.says('外出 装机 东站')
    expect(li.card).toShow('外出中 · 装机')
    await bot.db.update(users).set({ locale: 'en' }).where(eq(users.openId, li.openId))
    await li.says('back')
    expect(li.card).toShow('Out · Installation')
  })
})

describe('open ones are chased', () => {
  test('asked in the evening on one card, once; shown to the manager in the morning', async () => {
    const { bot, li, wang } = await scene()
    await li.says('外出 送货 人民路三家')
    const before = li.cards.length
    bot.at(at('17:59'))
    await bot.tick()
    expect(li.cards).toHaveLength(before)
    bot.at(at('18:00'))
    await Promise.all([bot.tick(), bot.job('outings.chase')])
    await bot.tick()
    expect(li.cards).toHaveLength(before + 1)
    expect(li.card).toShow('提醒', '外出还没结束：送货，09:12 出发', '办成了')

    bot.at(at('09:30', '2026-11-25'))
    await bot.tick()
    await bot.job('outings.left-open')
    expect(wang.cards).toHaveLength(1)
    expect(wang.card).toShow('外出没有结果 · 1 人', '李雷 · 送货', '11月24日')
    await wang.clicks('再提醒一次')
    expect(wang.card).toShow('已提醒 1 人')
    expect(li.card).toShow('外出中 · 送货', '11月24日 周二的外出还没有结果')
    await li.says('外出 开会')
    expect(li.card).toShow('外出中 · 送货')
    await li.clicks('办成了')
    expect(li.card).toShow('办成了 · 11月25日 周三 补的结果')
    await wang.says('外出')
    expect(wang.card).not.toShow('还有 1 次没有结果')
    expect(await bot.report('outings', { from: tuesday, to: tuesday })).toMatchObject([
      { told_later: true },
    ])
  })

  test('whoever goes home before that hour is asked when the hours close', async () => {
    const { bot, li } = await scene()
    await rule(bot, settings.hours, '08:30-17:30')
    await li.says('外出 送货')
    bot.at(at('17:30'))
    await bot.tick()
    expect(li.card).toShow('外出还没结束')
  })

  test('told by the tap on that card; said meanwhile is not asked', async () => {
    const { bot, li } = await scene('17:00')
    await li.says('外出 送货')
    bot.at(at('18:00'))
    await bot.tick()
    await li.clicks('办成了')
    expect(await bot.db.select().from(outings)).toMatchObject([{ status: 'ended', result: 'done' }])
    await li.says('外出 开会')
    await rule(bot, settings.unaskedADay, 1)
    await bot.job('outings.chase')
    await li.says('返回')
    await li.clicks('办成了')
    const cards = li.cards.length
    bot.at(at('09:00', '2026-11-25'))
    await bot.tick()
    expect(li.cards).toHaveLength(cards)
  })

  test('forgotten for a week, or of somebody who has left: closed without a result', async () => {
    const { bot, li } = await scene()
    const han = await bot.rep('韩梅')
    await li.says('外出 送货')
    await han.says('外出 开会')
    await bot.db.update(users).set({ status: 'left' }).where(eq(users.openId, han.openId))
    await bot.job('outings.close-forgotten')
    expect(await bot.db.$count(outings, eq(outings.status, 'open'))).toBe(1)
    bot.at(at('04:00', '2026-12-02'))
    await bot.job('outings.close-forgotten')
    await bot.job('outings.close-forgotten')
    expect(await bot.db.select().from(outings)).toMatchObject([
      { status: 'ended', result: null, endedAt: null, endedBy: 'system' },
      { status: 'ended', result: null, endedAt: null, endedBy: 'system' },
    ])
    await li.says('外出 开会')
    expect(li.card).toShow('外出中 · 开会培训')
  })
})

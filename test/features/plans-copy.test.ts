import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { copyActions } from '../../cards/plans/copy.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { planStops, planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const wednesday = '2026-11-25'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** Five shops in a line to the north; the plan of Tuesday has them in the order of their codes by hand. */
async function scene() {
  const bot = await startBot({ now: at('08:30') })
  await bot.team()
  const li = await bot.rep('李雷', home)
  const wang = await bot.manager('王芳')
  for (const [i, metres] of [3000, 1000, 5000, 2000, 4000].entries()) {
    // Fixed on Sundays, so that nobody is due on the days of the test.
    await bot.customer({
      code: `S${i + 1}`,
      name: `店${i + 1}`,
      visitDays: [7],
      ...northOf(centre, metres),
    })
  }
  await wang.says('安排 S1、S2、S3、S4、S5 李雷 今天')
  for (let i = 1; i <= 5; i++) {
    await bot.db
      .update(planStops)
      .set({ sequence: i })
      .where(and(eq(planStops.customerCode, `S${i}`), eq(planStops.date, tuesday)))
  }
  return { bot, li, wang }
}

const order = async (bot: TestBot, date: string) =>
  (
    await bot.db
      .select({ code: planStops.customerCode })
      .from(planStops)
      .where(eq(planStops.date, date))
      .orderBy(asc(planStops.sequence))
  ).map(({ code }) => code)

describe('复制计划', () => {
  test('the same order, although it is a detour, until 重新规划; twice adds nothing', async () => {
    const { bot, li } = await scene()
    await li.says('复制计划 11-24 到 11-25')
    expect(li.card).toShow('已复制到 11月25日 周三', '5 家', '店1')
    await li.says('复用 今天 明天')
    expect(li.card).toShow('5 家原来就在，没有重复加')
    expect(
      await bot.db.select().from(planWishes).where(eq(planWishes.source, 'reuse')),
    ).toHaveLength(5)

    await bot.job('plans.generate', { date: wednesday })
    expect(await order(bot, wednesday)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
    bot.at(at('08:01', wednesday))
    await bot.job('plans.send', { date: wednesday })
    expect(li.card).toShow('今天 5 家', '顺序是复制来的')
    const rows = await bot.report('plans', { from: wednesday, to: wednesday })
    expect(rows.every((row) => row.source === 'reuse' && row.counted && row.routed)).toBe(true)
    await li.clicks('重新规划')
    expect(await order(bot, wednesday)).toEqual(['S2', 'S4', 'S1', 'S5', 'S3'])
    expect(li.card).not.toShow('顺序是复制来的')
  })

  test('onto a plan that stands: its stops take their places, another goes in between', async () => {
    const { bot, li, wang } = await scene()
    await bot.customer({ code: 'X', name: '中间店', visitDays: [7], ...northOf(centre, 3500) })
    await wang.says('安排 S3、X 李雷 明天')
    await bot.job('plans.generate', { date: wednesday })
    expect(await order(bot, wednesday)).toEqual(['X', 'S3'])
    await li.says('重用 今天 到 明天')
    expect(li.card).toShow('1 家原来就在计划里')
    const now = await order(bot, wednesday)
    expect(now.filter((code) => code !== 'X')).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
    expect(now).toHaveLength(6)
    // What comes later goes in without breaking the order.
    await bot.customer({ code: 'Y', name: '新来店', visitDays: [7], ...northOf(centre, 500) })
    await wang.says('安排 Y 李雷 明天')
    const later = await order(bot, wednesday)
    expect(later.filter((code) => code.startsWith('S'))).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
    expect(later).toHaveLength(7)
  })

  test('closed, paused and given-away customers are left out with a note', async () => {
    const { bot, li } = await scene()
    await bot.rep('韩梅')
    const change = (code: string, set: object) =>
      bot.db.update(customers).set(set).where(eq(customers.code, code))
    await change('S1', { status: 'closed' })
    await change('S2', { frequency: '0', pausedUntil: '2026-12-20' })
    await change('S3', { ownerOpenId: openIdOf('韩梅') })
    await li.says('复制计划 今天 到 明天')
    expect(li.card).toShow(
      '2 家',
      '没复制的',
      '客户已停用',
      '暂停拜访到 12月20日',
      '不在李雷名下了',
    )
    await bot.job('plans.generate', { date: wednesday })
    expect(await order(bot, wednesday)).toEqual(['S4', 'S5'])
  })

  test('a day off is confirmed and then stands; days that cannot be are refused', async () => {
    const { bot, li } = await scene()
    await li.says('复制计划 今天 到 11-28')
    expect(li.card).toShow('那天不上班', '11月28日 周六')
    expect(
      await bot.db.select().from(planWishes).where(eq(planWishes.source, 'reuse')),
    ).toHaveLength(0)
    await li.clicks('仍要复制')
    expect(li.card).toShow('已复制到 11月28日')
    await bot.job('plans.generate', { date: '2026-11-28' })
    expect(await order(bot, '2026-11-28')).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
    await bot.job('plans.generate', { date: '2026-11-30' })
    expect(await order(bot, '2026-11-30')).toEqual([])
    await li.says('复制计划 11-20 到 明天')
    expect(li.lastText).toContain('没有路线可以复制')
    await li.says('复制计划 今天 到 昨天')
    expect(li.lastText).toContain('已经过去')
    await li.says('复制计划')
    await li.submits({ from: tuesday, to: wednesday })
    expect(li.card).toShow('已复制到 11月25日')
  })

  test('a manager copies a rep’s day and the rep with a card hears it; nobody else may', async () => {
    const { bot, li, wang } = await scene()
    await bot.team('T2', { name: '二部' })
    const zhao = await bot.manager('赵二', { team: 'T2' })
    await wang.says('复制计划 今天 到 明天 @李雷', { mentions: ['李雷'] })
    expect(wang.card).toShow('已复制到 11月25日', '李雷的计划')
    await zhao.says('复制计划 今天 到 明天 @李雷', { mentions: ['李雷'] })
    expect(zhao.lastText).toContain('不是你能处理的')
    await zhao.says('计划 明天')
    const [message] = zhao.cardMessages()
    const days = { repOpenId: openIdOf('李雷'), from: tuesday as never, to: wednesday as never }
    const result = await zhao.acts(message?.messageId ?? '', {
      tag: 'button',
      value: copyActions.sure(days).value,
    })
    expect(result.toast).toMatchObject({ type: 'error' })
    await bot.job('plans.generate', { date: wednesday })
    bot.at(at('08:01', wednesday))
    await bot.job('plans.send', { date: wednesday })
    await bot.customer({ code: 'Z', name: '补的店', visitDays: [7], ...northOf(centre, 900) })
    await wang.says('安排 Z 李雷 11-26')
    await bot.job('plans.generate', { date: '2026-11-26' })
    await wang.says('复制计划 11-26 到 今天 李雷')
    expect(li.card).toShow('新安排', '补的店')
    const [row] = (await bot.report('plans', { from: wednesday, to: wednesday })).filter(
      (one) => one.customer_code === 'Z',
    )
    expect(row).toMatchObject({ source: 'reuse', counted: true })
  })
})

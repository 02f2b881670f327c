import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { planStops } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const now = '2026-11-24T09:00:00+08:00'
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** Five shops in a row to the north of home, 1 to 5 km, and the card of the day is out. */
async function rowOfShops() {
  const bot = await startBot({ now })
  await bot.team()
  const li = await bot.rep('李雷', home)
  const wang = await bot.manager('王芳')
  for (let i = 1; i <= 5; i++)
    await bot.customer({ name: `店 ${i}`, code: `K${i}`, ...northOf(centre, i * 1_000) })
  await bot.job('plans.send')
  return { bot, li, wang }
}

const order = async (bot: TestBot) => {
  const rows = await bot.report('plans')
  return rows.flatMap((row) => (row.status === 'planned' ? [row.customer_code] : []))
}

describe('重新规划', () => {
  test('the click answers with the new card and says what it brings', async () => {
    const { bot, li } = await rowOfShops()
    expect(await order(bot)).toEqual(['K1', 'K2', 'K3', 'K4', 'K5'])
    // The rep is at the far end: going on as planned leads back and up again.
    await li.sendsLocation(northOf(centre, 6_000))
    bot.at('2026-11-24T09:30:00+08:00')
    await li.clicks('重新规划', {}, { card: '今日拜访计划' })
    expect(await order(bot)).toEqual(['K5', 'K4', 'K3', 'K2', 'K1'])
    expect(li.toast?.type).toBe('success')
    // 5 + 4 km of great circle as it stood, 1 + 4 km anew: 4 × 1.35 km less.
    expect(li.toast?.content).toMatch(
      /^已重新规划 · 少走 5\.4 公里 · 早 1\d 分钟 · 约 \d\d:\d\d 结束$/,
    )
    expect(li.cards[0]).toShow('今日拜访计划', '1 店 5')

    await li.clicks('重新规划', {}, { card: '今日拜访计划' })
    expect(li.toast?.content).toMatch(/^顺序已是最好，时间按现在重算 · 约/)
  })

  test('a day that is over stays as it was', async () => {
    const { bot, li } = await rowOfShops()
    await li.sendsLocation(northOf(centre, 6_000))
    bot.at('2026-11-25T09:30:00+08:00')
    await li.clicks('重新规划', {}, { card: '今日拜访计划' })
    expect(li.toast).toMatchObject({ type: 'warning' })
    expect(li.toast?.content).toContain('已经过去')
    const rows = await bot.report('plans', { from: '2026-11-24', to: '2026-11-24' })
    expect(rows.map((row) => row.customer_code)).toEqual(['K1', 'K2', 'K3', 'K4', 'K5'])
  })
})

describe('the card offers 重新规划', () => {
  test('after a stop was cancelled, until it was planned anew', async () => {
    const { bot, li, wang } = await rowOfShops()
    expect(li.card).not.toShow('重排后面的路')
    const [stop] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, 'K1'))
    if (!stop) throw new Error('no stop')
    await li.clicks('跳过')
    await li.clicks('提交', { kind: 'road' })
    await wang.clicks('同意')
    expect(li.card).toShow('1 家不去了：点「重新规划」重排后面的路')
    await li.clicks('重新规划')
    expect(li.card).not.toShow('重排后面的路')
    const [after] = await bot.db.select().from(planStops).where(eq(planStops.id, stop.id))
    expect(after).toMatchObject({ status: 'skipped', legM: null })
  })

  test('when the rep is late, with the minutes; planned anew, the times are from now', async () => {
    const { bot, li } = await rowOfShops()
    bot.at('2026-11-24T10:10:00+08:00')
    await li.says('计划')
    expect(li.card).toShow('已晚 ', ' 分钟：点「重新规划」重排后面的路')
    await li.clicks('重新规划')
    expect(li.card).not.toShow('重排后面的路')
    const [first] = await bot.report('plans')
    expect(String(first?.eta) > '10:10').toBe(true)
  })
})

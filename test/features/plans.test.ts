import { expect, test } from 'vitest'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'

/** A Tuesday. */
const morning = '2026-11-24T07:00:00+08:00'
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

test('the plan is made, sent once at eight and frozen; a second run changes nothing', async () => {
  const bot = await startBot({ now: morning })
  await bot.team()
  const li = await bot.rep('李雷', home)
  for (const n of [3, 1, 2]) {
    await bot.customer({ name: `门店${n}`, grade: 'A', ...northOf(centre, n * 1000) })
  }
  await bot.job('plans.generate')
  const plans = await bot.report('plans')
  expect(plans.map((row) => row.customer_code)).toHaveLength(3)
  await bot.job('plans.generate')
  expect(await bot.report('plans')).toEqual(plans)

  bot.at('2026-11-24T08:00:10+08:00')
  await bot.tick()
  expect(li.card).toShow('今日拜访计划 · 11月24日 周二', '今天 3 家', '1 门店1', '还没拜访过')
  await bot.job('plans.send')
  expect(li.cards).toHaveLength(1)
})

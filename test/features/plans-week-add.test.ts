import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { batchActions } from '../../cards/plans/batch-actions.ts'
import { planStops, planWishes } from '../../src/features/plans/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const at = (time: string, day: string) => `${day}T${time}:00+08:00`

async function scene() {
  const bot = await startBot({ now: at('08:30', '2026-11-24') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  const wang = await bot.manager('王芳')
  for (let i = 0; i < 22; i++) {
    const line = i < 11 ? '铁西线' : '北站线'
    await bot.customer({
      code: `W${i}`,
      name: `周客户${i}`,
      line,
      visitDays: [7],
      ...northOf(centre, i * 200),
    })
  }
  return { bot, li, wang }
}

test('twenty visits on one day of the week card with one tap, once, and taken back', async () => {
  const { bot, li, wang } = await scene()
  await li.says('周计划')
  await li.clicks('批量安排')
  expect(li.card).toShow('批量安排', '11月24日 周二', '11月28日 周六（休息）', '周客户21')
  const codes = Array.from({ length: 20 }, (_, i) => `W${i}`)
  await li.clicks('加进这一天', { date: '2026-11-26', codes })
  expect(li.card).toShow('已安排', '20 家，1 人', '11月26日 周四')
  expect(await bot.db.$count(planWishes, eq(planWishes.date, '2026-11-26'))).toBe(20)
  await li.says('周计划')
  expect(li.card).toShow('11月26日 周四 · 20 家')
  await bot.job('plans.generate', { date: '2026-11-26' })
  expect(await bot.db.$count(planStops, eq(planStops.date, '2026-11-26'))).toBe(20)

  await wang.says('周计划 李雷')
  await wang.clicks('批量安排')
  await wang.clicks('加进这一天', { date: '2026-11-26', codes: ['W0', 'W21'] })
  expect(wang.card).toShow('2 家，1 人', '1 家原来就安排过')
  await wang.clicks('撤销')
  expect(wang.card).toShow('已撤销')
  expect(await bot.db.$count(planStops, eq(planStops.date, '2026-11-26'))).toBe(20)
})

test('what the rep adds to a plan that is out does not count; nobody else adds to it', async () => {
  const { bot, li } = await scene()
  const zhao = await bot.manager('赵二', { team: 'T2' })
  await bot.customer({ code: 'D', name: '到期店' })
  await bot.job('plans.send')
  await li.says('周计划')
  await li.clicks('批量安排')
  await li.clicks('加进这一天', { date: '2026-11-24', codes: ['W3'] })
  const rows = await bot.report('plans')
  expect(rows.find((row) => row.customer_code === 'W3')).toMatchObject({ counted: false })
  await zhao.says('周计划')
  const message = zhao.cardMessages().at(-1)?.messageId ?? ''
  const { value } = batchActions.week({
    repOpenId: openIdOf('李雷'),
    from: '2026-11-23' as never,
    search: '',
  })
  const result = await zhao.acts(message, { tag: 'button', value })
  expect(result.toast).toMatchObject({ type: 'error' })
})

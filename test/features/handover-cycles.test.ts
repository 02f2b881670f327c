import { expect, test } from 'vitest'
import { cycles, cycleVisits } from '../../src/features/cycles/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'

const monday = '2026-11-30'

const visitsOf = async (bot: TestBot) =>
  (await bot.db.select().from(cycleVisits)).map(
    ({ id, cycleId, repOpenId, customerCode, date }) => ({
      id,
      cycleId,
      repOpenId,
      customerCode,
      date,
    }),
  )

test('agreed visits to come go along into the receiver’s cycle, and come back when it is undone', async () => {
  const bot = await startBot({ now: '2026-11-25T09:00:00+08:00' })
  await bot.team()
  const [li, han, wang] = [await bot.rep('李雷'), await bot.rep('韩梅'), await bot.manager('王芳')]
  for (let i = 1; i <= 6; i++)
    await bot.customer({
      code: `C${i}`,
      name: `${i}号店`,
      owner: i <= 4 ? '李雷' : '韩梅',
      ...northOf(centre, i * 300),
    })
  await bot.job('plans.cycle', { date: monday })
  await wang.says('周期计划')
  await wang.clicks('发布')
  const before = await visitsOf(bot)
  const sorted = (list: typeof before) => list.toSorted((a, b) => a.id.localeCompare(b.id))
  const [hans] = (await bot.db.select().from(cycles)).filter((c) => c.repOpenId === han.openId)

  await wang.says('交接 李雷 韩梅')
  await wang.clicks('确认交接')
  const moved = await visitsOf(bot)
  expect(moved).toHaveLength(before.length)
  expect(moved.every((visit) => visit.repOpenId === han.openId && visit.cycleId === hans?.id)).toBe(
    true,
  )
  await wang.clicks('撤销')
  expect(sorted(await visitsOf(bot))).toEqual(sorted(before))
  expect(before.some((visit) => visit.repOpenId === li.openId)).toBe(true)
})

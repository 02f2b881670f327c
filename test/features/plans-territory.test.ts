import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { territoryActions } from '../../cards/plans/territory.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { handovers } from '../../src/features/handover/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const at = (east: number, north: number) => ({
  lngGcj: centre.lng + east / 82_900,
  latGcj: centre.lat + north / 111_195,
})

/** Two reps on both sides of the city, each with two customers in the middle of the other's. */
async function scene() {
  const bot = await startBot({ now: '2026-11-24T08:30:00+08:00' })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  await bot.rep('李雷')
  await bot.rep('韩梅')
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵二', { team: 'T2' })
  const rows = (owner: string, name: string, n: number, east: number, north: number) =>
    Array.from({ length: n }, (_, i) => ({
      code: `${name}${i}`,
      name: `${name}店${i}`,
      ownerOpenId: openIdOf(owner),
      teamCode: 'T1',
      createdOn: '2025-01-01',
      frequency: '4/28d',
      ...at(east + (i % 4) * 300, north + Math.floor(i / 4) * 300),
    }))
  await bot.db
    .insert(customers)
    .values([
      ...rows('李雷', '西', 12, -8000, 0),
      ...rows('李雷', '错东', 2, 8000, 1500),
      ...rows('韩梅', '东', 12, 8000, 0),
      ...rows('韩梅', '错西', 2, -8000, 1500),
    ])
  return { bot, wang, zhao }
}

const ownerOf = async (bot: TestBot, code: string) =>
  (await bot.db.select().from(customers).where(eq(customers.code, code)))[0]?.ownerOpenId

test('suggestions name their figures; one tap hands over, another is not seen again for 90 days', async () => {
  const { bot, wang } = await scene()
  await wang.says('片区')
  expect(wang.card).toShow(
    '片区建议 · 一部',
    '4 条建议',
    '错东店0',
    '李雷 → 韩梅',
    '离现在的中心',
    '每周期',
  )
  const message = wang.cardMessages().at(-1)?.messageId ?? ''
  const payload = {
    teamCode: 'T1',
    code: '错东0',
    repOpenId: openIdOf('李雷'),
    to: openIdOf('韩梅'),
  }
  await wang.acts(message, { tag: 'button', value: territoryActions.accept(payload).value })
  await bot.settle()
  expect(await ownerOf(bot, '错东0')).toBe(openIdOf('韩梅'))
  expect(await ownerOf(bot, '错东1')).toBe(openIdOf('李雷'))
  expect(await bot.db.select().from(handovers)).toMatchObject([{ customers: 1 }])
  const again = await wang.acts(message, {
    tag: 'button',
    value: territoryActions.accept(payload).value,
  })
  expect(again.toast?.content).toContain('建议失效')
  expect(await bot.db.$count(handovers)).toBe(1)

  const other = { ...payload, code: '错东1' }
  await wang.acts(message, { tag: 'button', value: territoryActions.dismiss(other).value })
  await bot.settle()
  expect(wang.cards[0]).toShow('2 条建议')
  await wang.says('片区 一部')
  expect(JSON.stringify(wang.card)).not.toContain('错东店1')
  bot.at('2027-02-23T08:30:00+08:00')
  await wang.says('片区 一部')
  expect(wang.card).toShow('错东店1')
})

test('a visiting day is changed where another day of the rep is there', async () => {
  const { bot, wang } = await scene()
  await bot.db.delete(customers)
  const row = (code: string, east: number, north: number, day: number) => ({
    code,
    name: `${code}店`,
    ownerOpenId: openIdOf('李雷'),
    teamCode: 'T1',
    createdOn: '2025-01-01',
    frequency: '4/28d',
    visitDays: [day],
    ...at(east, north),
  })
  const week = (name: string, east: number, day: number) =>
    Array.from({ length: 6 }, (_, i) => row(`${name}${i}`, east + i * 200, 0, day))
  await bot.db
    .insert(customers)
    .values([...week('一', -6000, 1), ...week('四', 6000, 4), row('错', 6000, 500, 1)])
  await wang.says('片区')
  expect(wang.card).toShow('1 条建议', '错店', '李雷：周一 → 周四')
  await wang.clicks('采纳')
  expect(wang.card).toShow('没有明显要调的')
  const [changed] = await bot.db.select().from(customers).where(eq(customers.code, '错'))
  expect(changed?.visitDays).toEqual([4])
})

test('only for teams that one leads', async () => {
  const { bot, wang, zhao } = await scene()
  await zhao.says('片区 一部')
  expect(zhao.lastText).toContain('不是你能处理的')
  await zhao.says('片区')
  expect(zhao.card).toShow('没有明显要调的')
  const message = zhao.cardMessages().at(-1)?.messageId ?? ''
  const payload = {
    teamCode: 'T2',
    code: '错东0',
    repOpenId: openIdOf('李雷'),
    to: openIdOf('韩梅'),
  }
  const result = await zhao.acts(message, {
    tag: 'button',
    value: territoryActions.accept(payload).value,
  })
  expect(result.toast).toMatchObject({ type: 'error' })
  expect(await ownerOf(bot, '错东0')).toBe(openIdOf('李雷'))
  await wang.says('片区 不存在')
  expect(wang.lastText).toContain('没有找到团队')
})

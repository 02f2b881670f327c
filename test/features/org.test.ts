import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { OperatorError } from '../../src/errors.ts'
import { ensureAdmins, grant } from '../../src/features/org/admins.ts'
import { pendingReferences, teamsWithoutGroup } from '../../src/features/org/mending.ts'
import { teamManagers, teams, users } from '../../src/features/org/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'

test('who opens the chat is greeted by role, and not every day', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  const [li, boss] = [await bot.rep('李雷'), await bot.admin()]
  await li.opensChat()
  expect(li.card).toShow('你好，李雷', '到店发位置就签到', '今日计划')
  await boss.opensChat()
  expect(boss.card).toShow('开始使用', '下一步：导入人员、团队和客户')
  await boss.clicks('导入')
  expect(boss.card).toShow('把 .csv 或 .xlsx 发到这里就会导入')

  await li.opensChat()
  bot.at('2026-03-03T08:00:00+08:00')
  await li.opensChat()
  expect(li.cards).toHaveLength(1)
  bot.at('2026-05-01T08:00:00+08:00')
  await li.opensChat()
  expect(li.cards).toHaveLength(2)
})

test('who leaves the company is locked out at once, and the manager hears of it', async () => {
  const bot = await startBot()
  await bot.team()
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  await bot.customer({ name: '永辉' })
  await li.says('客户 永辉')
  expect(li.card).toShow('客户 · 永辉')
  const before = li.messages.length

  await bot.simulator.resign('李雷')
  await bot.settle()
  expect(await bot.db.select().from(users).where(eq(users.openId, li.openId))).toMatchObject([
    { status: 'left' },
  ])
  expect(wang.card).toShow('李雷 已离职', '1 家客户')
  await bot.simulator.resign('李雷')
  await bot.settle()
  expect(wang.messages.filter((m) => m.content.includes('已离职'))).toHaveLength(1)

  await li.says('客户 永辉').catch(() => undefined)
  expect(li.cards.length).toBeLessThanOrEqual(before)
  expect(JSON.stringify(li.messages.slice(before))).not.toContain('人民路')
})

test('a deactivated person learns nothing any more', async () => {
  const bot = await startBot()
  await bot.team()
  const li = await bot.rep('李雷')
  await bot.customer({ name: '永辉' })
  await bot.db.update(users).set({ status: 'left' })
  await li.says('客户 永辉')
  expect(li.cards).toHaveLength(0)
  expect(li.lastText).toContain('还没有开通巡访')
})

test('a group is told whose it is, or how it is bound', async () => {
  const bot = await startBot()
  const [boss, t1] = [await bot.admin(), await bot.team('T1', { groups: true })]
  const other = bot.chatIdOf('other')
  bot.simulator.upsertGroups([{ chatId: other, name: '新群', members: [boss.openId] }])
  await bot.simulator.addBotToGroup(other, boss.openId)
  await bot.settle()
  const text = bot.simulator.messages(other).at(-1)?.content ?? ''
  expect(text).toContain(other)
  expect(text).toContain('已有团队群的团队：一部')
  await bot.simulator.addBotToGroup(t1.managerChatId ?? '', boss.openId)
  await bot.settle()
  expect(bot.simulator.messages(t1.managerChatId ?? '').at(-1)?.content).toContain('一部」的主管群')
})

test('the first admins come from the environment, and keep their names', async () => {
  const bot = await startBot()
  const { db } = bot
  await db.insert(users).values([
    { openId: 'ou_zhang', name: '张总', role: 'rep' },
    { openId: 'ou_gone', name: '老李', role: 'rep', status: 'left' },
  ])
  for (let i = 0; i < 2; i++) await ensureAdmins(db, ['ou_zhang', 'ou_new', 'ou_gone'], bot.now())
  const all = await db.select().from(users).orderBy(users.openId)
  expect(all.map((u) => [u.openId, u.name, u.role, u.status])).toEqual([
    ['ou_gone', '老李', 'rep', 'left'],
    ['ou_new', '管理员', 'admin', 'active'],
    ['ou_zhang', '张总', 'admin', 'active'],
  ])
})

test('grant takes any id, and refuses what is unclear', async () => {
  const bot = await startBot()
  const { db } = bot
  await db.insert(users).values([
    { openId: 'ou_1', name: '李雷', role: 'rep', employeeNo: 'E1' },
    { openId: 'ou_2', name: '李雷', role: 'rep', employeeNo: 'E2' },
    { openId: 'ou_3', name: '李雷雷', role: 'rep', email: 'lll@example.com' },
    { openId: 'ou_4', name: '韩梅', role: 'rep', status: 'left' },
  ])
  expect(await grant(db, 'E2', 'manager', bot.now())).toEqual({ openId: 'ou_2', name: '李雷' })
  expect(await grant(db, '李雷雷', 'finance', bot.now())).toMatchObject({ openId: 'ou_3' })
  await expect(grant(db, '李雷', 'admin', bot.now())).rejects.toThrow(OperatorError)
  expect(await grant(db, 'LLL@example.com', 'viewer', bot.now())).toMatchObject({ openId: 'ou_3' })
  await expect(grant(db, '韩梅', 'admin', bot.now())).rejects.toThrow(/has left/)
  await expect(grant(db, 'E404', 'admin', bot.now())).rejects.toThrow(/Nobody/)
  await expect(grant(db, '无名', 'admin', bot.now())).rejects.toThrow(/Nobody/)
  expect(await grant(db, 'ou_9', 'admin', bot.now())).toEqual({ openId: 'ou_9', name: '管理员' })
})

test('what is named and not there is listed, the most waited for first', async () => {
  const bot = await startBot()
  const { db } = bot
  await bot.customer({ name: '甲', owner: '未来', teamCode: 'T9', parentCode: 'HQ' })
  await bot.customer({ name: '乙', owner: '未来', teamCode: null })
  await db.insert(teams).values({ code: 'T1', name: '一部', parentCode: 'T0', chatId: 'oc_1' })
  await db.insert(teams).values({ code: 'T2', name: '二部' })
  await db.insert(teamManagers).values({ teamCode: 'T1', openId: 'ou_boss', kind: 'manager' })
  expect(await pendingReferences(db)).toEqual([
    { what: 'person', id: bot.openIdOf('未来'), records: 2 },
    { what: 'customer', id: 'HQ', records: 1 },
    { what: 'person', id: 'ou_boss', records: 1 },
    { what: 'team', id: 'T0', records: 1 },
    { what: 'team', id: 'T9', records: 1 },
  ])
  expect(await teamsWithoutGroup(db)).toEqual([{ code: 'T2', name: '二部' }])
})

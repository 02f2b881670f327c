import '../support/matchers.ts'
import { expect, test } from 'vitest'
import { cardBytes, cardNodes } from '../../cards/kit/card.ts'
import { cardText, type Json } from '../../simulator/index.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { unaskedMessages } from '../../src/features/nudges/tables.ts'
import { teamManagers, users } from '../../src/features/org/tables.ts'
import { digests, targets } from '../../src/features/performance/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { recorder } from './performance-support.ts'

/** Monday, 23 November 2026; the week before is the 16th to the 22nd. */
const monday = '2026-11-23T09:00:05+08:00'

/** 一部: 李雷 three of four planned, two the week before; 韩梅梅 planned ten and visited none. */
async function teamWeek(options: { groups?: boolean } = {}) {
  const bot = await startBot({ now: '2026-11-23T08:00:00+08:00' })
  const team = await bot.team('T1', { groups: options.groups ?? true })
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅梅')
  for (let n = 1; n <= 14; n++) {
    await bot.customer({ code: `C${n}`, name: `${n}号店`, owner: n <= 4 ? '李雷' : '韩梅梅' })
  }
  if (team.chatId && team.managerChatId) {
    const all = [wang, li, han].map(({ openId }) => openId)
    bot.simulator.upsertGroups([
      { chatId: team.chatId, name: '一部团队群', members: all },
      { chatId: team.managerChatId, name: '一部主管群', members: all },
    ])
  }
  const record = recorder(bot.db)
  await record.plan(li.openId, '2026-11-17', ['C1', 'C2', 'C3', 'C4'])
  for (const code of ['C1', 'C2', 'C3'])
    await record.visit(li.openId, code, '2026-11-17', '10:00', '10:20')
  await record.plan(li.openId, '2026-11-10', ['C1', 'C2', 'C3', 'C4'])
  for (const code of ['C1', 'C2'])
    await record.visit(li.openId, code, '2026-11-10', '10:00', '10:20')
  const ten = Array.from({ length: 10 }, (_, i) => `C${i + 5}`)
  await record.plan(han.openId, '2026-11-18', ten)
  return { bot, team, wang, li, han, record }
}

const cardsIn = (bot: TestBot, chatId: string | null, word: string): Json[] =>
  bot
    .phone('王芳')
    .cardMessages(chatId ?? '')
    .map((message) => JSON.parse(message.content) as Json)
    .filter((card) => cardText(card).includes(word))

test('on Monday the group gets the week with its changes, the managers whom to ask after, once', async () => {
  const { bot, team, wang } = await teamWeek()
  await bot.tick()
  expect(cardsIn(bot, team.chatId, '拜访周报')).toEqual([])
  bot.at(monday)
  await bot.tick()
  const [group, ...noMore] = cardsIn(bot, team.chatId, '拜访周报')
  expect(noMore).toEqual([])
  // 3 of 14 planned against 2 of 4: 21 % after 50 %; three visits after two.
  expect(group).toShow('拜访周报 · 一部', '11-16 – 11-22 · 2 人', '拜访达成率 21%（3/14）')
  expect(group).toShow('21%\n拜访达成率\n降 29 点', '3\n完成拜访\n升 1')
  expect(group).toShow('暂无数据\n销售额', '升降是与 11-09 – 11-15 相比')
  expect(cardText(group ?? {})).not.toContain('¥0')
  const [managers] = cardsIn(bot, team.managerChatId, '拜访周报')
  expect(managers).toShow('需要你看：1 件', '韩梅梅：计划 10 家，一家也没去')

  await wang.clicks('看战报', {}, { chat: team.managerChatId ?? '' })
  expect(wang.card).toShow('我的周报 · 韩梅梅', '拜访达成率 0%（0/10）')

  await bot.tick()
  await bot.job('performance.digest-weekly')
  expect(cardsIn(bot, team.chatId, '拜访周报')).toHaveLength(1)
  expect(await bot.db.select().from(digests)).toMatchObject([
    { kind: 'weekly', teamCode: 'T1', date: '2026-11-16' },
  ])
})

test('a scorecard goes to its rep and the managers, to nobody else', async () => {
  const { bot, team, li, han } = await teamWeek()
  bot.at(monday)
  await bot.tick()
  const chat = team.chatId ?? ''
  const of = (openId: string) => (element: Json) => JSON.stringify(element).includes(openId)
  const nosy = await li.clicks(of(han.openId), {}, { chat })
  expect(nosy.toast?.type).toBe('error')
  expect(li.cards.map(cardText).join()).not.toContain('我的周报')
  await li.clicks(of(li.openId), {}, { chat })
  expect(li.card).toShow('我的周报 · 李雷', '拜访达成率 75%（3/4）', '还有 1 家计划没去')
})

test('a week in which nothing happened is quiet', async () => {
  const { bot, team } = await teamWeek()
  bot.at('2026-12-07T09:01:00+08:00')
  await bot.tick()
  expect(cardsIn(bot, team.chatId, '拜访周报')).toEqual([])
})

test('without a group the week goes to the manager', async () => {
  const { bot, wang } = await teamWeek({ groups: false })
  bot.at(monday)
  await bot.tick()
  const weekly = wang.cards.filter((card) => cardText(card).includes('拜访周报'))
  expect(weekly).toHaveLength(2)
  expect(weekly[0]).toShow('这个团队还没有绑定团队群')
})

test('managers choose the day, the parts and the audience', async () => {
  const { bot, team, wang } = await teamWeek()
  const by = { by: null, at: bot.now() }
  await changeSetting(bot.db, settings.digestWeekday, { scope: 'team:T1', value: 2, ...by })
  await changeSetting(bot.db, settings.digestTable, { scope: 'team:T1', value: false, ...by })
  await changeSetting(bot.db, settings.digestAudience, {
    scope: 'team:T1',
    value: 'managers',
    ...by,
  })
  bot.at(monday)
  await bot.tick()
  const weekly = () => wang.cards.filter((card) => cardText(card).includes('拜访周报'))
  expect(weekly()).toEqual([])
  bot.at('2026-11-24T09:01:00+08:00')
  await bot.tick()
  expect(cardsIn(bot, team.chatId, '拜访周报')).toEqual([])
  expect(weekly()).toHaveLength(1)
  expect(cardText(weekly()[0] ?? {})).not.toContain('点人看战报')
})

test('the month comes on the first, with its target', async () => {
  const { bot, team } = await teamWeek()
  await bot.db
    .insert(targets)
    .values({ scope: 'team:T1', month: '2026-11', metric: 'visits_done', value: 10 })
  bot.at('2026-12-01T09:00:30+08:00')
  await bot.tick()
  const [month, ...noMore] = cardsIn(bot, team.chatId, '拜访月报')
  expect(noMore).toEqual([])
  expect(month).toShow('拜访月报 · 一部', '11-01 – 11-30', '完成拜访目标 10，完成 50%')
})

test('two hundred people page by buttons, within the limits; others do not turn the page', async () => {
  const { bot, team, wang, li } = await teamWeek()
  const many = Array.from({ length: 198 }, (_, i) => ({
    openId: bot.openIdOf(`业务${i}`),
    name: `业务员名字很长${i}`,
    role: 'rep' as const,
    teamCode: 'T1',
  }))
  await bot.db.insert(users).values(many)
  bot.at(monday)
  await bot.tick()
  const chat = team.chatId ?? ''
  const card = () => cardsIn(bot, chat, '拜访周报')[0]
  expect(card()).toShow('明细 200 人', '第 1/10 页')
  await li.clicks('下一页', {}, { chat })
  expect(card()).toShow('第 2/10 页')
  const size = card() as never
  expect(cardBytes(size)).toBeLessThanOrEqual(28 * 1024)
  expect(cardNodes(size)).toBeLessThanOrEqual(200)

  // So many are added up by a job: the card that waits becomes the answer.
  const asked = wang.cards.length
  await wang.says('周报 上周')
  expect(wang.cards).toHaveLength(asked + 1)
  expect(wang.card).toShow('拜访周报 · 一部', '第 1/10 页', '韩梅梅：计划 10 家')
  const { card: waits } = await wang.clicks('下一页')
  expect(waits).toShow('拜访周报 · 一部', '正在汇总')
  expect(wang.card).toShow('第 2/10 页')
  expect(wang.cards).toHaveLength(asked + 1)
  await wang.clicks('上一周')
  expect(wang.card).toShow('11-09 – 11-15', '拜访达成率 50%（2/4）')
  await li.says('月报')
  expect(li.card).toShow('我的月报 · 李雷', '进行中')
  await li.says('周报 昨天的天气')
  expect(li.card).toShow('[上周 | 日期]')
})

test('on Monday each rep hears how the week went, once, unless the team does not want it', async () => {
  const { bot, wang, li, han } = await teamWeek()
  await bot.team('T2', { name: '二部' })
  const zhao = await bot.rep('赵敏', { team: 'T2' })
  await recorder(bot.db).visit(zhao.openId, 'C9', '2026-11-17', '10:00', '10:20')
  await changeSetting(bot.db, settings.digestScorecards, {
    scope: 'team:T2',
    value: false,
    by: null,
    at: bot.now(),
  })
  for (const time of ['08:00', '09:15', '09:30', '09:45']) {
    bot.at(`2026-11-23T${time}:00+08:00`)
    await bot.tick()
  }
  await bot.job('performance.scorecards')
  const told = (phone: typeof li) =>
    phone.cards.filter((card) => cardText(card).includes('上周 11-16 – 11-22'))
  expect(told(li)).toHaveLength(1)
  expect(told(li)[0]).toShow('拜访达成率 75%（3/4）', '完成拜访 3 · 升 1')
  expect(told(han)).toHaveLength(1)
  expect(told(zhao)).toEqual([])
  const counted = await bot.db.select().from(unaskedMessages)
  expect(counted.filter(({ openId }) => openId === li.openId).length).toBeGreaterThan(0)
  await li.clicks('看我的周报', {}, { card: '上周 11-16' })
  expect(li.card).toShow('我的周报 · 李雷', '拜访达成率 75%（3/4）')

  // Who leads both teams picks one.
  const lin = await bot.manager('林总', { leads: 'T1' })
  await bot.db.insert(teamManagers).values({ teamCode: 'T2', openId: lin.openId, kind: 'manager' })
  await lin.says('周报 上周')
  expect(lin.card).toShow('拜访周报 · 一部')
  await lin.selects('看其他团队', '二部')
  expect(lin.card).toShow('拜访周报 · 二部', '拜访了 1 家')
  await wang.says('周报 上周')
  expect(cardText(wang.card ?? {})).not.toContain('看其他团队')
})

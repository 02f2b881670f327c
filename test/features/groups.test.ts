import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { teams } from '../../src/features/org/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import '../support/matchers.ts'

/** Two teams without groups, their managers, an admin, and two groups in which everybody is. */
async function scene() {
  const bot = await startBot({ now: '2026-11-24T09:10:00+08:00' })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵二', { team: 'T2' })
  const li = await bot.rep('李雷')
  const ann = await bot.admin('安娜')
  const [room, other] = [bot.chatIdOf('room'), bot.chatIdOf('other')]
  const members = [wang, zhao, li, ann].map((phone) => phone.openId)
  bot.simulator.upsertGroups([
    { chatId: room, name: '销售群', members },
    { chatId: other, name: '另一个群', members },
  ])
  const inRoom = { chat: room, mentions: ['bot'] }
  return { bot, wang, zhao, li, ann, room, other, inRoom }
}

const lastIn = (bot: TestBot, chat: string) => bot.simulator.messages(chat).at(-1)
const cardIn = (bot: TestBot, chat: string) => JSON.parse(lastIn(bot, chat)?.content ?? '{}')
const groupsOf = async (bot: TestBot, code: string) => {
  const [team] = await bot.db.select().from(teams).where(eq(teams.code, code))
  return [team?.chatId ?? null, team?.managerChatId ?? null]
}

test('a manager binds the group of the own team, by name or code, and unbinds it', async () => {
  const { bot, wang, room, other, inRoom } = await scene()
  await wang.says('@巡访 绑定 一部', inRoom)
  expect(cardIn(bot, room)).toShow('已绑定 · 一部', '这个群是「一部」的团队群', '不点名')
  expect(await groupsOf(bot, 'T1')).toEqual([room, null])
  await wang.says('@巡访 绑定 t1 团队群', inRoom)
  expect(cardIn(bot, room)).toShow('早就绑定好了')

  await wang.says('@巡访 bind T1 managers', { ...inRoom, chat: other })
  expect(cardIn(bot, other)).toShow('主管群', '请只拉主管进群')
  expect(await groupsOf(bot, 'T1')).toEqual([room, other])

  await wang.says('@巡访 解绑', inRoom)
  expect(lastIn(bot, room)?.content).toContain('不再是「一部」的团队群')
  expect(await groupsOf(bot, 'T1')).toEqual([null, other])
  await wang.says('@巡访 解绑', inRoom)
  expect(lastIn(bot, room)?.content).toContain('没有绑定团队')
})

test('in the private chat it is said where to say it', async () => {
  const { bot, wang } = await scene()
  await wang.says('绑定 一部')
  expect(wang.lastText).toContain('请在要绑定的群里 @我')
  await wang.says('解绑')
  expect(wang.lastText).toContain('请在要解绑的群里 @我')
  expect(await groupsOf(bot, 'T1')).toEqual([null, null])
})

test('nobody binds, replaces or unbinds what is not theirs', async () => {
  const { bot, wang, zhao, li, ann, room, inRoom } = await scene()
  await zhao.says('@巡访 绑定 一部', inRoom)
  expect(lastIn(bot, room)?.content).toContain('这不是你能处理的')
  await li.says('@巡访 绑定 一部', inRoom)
  expect(lastIn(bot, room)?.content).toContain('只有主管、管理员可以用')
  expect(await groupsOf(bot, 'T1')).toEqual([null, null])

  await ann.says('@巡访 绑定 一部', inRoom)
  await zhao.says('@巡访 绑定 二部', inRoom)
  expect(lastIn(bot, room)?.content).toContain('这个群是「一部」的，不归你管')
  await zhao.says('@巡访 解绑', inRoom)
  expect(lastIn(bot, room)?.content).toContain('不归你管')
  expect(await groupsOf(bot, 'T1')).toEqual([room, null])
  expect(await groupsOf(bot, 'T2')).toEqual([null, null])

  // A card that lies in the group may be pressed by everybody in it.
  await ann.says('@巡访 绑定 二部', inRoom)
  const asked = JSON.stringify(cardIn(bot, room))
  await wang.clicks('改绑', {}, { chat: room })
  expect(wang.toast).toMatchObject({ type: 'error' })
  await li.clicks('改绑', {}, { chat: room })
  expect(li.toast).toMatchObject({ type: 'error' })
  expect(await groupsOf(bot, 'T2')).toEqual([null, null])
  expect(JSON.stringify(cardIn(bot, room))).toBe(asked)
})

test('a group that is bound already changes hands only after a second look', async () => {
  const { bot, ann, room, other, inRoom } = await scene()
  await ann.says('@巡访 绑定 一部', inRoom)
  await ann.says('@巡访 绑定 二部 主管群', inRoom)
  expect(cardIn(bot, room)).toShow('改成「二部」的主管群', '这个群现在是「一部」的团队群')
  await ann.clicks('取消', {}, { chat: room })
  expect(cardIn(bot, room)).toShow('没有改动')
  expect(await groupsOf(bot, 'T1')).toEqual([room, null])

  await ann.says('@巡访 绑定 二部 主管群', inRoom)
  await ann.clicks('改绑', {}, { chat: room })
  expect(cardIn(bot, room)).toShow('已绑定 · 二部')
  expect([await groupsOf(bot, 'T1'), await groupsOf(bot, 'T2')]).toEqual([
    [null, null],
    [null, room],
  ])

  // The team's group moves to another one: the old group hears it.
  await ann.says('@巡访 绑定 二部 主管群', { ...inRoom, chat: other })
  expect(cardIn(bot, other)).toShow('「二部」已经有一个主管群')
  await ann.clicks('改绑', {}, { chat: other })
  expect(await groupsOf(bot, 'T2')).toEqual([null, other])
  expect(lastIn(bot, room)?.content).toContain('「二部」的主管群已换成别的群')
})

test('without a team, or with words that fit several or none, the own teams are offered', async () => {
  const { bot, ann, zhao, room, inRoom } = await scene()
  await bot.team('T3', { name: '外埠一部' })
  await bot.team('T4', { name: '外埠二部' })
  await zhao.says('@巡访 绑定', inRoom)
  expect(cardIn(bot, room)).toShow('这个群是哪个团队的', '二部')
  expect(cardIn(bot, room)).not.toShow('外埠一部')
  await ann.says('@巡访 绑定 外埠 主管群', inRoom)
  expect(cardIn(bot, room)).toShow('「外埠」有 2 个团队', '外埠一部', '外埠二部', '主管群')
  await ann.clicks('外埠二部', {}, { chat: room })
  expect(await groupsOf(bot, 'T4')).toEqual([null, room])
  await ann.says('@巡访 绑定 火星部', inRoom)
  expect(cardIn(bot, room)).toShow('没有叫「火星部」的团队', '一部')
})

test('whoever adds the bot, the group hears how to bind it; only who is registered reads of teams', async () => {
  const { bot, ann, room } = await scene()
  await bot.db
    .update(teams)
    .set({ chatId: bot.chatIdOf('T2/team') })
    .where(eq(teams.code, 'T2'))
  const guest = bot.stranger('路人')
  await bot.simulator.addBotToGroup(room, guest.openId)
  await bot.settle()
  expect(lastIn(bot, room)?.content).toContain('绑定 团队名')
  expect(lastIn(bot, room)?.content).not.toContain('二部')
  await bot.simulator.addBotToGroup(room, ann.openId)
  await bot.settle()
  expect(lastIn(bot, room)?.content).toContain('已有团队群的团队：二部')
})

test('a group without the bot is unbound, also when somebody unknown did it, and the managers hear it', async () => {
  const { bot, wang, zhao, room, inRoom } = await scene()
  await wang.says('@巡访 绑定 一部', inRoom)
  await bot.simulator.removeBotFromGroup(room, bot.stranger('路人').openId)
  await bot.settle()
  expect(await groupsOf(bot, 'T1')).toEqual([null, null])
  expect(wang.lastText).toContain('我被移出了「一部」的团队群')
  expect(zhao.messages).toHaveLength(0)
  // Again, or where nothing was bound: nothing to say.
  await bot.simulator.removeBotFromGroup(room, wang.openId)
  await bot.settle()
  expect(wang.messages).toHaveLength(1)
})

test('the digest goes where it was bound: no names with reasons in the team’s group', async () => {
  const { bot, wang, li, room, other, inRoom } = await scene()
  for (let i = 0; i < 3; i++) await bot.customer({ name: `门店${i}` })
  await bot.job('plans.generate')
  await bot.job('plans.send')
  await wang.says('@巡访 绑定 一部', inRoom)
  await wang.says('@巡访 绑定 一部 主管群', { ...inRoom, chat: other })
  bot.at('2026-11-24T18:31:00+08:00')
  await bot.job('performance.digest-daily')
  expect(cardIn(bot, room)).toShow('拜访日报')
  expect(cardIn(bot, other)).toShow('未开始 1', '李雷：计划 3 家，当天没有签到')
  expect(cardIn(bot, room)).not.toShow('当天没有签到')
  expect(li.messages.filter((m) => m.content.includes('拜访日报'))).toHaveLength(0)
})

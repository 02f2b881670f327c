/**
 * From an empty database with one admin to the first morning card, by what a new admin has: words, buttons
 * and files in the chat. Nothing is written to a table from here, and no command line is used.
 */
import excel from 'exceljs'
import { expect, test } from 'vitest'
import { ensureAdmins } from '../../src/features/org/admins.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const staff = ['赵静', '王芳', '李雷', '韩梅'] as const
const mobileOf = (name: string) => `1380000000${staff.indexOf(name as never)}`

/** The platform knows the company's people and groups; Rounds knows the admin of ROUNDS_ADMINS alone. */
async function emptyCompany(now: string) {
  const bot = await startBot({ now })
  bot.simulator.upsertPeople(
    staff.map((name) => ({ openId: bot.openIdOf(name), name, mobile: mobileOf(name) })),
  )
  const [room, leaders] = [bot.chatIdOf('一部群'), bot.chatIdOf('一部主管')]
  const members = staff.map((name) => bot.openIdOf(name))
  bot.simulator.upsertGroups([
    { chatId: room, name: '一部群', members },
    { chatId: leaders, name: '一部主管', members: members.slice(0, 2) },
  ])
  await ensureAdmins(bot.db, [bot.openIdOf('赵静')], bot.now())
  const [zhao, wang, li, han] = staff.map((name) => bot.phone(bot.openIdOf(name)))
  if (!zhao || !wang || !li || !han) throw new Error('somebody has no phone')
  return { bot, zhao, wang, li, han, room, leaders }
}

/** A template of a kind as the bot has sent it, by the name of its first sheet. */
async function template(
  bot: TestBot,
  admin: TestBot['phone'] extends (n: string) => infer P ? P : never,
  sheet: string,
) {
  for (const { type, content } of admin.messages) {
    if (type !== 'file') continue
    const book = new excel.Workbook()
    const { file_key: key } = JSON.parse(content)
    await book.xlsx.load(bot.simulator.bytes(key) as unknown as ArrayBuffer)
    if (book.worksheets[0]?.name === sheet) return book
  }
  throw new Error(`no template ${sheet} was sent`)
}

/** Fills rows in by the header's words and sends the file back, as a spreadsheet would save it. */
async function fillIn(
  bot: TestBot,
  admin: Parameters<typeof template>[1],
  kind: string,
  rows: readonly Record<string, string>[],
) {
  const book = await template(bot, admin, kind)
  const [sheet] = book.worksheets
  const header = (sheet?.getRow(1).values as string[]).slice(1)
  for (const row of rows) sheet?.addRow(header.map((word) => row[word] ?? ''))
  for (const word of Object.keys(rows[0] ?? {})) expect(header).toContain(word)
  await admin.sendsFile(`${kind}.xlsx`, Buffer.from(await book.xlsx.writeBuffer()))
}

/** Twelve shops; every third one has an address alone, the last one has nothing. */
const shops = Array.from({ length: 12 }, (_, i) => {
  const point = northOf(centre, i * 400)
  const isKnown = i % 3 !== 2
  return {
    编码: `C${101 + i}`,
    名称: `第 ${i + 1} 便利店`,
    地址: i === 11 ? '' : `人民路 ${i + 1} 号`,
    经度: isKnown ? point.lng.toFixed(5) : '',
    纬度: isKnown ? point.lat.toFixed(5) : '',
    负责人: i % 2 === 0 ? '李雷' : '韩梅',
    部门: '一部',
    等级: 'A',
  }
})

async function importAll({ bot, zhao }: Awaited<ReturnType<typeof emptyCompany>>) {
  await zhao.clicks('导入')
  await zhao.clicks('要人员、团队、客户模板')
  await fillIn(bot, zhao, '人员', [
    { 姓名: '赵静', 手机: mobileOf('赵静'), 角色: '管理员' },
    { 姓名: '王芳', 手机: mobileOf('王芳'), 角色: '主管', 部门: '一部' },
    { 姓名: '李雷', 手机: mobileOf('李雷'), 角色: '业务员', 部门: '一部' },
    { 姓名: '韩梅', 手机: mobileOf('韩梅'), 角色: '业务员', 部门: '一部' },
  ])
  expect(zhao.card).toShow('已导入', '新增 3，更新 1')
  await fillIn(bot, zhao, '团队', [{ 编码: 'T1', 名称: '一部', 主管: '王芳' }])
  expect(zhao.card).toShow('已导入', '新增 1')
  await fillIn(bot, zhao, '客户', shops)
  expect(zhao.card).toShow('新增 12', '待补地址 1 家、待采点 3 家')
}

test('in the evening: files, calendar, group, rules; next morning every rep has the plan', {
  timeout: 180_000,
}, async () => {
  const company = await emptyCompany('2026-03-02T17:00:00+08:00')
  const { bot, zhao, wang, li, han, room, leaders } = company
  await zhao.opensChat()
  expect(zhao.card).toShow('开始使用', '下一步：导入人员、团队和客户')
  await importAll(company)
  await zhao.clicks('下一步')
  expect(zhao.card).toShow('团队 1 · 业务员 2 · 客户 12', '4 家客户没有坐标', '下一步：确认工作日')

  // Six working days a week; a day of the company and somebody's leave by a file.
  await zhao.clicks('修改', {}, { card: '下一步：确认工作日' })
  await zhao.selects('休息日', '单休')
  await zhao.sendsFile(
    '请假.csv',
    Buffer.from('人员,日期,类型\n,2026-03-06,节假日\n韩梅,2026-03-04,请假\n'),
  )
  expect(zhao.card).toShow('已导入', '新增 2')
  expect(await bot.db.$count(calendarDays)).toBe(2)
  await zhao.says('规则 门头照 2')
  await zhao.clicks('返回')
  await zhao.clicks('回到「开始」')
  expect(zhao.card).toShow('休息日：单休', '门头照 2 张', '下一步：业务员先练三次')

  // The bot joins the groups; an admin binds one, the manager the other.
  await bot.simulator.addBotToGroup(room, zhao.openId)
  await bot.settle()
  expect(bot.simulator.messages(room).at(-1)?.content).toContain('还没有绑定团队')
  await zhao.says('@巡访 绑定 一部', { chat: room, mentions: ['bot'] })
  await wang.says('@巡访 绑定 一部 主管群', { chat: leaders, mentions: ['bot'] })

  await zhao.clicks('提醒他们练习')
  expect(li.card).toShow('第一次用？先练三次拜访')
  // Too late for a plan of today: the night makes the first one.
  await bot.tick()
  expect([li, han].map((phone) => phone.cards.length)).toEqual([1, 1])
  await zhao.says('开始')
  expect(zhao.card).toShow('1 个团队都有群', '3月3日 周二 05:30 自动生成，08:00 发给业务员')
  expect(await bot.db.$count(dailyPlans)).toBe(0)

  bot.at('2026-03-03T05:30:00+08:00')
  await bot.tick()
  expect(await bot.db.$count(dailyPlans)).toBe(2)
  bot.at('2026-03-03T08:00:00+08:00')
  await bot.tick()
  for (const rep of [li, han]) expect(rep.card).toShow('今日拜访计划 · 3月3日 周二', '便利店')
  expect(li.card).toShow('今天 6 家')
  expect(han.card).toShow('今天 5 家')

  // And the day begins: the notice, the check-in, the manager's own card.
  await li.sendsLocation(centre)
  await li.clicks('我知道了')
  expect(li.card).toShow('拜访中 · 第 1 便利店', '还差 2 张门头照')
  expect(await bot.db.$count(visits)).toBe(1)
  bot.at('2026-03-03T09:30:00+08:00')
  await bot.tick()
  expect(wang.card).toShow('未开始拜访', '韩梅')
  await zhao.says('开始')
  expect(zhao.card).toShow('✓ 第一份拜访计划', '都已收到')

  // 韩梅 is on leave on Wednesday, the company on Friday, nobody works on Sunday, Saturday is worked.
  for (const [day, expected] of [
    ['2026-03-04', 1],
    ['2026-03-06', 0],
    ['2026-03-07', 2],
    ['2026-03-08', 0],
  ] as const) {
    bot.at(`${day}T08:00:00+08:00`)
    await bot.tick()
    const sent = [li, han].filter((rep) => JSON.stringify(rep.card).includes(dayWords(day)))
    expect(sent.length, day).toBe(expected)
  }
})

const dayWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

test('in the morning of a working day: nobody hears of it before the admin sends the first plan', async () => {
  const company = await emptyCompany('2026-03-02T09:10:00+08:00')
  const { bot, zhao, wang, li, han } = company
  await zhao.opensChat()
  await importAll(company)
  await bot.tick()
  for (const phone of [li, han, wang]) expect(phone.cards).toEqual([])

  bot.later(20)
  await zhao.clicks('下一步')
  await zhao.clicks('就这样')
  await zhao.clicks('就这样')
  await zhao.clicks('现在生成')
  await bot.tick()
  for (const phone of [li, han, wang]) expect(phone.cards).toEqual([])
  await zhao.clicks('刷新')
  expect(zhao.card).toShow('今天 2 人有计划，共 11 家，0 人已收到')
  await zhao.clicks('现在发给业务员')
  expect(li.card).toShow('今日拜访计划', '今天 6 家')
  expect(han.card).toShow('今日拜访计划', '今天 5 家')
  // Made at half past nine, it begins then: nobody is late with the first stop.
  expect(li.card).toShow('09:30')
  expect(li.card).not.toShow('08:40')
  await zhao.clicks('刷新')
  expect(zhao.card).toShow('都已收到')
  // Pressed again, or at the clock's next look: no second card, and nobody is late on the first day.
  await zhao.says('开始')
  await bot.tick()
  expect(li.cards.filter((card) => JSON.stringify(card).includes('今日拜访计划'))).toHaveLength(1)
  expect(wang.cards).toEqual([])
  // What was sent counts.
  expect((await bot.report('plans', {})).length).toBe(11)
  expect(
    (await bot.report('performance', {})).find((row) => row.open_id === li.openId),
  ).toMatchObject({
    visits_planned: 6,
  })
})

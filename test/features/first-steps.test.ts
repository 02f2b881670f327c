import { eq } from 'drizzle-orm'
import excel from 'exceljs'
import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { settingHistory } from '../../src/features/admin/settings-store.ts'
import { users } from '../../src/features/org/tables.ts'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'

test('a new admin goes through the steps from the hello to the first plan', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  const ann = await bot.admin('安娜', { teamCode: null })
  await ann.opensChat()
  expect(ann.card).toShow('开始使用', '1/7 步完成', '下一步：导入人员、团队和客户', '还没有客户')
  await ann.clicks('导入')
  expect(ann.card).toShow('把 .csv 或 .xlsx 发到这里就会导入', '先人员，再团队，再客户', '编码*')

  await bot.team('T1', { name: '一部' })
  await bot.team('T0', { name: '销售中心' })
  const li = await bot.rep('李雷', { consented: false })
  await bot.customer({ name: '永辉', grade: 'A' })
  await ann.says('规则 先看位置与照片说明 关')
  await ann.says('开始')
  // A team without reps needs no group.
  expect(ann.card).toShow('1/7 步完成', '团队 2 · 业务员 1 · 客户 1', '还差 1 个团队：一部')
  expect(ann.card).toShow('下一步：确认工作日', '休息日：双休')

  await ann.clicks('就这样')
  expect(ann.card).toShow('2/7 步完成', '下一步：确认签到规则', '允差 300 米')
  expect(await settingHistory(bot.db, settings.restDays.key, 'org')).toMatchObject([
    { value: 'double', byOpenId: ann.openId },
  ])
  await ann.clicks('就这样')
  expect(ann.card).toShow('3/7 步完成', '下一步：打开位置与照片说明')
  await ann.clicks('打开')
  expect(ann.card).toShow('4/7 步完成', '0/1 人已点')
  await li.sendsPhoto()
  await li.clicks('我知道了')
  expect(ann.card).toShow('下一步：第一份拜访计划', '1/1 人还没拜访过也没练过')
  await ann.clicks('提醒他们练习')
  expect(ann.card).toShow('已发给 1 人')
  await ann.clicks('提醒他们练习')
  expect(li.cards.filter((card) => JSON.stringify(card).includes('先练三次拜访'))).toHaveLength(1)
  await li.clicks('开始练习')
  expect(li.card).toShow('练习 1/3')
  expect(ann.card).toShow('下一步：第一份拜访计划')

  await ann.clicks('现在生成')
  expect(ann.card).toShow('正在为 1 人生成计划')
  expect(await bot.db.$count(dailyPlans)).toBe(1)
  await ann.clicks('刷新')
  expect(ann.card).toShow('4/7 步完成', '1/1 人已点', '今天 1 人有计划，共 1 家，0 人已收到')
  expect(ann.card).toShow('下一步：第一份拜访计划', '第一天要自己发')
  // On the first day nobody is told of a plan before the admin says so.
  await ann.clicks('现在发给业务员')
  expect(li.card).toShow('今日拜访计划', '永辉')
  await ann.clicks('刷新')
  expect(ann.card).toShow('5/7 步完成', '共 1 家，都已收到')
  expect(ann.card).not.toShow('现在发给业务员')

  await bot.team('T9', { groups: true })
  await bot.db.execute(`update teams set chat_id = 'oc_1'`)
  await ann.clicks('刷新')
  expect(ann.card).toShow('6/7 步完成', '下一步：业务员先练三次')
  // Who has set up everything is greeted like everybody else.
  bot.at('2026-05-02T09:10:00+08:00')
  await ann.opensChat()
  expect(ann.card).toShow('你好，安娜')
})

test('an existing rule counts as decided, and 就这样 keeps what holds', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  const ann = await bot.admin('安娜')
  await ann.says('规则 签到允差 500')
  await ann.says('start')
  expect(ann.card).toShow('允差 500 米')
  await ann.clicks('就这样')
  expect(ann.card).not.toShow('就这样')
  await ann.says('规则 签到允差')
  expect(ann.card).toShow('500')
})

test('everybody else gets the hello, and cannot press the admin’s buttons', async () => {
  const bot = await startBot()
  await bot.team()
  const li = await bot.rep('李雷')
  await li.says('开始')
  expect(li.card).toShow('你好，李雷', '到店发位置就签到')
  const wang = await bot.manager('王芳', { locale: 'en' })
  await wang.says('start')
  expect(wang.card).toShow('Hello, 王芳')
})

test('what a first import leaves open is said with its next act', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  const ann = await bot.admin('安娜', { teamCode: null })
  const files = [
    ['人员.csv', '姓名,open_id,角色,部门\n李雷,ou_li,业务员,一部\n韩梅,ou_han,业务员,二部\n'],
    ['团队.csv', '编码,名称,上级,主管\nT1,一部,T0,安娜\nT2,二部,,\n'],
    ['客户.csv', '编码,名称,地址,负责人,部门\nC1,永辉,人民路 1 号,李雷,一部\n'],
  ] as const
  for (const [name, text] of files) {
    await ann.sendsFile(name, Buffer.from(text))
    expect(ann.card, name).toShow('已导入')
  }
  await ann.clicks('看待补客户')
  expect(ann.card).toShow('客户 · 待补', '待采点')
  await ann.clicks('下一步', {}, { card: '客户.csv' })
  expect(ann.card).toShow('团队 2 · 业务员 2 · 客户 1', '有 1 个编码还没对上：T0')
  expect(ann.card).toShow('1 个团队没有主管：二部', '1 名业务员名下没有客户')
  expect(ann.card).toShow('1 家客户没有坐标', '群里 @我 说「绑定」')
  await ann.clicks('看待补客户')
  expect(ann.card).toShow('客户 · 待补')
})

test('set up on a rest day, the first plan says when it comes', async () => {
  const bot = await startBot({ now: '2026-03-07T10:00:00+08:00' })
  await bot.team()
  const ann = await bot.admin('安娜')
  await bot.rep('李雷')
  await bot.customer({ name: '永辉' })
  await ann.says('开始')
  expect(ann.card).toShow('今天休息。3月9日 周一 自动生成，08:00 发给业务员')
  expect(ann.card).not.toShow('现在生成')
})

test('a template is asked for, filled in and sent back', async () => {
  const bot = await startBot()
  const ann = await bot.admin('安娜')
  await ann.says('导入')
  await ann.clicks('要人员、团队、客户模板')
  const books = await Promise.all(
    ann.messages
      .filter(({ type }) => type === 'file')
      .map(async ({ content }) => {
        const { file_key: key } = JSON.parse(content)
        const book = new excel.Workbook()
        await book.xlsx.load(bot.simulator.bytes(key) as unknown as ArrayBuffer)
        return book
      }),
  )
  const names = books.map((one) => one.worksheets[0]?.name)
  expect(names).toEqual(['人员', '团队', '客户'])
  const book = books[names.indexOf('人员')] ?? new excel.Workbook()
  const [sheet, explained] = book.worksheets
  expect(sheet?.getSheetValues().slice(1)).toEqual([
    [undefined, '姓名', '手机', '邮箱', '角色', '部门', '工号'],
  ])
  expect(explained?.getSheetValues().flat()).toEqual(
    expect.arrayContaining(['必填', '业务员、主管、管理员、查看者、财务', '也可以加这些列']),
  )
  const back = async () => Buffer.from(await book.xlsx.writeBuffer())
  sheet?.addRow(['李雷', '', '', '业务员', '一部', '0001'])
  await ann.sendsFile('人员模板.xlsx', await back())
  expect(ann.card).toShow('没有导入：1 处要改', 'open_id、手机、邮箱至少填一个')
  bot.stranger('李雷')
  bot.simulator.upsertPeople([
    { openId: bot.openIdOf('李雷'), name: '李雷', mobile: '13800138000' },
  ])
  if (sheet) sheet.getCell('B2').value = '13800138000'
  await ann.sendsFile('人员模板.xlsx', await back())
  expect(ann.card).toShow('已导入', '新增 1')
  expect(await bot.db.select().from(users).where(eq(users.name, '李雷'))).toMatchObject([
    { openId: bot.openIdOf('李雷'), role: 'rep', employeeNo: '0001' },
  ])
})

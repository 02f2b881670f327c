import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { settingHistory } from '../../src/features/admin/settings-store.ts'
import { dailyPlans } from '../../src/features/plans/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'

test('a new admin goes through the steps from the hello to the first plan', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  const ann = await bot.admin('安娜', { teamCode: null })
  await ann.opensChat()
  expect(ann.card).toShow('开始使用', '1/6 步完成', '下一步：导入团队、人员和客户', '还没有客户')
  await ann.clicks('导入')
  expect(ann.card).toShow('把 .csv 或 .xlsx 发到这里就会导入')

  await bot.team('T1', { name: '一部' })
  await bot.team('T0', { name: '销售中心' })
  const li = await bot.rep('李雷', { consented: false })
  await bot.customer({ name: '永辉', grade: 'A' })
  await ann.says('规则 先看位置与照片说明 关')
  await ann.says('开始')
  // A team without reps needs no group.
  expect(ann.card).toShow('1/6 步完成', '团队 2 · 业务员 1 · 客户 1', '还差 1 个团队：一部')
  expect(ann.card).toShow('下一步：确认工作日', '休息日：双休')

  await ann.clicks('就这样')
  expect(ann.card).toShow('2/6 步完成', '下一步：确认签到规则', '允差 300 米')
  expect(await settingHistory(bot.db, settings.restDays.key, 'org')).toMatchObject([
    { value: 'double', byOpenId: ann.openId },
  ])
  await ann.clicks('就这样')
  expect(ann.card).toShow('3/6 步完成', '下一步：打开位置与照片说明')
  await ann.clicks('打开')
  expect(ann.card).toShow('4/6 步完成', '0/1 人已点')
  await li.sendsPhoto()
  await li.clicks('我知道了')

  await ann.clicks('现在生成')
  expect(ann.card).toShow('正在为 1 人生成计划')
  expect(await bot.db.$count(dailyPlans)).toBe(1)
  await ann.clicks('刷新')
  expect(ann.card).toShow('5/6 步完成', '1/1 人已点', '今天 1 人有计划，共 1 家', '绑定团队群')

  await bot.team('T9', { groups: true })
  await bot.db.execute(`update teams set chat_id = 'oc_1'`)
  await ann.clicks('刷新')
  expect(ann.card).toShow('6/6 步完成', '都好了')
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

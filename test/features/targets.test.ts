import '../support/matchers.ts'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { resultActions } from '../../cards/targets/actions.ts'
import { cardText } from '../../simulator/index.ts'
import { calendarDays, teams, users } from '../../src/features/org/tables.ts'
import { targetChanges, targets } from '../../src/features/performance/tables.ts'
import { setTargets } from '../../src/features/targets/store.ts'
import { startBot } from '../support/bot.ts'
import { payingCompany } from './commission-support.ts'
import { recorder } from './performance-support.ts'

test('业绩: the fair target and how it came about, the team by who is behind, own tree only', async () => {
  // Tuesday, 24 November 2026: 16 of 21 work days are over.
  const bot = await startBot({ now: '2026-11-24T09:00:00+08:00' })
  await bot.team('T1')
  await bot.team('T2', { name: '二部' })
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅梅')
  await bot.manager('赵强', { team: 'T2', leads: 'T2' })
  await bot.customer({ code: 'C1', name: '一号店', owner: '李雷' })

  await li.says('业绩')
  expect(li.card).toShow('我的业绩 · 11 月', '11 月还没有设指标', '暂无数据', '未设指标')
  expect(cardText(li.card ?? {})).not.toContain('¥0')

  const aim = (openId: string, value: number) => ({
    scope: `person:${openId}`,
    month: '2026-11',
    metric: 'visits_done',
    productCode: '',
    value,
  })
  const by = { byOpenId: wang.openId, how: 'chat' as const, at: bot.now() }
  await setTargets(bot.db as never, [aim(li.openId, 42), aim(han.openId, 21)], by)
  await setTargets(bot.db as never, [aim(li.openId, 42)], by)
  expect(await bot.db.select().from(targetChanges)).toHaveLength(2)
  for (const date of ['2026-11-03', '2026-11-04', '2026-11-05'])
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${li.openId}`, date, kind: 'leave', part: '' })
  const record = recorder(bot.db)
  for (let day = 9; day <= 20; day++)
    await record.visit(li.openId, 'C1', `2026-11-${String(day).padStart(2, '0')}`, '10:00', '10:20')

  // 42 × 18/21 = 36; 13 of 18 own days are over: 26 expected, 12 visits made, 24 left on five days.
  await li.says('业绩')
  expect(li.card).toShow(
    '完成拜访比进度少 14 家',
    '12/36',
    '指标 42 × 18/21 = 36（请假 3 天）',
    '每天还需 5 家',
    '33%',
  )
  // The same figure on 日报 and 月报.
  await li.says('日报')
  expect(li.card).toShow('本月完成拜访 12/36（33%），比进度少 14 家，每天还需 5 家')
  await li.says('月报')
  expect(li.card).toShow('完成拜访目标 36，完成 33%')
  await wang.says('业绩')
  expect(wang.card).toShow('业绩 · 一部 · 11 月', '2 人落后进度', '12/57', '各人指标合计 63')
  const text = cardText(wang.card ?? {})
  // 韩梅梅 made none of 16 expected, 李雷 12 of 26.
  expect(text.indexOf('韩梅梅')).toBeLessThan(text.indexOf('李雷'))
  await wang.says('业绩 2026-10')
  expect(wang.card).toShow('业绩 · 一部 · 10 月', '还没有设指标')
  await wang.says('业绩 李雷')
  expect(wang.card).toShow('业绩 · 李雷 · 11 月', '12/36')

  // A rep sees nobody else, by name or by click.
  await han.says('业绩 李雷')
  expect(han.lastText).toContain('不在你的团队里')
  await bot.db.insert(targets).values({ ...aim(li.openId, 0), metric: 'orders' })
  await bot.db.update(users).set({ joinedOn: '2026-11-16' })
  await li.says('业绩')
  expect(li.card).toShow('指标 42 × 11/21 = 22（不在职 10 天）')
})

test('业绩 by taps: team, person and back, months, goods, 导出; the plan card has the line; who moves takes it along', async () => {
  const { bot, li, wang, boss, record, order } = await payingCompany()
  await record.visit(li.openId, 'C1', '2026-11-09', '10:00', '10:20')
  await order('O1', 'C1', li.openId, '2026-11-09', [
    ['sale', 'P1', 10, 4_000],
    ['sale', 'P2', 5, 4_000],
  ])

  await wang.says('业绩')
  expect(wang.card).toShow('11 月还没有设指标', '发「指标」，或导入指标表')
  await wang.clicks('指标')
  expect(wang.card).toShow('指标 · 一部 · 2026 年 11 月')
  for (const line of [
    '李雷 拜访 42',
    '一部 可乐 销售额 1000',
    '李雷 零食 销量 30',
    '李雷 10月 拜访 20',
  ])
    await wang.says(`指标 ${line}`)

  // Goods: a product of the team, a category of a person; both in the team's sums.
  await wang.says('业绩')
  expect(wang.card).toShow('按商品的指标 2 项', '可乐', '¥400/¥1,000（40%）', '零食', '5/30（17%）')
  await wang.clicks('李雷')
  expect(wang.card).toShow('业绩 · 李雷 · 11 月', '1/42', '按商品的指标 1 项', '零食')
  await wang.clicks('10 月')
  expect(wang.card).toShow('业绩 · 李雷 · 10 月', '0/20', '差 20 家', '已结束')
  await wang.clicks('11 月')
  await wang.clicks('返回团队')
  expect(wang.card).toShow('业绩 · 一部 · 11 月', '1 人（点人看业绩）')
  await wang.clicks('导出')
  expect(wang.card).toShow('目标', '2026-11')
  expect(wang.messages.filter(({ type }) => type === 'file')).toHaveLength(1)

  // One line of what is furthest behind on the plan.
  await li.says('计划')
  expect(li.card).toShow('本月完成拜访 1/42（2%），比进度少 31 家')
  await li.says('业绩')
  await li.clicks('10 月')
  expect(li.card).toShow('我的业绩 · 10 月', '0/20')

  // Who moves takes targets and figures along; the old manager's card is asked again.
  await wang.says('业绩')
  const old = wang.cardMessages().at(-1)?.messageId ?? ''
  await bot.db.update(users).set({ teamCode: 'T2' }).where(eq(users.openId, li.openId))
  const tap = resultActions.person({ openId: li.openId, month: '2026-11', backTo: 'T1' })
  const refused = await wang.acts(old, { tag: 'interactive_container', value: tap.value })
  expect(refused.toast?.content).toContain('只能看自己和自己团队的业绩')
  await boss.says('业绩 二部')
  expect(boss.card).toShow('业绩 · 二部 · 11 月', '1/42', '各人合计')
  await boss.says('业绩 一部')
  expect(cardText(boss.card ?? {})).not.toContain('42')
  // Of a team that moved with everybody in it nothing changes: the tree is read as it is.
  await bot.db.update(teams).set({ parentCode: 'T1' }).where(eq(teams.code, 'T2'))
  await wang.says('业绩 二部')
  expect(wang.card).toShow('业绩 · 二部 · 11 月', '1/42')
})

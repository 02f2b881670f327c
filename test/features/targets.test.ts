import '../support/matchers.ts'
import { expect, test } from 'vitest'
import { cardText } from '../../simulator/index.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { targetChanges, targets } from '../../src/features/performance/tables.ts'
import { setTargets } from '../../src/features/targets/store.ts'
import { startBot } from '../support/bot.ts'
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

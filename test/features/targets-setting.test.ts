import '../support/matchers.ts'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { settingActions } from '../../cards/targets/actions.ts'
import { cardText } from '../../simulator/index.ts'
import { commissionCloses } from '../../src/features/commission/tables.ts'
import { products } from '../../src/features/orders/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { targetChanges, targets } from '../../src/features/performance/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { recorder } from './performance-support.ts'

/** Values by whose they are, of one metric in one month. */
const valuesOf = async (bot: TestBot, metric: string, month: string) => {
  const rows = await bot.db
    .select()
    .from(targets)
    .where(and(eq(targets.metric, metric), eq(targets.month, month)))
  return Object.fromEntries(rows.map(({ scope, value }) => [scope, value]))
}

test('指标 in lines: people, teams, goods, years; every bad one told what to do; taken back', async () => {
  const bot = await startBot({ now: '2026-11-24T09:00:00+08:00' })
  await bot.team('T1')
  await bot.team('T2', { name: '二部' })
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  await bot.rep('韩梅梅')
  await bot.manager('赵强', { team: 'T2', leads: 'T2' })
  await bot.db.insert(products).values([
    {
      code: 'P1',
      name: '青提汽水 330ml',
      unit: '箱',
      category: '饮料',
      costFen: 100,
      priceFen: 200,
    },
    { code: 'P2', name: '青提果汁', unit: '箱', category: '饮料', costFen: 100, priceFen: 200 },
  ])

  await wang.says('指标')
  expect(wang.card).toShow(
    '指标 · 一部 · 2026 年 11 月',
    '2 名业务员',
    '还没有设指标',
    '完成拜访',
    '未设',
  )

  await wang.says('指标 @李雷 2026-12 销售额 12万', { mentions: ['李雷'] })
  expect(wang.card).toShow(
    '销售额 · 李雷',
    '已设：李雷 2026 年 12 月 销售额 ¥120,000',
    '没有单独设',
  )
  await wang.says('指标 12月 销售额 30万')
  expect(wang.card).toShow('销售额 · 一部', '¥300,000', '还有 ¥180,000 没分到各人（1 个未设）')
  await wang.says('指标 韩梅梅 12月 销售额 20万')
  expect(wang.card).toShow('一部 ¥300,000：各人合计 ¥320,000，多出 ¥20,000')
  // The same again changes nothing; another value says what it was.
  await wang.says('指标 韩梅梅 12月 销售额 20万')
  expect(wang.card).toShow('已经是 ¥200,000，没有变')
  await wang.says('指标 韩梅梅 12月销售额18万')
  expect(wang.card).toShow('¥200,000 → ¥180,000', '一部 ¥300,000：与各人合计一致')
  await wang.says('指标 12月')
  expect(wang.card).toShow('2026 年 12 月', '4 项还没有设', '与各人合计一致')

  await wang.says('指标 李雷 12月 销售额 青提汽水 330ml 3万')
  expect(wang.card).toShow('销售额（青提汽水 330ml） · 李雷', '¥30,000')
  await wang.says('指标 2027 饮料 销量 1200')
  expect(wang.card).toShow(
    '销量（饮料） · 一部',
    '2027 年 1200',
    '还有 1200 没分到各月（12 个未设）',
  )
  await wang.says('指标 12月 达成率 85%')
  expect(wang.card).toShow('拜访达成率 · 一部', '85%', '各人都按此')

  // Taken back, once; and not when somebody else changed it since.
  await wang.says('指标 李雷 12月 拜访 80')
  await wang.clicks('撤销')
  expect(wang.card).toShow('已撤销 1 项改动', '2026 年 12 月未设')
  await wang.says('指标 李雷 12月 拜访 80')
  const ann = await bot.admin('安娜')
  await ann.says('指标 李雷 12月 拜访 90')
  expect(ann.card).toShow('80 → 90')
  await wang.clicks('撤销')
  expect(wang.card).toShow('安娜 之后又改过，没有撤销', '2026 年 12 月 90')

  // What cannot be.
  const refused: [string, string][] = [
    ['指标 12月 拜访 8.5', '填 0 以上的整数'],
    ['指标 12月 销售额 -5', '填 0 以上的金额'],
    ['指标 拜访 2027', '是年份还是数值'],
    ['指标 13月 销售额 12万', '不是月份或年'],
    ['指标 乱写 12月 销售额 12万', '没找到“乱写”'],
    ['指标 12月 成本 12万', '不在聊天里设'],
    ['指标 青提 12月 销量 5', '有几个“青提”'],
    ['指标 P1 12月 拜访 5', '商品只能设'],
    ['指标 2035 销售额 5', '太远了'],
    ['指标 王芳 12月 销售额 12万', '自己的指标'],
    ['指标 二部 12月 销售额 12万', '没找到'],
  ]
  const before = await bot.db.select().from(targetChanges)
  for (const [line, said] of refused) {
    await wang.says(line)
    expect(wang.lastText, line).toContain(said)
  }
  await wang.says('指标 @赵强 12月 销售额 12万', { mentions: ['赵强'] })
  expect(wang.lastText).toContain('只能给自己带的团队和下属')
  await ann.says('指标 12月 销售额 12万')
  expect(ann.lastText).toContain('请写明给哪个：一部、二部')
  await ann.says('指标 赵强 12月 销售额 12万')
  expect(ann.lastText).toContain('赵强 不是')
  await li.says('指标 12月 销售额 1')
  expect(li.lastText).toContain('只有主管、管理员可以用')
  expect(await bot.db.select().from(targetChanges)).toEqual(before)
})

test('指标 from the company to teams, people and months: shown, shared out after a look, once', async () => {
  const bot = await startBot({ now: '2026-11-24T09:00:00+08:00' })
  await bot.team('T0', { name: '大区' })
  await bot.team('T1', { name: '一部', parent: 'T0' })
  await bot.team('T2', { name: '二部', parent: 'T0' })
  const boss = await bot.manager('总监', { team: 'T0', leads: 'T0' })
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅梅', { joinedOn: '2026-12-16' })
  await bot.rep('钱多', { team: 'T2' })
  // Who comes after the month, or was gone before it, is no part of it.
  await bot.rep('后来', { joinedOn: '2027-01-04' })
  await bot.rep('早走', { leftOn: '2026-11-10' })
  await bot.customer({ code: 'C1', name: '一号店', owner: '李雷' })
  const [ofLi, ofHan] = [li, han].map(({ openId }) => `person:${openId}`)
  const record = recorder(bot.db)
  for (const day of ['2026-10-12', '2026-10-13', '2026-10-14'])
    await record.visit(li.openId, 'C1', day, '10:00', '10:20')

  // Three people in two teams: by head 2 : 1.
  await boss.says('指标 12月 拜访 90')
  expect(boss.card).toShow('完成拜访 · 大区', '还有 90 没分到各团队（2 个未设）')
  await boss.clicks('分到各团队')
  expect(boss.card).toShow(
    '分指标 · 完成拜访 · 大区',
    '90 分给 2 个',
    '按人数平均分',
    '确认后才生效',
  )
  expect(await valuesOf(bot, 'visits_done', '2026-12')).toEqual({ 'team:T0': 90 })
  await boss.clicks('确认分下去')
  expect(await valuesOf(bot, 'visits_done', '2026-12')).toMatchObject({
    'team:T1': 60,
    'team:T2': 30,
  })
  expect(boss.card).toShow('已分下去：2 项', '与各团队合计一致')

  // Sharing out in the team while somebody sets one by hand: it is shown again first.
  await wang.says('指标 12月 拜访')
  expect(wang.card).toShow('完成拜访 · 一部', '2026 年 12 月 60', '12-16 入职')
  expect(cardText(wang.card ?? {})).not.toContain('后来')
  expect(cardText(wang.card ?? {})).not.toContain('早走')
  await wang.clicks('分到各人')
  await wang.clicks('按实绩分')
  // 李雷 made three visits in three months; 韩梅梅 is new and counts like the mean.
  expect(wang.card).toShow('按近三个月的实绩分（08-01 至 10-31）', '李雷', '30')
  await boss.says('指标 韩梅梅 12月 拜访 20')
  expect(boss.card).toShow(
    '一部 60：还有 40 没分到各人（1 个未设）',
    '指标 20 × 12/23 = 10（不在职 11 天）',
  )
  await wang.clicks('确认分下去')
  expect(wang.card).toShow('期间有人改过，请再看一遍', '40 分给 1 个')
  await wang.clicks('确认分下去')
  expect(await valuesOf(bot, 'visits_done', '2026-12')).toMatchObject({
    [ofLi ?? '']: 40,
    [ofHan ?? '']: 20,
  })
  // The same tap twice: from the card of somebody who still looks at the preview.
  const before = await bot.db.select().from(targetChanges)
  const at = wang.cardMessages().at(-1)?.messageId ?? ''
  const key = { scope: 'team:T1', month: '2026-12', metric: 'visits_done', goods: '' } as const
  const apply = settingActions.apply({ ...key, to: 'below', by: 'even', seen: 'old' })
  const again = await wang.acts(at, { tag: 'button', value: apply.value })
  expect(again.toast?.content).toContain('没有可分的了')
  expect(await bot.db.select().from(targetChanges)).toEqual(before)

  // A rep moves: the targets go along, and both teams are told apart from their sums.
  await bot.db.update(users).set({ teamCode: 'T2' }).where(eq(users.openId, li.openId))
  await boss.says('指标 12月')
  expect(boss.card).toShow('1 项没分完或对不上', '与各团队合计一致', '还有 30 没分到各人')
  await boss.says('指标 一部 12月 拜访')
  expect(boss.card).toShow('各人合计 20，还差 40')
  await boss.says('指标 二部 12月 拜访')
  expect(boss.card).toShow('各人合计 40，多出 10')
  await wang.says('指标 李雷 12月 拜访 1')
  expect(wang.lastText).toContain('没找到')
  await boss.says('指标 李雷 12月')
  expect(boss.card).toShow('指标 · 李雷 · 2026 年 12 月', '40', '4 项还没有设')
  // And out of the company: what is left there is named.
  await bot.db
    .update(users)
    .set({ status: 'left', leftOn: '2026-11-30' })
    .where(eq(users.openId, li.openId))
  await boss.says('指标 二部 12月 拜访')
  expect(boss.card).toShow('还有 30 没分到各人（1 个未设）', '已离职的还有指标：李雷 40')
  await boss.says('指标 @李雷 12月 拜访 10', { mentions: ['李雷'] })
  expect(boss.lastText).toContain('李雷 在 2026 年 12 月 不在职')
  await boss.says('指标 @李雷 12月 拜访 -', { mentions: ['李雷'] })
  expect(boss.card).toShow('已清除：李雷')

  // Who left once and came back is here.
  await bot.db
    .update(users)
    .set({ leftOn: '2026-06-30', joinedOn: '2026-11-20' })
    .where(eq(users.name, '钱多'))
  await boss.says('指标 钱多 12月 拜访 30')
  expect(boss.card).toShow('二部 30：与各人合计一致')

  // A year over its months by work days; what is set, over or closed stays.
  await bot.db.insert(commissionCloses).values({ month: '2026-10', closedAt: bot.now() })
  await boss.says('指标 2027 销售额 240万')
  await boss.says('指标 2027-02 销售额 10万')
  expect(boss.card).toShow('全年 ¥2,400,000：还有 ¥2,300,000 没分到各月（11 个未设）')
  await boss.clicks('看全年')
  await boss.clicks('分到各月')
  expect(boss.card).toShow('¥2,300,000 分给 11 个', '按各月工作日分')
  await boss.clicks('确认分下去')
  expect(boss.card).toShow('销售额 · 大区', '2027 年', '与各月合计一致')
  const ofYear = await bot.db.select().from(targets).where(eq(targets.metric, 'sales_amount'))
  const months = ofYear.filter(({ month }) => month.length === 7)
  expect(months).toHaveLength(12)
  expect(months.reduce((sum, { value }) => sum + value, 0)).toBe(240_000_000)
  expect(months.every(({ value }) => value % 100 === 0)).toBe(true)
  await boss.clicks('撤销')
  expect(boss.card).toShow('已撤销 11 项改动', '2027 年', '还有 ¥2,300,000 没分到各月')
  await boss.says('指标 2026 毛利 60万')
  expect(boss.card).toShow('没分到各月（2 个未设）')
  await boss.says('指标 10月 毛利 5万')
  expect(boss.lastText).toContain('2026 年 10 月的提成已经结账')
  await boss.says('指标 10月 毛利')
  expect(boss.card).toShow('已结账', '指标不能再改')
})

test('指标 by taps: the board, the form, one target, the history; another team’s manager gets nowhere', async () => {
  const bot = await startBot({ now: '2026-11-24T09:00:00+08:00' })
  await bot.team('T1')
  await bot.team('T2', { name: '二部' })
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵强', { team: 'T2', leads: 'T2' })
  const li = await bot.rep('李雷')
  await bot.db.insert(products).values([
    {
      code: 'P1',
      name: '青提汽水 330ml',
      unit: '箱',
      category: '饮料',
      costFen: 100,
      priceFen: 200,
    },
  ])

  await wang.says('targets next month')
  await wang.clicks('设指标')
  expect(wang.card).toShow('设指标 · 一部', '李雷', '2026 年 12 月')
  const person = `person:${li.openId}`
  const form = {
    who: person,
    when: '2026-12',
    metric: 'sales_quantity',
    goods: '青提',
    value: '很多',
  }
  await wang.clicks('设好', form)
  // What was typed is still there.
  expect(wang.card).toShow('“很多”不能作为销量的指标', '填 0 以上的整数', '青提')
  await wang.clicks('设好', { ...form, value: '500' })
  expect(wang.card).toShow('销量（青提汽水 330ml） · 李雷', '已设', '500')
  await wang.clicks('改', { value: '600' })
  expect(wang.card).toShow('500 → 600')
  await wang.clicks('看全部指标')
  expect(wang.card).toShow('指标 · 李雷', '销量（青提汽水 330ml）', '600', '5 项还没有设')
  await wang.clicks('看团队')
  expect(wang.card).toShow('指标 · 一部', '按商品的指标 1 项', '没有单独设，按各人合计 600')
  await wang.clicks('改动记录')
  expect(wang.card).toShow('2 次改动', '李雷 2026 年 12 月 销量', '500 → 600', '11-24 09:00 王芳')
  await wang.clicks('撤销最近一次')
  expect(wang.card).toShow('已撤销 1 项改动', '3 次改动')
  expect(await valuesOf(bot, 'sales_quantity', '2026-12')).toEqual({ [person]: 500 })

  // A form that no client would send is answered as well.
  const forged = settingActions.save({ teamCode: 'T1' }).value
  const odd = { who: 'x', when: 'x', metric: 'x', goods: '', value: 'x' }
  await wang.acts(wang.cardMessages().at(-1)?.messageId ?? '', {
    ...{ tag: 'button', value: forged, form_value: odd },
  })
  expect(wang.card).toShow('没找到“x”')

  // Two at once: one after the other, and the second tells what the first has set.
  const ann = await bot.admin('安娜')
  await Promise.all([wang.says('指标 李雷 12月 回款 8万'), ann.says('指标 李雷 12月 回款 9万')])
  const both = await bot.db
    .select()
    .from(targetChanges)
    .where(eq(targetChanges.metric, 'collected'))
  const [first, second] = both.toSorted((a, b) => a.id - b.id)
  expect([first?.before, second?.before]).toEqual([null, first?.after])
  expect(await valuesOf(bot, 'collected', '2026-12')).toEqual({ [person]: second?.after })

  // Forwarded cards: whoever taps is asked about the record as it is now.
  const cell = { scope: person, month: '2026-12', metric: 'sales_quantity', goods: 'P1' } as const
  await zhao.says('指标')
  expect(zhao.card).toShow('指标 · 二部')
  const at = zhao.cardMessages().at(-1)?.messageId ?? ''
  const changes = await bot.db.select().from(targetChanges)
  const [newest] = changes.slice(-1)
  const tries = [
    settingActions.cell({ ...cell, page: 0 }),
    settingActions.person({ openId: li.openId, month: '2026-12' }),
    settingActions.remove(cell),
    settingActions.board({ teamCode: 'T1', month: '2026-12', page: 0 }),
    settingActions.apply({ ...cell, scope: 'team:T1', to: 'below', by: 'even', seen: '' }),
    settingActions.changes({ teamCode: 'T1', page: 0 }),
    settingActions.undo({ changeId: newest?.id ?? 0, teamCode: null }),
  ]
  for (const { name, value } of tries) {
    const { toast } = await zhao.acts(at, { tag: 'button', value })
    expect(toast?.content, name).toContain('只能给自己带的团队')
  }
  expect(await bot.db.select().from(targetChanges)).toEqual(changes)
})

import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { calendarActions } from '../../cards/leave/calendar.ts'
import { date } from '../../src/domain/time.ts'
import { readCalendarWords } from '../../src/features/leave/calendar/read.ts'
import { calendarChanges } from '../../src/features/leave/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { dailyPlans, planStops } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { plan } from './visits-support.ts'

/** A Tuesday. */
const today = '2026-11-24'

/** 李雷 of 一部 and 丁一 of 二部 have two stops each on Wednesday. */
async function scene() {
  const bot = await startBot({ now: `${today}T08:00:00+08:00` })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷')
  const ding = await bot.rep('丁一', { team: 'T2' })
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  const boss = await bot.admin('赵静')
  for (const [owner, code] of [
    ['李雷', 'A'],
    ['丁一', 'B'],
  ] as const)
    for (const n of [1, 2])
      await bot.customer({
        code: `${code}${n}`,
        name: `店${code}${n}`,
        owner,
        ...northOf(centre, n * 300),
      })
  await plan(bot, li.openId, ['A1', 'A2'], '2026-11-25')
  await plan(bot, ding.openId, ['B1', 'B2'], '2026-11-25')
  return { bot, li, ding, wang, zhao, boss }
}

const daysOf = async (bot: TestBot) => {
  const rows = await bot.db.select().from(calendarDays).orderBy(calendarDays.date)
  return rows.map((row) => `${row.scope} ${row.date.slice(5)} ${row.kind}${row.part}`)
}
const stopsOf = async (bot: TestBot) => {
  const rows = await bot.db
    .select()
    .from(planStops)
    .where(eq(planStops.date, '2026-11-25'))
    .orderBy(planStops.customerCode)
  return rows.map((row) => `${row.customerCode} ${row.status}`)
}

describe('公司假日 by 日历', () => {
  test('shown first, then done: stops leave, managers are asked; 撤销 brings both back', async () => {
    const { bot, li, wang, zhao, boss } = await scene()
    await boss.says('日历 放假 11-25 到 11-26')
    expect(boss.card).toShow('公司日历 · 放假', '全公司放假？', '2 人已排的 4 家会取消')
    expect(await daysOf(bot)).toEqual([])
    await boss.clicks('确认')
    expect(boss.card).toShow(
      '已设为放假',
      '11月25日 周三 至 11月26日 周四',
      '全公司',
      '2 天',
      '赵静',
    )
    expect(await daysOf(bot)).toEqual(['org 11-25 holiday', 'org 11-26 holiday'])
    expect(await stopsOf(bot)).toEqual(['A1 skipped', 'A2 skipped', 'B1 skipped', 'B2 skipped'])
    expect(wang.card).toShow('改派 · 李雷', '李雷不在，2 家等你安排')
    expect(zhao.card).toShow('改派 · 丁一')

    // 王芳 settles one; the rest returns.
    await wang.clicks('安排')
    await wang.clicks('改期')
    await boss.clicks('撤销')
    expect(boss.card).toShow('已撤销', '赵静 撤销')
    expect(await daysOf(bot)).toEqual([])
    expect((await stopsOf(bot)).filter((stop) => stop.endsWith('skipped'))).toHaveLength(1)
    expect((await stopsOf(bot)).filter((stop) => stop.endsWith('planned'))).toHaveLength(3)
    expect(wang.card).toShow('都安排好了', '不用安排了')
    await li.says('日历')
    expect(li.card).toShow('公司日历', '没有自己设的放假或调休', '平时：双休')
    expect(li.card).not.toShow('增加')
  })

  test('two taps of 确认 and of 撤销 have one effect', async () => {
    const { bot, boss, wang } = await scene()
    await boss.says('日历 放假 11-25')
    const card = boss.cardMessages().at(-1)?.messageId ?? ''
    const days = {
      scope: 'org',
      from: date('2026-11-25'),
      to: date('2026-11-25'),
      part: '',
    } as const
    const { value } = calendarActions.add({ ...days, kind: 'holiday' })
    await Promise.all([1, 2].map(() => boss.acts(card, { tag: 'button', value })))
    await bot.settle()
    expect(await bot.db.$count(calendarChanges)).toBe(1)
    expect(boss.card).toShow('已设为放假')
    expect(wang.cards).toHaveLength(1)
    await boss.clicks('撤销')
    await boss.says('日历 放假 11-25')
    await boss.clicks('确认')
    expect(await daysOf(bot)).toEqual(['org 11-25 holiday'])
    bot.at('2026-11-25T09:00:00+08:00')
    await boss.clicks('撤销')
    expect(boss.toast?.content).toContain('超过 24 小时')
  })

  test('for one team, by the form; the others work on', async () => {
    const { bot, boss, wang, zhao } = await scene()
    await boss.says('日历')
    expect(boss.card).toShow('增加', '下一步')
    await boss.clicks('下一步', { kind: 'holiday', first: '2026-11-25', scope: 'team:T2' })
    expect(boss.card).toShow('二部放假？', '1 人已排的 2 家会取消')
    await boss.clicks('确认')
    expect(await stopsOf(bot)).toEqual(['A1 planned', 'A2 planned', 'B1 skipped', 'B2 skipped'])
    expect(zhao.card).toShow('改派 · 丁一')
    expect(wang.cards).toHaveLength(0)
    await wang.says('日历')
    expect(wang.card).toShow('没有自己设的放假或调休')
    await zhao.says('日历')
    expect(zhao.card).toShow('放假 · 11月25日 周三 · 二部')

    // From the list it goes again, and the stops return.
    await boss.says('日历')
    await boss.clicks('删除')
    expect(boss.card).toShow('已删除 1 天')
    expect(await stopsOf(bot)).toEqual(['A1 planned', 'A2 planned', 'B1 planned', 'B2 planned'])
    await boss.clicks('撤销')
    expect(await daysOf(bot)).toEqual(['team:T2 11-25 holiday'])
    expect(await stopsOf(bot)).toContain('B1 skipped')
  })

  test('who is on leave besides stays away when the holiday is removed', async () => {
    const { bot, boss, li } = await scene()
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${li.openId}`, date: '2026-11-25', kind: 'leave', part: '' })
    await boss.says('日历 放假 11-25')
    await boss.clicks('确认')
    await boss.says('日历 删除 11-25')
    expect(boss.card).toShow('删除 11月25日 周三 全公司的放假和调休？')
    await boss.clicks('确认')
    expect(await stopsOf(bot)).toEqual(['A1 skipped', 'A2 skipped', 'B1 planned', 'B2 planned'])
  })
})

test('调休上班: a Saturday is planned like a working day, today’s at once', async () => {
  const { bot, boss, li } = await scene()
  await boss.says('日历 上班 周六')
  expect(boss.card).toShow('公司日历 · 上班', '11月28日 周六，全公司上班？')
  await boss.clicks('确认')
  bot.at('2026-11-28T08:00:00+08:00')
  await bot.job('plans.generate')
  expect(await bot.db.$count(planStops, eq(planStops.date, '2026-11-28'))).toBe(4)

  bot.at('2026-11-29T08:30:00+08:00')
  await bot.job('plans.generate')
  expect(await bot.db.$count(planStops, eq(planStops.date, '2026-11-29'))).toBe(0)
  await boss.says('日历 上班 今天')
  await boss.clicks('确认')
  expect(
    await bot.db.select().from(dailyPlans).where(eq(dailyPlans.date, '2026-11-29')),
  ).toHaveLength(2)
  await li.says('计划')
  expect(li.card).toShow('今日拜访计划')
})

test('only admins change days; words that are not clear lead to the form', async () => {
  const { bot, boss, wang } = await scene()
  await wang.says('日历 放假 11-25')
  expect(wang.card).not.toShow('确认')
  await boss.says('日历 放假 11-25 三部')
  expect(boss.card).toShow('没找到团队「三部」', '下一步')
  await boss.says('日历 放假 11-26 到 11-25')
  expect(boss.lastText).toContain('最后一天不能早于第一天')
  const card = wang.cardMessages().at(-1)?.messageId ?? ''
  const days = { scope: 'org', from: date('2026-11-25'), to: date('2026-11-25'), part: '' } as const
  const { value } = calendarActions.add({ ...days, kind: 'holiday' })
  expect((await wang.acts(card, { tag: 'button', value })).toast?.type).toBe('error')
  expect(await daysOf(bot)).toEqual([])
})

test.each([
  ['放假 10-08', { kind: 'holiday', from: '2026-10-08', to: '2026-10-08', team: null }],
  [
    '10-08 到 10-10 放假 一部',
    { kind: 'holiday', from: '2026-10-08', to: '2026-10-10', team: '一部' },
  ],
  ['调休 周六 下午 全公司', { kind: 'workday', from: '2026-10-03', part: 'pm', team: null }],
  ['删除 10-08 一部', { kind: null, remove: true, from: '2026-10-08', team: '一部' }],
  ['off tomorrow', { kind: 'holiday', from: '2026-10-02' }],
  ['', { kind: null, remove: false, from: null }],
])('%s', (text, read) => {
  expect(readCalendarWords(text, date('2026-10-01'))).toMatchObject(read)
})

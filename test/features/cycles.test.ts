import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { cycleActions } from '../../cards/cycles/actions.ts'
import { addDays, isoWeekday, type LocalDate } from '../../src/domain/time.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { cycleRequests, cycles, cycleVisits } from '../../src/features/cycles/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import { recorder } from './performance-support.ts'

/** The Wednesday before a planning cycle that begins on Monday 30 November 2026. */
const wednesday = '2026-11-25'
const monday = '2026-11-30'
const sunday = '2026-12-27'
const at = (date: string, time: string) => `${date}T${time}:00+08:00`

const said = (phone: { messages: readonly { content: string }[] }) =>
  phone.messages.at(-1)?.content ?? ''

async function scene(count = 12) {
  const bot = await startBot({ now: at(wednesday, '09:00') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  for (let i = 1; i <= count; i++)
    await bot.customer({
      code: `C${i}`,
      name: `${i}号店`,
      grade: (['A', 'B', 'C', 'D'] as const)[i % 4] ?? 'D',
      ...northOf(centre, i * 300),
    })
  return { bot, li, wang, zhao }
}

/** Drafts the cycle from Monday on and shows it, as the clock would in the night and the next morning. */
async function draftNext(bot: TestBot) {
  await bot.job('plans.cycle', { date: monday })
  await bot.job('plans.cycle-card')
}

const visitsOf = (bot: TestBot) =>
  bot.db.select().from(cycleVisits).orderBy(cycleVisits.date, cycleVisits.customerCode)

describe('a cycle', () => {
  test('is drafted, shown with its capacity, published once, and the days are drawn from it', async () => {
    const { bot, li, wang, zhao } = await scene()
    await draftNext(bot)
    expect(wang.card).toShow('周期计划 · 一部', '排得下', '李雷', '发布')
    expect(zhao.cards).toHaveLength(0)
    const visits = await visitsOf(bot)
    const times = (code: string) => visits.filter((v) => v.customerCode === code).length
    // A 4, B 2, C 1, D 1 in 28 days.
    expect(['C4', 'C1', 'C2', 'C3'].map(times)).toEqual([4, 2, 1, 1])
    for (const { date } of visits) {
      expect(isoWeekday(date as LocalDate)).toBeLessThan(6)
      expect(date >= monday && date <= sunday).toBe(true)
    }

    await li.says('周计划 下周')
    expect(li.card).toShow('周计划', '草稿')
    await wang.clicks('发布')
    expect(wang.card).toShow('王芳 已发布')
    const toLi = li.card
    expect(toLi).toShow('周计划', '点一家可换天或不去')
    const card = wang.cardMessages().at(-1)?.messageId ?? ''
    const { value } = cycleActions.publish({ teamCode: 'T1', from: monday as LocalDate })
    const again = await wang.acts(card, { tag: 'button', value })
    expect(again.toast?.content).toContain('都发布过了')

    for (const date of new Set(visits.map((visit) => visit.date))) {
      await bot.job('plans.generate', { date })
      const plan = await bot.report('plans', { from: date, to: date })
      expect(plan.map((stop) => stop.customer_code).toSorted()).toEqual(
        visits.filter((visit) => visit.date === date).map((visit) => visit.customerCode),
      )
    }
  })

  test('starts by itself where nobody published, unless the rule says otherwise', async () => {
    const { bot, wang } = await scene(4)
    await draftNext(bot)
    const first = (await visitsOf(bot)).filter(({ date }) => date === monday)
    bot.at(at(monday, '05:31'))
    await bot.job('plans.generate', { date: monday })
    const [cycle] = await bot.db.select().from(cycles)
    expect(cycle).toMatchObject({ status: 'published', publishedBy: null })
    const plan = await bot.report('plans', { from: monday, to: monday })
    expect(plan).toHaveLength(first.length)
    await wang.says('周期计划')
    expect(wang.card).toShow('没人发布，已自动生效')
  })

  test('waits for the manager where the rule says so: until then each day is planned by itself', async () => {
    const { bot, wang } = await scene(4)
    await wang.says('规则 没人发布时周期计划自动生效 关')
    await draftNext(bot)
    bot.at(at(monday, '05:31'))
    await bot.job('plans.generate', { date: monday })
    const [cycle] = await bot.db.select().from(cycles)
    expect(cycle?.status).toBe('draft')
    // By frequency, all four never visited: the first day takes them all.
    expect(await bot.report('plans', { from: monday, to: monday })).toHaveLength(4)
  })

  test('keeps its frequencies when rules and grades change; the next cycle has the new ones', async () => {
    const { bot, wang } = await scene(4)
    await draftNext(bot)
    await wang.clicks('发布')
    await wang.says('规则 频次 A 1/28天')
    await bot.db.update(customers).set({ grade: 'A' }).where(eq(customers.code, 'C1'))
    bot.at(at(monday, '04:45'))
    await bot.job('plans.replan', { date: monday })
    const count = async (code: string) =>
      (await visitsOf(bot)).filter((visit) => visit.customerCode === code).length
    expect(await count('C4')).toBe(4)
    expect(await count('C1')).toBe(2)
  })

  test('says who is missing when there is more to do than days', async () => {
    const { bot, wang } = await scene(1)
    for (let i = 0; i < 130; i++)
      await bot.customer({
        code: `A${i}`,
        name: `大店 ${i}`,
        grade: 'A',
        serviceMinutes: 60,
        ...northOf(centre, i * 40),
      })
    await draftNext(bot)
    expect(wang.card).toShow('要', '现有 1 人', 'A级 28 天 4 次')
    await wang.clicks('看排不下的')
    expect(wang.card).toShow('排不下的', '那几天都满了')
  })
})

describe('other days', () => {
  async function published() {
    const all = await scene(8)
    await draftNext(all.bot)
    await all.wang.clicks('发布')
    const visits = await visitsOf(all.bot)
    const visit = visits.find(({ date }) => date > monday) ?? visits[0]
    if (!visit) throw new Error('nothing is planned')
    return { ...all, visit }
  }

  /** Opens the form of a visit as a tap on its row would. */
  async function open(li: Awaited<ReturnType<TestBot['rep']>>, visitId: string) {
    await li.says('周计划 下周')
    const card = li.cardMessages().at(-1)?.messageId ?? ''
    const { value } = cycleActions.visit({ visitId })
    return li.acts(card, { tag: 'interactive_container', value })
  }

  test('a rep asks for another day with a reason, the manager approves, the visit stays there', async () => {
    const { bot, li, wang, zhao, visit } = await published()
    await open(li, visit.id)
    await bot.settle()
    expect(li.card).toShow('调整 ·', '换到哪天')
    await li.submits({ what: 'move', toDate: '2026-12-25', reason: '店主那天盘点' })
    expect(wang.card).toShow('调整申请 · 李雷', '店主那天盘点', '12月25日')
    expect(zhao.cards).toHaveLength(0)
    const [request] = await bot.db.select().from(cycleRequests)
    const { value } = cycleActions.rule({ requestId: request?.id ?? '', approve: true })
    await zhao.says('周计划')
    const forged = await zhao.acts(zhao.cardMessages().at(-1)?.messageId ?? '', {
      tag: 'button',
      value,
    })
    expect(forged.toast?.type).toBe('error')

    await wang.clicks('同意')
    expect(wang.card).toShow('王芳 已同意')
    expect(said(li)).toContain('主管同意了')
    const moved = and(
      eq(cycleVisits.customerCode, visit.customerCode),
      eq(cycleVisits.date, '2026-12-25'),
    )
    expect(await bot.db.select().from(cycleVisits).where(moved)).toMatchObject([{ fixed: true }])
    await bot.job('plans.replan', { date: monday })
    expect(await bot.db.select().from(cycleVisits).where(moved)).toHaveLength(1)
  })

  test('a refusal changes nothing and is told; a weekend, no reason and a second request are explained', async () => {
    const { bot, li, wang, visit } = await published()
    const before = await visitsOf(bot)
    await open(li, visit.id)
    await li.submits({ what: 'move', toDate: '2026-12-26', reason: '想周六去' })
    expect(li.toast?.content).toContain('工作日')
    await li.submits({ what: 'move', reason: '没选日子' })
    expect(li.toast?.content).toContain('先选换到哪天')
    expect(await bot.db.$count(cycleRequests)).toBe(0)
    await li.submits({ what: 'decline', reason: '店在装修' })
    expect(wang.card).toShow('本周期取消', '店在装修')
    await open(li, visit.id)
    await li.submits({ what: 'decline', reason: '再问一次' })
    expect(li.toast?.content).toContain('等主管答复')
    await wang.clicks('不同意')
    expect(said(li)).toContain('请照原计划拜访')
    expect(await visitsOf(bot)).toEqual(before)
  })

  test('what was declined does not come back by a re-plan', async () => {
    const { bot, li, wang, visit } = await published()
    await open(li, visit.id)
    await li.submits({ what: 'decline', reason: '店关一个月' })
    await wang.clicks('同意')
    await bot.job('plans.replan', { date: monday })
    const left = (await visitsOf(bot)).filter((v) => v.customerCode === visit.customerCode)
    expect(left).toEqual([])
  })
})

describe('a re-plan', () => {
  test('changes nothing when nothing changed; missed, made and free days are taken in', async () => {
    const { bot, li, wang } = await scene(10)
    await draftNext(bot)
    await wang.clicks('发布')
    const before = await visitsOf(bot)
    await bot.job('plans.replan', { date: monday })
    expect(await visitsOf(bot)).toEqual(before)

    const dates = [...new Set(before.map(({ date }) => date as LocalDate))]
    const [first = dates[0] as LocalDate, free = dates[1] as LocalDate] = dates
    const morning = addDays(first, 1)
    const missed = before.filter(({ date }) => date === first)
    // The first day is over: one was visited, the others were not; the next day becomes leave.
    const record = recorder(bot.db)
    await record.visit(li.openId, missed[0]?.customerCode ?? '', first, '10:00', '10:20')
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${li.openId}`, date: free, kind: 'leave', part: '' })
    bot.at(at(morning, '04:45'))
    await bot.job('plans.replan', { date: morning })
    const after = (await visitsOf(bot)).filter(({ date }) => date >= morning)
    expect(after.filter(({ date }) => date === free)).toEqual([])
    const times = (list: typeof before, code: string) =>
      list.filter((visit) => visit.customerCode === code).length
    for (const { customerCode } of missed.slice(1))
      expect(times(after, customerCode)).toBe(times(before, customerCode))
    for (const { customerCode } of before.filter(({ date }) => date === free))
      expect(times(after, customerCode)).toBe(
        times(
          before.filter(({ date }) => date >= morning),
          customerCode,
        ) + (missed.slice(1).some((visit) => visit.customerCode === customerCode) ? 1 : 0),
      )
    const lost = before.filter(
      ({ date, customerCode }) =>
        date > free &&
        !after.some((visit) => visit.date === date && visit.customerCode === customerCode),
    )
    // What need not move stays.
    expect(lost.length).toBeLessThan(before.length / 3)
  })
})

test('a rep sees the own week, a manager those of the team, nobody else’s', async () => {
  const { bot, li, wang, zhao } = await scene(4)
  await draftNext(bot)
  await wang.clicks('发布')
  await wang.says('周计划 下周 @李雷')
  expect(wang.card).toShow('周计划', '李雷')
  await zhao.says('周期计划 一部')
  expect(said(zhao)).not.toContain('李雷')
  const { value } = cycleActions.week({ repOpenId: li.openId, from: monday as LocalDate })
  const other = await bot.rep('韩梅', { team: 'T2' })
  await other.says('周计划')
  const result = await other.acts(other.cardMessages().at(-1)?.messageId ?? '', {
    tag: 'button',
    value,
  })
  expect(result.toast?.type).toBe('error')
})

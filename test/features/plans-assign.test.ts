import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { assignActions } from '../../cards/plans/assign-actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const wednesday = '2026-11-25'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** Shops that nobody is due to visit: they are there only to be assigned. */
async function shop(bot: TestBot, name: string, code: string, more: object = {}) {
  return bot.customer({ name, code, visitDays: [7], ...northOf(centre, 700), ...more })
}

async function scene() {
  const bot = await startBot({ now: at('08:30') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷', home)
  const han = await bot.rep('韩梅', home)
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵二', { team: 'T2' })
  return { bot, li, han, wang, zhao }
}

const planned = async (bot: TestBot, date: string) =>
  (await bot.report('plans', { from: date, to: date })).map(
    (row) =>
      `${row.open_id === openIdOf('李雷') ? '李雷' : '韩梅'} ${row.customer_code} ${row.source}`,
  )

describe('安排', () => {
  test('by name, mention and day in words, before the plan is made', async () => {
    const { bot, li, wang } = await scene()
    await shop(bot, '永辉·人民路店', 'Y')
    await shop(bot, '联华·解放路店', 'L')
    await wang.says('安排 永辉,联华 @李雷 明天', { mentions: ['李雷'] })
    expect(wang.card).toShow('已安排 · 11月25日 周三', '李雷', '永辉·人民路店', '当天早上排进计划')
    await wang.says('安排 永辉、联华 李雷 周三')
    expect(wang.card).toShow('原来就在计划里')
    expect(await bot.db.select().from(planWishes)).toHaveLength(2)
    expect(li.cards).toHaveLength(0)

    bot.at(at('05:31', wednesday))
    await bot.tick()
    expect((await planned(bot, wednesday)).toSorted()).toEqual(['李雷 L manual', '李雷 Y manual'])
    bot.at(at('08:01', wednesday))
    await bot.tick()
    expect(li.card).toShow('今天 2 家', '王芳安排')
  })

  test('after the card is out the rep’s plan grows, counts, is routed, and the rep is told once', async () => {
    const { bot, li, wang } = await scene()
    await bot.customer({ name: '家乐', code: 'J', ...northOf(centre, 2000) })
    await shop(bot, '永辉', 'Y')
    await bot.job('plans.send')
    await wang.says('派单 永辉 李雷 今天')
    expect(wang.card).toShow('已安排 · 11月24日 周二', '已加进计划')
    expect(li.cards).toHaveLength(2)
    expect(li.cards[0]).toShow('今天 2 家', '永辉', '王芳安排')
    expect(li.card).toShow('新安排 · 11月24日', '王芳给你安排了 1 家', '永辉')
    const rows = await bot.report('plans')
    expect(rows).toMatchObject([
      { customer_code: 'Y', source: 'manual', counted: true, routed: true, sequence: 1 },
      { customer_code: 'J', source: 'cycle', counted: true, sequence: 2 },
    ])
    expect(rows[0]?.eta).toMatch(/^\d\d:\d\d$/)
    await li.clicks('我知道了')
    expect(li.card).toShow('已知道')
    await wang.says('指派 Y @李雷 今天', { mentions: ['李雷'] })
    expect(wang.card).toShow('原来就在计划里')
    expect(li.cards).toHaveLength(2)
    expect(await bot.report('plans')).toHaveLength(2)
  })

  test('ten customers and two reps in one command: each goes to its own; on request everybody visits all', async () => {
    const { bot, wang } = await scene()
    for (let i = 0; i < 10; i++) {
      await shop(bot, `门店${i}`, `S${i}`, { owner: i % 2 === 0 ? '李雷' : '韩梅' })
    }
    const codes = Array.from({ length: 10 }, (_, i) => `S${i}`).join('、')
    await wang.says(`安排 ${codes} @李雷 @韩梅 明天`, { mentions: ['李雷', '韩梅'] })
    expect(wang.card).toShow('10 家，2 人', '按负责人分给了各自的业务员')
    await bot.job('plans.generate', { date: wednesday })
    const rows = await planned(bot, wednesday)
    expect(rows.filter((row) => row.startsWith('李雷'))).toHaveLength(5)
    expect(rows).toContain('李雷 S0 manual')
    expect(rows).toContain('韩梅 S1 manual')
    await wang.clicks('每人都去')
    expect(wang.card).toShow('10 家，2 人', '已加进计划')
    expect(await planned(bot, wednesday)).toHaveLength(20)
    const again = await planned(bot, wednesday)
    await bot.job('plans.generate', { date: wednesday })
    expect(await planned(bot, wednesday)).toEqual(again)
  })

  test('one customer for two reps, named without commas', async () => {
    const { bot, wang } = await scene()
    await shop(bot, '永辉', 'Y')
    await wang.says('安排 永辉 李雷 韩梅 11-25')
    expect(wang.card).toShow('1 家，2 人')
    await bot.job('plans.generate', { date: wednesday })
    expect((await planned(bot, wednesday)).toSorted()).toEqual(['李雷 Y manual', '韩梅 Y manual'])
  })

  test('what is missing or unclear is asked for, step by step', async () => {
    const { bot, wang } = await scene()
    await shop(bot, '永辉·人民路店', 'Y1')
    await shop(bot, '永辉·解放路店', 'Y2')
    await wang.says('安排')
    expect(wang.card).toShow('要安排哪家客户')
    await wang.clicks('查找', { customer: '永辉' })
    expect(wang.card).toShow('「永辉」有 2 家', '人民路', '解放路')
    await wang.clicks('永辉·解放路店')
    expect(wang.card).toShow('安排给谁', '客户：永辉·解放路店')
    await wang.selects('选业务员', openIdOf('韩梅'))
    expect(wang.card).toShow('安排在哪天', '给：韩梅')
    await wang.clicks('明天')
    expect(wang.card).toShow('已安排 · 11月25日 周三', '韩梅')
    expect(wang.cards).toHaveLength(1)
    expect(await bot.db.select().from(planWishes)).toMatchObject([
      { customerCode: 'Y2', repOpenId: openIdOf('韩梅'), date: wednesday, byOpenId: wang.openId },
    ])
    await wang.says('安排 永辉')
    await wang.clicks('全部 2 家')
    await wang.clicks('给负责人 李雷')
    await wang.clicks('确定', { date: '2026-12-01' })
    expect(wang.card).toShow('已安排 · 12月1日 周二', '2 家，1 人')
    await wang.says('安排 沃尔玛 李雷 明天')
    expect(wang.card).toShow('没找到「沃尔玛」', '要安排哪家客户')
  })

  test('a name that several people have is asked; over a hundred people are searched by name', async () => {
    const { bot, wang } = await scene()
    await shop(bot, '永辉', 'Y')
    await bot.rep('李雷', { openId: `ou_${'a'.repeat(32)}` })
    await wang.says('安排 永辉 李雷 明天')
    expect(wang.card).toShow('「李雷」是哪一位')
    await wang.selects('选业务员', `ou_${'a'.repeat(32)}`)
    expect(wang.card).toShow('已安排')
    const many = Array.from({ length: 120 }, (_, i) => ({
      openId: `ou_${String(i).padStart(32, '0')}`,
      name: `业务员${i}`,
      role: 'rep' as const,
      teamCode: 'T1',
    }))
    await bot.db.insert(users).values(many)
    await wang.says('安排 永辉 后天')
    expect(wang.card).toShow('人多', '查找')
    await wang.clicks('查找', { person: '业务员117' })
    expect(wang.card).toShow('已安排 · 11月26日 周四', '业务员117')
  })

  test('customers without address and point, and closed ones, are refused with how to mend it', async () => {
    const { bot, wang } = await scene()
    await shop(bot, '没址店', 'N')
    await shop(bot, '关门店', 'X', { status: 'closed' })
    await shop(bot, '好店', 'G')
    const bare = { lngGcj: null, latGcj: null, address: null }
    await bot.db.update(customers).set(bare).where(eq(customers.code, 'N'))
    await wang.says('安排 没址店、X、好店 李雷 明天')
    expect(wang.card).toShow('已安排', '好店', '没安排', '先补地址', '客户已停用')
    expect(await bot.db.select().from(planWishes)).toHaveLength(1)
    await wang.says('安排 没址店 李雷 明天')
    expect(wang.card).toShow('没有安排上')
  })

  test('a day off is confirmed, a day that is over refused', async () => {
    const { bot, wang, li } = await scene()
    await shop(bot, '永辉', 'Y')
    const leave = { scope: `person:${openIdOf('李雷')}`, date: wednesday, kind: 'leave' } as const
    await bot.db.insert(calendarDays).values(leave)
    await wang.says('安排 永辉 李雷 明天')
    expect(wang.card).toShow('仍要安排吗', '李雷：11月25日 周三 请假')
    expect(await bot.db.select().from(planWishes)).toHaveLength(0)
    await wang.clicks('改到 11月26日 周四')
    expect(wang.card).toShow('已安排 · 11月26日 周四')
    await wang.says('安排 永辉 李雷 11-28')
    await wang.clicks('仍要安排')
    expect(wang.card).toShow('已安排 · 11月28日 周六')
    await bot.job('plans.generate', { date: '2026-11-28' })
    expect(await planned(bot, '2026-11-28')).toEqual(['李雷 Y manual'])
    await wang.says('安排 永辉 李雷 昨天')
    expect(wang.lastText).toContain('已经过去')
    expect(li.cards).toHaveLength(0)
  })

  test('only managers of the rep and only customers of theirs', async () => {
    const { bot, li, zhao } = await scene()
    await shop(bot, '永辉', 'Y')
    await li.says('安排 永辉 韩梅 明天')
    expect(li.lastText).toContain('主管')
    await zhao.says('安排 永辉 @李雷 明天', { mentions: ['李雷'] })
    expect(zhao.lastText).toContain('不是你能处理的')
    await zhao.says('安排 永辉')
    expect(zhao.card).toShow('没找到「永辉」')
    const draft = {
      customers: ['Y'],
      people: [openIdOf('李雷')],
      date: wednesday as never,
      asks: [],
      who: [],
      missing: [],
      sure: true,
      each: false,
    }
    const [message] = zhao.cardMessages()
    const { value } = assignActions.sure({ draft })
    const result = await zhao.acts(message?.messageId ?? '', { tag: 'button', value })
    expect(result.toast).toMatchObject({ type: 'error' })
    expect(await bot.db.select().from(planWishes)).toHaveLength(0)
  })
})

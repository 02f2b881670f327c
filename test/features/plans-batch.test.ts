import { and, eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { batchActions } from '../../cards/plans/batch-actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { planBatches, planStops, planWishes } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

/** So many customers around the centre, half of each rep's, with what conditions ask about. */
async function many(bot: TestBot, n: number) {
  const rows = Array.from({ length: n }, (_, i) => ({
    code: `K${String(i).padStart(3, '0')}`,
    name: `客户${i}号`,
    ownerOpenId: openIdOf(i % 2 === 0 ? '李雷' : '韩梅'),
    teamCode: 'T1',
    address: '人民路 1 号',
    lngGcj: centre.lng + (i % 20) / 1000,
    latGcj: centre.lat + Math.floor(i / 20) / 1000,
    type: ['流通', 'KA', '餐饮'][i % 3] ?? null,
    grade: (['A', 'B', 'C', null] as const)[i % 4] ?? null,
    line: `${'甲乙丙丁'[i % 4]}线`,
    tags: i % 5 === 0 ? ['冰柜', '新品'] : null,
    visitDays: [7],
    createdOn: '2025-01-01',
  }))
  await bot.db.insert(customers).values(rows)
  const seen = rows.filter((_, i) => i % 6 === 0)
  await bot.db.insert(visits).values(
    seen.map(({ code }, i) => ({
      id: uuidv7(),
      repOpenId: openIdOf('李雷'),
      customerCode: code,
      date: i % 4 === 0 ? '2026-11-20' : '2026-10-01',
      planned: true,
      status: 'closed' as const,
      checkedInAt: new Date('2026-10-01T02:00:00Z'),
      locationSource: 'chat' as const,
      verdict: 'on_site' as const,
    })),
  )
}

async function scene(n = 0) {
  const bot = await startBot({ now: at('08:30') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }
  const li = await bot.rep('李雷', home)
  await bot.rep('韩梅', home)
  const wang = await bot.manager('王芳')
  await many(bot, n)
  return { bot, li, wang }
}

const counted = async (bot: TestBot, where: ReturnType<typeof sql>) =>
  Number(
    (
      await bot.db.execute<{ n: string }>(sql`select count(*) as n from customers c where ${where}`)
    )[0]?.n,
  )

describe('安排 筛选', () => {
  test('the number is the database’s at every step, and each choice says what it would leave', async () => {
    const { bot, wang } = await scene(120)
    await bot.customer({ code: 'OTHER', name: '外队', owner: '别人', teamCode: 'T2', type: '流通' })
    await wang.says('安排 筛选')
    expect(wang.card).toShow(
      '符合条件 120 家',
      '流通（40）',
      'A 级（30）',
      '没有等级（30）',
      '冰柜（24）',
    )
    await wang.selects('类型：不限', '流通')
    const flow = await counted(bot, sql`c.type = '流通' and c.team_code = 'T1'`)
    expect(wang.card).toShow(`符合条件 ${flow} 家`, 'KA（40）')
    await wang.selects('等级：不限', 'A')
    const both = await counted(bot, sql`c.type = '流通' and c.grade = 'A' and c.team_code = 'T1'`)
    expect(wang.card).toShow(`符合条件 ${both} 家`)
    await wang.selects('多久没去：不限', '28')
    const old = await counted(
      bot,
      sql`c.type = '流通' and c.grade = 'A' and c.team_code = 'T1' and not exists (
        select 1 from visits v where v.customer_code = c.code and v.date > '2026-10-27')`,
    )
    expect(old).toBeLessThan(both)
    expect(wang.card).toShow(`符合条件 ${old} 家`)
    await bot.db.insert(orders).values(
      ['K000', 'K001', 'K002', 'K003'].map((code, i) => ({
        code: `O${i}`,
        customerCode: code,
        orderedAt: new Date('2026-07-01T02:00:00Z'),
        orderedOn: i === 3 ? '2026-11-20' : '2026-07-01',
      })),
    )
    await wang.says('安排 筛选')
    await wang.selects('沉默：不限', 'yes')
    expect(wang.card).toShow('符合条件 3 家')
    await wang.says('安排 筛选 乙线 冰柜')
    const line = await counted(bot, sql`c.line = '乙线' and '冰柜' = any(c.tags)`)
    expect(line).toBeGreaterThan(0)
    expect(wang.card).toShow(`符合条件 ${line} 家`)
  })

  test('hundreds to their owners, so many a day; generated once however often it is tapped; undone for an hour', async () => {
    const { bot, li, wang } = await scene(240)
    await bot.db
      .update(customers)
      .set({ lngGcj: null, latGcj: null, address: null })
      .where(eq(customers.code, 'K007'))
    await wang.says('安排')
    await wang.clicks('按条件筛选')
    await wang.clicks('看看怎么分', { from: '2026-11-25', perDay: '30' })
    expect(wang.card).toShow('239 家，2 人，4 天', '李雷', '11月25日 周三 30 家', '超过每天 18 家')
    expect(wang.card).toShow('没安排的 1 家', '没有地址也没有坐标')
    expect(await bot.db.select().from(planWishes)).toHaveLength(0)
    const message = wang.cardMessages().at(-1)?.messageId ?? ''
    const [batch] = await bot.db
      .select()
      .from(planBatches)
      .where(eq(planBatches.byOpenId, wang.openId))
    const { value } = batchActions.make({ batchId: batch?.id ?? '' })
    await Promise.all([
      wang.acts(message, { tag: 'button', value }),
      wang.acts(message, { tag: 'button', value }),
    ])
    await bot.settle()
    await wang.acts(message, { tag: 'button', value })
    expect(wang.card).toShow('已安排', '239 家，2 人')
    const wishes = await bot.db.select().from(planWishes)
    expect(wishes).toHaveLength(239)
    const days = new Map<string, number>()
    for (const { repOpenId, date } of wishes) {
      days.set(`${repOpenId} ${date}`, (days.get(`${repOpenId} ${date}`) ?? 0) + 1)
    }
    expect(Math.max(...days.values())).toBe(30)
    const dates = [...new Set(wishes.map(({ date }) => date))].toSorted()
    expect(dates).toEqual(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'])
    const owners = await bot.db
      .select({ code: customers.code, owner: customers.ownerOpenId })
      .from(customers)
    const ownerOf = new Map(owners.map(({ code, owner }) => [code, owner]))
    expect(wishes.every((w) => ownerOf.get(w.customerCode) === w.repOpenId)).toBe(true)

    await bot.job('plans.generate', { date: '2026-11-25' })
    expect(await bot.db.$count(planStops)).toBe(60)
    bot.later(30)
    await wang.clicks('撤销')
    expect(wang.card).toShow('已撤销', '239 家的安排撤回了')
    expect(await bot.db.$count(planStops)).toBe(0)
    expect(await bot.db.$count(planWishes, eq(planWishes.status, 'waiting'))).toBe(0)
    await li.says('计划 11-25')
    expect(JSON.stringify(li.card)).not.toContain('王芳安排')
  })

  test('to one rep on one day; a day off moves on; after an hour there is no undo', async () => {
    const { bot, wang } = await scene(12)
    await wang.says('安排 筛选 流通')
    await wang.clicks('看看怎么分', { whom: [openIdOf('韩梅')], from: '2026-11-28' })
    expect(wang.card).toShow('4 家，1 人，1 天', '11月30日 周一')
    await wang.clicks('返回修改')
    await wang.clicks('看看怎么分', { whom: [openIdOf('韩梅')], from: '2026-11-26' })
    await wang.clicks('生成 4 家')
    const rows = await bot.db.select().from(planWishes)
    expect(new Set(rows.map(({ repOpenId, date }) => `${repOpenId} ${date}`))).toEqual(
      new Set([`${openIdOf('韩梅')} 2026-11-26`]),
    )
    const [batch] = await bot.db.select().from(planBatches)
    bot.later(61)
    const message = wang.cardMessages().at(-1)?.messageId ?? ''
    const { value } = batchActions.undo({ batchId: batch?.id ?? '' })
    await wang.acts(message, { tag: 'button', value })
    await bot.settle()
    expect(await bot.db.$count(planWishes, eq(planWishes.status, 'waiting'))).toBe(4)
  })

  test('only its maker acts on the card, and only for people and customers of theirs', async () => {
    const { bot, li, wang } = await scene(6)
    const zhao = await bot.manager('赵二', { team: 'T2' })
    await zhao.says('安排 筛选')
    expect(zhao.card).toShow('符合条件 0 家')
    await wang.says('安排 筛选')
    const [batch] = await bot.db
      .select()
      .from(planBatches)
      .where(eq(planBatches.byOpenId, wang.openId))
    const { value } = batchActions.make({ batchId: batch?.id ?? '' })
    const message = zhao.cardMessages().at(-1)?.messageId ?? ''
    const result = await zhao.acts(message, { tag: 'button', value })
    expect(result.toast).toMatchObject({ type: 'error' })
    expect(await bot.db.$count(planWishes)).toBe(0)
    await li.says('安排 筛选')
    expect(li.lastText).toContain('主管')
  })
})

describe('安排 with a pasted list', () => {
  test('names and codes, one a line: what is wrong by line, the rest after one tap', async () => {
    const { bot, wang } = await scene(300)
    await bot.customer({ code: 'D1', name: '重名店' })
    await bot.customer({ code: 'D2', name: '重名店' })
    const names = Array.from({ length: 296 }, (_, i) =>
      i % 2 === 0 ? `客户${i}号` : `k${String(i).padStart(3, '0')}`,
    )
    const lines = [...names, '没有这家', '重名店', 'K001', '客户299号']
    await wang.says(`安排 @李雷 明天\n${lines.join('\n')}`, { mentions: ['李雷'] })
    expect(wang.card).toShow('297 家，1 人，1 天', '3 行有问题')
    expect(wang.card).toShow(
      '第 297 行「没有这家」：没找到客户',
      '第 298 行「重名店」：有 2 家像',
      '第 299 行「K001」：重复了',
    )
    await wang.clicks('生成 297 家')
    expect(wang.card).toShow('已安排', '297 家，1 人')
    const where = and(eq(planWishes.repOpenId, openIdOf('李雷')), eq(planWishes.date, '2026-11-25'))
    expect(await bot.db.$count(planWishes, where)).toBe(297)
  })

  test('columns of a spreadsheet: customer, person, date', async () => {
    const { bot, wang } = await scene(8)
    await wang.says(
      [
        '安排 客户\t业务员\t日期',
        '客户1号\t李雷\t11-26',
        'K002\t韩梅\t2026/11/27',
        '客户3号\t\t',
        '客户4号\t张三\t11-26',
        '客户5号\t李雷\t11-20',
        '客户6号\t李雷\t13-45',
      ].join('\n'),
    )
    expect(wang.card).toShow('3 家，2 人', '3 行有问题')
    expect(wang.card).toShow('「客户4号', '没找到这个人', '日期已经过去', '没看懂日期')
    await wang.clicks('重新预览', { from: '2026-11-30' })
    await wang.clicks('生成 3 家')
    const rows = await bot.db.select().from(planWishes)
    const told = rows.map(
      (r) => `${r.customerCode} ${r.repOpenId === openIdOf('李雷') ? '李雷' : '韩梅'} ${r.date}`,
    )
    expect(told.toSorted()).toEqual([
      'K001 李雷 2026-11-26',
      'K002 韩梅 2026-11-27',
      'K003 韩梅 2026-11-30',
    ])
  })
})

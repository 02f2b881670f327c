import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { handoverActions } from '../../cards/handover/actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { handoverLists, handovers } from '../../src/features/handover/tables.ts'
import { planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { buttonValue } from './visits-support.ts'

/** 李雷 has 30 shops on two lines; 韩梅 takes over; 王芳 leads both. */
async function scene(shops = 30) {
  const bot = await startBot({ now: '2026-11-24T08:40:00+08:00' })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅')
  const wang = await bot.manager('王芳')
  for (let i = 1; i <= shops; i++) {
    const code = `C${String(i).padStart(2, '0')}`
    await bot.customer({
      code,
      name: `门店${code}`,
      line: i <= 20 ? '东线' : '西线',
      visitDays: [7],
      ...northOf(centre, 400),
    })
  }
  return { bot, li, han, wang }
}

const codesOf = async (bot: TestBot, openId: string) => {
  const rows = await bot.db.select().from(customers).orderBy(customers.code)
  return rows.filter((row) => row.ownerOpenId === openId).map((row) => row.code)
}

describe('逐家挑选', () => {
  test('ticks on several pages, one taken back, preview, handed over, undone', async () => {
    const { bot, li, han, wang } = await scene()
    await bot.db.insert(planWishes).values({
      ...{ id: crypto.randomUUID(), repOpenId: li.openId, customerCode: 'C14' },
      ...{ date: '2026-11-27', source: 'promise', createdAt: bot.now() },
    })
    await wang.says('交接 李雷 韩梅')
    await wang.clicks('逐家挑选')
    expect(wang.card).toShow('已选 0 家', '第 1/3 页，共 30 家', '门店C01', '门店C12')
    expect(wang.card).not.toShow('门店C13')
    await wang.clicks('门店C02')
    await wang.clicks('门店C05')
    await wang.clicks('门店C05')
    expect(wang.card).toShow('已选 1 家', '✓ 门店C02', '○ 门店C05')
    await wang.clicks('下一页')
    await wang.clicks('门店C14')
    expect(wang.card).toShow('已选 2 家', '第 2/3 页')
    await wang.clicks('下一步：2 家')
    expect(wang.card).toShow('交接 · 李雷 → 韩梅', '2 家客户', '1 个承诺', '自己挑的 · 2 家')
    expect(wang.card).toShow('其余仍归 李雷')
    // Back to the list: the ticks are still there.
    await wang.clicks('逐家挑选')
    expect(wang.card).toShow('✓ 门店C02', '已选 2 家')
    await wang.clicks('下一步：2 家')
    expect(await codesOf(bot, han.openId)).toEqual([])
    await wang.clicks('确认交接')
    expect(wang.card).toShow('2 家客户现在归 韩梅', '撤销')
    expect(await codesOf(bot, han.openId)).toEqual(['C02', 'C14'])
    expect(await bot.db.select().from(planWishes)).toMatchObject([{ repOpenId: han.openId }])
    await wang.clicks('撤销')
    expect(await codesOf(bot, han.openId)).toEqual([])
    expect(await bot.db.select().from(planWishes)).toMatchObject([{ repOpenId: li.openId }])
  })

  test('among one line, by part of a name, all of them, all but one', async () => {
    const { bot, han, wang } = await scene()
    await wang.says('交接 李雷 韩梅')
    await wang.selects('交接哪些', '线路 西线 · 10 家')
    await wang.clicks('逐家挑选')
    expect(wang.card).toShow('已选 0 家', '门店C21', '门店C30')
    await wang.clicks('全选 10 家')
    expect(wang.card).toShow('已选 10 家')
    await wang.clicks('查找', { query: 'c23' })
    expect(wang.card).toShow('门店C23', '已选 10 家', '全选 1 家')
    expect(wang.card).not.toShow('门店C24')
    await wang.clicks('门店C23')
    await wang.clicks('查找', { query: '' })
    expect(wang.card).toShow('○ 门店C23', '✓ 门店C24')
    await wang.clicks('下一步：9 家')
    await wang.clicks('确认交接')
    expect(await codesOf(bot, han.openId)).toHaveLength(9)
    expect(await codesOf(bot, han.openId)).not.toContain('C23')
  })

  test('a list is its maker’s, and holds only the giver’s customers', async () => {
    const { bot, han, wang } = await scene(3)
    await bot.customer({ code: 'H1', name: '韩梅的店', owner: '韩梅' })
    const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
    await wang.says('交接 李雷 韩梅')
    await wang.clicks('逐家挑选')
    const [list] = await bot.db.select().from(handoverLists)
    const listId = list?.id ?? ''
    const mine = wang.cardMessages().at(-1)?.messageId ?? ''
    const forged = handoverActions.tick({ listId, page: 0, code: 'H1', on: true })
    await wang.acts(mine, { tag: 'button', value: forged.value })
    expect(wang.card).toShow('已选 0 家')
    await zhao.says('交接')
    const theirs = zhao.cardMessages().at(-1)?.messageId ?? ''
    const all = handoverActions.tickAll({ listId, page: 0, on: true })
    const refused = await zhao.acts(theirs, { tag: 'button', value: all.value })
    expect(refused.toast?.content).toContain('名单已经不在了')
    await wang.clicks('门店C01')
    // A new list forgets the old one; the preview of that hands over nothing.
    await wang.clicks('下一步：1 家')
    const old = wang.cardMessages().at(-1)?.messageId ?? ''
    const confirm = buttonValue(wang.card, 'handover.confirm')
    await wang.says('交接 李雷 韩梅')
    await wang.clicks('逐家挑选')
    const late = await wang.acts(old, { tag: 'button', value: confirm })
    expect(late.toast?.content).toContain('名单已经不在了')
    expect(await codesOf(bot, han.openId)).toEqual(['H1'])
  })
})

test('确认 tapped twice, at once and again later, hands over once and tells everybody once', async () => {
  const { bot, li, han, wang } = await scene(6)
  await wang.says('交接 李雷 韩梅')
  const card = wang.cardMessages().at(-1)?.messageId ?? ''
  const value = buttonValue(wang.card, 'handover.confirm')
  await Promise.all([1, 2, 3].map(() => wang.acts(card, { tag: 'button', value })))
  await bot.settle()
  bot.later(5)
  await wang.acts(card, { tag: 'button', value })
  await bot.settle()
  expect(await bot.db.$count(handovers)).toBe(1)
  expect(await codesOf(bot, han.openId)).toHaveLength(6)
  expect(wang.card).toShow('6 家客户现在归 韩梅')
  expect(han.cards).toHaveLength(1)
  expect(li.cards).toHaveLength(1)
  const [owners] = await bot.db.execute<{ open: string; all: string }>(sql`
    select count(*) filter (where until_date is null) as open, count(*) as all from customer_owners`)
  expect(owners).toEqual({ open: '6', all: '12' })
  // The one that was made can still be taken back.
  await wang.clicks('撤销')
  expect(await codesOf(bot, li.openId)).toHaveLength(6)
})

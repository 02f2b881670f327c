import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { gradingActions } from '../../cards/grading/actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { gradeChanges, gradings } from '../../src/features/grading/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { recorder } from './performance-support.ts'

const said = (phone: { messages: readonly { content: string }[] }) =>
  phone.messages.at(-1)?.content ?? ''

const now = '2026-11-24T09:10:00+08:00'

/** Ten shops of two owners; the higher the number, the more they buy. */
async function dealer() {
  const bot = await startBot({ now })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const boss = await bot.admin()
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  await bot.rep('韩梅', { team: 'T2' })
  const record = recorder(bot.db)
  for (let n = 1; n <= 10; n++) {
    const owner = n <= 5 ? '李雷' : '韩梅'
    await bot.customer({ code: `C${n}`, name: `${n}号店`, owner, teamCode: n <= 5 ? 'T1' : 'T2' })
    if (n > 1) await record.order(`SO${n}`, `C${n}`, 'ou_a', '2026-11-01', [['sale', n, 50_000, 1]])
  }
  const grades = async () =>
    Object.fromEntries(
      (await bot.db.select().from(customers)).map(({ code, grade }) => [code, grade]),
    )
  return { bot, boss, li, wang, record, grades }
}

const ranked = {
  ...{ C10: 'A', C9: 'B', C8: 'B', C7: 'C', C6: 'C', C5: 'C', C4: 'C' },
  ...{ C3: 'D', C2: 'D', C1: 'D' },
}

describe('preview and publish', () => {
  test('an admin previews, sees who moves, publishes once; a second tap changes nothing', async () => {
    const { bot, boss, grades } = await dealer()
    await boss.says('分级')
    expect(boss.card).toShow('客户分级', '发布后 10 家变级', 'A 非常重要', '1 家')
    expect(Object.values(await grades()).every((grade) => grade === null)).toBe(true)

    await boss.clicks('谁会变')
    expect(boss.card).toShow('谁会变级', '10号店', '未分级 → A 非常重要', '韩梅')
    await boss.clicks('返回')
    const preview = boss.cardMessages().at(-1)?.messageId ?? ''
    const [grading] = await bot.db.select().from(gradings)
    await boss.clicks('发布')
    expect(boss.card).toShow('已发布，10 家变级', '已由')
    expect(await grades()).toEqual(ranked)
    const { value } = gradingActions.publish({ gradingId: grading?.id ?? '' })
    await boss.acts(preview, { tag: 'button', value })
    await bot.settle()
    expect(await bot.db.$count(gradeChanges)).toBe(10)
    await boss.says('分级 历史')
    expect(boss.card).toShow('客户分级 · 历史', '截至 11-24')
  })

  test('a preview that another one overtook says so instead of being published', async () => {
    const { bot, boss, record, grades } = await dealer()
    await boss.says('分级')
    const [first] = await bot.db.select().from(gradings)
    await record.order('BIG', 'C1', 'ou_a', '2026-11-20', [['sale', 1, 9_000_000, 1]])
    await boss.says('分级')
    await boss.clicks('发布')
    expect((await grades()).C1).toBe('A')
    const { value } = gradingActions.publish({ gradingId: first?.id ?? '' })
    const old = boss.cardMessages()[0]?.messageId ?? ''
    const result = await boss.acts(old, { tag: 'button', value })
    await bot.settle()
    expect(result.toast).toMatchObject({ type: 'warning' })
    expect((await grades()).C1).toBe('A')
  })

  test('a manager sees the figures and the own team’s movers, and cannot publish', async () => {
    const { bot, wang, grades } = await dealer()
    await wang.says('分级')
    expect(wang.card).toShow('客户分级', '由管理员发布')
    expect(JSON.stringify(wang.card)).not.toContain(gradingActions.publish.id)
    await wang.clicks('谁会变')
    expect(wang.card).toShow('5号店')
    expect(JSON.stringify(wang.card)).not.toContain('10号店')
    const [grading] = await bot.db.select().from(gradings)
    const { value } = gradingActions.publish({ gradingId: grading?.id ?? '' })
    const result = await wang.acts(wang.cardMessages()[0]?.messageId ?? '', {
      tag: 'button',
      value,
    })
    await bot.settle()
    expect(result.toast).toMatchObject({ type: 'error' })
    expect((await grades()).C10).toBe(null)
  })

  test('without orders the card says what to do', async () => {
    const bot = await startBot({ now })
    const boss = await bot.admin()
    await bot.customer({ name: '一家店' })
    await boss.says('grade')
    expect(boss.card).toShow('导入订单')
    expect(JSON.stringify(boss.card)).not.toContain(gradingActions.publish.id)
  })

  test('on the first of a month admins get a preview, by rule; nothing is published by itself', async () => {
    const { bot, boss, li, grades } = await dealer()
    bot.at('2026-12-01T09:12:00+08:00')
    await bot.tick()
    // The month's digest comes that morning too.
    const previews = boss.cards.filter((card) => JSON.stringify(card).includes('截至 12-01'))
    expect(previews).toHaveLength(1)
    expect(previews[0]).toShow('客户分级', '截至 12-01')
    expect((await grades()).C10).toBe(null)
    expect(JSON.stringify(li.cards)).not.toContain('客户分级')
    await bot.tick()
    expect(await bot.db.$count(gradings)).toBe(1)
  })
})

describe('by hand', () => {
  test('a hand-set grade is kept until it is released, and the customer card says who set it', async () => {
    const { bot, boss, wang, grades } = await dealer()
    await wang.says('分级 5号店 A')
    expect(said(wang)).toContain('5号店 定为 A 级')
    await wang.says('客户 5号店')
    expect(wang.card).toShow('由 王芳 在 2026-11-24 手工定')
    await boss.says('分级')
    expect(boss.card).toShow('1 家手工定级，保持不变')
    await boss.clicks('发布')
    expect((await grades()).C5).toBe('A')
    await wang.says('客户 5号店')
    await wang.selects('改级别', '解锁（交还给分级）')
    await boss.says('分级')
    await boss.clicks('发布')
    expect((await grades()).C5).toBe('C')
    const changes = await bot.db
      .select()
      .from(gradeChanges)
      .where(eq(gradeChanges.customerCode, 'C5'))
    expect(changes.map(({ reason, before, grade }) => [reason, before, grade])).toEqual([
      ['manual', null, 'A'],
      ['released', 'A', 'A'],
      ['published', 'A', 'C'],
    ])
  })

  test('a manager of another team and a rep cannot; a wrong word is explained', async () => {
    const { bot, li, wang, grades } = await dealer()
    await wang.says('分级 10号店 A')
    expect(said(wang)).toContain('没有找到')
    await wang.says('客户 5号店')
    const { value } = gradingActions.set({ customerCode: 'C10' })
    const card = wang.cardMessages().at(-1)?.messageId ?? ''
    const result = await wang.acts(card, { tag: 'select_static', value, option: 'A' })
    await bot.settle()
    expect(result.toast).toMatchObject({ type: 'error' })
    await li.says('分级 5号店 A')
    expect((await grades()).C5).toBe(null)
    expect((await grades()).C10).toBe(null)
    await wang.says('分级 5号店 很好')
    expect(said(wang)).toContain('例：分级 永辉 A')
  })
})

test('what was written for a grade stands on the visit card and the customer card', async () => {
  const { bot, boss, li, wang } = await dealer()
  await boss.says('分级 策略 A 每月老板亲访一次')
  expect(said(boss)).toContain('已保存')
  await wang.says('分级 5号店 A')
  await wang.says('分级 策略')
  expect(wang.card).toShow('每月老板亲访一次')
  await wang.says('分级 策略 A 我也来写')
  expect(said(wang)).toContain('管理员')
  await li.says('客户 5号店')
  expect(li.card).toShow('A 级维护', '每月老板亲访一次')
  await li.says('签到 5号店')
  await li.sendsLocation({ lng: 123.4291, lat: 41.7968 })
  expect(li.card).toShow('拜访中', 'A 级维护', '每月老板亲访一次')
  void bot
})

test('the command line grades and publishes at once, twice without harm; the report says why', async () => {
  const { bot, record, grades } = await dealer()
  await bot.customer({ code: 'X', name: '关掉的店', status: 'closed', grade: 'A' })
  await bot.customer({ code: 'N', name: '新店', since: '2026-11-20' })
  await record.order('SON', 'N', 'ou_a', '2026-11-21', [['sale', 1, 9_000_000, 1]])
  bot.at('2026-11-25T00:10:00+08:00')
  await bot.tick()
  expect((await grades()).C10).toBe(null)
  await bot.job('customers.grade')
  await bot.job('customers.grade')
  expect(await grades()).toEqual({ ...ranked, X: 'A', N: null })
  expect(await bot.db.$count(gradeChanges)).toBe(10)
  const report = await bot.report('grades')
  expect(report).toHaveLength(11)
  expect(report[0]).toEqual({
    ...{ customer_code: 'C10', sales: '5000.00', rank: 1 },
    ...{ grade: 'A', kind: 'ranked' },
  })
  expect(report.at(-1)).toEqual({
    ...{ customer_code: 'N', sales: '90000.00', rank: null },
    ...{ grade: null, kind: 'new' },
  })
})

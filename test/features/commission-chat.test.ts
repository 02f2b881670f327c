import { and, eq } from 'drizzle-orm'
import excel from 'exceljs'
import { describe, expect, test } from 'vitest'
import { commissionActions, schemeActions } from '../../cards/commission/actions.ts'
import { readMonthWords } from '../../src/domain/commission/month-words.ts'
import { readRate } from '../../src/domain/commission/rate-words.ts'
import { date } from '../../src/domain/time.ts'
import {
  commissionCloses,
  commissionMonths,
  commissionVersions,
} from '../../src/features/commission/tables.ts'
import { headText } from '../../src/features/ledger/chain.ts'
import { headOf } from '../../src/features/ledger/seal.ts'
import { ledgerEntries } from '../../src/features/ledger/tables.ts'
import '../support/matchers.ts'
import { han, li, payingCompany } from './commission-support.ts'

const said = (phone: { messages: readonly { content: string }[] }) =>
  phone.messages.at(-1)?.content ?? ''
const idOf = (phone: { cardMessages(): readonly { messageId: string }[] }) =>
  phone.cardMessages().at(-1)?.messageId ?? ''

describe('a rep', () => {
  test('sees the month, each line with its rule, and what selling more would bring', async () => {
    const company = await payingCompany()
    const { order, scheme, li: phone } = company
    const steps = [
      { from: 0, value: 100 },
      { from: 50_000, value: 200 },
    ]
    await scheme('销售提成', { rate: { kind: 'tiers', by: 'base', whole: false, steps } })
    await order('O1', 'C1', li, '2026-11-02', [
      ['sale', 'P1', 10, 4_000],
      ['sale', 'P2', 4, 5_000],
    ])
    await phone.says('提成')
    // 500 yuan at 1 %, 100 at 2 %.
    expect(phone.card).toShow('提成 · 2026 年 11 月', '到今天 ¥7', '销售提成', '2 笔', '可乐 +¥4')
    await phone.clicks('明细')
    expect(phone.card).toShow('2 笔合计 ¥7', '¥400 × 1%', '¥100 按 1% + ¥100 按 2%', '永辉', '+¥3')
    await phone.clicks('返回')
    await phone.clicks('试算')
    await phone.submits({ product: '薯片', quantity: '20' })
    expect(phone.card).toShow('多卖 20 箱 薯片，多拿 ¥20', '¥7 → ¥27')
    await phone.submits({ product: '啤酒', quantity: '20' })
    expect(phone.card).toShow('没有找到商品「啤酒」')
    await phone.submits({ product: 'P1', quantity: '-3' })
    expect(phone.card).toShow('写一个大于 0 的数')
  })

  test('sees only the own; a manager the people below, finance everybody', async () => {
    const { bot, order, scheme, li: phone, han: other, wang, cash } = await payingCompany()
    await scheme('销售提成')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    await order('O2', 'C2', han, '2026-11-02', [['sale', 'P2', 10, 5_000]])
    await phone.says('提成 韩梅')
    expect(said(phone)).toContain('没看懂')
    await other.says('提成')
    expect(other.card).toShow('¥10')
    const click = (openId: string) => ({
      tag: 'button',
      value: commissionActions.person({ openId, month: '2026-11' }).value,
    })
    const refused = await other.acts(idOf(other), click(li))
    await bot.settle()
    expect(refused.toast).toMatchObject({ type: 'error' })
    await wang.says('提成')
    expect(wang.card).toShow('团队提成', '李雷', '¥8')
    expect(JSON.stringify(wang.card)).not.toContain('韩梅')
    const above = await wang.acts(idOf(wang), click(han))
    await bot.settle()
    expect(above.toast).toMatchObject({ type: 'error' })
    await wang.says('提成 李雷')
    expect(wang.card).toShow('李雷的提成', '¥8')
    await cash.says('提成')
    expect(cash.card).toShow('提成发放', '2 人合计 ¥18', '韩梅', '李雷')
    // Of so many that changed the card is worked out by a job; what it kept is there at once afterwards.
    await scheme('再加')
    const { card: waits } = await cash.clicks('10 月')
    expect(waits).toShow('提成发放', '正在汇总')
    await cash.says('提成')
    expect(cash.card).toShow('2 人合计 ¥36')
    expect(await bot.db.$count(commissionMonths)).toBeGreaterThan(8)
    await order('O3', 'C2', han, '2026-11-03', [['sale', 'P2', 10, 5_000]])
    await cash.says('提成')
    expect(cash.card).toShow('2 人合计 ¥56')
    await phone.says('提成 方案')
    expect(said(phone)).toContain('由管理员和财务管')
  })

  test('without a scheme, and of a month that does not exist, the answer says what to do', async () => {
    const { li: phone } = await payingCompany()
    await phone.says('commission')
    expect(phone.card).toShow('还没有提成方案', '提成 方案')
    await phone.says('提成 2027-01')
    expect(said(phone)).toContain('还没到')
    await phone.says('提成 上月')
    expect(phone.card).toShow('2026 年 10 月')
  })
})

describe('finance', () => {
  test('makes a scheme, tries it on last month, publishes it once; terms that do not read stay typed', async () => {
    const { bot, order, cash, month } = await payingCompany()
    await order('O1', 'C1', li, '2026-10-02', [['sale', 'P1', 10, 4_000]])
    await cash.says('提成 方案')
    expect(cash.card).toShow('还没有提成方案')
    await cash.clicks('新建方案')
    const typed = { name: '销售提成', base: 'amount', settledOn: 'order', from: '2026-11' }
    await cash.submits({ ...typed, rate: '2' })
    expect(cash.card).toShow('比例没看懂：「2」')
    expect(JSON.stringify(cash.card)).toContain('销售提成')
    await cash.submits({
      ...typed,
      rate: '0:1% 10万:1.5%',
      steps: 'whole',
      goods: '饮料、薯片',
      whom: '一部、韩梅',
      process: '拜访达成率<80%×0.8',
      cap: '8000',
    })
    expect(cash.card).toShow('销售提成', '草稿', '1%', '¥100,000 起 1.5%', '全额', '封顶 ¥8,000')
    expect(cash.card).toShow('只给 一部、韩梅', '只算 P2、饮料', '拜访达成率 不到 80% × 0.8')
    await cash.clicks('改方案')
    await cash.submits({ ...typed, rate: '3%', whom: '业务员' })
    expect(await bot.db.$count(commissionVersions)).toBe(1)
    await cash.clicks('按上月试算')
    expect(cash.card).toShow('2026 年 10 月会从 ¥0 变成 ¥12', '1 人变多', '李雷')
    const [draft] = await bot.db.select().from(commissionVersions)
    await cash.clicks('发布')
    expect(cash.card).toShow('已发布')
    const { value } = schemeActions.publish({ versionId: draft?.id ?? '' })
    const again = await cash.acts(idOf(cash), { tag: 'button', value })
    await bot.settle()
    expect(again.toast).toMatchObject({ type: 'warning' })
    await order('O2', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    expect((await month(li, '2026-11')).fen).toBe(1_200)
    expect((await month(li, '2026-10')).fen).toBe(0)
  })

  test('closes by a button when the month is over, gets the file, and ends a scheme', async () => {
    const { bot, order, scheme, cash, li: phone, corrections } = await payingCompany()
    const id = await scheme('销售提成', {}, '2026-11')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    await cash.says('提成')
    await cash.clicks('结账')
    expect(await bot.db.$count(commissionCloses)).toBe(0)
    bot.at('2026-12-03T09:00:00+08:00')
    await cash.says('提成 上月')
    await cash.clicks('结账')
    expect(cash.card).toShow('提成发放 · 2026 年 11 月', '已结 · 钱会计', '¥8')
    const [close] = await bot.db.select().from(commissionCloses)
    expect(close).toMatchObject({ month: '2026-11', closedBy: cash.openId })

    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 5, 4_000]])
    await bot.job('performance.correct-commission', { date: '2026-12-03' })
    expect(await corrections()).toHaveLength(1)
    await phone.says('提成')
    expect(phone.card).toShow('以前月份更正 1 笔：-¥4')
    await phone.clicks('更正')
    expect(phone.card).toShow('2026 年 11 月的 O1 可乐', '改动：原来 ¥8，现在 ¥4', '-¥4')

    await cash.says('提成 2026-11')
    await cash.clicks('导出工资表')
    const sent = cash.messages.filter((message) => message.type === 'file')
    expect(sent).toHaveLength(1)
    const { file_key: key } = JSON.parse(sent[0]?.content ?? '{}')
    const book = new excel.Workbook()
    await book.xlsx.load(bot.simulator.bytes(key) as unknown as ArrayBuffer)
    const people = book.getWorksheet('每人')?.getRow(2).values as unknown[]
    expect(people.slice(1)).toEqual(['', '李雷', '一部', '销售提成', 400, 0.02, 8, 0, 8])
    expect(book.getWorksheet('明细')?.getRow(2).getCell(5).value).toBe('O1')
    // Whoever keeps the file holds the ledger's head of that moment, the close and its correction in it.
    const head = await headOf(bot.db)
    expect(book.getWorksheet('台账核对号')?.getRow(2).getCell(1).value).toBe(headText(head))
    expect(
      await bot.db.$count(ledgerEntries, eq(ledgerEntries.kind, 'commission_corrections')),
    ).toBe(1)

    await cash.says('提成 方案')
    await cash.clicks('销售提成')
    await cash.clicks('停用')
    expect(cash.card).toShow('2026 年 12 月起停发')
    const ends = await bot.db
      .select()
      .from(commissionVersions)
      .where(and(eq(commissionVersions.schemeId, id), eq(commissionVersions.fromMonth, '2026-12')))
    expect(ends.map(({ terms }) => terms)).toEqual([null])
  })

  test('the clock closes on the day of the rule, once, and tells finance', async () => {
    const { bot, order, scheme, cash, li: phone } = await payingCompany('2026-12-04T23:00:00+08:00')
    await scheme('销售提成', {}, '2026-11')
    await order('O1', 'C1', li, '2026-11-02', [['sale', 'P1', 10, 4_000]])
    await bot.tick()
    expect(await bot.db.$count(commissionCloses)).toBe(0)
    bot.at('2026-12-05T03:45:00+08:00')
    await bot.tick()
    expect(await bot.db.$count(commissionCloses)).toBe(1)
    expect(cash.card).toShow('提成发放 · 2026 年 11 月', '已结 · 自动')
    const cards = cash.cardMessages().length
    await bot.tick()
    expect(cash.cardMessages()).toHaveLength(cards)
    expect(JSON.stringify(phone.cards)).not.toContain('提成发放')
  })
})

describe('words', () => {
  test('rates as people write them', () => {
    expect(readRate('2%', 'amount', false)).toEqual({ kind: 'flat', value: 200 })
    expect(readRate('1.25％', 'amount', false)).toEqual({ kind: 'flat', value: 125 })
    expect(readRate('0.5 元', 'quantity', false)).toEqual({ kind: 'flat', value: 50 })
    expect(readRate('0：1%，10 万：1.5%', 'amount', true)).toEqual({
      kind: 'tiers',
      by: 'base',
      whole: true,
      steps: [
        { from: 0, value: 100 },
        { from: 10_000_000, value: 150 },
      ],
    })
    expect(readRate('0:0% 80%:1% 100%:2%', 'collected', false)).toMatchObject({
      by: 'attainment',
      steps: [{ from: 0 }, { from: 0.8 }, { from: 1 }],
    })
    expect(readRate('0:0.5 100:0.8', 'quantity', false)).toMatchObject({
      steps: [
        { from: 0, value: 50 },
        { from: 100, value: 80 },
      ],
    })
    for (const wrong of ['', '2', 'a%', '1000:1%', '0:1% 100:2% 50:3%', '0:1%:2', '0:1', '-2%'])
      expect(readRate(wrong, 'amount', false), wrong).toBe(null)
    expect(readRate('2%', 'quantity', false)).toBe(null)
  })

  test('months as people write them, the rest is a name', () => {
    const today = date('2026-03-05')
    const read = (text: string) => readMonthWords(text.split(' ').filter(Boolean), today)
    expect(read('')).toEqual({ month: '2026-03', rest: '' })
    expect(read('上月')).toEqual({ month: '2026-02', rest: '' })
    expect(read('李雷 12月')).toEqual({ month: '2025-12', rest: '李雷' })
    expect(read('2026年1月')).toEqual({ month: '2026-01', rest: '' })
    expect(read('last month')).toEqual({ month: '2026-02', rest: '' })
    expect(read('13月')).toEqual({ month: '2026-03', rest: '13月' })
  })
})

import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customerActions } from '../../cards/customers/actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orderLines, orders, payments } from '../../src/features/orders/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'

type Bot = Awaited<ReturnType<typeof startBot>>

async function order(
  bot: Bot,
  code: string,
  customerCode: string,
  on: string,
  lines: [kind: 'sale' | 'return' | 'gift', fen: number][],
) {
  const orderedAt = new Date(`${on}T10:00:00+08:00`)
  const signs = { sale: 1, return: -1, gift: 0 }
  const netFen = lines.reduce((sum, [kind, fen]) => sum + signs[kind] * fen, 0)
  await bot.db.insert(orders).values({ code, customerCode, orderedAt, orderedOn: on, netFen })
  await bot.db.insert(orderLines).values(
    lines.map(([kind, amountFen], i) => ({
      orderCode: code,
      lineNo: i + 1,
      productCode: 'P1',
      quantity: '1',
      unitPriceFen: amountFen,
      amountFen,
      costFen: 0,
      kind,
    })),
  )
}

test('客户 shows orders of 90 days and the receivable, as of the data', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const li = await bot.rep('李雷')
  const shop = await bot.customer({
    name: '永辉·人民路店',
    grade: 'A',
    contact: '周店长',
    phone: '13911112222',
    creditDays: 30,
  })
  await li.says('客户 永辉')
  expect(li.card).toShow('客户 · 永辉·人民路店', 'A级', '李雷', '周店长', '暂无订单数据')
  expect(li.card).toShow('还没有拜访过', '下次拜访 还没有安排')

  await order(bot, 'O0', shop.code, '2025-11-01', [['sale', 100_000]])
  await order(bot, 'O1', shop.code, '2026-02-20', [
    ['sale', 328_000],
    ['gift', 5_000],
    ['return', 28_000],
  ])
  await order(bot, 'O9', 'another', '2026-02-27', [['sale', 1]])
  const receivedAt = new Date('2026-02-25T10:00:00+08:00')
  await bot.db.insert(payments).values({
    code: 'R1',
    customerCode: shop.code,
    receivedAt,
    receivedOn: '2026-02-25',
    amountFen: 150_000,
  })
  await li.says(`客户 ${shop.code.toLowerCase()}`)
  expect(li.card).toShow('近 90 天 ¥3,000，1 单，最近 02-20', '应收 ¥2,500', '账期 30 天')
  expect(li.card).toShow('数据截至 02-27')
  // The newest order's terms end on 03-22.
  bot.at('2026-03-25T09:10:00+08:00')
  await li.says(`客户 ${shop.code}`)
  expect(li.card).toShow('应收 ¥2,500，其中逾期 ¥2,500（3 天）')
})

test('several fit: a list of pages; the exact name or code is one', async () => {
  const bot = await startBot()
  await bot.team()
  const li = await bot.rep('李雷')
  for (let i = 1; i <= 17; i++) await bot.customer({ name: `永辉·${i} 号店` })
  await bot.customer({ name: '永辉' })
  await li.says('客户 永辉')
  expect(li.card).toShow('客户 · 永辉')
  await li.says('客户 号店 永辉')
  expect(li.card).toShow('有 17 家', '再看 10 家', '第 1/2 页')
  await li.clicks('下一页')
  expect(li.card).toShow('第 2/2 页', '永辉·17 号店')
  await li.clicks('查看')
  expect(li.card).toShow('客户 · 永辉·1')
  await li.says('客户 永辉17号店')
  expect(li.card).toShow('客户 · 永辉·17 号店')
  await li.says('客户 沃尔玛')
  expect(li.card).toShow('没有找到「沃尔玛」')
  await li.says('客户')
  expect(li.card).toShow('用法')
})

test('a rep sees own customers, a manager the team, an admin all; a forwarded card tells nothing', async () => {
  const bot = await startBot()
  await bot.team('T1')
  await bot.team('T2', { name: '二部' })
  const [li, han] = [await bot.rep('李雷'), await bot.rep('韩梅', { team: 'T2' })]
  const [wang, zhao] = [
    await bot.manager('王芳'),
    await bot.manager('赵六', { team: 'T2', leads: 'T2' }),
  ]
  const boss = await bot.admin()
  await bot.customer({ name: '永辉一店', teamCode: null })
  await bot.customer({ name: '永辉二店', teamCode: null })

  for (const who of [li, wang, boss]) {
    await who.says('客户 永辉一店')
    expect(who.card).toShow('客户 · 永辉一店')
  }
  for (const who of [han, zhao]) {
    await who.says('客户 永辉一店')
    expect(who.card).toShow('没有找到')
  }
  const [first] = await bot.db.select().from(customers)
  const refused = await bot.runtime.receiver.receive({
    kind: 'cardAction',
    key: 'event:forwarded',
    actorOpenId: han.openId,
    sentAt: bot.now().toISOString(),
    messageId: 'om_forwarded',
    chatId: 'oc_somewhere',
    value: customerActions.show({ customerCode: first?.code ?? '' }).value,
    formValue: {},
    option: undefined,
    options: undefined,
    checked: undefined,
  })
  expect(refused.toast?.type).toBe('error')
  expect(JSON.stringify(refused)).not.toContain('永辉')
})

test('待补 lists who lacks a place or a point, by page; mended ones drop out', async () => {
  const bot = await startBot()
  await bot.team()
  const [li, han] = [await bot.rep('李雷'), await bot.rep('韩梅')]
  const nowhere = { lngGcj: null, latGcj: null }
  await bot.customer({ name: '没地址', address: ' ', ...nowhere })
  for (let i = 0; i < 16; i++) await bot.customer({ name: `有地址 ${i}`, ...nowhere })
  await bot.customer({ name: '齐全' })
  await bot.customer({ name: '关了', status: 'closed', address: null, ...nowhere })
  await li.says('客户 待补')
  expect(li.card).toShow('待补地址 1 家，待采点 16 家', '没地址', '第 1/2 页')
  expect(JSON.stringify(li.card)).not.toContain('齐全')
  expect(JSON.stringify(li.card)).not.toContain('关了')
  await li.clicks('查看')
  expect(li.card).toShow('没有地址，排不进计划')
  await han.says('客户 mend')
  expect(han.card).toShow('地址和坐标都齐了')
  await bot.db
    .update(customers)
    .set({ lngGcj: 123, latGcj: sql`41 + abs(hashtext(code)) % 1000 / 10000.0` })
  await li.says('客户 待补')
  expect(li.card).toShow('地址和坐标都齐了')
})

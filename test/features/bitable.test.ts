import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { bitableActions } from '../../cards/bitable/actions.ts'
import { bitableLinks, bitableTables } from '../../src/features/bitable/tables.ts'
import { teamManagers } from '../../src/features/org/tables.ts'
import { bitableScope, missingScopes } from '../../src/feishu/scopes.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { recorder } from './performance-support.ts'

const now = '2026-11-26T10:00:00+08:00'
const [li, han] = [openIdOf('李雷'), openIdOf('韩梅')]

async function company() {
  const bot = await startBot({ now })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const people = {
    li: await bot.rep('李雷', { employeeNo: '007' }),
    han: await bot.rep('韩梅', { team: 'T2' }),
    wang: await bot.manager('王芳', { leads: 'T1' }),
    zhao: await bot.manager('赵强', { team: 'T2', leads: 'T2' }),
    ann: await bot.admin('安娜'),
  }
  await bot.customer({ code: 'C1', name: '永辉·人民路店' })
  const record = recorder(bot.db)
  await record.visit(li, 'C1', '2026-11-25', '09:12', '09:40')
  await record.visit(han, 'C1', '2026-11-25', '10:12', '10:40')
  await record.order('O1', 'C1', li, '2026-11-25', [['sale', 10, 4_000, 30_000]])
  return { bot, record, ...people }
}

type Phone = Awaited<ReturnType<typeof company>>['wang']
const said = (phone: Phone) => phone.messages.at(-1)?.content ?? ''
const linkOf = async (bot: TestBot, teamCode = 'T1') => {
  const [link] = await bot.db.select().from(bitableLinks).where(eq(bitableLinks.teamCode, teamCode))
  return link
}
const day = (date: string) => Date.parse(`${date}T00:00:00+08:00`)

test('a team is connected, kept up each night, corrected, and told what is wrong', async () => {
  const { bot, record, wang, ann, zhao, li: phone } = await company()
  await phone.says('多维表格')
  expect(said(phone)).toContain('主管')
  await wang.says('多维表格')
  expect(wang.card).toShow('多维表格 · 一部', '还没有连接', '要哪些表')
  await wang.submits({ kinds: ['daily', 'monthly'] })
  expect(wang.card).toShow('已是最新', '新增 2 行', '日指标', '月指标')
  expect(wang.card).not.toShow('周指标')

  const base = bot.simulator.base((await linkOf(bot))?.url ?? '')
  expect(base.name).toBe('巡访指标 一部')
  expect(base.members).toEqual([{ type: 'openid', id: wang.openId, perm: 'full_access' }])
  expect(base.tables).toEqual(['数据表', '日指标 一部', '月指标 一部'])
  // The figures of everybody else's cards, in the table's own types; of the own team alone.
  expect(base.rows('日指标 一部')).toMatchObject([
    {
      编号: `2026-11-25/${li}`,
      开始日期: day('2026-11-25'),
      业务员: '李雷',
      工号: '007',
      完成拜访: 1,
      销售额: 400,
      拜访成交率: 1,
    },
  ])
  expect(base.rows('月指标 一部')).toMatchObject([
    { 编号: `2026-11-01/${li}`, 完成拜访: 1, 销售额: 400 },
  ])

  // A late visit and an order that is corrected; somebody's remark stays.
  base.addColumn('日指标 一部', '点评')
  const [first] = base.rows('日指标 一部')
  base.write('日指标 一部', { 点评: '不错' }, first?.recordId)
  await record.visit(li, 'C1', '2026-11-24', '09:12', '09:40')
  await bot.db.execute(`update orders set net_fen = 50000 where code = 'O1'`)
  await bot.job('bitable.sync')
  expect(base.rows('日指标 一部')).toMatchObject([
    { 编号: `2026-11-25/${li}`, 销售额: 500, 点评: '不错' },
    { 编号: `2026-11-24/${li}`, 完成拜访: 1 },
  ])
  expect(wang.card).toShow('新增 1 行，更正 2 行，删除 0 行')
  const writes = bot.simulator.calls.filter(({ path }) => path.includes('/batch_')).length
  await bot.job('bitable.sync')
  expect(bot.simulator.calls.filter(({ path }) => path.includes('/batch_'))).toHaveLength(writes)
  expect(wang.card).toShow('没有变化')
  await bot.db.execute(`delete from visits where date = '2026-11-24'`)
  await wang.clicks('现在同步')
  expect(base.rows('日指标 一部')).toHaveLength(1)

  // What goes wrong is told once, with what to do.
  const cards = () => wang.cardMessages().length
  base.allow('none')
  const before = cards()
  await bot.job('bitable.sync')
  await bot.job('bitable.sync')
  expect(cards()).toBe(before + 1)
  expect(wang.card).toShow('没有同步成功', '添加文档应用')
  base.allow('edit')
  base.removeTable('日指标 一部')
  await wang.clicks('现在同步')
  expect(wang.card).toShow('「日指标 一部」被删了')
  await wang.clicks('重建')
  expect(wang.card).toShow('已是最新')
  expect(base.rows('日指标 一部')).toHaveLength(1)
  base.turnColumn('日指标 一部', '编号', 2)
  await bot.job('bitable.sync')
  expect(wang.card).toShow('「日指标 一部」的第一列（编号）被改成了别的类型', '重建')
  base.turnColumn('日指标 一部', '编号', 1)
  await bot.job('bitable.sync')
  expect(wang.card).toShow('没有变化')
  base.removeColumn('日指标 一部', '毛利')
  await bot.job('bitable.sync')
  expect(wang.card).toShow('1 列被删或改了类型')
  await wang.clicks('恢复删掉的列')
  expect(base.columns('日指标 一部')).toContain('毛利')

  const scopes = bot.simulator.scopes.list()
  bot.simulator.scopes.grantOnly(scopes.filter((scope) => scope !== 'bitable:app'))
  expect(
    missingScopes(new Set(bot.simulator.scopes.list()), [bitableScope]).length,
  ).toBeGreaterThan(0)
  await bot.job('bitable.sync')
  expect(ann.card).toShow('多维表格 · 一部', 'bitable:app')
  bot.simulator.scopes.grantOnly(scopes)

  // Somebody else's team: neither by the card that was passed on nor by the command.
  const { value } = bitableActions.disconnect({ teamCode: 'T1' })
  await zhao.says('多维表格')
  expect(zhao.card).toShow('多维表格 · 二部', '还没有连接')
  const id = zhao.cardMessages().at(-1)?.messageId ?? ''
  expect((await zhao.acts(id, { tag: 'button', value })).toast).toMatchObject({ type: 'error' })
  await bot.settle()
  // Who connected it no longer leads the team: it stops.
  await bot.db.delete(teamManagers).where(eq(teamManagers.openId, wang.openId))
  await bot.job('bitable.sync')
  expect(ann.card).toShow('已经不管这个团队了')
})

test('a pasted link: of a wiki, of nothing, without permission, then with it; and disconnecting', async () => {
  const { bot, zhao } = await company()
  await zhao.says('多维表格 https://acme.feishu.cn/wiki/S404bABCDe9PQsYDWYcNryFn0g')
  expect(said(zhao)).toContain('知识库里的链接')
  await zhao.says('多维表格 在哪')
  expect(said(zhao)).toContain('不像多维表格的链接')
  expect(await bot.db.$count(bitableLinks)).toBe(0)
  const base = bot.simulator.makeBase('我们的表')
  await zhao.says(`多维表格 ${base.url}?table=tblx`)
  expect(zhao.card).toShow('没有同步成功', '添加文档应用')
  base.allow('edit')
  await zhao.clicks('现在同步')
  expect(zhao.card).toShow('我们的表', '已是最新')
  expect(base.tables).toEqual(['数据表', '日指标 二部', '周指标 二部', '月指标 二部'])
  expect(base.rows('周指标 二部')).toMatchObject([{ 编号: `2026-11-23/${han}`, 业务员: '韩梅' }])
  await zhao.clicks('改设置')
  await zhao.submits({ kinds: [] })
  await zhao.says('多维表格')
  await zhao.clicks('改设置')
  await zhao.submits({ kinds: ['weekly'] })
  expect((await bot.db.select().from(bitableTables)).map(({ kind }) => kind)).toEqual(['weekly'])
  await zhao.clicks('改设置')
  await zhao.clicks('断开')
  expect(zhao.card).toShow('还没有连接')
  expect(base.tables).toHaveLength(4)
  expect(await linkOf(bot, 'T2')).toBeUndefined()
})

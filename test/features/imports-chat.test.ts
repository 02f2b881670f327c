import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { importActions } from '../../cards/imports/import.ts'
import { importRuns } from '../../src/features/admin/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { importFiles } from '../../src/features/imports/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { xlsx } from './imports-support.ts'

const bytes = (text: string) => Buffer.from(text)

test('an admin sends a file: one card, first under way, then the result', async () => {
  const bot = await startBot()
  await bot.team()
  const [boss, li] = [await bot.admin(), await bot.rep('李雷')]
  await boss.sendsFile(
    '客户.xlsx',
    Buffer.from(
      await xlsx([
        ['编码', '名称', '业务员', '地址', '备注'],
        ['C1', '永辉', '李雷', '人民路 1 号', null],
        ['C2', '联华', 'ou_later', null, '新'],
      ]),
    ),
  )
  expect(boss.cards).toHaveLength(1)
  expect(boss.card).toShow('数据导入 · 客户.xlsx', '新增 2，更新 0，不变 0', '人员 1', 'ou_later')
  expect(boss.card).toShow('待补地址 1 家、待采点 1 家', '没有用到的列：备注')
  const [row] = await bot.db.select().from(customers).where(eq(customers.code, 'C1'))
  expect(row?.ownerOpenId).toBe(li.openId)
  expect(await bot.db.select().from(importRuns)).toMatchObject([
    { kind: 'customers', byOpenId: boss.openId, created: 2, pending: 1 },
  ])
})

test('a file with bad rows changes nothing and names them', async () => {
  const bot = await startBot()
  const boss = await bot.admin()
  const rows = Array.from({ length: 13 }, (_, i) => `C${i},店 ${i},E`)
  await boss.sendsFile('customers.csv', bytes(`code,name,grade\nOK,好店,A\n${rows.join('\n')}\n`))
  expect(boss.card).toShow('没有导入：13 处要改', '第 3 行', '「grade」', '只能填：A, B, C, D')
  expect(boss.card).toShow('还有 3 处没有列出', '数据没有任何变化')
  expect(await bot.db.$count(customers)).toBe(0)
  expect(await bot.db.$count(importRuns)).toBe(0)
})

test('a header that fits two kinds is asked about, once', async () => {
  const bot = await startBot()
  const boss = await bot.admin()
  await boss.sendsFile('data.csv', bytes('code,name\nX1,新店\n'))
  expect(boss.card).toShow('这是哪种数据？')
  const card = boss.cardMessages().at(-1)?.messageId ?? ''
  await boss.selects('选择数据种类', '客户')
  expect(boss.cards).toHaveLength(1)
  expect(boss.card).toShow('新增 1')
  expect(await bot.db.$count(customers)).toBe(1)

  const [sent] = await bot.db.select().from(importFiles)
  const { value } = importActions.choose({ importId: sent?.id ?? '' })
  const again = await boss.acts(card, { tag: 'select_static', value, option: 'teams' })
  expect(again.toast?.content).toBe('这个文件已经处理过了')
  expect(await bot.db.select().from(importFiles)).toMatchObject([
    { status: 'done', kind: 'customers' },
  ])
})

test('only admins, only in private, only tables', async () => {
  const bot = await startBot()
  await bot.team()
  const [boss, li] = [await bot.admin(), await bot.rep('李雷')]
  await li.sendsFile('customers.csv', bytes('code,name,address\nC1,永辉,x\n'))
  expect(li.lastText).toContain('只有管理员可以用')
  await boss.sendsFile('照片.pdf', bytes('x'))
  expect(boss.lastText).toContain('只认 .csv 和 .xlsx')
  await boss.sendsFile('坏.xlsx', bytes('not a zip'))
  expect(boss.card).toShow('读不了这个 XLSX')
  expect(await bot.db.$count(customers)).toBe(0)
  await boss.says('导入')
  expect(boss.card).toShow('客户', '商品', '负责人', '编码*')
})

test('people without open_id are looked up on the platform', async () => {
  const bot = await startBot()
  const boss = await bot.admin()
  bot.simulator.upsertPeople([
    { openId: bot.openIdOf('韩梅'), name: '韩梅', mobile: '13811112222' },
  ])
  await boss.sendsFile('人员.csv', bytes('姓名,角色,手机\n韩梅,业务员,138 1111 2222\n'))
  expect(boss.card).toShow('新增 1')
  const [han] = await bot.db
    .select()
    .from(users)
    .where(eq(users.openId, bot.openIdOf('韩梅')))
  expect(han).toMatchObject({ name: '韩梅', role: 'rep', mobile: '13811112222' })
  const hello = bot.phone(bot.openIdOf('韩梅'))
  await hello.says('帮助')
  expect(hello.card).toShow('帮助')
})

test('a file whose bytes are gone says so; a job that runs twice imports once', async () => {
  const bot = await startBot()
  const boss = await bot.admin()
  await boss.sendsFile('人员.csv', bytes('open_id,name,role\nou_a,甲,rep\n'))
  const [sent] = await bot.db.select().from(importFiles)
  expect(sent).toMatchObject({ status: 'done', kind: 'users' })
  await bot.db.execute(sql`update users set name = '改过' where open_id = 'ou_a'`)
  const ctx = await bot.context()
  await ctx.enqueue('imports.import-file', { importId: sent?.id })
  await bot.settle()
  expect(await bot.db.select().from(users).where(eq(users.openId, 'ou_a'))).toMatchObject([
    { name: '改过' },
  ])
  await bot.db.execute(sql`update import_files set status = 'waiting', file_key = 'file_gone'`)
  await ctx.enqueue('imports.import-file', { importId: sent?.id })
  await bot.settle()
  expect(boss.card).toShow('文件取不下来')
})

import { eq } from 'drizzle-orm'
import excel from 'exceljs'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { exportActions } from '../../cards/exports/actions.ts'
import { date } from '../../src/domain/time.ts'
import { customerAlarms } from '../../src/features/alarms/tables.ts'
import { withExport } from '../../src/features/exports/make.ts'
import { exports } from '../../src/features/exports/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { locationFixes } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, chatIdOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { payingCompany } from './commission-support.ts'
import { recorder } from './performance-support.ts'

const now = '2026-11-26T10:00:00+08:00'
const [li, han] = [openIdOf('李雷'), openIdOf('韩梅')]

async function company() {
  const bot = await startBot({ now })
  await bot.team('T', { name: '公司' })
  await bot.team('T1', { name: '一部', parent: 'T', groups: true })
  await bot.team('T2', { name: '二部', parent: 'T' })
  const people = {
    li: await bot.rep('李雷', { employeeNo: '007' }),
    han: await bot.rep('韩梅', { team: 'T2' }),
    wang: await bot.manager('王芳', { leads: 'T1' }),
    zhao: await bot.manager('赵强', { team: 'T2', leads: 'T2' }),
    ann: await bot.admin('安娜'),
    vera: await bot.rep('薇拉', { role: 'viewer' }),
    finn: await bot.rep('费恩', { role: 'finance', team: 'T' }),
  }
  await bot.customer({ code: 'C1', name: '永辉·人民路店', grade: 'A' })
  await bot.customer({ code: 'C2', name: '=联华', owner: '韩梅', teamCode: 'T2' })
  const record = recorder(bot.db)
  await record.visit(li, 'C1', '2026-11-02', '09:12', '09:40', {
    summary: '=HYPERLINK("http://x","点我")',
  })
  await record.visit(li, 'C1', '2026-10-30', '09:12', '09:40')
  await record.visit(han, 'C2', '2026-11-03', '10:00', '10:20', { summary: '"A",B\n第二行' })
  return { bot, record, ...people }
}

type Phone = Awaited<ReturnType<typeof company>>['li']

/** The newest file that the bot sent to somebody. */
function lastFile(bot: TestBot, phone: Phone) {
  const message = phone.messages.filter(({ type }) => type === 'file').at(-1)
  if (!message) throw new Error('no file was sent')
  const { file_key } = JSON.parse(message.content) as { file_key: string }
  const uploaded = bot.simulator.calls.filter(({ path }) => path.endsWith('/im/v1/files')).at(-1)
  const bytes = bot.simulator.bytes(file_key)
  if (!bytes) throw new Error('the file has no bytes')
  return { name: String((uploaded?.body as { file_name?: string }).file_name), bytes }
}

async function sheetOf(bot: TestBot, phone: Phone) {
  const { name, bytes } = lastFile(bot, phone)
  const book = new excel.Workbook()
  await book.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as never,
  )
  const [sheet, about] = book.worksheets
  if (!sheet || !about) throw new Error('two sheets')
  const head = (sheet.getRow(1).values as string[]).slice(1)
  const rows: Record<string, unknown>[] = []
  sheet.eachRow((row, n) => {
    if (n > 1) rows.push(Object.fromEntries(head.map((key, i) => [key, row.getCell(i + 1).value])))
  })
  const told: string[] = []
  about.eachRow((row) => told.push(String(row.getCell(1).value)))
  return { name, sheet, head, rows, told }
}

const count = (phone: Phone) => phone.messages.filter(({ type }) => type === 'file').length
const idOf = (phone: Phone) => phone.cardMessages().at(-1)?.messageId ?? ''
const said = (phone: Phone) => phone.messages.at(-1)?.content ?? ''

test('visits of a month: typed cells, text that is never calculated, own rows only', async () => {
  const { bot, li: phone, wang, ann, vera } = await company()
  const fixId = uuidv7()
  await bot.db.insert(locationFixes).values({
    ...{ id: fixId, repOpenId: li, messageId: 'om_1', sentAt: new Date(now) },
    ...{ rawLng: centre.lng, rawLat: centre.lat, rawDatum: 'gcj02' },
    ...{ lngGcj: centre.lng, latGcj: centre.lat },
  })
  await bot.db.execute(`update visits set check_in_fix_id = '${fixId}'`)

  await phone.says('导出 拜访 11月')
  expect(phone.card).toShow('已导出 · 拜访', '2026-11-01 至 2026-11-26', '共 1 行')
  const { name, sheet, rows, told } = await sheetOf(bot, phone)
  expect(name).toBe('拜访 2026-11-01 至 2026-11-26.xlsx')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    日期: new Date('2026-11-02T00:00:00Z'),
    业务员: '李雷',
    工号: '007',
    团队: '一部',
    客户: '永辉·人民路店',
    签到时间: new Date('2026-11-02T09:12:00Z'),
    '停留（分钟）': 28,
    签到判定: '在现场',
    拜访结果: '库存充足未补货',
    离店总结: '=HYPERLINK("http://x","点我")',
    '签到经度（GCJ-02）': centre.lng,
  })
  // Text in the file, too: no cell of it is a formula.
  sheet.eachRow((row) =>
    row.eachCell((cell) => expect(cell.type).not.toBe(excel.ValueType.Formula)),
  )
  expect(told.join()).toContain('李雷 于 2026-11-26 10:00 导出')

  await wang.says('导出 拜访 11月')
  const led = await sheetOf(bot, wang)
  expect(led.rows.map((row) => row.业务员)).toEqual(['李雷'])
  expect(led.head).toContain('信任分')
  await ann.says('导出 拜访 本季度')
  expect((await sheetOf(bot, ann)).rows).toHaveLength(3)
  // Who only looks sees the own team's visits, and neither positions nor doubts.
  await vera.says('export visits 2026-11')
  const seen = await sheetOf(bot, vera)
  expect(seen.rows.map((row) => row.客户)).toEqual(['永辉·人民路店'])
  expect(seen.head).not.toContain('签到经度（GCJ-02）')
  expect(seen.head).not.toContain('信任分')

  await ann.says('导出 拜访 11月 csv')
  const csv = lastFile(bot, ann)
  expect(csv.name).toMatch(/\.csv$/)
  const text = csv.bytes.toString('utf8')
  expect(text.startsWith('\uFEFF日期,业务员,工号')).toBe(true)
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""点我"")"`)
  expect(text).toContain('"""A"",B\n第二行"')
  expect(text).toContain(`'=联华`)
  expect(text).toContain('2026-11-02 09:12')

  await ann.says('导出 记录')
  expect(ann.card).toShow('导出记录', '共 5 次导出', '李雷 · 拜访', '薇拉 · 拜访', '1 行')
  await wang.says('导出 记录')
  expect(said(wang)).toContain('只有管理员')
  const logged = await bot.report('exports', { from: '2026-11-26', to: '2026-11-26' })
  expect(logged[0]).toMatchObject({
    open_id: li,
    kind: 'visits',
    rows: 1,
    files: 1,
    status: 'sent',
  })
})

test('narrowed to a team or person; what nobody may see, or nobody understands, gets an answer', async () => {
  const { bot, li: phone, wang, ann, finn, vera, han: other } = await company()
  await ann.says('导出 业绩 11月 @二部')
  expect(ann.card).toShow('已导出 · 业绩', '团队：二部', '共 1 行')
  expect((await sheetOf(bot, ann)).rows[0]).toMatchObject({ 业务员: '韩梅', 完成拜访: 1 })
  await ann.says('导出 拜访 本季度 李雷')
  expect(ann.card).toShow('业务员：李雷', '共 2 行')

  // From a card: of its team and day. In a group the file still goes to who tapped, alone.
  await wang.says('日报 2026-11-02')
  await wang.clicks('导出')
  expect(wang.card).toShow('已导出 · 日报', '2026-11-02', '团队：一部', '共 1 行')
  const chatId = chatIdOf('T1/team')
  bot.simulator.upsertGroups([{ chatId, name: '一部群', members: [wang.openId, phone.openId] }])
  await wang.says('日报 2026-11-02', { chat: chatId, mentions: ['bot'] })
  const { messageId } = bot.simulator
    .messages(chatId)
    .filter(({ type }) => type === 'interactive')
    .at(-1) ?? { messageId: '' }
  const ofTeam = exportActions.run({
    ...{ kind: 'digest', from: date('2026-11-02'), to: date('2026-11-02') },
    ...{ teamCode: 'T1', openId: null, format: 'csv' },
  })
  const tapped = await phone.acts(messageId, { tag: 'button', value: ofTeam.value })
  expect(tapped.toast).toMatchObject({ type: 'success' })
  await bot.settle()
  expect(count(phone)).toBe(1)
  expect(bot.simulator.messages(chatId).filter(({ type }) => type === 'file')).toEqual([])

  await wang.says('导出 业绩 上周 @二部')
  expect(said(wang)).toContain('没有找到你能看的团队或人「二部」')
  await wang.says('导出 拜访 韩梅')
  expect(said(wang)).toContain('没有找到你能看的团队或人「韩梅」')
  const { value } = exportActions.run({
    ...{ kind: 'visits', from: date('2026-11-01'), to: date('2026-11-26') },
    ...{ teamCode: null, openId: han, format: 'xlsx' },
  })
  await wang.says('导出')
  const forwarded = await wang.acts(idOf(wang), { tag: 'button', value })
  await bot.settle()
  expect(forwarded.toast).toMatchObject({ type: 'error' })
  await finn.says('导出 拜访')
  expect(said(finn)).toContain('你的角色不能导出拜访')
  await vera.says('导出 提成')
  expect(said(vera)).toContain('你的角色不能导出提成')
  await phone.says('导出 天气')
  expect(said(phone)).toContain('没看懂「天气」')
  await phone.says('导出 拜访 下下周')
  expect(said(phone)).toContain('没看懂时间「下下周」')
  await phone.says('导出 拜访 2025年')
  expect(phone.card).toShow('没有数据 · 拜访')
  expect(count(phone)).toBe(1)

  // The right that was there when it was asked is gone when the file is made.
  const id = uuidv7()
  await bot.db.insert(exports).values({
    ...{ id, openId: other.openId, kind: 'visits', format: 'xlsx' as const },
    ...{ from: '2026-11-01', to: '2026-11-26', askedAt: new Date(now) },
  })
  await bot.db.update(users).set({ status: 'left' }).where(eq(users.openId, han))
  const asked = { exportId: id, locale: 'zh-CN' as const, zone: 'Asia/Shanghai' }
  const state = await withExport(
    bot.db,
    { ...asked, today: date('2026-11-26') },
    async (made) => made?.state,
  )
  expect(state).toBe('refused')
})

test('every set has its rows, by menu and by command', async () => {
  const { bot, record, ann, finn, li: phone } = await company()
  await bot.db.execute(`insert into products (code, name, unit, cost_fen, price_fen)
    values ('P1', '可乐', '箱', 3000, 4000)`)
  await record.order('O1', 'C1', li, '2026-11-02', [
    ['sale', 10, 4_000, 30_000],
    ['return', 1, 4_000, 3_000],
  ])
  await record.payment('M1', 'C1', '2026-11-05', 10_000, 'O1')
  await record.plan(li, '2026-11-02', ['C1'])
  await bot.db.execute(`insert into targets (id, scope, month, metric, value)
    values (gen_random_uuid(), 'person:${li}', '2026-11', 'sales_amount', 100000),
      (gen_random_uuid(), 'team:T1', '2026-11', 'visits_done', 4)`)

  await ann.says('导出')
  expect(ann.card).toShow('导出什么', '导出记录')
  await ann.submits({ kind: 'orders', when: 'thisMonth', format: 'xlsx' })
  const orders = await sheetOf(bot, ann)
  expect(orders.rows.map((row) => row['金额（元）'])).toEqual([400, -40])
  expect(orders.sheet.getColumn(orders.head.indexOf('金额（元）') + 1).numFmt).toBe('#,##0.00')
  await ann.says('导出')
  await ann.submits({ kind: 'orders', when: 'thisMonth', days: '明年', format: 'xlsx' })
  expect(ann.card).toShow('没看懂时间「明年」')

  const first = async (phone: Phone, words: string) => {
    await phone.says(words)
    return (await sheetOf(bot, phone)).rows
  }
  const [performance] = await first(phone, '导出 业绩 11月')
  expect(performance).toMatchObject({
    业务员: '李雷',
    完成拜访: 1,
    拜访达成率: 1,
    销售额: 360,
    回款: 100,
  })
  expect(await first(phone, '导出 计划')).toMatchObject([
    { 客户: '永辉·人民路店', 来源: '周期', 计入达成率: '是' },
  ])
  expect(await first(phone, '导出 日报')).toMatchObject([
    { 首次签到: '09:12', 最后签退: '09:40', 完成拜访: 1, 销售额: 360 },
    { 完成拜访: 0, 回款: 100 },
  ])
  expect(await first(phone, '导出 客户')).toMatchObject([
    { 客户编号: 'C1', 分级: 'A', 最近订货: new Date('2026-11-02T00:00:00Z') },
  ])
  expect(await first(phone, '导出 覆盖')).toMatchObject([
    { 客户编号: 'C1', 是否覆盖: '是', 负责人拜访次数: 1 },
  ])
  // The same share as the metric, also of a week that begins within the month.
  const week = await first(phone, '导出 覆盖 11-09 到 11-15')
  expect(week).toMatchObject([{ 是否覆盖: '是', 负责人拜访次数: 0 }])
  const [figure] = await first(phone, '导出 业绩 11-09 到 11-15')
  expect(figure).toMatchObject({ 覆盖率: 1, 完成拜访: 0 })
  expect(await first(finn, '导出 回款')).toMatchObject([
    { 订单号: 'O1', '金额（元）': 100, 计入业务员: '李雷' },
  ])
  expect(await first(ann, '导出 目标')).toMatchObject([
    {
      对象: '李雷',
      指标: '销售额',
      目标: 1000,
      折算后目标: 1000,
      实际: 360,
      单位: '元',
      达成率: 0.36,
    },
    { 对象: '一部', 指标: '完成拜访', 目标: 4, 实际: 1, 达成率: 0.25 },
  ])
  await phone.says('导出 提成')
  expect(phone.card).toShow('没有数据 · 提成')
  await phone.says('导出 预警')
  expect(phone.card).toShow('没有数据 · 客户预警')
  // By the figures of the same reader, whichever way one asks.
  const [report] = (
    await bot.report('performance', { from: '2026-11-01', to: '2026-11-26' })
  ).filter((row) => row.open_id === li)
  expect(report).toMatchObject({ visits_done: 1, sales_amount: '360.00', collected: '100.00' })
})

test('the table behind an analysis: the card’s own rows, for who may see them', async () => {
  const { bot, li: phone, wang, zhao } = await company()
  await wang.says('统计 11-02 到 11-08')
  await wang.clicks('导出')
  expect(wang.card).toShow('已导出 · 拜访统计', '2026-11-02 至 2026-11-08', '共 1 行')
  expect((await sheetOf(bot, wang)).rows).toMatchObject([{ 完成拜访: 1 }])
  await wang.clicks('要 CSV')
  expect(lastFile(bot, wang).name).toBe('拜访统计 2026-11-02 至 2026-11-08.csv')
  const table = exportActions.table({
    ...{ kind: 'stats', from: date('2026-11-02'), to: date('2026-11-08') },
    ...{ who: ['t:T1'], page: 0, format: 'xlsx' },
  })
  await zhao.says('导出')
  const refused = await zhao.acts(idOf(zhao), { tag: 'button', value: table.value })
  await bot.settle()
  expect(refused.toast).toMatchObject({ type: 'error' })
  expect(count(zhao)).toBe(0)
  await phone.says('覆盖 11月')
  await phone.clicks('导出')
  expect(phone.card).toShow('已导出 · 覆盖', '共 1 行')
})

test('commission adds up to what is paid, each month as it stands; alarms with their reason', async () => {
  const { bot, scheme, order, li: phone, cash, month, close } = await payingCompany()
  await scheme('销售提成')
  await order('O1', 'C1', li, '2026-10-02', [['sale', 'P1', 10, 4_000]])
  await order('O2', 'C1', li, '2026-11-02', [['sale', 'P2', 4, 5_000]])
  await close('2026-11-05')
  // Of the closed month: a correction in the open one.
  await order('O3', 'C1', li, '2026-10-20', [['sale', 'P1', 1, 4_000]])
  await bot.job('performance.correct-commission')
  await cash.says('导出 提成 10月 到 11月')
  const { rows } = await sheetOf(bot, cash)
  const sum = (of: string) =>
    rows
      .filter((row) => row.月份 === of)
      .reduce((fen, row) => fen + Number(row['提成（元）']) * 100, 0)
  expect(Math.round(sum('2026-10'))).toBe((await month(li, '2026-10')).fen)
  expect(rows.map((row) => [row.月份, row.属于月份, row.订单号, row['提成（元）']])).toEqual([
    ['2026-10', '2026-10', 'O1', 8],
    ['2026-11', '2026-11', 'O2', 4],
    ['2026-11', '2026-10', 'O3', 0.8],
  ])

  await bot.db.insert(customerAlarms).values({
    ...{
      id: uuidv7(),
      customerCode: 'C1',
      ownerOpenId: li,
      kind: 'churn',
      state: 'open',
      score: 9,
    },
    ...{ chance: 0.62, moneyAtRiskFen: 123_000, dataAsOf: '2026-11-23' },
    ...{ raisedOn: '2026-11-24', raisedAt: bot.now() },
    numbers: {
      ...{ kind: 'churn', orderDays: 38, gap: 7.2, spread: 2.1, lastGap: 8, silent: 23 },
      ...{ lastOrderOn: '2026-11-01', cover: 1, brokenAfter: 19 },
    },
  })
  await phone.says('导出 预警')
  const [alarm] = (await sheetOf(bot, phone)).rows
  expect(alarm).toMatchObject({
    客户编号: 'C1',
    流失可能: 0.62,
    '可能损失（元）': 1230,
    状态: '待处理',
  })
  expect(alarm?.原因).toContain('23 天')
})

test('a file that outgrows its limit goes out in parts, once however often the job runs', async () => {
  const { bot, record, wang } = await company()
  for (let day = 4; day <= 8; day++)
    await record.visit(li, 'C1', `2026-11-0${day}`, '09:12', '09:40')
  const id = uuidv7()
  await bot.db.insert(exports).values({
    ...{ id, openId: wang.openId, kind: 'visits', format: 'csv' as const },
    ...{ from: '2026-11-01', to: '2026-11-26', askedAt: new Date(now) },
  })
  const asked = {
    exportId: id,
    locale: 'zh-CN' as const,
    zone: 'Asia/Shanghai',
    today: date('2026-11-26'),
  }
  const parts = await withExport(bot.db, asked, async (made) => made?.files.length, {
    bytes: 1_000_000,
    rows: 4,
  })
  expect(parts).toBe(2)
  // The answer of the sending is lost: the job runs again and sends no second file.
  const isFile = ({ path, body }: { path: string; body: unknown }) =>
    path.endsWith('/im/v1/messages') && (body as { msg_type?: string }).msg_type === 'file'
  bot.simulator.refuse({ api: isFile, dropAnswer: true })
  await wang.says('导出 拜访 11月')
  expect(bot.simulator.calls.filter(isFile)).toHaveLength(2)
  expect(count(wang)).toBe(1)
  expect(wang.card).toShow('已导出 · 拜访', '共 6 行')
})

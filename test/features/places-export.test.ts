import { eq } from 'drizzle-orm'
import excel from 'exceljs'
import { expect, test } from 'vitest'
import { customerActions } from '../../cards/customers/actions.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

test('an admin gets 待补 as a file, fills it in and sends it back', async () => {
  const bot = await startBot({ now: '2026-11-24T09:10:00+08:00' })
  await bot.team()
  const [boss, li] = [await bot.admin(), await bot.rep('李雷')]
  await bot.customer({ code: '007', name: '没有坐标', lngGcj: null, latGcj: null })
  await bot.customer({ code: 'B', name: '=什么都没有', address: null, lngGcj: null, latGcj: null })
  await bot.customer({ code: 'C', name: '好好的店', ...northOf(centre, 900) })

  await li.says('客户 待补')
  expect(JSON.stringify(li.card)).not.toContain(customerActions.exportMend.id)
  await boss.says('客户 待补')
  await boss.clicks('导出')
  expect(boss.toast?.content).toContain('正在做文件')
  const sent = boss.messages.filter((message) => message.type === 'file')
  expect(sent).toHaveLength(1)
  const { file_key: key } = JSON.parse(sent[0]?.content ?? '{}')
  const bytes = bot.simulator.bytes(key)
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  const [sheet, reasons] = book.worksheets
  const rows = sheet?.getSheetValues().slice(1) as unknown[][]
  expect(rows.map((row) => row.slice(1, 4))).toEqual([
    ['code', 'name', 'address'],
    ['B', '=什么都没有', ''],
    ['007', '没有坐标', '人民路 1 号'],
  ])
  expect(reasons?.getCell('C4').value).toBe('待补地址')

  if (sheet) {
    sheet.getCell('C2').value = '新地址 5 号'
    sheet.getCell('D3').value = 123.41
    sheet.getCell('E3').value = 41.79
  }
  const back = Buffer.from(await book.xlsx.writeBuffer())
  await boss.sendsFile('客户待补.xlsx', back)
  expect(boss.card).toShow('客户', '更新 2')
  const [pinned] = await bot.db.select().from(customers).where(eq(customers.code, '007'))
  expect(pinned).toMatchObject({ lngGcj: 123.41, latGcj: 41.79, address: '人民路 1 号' })
  const [placed] = await bot.db.select().from(customers).where(eq(customers.code, 'B'))
  expect(placed).toMatchObject({ address: '新地址 5 号', name: '=什么都没有', lngGcj: null })
})

test('who is no admin gets no file, with the button’s value in hand', async () => {
  const bot = await startBot()
  await bot.team()
  const wang = await bot.manager('王芳')
  await wang.says('客户 待补')
  const { value } = customerActions.exportMend({})
  const messageId = wang.cardMessages()[0]?.messageId ?? ''
  const result = await wang.acts(messageId, { tag: 'button', value })
  await bot.settle()
  expect(result.toast).toMatchObject({ type: 'error' })
  expect(wang.messages.filter((message) => message.type === 'file')).toEqual([])
})

import { sql } from 'drizzle-orm'
import excel from 'exceljs'
import { expect, test } from 'vitest'
import { findCustomers } from '../../src/features/customers/store.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { desk } from './imports-support.ts'

/** The bench `import` takes 100,000; here every path is walked. */
const rows = 6_000
const sheetRows = 2_000
const people = 200
const header =
  'code,name,address,lng,lat,owner_open_id,team_code,type,grade,price_level,credit_limit,credit_days,contact,phone,opening_hours,visit_days,frequency,tags'
const line = (i: number) => [
  `C${i}`,
  `门店 ${i} 号`,
  `人民路 ${i} 号`,
  String(123 + i / 1e6),
  String(41 + i / 1e6),
  `E${i % people}`,
  `T${i % 10}`,
  '流通',
  'ABCD'[i % 4] ?? 'A',
  '一级',
  `${i}.50`,
  '30',
  '店长',
  `139${String(i).padStart(8, '0')}`,
  '09:00-12:00;14:00-18:00',
  '一三五',
  '4/28d',
  '冷柜;堆头',
]

test('some thousand customers, as CSV and again as XLSX', { timeout: 300_000 }, async () => {
  const { db, put } = await desk()
  const staff = Array.from({ length: people }, (_, i) => `ou_p${i},人${i},rep,T${i % 10},E${i}`)
  await put('users', `open_id,name,role,team_code,employee_no\n${staff.join('\n')}`)

  const timed = async (what: string, run: () => Promise<unknown>) => {
    const started = performance.now()
    await run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${what}: ${seconds} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  }
  const lines = Array.from({ length: rows }, (_, i) => line(i))
  const text = `${header}\n${lines.map((cells) => cells.map((c) => `"${c}"`).join(',')).join('\n')}`
  await timed('first CSV', async () => {
    expect(await put('customers', text)).toMatchObject({ ok: true, created: rows })
  })
  await timed('same CSV', async () => {
    expect(await put('customers', text)).toMatchObject({ ok: true, unchanged: rows })
  })
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('客户')
  sheet.addRow(header.split(','))
  for (const cells of lines.slice(0, sheetRows)) sheet.addRow(cells)
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  await timed(`same XLSX, ${sheetRows} rows`, async () => {
    expect(await put('customers', bytes)).toMatchObject({ ok: true, unchanged: sheetRows })
  })
  await timed('every owner changed', async () => {
    const moved = lines.map((cells, i) => `${cells[0]},ou_p${(i + 1) % people}`)
    const file = `code,owner_open_id\n${moved.join('\n')}`
    expect(await put('customers', file)).toMatchObject({ ok: true, updated: rows })
  })
  await timed('find one by name among all', async () => {
    expect(await findCustomers(db, `门店${rows - 1}号`)).toMatchObject([{ code: `C${rows - 1}` }])
  })
  expect(await db.$count(customers, sql`name like '%�%' or address like '%�%'`)).toBe(0)
  expect(await db.$count(customers, sql`owner_open_id like 'ou_p%'`)).toBe(rows)
})

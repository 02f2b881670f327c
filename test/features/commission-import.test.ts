import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { orders } from '../../src/features/orders/tables.ts'
import { desk } from './imports-support.ts'

test('orders take the day of shipping, later too; - takes it away; two days of one order are refused', async () => {
  const { db, put } = await desk()
  await put('products', 'code,name,unit,cost,price\nP1,可乐,箱,30,45\n')
  const header = '单号,客户,下单时间,发货时间,商品编码,数量,单价,类型'
  const row = (code: string, shipped: string) => `${code},C1,2026-11-01,${shipped},P1,1,45,销售`
  const shipped = async () =>
    (await db.select().from(orders).orderBy(asc(orders.code))).map(({ shippedOn }) => shippedOn)
  await put('orders', [header, row('O1', ''), row('O2', '2026-11-30 23:30'), ''].join('\n'))
  expect(await shipped()).toEqual([null, '2026-11-30'])
  await put('orders', [header, row('O1', '2026-12-01'), row('O2', ''), ''].join('\n'))
  expect(await shipped()).toEqual(['2026-12-01', '2026-11-30'])
  await put('orders', [header, row('O2', '-'), ''].join('\n'))
  expect(await shipped()).toEqual(['2026-12-01', null])
  const two = [header, row('O3', '2026-12-01'), row('O3', '2026-12-02'), ''].join('\n')
  expect(await put('orders', two)).toMatchObject({ ok: false })
})

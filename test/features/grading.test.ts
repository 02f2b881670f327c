import { expect, test } from 'vitest'
import { customers } from '../../src/features/customers/tables.ts'
import { startBot } from '../support/bot.ts'
import { recorder } from './performance-support.ts'

test('grades are written by hand alone, and the report says why', async () => {
  const bot = await startBot({ now: '2026-11-24T23:59:50+08:00' })
  const record = recorder(bot.db)
  for (const n of [1, 2, 3, 4]) {
    await bot.customer({ code: `C${n}`, name: `${n}号店` })
    if (n < 4) await record.order(`SO${n}`, `C${n}`, 'ou_a', '2026-11-01', [['sale', n, 500, 1]])
  }
  await bot.customer({ code: 'C5', name: '关掉的店', status: 'closed', grade: 'A' })
  const grades = async () =>
    Object.fromEntries(
      (await bot.db.select().from(customers)).map(({ code, grade }) => [code, grade]),
    )

  await bot.tick()
  bot.at('2026-11-25T00:10:00+08:00')
  await bot.tick()
  expect(await grades()).toEqual({ C1: null, C2: null, C3: null, C4: null, C5: 'A' })

  await bot.job('customers.grade')
  expect(await grades()).toEqual({ C1: 'C', C2: 'B', C3: 'A', C4: 'D', C5: 'A' })
  expect(await bot.report('grades')).toEqual([
    { customer_code: 'C3', sales: '15.00', rank: 1, grade: 'A' },
    { customer_code: 'C2', sales: '10.00', rank: 2, grade: 'B' },
    { customer_code: 'C1', sales: '5.00', rank: 3, grade: 'C' },
    { customer_code: 'C4', sales: '0.00', rank: 4, grade: 'D' },
  ])
})

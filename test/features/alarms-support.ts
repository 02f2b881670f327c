/** Alarms as a scan leaves them, and orders, for the tests of what follows. */
import { uuidv7 } from 'uuidv7'
import type { AlarmNumbers } from '../../src/domain/alarms/alarm.ts'
import { toLocalDate } from '../../src/domain/time.ts'
import { alarmEvents, customerAlarms } from '../../src/features/alarms/tables.ts'
import { orderLines, orders } from '../../src/features/orders/tables.ts'
import type { TestBot } from '../support/bot.ts'

export const silent = (days: number): AlarmNumbers => ({
  kind: 'churn',
  orderDays: 30,
  gap: 7,
  spread: 2,
  lastGap: 8,
  silent: days,
  lastOrderOn: '2026-11-01',
  cover: 1,
  brokenAfter: 19,
})

type Fields = Partial<typeof customerAlarms.$inferInsert>

/** An alarm that was raised last night. */
export async function raise(bot: TestBot, customerCode: string, fields: Fields = {}) {
  const raisedOn = toLocalDate(bot.now(), 'Asia/Shanghai')
  const numbers = fields.numbers ?? silent(23)
  const row = {
    id: uuidv7(),
    customerCode,
    ownerOpenId: null,
    kind: numbers.kind,
    state: 'open' as const,
    score: 2,
    chance: 0.6,
    moneyAtRiskFen: 1_000_000,
    numbers,
    dataAsOf: raisedOn,
    raisedOn,
    raisedAt: bot.now(),
    ...fields,
  }
  await bot.db.insert(customerAlarms).values(row)
  await bot.db
    .insert(alarmEvents)
    .values({ id: uuidv7(), alarmId: row.id, at: bot.now(), kind: 'raised' })
  return row.id
}

let made = 0

/** An order of one line each of these products, ¥100 a line. */
export async function order(
  bot: TestBot,
  customerCode: string,
  orderedOn: string,
  products: readonly (string | { readonly code: string; readonly kind: 'gift' })[] = ['P1'],
) {
  made += 1
  const code = `O${made}`
  const orderedAt = new Date(`${orderedOn}T10:00:00+08:00`)
  const lines = products.map((one) =>
    typeof one === 'string' ? { code: one, kind: 'sale' as const } : one,
  )
  await bot.db.insert(orders).values({
    code,
    customerCode,
    orderedAt,
    orderedOn,
    netFen: lines.filter(({ kind }) => kind === 'sale').length * 10_000,
  })
  await bot.db.insert(orderLines).values(
    lines.map((line, i) => ({
      orderCode: code,
      lineNo: i + 1,
      productCode: line.code,
      quantity: '1',
      unitPriceFen: 10_000,
      amountFen: 10_000,
      costFen: 7000,
      kind: line.kind,
    })),
  )
}

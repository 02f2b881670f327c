/** Alarms as a scan leaves them, and orders, for the tests of what follows. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { AlarmNumbers } from '../../src/domain/alarms/alarm.ts'
import { toLocalDate } from '../../src/domain/time.ts'
import { alarmEvents, customerAlarms } from '../../src/features/alarms/tables.ts'
import { orderLines, orders } from '../../src/features/orders/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'

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

export const tuesday = '2026-11-24'
export const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

/** 李雷 under 王芳 under 老周; two shops. */
export async function scene(now = '06:00') {
  const bot = await startBot({ now: at(now) })
  await bot.team('R', { name: '大区' })
  await bot.team('T1', { name: '一部', parent: 'R' })
  const li = await bot.rep('李雷')
  const wang = await bot.manager('王芳')
  const boss = await bot.manager('老周', { team: 'R', leads: 'R' })
  // By their turn they come on Sundays, when nobody works: never in the days of these tests.
  const never = { visitDays: [7] }
  const near = await bot.customer({
    ...{ name: '联华', code: 'C1', grade: 'A' as const, ...never },
    ...northOf(centre, 500),
  })
  await bot.customer({ name: '永辉', code: 'C2', ...never, ...northOf(centre, 900) })
  return { bot, li, wang, boss, near }
}

export const own = { ownerOpenId: openIdOf('李雷') }
export const alarmNow = async (bot: TestBot, id: string) => {
  const [row] = await bot.db.select().from(customerAlarms).where(eq(customerAlarms.id, id))
  if (!row) throw new Error(`no alarm ${id}`)
  return row
}
export const eventsNow = async (bot: TestBot, id: string) =>
  (
    await bot.db
      .select({ kind: alarmEvents.kind })
      .from(alarmEvents)
      .where(eq(alarmEvents.alarmId, id))
      .orderBy(alarmEvents.at, alarmEvents.id)
  ).map(({ kind }) => kind)

/** The cards of alarms in a chat: mornings bring others. */
export const alarmCards = (phone: { cards: object[] }) =>
  phone.cards.filter((card) => JSON.stringify(card).includes('客户预警 · '))

/** Looks at the clock each quarter of an hour. */
export async function through(bot: TestBot, from: string, to: string) {
  bot.at(from)
  for (; bot.now() <= new Date(to); bot.later(15)) await bot.tick()
}

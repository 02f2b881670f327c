/** The nightly scan: what is raised, what waits, what ends, through the whole bot. */
import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { addDays, date, daysFrom, type LocalDate } from '../../src/domain/time.ts'
import {
  alarmEvents,
  alarmScans,
  customerAlarms,
  tradeSpans,
} from '../../src/features/alarms/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'

const today = date('2026-11-24')

interface Sold {
  /** Days back from today of each order, and fen of each. */
  readonly back: readonly number[]
  readonly fen?: number | ((i: number) => number)
}

/** A dealer with three reps; shops order as the test says. */
async function dealer(now = `${today}T05:30:00+08:00`) {
  const bot = await startBot({ now })
  await bot.team()
  const boss = await bot.admin()
  await bot.rep('李雷')
  await bot.rep('韩梅')
  let n = 0
  const sold = async (code: string, { back, fen = 50_000 }: Sold, on: LocalDate = today) => {
    if (back.length === 0) return
    await bot.db.insert(orders).values(
      back.map((days, i) => ({
        code: `SO${++n}`,
        customerCode: code,
        orderedAt: new Date(`${addDays(on, -days)}T10:00:00+08:00`),
        orderedOn: addDays(on, -days),
        netFen: typeof fen === 'number' ? fen : fen(i),
      })),
    )
  }
  const shop = async (code: string, what: Sold, more: Record<string, unknown> = {}) => {
    await bot.customer({ code, name: `${code}店`, owner: '李雷', teamCode: 'T1', ...more })
    await sold(code, what)
  }
  const scan = (on: LocalDate = today) => bot.job('customers.detect-churn', { date: on })
  const alarms = () =>
    bot.db.select().from(customerAlarms).orderBy(desc(customerAlarms.moneyAtRiskFen))
  return { bot, boss, shop, sold, scan, alarms }
}

/** Every `gap` days, the last order so many days ago. */
const every = (gap: number, times: number, last = 0) =>
  Array.from({ length: times }, (_, i) => last + (times - 1 - i) * gap)

/** A shop that orders as ever keeps the newest order day on today. */
const steady = { back: every(7, 30) }

describe('what is raised', () => {
  test('a broken rhythm with its numbers; new, never-bought, season and steady shops are left alone', async () => {
    const { shop, scan, alarms, bot } = await dealer()
    await shop('STEADY', steady)
    await shop('GONE', { back: every(7, 30, 33) })
    await shop('NEVER', { back: [] })
    await shop('NEW', { back: [60, 40] })
    // It paused at this time a year ago for two months and came back.
    await shop('SEASON', {
      back: [...every(14, 12, 402), ...every(14, 19, 50).filter((day) => day < 340)],
    })
    await shop('CLOSED', { back: every(7, 30, 33) }, { status: 'closed' })
    await scan()
    const found = await alarms()
    expect(found.map(({ customerCode, kind, state }) => [customerCode, kind, state])).toEqual([
      ['GONE', 'churn', 'open'],
    ])
    expect(found[0]?.numbers).toMatchObject({
      kind: 'churn',
      orderDays: 30,
      silent: 33,
      lastGap: 7,
      cover: 1,
      lastOrderOn: addDays(today, -33),
    })
    expect(found[0]?.ownerOpenId).toBe(bot.openIdOf('李雷'))
    expect(found[0]?.moneyAtRiskFen).toBeGreaterThan(0)
    const events = await bot.db.select().from(alarmEvents).where(eq(alarmEvents.kind, 'raised'))
    expect(events).toMatchObject([{ alarmId: found[0]?.id, byOpenId: null }])
  })

  test('a second run of the night changes nothing', async () => {
    const { shop, scan, alarms, bot } = await dealer()
    await shop('STEADY', steady)
    await shop('GONE', { back: every(7, 30, 33) })
    await scan()
    const first = await alarms()
    await scan()
    expect(await alarms()).toEqual(first)
    expect(await bot.db.$count(alarmEvents, eq(alarmEvents.kind, 'raised'))).toBe(1)
  })

  test('a stock-up is waited for as long as it lasts', async () => {
    const { shop, scan, alarms } = await dealer()
    await shop('STEADY', steady)
    const big = (i: number) => (i === 29 ? 200_000 : 50_000)
    await shop('STOCKED', { back: every(7, 30, 23), fen: big })
    await shop('EMPTY', { back: every(7, 30, 23) })
    await scan()
    expect((await alarms()).map(({ customerCode }) => customerCode)).toEqual(['EMPTY'])
  })

  test('order days and money that fall, and a slow decay', async () => {
    const { shop, scan, alarms } = await dealer()
    for (let i = 0; i < 40; i++) await shop(`S${i}`, { back: every(5, 40, i % 5) })
    await shop('FEWER', { back: [...every(3, 45, 31), 15, 1] })
    await shop('LESS', {
      back: every(4, 50),
      fen: (i) => (i >= 42 ? 4_000 : 100_000 + 1_000 * (i % 7)),
    })
    // 15, 15, 12, 10, 8, 7 and 5 order days in seven spans.
    const faded = [5, 7, 8, 10, 12, 15, 15].flatMap((times, span) =>
      Array.from({ length: times }, (_, i) => span * 30 + Math.floor((i * 30) / times)),
    )
    await shop('FADES', { back: faded })
    await scan()
    const kinds = Object.fromEntries(
      (await alarms()).map(({ customerCode, kind }) => [customerCode, kind]),
    )
    expect(kinds).toMatchObject({ FEWER: 'orders_plunge', LESS: 'sales_plunge', FADES: 'decay' })
    expect(Object.keys(kinds)).toHaveLength(3)
  })

  test('shops of a chain are judged together at the head office, once', async () => {
    const { shop, scan, alarms } = await dealer()
    await shop('STEADY', steady)
    await shop('HQ', { back: [] })
    // Each shop alone would be silent for long; together they order every few days, until 33 days ago.
    await shop('B1', { back: every(14, 20, 40) }, { parentCode: 'HQ' })
    await shop('B2', { back: every(14, 20, 33) }, { parentCode: 'HQ' })
    await shop('OK1', { back: every(14, 20, 60) }, { parentCode: 'STEADY' })
    await scan()
    const found = await alarms()
    expect(found.map(({ customerCode, numbers }) => [customerCode, numbers.branches])).toEqual([
      ['HQ', 2],
    ])
    expect(found[0]?.numbers).toMatchObject({ orderDays: 40, silent: 33 })
  })
})

describe('when the clock stands still', () => {
  test('春节 and days that the company rests are no silence', async () => {
    // Data to 26 February 2026; the holidays are 15 to 23 February.
    const on = date('2026-02-26')
    const { bot, shop, sold, scan, alarms } = await dealer('2026-02-26T05:30:00+08:00')
    await shop('STEADY', { back: [] })
    await sold('STEADY', { back: every(4, 40) }, on)
    await shop('HOLIDAY', { back: [] })
    await sold('HOLIDAY', { back: every(4, 40, 20) }, on)
    await scan(on)
    expect(await alarms()).toEqual([])

    // Twenty days in March are a broken rhythm, unless the company rests for ten of them.
    const later = date('2026-03-31')
    bot.at('2026-03-31T05:30:00+08:00')
    await shop('USUAL', { back: [] })
    await sold('USUAL', { back: every(4, 40, 20) }, later)
    await sold('STEADY', { back: every(4, 8) }, later)
    const rest = daysFrom(date('2026-03-20'), date('2026-03-29'))
    await bot.db
      .insert(calendarDays)
      .values(rest.map((day) => ({ scope: 'org', date: day, kind: 'holiday' as const })))
    const silent = async () => (await alarms()).map(({ customerCode }) => customerCode)
    await scan(later)
    expect(await silent()).not.toContain('USUAL')
    await bot.db.delete(calendarDays)
    await scan(later)
    expect(await silent()).toContain('USUAL')
  })

  test('a paused shop is not silent', async () => {
    const { shop, scan, alarms } = await dealer()
    await shop('STEADY', steady)
    await shop('PAUSED', { back: every(7, 30, 33) }, { frequency: '0', pausedUntil: '2026-12-20' })
    await shop('BACK', { back: every(7, 30, 33) }, { pausedUntil: '2026-11-20' })
    await scan()
    expect(await alarms()).toEqual([])
  })

  test('silence counts to the newest order of all; old data raises nothing and admins hear it once', async () => {
    const { bot, boss, shop, scan, alarms } = await dealer()
    await shop('STEADY', { back: every(7, 30, 3) })
    await shop('GONE', { back: every(7, 30, 33) })
    await scan()
    expect((await alarms())[0]?.numbers).toMatchObject({ silent: 30 })
    await bot.db.delete(customerAlarms)
    bot.at('2026-11-25T05:30:00+08:00')
    await scan(date('2026-11-25'))
    expect(await alarms()).toEqual([])
    expect(boss.card).toShow('订单数据旧了', '最新一单是 11月21日', '已过 4 天')
    const messages = boss.cardMessages().length
    bot.at('2026-11-26T05:30:00+08:00')
    await scan(date('2026-11-26'))
    expect(boss.cardMessages()).toHaveLength(messages)
    const scans = await bot.db.select().from(alarmScans).orderBy(alarmScans.at)
    expect(scans.map(({ skipped }) => skipped)).toEqual([null, 'old_data', 'old_data'])
  })

  test('without any order there is nothing to judge', async () => {
    const { bot, scan, alarms } = await dealer()
    await scan()
    expect(await alarms()).toEqual([])
    expect((await bot.db.select().from(alarmScans))[0]?.skipped).toBe('no_orders')
  })
})

describe('few a day', () => {
  test('the most money first; the rest waits and comes on the next days, if it still holds', async () => {
    const { bot, shop, sold, scan, alarms } = await dealer()
    await shop('STEADY', steady)
    for (let i = 1; i <= 8; i++) await shop(`G${i}`, { back: every(7, 30, 33), fen: i * 10_000 })
    await shop('OTHER', { back: every(7, 30, 33), fen: 10_000 }, { owner: '韩梅' })
    await scan()
    const states = async () =>
      Object.fromEntries((await alarms()).map(({ customerCode, state }) => [customerCode, state]))
    const open = { G8: 'open', G7: 'open', G6: 'open', G5: 'open', G4: 'open', OTHER: 'open' }
    expect(await states()).toEqual({ ...open, G3: 'waiting', G2: 'waiting', G1: 'waiting' })
    await scan()
    expect((await states()).G3).toBe('waiting')
    const next = addDays(today, 1)
    bot.at(`${next}T05:30:00+08:00`)
    await sold('STEADY', { back: [0] }, next)
    await sold('G2', { back: [0] }, next)
    await scan(next)
    expect(await states()).toEqual({ ...open, G3: 'open', G1: 'open' })
    expect((await alarms()).find(({ customerCode }) => customerCode === 'G3')).toMatchObject({
      raisedOn: next,
      numbers: { silent: 34 },
    })
  })
})

describe('how alarms end by themselves', () => {
  async function open() {
    const all = await dealer()
    await all.shop('STEADY', steady)
    await all.shop('GONE', { back: every(7, 30, 33) })
    await all.scan()
    const nextNight = async (days: number, buys: boolean) => {
      const on = addDays(today, days)
      all.bot.at(`${on}T05:30:00+08:00`)
      await all.sold('STEADY', { back: [0] }, on)
      if (buys) await all.sold('GONE', { back: [1] }, on)
      await all.scan(on)
      return (await all.alarms()).filter(({ customerCode }) => customerCode === 'GONE')
    }
    return { ...all, nextNight }
  }

  test('an order after somebody acted is a rescue; without an act the customer came back by itself', async () => {
    const { bot, nextNight } = await open()
    await bot.db
      .update(customerAlarms)
      .set({ state: 'planned', actedAt: new Date('2026-11-25T10:00:00+08:00') })
    expect(await nextNight(4, true)).toMatchObject([{ state: 'won_back', endReason: 'ordered' }])
    const events = await bot.db.select().from(alarmEvents).orderBy(alarmEvents.at)
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['raised', 'ordered', 'ended']),
    )
  })

  test('without an act it is over, not rescued', async () => {
    const { nextNight } = await open()
    expect(await nextNight(2, true)).toMatchObject([{ state: 'expired', endReason: 'recovered' }])
  })

  test('silent on, it goes on; closed, it is over', async () => {
    const { bot, nextNight } = await open()
    expect(await nextNight(2, false)).toMatchObject([{ state: 'open', endReason: null }])
    await bot.db.update(customers).set({ status: 'closed' }).where(eq(customers.code, 'GONE'))
    expect(await nextNight(3, false)).toMatchObject([{ state: 'expired', endReason: 'closed' }])
  })

  test('what was no alarm is not raised again at once', async () => {
    const { bot, nextNight } = await open()
    await bot.db.update(customerAlarms).set({
      state: 'false_alarm',
      endedAt: new Date('2026-11-24T12:00:00+08:00'),
      endReason: 'season',
    })
    expect(await nextNight(2, false)).toHaveLength(1)
    expect((await nextNight(31, false)).map(({ state }) => state).toSorted()).toEqual([
      'false_alarm',
      'open',
    ])
  })
})

test('the report names every alarm with the sentence of the card', async () => {
  const { bot, shop, scan } = await dealer()
  await shop('STEADY', steady)
  await shop('GONE', { back: every(7, 30, 33) })
  await scan()
  const [row, ...more] = await bot.report('anomalies', { from: today, to: today })
  expect(more).toEqual([])
  expect(row).toMatchObject({ customer_code: 'GONE', kind: 'churn', status: 'open' })
  expect(row?.reason).toMatch(
    /^平均 7 天下单一次（参照全体按 10 天算，上下 3 天），已 33 天未下单；/,
  )
  expect(row?.raised_at).toBe('2026-11-24T05:30:00+08:00')
})

test('trading customers and sales of 30-day spans for company, team and rep', async () => {
  const { bot, shop, scan } = await dealer()
  await shop('A', { back: [0, 0, 29, 30, 61], fen: 100 })
  await shop('B', { back: [10, 95], fen: 1_000 }, { owner: '韩梅' })
  await scan()
  const rows = await bot.db.select().from(tradeSpans)
  const of = (scope: string) =>
    rows
      .filter((row) => row.scope === scope)
      .toSorted((a, b) => a.back - b.back)
      .map(({ back, customers: n, orderDays, salesFen }) => [back, n, orderDays, salesFen])
  // The orders reach back over three whole spans.
  const org = [
    [0, 2, 3, 1_300],
    [1, 1, 1, 100],
    [2, 1, 1, 100],
  ]
  expect(of('org')).toEqual(org)
  expect(of('team:T1')).toEqual(org)
  expect(of(`rep:${bot.openIdOf('李雷')}`)).toEqual([
    [0, 1, 2, 300],
    [1, 1, 1, 100],
    [2, 1, 1, 100],
  ])
  expect(of(`rep:${bot.openIdOf('韩梅')}`)).toEqual([[0, 1, 1, 1_000]])
})

import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { dice } from '../../bench/orders/inject.ts'
import type { Tx } from '../../src/db/client.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { neglectedAfter } from '../../src/features/plans/batch/neglected.ts'
import { sendAnomalies } from '../../src/features/plans/batch/offer.ts'
import { planBatches, planStops, planWishes } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

/** A Monday. */
const today = '2026-11-23'
const at = (time: string, day = today) => `${day}T${time}:00+08:00`

async function visited(bot: { db: Tx }, code: string, date: string, by = '李雷') {
  await bot.db.insert(visits).values({
    id: uuidv7(),
    repOpenId: openIdOf(by),
    customerCode: code,
    date,
    planned: true,
    status: 'closed',
    checkedInAt: new Date(`${date}T02:00:00Z`),
    locationSource: 'chat',
    verdict: 'on_site',
  })
}

async function scene(now = at('10:30')) {
  const bot = await startBot({ now })
  await bot.team()
  const li = await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  const han = await bot.rep('韩梅')
  const wang = await bot.manager('王芳')
  let n = 0
  const shop = (code: string, more: object = {}) =>
    bot.customer({ code, name: `店${code}`, ...northOf(centre, 300 * n++), ...more })
  return { bot, li, han, wang, shop }
}

describe('久未拜访', () => {
  test('the age that counts: half as long again as usual, at most the rule, never before the interval', () => {
    expect(neglectedAfter(7, 28)).toBe(10)
    expect(neglectedAfter(14, 28)).toBe(21)
    expect(neglectedAfter(28, 28)).toBe(28)
    expect(neglectedAfter(56, 28)).toBe(56)
    expect(neglectedAfter(14, 18)).toBe(18)
  })

  test('never visited first, then the oldest; a colleague’s visit counts, paused and closed ones do not', async () => {
    const { bot, li, shop } = await scene()
    await shop('A1', { grade: 'A' }) // usually every 7 days, so neglected after 10
    await shop('C1', { grade: 'C' }) // after 28
    await shop('C2', { grade: 'C' })
    await shop('N1', { createdOn: '2026-06-01' })
    await shop('N2', { createdOn: '2026-11-20' }) // new: its turn has not come
    await shop('P1', { frequency: '0', pausedUntil: '2026-12-24' })
    await shop('X1', { status: 'closed' })
    await shop('H1', { owner: '韩梅' })
    await visited(bot, 'A1', '2026-11-12')
    await visited(bot, 'C1', '2026-10-01')
    await visited(bot, 'C1', '2026-10-25', '韩梅')
    await visited(bot, 'C2', '2026-10-26')
    await li.says('久未拜访')
    expect(li.card).toShow('3 家很久没人去', '从没去过', '29 天没去', '11 天没去，平时 7 天一次')
    const text = JSON.stringify(li.card)
    const places = ['店N1', '店C1', '店A1'].map((name) => text.indexOf(name))
    expect(places.every((place, i) => place > (places[i - 1] ?? 0))).toBe(true)
    expect(text).not.toContain('店C2')
    await li.says('久未拜访 12')
    expect(li.card).toShow('3 家', '店C2')
    expect(JSON.stringify(li.card)).not.toContain('店A1')
  })

  test('the newest closed visit of each customer is kept, whatever becomes of visits, by two at once', async () => {
    const { bot } = await scene()
    const kept = () =>
      bot.db.execute(sql`select customer_code, last_on::text from customer_last_visits order by 1`)
    const counted = () =>
      bot.db.execute(sql`select customer_code, max(date)::text as last_on from visits
        where status = 'closed' group by 1 order by 1`)
    const random = dice(7)
    const one = <Value>(values: readonly Value[]) =>
      values[Math.floor(random() * values.length)] as Value
    const codes = ['A', 'B', 'C', 'D']
    const change = () => ({
      customerCode: one(codes),
      date: `2026-10-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
      status: one(['closed', 'closed', 'cancelled'] as const),
    })
    for (let step = 0; step < 60; step++) {
      const all = await bot.db.select({ id: visits.id }).from(visits)
      const id = all.length > 0 ? one(all).id : ''
      const what = one(['insert', 'insert', 'update', 'delete'])
      if (what === 'insert' || id === '') {
        for (const code of codes.slice(0, 1 + Math.floor(random() * 3)))
          await visited(bot, code, change().date)
      } else if (what === 'update')
        await bot.db.update(visits).set(change()).where(eq(visits.id, id))
      else await bot.db.delete(visits).where(eq(visits.id, id))
      expect(await kept(), `step ${step}`).toEqual(await counted())
    }

    await bot.db.delete(visits)
    await visited(bot, 'A', '2026-10-01')
    await visited(bot, 'A', '2026-10-05')
    // Somebody takes the newest away while somebody else adds a newer one and has not committed.
    let taking: Promise<unknown> = Promise.resolve()
    await bot.db.transaction(async (tx) => {
      await visited({ db: tx }, 'A', '2026-10-09')
      taking = bot.db.delete(visits).where(eq(visits.date, '2026-10-05')).execute()
      await new Promise((resolve) => setTimeout(resolve, 50))
    })
    await taking
    expect(await kept()).toEqual([{ customer_code: 'A', last_on: '2026-10-09' }])
  })

  test('ticked customers come on the plan of the next day with room, with the reason as why; twice is once', async () => {
    const { bot, li, shop } = await scene()
    await bot.db.update(customers).set({ frequency: '1/28d' })
    for (const code of ['B1', 'B2', 'B3']) await shop(code, { visitDays: [7] })
    await li.says('久未拜访')
    const value = /"value":(\{"action":"batch.pick".*?\}\})/.exec(JSON.stringify(li.card))?.[1]
    const [message] = li.cardMessages().slice(-1)
    await li.clicks('排进计划', { codes: ['B1', 'B3'] })
    await li.acts(message?.messageId ?? '', {
      tag: 'button',
      name: 'submit_batch_pick',
      value: JSON.parse(value ?? '{}'),
      form_value: { codes: ['B1', 'B2', 'B3'], whom: [], day: '' },
    })
    expect(await bot.db.select().from(planWishes)).toHaveLength(2)
    expect(li.card).toShow('已安排', '2 家，1 人', '11月24日 周二 2 家')
    await li.clicks('继续挑')
    expect(li.card).toShow('已排进计划')
    const wishes = await bot.db.select().from(planWishes)
    expect(wishes.map(({ customerCode, source, date }) => [customerCode, source, date])).toEqual(
      expect.arrayContaining([
        ['B1', 'anomaly', '2026-11-24'],
        ['B3', 'anomaly', '2026-11-24'],
      ]),
    )
    await bot.job('plans.generate', { date: '2026-11-24' })
    const stops = await bot.db.select().from(planStops).where(eq(planStops.date, '2026-11-24'))
    expect(stops.map(({ reason }) => reason)).toMatchObject([
      { code: 'promised', note: expect.stringContaining('从没去过') },
      { code: 'promised' },
    ])
    bot.at(at('08:01', '2026-11-24'))
    await bot.job('plans.send', { date: '2026-11-24' })
    expect(li.card).toShow('从没去过')
  })

  test('a manager deals them to people; a full day is passed over; the rep who is told cannot act on the card', async () => {
    const { bot, li, wang, shop } = await scene()
    await wang.says('规则 每天家数 2')
    for (const code of ['M1', 'M2', 'M3']) await shop(code, { visitDays: [7] })
    await shop('H1', { owner: '韩梅', visitDays: [7] })
    await wang.says('久未拜访')
    expect(wang.card).toShow('4 家很久没人去', '李雷', '韩梅')
    await wang.clicks('排进计划', { codes: ['M1', 'M2', 'M3', 'H1'] })
    expect(wang.card).toShow('4 家，2 人')
    const wishes = await bot.db.select().from(planWishes)
    const days = wishes.filter((w) => w.repOpenId === openIdOf('李雷')).map(({ date }) => date)
    expect(days.toSorted()).toEqual(['2026-11-24', '2026-11-24', '2026-11-25'])
    expect(wishes.find((w) => w.customerCode === 'H1')?.repOpenId).toBe(openIdOf('韩梅'))
    await wang.clicks('撤销')
    expect(wang.card).toShow('已撤销', '4 家的安排撤回了')
    expect((await bot.db.select().from(planWishes)).every((w) => w.status === 'cancelled')).toBe(
      true,
    )
    await li.says('久未拜访 @韩梅', { mentions: ['韩梅'] })
    expect(li.lastText).toContain('不是你能处理的')
  })

  test('of very many people a job makes the lists, for who asked and may still see them', async () => {
    const { bot, wang, shop } = await scene()
    await shop('N1', { createdOn: '2026-06-01' })
    const many = Array.from({ length: 300 }, (_, i) => ({
      openId: `ou_many${i}`,
      name: `业务${i}`,
      role: 'rep' as const,
      teamCode: 'T1',
    }))
    await bot.db.insert(users).values(many)
    await wang.says('久未拜访')
    expect(wang.cards).toHaveLength(1)
    expect(wang.card).toShow('1 家很久没人去', '店N1')
    expect(await bot.db.$count(planBatches)).toBe(1)
    const { card } = await wang.clicks('排进计划', { codes: ['N1'] })
    expect(card).toShow('已安排', '1 家，1 人')

    await wang.says('客户预警')
    expect(wang.cards).toHaveLength(2)
    expect(wang.card).toShow('客户预警', '没有')
  })

  test('on Monday each rep hears it once, on one card; who has none hears nothing', async () => {
    const { bot, li, han, shop } = await scene(at('08:55'))
    for (const code of ['W1', 'W2']) await shop(code, { visitDays: [7] })
    await bot.job('plans.neglected')
    await bot.job('plans.neglected')
    bot.at(at('09:30'))
    await bot.job('nudges.send')
    const cards = li.cards.filter((card) => JSON.stringify(card).includes('久未拜访'))
    expect(cards).toHaveLength(1)
    expect(cards[0]).toShow('2 家久未拜访', '店W1', '从没去过')
    expect(han.cards).toHaveLength(0)
    await li.clicks('勾选排进计划')
    expect(li.card).toShow('久未拜访', '2 家很久没人去')
    await visited(bot, 'W1', '2026-11-24')
    await visited(bot, 'W2', '2026-11-24')
    bot.at(at('09:30', '2026-11-30'))
    await bot.job('plans.neglected', { date: '2026-11-30' })
    await bot.job('nudges.send')
    expect(li.cards.filter((card) => JSON.stringify(card).includes('家久未拜访'))).toHaveLength(1)
  })

  test('abnormal customers that a job finds: the card, the reason on the stop, nobody else’s', async () => {
    const { bot, li, wang, shop } = await scene()
    for (const code of ['S1', 'S2']) await shop(code, { visitDays: [7] })
    const items = [
      { customerCode: 'S1', reason: '近 30 天销售额下降 62%' },
      { customerCode: 'S2', reason: '两周没有下单' },
    ]
    const ctx = await bot.context()
    await sendAnomalies(ctx, wang.openId, items)
    await sendAnomalies(ctx, li.openId, [])
    await bot.settle()
    expect(wang.card).toShow('预警客户', '2 家', '近 30 天销售额下降 62%')
    expect(li.cards).toHaveLength(0)
    await wang.clicks('排进计划', { codes: ['S1'], day: '2026-11-23' })
    expect(wang.card).toShow('1 家，1 人', '11月23日')
    const [stop] = await bot.report('plans', { from: today, to: today })
    expect(stop).toMatchObject({ customer_code: 'S1', source: 'anomaly', counted: true })
    await li.says('计划')
    expect(li.card).toShow('客户预警：近 30 天销售额下降 62%')
    expect(await bot.db.select().from(planBatches)).toHaveLength(2)
  })
})

import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { nudges, unaskedMessages } from '../../src/features/nudges/tables.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { rule, visited } from './visits-support.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** 李雷 got the card of today: S1 at 09:00, S2 at 10:00, S3 at 11:00, each a kilometre further. */
async function scene(now = '08:00') {
  const bot = await startBot({ now: at(now) })
  await bot.team()
  const li = await bot.rep('李雷', home)
  const wang = await bot.manager('王芳')
  const shops = []
  for (const n of [1, 2, 3])
    shops.push(
      await bot.customer({ name: `门店${n}`, code: `S${n}`, ...northOf(centre, n * 1000) }),
    )
  await bot.job('plans.send')
  for (const n of [1, 2, 3]) await expected(bot, `S${n}`, `${String(8 + n).padStart(2, '0')}:00`)
  return { bot, li, wang, shops }
}

const stopOf = (code: string) =>
  and(eq(planStops.repOpenId, openIdOf('李雷')), eq(planStops.customerCode, code))

async function expected(bot: TestBot, code: string, eta: string) {
  await bot.db.update(planStops).set({ eta, legM: 1000 }).where(stopOf(code))
}

/** Looks at the clock every few minutes of a stretch of the day, as the worker does. */
async function through(bot: TestBot, from: string, to: string, day = tuesday, step = 5) {
  bot.at(at(from, day))
  for (; bot.now() <= new Date(at(to, day)); bot.later(step)) await bot.tick()
}

const reminders = (phone: { cards: object[] }) =>
  phone.cards.filter((card) => JSON.stringify(card).includes('提醒 · '))

describe('late and missed', () => {
  test('each stop is late once and missed once; what is due together stands on one card', async () => {
    const { bot, li, wang } = await scene()
    await bot.db.update(planStops).set({ eta: '09:05' }).where(stopOf('S2'))
    await through(bot, '09:04', '09:14')
    expect(li.cards).toHaveLength(1)
    bot.at(at('09:20'))
    await Promise.all([bot.job('plans.remind'), bot.job('plans.remind'), bot.tick()])
    expect(li.cards).toHaveLength(2)
    expect(li.card).toShow(
      '提醒 · 11月24日 周二',
      '2 家已过预计时间',
      '门店1\n预计 09:00 到，已晚 20 分钟',
      '门店2\n预计 09:05 到，已晚 15 分钟',
    )
    expect(li.card).not.toShow('门店3')
    await through(bot, '09:30', '11:10', tuesday, 50)
    expect(li.cards).toHaveLength(2)
    await through(bot, '11:15', '18:25', tuesday, 140)
    expect(li.card).toShow('1 家已过预计时间', '门店3\n预计 11:00 到')
    expect(reminders(li)).toHaveLength(2)

    // The day has had its three messages: what is missed stands on the plan card.
    await through(bot, '18:30', '20:00', tuesday, 45)
    expect(reminders(li)).toHaveLength(2)
    expect(li.cards[0]).toShow('今日拜访计划', '1 门店1　没赶上', '3 门店3　没赶上')
    const rows = await bot.db.select().from(nudges)
    expect(rows.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      ...Array(3).fill('plan.late said'),
      ...Array(3).fill('plan.missed waiting'),
    ])
    expect(wang.cards.filter((card) => JSON.stringify(card).includes('提醒 · '))).toEqual([])

    // Nothing of yesterday is said tomorrow.
    await bot.db.update(planStops).set({ eta: null })
    await through(bot, '08:00', '08:40', '2026-11-25', 40)
    expect(reminders(li)).toHaveLength(2)
    expect((await bot.db.select().from(nudges)).filter((row) => row.state === 'waiting')).toEqual(
      [],
    )
  })

  test('missed at the end of the day, with a way to say why', async () => {
    const { bot, li } = await scene()
    await rule(bot, settings.lateMinutes, 40)
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S1'))
    await expected(bot, 'S2', '18:40')
    await expected(bot, 'S3', '18:00')
    await through(bot, '18:10', '18:29', tuesday, 19)
    expect(reminders(li)).toEqual([])
    bot.at(at('18:30'))
    await bot.tick()
    expect(li.card).toShow('1 家今天没赶上', '门店3\n今天还没去')
    await bot.tick()
    await bot.job('plans.remind')
    expect(reminders(li)).toHaveLength(1)
    // Planned behind the end of the day: waited for until then.
    bot.at(at('19:20'))
    await bot.tick()
    expect(li.card).toShow('1 家今天没赶上', '门店2')
    await li.clicks('跳过')
    expect(li.card).toShow('跳过 · 门店2', '为什么不去')
  })

  test('a shop that closes early is missed then', async () => {
    const { bot, li } = await scene()
    await bot.db.execute(
      `update customers set opening_hours = '09:00-10:30' where code in ('S1', 'S2')`,
    )
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S2'))
    await through(bot, '10:00', '10:40', tuesday, 20)
    expect(reminders(li)).toHaveLength(2)
    expect(reminders(li)[0]).toShow('门店1\n预计 09:00 到')
    expect(reminders(li)[1]).toShow('1 家今天没赶上', '门店1\n10:30 打烊')
  })

  test('who is on the way hears nothing, although the plan said earlier', async () => {
    const { bot, li, shops } = await scene()
    bot.at(at('09:12'))
    await li.sendsLocation(shops[0] ?? centre)
    const before = li.cards.length
    await through(bot, '09:15', '10:45', tuesday, 30)
    expect(li.cards).toHaveLength(before)
    await visited(li, shops[0] ?? centre)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: '有意向待跟进' })
    const left = li.cards.length
    // Left at 11:15, 4 minutes of road to the second one.
    await through(bot, '11:20', '11:33', tuesday, 13)
    expect(reminders(li)).toEqual([])
    bot.at(at('11:36'))
    await bot.tick()
    expect(li.cards).toHaveLength(left + 1)
    expect(li.card).toShow('1 家已过预计时间', '门店2\n预计 11:19 到，已晚 17 分钟')
  })

  test('never for visited or skipped stops, a skip that waits, free time, or somebody who has left', async () => {
    const { bot, li } = await scene()
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S1'))
    await bot.db.update(planStops).set({ skipState: 'asked' }).where(stopOf('S2'))
    await bot.db
      .update(planStops)
      .set({ status: 'skipped', skipState: 'approved' })
      .where(stopOf('S3'))
    bot.at(at('12:00'))
    await bot.tick()
    expect(reminders(li)).toEqual([])
    await bot.db.update(planStops).set({ status: 'planned', skipState: null })

    const person = `person:${openIdOf('李雷')}`
    for (const off of [
      { scope: person, kind: 'leave' },
      { scope: person, kind: 'trip' },
      { scope: person, kind: 'leave', part: 'am' },
      { scope: 'team:T1', kind: 'holiday' },
    ] as const) {
      await bot.db.insert(calendarDays).values({ ...off, date: tuesday })
      await bot.tick()
      await bot.job('plans.remind')
      expect(reminders(li), off.kind).toEqual([])
      await bot.db.delete(calendarDays)
    }
    await bot.db.update(users).set({ status: 'left' }).where(eq(users.openId, li.openId))
    await bot.tick()
    expect(await bot.db.$count(nudges)).toBe(0)
    await bot.db.update(users).set({ status: 'active' }).where(eq(users.openId, li.openId))
    bot.later(1)
    await bot.tick()
    expect(li.card).toShow('3 家已过预计时间')
  })
})

describe('at most three a day', () => {
  test('the cap is a rule of the team; the morning card counts, answers do not', async () => {
    const { bot, li } = await scene()
    await rule(bot, settings.unaskedADay, 2, 'team:T1')
    for (const words of ['计划', '帮助', '客户 门店1', '附近']) await li.says(words)
    const before = li.cards.length
    await through(bot, '09:15', '11:30', tuesday, 45)
    expect(reminders(li)).toHaveLength(1)
    expect(li.cards).toHaveLength(before + 1)
    expect(await bot.db.select().from(unaskedMessages)).toMatchObject([
      { what: 'morning' },
      { what: 'nudges' },
    ])
    // What had to wait is on the next card, as far as it still holds.
    await rule(bot, settings.unaskedADay, 5, 'team:T1')
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S2'))
    await bot.tick()
    expect(li.card).toShow('1 家已过预计时间', '门店3')
    expect(li.card).not.toShow('门店2')
  })

  test('a manager’s reminder goes at once, counts, and says what the bot need not say again', async () => {
    const { bot, li, wang } = await scene()
    bot.at(at('09:31'))
    await bot.job('plans.not-started')
    await rule(bot, settings.unaskedADay, 1)
    await wang.clicks('提醒')
    expect(li.card).toShow('还没开始拜访')
    await rule(bot, settings.unaskedADay, 3)
    await bot.tick()
    await through(bot, '09:42', '10:14', tuesday, 16)
    expect(reminders(li)).toEqual([])
    await bot.db.insert(nudges).values({
      id: crypto.randomUUID(),
      openId: li.openId,
      kind: 'of.yesterday',
      subject: 'x',
      date: tuesday,
      state: 'waiting',
      createdAt: bot.now(),
    })
    bot.at(at('10:15'))
    await bot.tick()
    expect(li.card).toShow('1 家已过预计时间', '门店2')
    expect(await bot.db.select().from(unaskedMessages)).toMatchObject([
      { what: 'morning' },
      { what: 'person' },
      { what: 'nudges' },
    ])
    await through(bot, '11:15', '18:40', tuesday, 222)
    expect(reminders(li)).toHaveLength(1)
  })

  test('right after a message the next one waits ten minutes and takes in what comes meanwhile', async () => {
    const { bot, li } = await scene()
    await expected(bot, 'S2', '09:03')
    await expected(bot, 'S3', '09:06')
    bot.at(at('09:15'))
    await bot.tick()
    expect(li.card).toShow('1 家已过预计时间', '门店1')
    await through(bot, '09:18', '09:24', tuesday, 3)
    expect(reminders(li)).toHaveLength(1)
    bot.at(at('09:25'))
    await bot.tick()
    expect(li.card).toShow('2 家已过预计时间', '门店2', '门店3')
  })
})

describe('attendance hours', () => {
  test('outside them nothing is asked: the morning card, 未开始 and nudges wait for the opening', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    await bot.team('T2', { name: '二部' })
    const li = await bot.rep('李雷', home)
    const ann = await bot.rep('Ann', { ...home, team: 'T2', locale: 'en' })
    const wang = await bot.manager('王芳')
    await bot.customer({ name: '永辉', code: 'S1', ...northOf(centre, 1000) })
    await bot.customer({ name: 'Shop', code: 'A1', owner: 'Ann', teamCode: 'T2' })
    const admin = await bot.admin('管理员')
    await admin.says('规则 考勤时间 10点到12点、13:30-18:00 一部')
    expect(admin.card).toShow('考勤时间 已改为 10:00–12:00、13:30–18:00（一部）')

    bot.at(at('08:00'))
    await bot.tick()
    await bot.job('plans.send')
    expect(li.cards).toHaveLength(0)
    expect(ann.card).toShow("Today's visits", '1 today')
    await li.says('计划')
    expect(li.card).toShow('今天 1 家')
    bot.at(at('09:31'))
    await bot.tick()
    await bot.job('plans.not-started')
    await bot.job('plans.remind')
    expect(wang.cards).toHaveLength(0)
    expect(ann.card).toShow('Reminder', '1 stop is late')
    expect(li.cards).toHaveLength(1)

    await expected(bot, 'S1', '11:50')
    bot.at(at('10:00'))
    await bot.tick()
    expect(li.cards).toHaveLength(2)
    expect(li.card).toShow('今日拜访计划')
    expect(wang.card).toShow('未开始拜访 · 一部')
    await through(bot, '12:05', '13:25', tuesday, 40)
    expect(reminders(li)).toEqual([])
    bot.at(at('13:30'))
    await bot.tick()
    expect(li.card).toShow('1 家已过预计时间', '永辉', '已晚 2 小时')
  })

  test('the close is still within; what was due later that day is dropped', async () => {
    const { bot, li } = await scene()
    await rule(bot, settings.hours, '08:00-09:20;09:40-18:00', 'team:T1')
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S2'))
    await bot.db.update(planStops).set({ status: 'visited' }).where(stopOf('S3'))
    await expected(bot, 'S1', '09:10')
    await through(bot, '09:25', '09:35')
    expect(reminders(li)).toEqual([])
    bot.at(at('09:40'))
    await bot.tick()
    expect(reminders(li)).toHaveLength(1)
    bot.at(at('18:00'))
    await bot.tick()
    expect(li.card).toShow('1 家今天没赶上')
    await bot.db.update(planStops).set({ status: 'planned', eta: '17:50' }).where(stopOf('S2'))
    await through(bot, '18:05', '23:00', tuesday, 145)
    expect(reminders(li)).toHaveLength(2)
    await li.says('计划')
    expect(li.card).toShow('今日拜访计划')
  })

  test('a morning card that was missed goes at the next opening, also after its usual end', async () => {
    const bot = await startBot({ now: at('12:30') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    await bot.customer({ name: '永辉', ...northOf(centre, 1000) })
    await rule(bot, settings.hours, '09:00-12:00;16:30-21:00')
    await bot.tick()
    expect(li.cards).toHaveLength(0)
    bot.at(at('16:31'))
    await bot.tick()
    expect(li.card).toShow('今日拜访计划', '今天 1 家')
  })
})

describe('a set time', () => {
  test('安排 with a time: on the plan, late and missed by it, and it goes with the stop to somebody else', async () => {
    const { bot, li, wang } = await scene()
    const han = await bot.rep('韩梅', home)
    await bot.db.update(planStops).set({ eta: '18:00' })
    await rule(bot, settings.unaskedADay, 5)
    await wang.says('安排 门店3 @李雷 今天 10:00-11:00', { mentions: ['李雷'] })
    expect(wang.card).toShow('已安排 · 11月24日', '约好 10:00–11:00', '门店3')
    expect(li.card).toShow('新安排', '王芳给你安排了 1 家', '约好 10:00–11:00', '门店3')
    const told = li.cards.length
    await wang.says('安排 门店3 @李雷 今天 10:00-11:00', { mentions: ['李雷'] })
    expect(li.cards).toHaveLength(told)
    await wang.says('安排 门店1 @李雷 明天 下午2点到3点', { mentions: ['李雷'] })
    expect(wang.card).toShow('约好 14:00–15:00')
    await li.says('计划')
    expect(li.card).toShow('3 门店3', '约好 10:00–11:00')
    bot.at(at('10:14'))
    await bot.tick()
    expect(reminders(li)).toEqual([])
    bot.at(at('10:15'))
    await bot.tick()
    expect(li.card).toShow('1 家已过预计时间', '门店3\n约好 10:00–11:00，已晚 15 分钟')
    bot.at(at('11:00'))
    await bot.tick()
    expect(li.card).toShow('1 家今天没赶上', '门店3\n约好 10:00–11:00，已过')
    await bot.tick()
    expect(reminders(li)).toHaveLength(2)

    bot.at(at('08:00', '2026-11-25'))
    await bot.job('plans.send')
    expect(li.card).toShow('门店1', '约好 14:00–15:00')
    await bot.db.update(planStops).set({ status: 'skipped' }).where(stopOf('S1'))
    await wang.says('安排 门店1 @韩梅 今天', { mentions: ['韩梅'] })
    await han.says('计划')
    expect(han.card).toShow('门店1', '约好 14:00–15:00')
  })
})

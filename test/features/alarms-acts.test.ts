import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { alarmActions } from '../../cards/alarms/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { addDays, date } from '../../src/domain/time.ts'
import { alarmsRaised } from '../../src/events.ts'
import { alarmEvents, customerAlarms } from '../../src/features/alarms/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { products } from '../../src/features/orders/tables.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { planBatches, planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { order, raise, silent } from './alarms-support.ts'
import { plan, rule, visited } from './visits-support.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

/** 李雷 under 王芳 under 老周; two shops. */
async function scene(now = '06:00') {
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

const own = { ownerOpenId: openIdOf('李雷') }
const alarmNow = async (bot: TestBot, id: string) => {
  const [row] = await bot.db.select().from(customerAlarms).where(eq(customerAlarms.id, id))
  if (!row) throw new Error(`no alarm ${id}`)
  return row
}
const eventsNow = async (bot: TestBot, id: string) =>
  (
    await bot.db
      .select({ kind: alarmEvents.kind })
      .from(alarmEvents)
      .where(eq(alarmEvents.alarmId, id))
      .orderBy(alarmEvents.at, alarmEvents.id)
  ).map(({ kind }) => kind)

/** The cards of alarms in a chat: mornings bring others. */
const alarmCards = (phone: { cards: object[] }) =>
  phone.cards.filter((card) => JSON.stringify(card).includes('客户预警 · '))

/** Looks at the clock each quarter of an hour. */
async function through(bot: TestBot, from: string, to: string) {
  bot.at(from)
  for (; bot.now() <= new Date(to); bot.later(15)) await bot.tick()
}

describe('客户预警 to the owner', () => {
  test('all of a day on one card with reason, offer and acts; 加入计划 puts it on the next working day', async () => {
    const { bot, li, wang } = await scene()
    await rule(bot, settings.alarmOffer, '满 10 箱赠 1 箱', 'grade:A')
    const id = await raise(bot, 'C1', { ...own, moneyAtRiskFen: 1_230_000 })
    await raise(bot, 'C2', { ...own, numbers: silent(40), moneyAtRiskFen: 500_000 })
    bot.at(at('08:29'))
    await bot.tick()
    const before = li.cards.length
    bot.at(at('08:30'))
    await Promise.all([bot.tick(), bot.job('alarms.send')])
    await bot.job('alarms.send')
    expect(li.cards).toHaveLength(before + 1)
    expect(li.card).toShow(
      '客户预警 · 2 家',
      '2 家要你处理，涉及 ¥17,300',
      '联华 · A 级 · 涉及 ¥12,300',
      '平均 7 天下单一次（上下 2 天），已 23 天未下单',
      '可谈：满 10 箱赠 1 箱',
      '已 40 天未下单',
      '48 小时没有处理会告诉主管',
    )
    expect(wang.cards).toHaveLength(0)

    await li.clicks('加入计划')
    expect(li.toast?.content).toContain('已排 11月25日 周三')
    expect(li.card).toShow('1 家要你处理，涉及 ¥5,000', '已排 11月25日 周三')
    expect(await bot.db.select().from(planWishes)).toMatchObject([
      { repOpenId: li.openId, customerCode: 'C1', date: '2026-11-25', source: 'anomaly' },
    ])
    expect(await alarmNow(bot, id)).toMatchObject({ state: 'planned', level: 0 })
    bot.at(at('08:00', '2026-11-25'))
    await bot.job('plans.send')
    await li.says('计划')
    expect(li.card).toShow('联华', '客户预警：平均 7 天下单一次')
  })

  test('two taps at once plan one visit; one that stands on a plan already stays there', async () => {
    const { bot, li, wang } = await scene('08:30')
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await Promise.all([li.clicks('加入计划'), li.clicks('加入计划')])
    expect(await bot.db.$count(planWishes)).toBe(1)
    await raise(bot, 'C2', own)
    await wang.says('安排 永辉 @李雷 11-27', { mentions: ['李雷'] })
    await bot.job('alarms.send')
    await li.says('客户预警')
    expect(li.card).toShow('客户预警 · 2 家', '永辉', '已排 11月27日 周五')
    expect(await alarmNow(bot, id)).toMatchObject({ state: 'planned' })
  })

  test('full days and days off are passed over, the rep’s leave too', async () => {
    const { bot, li } = await scene('08:30')
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${li.openId}`, date: '2026-11-25', kind: 'leave' })
    await rule(bot, settings.capacity, 1)
    await bot.customer({ name: '家乐', code: 'C3' })
    await plan(bot, li.openId, ['C3'], '2026-11-26')
    await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await li.clicks('加入计划')
    expect(li.card).toShow('已排 11月27日 周五')
  })

  test('who is off is told when back; long leave does not hold it up', async () => {
    const { bot, li, wang } = await scene()
    for (const day of [24, 25, 26, 27])
      await bot.db
        .insert(calendarDays)
        .values({ scope: `person:${li.openId}`, date: `2026-11-${day}`, kind: 'leave' })
    const id = await raise(bot, 'C1', own)
    await through(bot, at('08:30'), at('08:45'))
    expect(li.cards).toHaveLength(0)
    await through(bot, at('08:00', '2026-11-26'), at('08:30', '2026-11-26'))
    expect(wang.card).toShow('客户预警 · 1 家没人处理', '李雷 负责')
    expect(await alarmNow(bot, id)).toMatchObject({ level: 1 })
    expect(li.cards).toHaveLength(0)
  })

  test('a scan in the course of the day is told at once; nothing is told twice', async () => {
    const { bot, li } = await scene('10:00')
    await raise(bot, 'C1', own)
    await (await bot.context()).emit(alarmsRaised, { date: tuesday })
    await bot.settle()
    expect(li.card).toShow('客户预警 · 1 家')
    const told = li.cards.length
    bot.at(at('08:30', '2026-11-25'))
    await bot.job('alarms.send')
    expect(li.cards).toHaveLength(told)
  })
})

describe('without an answer', () => {
  test('48 hours: the manager; 48 more: the manager above; then nobody else', async () => {
    const { bot, li, wang, boss } = await scene('08:30')
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await through(bot, at('08:00', '2026-11-26'), at('08:15', '2026-11-26'))
    expect(wang.cards).toHaveLength(0)
    await through(bot, at('08:30', '2026-11-26'), at('08:45', '2026-11-26'))
    expect(wang.cards).toHaveLength(1)
    expect(wang.card).toShow(
      '客户预警 · 1 家没人处理',
      '联华',
      '李雷 负责',
      '48 小时没有处理会告诉上一级',
    )
    expect(boss.cards).toHaveLength(0)
    await li.says('客户预警')
    expect(li.card).toShow('已告诉主管')
    // Saturday: it waits for Monday.
    await through(bot, at('08:15', '2026-11-28'), at('09:00', '2026-11-28'))
    expect(boss.cards).toHaveLength(0)
    await through(bot, at('08:00', '2026-11-30'), at('08:15', '2026-11-30'))
    expect(boss.card).toShow('客户预警 · 1 家没人处理', '已告诉上级主管')
    expect(await alarmNow(bot, id)).toMatchObject({ level: 2, dueAt: null, state: 'open' })
    await through(bot, at('09:00', '2026-12-04'), at('09:30', '2026-12-04'))
    expect(await eventsNow(bot, id)).toEqual(['raised', 'told', 'escalated', 'escalated'])

    await boss.clicks('加入计划')
    expect(boss.card).toShow('已排 12月7日 周一')
    expect(await bot.db.select().from(planWishes)).toMatchObject([
      { repOpenId: li.openId, byOpenId: boss.openId },
    ])
  })

  test('an answer stops the clock; the manager’s one too, and all cards show it', async () => {
    const { bot, li, wang } = await scene('08:30')
    const chen = await bot.manager('陈军')
    const [id, other] = [await raise(bot, 'C1', own), await raise(bot, 'C2', own)]
    await bot.job('alarms.send')
    await li.clicks('已联系')
    expect(li.card).toShow('已联系 · ', '客户怎么说？')
    await li.clicks('提交', { outcome: 'other' })
    expect(li.toast?.content).toContain('请写一句')
    await li.clicks('提交', { outcome: 'willOrder', note: '周五前 20 箱' })
    expect(li.card).toShow('李雷 11月24日 周二：答应下单（周五前 20 箱）')

    await through(bot, at('08:30', '2026-11-26'), at('08:45', '2026-11-26'))
    for (const manager of [wang, chen]) expect(manager.card).toShow('客户预警 · 1 家没人处理')
    await Promise.all([wang.clicks('加入计划'), chen.clicks('加入计划')])
    expect(await bot.db.$count(planWishes)).toBe(1)
    await wang.clicks('误报')
    await wang.clicks('提交', { reason: 'season' })
    expect(wang.card).toShow('误报：淡季，正常')
    expect(chen.card).toShow('误报：淡季，正常')
    expect(alarmCards(li)).toHaveLength(1)
    expect(alarmCards(li)[0]).toShow('误报：淡季，正常', '都处理了')
    const states = [await alarmNow(bot, id), await alarmNow(bot, other)]
    expect(states.map(({ state }) => state).toSorted()).toEqual(['false_alarm', 'open'])
    for (const { dueAt } of states) expect(dueAt).toBeNull()
    await through(bot, at('08:30', '2026-11-30'), at('08:45', '2026-11-30'))
    expect(chen.cards).toHaveLength(1)
  })

  test('过几天再联系: the owner hears of it again on that day; lost ends it with the reason', async () => {
    const { bot, li, wang } = await scene('08:30')
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await li.clicks('已联系')
    await li.clicks('提交', { outcome: 'later' })
    expect(li.toast?.content).toContain('请选以后的一天')
    await li.clicks('提交', { outcome: 'later', until: '2026-12-01' })
    expect(li.card).toShow('12月1日 周二 再提醒', '都处理了')
    await through(bot, at('08:30', '2026-11-27'), at('08:45', '2026-11-27'))
    expect(wang.cards).toHaveLength(0)
    expect(alarmCards(li)).toHaveLength(1)
    await through(bot, at('08:00', '2026-12-01'), at('08:15', '2026-12-01'))
    expect(alarmCards(li)).toHaveLength(2)
    expect(li.card).toShow('客户预警 · 1 家', '1 家要你处理')
    await li.clicks('已联系')
    await li.clicks('提交', { outcome: 'lostPrice', note: '别家便宜两块' })
    expect(li.card).toShow('已流失：价格（别家便宜两块）')
    expect(await alarmNow(bot, id)).toMatchObject({
      state: 'lost',
      endedBy: li.openId,
      dueAt: null,
    })
    // A click on an older card finds that it is over.
    const { value } = alarmActions.plan({ alarmId: id, at: 'mine:0' })
    await li.acts(li.cardMessages()[0]?.messageId ?? '', { tag: 'button', value })
    expect(li.toast?.content).toContain('已经处理过了')
    expect(await bot.db.$count(planWishes)).toBe(0)
  })

  test('a planned visit that did not come about goes up; one that did waits for the order', async () => {
    const { bot, li, wang, near } = await scene('08:30')
    const [id, other] = [await raise(bot, 'C1', own), await raise(bot, 'C2', own)]
    await bot.job('alarms.send')
    await li.clicks('加入计划')
    await li.clicks('加入计划')
    expect(li.card).toShow('都处理了')
    bot.at(at('08:00', '2026-11-25'))
    await bot.job('plans.send')
    bot.at(at('10:00', '2026-11-25'))
    await visited(li, near)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: '有意向待跟进' })
    expect(await alarmNow(bot, id)).toMatchObject({ state: 'open', dueAt: null })
    expect(await eventsNow(bot, id)).toEqual(['raised', 'told', 'planned', 'visited'])
    await through(bot, at('08:00', '2026-11-26'), at('08:30', '2026-11-26'))
    const up = wang.cards.find((card) => JSON.stringify(card).includes('没人处理'))
    expect(up).toShow('客户预警 · 1 家没人处理', '永辉')
    expect(await alarmNow(bot, other)).toMatchObject({ state: 'open', level: 1 })
    await li.says('客户预警')
    expect(li.card).toShow('11月25日 周三 已拜访，等下单')
  })

  test('planned by somebody in another way is no silence', async () => {
    const { bot, wang } = await scene('08:30')
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await wang.says('安排 联华 @李雷 11-30', { mentions: ['李雷'] })
    const cards = wang.cards.length
    await through(bot, at('08:30', '2026-11-26'), at('08:45', '2026-11-26'))
    expect(wang.cards).toHaveLength(cards)
    expect(await alarmNow(bot, id)).toMatchObject({ state: 'planned', level: 0 })
  })
})

describe('from the scan to the end', () => {
  test('found by night, planned, ordered: won back, and the card says so', async () => {
    const { bot, li, wang } = await scene('03:00')
    // 30 orders a week apart, then none for seven weeks; others order as ever.
    for (let week = 0; week < 30; week += 1)
      await order(bot, 'C1', addDays(date('2026-10-05'), -7 * week))
    for (let week = 0; week < 30; week += 1)
      await order(bot, 'C2', addDays(date('2026-11-23'), -7 * week))
    bot.at(at('05:30'))
    await bot.job('customers.detect-churn')
    expect(alarmCards(li)).toHaveLength(0)
    bot.at(at('08:30'))
    await bot.job('alarms.send')
    expect(li.card).toShow('客户预警 · 1 家', '联华', '平均 7 天下单一次')
    expect(li.card).not.toShow('永辉')
    await li.clicks('加入计划')
    await order(bot, 'C1', '2026-11-25')
    bot.at(at('05:30', '2026-11-26'))
    await bot.job('customers.detect-churn')
    expect(alarmCards(li)[0]).toShow('已挽回：下单了')
    expect(await bot.report('anomalies', { from: tuesday, to: '2026-11-26' })).toMatchObject([
      { customer_code: 'C1', status: 'won_back' },
    ])
    bot.at(at('09:00', '2027-01-04'))
    await order(bot, 'C2', '2027-01-03')
    await wang.says('客户预警')
    expect(wang.card).toShow('挽回率 100%（1/1 家')
  })
})

describe('who', () => {
  test('a forwarded card does nothing for others; another rep sees nothing', async () => {
    const { bot, li } = await scene('08:30')
    const han = await bot.rep('韩梅')
    const other = await bot.manager('赵二', { team: 'T2' })
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    for (const person of [han, other]) {
      await person.says('客户预警')
      expect(person.card).toShow('没有客户预警')
      const card = person.cardMessages().at(-1)?.messageId ?? ''
      for (const call of [
        alarmActions.plan({ alarmId: id, at: `day:${tuesday}:0` }),
        alarmActions.contact({ alarmId: id, at: 'mine:0' }),
        alarmActions.isFalse({ alarmId: id, at: 'mine:0' }),
        alarmActions.show({ at: `of:${li.openId}:0` }),
      ]) {
        const { toast } = await person.acts(card, { tag: 'button', value: call.value })
        expect(toast).toMatchObject({ type: 'error' })
      }
      const { value } = alarmActions.show({ at: `day:${tuesday}:0` })
      await person.acts(card, { tag: 'button', value })
      expect(person.card).toShow('没有客户预警')
    }
    expect(await alarmNow(bot, id)).toMatchObject({ state: 'open', actedAt: null })
  })

  test('the customer goes to somebody else: told anew, the clock begins again', async () => {
    const { bot, li, wang } = await scene('08:30')
    const han = await bot.rep('韩梅')
    const id = await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    await bot.db.update(customers).set({ ownerOpenId: han.openId }).where(eq(customers.code, 'C1'))
    bot.at(at('08:30', '2026-11-25'))
    await bot.job('alarms.send')
    await bot.job('alarms.send')
    expect(han.cards).toHaveLength(1)
    expect(han.card).toShow('客户预警 · 1 家', '联华')
    expect(await alarmNow(bot, id)).toMatchObject({ ownerOpenId: han.openId, level: 0 })
    await through(bot, at('08:30', '2026-11-26'), at('08:45', '2026-11-26'))
    expect(wang.cards).toHaveLength(0)
    await through(bot, at('08:30', '2026-11-27'), at('08:45', '2026-11-27'))
    expect(wang.card).toShow('韩梅 负责')
    await li.says('客户预警')
    expect(li.card).toShow('没有客户预警')
  })

  test('without an owner, or one who has left: the managers at once; a closed customer is silent', async () => {
    const { bot, li, wang, boss } = await scene('08:30')
    await bot.db.update(customers).set({ ownerOpenId: null }).where(eq(customers.code, 'C1'))
    const id = await raise(bot, 'C1')
    await bot.job('alarms.send')
    expect(wang.card).toShow('客户预警 · 1 家没人处理', '没有负责人')
    expect(boss.cards).toHaveLength(0)
    await wang.clicks('加入计划')
    expect(wang.toast?.content).toContain('没有负责人')
    bot.at(at('08:30', '2026-11-25'))
    await bot.job('alarms.send')
    expect(wang.cards).toHaveLength(1)
    await through(bot, at('08:30', '2026-11-26'), at('08:45', '2026-11-26'))
    expect(boss.card).toShow('客户预警 · 1 家没人处理')
    expect(await alarmNow(bot, id)).toMatchObject({ level: 2 })

    await raise(bot, 'C2', own)
    await bot.db.update(users).set({ status: 'left' }).where(eq(users.openId, li.openId))
    await bot.job('alarms.send')
    expect(wang.cards).toHaveLength(2)
    expect(wang.card).toShow('永辉', '没有负责人')
    await bot.db.update(customers).set({ status: 'closed' }).where(eq(customers.code, 'C2'))
    await wang.says('客户预警')
    expect(wang.card).toShow('没有负责人', '待处理 1')
  })
})

describe('figures', () => {
  test('a manager sees who has how many, opens one, and reads what the alarms were good for', async () => {
    const { bot, wang } = await scene('08:30')
    await bot.rep('韩梅')
    for (const [code, owner] of [
      ['H1', '韩梅'],
      ['H2', '韩梅'],
      ['H3', '韩梅'],
    ] as const)
      await bot.customer({ name: `店${code}`, code, owner })
    const before = { raisedOn: '2026-10-10', dataAsOf: '2026-10-08' }
    const han = { ownerOpenId: openIdOf('韩梅'), ...before }
    const over = { endedAt: bot.now(), endReason: 'x' }
    await raise(bot, 'H1', { ...han, ...over, state: 'won_back' })
    await raise(bot, 'H2', { ...han, ...over, state: 'lost' })
    await raise(bot, 'H3', { ...han, ...over, state: 'false_alarm' })
    await raise(bot, 'C2', { ...own, ...before, ...over, state: 'expired' })
    await raise(bot, 'C1', own)
    // In time; from before it was found; 31 days after; a return is no order.
    await order(bot, 'H1', '2026-11-09')
    await order(bot, 'H1', '2026-08-01')
    await order(bot, 'H2', '2026-10-08')
    await order(bot, 'H2', '2026-11-10')
    await order(bot, 'C1', '2026-11-23')
    await wang.says('客户预警')
    expect(wang.card).toShow(
      '客户预警',
      '1 家待处理，0 家已上报',
      '李雷',
      '待处理 1 · 已排 0 · 上报 0',
      '挽回率 25%（1/4 家，预警后 30 天内下单）',
      '另有 1 家还在 30 天内 · 其中误报 1 家',
      '沉默转活跃：近 30 天 1 家（此前 60 天以上没下单）',
      '还没有提过优惠',
    )
    await wang.clicks('查看')
    expect(wang.card).toShow('客户预警 · 李雷', '1 家预警中，1 家待处理', '联华')
    await wang.clicks('返回')
    expect(wang.card).toShow('挽回率 25%')
    await wang.says('客户预警 李雷')
    expect(wang.card).toShow('客户预警 · 李雷')
  })

  test('offers are counted by what was suggested, orders and gifts after it', async () => {
    const { bot, wang } = await scene('08:30')
    await rule(bot, settings.alarmOffer, '满 10 箱赠 1 箱')
    await raise(bot, 'C1', own)
    await raise(bot, 'C2', own)
    await bot.job('alarms.send')
    await order(bot, 'C1', '2026-11-26', ['P1', { code: 'P2', kind: 'gift' }])
    await order(bot, 'C1', '2026-11-24', ['P1'])
    bot.at(at('09:00', '2026-11-27'))
    await wang.says('客户预警')
    expect(wang.card).toShow('提过优惠 2 家：30 天内下单 1 家，其中 1 家含赠品')
  })

  test('goods that like customers buy and this one does not; nothing is guessed from a few', async () => {
    const { bot, li } = await scene('08:30')
    const cost = { unit: '箱', costFen: 1, priceFen: 1 }
    await bot.db.insert(products).values([
      { code: 'P1', name: '可乐', ...cost },
      { code: 'P2', name: '雪碧', ...cost },
      { code: 'P3', name: '芬达', ...cost },
    ])
    await bot.db
      .update(customers)
      .set({ type: '流通', grade: 'B' })
      .where(and(eq(customers.teamCode, 'T1')))
    await order(bot, 'C1', '2026-11-01', ['P1'])
    for (let n = 0; n < 5; n += 1) {
      const code = `L${n}`
      await bot.customer({ name: `同类${n}`, code, type: '流通', grade: 'B', owner: '韩梅' })
      await order(bot, code, '2026-11-20', n < 3 ? ['P1', 'P2'] : ['P1', 'P3'])
    }
    await bot.customer({ name: '别类', code: 'X1', type: 'KA', grade: 'B', owner: '韩梅' })
    await order(bot, 'X1', '2026-11-20', ['P3'])
    await raise(bot, 'C1', own)
    await bot.job('alarms.send')
    expect(li.card).toShow('同类 5 家多在订、这家近 90 天没订：雪碧')
    expect(li.card).not.toShow('芬达')
    await bot.db.update(customers).set({ grade: 'A' }).where(eq(customers.code, 'L0'))
    await li.says('客户预警')
    expect(li.card).not.toShow('同类')
  })
})

describe('once a week', () => {
  test('managers tick abnormal customers that nobody has planned; each once a week', async () => {
    const { bot, wang, boss, li } = await scene()
    await raise(bot, 'C1', own)
    await raise(bot, 'C2', own)
    await wang.says('安排 永辉 @李雷 12-02', { mentions: ['李雷'] })
    bot.at(at('09:10', '2026-11-30'))
    await Promise.all([bot.job('alarms.weekly'), bot.tick()])
    await bot.job('alarms.weekly')
    expect(await bot.db.$count(planBatches, eq(planBatches.kind, 'anomaly'))).toBe(2)
    for (const manager of [wang, boss]) {
      expect(manager.card).toShow('联华', '已 23 天未下单')
      expect(manager.card).not.toShow('永辉')
    }
    await rule(bot, settings.alarmWeekly, false)
    bot.at(at('09:10', '2026-12-07'))
    await bot.tick()
    expect(await bot.db.$count(planBatches, eq(planBatches.kind, 'anomaly'))).toBe(2)
    expect(li.cards.length).toBeGreaterThan(0)
  })
})

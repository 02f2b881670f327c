import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { alarmActions } from '../../cards/alarms/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { addDays, date } from '../../src/domain/time.ts'
import { alarmsRaised } from '../../src/events.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { planWishes } from '../../src/features/plans/tables.ts'
import '../support/matchers.ts'
import {
  alarmCards,
  alarmNow,
  at,
  eventsNow,
  order,
  own,
  raise,
  scene,
  silent,
  through,
  tuesday,
} from './alarms-support.ts'
import { plan, rule, visited } from './visits-support.ts'

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
    expect(alarmCards(li)[1]).toShow('客户预警 · 1 家', '1 家要你处理')
    // The morning's plan may have come before it or after it.
    const told = li.cardMessages().filter(({ content }) => content.includes('客户预警 · '))
    const card = told.at(-1)?.messageId
    await li.clicks('已联系', {}, { card })
    await li.clicks('提交', { outcome: 'lostPrice', note: '别家便宜两块' }, { card })
    expect(alarmCards(li)[1]).toShow('已流失：价格（别家便宜两块）')
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

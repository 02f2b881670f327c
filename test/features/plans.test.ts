import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { cardBytes, cardNodes } from '../../cards/kit/card.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { date } from '../../src/domain/time.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { ensurePlan } from '../../src/features/plans/generate.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { planStops, planWishes } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

/** A Tuesday, ISO week 48: an even week. */
const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

const codesOn = async (bot: TestBot, date: string, name = '李雷') =>
  (await bot.report('plans', { from: date, to: date }))
    .filter((row) => row.open_id === openIdOf(name))
    .map((row) => row.customer_code)

async function closedVisit(bot: TestBot, customerCode: string, date: string, name = '李雷') {
  const checkedInAt = new Date(at('09:00', date))
  await bot.db.insert(visits).values({
    id: crypto.randomUUID(),
    repOpenId: openIdOf(name),
    customerCode,
    date,
    planned: true,
    status: 'closed',
    checkedInAt,
    checkedOutAt: checkedInAt,
    locationSource: 'chat',
    verdict: 'on_site',
  })
}

const dayOff = (bot: TestBot, row: Omit<typeof calendarDays.$inferInsert, 'id'>) =>
  bot.db.insert(calendarDays).values(row)

describe('the plan is made', () => {
  test('in order from home, sent once at eight and frozen; a second run changes nothing', async () => {
    const bot = await startBot({ now: at('05:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    for (const n of [3, 1, 2]) {
      await bot.customer({
        name: `门店${n}`,
        code: `S${n}`,
        grade: 'A',
        ...northOf(centre, n * 1000),
      })
    }
    bot.at(at('05:31'))
    await bot.tick()
    expect(li.cards).toHaveLength(0)
    const plans = await bot.report('plans')
    expect(plans).toMatchObject([
      { customer_code: 'S1', sequence: 1, source: 'cycle', status: 'planned', date: tuesday },
      { customer_code: 'S2', sequence: 2 },
      { customer_code: 'S3', sequence: 3 },
    ])
    expect(plans.map((row) => row.eta)).toEqual(plans.map((row) => row.eta).toSorted())
    await bot.job('plans.generate')
    expect(await bot.report('plans')).toEqual(plans)

    bot.at(at('08:01'))
    await bot.tick()
    expect(li.card).toShow(
      '今日拜访计划 · 11月24日 周二',
      '今天 3 家',
      '1 门店1',
      '还没拜访过',
      '已访 0/3',
    )
    await bot.job('plans.send')
    await bot.tick()
    expect(li.cards).toHaveLength(1)

    await bot.customer({ name: '新来的', code: 'NEW', ...northOf(centre, 500) })
    await bot.job('plans.generate')
    expect(await codesOn(bot, tuesday)).toEqual(['S1', 'S2', 'S3'])
  })

  test('a customer with visit days is planned on exactly those, in its weeks', async () => {
    const bot = await startBot({ now: at('05:00', '2026-11-23') })
    await bot.team()
    await bot.rep('李雷', home)
    await bot.customer({ name: '二四', code: 'TUTH', visitDays: [2, 4] })
    await bot.customer({ name: '单周三', code: 'ODD', visitDays: [3], weekPattern: 'odd' })
    await bot.customer({ name: '双周三', code: 'EVEN', visitDays: [3], weekPattern: 'even' })
    const days = ['23', '24', '25', '26', '27', '28', '30'].map((day) => `2026-11-${day}`)
    for (const date of [...days, '2026-12-02']) await bot.job('plans.generate', { date })
    const rows = await bot.report('plans', { from: '2026-11-23', to: '2026-12-02' })
    const of = (code: string) => rows.filter((r) => r.customer_code === code).map((r) => r.date)
    expect(of('TUTH')).toEqual(['2026-11-24', '2026-11-26'])
    expect(of('ODD')).toEqual(['2026-12-02'])
    expect(of('EVEN')).toEqual(['2026-11-25'])
    expect(rows.find((r) => r.customer_code === 'EVEN')).toMatchObject({
      reason: { code: 'fixedDay', weekday: 3, weekPattern: 'even' },
    })
  })

  test('by the frequency of the grade, the customer’s own, and a pause that has an end', async () => {
    const bot = await startBot({ now: at('05:00') })
    await bot.team()
    await bot.rep('李雷', home)
    const shop = (code: string, more: object) => bot.customer({ name: code, code, ...more })
    await shop('A-8', { grade: 'A' })
    await shop('A-2', { grade: 'A' })
    await shop('C-8', { grade: 'C' })
    await shop('OWN', { grade: 'C', frequency: '1/week' })
    await shop('OFF', {
      grade: 'A',
      frequency: '0',
      pauseReason: '装修',
      pausedUntil: '2026-12-01',
    })
    await shop('ON', { grade: 'A', frequency: '0', pauseReason: '装修', pausedUntil: '2026-11-20' })
    for (const code of ['A-8', 'C-8', 'OWN', 'OFF', 'ON'])
      await closedVisit(bot, code, '2026-11-16')
    await closedVisit(bot, 'A-2', '2026-11-22')
    await bot.job('plans.generate')
    expect((await codesOn(bot, tuesday)).toSorted()).toEqual(['A-8', 'ON', 'OWN'])
    const [row] = (await bot.report('plans')).filter((r) => r.customer_code === 'A-8')
    expect(row).toMatchObject({ reason: { code: 'dueInCycle', of: 4, daysSince: 8 } })
  })

  test('nothing on rest days, holidays and leave; 调休 and an imported workday are worked', async () => {
    const bot = await startBot({ now: at('05:00', '2026-09-14') })
    await bot.team()
    await bot.rep('李雷', home)
    await bot.customer({ name: '天天', code: 'DAILY', visitDays: [1, 2, 3, 4, 5, 6, 7] })
    const leave = { scope: `person:${openIdOf('李雷')}`, kind: 'leave' } as const
    await dayOff(bot, { ...leave, date: '2026-09-15' })
    await dayOff(bot, { ...leave, date: '2026-09-16', part: 'am' })
    await dayOff(bot, { scope: 'team:T1', kind: 'holiday', date: '2026-09-17' })
    await dayOff(bot, { scope: 'org', kind: 'workday', date: '2026-09-19' })
    await dayOff(bot, { scope: 'org', kind: 'workday', date: '2026-10-02' })
    const dates = ['09-14', '09-15', '09-16', '09-17', '09-18', '09-19', '09-20', '10-01', '10-02']
    for (const date of [...dates, '10-10'])
      await bot.job('plans.generate', { date: `2026-${date}` })
    const rows = await bot.report('plans', { from: '2026-09-01', to: '2026-10-31' })
    // 09-20 and 10-10 are the working days of the State Council's notice for 2026.
    const worked = ['09-14', '09-16', '09-18', '09-19', '09-20', '10-02', '10-10']
    expect(rows.map((row) => row.date)).toEqual(worked.map((date) => `2026-${date}`))
    expect(String(rows[1]?.eta) >= '13:00').toBe(true)
  })

  test('a promise is kept on its day, and one for a day off on the next working day', async () => {
    const bot = await startBot({ now: at('05:00', '2026-11-27') })
    await bot.team()
    await bot.rep('李雷', home)
    await bot.customer({ name: '周六店', code: 'SAT', grade: 'C' })
    await bot.customer({ name: '周一店', code: 'MON', grade: 'C' })
    await bot.customer({ name: '别的', code: 'NOT', grade: 'C' })
    for (const code of ['SAT', 'MON', 'NOT']) await closedVisit(bot, code, '2026-11-25')
    const promise = {
      repOpenId: openIdOf('李雷'),
      source: 'promise',
      createdAt: bot.now(),
    } as const
    await bot.db.insert(planWishes).values([
      {
        ...promise,
        id: crypto.randomUUID(),
        customerCode: 'SAT',
        date: '2026-11-28',
        note: '带样品',
      },
      { ...promise, id: crypto.randomUUID(), customerCode: 'MON', date: '2026-11-30' },
    ])
    for (const day of ['28', '29', '30'])
      await bot.job('plans.generate', { date: `2026-11-${day}` })
    await bot.job('plans.generate', { date: '2026-12-01' })
    const rows = await bot.report('plans', { from: '2026-11-27', to: '2026-12-01' })
    expect(rows.map((row) => [row.date, row.customer_code, row.source]).toSorted()).toEqual([
      ['2026-11-30', 'MON', 'promise'],
      ['2026-11-30', 'SAT', 'promise'],
    ])
  })

  test('without address and point never, with an address alone unrouted; both are listed', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    const bare = { rawLng: null, rawLat: null, lngGcj: null, latGcj: null }
    await bot.customer({ name: '有点', code: 'POINT', ...northOf(centre, 800) })
    await bot.customer({ name: '有址', code: 'ADDRESS' })
    await bot.customer({ name: '都没有', code: 'NONE' })
    await bot.db.update(customers).set(bare).where(eq(customers.code, 'ADDRESS'))
    await bot.db
      .update(customers)
      .set({ ...bare, address: ' ' })
      .where(eq(customers.code, 'NONE'))
    await li.says('计划')
    expect(li.card).toShow('今天 2 家', '待采点 1 家', '有址', '1 家没有地址也没有坐标')
    expect(await bot.report('plans')).toMatchObject([
      { customer_code: 'POINT', routed: true, sequence: 1 },
      { customer_code: 'ADDRESS', routed: false, sequence: 2, eta: null },
    ])
    await li.clicks('去补资料')
    expect(li.card).toShow('待采点', '2 家没有坐标，其中 1 家连地址也没有', '都没有', '有址')
    await li.says('计划 待采点')
    expect(li.card).toShow('都没有')
    const wang = await bot.manager('王芳')
    await wang.says('计划 待采点')
    expect(wang.card).toShow('2 家没有坐标', '李雷', '都没有')
    const ann = await bot.manager('Ann', { locale: 'en', team: 'T2' })
    await ann.says('plan mend')
    expect(ann.card).toShow('All have an address and a pin')
  })

  test('two makers at once make one plan; a wish that comes meanwhile is taken in', async () => {
    const bot = await startBot({ now: at('05:00') })
    await bot.team()
    await bot.rep('李雷', home)
    for (const n of [1, 2, 3]) {
      await bot.customer({ name: `店${n}`, code: `S${n}`, ...northOf(centre, n * 500) })
    }
    await bot.customer({ name: '说好的', code: 'P', visitDays: [7], ...northOf(centre, 2500) })
    const make = () =>
      bot.db.transaction(async (tx) => {
        const rep = await loadRep(tx, openIdOf('李雷'))
        if (!rep) throw new Error('no rep')
        return ensurePlan({ ...(await bot.context()), tx }, rep, date(tuesday))
      })
    const made = await Promise.all([make(), make(), make()])
    expect(new Set(made.map((m) => (m.kind === 'plan' ? m.plan.id : ''))).size).toBe(1)
    expect(made.filter((m) => m.kind === 'plan' && m.isNew)).toHaveLength(1)
    expect(await codesOn(bot, tuesday)).toEqual(['S1', 'S2', 'S3'])
    const promise = { repOpenId: openIdOf('李雷'), date: tuesday, source: 'promise' } as const
    await bot.db
      .insert(planWishes)
      .values({ ...promise, id: crypto.randomUUID(), customerCode: 'P', createdAt: bot.now() })
    await bot.job('plans.generate')
    expect(await codesOn(bot, tuesday)).toEqual(['S1', 'S2', 'S3', 'P'])
    const [, , , added] = await bot.report('plans')
    expect(added).toMatchObject({ source: 'promise', sequence: 4, counted: true, routed: true })
  })

  test('another day, another team: each rep at the hour of the own team', async () => {
    const bot = await startBot({ now: at('07:31') })
    await bot.team()
    await bot.team('T2', { name: '二部' })
    const li = await bot.rep('李雷', home)
    const ann = await bot.rep('Ann', { ...home, team: 'T2', locale: 'en' })
    await bot.customer({ name: '永辉' })
    await bot.customer({ name: 'Corner shop', owner: 'Ann', teamCode: 'T2' })
    const change = { scope: 'team:T2', value: '07:30', by: null, at: bot.now() }
    await changeSetting(bot.db, settings.morningCard, change)
    await bot.tick()
    expect(li.cards).toHaveLength(0)
    expect(ann.card).toShow("Today's visits · Tue 24 Nov", '1 today', 'Never visited yet', 'Start')
    bot.at(at('08:00'))
    await bot.tick()
    expect(li.card).toShow('今天 1 家')
    expect(ann.cards).toHaveLength(1)
  })
})

describe('计划', () => {
  test('of today, of another day, of a day off, and without customers', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    const han = await bot.rep('韩梅')
    await bot.customer({ name: '永辉', code: 'Y', visitDays: [2, 3] })
    await li.says('计划')
    expect(li.card).toShow('今日拜访计划 · 11月24日 周二', '永辉', '固定每周二')
    await li.says('计划 明天')
    expect(li.card).toShow('拜访计划 · 11月25日 周三', '预览', '永辉')
    expect(await codesOn(bot, '2026-11-25')).toEqual([])
    await li.says('计划 11-28')
    expect(li.card).toShow('11月28日 周六', '休息', '下一个工作日是 11月30日 周一')
    await li.says('计划 昨天')
    expect(li.card).toShow('当时没有排计划')
    await han.says('计划')
    expect(han.card).toShow('今天没有计划', '名下还没有客户')
    await dayOff(bot, { scope: `person:${openIdOf('韩梅')}`, date: tuesday, kind: 'leave' })
    await bot.db.delete(planStops)
    bot.at(at('07:00', '2026-11-25'))
    await dayOff(bot, { scope: `person:${openIdOf('韩梅')}`, date: '2026-11-25', kind: 'leave' })
    await han.says('plan')
    expect(han.card).toShow('今天请假', '下一个工作日是 11月26日 周四')
  })

  test('of a rep for their manager, by mention and by name, without the rep’s buttons', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    await bot.team('T2', { name: '二部' })
    await bot.rep('李雷', home)
    const wang = await bot.manager('王芳')
    const zhao = await bot.manager('赵二', { team: 'T2' })
    const han = await bot.rep('韩梅')
    await bot.customer({ name: '永辉' })
    await wang.says('计划')
    expect(wang.card).toShow('下属计划', '李雷', '韩梅')
    await wang.selects('看谁的计划', openIdOf('李雷'))
    expect(wang.card).toShow('今日拜访计划', '李雷', '永辉')
    await expect(wang.clicks('跳过')).rejects.toThrow('no button')
    await wang.says('计划 @李雷', { mentions: ['李雷'] })
    expect(wang.card).toShow('今日拜访计划', '李雷')
    await wang.says('计划 李雷 明天')
    expect(wang.card).toShow('拜访计划 · 11月25日', '李雷')

    await zhao.says('计划 李雷')
    expect(zhao.lastText).toContain('没有找到「李雷」')
    await zhao.says('计划 @李雷', { mentions: ['李雷'] })
    expect(zhao.lastText).toContain('不是你能处理的')
    await han.says('计划 李雷')
    expect(han.lastText).toContain('没有找到「李雷」')
  })

  test('thirty stops fit on one card, and each opens by one tap', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    for (let i = 0; i < 30; i++) {
      await bot.customer({
        name: `沈阳市铁西区兴华北街百货商业大楼${i}号店`,
        visitDays: [2],
        phone: '13800138000',
        contact: '刘老板',
        ...northOf(centre, 300 * (i + 1)),
      })
    }
    await li.says('计划')
    const card = li.card as never
    expect(cardBytes(card)).toBeLessThanOrEqual(28_000)
    expect(cardNodes(card)).toBeLessThanOrEqual(200)
    expect(li.card).toShow('今天 30 家', '还有 25 家', '30 沈阳市')
    await li.clicks('30 沈阳市')
    expect(li.card).toShow('第 30 站', '刘老板', '地址', '高德 · 百度 · 苹果 · 谷歌')
    await li.clicks('返回')
    expect(li.card).toShow('今天 30 家')
    expect(li.cards).toHaveLength(1)
  })

  test('签到 on a stop fixes the customer; the closed visit patches the plan card', async () => {
    const bot = await startBot({ now: at('08:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    await bot.customer({ name: '永辉', code: 'Y', ...northOf(centre, 500) })
    await bot.customer({ name: '联华', code: 'L', ...northOf(centre, 900) })
    await bot.job('plans.send')
    const [message] = li.cardMessages()
    await li.clicks('开始第一家')
    expect(await bot.db.execute('select customer_code from check_in_intents')).toMatchObject([
      { customer_code: 'Y' },
    ])
    const [stop] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, 'Y'))
    await closedVisit(bot, 'Y', tuesday)
    const set = { status: 'visited', visitId: crypto.randomUUID() } as const
    await bot.db
      .update(planStops)
      .set(set)
      .where(eq(planStops.id, stop?.id ?? ''))
    const ctx = await bot.context()
    const { visitClosed } = await import('../../src/events.ts')
    await ctx.emit(visitClosed, { visitId: set.visitId, repOpenId: openIdOf('李雷') })
    await bot.settle()
    const card = li.cardMessages().find((m) => m.messageId === message?.messageId)
    expect(JSON.parse(card?.content ?? '{}')).toShow('已访 1/2', '下一家', '✓ ')
    expect(await bot.report('plans')).toMatchObject([
      { customer_code: 'Y', status: 'visited' },
      { customer_code: 'L', status: 'planned' },
    ])
    bot.at(at('08:00', '2026-11-25'))
    expect(await bot.report('plans', { from: tuesday, to: tuesday })).toMatchObject([
      { customer_code: 'Y', status: 'visited' },
      { customer_code: 'L', status: 'missed' },
    ])
  })

  test('while a visit goes on its stop says so, and the next one is another', async () => {
    const bot = await startBot({ now: at('08:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    const shop = await bot.customer({ name: '永辉', code: 'Y', ...northOf(centre, 3000) })
    await bot.customer({ name: '联华', code: 'L', ...northOf(centre, 9000) })
    await bot.job('plans.send')
    await li.clicks('签到')
    await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '永辉' })
    expect(li.card).toShow('拜访中')
    expect(li.cards[0]).toShow('1 永辉　拜访中', '2 联华')
    const [stop] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, 'Y'))
    expect(stop?.visitId).toBeTruthy()
    const [message] = li.cardMessages()
    await li.clicks('跳过', {}, { card: message?.messageId })
    expect(li.card).not.toShow('跳过 · 永辉')
    expect(li.cards[0]).toShow('跳过 · 联华')
  })

  test('重新规划 orders the open stops from where the rep is', async () => {
    const bot = await startBot({ now: at('08:00') })
    await bot.team()
    const li = await bot.rep('李雷', home)
    for (const n of [1, 2, 3]) {
      await bot.customer({ name: `店${n}`, code: `S${n}`, ...northOf(centre, n * 3000) })
    }
    await bot.job('plans.send')
    expect(await codesOn(bot, tuesday)).toEqual(['S1', 'S2', 'S3'])
    bot.at(at('10:00'))
    await li.sendsLocation({ ...northOf(centre, 10_500), name: '北边' })
    await li.clicks('重新规划', {}, { card: '今日拜访计划' })
    expect(await codesOn(bot, tuesday)).toEqual(['S3', 'S2', 'S1'])
    const [first] = await bot.report('plans')
    expect(String(first?.eta) > '10:00').toBe(true)
  })
})

test('a time that a manager set is kept by the order of the day', async () => {
  const bot = await startBot({ now: '2026-11-24T05:31:00+08:00' })
  await bot.team()
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  for (let i = 1; i <= 4; i++)
    await bot.customer({ code: `W${i}`, name: `${i}号店`, ...northOf(centre, i * 1_000) })
  await bot.job('plans.generate', { date: '2026-11-24' })
  await wang.says('安排 1号店 @李雷 今天 14:00-15:00')
  await li.says('计划')
  const plan = await bot.report('plans', { from: '2026-11-24', to: '2026-11-24' })
  const first = plan.find((stop) => stop.customer_code === 'W1')
  expect(String(first?.eta) <= '15:00').toBe(true)
  expect(first?.sequence).toBe(4)
})

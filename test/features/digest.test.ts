import '../support/matchers.ts'
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { cardText, type Json } from '../../simulator/index.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { customerAlarms } from '../../src/features/alarms/tables.ts'
import { cycleRequests } from '../../src/features/cycles/tables.ts'
import { calendarDays, users } from '../../src/features/org/tables.ts'
import { digests, targets } from '../../src/features/performance/tables.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { visitAssessments } from '../../src/features/trust/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { recorder } from './performance-support.ts'

/** A Tuesday. */
const day = '2026-11-24'
const evening = `${day}T18:30:05+08:00`

/** 一部 with a group: 李雷 did his plan, 韩梅梅 half of it, 周洋 nothing; ten customers C1 … C10. */
async function teamDay(options: { groups?: boolean } = {}) {
  const bot = await startBot({ now: evening })
  const team = await bot.team('T1', { groups: options.groups ?? true })
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅梅')
  const zhou = await bot.rep('周洋')
  for (let n = 1; n <= 10; n++) {
    const owner = n <= 4 ? '李雷' : n <= 8 ? '韩梅梅' : '周洋'
    await bot.customer({ code: `C${n}`, name: `${n}号店`, owner })
  }
  if (team.chatId && team.managerChatId) {
    const all = [wang, li, han, zhou].map(({ openId }) => openId)
    bot.simulator.upsertGroups([
      { chatId: team.chatId, name: '一部团队群', members: all },
      { chatId: team.managerChatId, name: '一部主管群', members: all },
    ])
  }
  const record = recorder(bot.db)
  await record.plan(li.openId, day, ['C1', 'C2', 'C3'])
  await record.visit(li.openId, 'C1', day, '09:12', '09:40', { locationSource: 'live' })
  await record.visit(li.openId, 'C2', day, '10:00', '10:12')
  await record.visit(li.openId, 'C3', day, '17:00', '17:30')
  await record.visit(li.openId, 'C4', day, '13:00', '13:14', { planned: false })
  await record.plan(han.openId, day, ['C5', 'C6', { customerCode: 'C7', ...asked }, 'C8'])
  await record.visit(han.openId, 'C5', day, '09:40', '10:00')
  await record.visit(han.openId, 'C6', day, '11:00', '11:20', {
    verdict: 'off_site',
    distanceM: 620,
    reason: '客户约在仓库见面',
  })
  await record.plan(zhou.openId, day, ['C9', 'C10'])
  return { bot, team, wang, li, han, zhou, record }
}

const asked = { status: 'skipped', skipState: 'asked', skipReason: '店主外出' } as const

const cardsIn = (bot: TestBot, chatId: string | null): Json[] =>
  bot
    .phone('王芳')
    .cardMessages(chatId ?? '')
    .map((message) => JSON.parse(message.content) as Json)

test('at half past six the group gets results and counts, the managers names and reasons', async () => {
  const { bot, team, wang, record } = await teamDay()
  for (const [n, [done, planned]] of [
    [1, [1, 2]],
    [2, [1, 1]],
    [3, [0, 1]],
  ] as const) {
    const before = new Date(Date.parse(day) - n * 7 * 86_400_000).toISOString().slice(0, 10)
    const stops = Array.from({ length: planned }, (_, i) => `C${i + 1}`)
    await record.plan(bot.openIdOf('李雷'), before, stops)
    for (const code of stops.slice(0, done)) {
      await record.visit(bot.openIdOf('李雷'), code, before, '10:00', '10:10')
    }
  }
  await bot.db
    .insert(targets)
    .values({ scope: 'team:T1', month: '2026-11', metric: 'completion_rate', value: 9_000 })
  await bot.tick()

  const [group, ...noMore] = cardsIn(bot, team.chatId)
  expect(noMore).toEqual([])
  // 5 of 9 planned; the weekdays before: 50 %, 100 %, 0 %, mean 50 %.
  expect(group).toShow('拜访日报 · 一部 · 11月24日', '周二 · 3 人', '拜访达成率 56%（5/9）')
  expect(group).toShow('比目标 90% 低 34 个百分点，比近四个周二均值高 6 个百分点')
  // Stays 28, 12, 30, 14, 20, 20 minutes; five of six places came from the chat.
  expect(group).toShow(
    '9 家\n计划',
    '5 家\n完成',
    '1 家\n临时',
    '20 分钟\n在店中位',
    '83%\n位置自报',
  )
  // Of ten assigned customers C1–C6 were visited by their owners this month.
  expect(group).toShow('60%\n本月覆盖率')
  expect(group).toShow('暂无订单数据', '做得好：李雷 3/3')
  expect(group).toShow('待处理：未开始 1、跳过待批 1、范围外签到 1')
  expect(group).toShow(
    '李雷 3/3 · 09:12–17:30 · 临时 1',
    '韩梅梅 2/4 · 09:40–11:20',
    '周洋 0/2 · 无签到',
  )
  const said = cardText(group ?? {})
  for (const secret of ['店主外出', '客户约在仓库见面', '7号店', '¥0']) {
    expect(said).not.toContain(secret)
  }

  const [managers] = cardsIn(bot, team.managerChatId)
  expect(managers).toShow('拜访日报 · 一部', '需要你看：3 件')
  expect(managers).toShow('周洋：计划 2 家，当天没有签到')
  expect(managers).toShow('韩梅梅 想跳过 7号店：店主外出')
  expect(managers).toShow('韩梅梅 在距 6号店 620 米处签到：客户约在仓库见面')
  expect(managers).toShow('完成较少', '韩梅梅 2/4')
  expect(wang.cards).toEqual([])

  await bot.tick()
  await bot.job('performance.digest-daily')
  expect(cardsIn(bot, team.chatId)).toHaveLength(1)
  expect(cardsIn(bot, team.managerChatId)).toHaveLength(1)
  expect(await bot.db.select().from(digests)).toHaveLength(1)
})

test('a team has its own time, and a digest that was missed comes the next morning, once', async () => {
  const { bot, team } = await teamDay()
  const by = { by: null, at: bot.now() }
  await changeSetting(bot.db, settings.digestDaily, { scope: 'team:T1', value: '19:00', ...by })
  await bot.tick()
  expect(cardsIn(bot, team.chatId)).toEqual([])
  bot.at('2026-11-25T08:00:00+08:00')
  await bot.tick()
  await bot.tick()
  expect(cardsIn(bot, team.chatId)).toHaveLength(1)
  expect(cardsIn(bot, team.chatId)[0]).toShow('11月24日', '拜访达成率 56%')
})

test('without groups everything goes to the manager in private, and says so', async () => {
  const { bot, wang, li } = await teamDay({ groups: false })
  await bot.tick()
  expect(wang.cards).toHaveLength(2)
  expect(wang.cards[0]).toShow('拜访日报 · 一部', '这个团队还没有绑定团队群')
  expect(wang.cards[1]).toShow('需要你看：3 件', '周洋：计划 2 家，当天没有签到')
  expect(li.cards).toEqual([])
})

test('a rest day without visits is quiet; with a visit it is told', async () => {
  const { bot, team, record, li } = await teamDay()
  bot.at('2026-11-28T18:31:00+08:00') // a Saturday
  await bot.tick()
  expect(cardsIn(bot, team.chatId).map(cardText).join()).not.toContain('11月28日')
  await record.visit(li.openId, 'C1', '2026-11-28', '10:00', '10:10', { planned: false })
  await bot.job('performance.digest-daily', { date: '2026-11-28' })
  expect(cardsIn(bot, team.chatId).at(-1)).toShow('11月28日', '当天没有计划，拜访了 1 家')
})

test('leave and approved skips leave the plan; refused ones stay in', async () => {
  const { bot, team, han, zhou } = await teamDay()
  await bot.db
    .insert(calendarDays)
    .values({ scope: `person:${zhou.openId}`, date: day, kind: 'leave' })
  await bot.tick()
  expect(cardsIn(bot, team.chatId)[0]).toShow('拜访达成率 71%（5/7）')

  await han.says('日报')
  expect(han.card).toShow('拜访日报 · 韩梅梅 · 11月24日', '完成 2/4 家', '未拜访 2 家')
  await bot.db
    .update(planStops)
    .set({ skipState: 'approved' })
    .where(eq(planStops.customerCode, 'C7'))
  await bot.job('performance.digest-daily')
  expect(cardsIn(bot, team.chatId)[0]).toShow('拜访达成率 83%（5/6）')
})

test('处理 tells the manager privately, 我知道了 stays on the card, others are refused', async () => {
  const { bot, team, wang, li } = await teamDay()
  await bot.tick()
  const chat = team.managerChatId ?? ''

  const nosy = await li.clicks('处理', {}, { chat })
  expect(nosy.toast?.type).toBe('error')
  expect(li.cards).toEqual([])

  await wang.clicks('处理', {}, { chat })
  expect(wang.toast?.content).toContain('私聊')
  expect(wang.card).toShow('未开始 · 一部', '周洋：计划 2 家，当天没有签到')

  bot.at(`${day}T18:42:00+08:00`)
  await wang.clicks('我知道了', {}, { chat })
  expect(cardsIn(bot, chat)[0]).toShow('王芳 18:42 已看', '需要你看：3 件')
  await bot.job('performance.digest-daily')
  expect(cardsIn(bot, chat)[0]).toShow('王芳 18:42 已看')
})

test('a manager rules on a skip from the details', async () => {
  const { bot, wang } = await teamDay()
  await wang.says('日报')
  const isSkip = (button: Json) => JSON.stringify(button).includes('"kind":"skip"')
  await wang.clicks((button) => isSkip(button) && JSON.stringify(button).includes('handle'))
  expect(wang.card).toShow('跳过待批 · 一部', '店主外出')
  await wang.clicks('同意')
  const [row] = await bot
    .report('performance')
    .then((rows) => rows.filter((one) => one.open_id === bot.openIdOf('韩梅梅')))
  expect(row).toMatchObject({ visits_planned: 3, visits_done: 2, completion_rate: 0.6667 })
})

test('日报 shows a manager the own teams, day by day, and nobody the teams of others', async () => {
  const { bot, wang, li } = await teamDay()
  await bot.team('T2', { name: '二部' })
  await bot.rep('赵敏', { team: 'T2' })
  const chen = await bot.manager('陈静', { team: 'T2' })

  await wang.says('日报')
  expect(wang.card).toShow('拜访日报 · 一部', '拜访达成率 56%（5/9）', '周洋：计划 2 家')
  await wang.clicks('前一天')
  expect(wang.card).toShow('11月23日', '当天没有计划，也没有拜访')

  await chen.says('日报 昨天')
  expect(chen.card).toShow('拜访日报 · 二部 · 11月23日')
  const forged = {
    tag: 'button',
    value: { action: 'digest.show', v: 1, payload: { teamCode: 'T1', date: day } },
  }
  const message = chen.cardMessages().at(-1)?.messageId ?? ''
  expect((await chen.acts(message, forged)).toast?.type).toBe('error')

  const admin = await bot.admin()
  await admin.says('digest')
  await admin.selects('看其他团队', '二部')
  expect(admin.card).toShow('拜访日报 · 二部')

  await li.says('日报')
  expect(li.card).toShow('拜访日报 · 李雷', '计划全部完成，3 家', '09:12 首签，17:30 末退')
  await li.says('日报 明天')
  expect(li.lastText).toContain('还没到')
})

test('日报 in the group is the same card for everybody, with counts only', async () => {
  const { bot, team, li } = await teamDay()
  const chat = team.chatId ?? ''
  await li.says('日报', { chat, mentions: ['bot'] })
  expect(cardsIn(bot, chat)).toHaveLength(1)
  expect(cardsIn(bot, chat)[0]).toShow('待处理：未开始 1、跳过待批 1、范围外签到 1')
  expect(cardText(cardsIn(bot, chat)[0] ?? {})).not.toContain('店主外出')
  // The card of the set time is a message of its own.
  await bot.tick()
  expect(cardsIn(bot, chat)).toHaveLength(2)
})

test('money comes with the day of the data, and never as ¥0 for a missing file', async () => {
  const { bot, team, li, record } = await teamDay()
  await record.order('SO1', 'C1', li.openId, '2026-11-20', [['sale', 2, 5_000, 8_000]])
  await bot.tick()
  expect(cardsIn(bot, team.chatId)[0]).toShow('暂无当日订单数据 · 数据截至 11-20')
  await record.order('SO2', 'C1', li.openId, day, [
    ['sale', 10, 9_000, 70_000],
    ['return', 1, 9_000, 7_000],
    ['gift', 1, 0, 7_000],
  ])
  await record.payment('SK1', 'C1', day, 30_000)
  await bot.job('performance.digest-daily')
  expect(cardsIn(bot, team.chatId)[0]).toShow('销售额 ¥810 · 回款 ¥300\n数据截至 11-24')
  const row = (await bot.report('performance')).find((one) => one.open_id === li.openId)
  expect(row).toMatchObject({
    sales_amount: '810.00',
    sales_quantity: 9,
    cost: '700.00',
    gross_profit: '110.00',
    collected: '300.00',
    orders: 1,
    strike_rate: 0.25,
    visits_valid: 4,
    data_as_of: day,
  })
})

test('the day of a team of many is added up by a job that fills the card in', async () => {
  const { bot, wang, team } = await teamDay()
  const many = Array.from({ length: 160 }, (_, i) => ({
    openId: bot.openIdOf(`业务${i}`),
    name: `业务${i}`,
    role: 'rep' as const,
    teamCode: 'T1',
  }))
  await bot.db.insert(users).values(many)
  await wang.says('日报')
  expect(wang.cards).toHaveLength(1)
  expect(wang.card).toShow('拜访达成率 56%（5/9）', '还有 103 行')
  const { card } = await wang.clicks('前一天')
  expect(card).toShow('正在汇总')
  expect(wang.card).toShow('11月23日', '当天没有计划，也没有拜访')
  expect(wang.cards).toHaveLength(1)

  await bot.tick()
  const chat = team.managerChatId ?? ''
  await wang.clicks('我知道了', {}, { chat })
  expect(cardsIn(bot, chat)[0]).toShow('王芳 18:30 已看')
})

test('what waits for a decision stands on the card and is decided from there, by those who may', async () => {
  const { bot, team, wang, li, han } = await teamDay()
  const requestId = uuidv7()
  const cycle = { repOpenId: han.openId, customerCode: 'C8', reason: '周五盘点' }
  await bot.db.insert(cycleRequests).values({
    ...cycle,
    id: requestId,
    fromDate: '2026-11-27',
    toDate: '2026-11-30',
    status: 'asked',
    askedAt: bot.now(),
  })
  await bot.db.insert(customerAlarms).values({
    id: uuidv7(),
    customerCode: 'C1',
    ownerOpenId: li.openId,
    kind: 'churn',
    state: 'open',
    score: 1,
    moneyAtRiskFen: 1_234_500,
    numbers: {} as never,
    dataAsOf: day,
    raisedOn: '2026-11-20',
    raisedAt: bot.now(),
    level: 1,
  })
  const [visit] = await bot.db.select().from(visits).where(eq(visits.customerCode, 'C6'))
  await bot.db.insert(visitAssessments).values({
    visitId: visit?.id ?? '',
    repOpenId: han.openId,
    customerCode: 'C6',
    date: day,
    score: 30,
    band: 'red',
    evidence: 'chat',
    evidenceShare: 1,
    rulesHash: 'x',
    assessedAt: bot.now(),
  })
  await bot.tick()
  // The group hears of no doubt, not even how many.
  expect(cardsIn(bot, team.chatId)[0]).toShow('改期待批 1、客户预警已上报 1')
  expect(cardText(cardsIn(bot, team.chatId)[0] ?? {})).not.toContain('待核查')
  await wang.says('日报')
  expect(wang.card).toShow('韩梅梅 想把 8号店 从 11-27 改到 11-30：周五盘点')
  const digest = wang.cardMessages().at(-1)?.messageId ?? ''
  const handle = (kind: string) => ({
    tag: 'button',
    value: { action: 'digest.handle', v: 1, payload: { teamCode: 'T1', date: day, kind } },
  })
  await wang.acts(digest, handle('alarm'))
  await bot.settle()
  expect(wang.card).toShow('客户预警已上报 · 一部', '1号店（李雷）11-20 预警没人处理', '¥12,345')
  await wang.acts(digest, handle('review'))
  await bot.settle()
  expect(wang.card).toShow('待核查拜访', '6号店')
  await wang.acts(digest, handle('request'))
  await bot.settle()
  expect(wang.card).toShow('改期待批 · 一部', '周五盘点')
  await wang.clicks('不同意')
  const [request] = await bot.db.select().from(cycleRequests)
  expect(request).toMatchObject({ status: 'refused', ruledBy: wang.openId })
  await wang.acts(digest, handle('request'))
  await bot.settle()
  expect(wang.card).toShow('都已经处理好了')
  const inGroup = wang.cardMessages(team.managerChatId ?? '').at(0)?.messageId ?? ''
  for (const kind of ['alarm', 'review', 'request']) {
    const before = li.cards.length
    const nosy = await li.acts(inGroup, handle(kind))
    expect(nosy.toast?.type).toBe('error')
    expect(li.cards).toHaveLength(before)
  }
})

test('on Monday the weekend is told as well; a tap on a person opens the day for who may see it', async () => {
  const { bot, team, wang, li, han, record } = await teamDay()
  await record.visit(li.openId, 'C1', '2026-11-28', '10:00', '10:20', { planned: false })
  await record.visit(han.openId, 'C5', '2026-11-29', '10:00', '10:20', {
    planned: false,
    verdict: 'off_site',
    distanceM: 900,
    reason: '在路上碰到老板',
  })
  const daily = () =>
    cardsIn(bot, team.chatId).filter((card) => cardText(card).includes('拜访日报'))
  for (const rest of ['2026-11-28', '2026-11-29']) {
    bot.at(`${rest}T18:31:00+08:00`)
    await bot.tick()
  }
  const before = daily().length
  await record.plan(li.openId, '2026-11-30', ['C1', 'C2'])
  await record.visit(li.openId, 'C1', '2026-11-30', '09:00', '09:30')
  bot.at('2026-11-30T18:31:00+08:00')
  await bot.tick()
  expect(daily()).toHaveLength(before + 1)
  expect(daily().at(-1)).toShow('11月30日', '休息日 11-28 – 11-29：拜访 2 家（韩梅梅 1、李雷 1）')
  const managers = cardsIn(bot, team.managerChatId).findLast((card) =>
    cardText(card).includes('拜访日报'),
  )
  expect(managers).toShow('韩梅梅 在距 5号店 900 米处签到：在路上碰到老板')

  const chat = team.chatId ?? ''
  const of = (openId: string) => (element: Json) =>
    JSON.stringify(element).includes('repDay') && JSON.stringify(element).includes(openId)
  const cards = li.cards.length
  expect((await li.clicks(of(han.openId), {}, { chat, card: '11月30日' })).toast?.type).toBe(
    'error',
  )
  expect(li.cards).toHaveLength(cards)
  await wang.clicks(of(li.openId), {}, { chat, card: '11月30日' })
  expect(wang.card).toShow('拜访日报 · 李雷 · 11月30日', '完成 1/2 家')
  expect(cardText(wang.card ?? {})).not.toContain('前一天')
})

test('the rules of audience and parts hold for the day too', async () => {
  const { bot, team, wang } = await teamDay()
  const by = { by: null, at: bot.now() }
  for (const [setting, value] of [
    [settings.digestAudience, 'managers'],
    [settings.digestTable, false],
    [settings.digestPraise, false],
    [settings.digestCharts, false],
  ] as const)
    await changeSetting(bot.db, setting as Setting, { scope: 'team:T1', value, ...by })
  await bot.tick()
  expect(cardsIn(bot, team.chatId)).toEqual([])
  const card = wang.cards.find((one) => cardText(one).includes('拜访达成率 56%'))
  const said = JSON.stringify(card)
  for (const part of ['做得好', '全部 3 人', 'chart_spec', '还没有绑定团队群'])
    expect(said).not.toContain(part)
})

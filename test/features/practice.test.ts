import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inboundEvents } from '../../src/db/tables.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { practices } from '../../src/features/practice/tables.ts'
import { locationFixes, visits } from '../../src/features/visits/tables.ts'
import { reports } from '../../src/reports-list.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { plan, rule } from './visits-support.ts'

type Phone = Awaited<ReturnType<TestBot['rep']>>

/** Far from every shop: a rep's home. */
const home = northOf(centre, 30_000)

async function newcomer(now = '2026-03-02T09:10:00+08:00') {
  const bot = await startBot({ now })
  await bot.team()
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  return { bot, li, wang }
}

/** From the first location to the form of the check-out. */
async function firstVisit(bot: TestBot, li: Phone) {
  await li.says('练习')
  await li.sendsLocation(home)
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('老板同意下周补二十箱，堆头位置谈好了')
  bot.later(6)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '已开单' })
}

async function secondVisit(bot: TestBot, li: Phone) {
  await li.clicks('下一次练习')
  await li.clicks('跳过')
  await li.clicks('提交', { kind: 'shopClosed' })
  await li.sendsLocation(home)
  await li.clicks('仍要签到', { reason: '门口修路，停在路口' })
  await li.sendsPhoto()
  await li.clicks('改为陈列照')
  await li.sendsPhoto()
  await li.says('货架第二排换成我们的新品了')
  bot.later(6)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })
}

async function thirdVisit(bot: TestBot, li: Phone) {
  await li.clicks('下一次练习')
  await li.sendsLocation(home)
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('店主想看看新的陈列方案')
  bot.later(6)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进', nextVisitOn: '2026-03-09' })
}

test('a new rep is offered the practice and led through the first visit, one sentence at a time', async () => {
  const { bot, li } = await newcomer()
  await li.opensChat()
  expect(li.card).toShow('你好，李雷', '先练三次', '不计入任何数字')
  await li.clicks('开始练习')
  expect(li.card).toShow('练习 1/3', '把位置发到这里', '好运来便利店', '发送位置即可签到')
  await li.sendsLocation(home)
  expect(li.card).toShow('练习 1/3', '拍一张门头照', '拜访中 · 好运来便利店', '距门店 12 米')
  await li.sendsPhoto()
  expect(li.card).toShow('再发一张陈列照', '✓ 门头照')
  await li.sendsPhoto()
  expect(li.card).toShow('还差 10 字', '✓ 陈列照')
  await li.says('老板说好')
  expect(li.card).toShow('还差 6 字')
  await li.says('下周补二十箱')
  expect(li.card).toShow('资料齐了：点「签退」', '已记为离店总结')
  bot.later(7)
  await li.clicks('签退')
  expect(li.card).toShow('选拜访结果，点「提交」', '签退 · 好运来便利店')
  // What is missing is said as in a real visit.
  await li.clicks('提交')
  expect(li.toast?.content).toContain('还差 拜访结果')
  await li.clicks('提交', { outcome: '已开单', orderAmount: '320' })
  expect(li.card).toShow('做得好', '拜访完成 · 好运来便利店', '7 分钟 · 2 张照片 · 订单 ¥320')
  expect(li.card).toShow('下一次练习（2/3）')
})

test('the second visit: a skip, a reason for being off the place, photos in the wrong order', async () => {
  const { bot, li, wang } = await newcomer()
  await firstVisit(bot, li)
  await li.clicks('下一次练习')
  expect(li.card).toShow('练习 2/3', '第一家今天关门：点「跳过」', '老街烟酒店', '福满家超市')
  await li.sendsLocation(home)
  expect(li.card).toShow('点「跳过」')
  await li.clicks('跳过')
  expect(li.card).toShow('选一个原因', '跳过')
  await li.clicks('提交')
  expect(li.toast?.type).toBe('warning')
  await li.clicks('提交', { kind: 'shopClosed' })
  expect(li.toast?.content).toContain('不会通知主管')
  expect(li.card).toShow('待主管同意', '就当到第二家了')

  await li.sendsLocation(home)
  expect(li.card).toShow('写一句原因', '距离门店 400 米', '超出签到范围（300 米）')
  await li.clicks('仍要签到')
  expect(li.toast?.content).toBe('请先写一句原因。')
  await li.clicks('仍要签到', { reason: '门口修路，停在路口' })
  expect(li.card).toShow('先发一张陈列照', '距门店 400 米（已说明原因）')
  await li.sendsPhoto()
  expect(li.card).toShow('改为陈列照', '✓ 门头照')
  await li.clicks('改为陈列照')
  expect(li.card).toShow('拍一张门头照', '✓ 陈列照', '○ 门头照')
  await li.sendsPhoto()
  expect(li.card).toShow('✓ 门头照', '✓ 陈列照')
  await li.says('货架第二排换成我们的新品了')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })
  expect(li.card).toShow('漂亮', '下一次练习（3/3）')
  expect(wang.cards).toEqual([])
})

test('the third visit alone, with a date for the next one; then what happens tomorrow', async () => {
  const { bot, li } = await newcomer()
  await firstVisit(bot, li)
  await secondVisit(bot, li)
  await li.clicks('下一次练习')
  expect(li.card).toShow('练习 3/3', '自己走一遍')
  await li.sendsLocation(home)
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('店主想看看新的陈列方案')
  expect(li.card).toShow('自己走一遍')
  // The command works as in a real visit.
  await li.says('签退')
  await li.clicks('提交', { outcome: '有意向待跟进' })
  expect(li.toast?.content).toBe('这次练习请选下次拜访的日期')
  await li.clicks('提交', { outcome: '有意向待跟进', nextVisitOn: '2026-03-09' })
  expect(li.card).toShow('三次都完成了', '明天 08:00', '拜访计划', '再练一遍')
  expect(await bot.db.select().from(practices)).toMatchObject([
    { lesson: 3, phase: 'done', visit: null, activeUntil: null, finishedAt: bot.now() },
  ])
  // Who has practised is greeted without the offer, and may do it again.
  await li.says('开始')
  expect(li.card).not.toShow('先练三次')
  await li.says('practice')
  await li.clicks('再练一遍')
  expect(li.card).toShow('练习 1/3')
})

test('three practice visits count nowhere: every table and every report is as before', async () => {
  const { bot, li, wang } = await newcomer()
  await bot.admin('安娜')
  const shop = await bot.customer({ code: 'A1', name: '永辉', grade: 'A' })
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation(shop)
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('老板同意下周补二十箱，堆头谈好了')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '已开单', orderAmount: '100' })

  const before = await everything(bot)
  await firstVisit(bot, li)
  await secondVisit(bot, li)
  await thirdVisit(bot, li)
  expect(li.card).toShow('三次都完成了')
  const after = await everything(bot)
  expect(after).toEqual(before)
  expect(Object.keys(before).length).toBeGreaterThan(30)
  // The day's figures as a manager reads them.
  await wang.says('日报')
  expect(wang.card).toShow('1/1')
})

/** Contents of every table but the gateway's and the practice's own, and every report of the days around. */
async function everything(bot: TestBot): Promise<Record<string, unknown>> {
  await bot.settle()
  const own = ['practices', 'inbound_events', 'outbox', 'card_messages', 'rate_slots']
  const tables = await bot.db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'bullmq%'`)
  const contents = tables
    .filter(({ name }) => !own.includes(name))
    .map(
      ({ name }) => sql`
        select ${name}::text as name, coalesce(string_agg(t::text, chr(10) order by t::text), '') as rows
        from ${sql.identifier(name)} t`,
    )
  const rows = await bot.db.execute<{ name: string; rows: string }>(
    sql.join(contents, sql` union all `),
  )
  const range = { from: '2026-02-01', to: '2026-04-30' }
  const told = await Promise.all(
    reports.map(async ({ name }) => [`report ${name}`, await bot.report(name, range)] as const),
  )
  return {
    ...Object.fromEntries(rows.map((row) => [row.name, row.rows])),
    ...Object.fromEntries(told),
  }
}

test('no position is kept, not even in the message that brought it', async () => {
  const { bot, li } = await newcomer()
  await firstVisit(bot, li)
  expect(await bot.db.$count(locationFixes)).toBe(0)
  const events = await bot.db.select().from(inboundEvents)
  const kept = events.filter(({ kind }) => kind === 'location').map(({ event }) => event)
  expect(kept).toHaveLength(1)
  expect(kept[0]).not.toHaveProperty('lng')
  expect(JSON.stringify(kept)).not.toContain(String(home.lat))
  expect(JSON.stringify(await bot.db.select().from(practices))).not.toMatch(/\d{2}\.\d{4}/)
})

test('a real check-in while practising is not swallowed: one tap decides', async () => {
  const { bot, li } = await newcomer()
  const shop = await bot.customer({ code: 'A1', name: '永辉' })
  await plan(bot, li.openId, [shop.code])
  await li.says('练习')
  await li.sendsLocation(northOf(shop, 20))
  expect(li.card).toShow('正式签到，还是练习', '你就在 永辉 附近')
  expect(await bot.db.$count(visits)).toBe(0)
  bot.later(2)
  await li.clicks('正式签到')
  expect(li.card).toShow('拜访中 · 永辉', '距门店 20 米')
  expect(li.card).not.toShow('练习 1/3')
  // As of when the location was sent.
  const [visit] = await bot.db.select().from(visits)
  expect(visit?.checkedInAt).toEqual(new Date('2026-03-02T09:10:00+08:00'))
  await li.sendsPhoto()
  expect(li.card).toShow('拜访中 · 永辉', '照片 1 张')
  // The doubt is over: nothing can be checked in twice with it.
  expect(li.cards.some((card) => JSON.stringify(card).includes('practice.real'))).toBe(false)
  expect(await bot.db.$count(visits)).toBe(1)
})

test('a question that nobody answers leaves no position by the next morning', async () => {
  const { bot, li } = await newcomer()
  await bot.customer({ code: 'A1', name: '永辉' })
  await li.says('练习')
  await li.sendsLocation(centre)
  await li.says('练习')
  expect(JSON.stringify(await bot.db.select().from(inboundEvents))).toContain(String(centre.lat))
  bot.at('2026-03-03T03:30:00+08:00')
  await bot.job('privacy.purge', { date: '2026-03-03' })
  const events = await bot.db.select().from(inboundEvents)
  expect(JSON.stringify(events)).not.toContain(String(centre.lat))
  await li.clicks('正式签到', {}, { card: '正式签到，还是练习' })
  expect(li.toast?.type).toBe('warning')
})

test('at a real shop the rep may go on practising, and is asked once', async () => {
  const { bot, li } = await newcomer()
  const shop = await bot.customer({ code: 'A1', name: '永辉' })
  await li.says('练习')
  await li.sendsLocation(shop)
  await li.clicks('继续练习')
  expect(li.card).toShow('练习 1/3', '拜访中 · 好运来便利店')
  await li.sendsLocation(shop)
  expect(li.card).toShow('已记下离店位置')
  expect(await bot.db.$count(locationFixes)).toBe(0)
})

test('签到 of a real customer, and an open visit, go before the practice, which says that it waits', async () => {
  const { bot, li } = await newcomer()
  const shop = await bot.customer({ code: 'A1', name: '永辉' })
  await li.says('练习')
  await li.says('签到 永辉')
  await li.sendsLocation(shop)
  expect(li.card).toShow('拜访中 · 永辉')
  expect(JSON.stringify(li.messages)).toContain('练习先停下')
  await li.says('老板同意下周补二十箱，堆头谈好了')
  expect(li.card).toShow('拜访中 · 永辉', '已记为离店总结')
})

test('left and gone on with: what is sent in between counts for real', async () => {
  const { bot, li } = await newcomer()
  await bot.customer({ code: 'A1', name: '永辉' })
  await li.says('练习')
  await li.sendsLocation(home)
  await li.sendsPhoto()
  await li.clicks('退出练习')
  expect(li.card).toShow('练习先停在这里，已完成 0/3')
  await li.sendsLocation(centre)
  expect(li.card).toShow('临时拜访 · 永辉')
  await li.says('练习')
  expect(li.card).toShow('练习 1/3', '再发一张陈列照', '✓ 门头照')
  await li.says('练习 退出')
  expect(li.card).toShow('练习先停在这里')
})

test('a practice that nobody touches for half an hour takes nothing', async () => {
  const { bot, li } = await newcomer()
  await bot.customer({ code: 'A1', name: '永辉' })
  await li.says('练习')
  bot.later(31)
  await li.sendsLocation(centre)
  expect(li.card).toShow('临时拜访 · 永辉')
  await li.says('练习')
  expect(li.card).toShow('练习 1/3')
})

test('buttons that a practice does without say so; what comes too early is not kept', async () => {
  const { bot, li } = await newcomer()
  await firstVisit(bot, li)
  await li.clicks('下一次练习')
  await li.clicks('附近')
  expect(li.toast?.content).toContain('练习里用不到这个')
  await li.clicks('跳过')
  await li.clicks('提交', { kind: 'shopClosed' })
  await li.sendsPhoto()
  expect(JSON.stringify(li.messages)).toContain('练习里不保存')
  expect(await bot.db.$count(visits)).toBe(0)
})

test('by the rules of the team: no location asked for, no room for a reason, other photos', async () => {
  const { bot, li } = await newcomer()
  await rule(bot, settings.checkInEnabled, false)
  await rule(bot, settings.shelfRequired, 0)
  await li.says('练习')
  await li.clicks('签到')
  expect(li.card).toShow('拜访中', '未核对位置', '拍一张门头照')
  await li.sendsPhoto()
  expect(li.card).toShow('还差 10 字')

  await li.says('老板同意下周补二十箱，堆头位置谈好了')
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '已开单' })

  await rule(bot, settings.checkInEnabled, true)
  await rule(bot, settings.graceM, 300)
  await li.clicks('下一次练习')
  await li.clicks('跳过')
  await li.clicks('提交', { kind: 'shopClosed' })
  await li.sendsLocation(home)
  expect(li.card).toShow('不在门店附近', '距福满家超市 600 米', '门店定位有误')
  await li.clicks('门店定位有误', { reason: '店已搬到对面' })
  // Only a storefront photo is asked for: no order to mix up.
  expect(li.card).toShow('距门店 600 米（门店定位有误）', '拍一张门头照')
})

test('in English, and not for who does not visit', async () => {
  const { bot } = await newcomer()
  const amy = await bot.rep('Amy', { locale: 'en' })
  await amy.says('practice')
  expect(amy.card).toShow('Practice 1 of 3', 'Lucky Corner Shop', 'send your location here')
  await amy.sendsLocation(home)
  expect(amy.card).toShow('Take a storefront photo')
  const ann = await bot.admin('安娜')
  await ann.says('练习')
  expect(ann.lastText).toContain('只有业务员、主管')
})

test('the notice about locations comes first, and what waited is practised', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const li = await bot.rep('李雷', { consented: false })
  await rule(bot, settings.consentRequired, true)
  await li.says('练习')
  await li.sendsLocation(home)
  expect(li.card).toShow('位置与照片使用说明')
  await li.clicks('我知道了')
  expect(li.card).toShow('练习 1/3', '拜访中')
  expect(await bot.db.$count(locationFixes)).toBe(0)
  const events = await bot.db.select().from(inboundEvents)
  expect(events.filter(({ kind }) => kind === 'location')[0]?.event).not.toHaveProperty('lng')
})

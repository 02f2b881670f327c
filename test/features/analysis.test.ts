import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { date } from '../../src/domain/time.ts'
import { readMetrics } from '../../src/features/performance/metrics/read.ts'
import { recordViews, visitAssessments } from '../../src/features/trust/tables.ts'
import { locationFixes } from '../../src/features/visits/tables.ts'
import { startBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import { recorder } from './performance-support.ts'

/** A week of 李雷, small enough to count on paper, and a colleague who did nothing. */
async function aWeek() {
  const bot = await startBot({ now: '2026-11-26T10:00:00+08:00' })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const people = {
    li: await bot.rep('李雷'),
    han: await bot.rep('韩梅'),
    wang: await bot.manager('王芳', { leads: 'T1' }),
    zhao: await bot.manager('赵强', { team: 'T2', leads: 'T2' }),
    ann: await bot.admin('安娜', { team: 'T2' }),
    vera: await bot.rep('薇拉', { role: 'viewer' }),
    far: await bot.rep('远方', { team: 'T2' }),
  }
  await bot.customer({ code: 'C1', name: '一号店', grade: 'A', tags: ['堆头'], line: '东线' })
  await bot.customer({ code: 'C2', name: '二号店', grade: 'A', line: '东线' })
  await bot.customer({ code: 'C3', name: '三号店', grade: 'B', line: '西线' })
  await bot.customer({ code: 'C4', name: '四号店', grade: 'A', line: '西线' })
  for (let i = 1; i <= 8; i++)
    await bot.customer({ code: `H${i}`, name: `韩的${i}号店`, owner: '韩梅', grade: 'C' })

  const record = recorder(bot.db)
  const li = people.li.openId
  // Monday: C1 on time, C2 on time and off site, C3 not; made up for on Wednesday. Tuesday: C1, missed.
  await record.plan(li, '2026-11-16', ['C1', 'C2', 'C3'])
  await record.plan(li, '2026-11-17', ['C1'])
  const fix = async (metres: number, at: string) => {
    const point = northOf(centre, metres)
    const id = uuidv7()
    await bot.db.insert(locationFixes).values({
      id,
      repOpenId: li,
      messageId: id,
      rawLng: point.lng,
      rawLat: point.lat,
      rawDatum: 'gcj02',
      lngGcj: point.lng,
      latGcj: point.lat,
      sentAt: new Date(at),
    })
    return id
  }
  const doubtful = uuidv7()
  await record.visit(li, 'C1', '2026-11-16', '09:00', '09:20', {
    checkInFixId: await fix(0, '2026-11-16T09:00:00+08:00'),
  })
  await record.visit(li, 'C2', '2026-11-16', '09:40', '10:10', {
    id: doubtful,
    verdict: 'off_site',
    checkInFixId: await fix(1_500, '2026-11-16T09:40:00+08:00'),
  })
  await record.visit(li, 'C3', '2026-11-18', '09:00', '09:30', { planned: false })
  await bot.db.insert(visitAssessments).values({
    visitId: doubtful,
    repOpenId: li,
    customerCode: 'C2',
    date: '2026-11-16',
    score: 40,
    band: 'amber',
    evidence: 'chat',
    evidenceShare: 1,
    rulesHash: 'x',
    assessedAt: new Date('2026-11-16T03:00:00Z'),
  })
  // C1 orders on day 7, C2 on day 8, C3 half an hour after the visit.
  await record.order('SO0', 'C4', li, '2026-08-01', [['sale', 1, 100, 100]])
  await record.order('SO1', 'C1', li, '2026-10-01', [['sale', 1, 30_000, 12_000]])
  await record.order('SO2', 'C3', li, '2026-11-18', [['sale', 10, 10_000, 50_000]])
  await record.order('SO3', 'C1', li, '2026-11-23', [['sale', 1, 50_000, 20_000]])
  await record.order('SO4', 'C2', li, '2026-11-24', [['sale', 1, 9_000, 9_000]])
  return { bot, ...people }
}

const buttonsOf = (card: unknown) => JSON.stringify(card)

test('a week asked about in the chat is the week counted by hand', async () => {
  const { bot, li, han, wang, zhao, ann, vera } = await aWeek()

  // 统计. Planned 4: two that day, one two days late, one missed. 09:20 to 09:40 between the two of Monday.
  await li.says('统计 上周')
  expect(li.card).toShow('拜访统计 · 李雷', '拜访达成率 50%（2/4）', '11-16 – 11-22')
  expect(li.card).toShow('1.5', '20 分钟', '30 分钟', '67%', '25%')
  expect(li.card).toShow('升降是与 11-09 – 11-15 相比')
  await li.says('stats 11-16 到 11-16')
  expect(li.card).toShow('拜访达成率 67%（2/3）')
  await wang.says('统计 上周')
  expect(wang.card).toShow(
    '拜访统计 · 一部',
    '明细 2 人',
    '李雷',
    '韩梅',
    '50% · 3 家次 · 3 家客户',
  )
  await wang.clicks('上一期')
  expect(wang.card).toShow('11-09 – 11-15', '没有计划，也没有拜访')
  await vera.says('统计 上周 团队')
  expect(vera.card).toShow('拜访统计 · 一部')

  // Who may not see, and what cannot be read.
  await han.says('统计 上周 @李雷')
  expect(han.lastText).toContain('看不到「李雷」的数据')
  await zhao.says('统计 李雷')
  expect(zhao.lastText).toContain('看不到「李雷」的数据')
  await li.says('统计 公司')
  expect(li.lastText).not.toContain('李雷')
  await li.says('统计 25月')
  expect(li.lastText).toContain('没看懂「25月」')
  expect(li.lastText).toContain('统计 11-01 到 11-15 团队')

  // A year of everybody is counted by a job, which turns the card into the answer.
  await ann.says('统计 2025-12-01 到 2026-11-26 全公司')
  expect(ann.card).toShow('拜访统计 · 全公司', '拜访达成率 50%（2/4）')

  // 成交: on day 7 counts, on day 8 does not.
  await li.says('成交 上周')
  expect(li.card).toShow('7 天内成交 67%：拜访 3 家，2 家下单', '订单数据截至 11-24')
  await li.clicks('看 15 天')
  expect(li.card).toShow('15 天内成交 100%：拜访 3 家，3 家下单')
  await li.says('成交 6天 上周')
  expect(li.card).toShow('6 天内成交 33%')

  // 对比: marked, each of them authorised.
  await wang.says('对比 @李雷 @韩梅 上周')
  expect(wang.card).toShow('对比 · 李雷、韩梅', '李雷 领先', '最好', '韩梅 领先 0 项')
  await zhao.says('对比 @李雷 @韩梅')
  expect(zhao.lastText).toContain('看不到')
  await wang.says('对比 @李雷')
  expect(wang.lastText).toContain('请选两到四个人')

  // 模板质量: three check-outs say nothing yet.
  await wang.says('模板质量 上周')
  expect(wang.card).toShow('只有 3 次签退，满 20 次才看得出来', '填写率 100%（3/3）')
  await bot.settle()
})

test('coverage: shares by grade and line, the missing ones paged and planned', async () => {
  const { bot, li, wang, vera } = await aWeek()
  await li.says('覆盖')
  expect(li.card).toShow('覆盖率 75%：4 家去过 3 家', 'A 级 67%（2/3）', 'B 级 100%（1/1）')
  expect(li.card).toShow('西线 50%（1/2）', '东线 100%（2/2）', '四号店', '从没去过')
  await li.clicks('加入计划')
  expect(li.card).toShow('已排 11-27')
  const wishes = await bot.db.execute<{ code: string; date: string; by: string }>(
    sql`select customer_code as code, date::text as date, by_open_id as by from plan_wishes`,
  )
  expect([...wishes]).toEqual([{ code: 'C4', date: '2026-11-27', by: li.openId }])

  // A week within the month is widened to the month, as in the digests.
  await wang.says('覆盖 上周')
  expect(wang.card).toShow(
    '覆盖率 25%：12 家去过 3 家',
    '覆盖率按月累计，从 11-01 算起',
    '第 1/2 页',
  )
  expect(wang.card).toShow('四号店', '已排 11-27', '韩的1号店')
  await wang.clicks('下一页')
  expect(wang.card).toShow('第 2/2 页', '韩的8号店')
  await vera.says('覆盖')
  expect(vera.card).toShow('覆盖率 25%')
  expect(buttonsOf(vera.card)).not.toContain('analysis.plan')
})

test('the map shows what the list holds, red only to who may know, and looks are noted', async () => {
  const { bot, li, han, wang, zhao, vera } = await aWeek()
  await wang.says('签到地图 11-16 @李雷')
  expect(wang.card).toShow(
    '签到地图 · 李雷',
    '签到 2 次',
    '红色 1 次存疑',
    '隔 20 分钟',
    '1.5 公里',
  )
  const key = /"img_key":"([^"]+)"/.exec(JSON.stringify(wang.card))?.[1] ?? ''
  expect(bot.simulator.bytes(key)?.length).toBeGreaterThan(1_000)
  expect((await bot.db.select().from(recordViews)).map((row) => row.viewerOpenId)).toEqual([
    wang.openId,
    wang.openId,
  ])
  // Of the third check-in nobody sent a position: it is in the list, and said to be on no map.
  await li.says('签到地图 上周')
  expect(li.card).toShow('签到 3 次', '其中 1 次没有位置', '存疑')
  expect(await bot.db.$count(recordViews)).toBe(2)
  for (const [who, words] of [
    [han, '签到地图 @李雷 上周'],
    [zhao, '签到地图 @李雷 上周'],
    [vera, '签到地图 上周'],
  ] as const) {
    await who.says(words)
    expect(JSON.stringify(who.card ?? {})).not.toContain('签到 2 次')
    expect(who.lastText).not.toContain('一号店')
  }
  expect(await bot.db.$count(recordViews)).toBe(2)
})

test('returns: the worked formulas of grades and of a campaign', async () => {
  const { bot, li, wang, ann, zhao } = await aWeek()
  await li.says('投产 上周')
  expect(li.card).toShow('毛利 ¥500，拜访 3 次', '还没有设拜访成本')
  await ann.says('规则 每次成本 100')
  await li.says('投产 上周')
  expect(li.card).toShow(
    '每花 1 元拜访成本，净赚 0.67 元',
    '毛利 ¥500 − 成本 ¥300（3 次 × ¥100）= ¥200；÷ ¥300 = 0.67',
    '毛利 ¥0 − 成本 ¥200（2 次 × ¥100）= -¥200；÷ ¥200 = -1',
    '毛利 ¥500 − 成本 ¥100（1 次 × ¥100）= ¥400；÷ ¥100 = 4',
  )
  // 20 + 30 + 30 minutes.
  await ann.says('规则 每分钟成本 0.5')
  await li.says('投产 上周')
  expect(li.card).toShow('成本 ¥340（3 次 × ¥100 + 80 分钟 × ¥0.50）= ¥160')

  await wang.says('投产 活动 堆头周 标签 堆头 11-20 到 11-24')
  expect(wang.lastText).toContain('请写费用多少元')
  await wang.says('投产 活动 堆头周 标签 堆头 11-20 到 11-24 费用 100')
  // ¥180 in the 90 days before are ¥10 in five days; ¥300 came.
  expect(wang.card).toShow(
    '堆头周',
    '1 家客户 5 天毛利 ¥300 − 平时 ¥10（前 90 天 ¥180 ÷ 90 × 5）= 增量 ¥290',
    '（增量 ¥290 − 费用 ¥100）÷ ¥100 = 1.9',
  )
  // The metric is of the same reading: of the owner of the one customer, and of everybody.
  const ask = { from: date('2026-11-01'), to: date('2026-11-26'), keys: ['campaign_roi'] as const }
  const context = await bot.context()
  const openIds = [li.openId, zhao.openId]
  const metric = await readMetrics(context, { ...ask, openIds }, 'rep')
  expect(metric.get(zhao.openId)?.campaign_roi).toBeNull()
  const all = await readMetrics(context, { ...ask, openIds }, 'all')
  expect(all.get('all')?.campaign_roi).toBeCloseTo(1.9)
  await li.says('投产 本月')
  expect(li.card).toShow('堆头周', '÷ ¥100 = 1.9')
  await zhao.says('投产 删除活动 堆头周')
  await zhao.says('投产 本月')
  expect(zhao.card).toShow('暂无活动')
  await li.says('投产 活动 假的 标签 堆头 11-20 到 11-24 费用 1')
  await wang.says('投产 本月')
  expect(wang.card).toShow('活动 1 个', '堆头周')
  await wang.says('投产 删除活动 堆头周')
  await wang.says('投产 本月')
  expect(wang.card).toShow('暂无活动')

  // Of a campaign of the whole company a team sees its part, and nothing where it has no customer in it.
  await ann.says('投产 活动 全公司堆头 标签 堆头 11-20 到 11-24 费用 100')
  await wang.says('投产 本月')
  expect(wang.card).toShow('全公司堆头', '÷ ¥100 = 1.9', '只算自己客户的部分')
  await zhao.says('投产 本月')
  expect(zhao.card).not.toShow('全公司堆头')
})

import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { scoreActions } from '../../cards/scores/actions.ts'
import { date } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { scoresOf } from '../../src/features/scores/read.ts'
import { scoreVersions } from '../../src/features/scores/tables.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { recorder } from './performance-support.ts'

const said = (phone: { messages: readonly { content: string }[] }) =>
  phone.messages.at(-1)?.content ?? ''
const idOf = (phone: { cardMessages(): readonly { messageId: string }[] }) =>
  phone.cardMessages().at(-1)?.messageId ?? ''

/** October and November of 李雷 (T1) and 韩梅 (T2): counted on paper. */
async function company() {
  const bot = await startBot({ now: '2026-11-26T10:00:00+08:00' })
  await bot.team('HQ', { name: '总部' })
  await bot.team('T1', { name: '一部', parent: 'HQ' })
  await bot.team('T2', { name: '二部', parent: 'HQ' })
  const people = {
    li: await bot.rep('李雷', { team: 'T1' }),
    han: await bot.rep('韩梅', { team: 'T2' }),
    wang: await bot.manager('王芳', { team: 'T1', leads: 'T1' }),
    ann: await bot.admin('安娜'),
    vera: await bot.rep('薇拉', { role: 'viewer', team: 'T2' }),
    finn: await bot.rep('费恩', { role: 'finance', team: 'HQ' }),
  }
  const record = recorder(bot.db)
  const { li, han } = people
  for (const month of ['10', '11']) {
    // Planned 4, visited 3: completion 0.75.
    await record.plan(li.openId, `2026-${month}-02`, ['C1', 'C2', 'C3', 'C4'])
    for (const [i, code] of ['C1', 'C2', 'C3'].entries())
      await record.visit(li.openId, code, `2026-${month}-02`, `1${i}:00`, `1${i}:20`, {
        summaryScore: [100, 60, 20][i] ?? null,
        photosComplete: i > 0,
        // In November nothing was promised.
        nextVisitOn: month === '10' && i === 0 ? '2026-10-09' : null,
      })
  }
  await record.plan(han.openId, '2026-11-02', ['C5', 'C6'])
  await record.visit(han.openId, 'C5', '2026-11-02', '09:00', '09:20', { summaryScore: 40 })
  return { bot, ...people }
}

test('everybody sees what they may: a rep the own with its parts, managers and viewers their teams', async () => {
  const { bot, li, han, wang, ann, vera, finn } = await company()
  await li.says('评分')
  // (0.75 × 35 + 2/3 × 25 + 0.6 × 20) ÷ 80: nobody promised anything, its 20 go to the others.
  expect(li.card).toShow('评分 · 李雷', '综合能力 68.6 分', '2026 年 11 月 · 至今')
  expect(li.card).toShow('拜访达成率', '75% · 权重 35', '32.8 分')
  expect(li.card).toShow('跟进兑现率', '暂无数据，不计入 · 权重 20', '满分 100')
  // October: the promise was broken, 0 of 20.
  expect(li.card).toShow('较上月 +13.7 分', '近 6 个月升 13.7 分')
  await li.clicks('10 月')
  expect(li.card).toShow('综合能力 54.9 分', '0% · 权重 20')
  await li.says('评分 韩梅')
  expect(said(li)).toContain('没找到「韩梅」')
  await li.says('评分 2027-01')
  expect(said(li)).toContain('还没开始')
  await li.says('评分 管理')
  expect(said(li)).toContain('由管理员管')
  const press = async (phone: typeof li, call: { value: unknown }) => {
    const answer = await phone.acts(idOf(phone), { tag: 'button', value: call.value as never })
    await bot.settle()
    return answer.toast
  }
  const hers = scoreActions.person({ openId: han.openId, month: '2026-11' })
  expect(await press(li, hers)).toMatchObject({ type: 'error' })

  await wang.says('评分')
  expect(wang.card).toShow('评分 · 一部', '平均 68.6 分，最高 李雷 68.6 分', '1. 李雷')
  expect(JSON.stringify(wang.card)).not.toContain('韩梅')
  expect(await press(wang, hers)).toMatchObject({ type: 'error' })
  const team2 = { teamCode: 'T2', score: 'ability', month: '2026-11', page: 0 }
  expect(await press(wang, scoreActions.team(team2))).toMatchObject({ type: 'error' })

  await vera.says('评分')
  // (0.5 × 35 + 1 × 25 + 0.4 × 20) ÷ 80.
  expect(vera.card).toShow('评分 · 二部', '韩梅', '63.1 分')
  expect(JSON.stringify(vera.card)).not.toContain('管理评分')
  await vera.clicks('1. 韩梅')
  expect(vera.card).toShow('评分 · 韩梅')
  await vera.clicks('看团队')
  expect(vera.card).toShow('评分 · 二部')
  // Elsewhere: on the own month, on the team's, on 业绩, as a file's rows.
  await li.says('月报')
  expect(li.card).toShow('综合能力 68.6 分', '较上月 +13.7 分')
  await li.clicks('评分')
  expect(li.card).toShow('评分 · 李雷', '2026 年 11 月')
  await li.says('业绩')
  expect(li.card).toShow('综合能力 68.6 分')
  await wang.says('月报')
  expect(wang.card).toShow('综合能力 平均 68.6 分')
  await ann.says('月报')
  // 68.6 and 63.1; in October 54.9 of one.
  expect(ann.card).toShow('综合能力 平均 65.9 分', '较上月 +11 分')
  await li.says('周报')
  expect(li.card).not.toShow('综合能力')
  await wang.says('导出 评分 上月')
  expect(wang.card).toShow('已导出 · 评分', '共 1 行')

  await vera.says('评分 李雷')
  expect(said(vera)).toContain('没找到')
  // A viewer reads the digests of the same teams, and is offered nothing to decide.
  await vera.says('日报 2026-11-02')
  expect(vera.card).toShow('拜访日报', '二部')
  expect(JSON.stringify(vera.card)).not.toContain('我知道了')
  await vera.says('月报')
  expect(vera.card).toShow('拜访月报', '二部')
  await ann.says('评分')
  expect(ann.card).toShow('评分 · 总部', '2 人 · 0 人暂无数据', '1. 李雷', '2. 韩梅')
  await finn.says('评分')
  expect(said(finn)).toContain('可以用')
})

test('an admin makes a score: mended in words, tried on last month, published; old months keep theirs', async () => {
  const { bot, li, ann } = await company()
  await ann.says('评分 管理')
  expect(ann.card).toShow('1 个评分', '综合能力', '系统自带', '在用')
  expect(ann.card).toShow(
    '加权(拜访达成率, 35, 有效拜访率, 25, 总结质量, 20, 跟进兑现率, 20) × 100',
  )
  await ann.clicks('新建评分')
  const typed = { name: '勤奋', unit: 'points', full: '100', from: '2026-11' }
  await ann.submits({ ...typed, formula: '达成率 × 60 + 40 × 有效拜访率' })
  expect(ann.card).toShow('不认识「达成率」：第 1 个字「达成率 × 60」。是不是「拜访达成率」')
  expect(JSON.stringify(ann.card)).toContain('40 × 有效拜访率')
  await ann.submits({ ...typed, formula: '拜访达成率 × (60 + ' })
  expect(ann.card).toShow('公式读不懂：结尾处还缺东西')
  await ann.submits({ ...typed, formula: '拜访达成率 > 60' })
  expect(ann.card).toShow('公式里不能用「>」：第 7 个字')
  await ann.submits({ ...typed, name: '综合能力', formula: '拜访达成率 × 100' })
  expect(ann.card).toShow('已经有「综合能力」了')
  await ann.submits({ ...typed, full: '很多', formula: '拜访达成率 × 100' })
  expect(ann.card).toShow('满分「很多」不对')
  await ann.submits({ ...typed, formula: '拜访达成率 × 60 ＋ ４０ × 有效拜访率' })
  expect(ann.card).toShow('勤奋', '草稿，还没发布', '拜访达成率 × 60 + 40 × 有效拜访率')
  await ann.clicks('用上月试算')
  // October of 李雷: 45 + 26.7; 韩梅 had none.
  expect(ann.card).toShow('试算 · 勤奋', '2026 年 10 月平均 71.7 分', '李雷')
  expect(ann.card).toShow('拜访达成率：1 人没有数据', '缺：拜访达成率、有效拜访率')
  const [draft] = await bot.db.select().from(scoreVersions)
  expect(draft?.formula).toBe('completion_rate * 60 + 40 * valid_rate')
  await ann.clicks('发布')
  expect(ann.card).toShow('勤奋', '安娜 11-26 10:00 发布', '在用')
  const again = await ann.acts(idOf(ann), {
    tag: 'button',
    value: scoreActions.publish({ versionId: draft?.id ?? '' }).value,
  })
  await bot.settle()
  expect(again.toast).toMatchObject({ type: 'warning', content: '这个版本已经发布了。' })

  // A next version from December on, another from this month on: each month has its own.
  const change = async (formula: string, from: string) => {
    await ann.says('评分 管理')
    await ann.clicks('勤奋')
    await ann.clicks('改公式')
    await ann.submits({ ...typed, full: '', formula, from })
    await ann.clicks('发布')
  }
  await change('拜访达成率 × 1000', '2026-12')
  await ann.says('评分 管理')
  await ann.clicks('勤奋')
  await ann.clicks('改公式')
  await ann.submits({ ...typed, full: '', formula: '拜访达成率 × 10', from: '2026-11' })
  await ann.clicks('用上月试算')
  expect(ann.card).toShow('平均 71.7 分 → 7.5 分', '0 人升，1 人降', '71.7 分 → 7.5 分', '-64.2 分')
  await ann.clicks('发布')
  expect(await bot.db.$count(scoreVersions, eq(scoreVersions.status, 'published'))).toBe(3)

  const ctx = {
    tx: bot.db,
    rules: await loadRules(bot.db),
    zone: 'Asia/Shanghai',
    today: date('2026-12-20'),
  }
  const record = recorder(bot.db)
  await record.plan(li.openId, '2026-12-02', ['C1'])
  await record.visit(li.openId, 'C1', '2026-12-02', '09:00', '09:20')
  const valueIn = async (month: string) =>
    (await scoresOf(ctx, [li.openId], month))
      .get(li.openId)
      ?.map(({ score, value }) => [score.name, value])
  expect(await valueIn('2026-10')).toMatchObject([['综合能力', expect.closeTo(54.92, 1)]])
  expect(await valueIn('2026-11')).toMatchObject([
    ['综合能力', expect.anything()],
    ['勤奋', 7.5],
  ])
  expect(await valueIn('2026-12')).toMatchObject([
    ['综合能力', 100],
    ['勤奋', 1000],
  ])

  // Retired: this month and later are without it, what was published stays to be seen.
  bot.at('2027-01-05T10:00:00+08:00')
  await ann.says('评分 管理')
  await ann.clicks('勤奋')
  await ann.clicks('停用')
  expect(ann.card).toShow('2027 年 1 月起停用', '拜访达成率 × 1000')
  expect(await valueIn('2027-01')).toHaveLength(1)
  expect(await valueIn('2026-12')).toHaveLength(2)
})

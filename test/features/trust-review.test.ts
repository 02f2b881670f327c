import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { trustActions } from '../../cards/trust/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { unaskedMessages } from '../../src/features/nudges/tables.ts'
import { teamManagers, users } from '../../src/features/org/tables.ts'
import {
  recordViews,
  visitAssessments,
  visitRulings,
  visitSignals,
} from '../../src/features/trust/tables.ts'
import { visitPhotos } from '../../src/features/visits/tables.ts'
import type { TestBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { at, company, doubtful, far, forged, short } from './trust-support.ts'
import { cardsOf, rule } from './visits-support.ts'

const ruledAs = async (bot: TestBot, visitId: string) => {
  const [row] = await bot.db
    .select()
    .from(visitAssessments)
    .where(eq(visitAssessments.visitId, visitId))
  return row?.ruledAs
}
const leave = (bot: TestBot, name: string) =>
  bot.db
    .update(users)
    .set({ status: 'left' })
    .where(eq(users.openId, openIdOf(name)))

describe('待核查拜访', () => {
  test('one card a day for each judge, worst first, paged; silent for who has nothing', async () => {
    const { bot, li, wang, chen, zhao, na, admin } = await company()
    await doubtful(bot, { score: 65, band: 'amber', flags: [short] })
    const worst = await doubtful(bot, { rep: '韩梅', customer: 'A2', score: 20, ago: 50 })
    await doubtful(bot, { score: 40, flags: [far], ago: 90 })
    await doubtful(bot, { score: 96, band: 'green', flags: [] })
    await li.says('说明情况')
    await li.clicks('说明情况')
    await li.clicks('提交', { text: '车停在路口' })
    bot.at(at('17:29'))
    await bot.tick()
    expect(wang.cards).toHaveLength(0)
    bot.at(at('17:31'))
    await bot.tick()
    await bot.tick()
    await bot.job('trust.review')
    for (const judge of [wang, chen]) {
      expect(judge.cards).toHaveLength(1)
      expect(judge.card).toShow('待核查拜访', '第 1/3 条', '韩梅 · 联华·解放路店', '信任分 20')
      expect(judge.card).toShow('签到位置距门店 812 米', '业务员还没有说明', '其余 2 条')
    }
    for (const other of [zhao, na, admin]) expect(other.cards).toHaveLength(0)

    await wang.clicks('下一条')
    expect(wang.card).toShow('第 2/3 条', '李雷 · 永辉·人民路店', '信任分 40')
    await wang.clicks('下一条')
    expect(wang.card).toShow('第 3/3 条', '信任分 65')
    await wang.clicks('上一条')
    expect(wang.cards).toHaveLength(1)
    // Who saw it is noted for the rep.
    const views = await bot.db.select().from(recordViews).where(eq(recordViews.visitId, worst))
    expect(views.map(({ viewerOpenId }) => viewerOpenId).toSorted()).toEqual(
      [wang.openId, chen.openId].toSorted(),
    )
  })

  test('属实 in one tap; 可疑 and 不实 say why; the rep hears it and nothing is deducted', async () => {
    const { bot, li, han, wang } = await company()
    const first = await doubtful(bot, { score: 20 })
    const second = await doubtful(bot, { rep: '韩梅', score: 30, ago: 60 })
    await wang.says('核查')
    await wang.clicks('不实')
    expect(wang.card).toShow('不实 · 李雷', '为什么？业务员会看到')
    const bare = await forged(
      wang,
      trustActions.submitRuling({ visitId: first, level: 1, verdict: 'false' }),
      { note: '' },
    )
    expect(bare.toast?.content).toContain('请写理由')
    expect(await ruledAs(bot, first)).toBeNull()
    await wang.clicks('裁定为不实', { note: '签到时你在仓库，店主说没见到人' })
    expect(wang.toast?.content).toBe('已裁定：不实')
    expect(await ruledAs(bot, first)).toBe('false')
    expect(li.card).toShow(
      '裁定 · 永辉·人民路店',
      '王芳裁定：不实',
      '签到时你在仓库',
      '不会自动扣罚',
      '可以申诉',
    )
    // A manager's word goes at once and counts for the day's cap.
    expect(
      await bot.db.select().from(unaskedMessages).where(eq(unaskedMessages.what, 'person')),
    ).toHaveLength(1)

    expect(wang.card).toShow('第 1/1 条', '韩梅')
    const cards = han.cards.length
    await wang.clicks('属实')
    expect(await ruledAs(bot, second)).toBe('honest')
    expect(wang.card).toShow('都核查完了', '今天裁定 2 条')
    // That nothing was wrong is no reason to disturb.
    expect(han.cards).toHaveLength(cards)
    await han.says('说明情况')
    expect(han.card).toShow('我的核查', '属实')
  })

  test('two judges at once: the first word counts, the other is told who was quicker', async () => {
    const { bot, wang, chen } = await company()
    const id = await doubtful(bot)
    await bot.job('trust.review')
    await chen.clicks('可疑')
    await Promise.all([wang.clicks('属实'), chen.clicks('裁定为可疑', { note: '停留太短' })])
    const rulings = await bot.db.select().from(visitRulings)
    expect(rulings).toHaveLength(1)
    const [winner, loser] = rulings[0]?.byOpenId === wang.openId ? [wang, chen] : [chen, wang]
    const verdict = winner === wang ? '属实' : '可疑'
    expect(loser.toast).toMatchObject({ type: 'warning' })
    expect(loser.toast?.content).toBe(`${winner.person.name}已裁定：${verdict}`)
    expect(await ruledAs(bot, id)).toBe(winner === wang ? 'honest' : 'doubtful')
    // A second tap of the same person changes nothing either.
    const again = await forged(
      winner,
      trustActions.rule({ visitId: id, level: 1, verdict: 'honest' }),
    )
    expect(again.toast?.content).toBe(`你已裁定：${verdict}`)
  })

  test('ruled by the direct manager or deputy: not by the level above, not by an admin', async () => {
    const { bot, na, admin } = await company()
    const id = await doubtful(bot)
    for (const person of [na, admin]) {
      await person.says('核查')
      expect(person.card).toShow('没有待核查的拜访')
      const ruled = await forged(
        person,
        trustActions.rule({ visitId: id, level: 1, verdict: 'honest' }),
      )
      expect(ruled.toast?.type).toBe('error')
      // They may look: a manager up the tree, and admins.
      const seen = await forged(person, trustActions.review({ visitId: id }))
      expect(seen.toast?.type).not.toBe('error')
      expect(person.card).toShow('李雷 · 永辉·人民路店')
      await expect(person.clicks('属实')).rejects.toThrow('no button')
    }
    expect(await ruledAs(bot, id)).toBeNull()
  })

  test('a visit of a manager goes one level up, one of a deputy to the manager alone', async () => {
    const { bot, wang, chen, na } = await company()
    const ofWang = await doubtful(bot, { rep: '王芳', score: 25 })
    const ofChen = await doubtful(bot, { rep: '陈军', score: 35, customer: 'A2' })
    await bot.job('trust.review')
    expect(na.card).toShow('第 1/1 条', '王芳 · 永辉')
    expect(wang.card).toShow('第 1/1 条', '陈军 · 联华')
    expect(cardsOf(chen).join()).not.toContain('待核查')
    for (const [person, visitId] of [
      [wang, ofWang],
      [chen, ofChen],
      [chen, ofWang],
    ] as const) {
      const own = await forged(person, trustActions.rule({ visitId, level: 1, verdict: 'honest' }))
      expect(own.toast?.type).toBe('error')
    }
    expect(await bot.db.$count(visitRulings)).toBe(0)
  })

  test('a manager who left rules nothing; without any the next level, then the admins', async () => {
    const { bot, wang, chen, na, admin } = await company()
    const id = await doubtful(bot)
    await bot.job('trust.review')
    await leave(bot, '王芳')
    const gone = await forged(wang, trustActions.rule({ visitId: id, level: 1, verdict: 'honest' }))
    expect(gone.toast?.type).toBe('error')
    await leave(bot, '陈军')
    await na.says('核查')
    expect(na.card).toShow('第 1/1 条', '李雷')
    await leave(bot, '李娜')
    await admin.says('核查')
    expect(admin.card).toShow('第 1/1 条', '李雷')
    await admin.clicks('属实')
    expect(await ruledAs(bot, id)).toBe('honest')
    expect(chen.cards).toHaveLength(1)
  })

  test('nobody at all: nothing is asked of the rep, and nothing breaks', async () => {
    const { bot, li } = await company()
    await bot.db.delete(teamManagers)
    await leave(bot, '管理员')
    await doubtful(bot)
    await bot.job('trust.review')
    expect(li.cards).toHaveLength(0)
    await li.says('说明情况')
    await expect(li.clicks('说明情况')).rejects.toThrow('no button')
  })

  test('what became green, or too old, is no longer listed; what was explained stays', async () => {
    const { bot, li, wang } = await company()
    const green = await doubtful(bot, { score: 30 })
    await doubtful(bot, { score: 35, customer: 'A2', ago: 45 })
    await wang.says('核查')
    await bot.db
      .update(visitAssessments)
      .set({ band: 'green' })
      .where(eq(visitAssessments.visitId, green))
    await wang.clicks('属实')
    expect(wang.toast).toMatchObject({ type: 'warning', content: '这次拜访现在没有疑问了。' })
    expect(wang.card).toShow('第 1/1 条', '联华')
    await li.says('说明情况')
    await li.clicks('说明情况')
    await li.clicks('提交', { text: '店在装修' })
    await doubtful(bot, { rep: '韩梅', score: 10 })
    await rule(bot, settings.trustReviewDays, 3)
    bot.at(at('10:00', '2026-12-01'))
    await wang.says('核查')
    expect(wang.card).toShow('第 1/1 条', '李雷 · 联华', '店在装修')
  })
})

test('however many wait: an appeal comes first and nothing is cut off, a page at a time', async () => {
  const { bot, li, wang, na } = await company()
  const id = await doubtful(bot, { score: 74, band: 'amber', flags: [short] })
  await wang.says('核查')
  await wang.clicks('不实')
  await wang.clicks('裁定为不实', { note: '店主说没见到人' })
  await li.clicks('申诉')
  await li.clicks('提交', { text: '我去了' })
  // 700 worse ones of 王芳, whom 李娜 judges, and of 李雷, whom she does not.
  for (const [rep, score] of [
    ['王芳', 5],
    ['李雷', 6],
  ] as const)
    await bot.db.execute(sql`
      with v as (
        insert into visits (id, rep_open_id, customer_code, date, planned, status, closed_by,
          checked_in_at, checked_out_at, dwell_minutes, location_source, verdict)
        select gen_random_uuid(), ${openIdOf(rep)}, 'A2', '2026-11-23', false, 'closed', 'rep', now, now, 0,
          'chat', 'off_site'
        from (select ${at('09:00', '2026-11-23')}::timestamptz + n * interval '1 second' as now
          from generate_series(1, 700) n) t
        returning id, rep_open_id, customer_code, date)
      insert into visit_assessments (visit_id, rep_open_id, customer_code, date, score, band, evidence,
        evidence_share, rules_hash, assessed_at)
      select id, rep_open_id, customer_code, date, ${score}::integer, 'red', 'chat', 0.5, 'test', now() from v`)
  await na.says('核查')
  expect(na.card).toShow('第 1/701 条', '李雷 · 永辉', '李雷的申诉', '其余 700 条')
  await na.clicks('下一条')
  expect(na.card).toShow('第 2/701 条', '王芳 · 联华', '信任分 5')
  await na.clicks('上一条')
  await na.clicks('属实')
  expect(await ruledAs(bot, id)).toBe('honest')
  expect(na.card).toShow('第 1/700 条')
  await wang.says('核查')
  expect(wang.card).toShow('第 1/700 条', '李雷 · 联华', '信任分 6')
})

const picture = (n: number) =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: { r: n * 40, g: 90, b: 20 } } })
    .jpeg()
    .toBuffer()

describe('photos side by side', () => {
  test('the pair that a rule found, with the other rep’s name only for who leads them', async () => {
    const { bot, wang } = await company()
    const earlier = await doubtful(bot, { rep: '韩梅', customer: 'A2', band: 'green', ago: 600 })
    await bot.rep('外人', { team: 'T2' })
    const foreign = await doubtful(bot, { rep: '外人', customer: 'A2', band: 'green', ago: 900 })
    const keys: string[] = []
    const photo = async (visitId: string, rep: string) => {
      const id = crypto.randomUUID()
      const key = await bot.runtime.platform.uploadImage(await picture(keys.length))
      keys.push(key)
      await bot.db.insert(visitPhotos).values({
        ...{ id, visitId, repOpenId: openIdOf(rep), messageId: id, imageKey: id },
        ...{ createdAt: bot.now(), kind: 'shelf', status: 'stored', cardImageKey: key },
      })
      return id
    }
    const theirs = await photo(earlier, '韩梅')
    const foreigns = await photo(foreign, '外人')
    const reused = (photoId: string, otherPhotoId: string, ruleId: string) => ({
      ruleId,
      strength: 'strong' as const,
      weight: 60,
      numbers: { count: 1, distance: 0, daysAgo: 0, photoId, otherPhotoId, otherVisitId: earlier },
    })
    const first = await doubtful(bot, { score: 10, flags: [], tell: false })
    const own = await photo(first, '李雷')
    const other = await photo(first, '李雷')
    await bot.db
      .insert(visitSignals)
      .values(
        [reused(own, theirs, 'photo-same-file'), reused(other, foreigns, 'photo-same-shot')].map(
          (one) => ({ ...one, visitId: first, state: 'flag' as const }),
        ),
      )
    await wang.says('核查')
    const card = JSON.stringify(wang.card)
    expect(keys).toHaveLength(4)
    for (const key of keys) expect(card).toContain(key)
    expect(wang.card).toShow('韩梅 联华·解放路店', '另一位业务员')
    expect(wang.card).not.toShow('外人')
  })
})

describe('forwarded and stale', () => {
  test('in a group a ruling card answers nothing with names', async () => {
    const { bot, wang } = await company()
    const id = await doubtful(bot)
    await wang.says('核查')
    expect(JSON.stringify(wang.card)).toContain('"enable_forward":false')
    const asked = trustActions.askNote({ visitId: id, level: 1, verdict: 'false' })
    await wang.clicks('属实')
    const late = await forged(wang, asked)
    expect(late.toast?.content).toBe('你已裁定：属实')
    // An appeal that was never made cannot be decided on.
    const early = await forged(
      wang,
      trustActions.rule({ visitId: id, level: 2, verdict: 'honest' }),
    )
    expect(early.toast?.type).not.toBe('success')
    expect(await bot.db.$count(visitRulings)).toBe(1)
  })
})

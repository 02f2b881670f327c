import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { trustActions } from '../../cards/trust/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { unaskedMessages } from '../../src/features/nudges/tables.ts'
import {
  explanationPhotos,
  visitAssessments,
  visitExplanations,
} from '../../src/features/trust/tables.ts'
import { visitPhotos, visits } from '../../src/features/visits/tables.ts'
import '../support/matchers.ts'
import { assessed, at, company, doubtful, forged, tuesday } from './trust-support.ts'
import { cardsOf, plan, rule, street, visited } from './visits-support.ts'

describe('the rep’s side of a doubtful visit', () => {
  test('the card of the closed visit says the score with each reason and its number; green is one quiet line', async () => {
    const { bot, li, shop } = await street(at('09:10'))
    await plan(bot, li.openId, ['A1'], tuesday)
    await visited(li, shop)
    bot.later(14)
    await li.clicks('签退')
    await li.clicks('提交', { outcome: 'stocked', summary: '老板说库存充足，下周再来看看' })
    expect(li.card).toShow('拜访完成')
    const before = li.cards.length
    const [visit] = await bot.db.select().from(visits)
    const id = visit?.id ?? ''
    const row = {
      visitId: id,
      repOpenId: li.openId,
      customerCode: 'A1',
      date: '2026-11-24',
      evidence: 'chat' as const,
      evidenceShare: 1,
      rulesHash: 'x',
      assessedAt: bot.now(),
    }
    await bot.db
      .insert(visitAssessments)
      .values({ ...row, score: 96, band: 'green' })
      .onConflictDoUpdate({
        target: visitAssessments.visitId,
        set: { score: 96, band: 'green' },
      })
    await assessed(bot, id, li.openId)
    expect(li.cards).toHaveLength(before)
    expect(li.card).toShow('拜访完成', '信任分 96')
    expect(li.card).not.toShow('说明情况')
    expect(await bot.db.$count(unaskedMessages)).toBe(0)
  })

  test('amber and red: reasons in plain words, a nudge, one tap to explain; then nothing more is asked', async () => {
    const { bot, li, wang } = await company()
    const id = await doubtful(bot)
    expect(li.cards).toHaveLength(1)
    expect(li.card).toShow(
      '提醒',
      '1 次拜访请说明情况',
      '永辉·人民路店',
      '签到位置距门店 812 米，超出 370 米（含定位误差 70 米）',
    )
    for (const text of cardsOf(li)) expect(text).not.toMatch(/作弊|造假|欺|fraud|cheat/i)
    await li.clicks('说明情况')
    expect(li.card).toShow(
      '请说明情况 · 永辉·人民路店',
      '停留 2 分钟，少于 3 分钟',
      '另有 2 项证据不足',
    )
    const empty = await forged(li, trustActions.submitExplanation({ visitId: id }), { text: ' ' })
    expect(empty.toast?.content).toContain('请写一句说明')
    await li.clicks('提交', { text: '门口修路，车停在路口' })
    expect(li.card).toShow('已说明 · 永辉·人民路店', '已交给王芳、陈军看', '门口修路，车停在路口')
    expect(wang.cards).toHaveLength(0)

    // Assessed once more, and told once more: it was said.
    bot.later(30)
    await assessed(bot, id, li.openId)
    await bot.job('nudges.send')
    expect(cardsOf(li).filter((text) => text.includes('提醒'))).toHaveLength(1)
    await li.clicks('改说明')
    await li.clicks('提交', { text: '门口修路，车停在路口，走过去的' })
    const rows = await bot.db.select().from(visitExplanations)
    expect(rows).toMatchObject([{ visitId: id, text: '门口修路，车停在路口，走过去的' }])
    expect(rows[0]?.askedAt).toEqual(new Date(at('10:00')))
  })

  test('two taps make one explanation', async () => {
    const { bot, li } = await company()
    await doubtful(bot)
    await Promise.all([li.clicks('说明情况'), li.clicks('说明情况')])
    await Promise.all([
      li.clicks('提交', { text: '门店搬到对面了' }),
      li.clicks('提交', { text: '门店搬到对面了' }),
    ])
    expect(await bot.db.$count(visitExplanations)).toBe(1)
  })

  test('by rule amber is not asked about; the visit’s card and the list still say it', async () => {
    const { bot, li } = await company()
    await rule(bot, settings.trustTellRep, 'red' as const)
    await doubtful(bot, { band: 'amber', score: 65 })
    expect(li.cards).toHaveLength(0)
    await li.says('说明情况')
    expect(li.card).toShow('我的核查', '1 次拜访可以说明情况', '信任分 65')
    await doubtful(bot, { band: 'red', customer: 'A2' })
    expect(cardsOf(li).at(-1)).toContain('1 次拜访请说明情况')
  })

  test('several stand on one card; what is green by then is left out', async () => {
    const { bot, li } = await company(at('20:00'))
    await rule(bot, settings.hours, '09:00-18:00')
    const first = await doubtful(bot)
    await doubtful(bot, { customer: 'A2', ago: 20 })
    await doubtful(bot, { customer: 'A2', ago: 10 })
    expect(li.cards).toHaveLength(0)
    await bot.db
      .update(visitAssessments)
      .set({ band: 'green', score: 90 })
      .where(eq(visitAssessments.visitId, first))
    // The morning card may come first; then it is quiet for ten minutes.
    for (const time of ['09:00', '09:15']) {
      bot.at(at(time, '2026-11-25'))
      await bot.tick()
    }
    const cards = cardsOf(li).filter((text) => text.includes('请说明情况'))
    expect(cards).toHaveLength(1)
    expect(cards[0]).toContain('2 次拜访请说明情况')
    expect(cards[0]).not.toContain('永辉')
  })
})

describe('photos of an explanation', () => {
  test('what is sent after 补照片 belongs to it, not to a visit; 发完了 ends that', async () => {
    const { bot, li } = await company()
    await doubtful(bot)
    await li.clicks('说明情况')
    await li.clicks('提交', { text: '门头在装修' })
    await li.clicks('补照片')
    expect(li.card).toShow('接下来 10 分钟里')
    await li.sendsPhoto()
    await li.sendsPhoto()
    await li.says('旁边是临时入口')
    const photos = await bot.db.select().from(explanationPhotos)
    expect(photos.map(({ status }) => status)).toEqual(['stored', 'stored'])
    expect(await bot.db.$count(visitPhotos)).toBe(0)
    expect(li.card).toShow('附照片 2 张', '门头在装修', '旁边是临时入口')
    expect(JSON.stringify(li.card)).toContain(photos[0]?.cardImageKey)
    await li.clicks('发完了')
    await li.sendsPhoto()
    expect(await bot.db.$count(explanationPhotos)).toBe(2)
    expect(await bot.db.$count(visitPhotos)).toBe(1)
  })

  test('after ten minutes, or in the next shop, a photo is the visit’s again', async () => {
    const { bot, li, shop } = await company()
    await doubtful(bot)
    await li.clicks('说明情况')
    await li.clicks('提交', { text: '门头在装修' })
    await li.clicks('补照片')
    bot.later(3)
    await li.sendsLocation(shop)
    await li.clicks('临时拜访')
    expect(li.card).toShow('拜访中')
    await li.sendsPhoto()
    expect(await bot.db.$count(explanationPhotos)).toBe(0)
    expect(await bot.db.$count(visitPhotos)).toBe(1)
  })
})

describe('nobody else', () => {
  test('peers, other managers, viewers and finance see and do nothing, whatever they send or click', async () => {
    const { bot, li, han, zhao } = await company()
    const viewer = await bot.rep('查看者', { role: 'viewer' })
    const finance = await bot.rep('财务', { role: 'finance' })
    const id = await doubtful(bot)
    for (const person of [han, zhao, viewer, finance]) {
      for (const [call, form] of [
        [trustActions.explain({ visitId: id })],
        [trustActions.submitExplanation({ visitId: id }), { text: '替他说' }],
        [trustActions.showOwn({ visitId: id })],
        [trustActions.viewers({ visitId: id })],
        [trustActions.review({ visitId: id })],
        [trustActions.rule({ visitId: id, level: 1, verdict: 'honest' })],
        [trustActions.askNote({ visitId: id, level: 1, verdict: 'false' })],
        [
          trustActions.submitRuling({ visitId: id, level: 1, verdict: 'false' }),
          { note: '看着像' },
        ],
        [trustActions.appeal({ visitId: id })],
      ] as const) {
        const result = await forged(person, call, form as Record<string, string>)
        expect(result.toast, call.name).toMatchObject({ type: 'error' })
        expect(JSON.stringify(result.card)).not.toMatch(/永辉|812 米/)
      }
      await person.says('核查')
      await person.says('说明情况')
      const seen = JSON.stringify(person.messages)
      expect(seen).not.toMatch(/李雷|永辉|信任分 30|812 米/)
    }
    expect(await bot.db.$count(visitExplanations)).toBe(0)
    const [row] = await bot.db.select().from(visitAssessments)
    expect(row?.ruledAs).toBeNull()
    // The rep's own manager does not explain in the rep's place.
    const refused = await forged(zhao, trustActions.explain({ visitId: id }))
    expect(refused.toast?.type).toBe('error')
    expect(li.card).toShow('请说明情况')
  })
})

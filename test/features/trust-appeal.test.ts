import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { trustActions } from '../../cards/trust/actions.ts'
import { users } from '../../src/features/org/tables.ts'
import {
  visitAppeals,
  visitAssessments,
  visitExplanations,
  visitRulings,
} from '../../src/features/trust/tables.ts'
import type { TestBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { at, company, doubtful, forged } from './trust-support.ts'
import { cardsOf } from './visits-support.ts'

/** 王芳 has ruled 不实 on a visit of 李雷. */
async function ruled(now?: string) {
  const scene = await company(now)
  const id = await doubtful(scene.bot)
  await scene.wang.says('核查')
  await scene.wang.clicks('不实')
  await scene.wang.clicks('裁定为不实', { note: '店主说没见到人' })
  return { ...scene, id }
}

const leave = (bot: TestBot, name: string) =>
  bot.db
    .update(users)
    .set({ status: 'left' })
    .where(eq(users.openId, openIdOf(name)))
const reviewsOf = (phone: { cards: object[] }) =>
  cardsOf(phone).filter((text) => text.includes('待核查拜访'))

describe('申诉', () => {
  test('once, with reasons; the level above decides, and both are told', async () => {
    const { bot, li, wang, chen, na, id } = await ruled()
    expect(li.card).toShow('裁定 · 永辉·人民路店', '11-27 10:00 前有效，由上一级复核')
    await li.clicks('申诉')
    expect(li.card).toShow('申诉 · 永辉·人民路店', '店主说没见到人', '申诉一次有效')
    const empty = await forged(li, trustActions.submitAppeal({ visitId: id }), { text: '' })
    expect(empty.toast?.content).toContain('请写申诉理由')
    await Promise.all([
      li.clicks('提交', { text: '店主换班了，找老板娘可以核实' }),
      li.clicks('提交', { text: '店主换班了，找老板娘可以核实' }),
    ])
    expect(await bot.db.$count(visitAppeals)).toBe(1)
    expect(li.card).toShow('已申诉 · 永辉·人民路店', '已交给李娜复核')
    expect(reviewsOf(na)).toHaveLength(1)
    expect(na.card).toShow(
      '待核查拜访',
      '李雷 · 永辉·人民路店',
      '李雷的申诉',
      '找老板娘可以核实',
      '王芳的裁定',
      '店主说没见到人',
    )
    // The one who ruled, and the deputy, do not decide about their own ruling.
    for (const person of [wang, chen, li]) {
      const refused = await forged(
        person,
        trustActions.rule({ visitId: id, level: 2, verdict: 'honest' }),
      )
      expect(refused.toast?.type).toBe('error')
    }
    await na.clicks('属实')
    const [row] = await bot.db.select().from(visitAssessments)
    expect(row?.ruledAs).toBe('honest')
    expect(await bot.db.select().from(visitAppeals)).toMatchObject([{ state: 'changed' }])
    const rulings = await bot.db.select().from(visitRulings).orderBy(visitRulings.level)
    expect(rulings.map(({ verdict }) => verdict)).toEqual(['false', 'honest'])
    expect(rulings[1]?.previous).toBe(rulings[0]?.id)
    expect(li.card).toShow('复核结果 · 永辉·人民路店', '李娜复核：属实（为准）')
    expect(wang.card).toShow('复核结果', '李娜复核，改为「属实」', '李雷')
    expect(cardsOf(chen).join()).not.toContain('复核')

    // It is over: neither another appeal nor another decision.
    const again = await forged(li, trustActions.appeal({ visitId: id }))
    expect(again.toast?.content).toContain('复核结果为准')
    const late = await forged(
      na,
      trustActions.submitRuling({ visitId: id, level: 2, verdict: 'false' }),
      { note: '再想想' },
    )
    expect(late.toast?.content).toBe('你已裁定：属实')
    expect(await bot.db.$count(visitRulings)).toBe(2)
  })

  test('upheld: the first verdict stays, with the reason for both', async () => {
    const { bot, li, wang, na } = await ruled()
    await li.clicks('申诉')
    await li.clicks('提交', { text: '我去了' })
    await na.clicks('不实')
    await na.clicks('裁定为不实', { note: '定位和照片都对不上' })
    expect(await bot.db.select().from(visitAppeals)).toMatchObject([{ state: 'upheld' }])
    expect(li.card).toShow('李娜复核：不实（为准）', '定位和照片都对不上', '不会自动扣罚')
    await expect(li.clicks('申诉')).rejects.toThrow('no button')
    expect(wang.card).toShow('维持「不实」', '定位和照片都对不上')
  })

  test('wrong order: no appeal before a ruling, against 属实, or after its time', async () => {
    const { bot, li, wang } = await company()
    const id = await doubtful(bot)
    const early = await forged(li, trustActions.appeal({ visitId: id }))
    expect(early.toast?.content).toContain('还没有裁定')
    await wang.says('核查')
    await wang.clicks('属实')
    const pointless = await forged(li, trustActions.submitAppeal({ visitId: id }), { text: '不服' })
    expect(pointless.toast?.content).toContain('裁定是属实')
    // An explanation comes too late, too.
    const late = await forged(li, trustActions.submitExplanation({ visitId: id }), { text: '堵车' })
    expect(late.toast?.content).toContain('已有裁定')
    expect(await bot.db.$count(visitExplanations)).toBe(0)
  })

  test('after its time an appeal is refused, and the card says so by itself', async () => {
    const { bot, li, id } = await ruled()
    bot.at(at('10:01', '2026-11-27'))
    await li.clicks('申诉')
    expect(li.toast?.content).toBe('申诉时间已过。')
    const late = await forged(li, trustActions.submitAppeal({ visitId: id }), { text: '不服' })
    expect(late.toast?.content).toBe('申诉时间已过。')
    expect(await bot.db.$count(visitAppeals)).toBe(0)
  })

  test('without a level above the admins decide, and when the admin ruled, another one', async () => {
    const { bot, li, wang, na, admin, id } = await ruled()
    await leave(bot, '李娜')
    await li.clicks('申诉')
    await li.clicks('提交', { text: '我去了' })
    expect(li.card).toShow('已交给管理员复核')
    expect(reviewsOf(na)).toHaveLength(0)
    expect(reviewsOf(admin)).toHaveLength(1)
    await admin.clicks('可疑')
    await admin.clicks('裁定为可疑', { note: '证据不够' })
    expect(wang.card).toShow('改为「可疑」')

    // Nobody between the rep and the admins: one admin rules, the other decides.
    const other = await bot.admin('另一位', { team: 'D' })
    await leave(bot, '王芳')
    await leave(bot, '陈军')
    const second = await doubtful(bot, { customer: 'A2' })
    await admin.says('核查')
    await admin.clicks('不实')
    await admin.clicks('裁定为不实', { note: '没有门头照' })
    await li.clicks('申诉')
    await li.clicks('提交', { text: '店名换了' })
    expect(li.card).toShow('已交给另一位复核')
    await other.clicks('属实')
    expect(li.card).toShow('另一位复核：属实')
    expect(second).not.toBe(id)
  })

  test('who ruled and left is not told; a rep who left is not written to', async () => {
    const { bot, li, wang, na } = await ruled()
    await li.clicks('申诉')
    await li.clicks('提交', { text: '我去了' })
    await leave(bot, '王芳')
    await leave(bot, '李雷')
    const [mine, theirs] = [li.cards.length, wang.cards.length]
    await na.clicks('属实')
    expect(na.toast?.content).toBe('已裁定：属实')
    expect([li.cards.length, wang.cards.length]).toEqual([mine, theirs])
  })
})

describe('the clock of answers', () => {
  /** 李雷 explains on Monday at 10:00. */
  async function explained() {
    const scene = await company(at('10:00', '2026-11-23'))
    const id = await doubtful(scene.bot)
    await scene.li.clicks('说明情况')
    await scene.li.clicks('提交', { text: '门口修路' })
    return { ...scene, id }
  }
  const through = async (bot: TestBot, day: string, ...times: string[]) => {
    for (const time of times) {
      bot.at(at(time, day))
      await bot.tick()
    }
  }
  const reminded = (phone: { cards: object[] }) =>
    reviewsOf(phone).filter((text) => text.includes('在等你答复'))

  test('after 48 hours a reminder, after 48 more the level above, then the admins', async () => {
    const { bot, li, wang, chen, na, admin, id } = await explained()
    await bot.db.delete(visitRulings)
    await through(bot, '2026-11-25', '09:00', '09:59')
    expect(reminded(wang)).toHaveLength(0)
    await through(bot, '2026-11-25', '10:01', '11:01', '15:01')
    for (const judge of [wang, chen]) {
      expect(reminded(judge)).toHaveLength(1)
      expect(reminded(judge)[0]).toContain('1 条在等你答复，最久 48 小时')
    }
    expect(reviewsOf(na)).toHaveLength(0)
    await through(bot, '2026-11-27', '10:01', '11:01')
    expect(reviewsOf(na)).toHaveLength(1)
    expect(na.card).toShow('李雷 · 永辉·人民路店', '逾期上报', '门口修路', '最久 96 小时')
    expect(li.cards.map((card) => JSON.stringify(card)).join()).toContain('李娜')
    // Wang may still answer; nobody below is reminded once more.
    expect(reminded(wang)).toHaveLength(1)

    // Two days later is Sunday: nobody is at work. On Monday she is reminded, on Wednesday it goes up.
    await through(bot, '2026-11-29', '10:01', '15:01')
    expect(reviewsOf(na)).toHaveLength(1)
    await through(bot, '2026-11-30', '10:01')
    expect(reviewsOf(na)).toHaveLength(2)
    expect(reviewsOf(admin)).toHaveLength(0)
    await through(bot, '2026-12-02', '10:02')
    expect(reviewsOf(admin)).toHaveLength(1)
    await wang.says('核查')
    await wang.clicks('属实')
    const [row] = await bot.db.select().from(visitAssessments)
    expect(row).toMatchObject({ visitId: id, ruledAs: 'honest' })
    await through(bot, '2026-12-08', '10:01')
    expect(reviewsOf(admin)).toHaveLength(1)
  })

  test('the run by hand twice, and two at once, remind once; an answer ends it', async () => {
    const { bot, wang } = await explained()
    bot.at(at('10:30', '2026-11-25'))
    await Promise.all([bot.job('trust.escalate'), bot.job('trust.escalate')])
    await bot.job('trust.escalate')
    expect(reminded(wang)).toHaveLength(1)
    await wang.clicks('属实')
    bot.at(at('10:30', '2026-11-30'))
    await bot.job('trust.escalate')
    expect(reminded(wang)).toHaveLength(0)
    expect(wang.card).toShow('都核查完了')
  })

  test('several who wait are one reminder; the clock that stood still reminds before it goes up', async () => {
    const { bot, li, wang, na } = await explained()
    await doubtful(bot, { customer: 'A2', ago: 10 })
    await li.says('说明情况')
    await li.clicks('说明情况')
    await li.clicks('提交', { text: '店休' })
    // Two weeks without the worker.
    await through(bot, '2026-12-07', '10:01')
    expect(reminded(wang)).toHaveLength(1)
    expect(reminded(wang)[0]).toContain('2 条在等你答复')
    expect(reviewsOf(na)).toHaveLength(0)
    await through(bot, '2026-12-09', '10:02')
    expect(reviewsOf(na)).toHaveLength(1)
  })

  test('an appeal waits by the same clock, on its own way up', async () => {
    const { bot, li, wang, na, admin } = await ruled(at('10:00', '2026-11-23'))
    await li.clicks('申诉')
    await li.clicks('提交', { text: '我去了' })
    expect(reviewsOf(na)).toHaveLength(1)
    await through(bot, '2026-11-25', '10:01')
    expect(reminded(na)).toHaveLength(1)
    await through(bot, '2026-11-27', '10:02')
    expect(reviewsOf(admin)).toHaveLength(1)
    expect(admin.card).toShow('李雷的申诉', '逾期上报')
    expect(reminded(wang)).toHaveLength(0)
    await na.says('核查')
    await Promise.all([na.clicks('属实'), admin.clicks('属实')])
    expect(await bot.db.$count(visitRulings)).toBe(2)
    expect(li.card).toShow('复核：属实（为准）')
  })
})

import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { planActions } from '../../cards/plans/actions.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** 李雷 has two stops today and the card; 王芳 and 陈军 lead the team, 赵二 another one. */
async function scene() {
  const bot = await startBot({ now: at('08:00') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷', home)
  const wang = await bot.manager('王芳')
  const chen = await bot.manager('陈军')
  const zhao = await bot.manager('赵二', { team: 'T2' })
  await bot.customer({ name: '永辉', code: 'Y', ...northOf(centre, 500) })
  await bot.customer({ name: '联华', code: 'L', ...northOf(centre, 900) })
  await bot.job('plans.send')
  return { bot, li, wang, chen, zhao }
}

const stopOf = async (bot: TestBot, code: string) => {
  const [stop] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, code))
  if (!stop) throw new Error(`no stop of ${code}`)
  return stop
}

describe('跳过', () => {
  test('two managers are asked, the first decides, the other sees who', async () => {
    const { bot, li, wang, chen } = await scene()
    await li.clicks('跳过')
    expect(li.card).toShow('跳过 · 永辉', '为什么不去')
    await li.clicks('提交', {})
    expect(li.toast?.content).toContain('请选一个原因')
    await li.clicks('提交', { kind: 'road', reason: '门口修路' })
    expect(li.card).toShow('待主管同意 1', '联华', '已访 0/2')
    expect(li.cards).toHaveLength(1)
    for (const manager of [wang, chen]) {
      expect(manager.card).toShow('跳过申请 · 李雷', '想跳过 永辉', '交通或天气：门口修路')
    }
    expect(await bot.report('plans')).toMatchObject([{ status: 'planned' }, { status: 'planned' }])

    await Promise.all([wang.clicks('同意'), chen.clicks('不同意')])
    const stop = await stopOf(bot, 'Y')
    const winner = stop.skipRuledBy === wang.openId ? wang : chen
    const loser = winner === wang ? chen : wang
    expect(loser.toast?.type).toBe('warning')
    expect(loser.toast?.content).toContain(winner.person.name)
    expect(loser.card).toShow(winner.person.name)
    expect(stop.skipState).toBe(winner === wang ? 'approved' : 'refused')
    await expect(loser.clicks('同意')).rejects.toThrow('no button')
  })

  test('approved: skipped, out of the count, and the rep’s card says so', async () => {
    const { bot, li, wang, chen } = await scene()
    await li.clicks('跳过')
    await li.clicks('提交', { reason: '店主去进货了' })
    await wang.clicks('同意')
    expect(wang.card).toShow('王芳已同意')
    expect(chen.card).toShow('王芳已同意')
    expect(li.card).toShow('今天 1 家', '已访 0/1', '跳过 1', '已同意跳过')
    expect(await stopOf(bot, 'Y')).toMatchObject({ skipState: 'approved', counted: true })
    expect(await bot.report('plans')).toMatchObject([{ status: 'skipped' }, { status: 'planned' }])
    expect(li.cards).toHaveLength(1)
  })

  test('refused: still to be visited, and the rep hears it; asking again is possible', async () => {
    const { bot, li, wang } = await scene()
    await li.clicks('跳过')
    await li.clicks('提交', { kind: 'noTime' })
    await wang.clicks('不同意')
    expect(li.card).toShow('未同意跳过 · 永辉', '王芳')
    expect(li.cards[0]).toShow('未同意跳过', '已访 0/2')
    expect(await stopOf(bot, 'Y')).toMatchObject({ status: 'planned', skipState: 'refused' })
    await li.clicks('看计划')
    await li.clicks('跳过')
    await li.clicks('提交', { kind: 'ownerAbsent' })
    expect(wang.card).toShow('想跳过 永辉', '店主不在')
    await wang.clicks('同意')
    expect(await stopOf(bot, 'Y')).toMatchObject({ status: 'skipped', skipState: 'approved' })
  })

  test('another team’s manager, and the rep, cannot rule', async () => {
    const { bot, li, zhao } = await scene()
    await li.clicks('跳过')
    await li.clicks('提交', { kind: 'noTime' })
    const stop = await stopOf(bot, 'Y')
    await zhao.says('计划')
    const { value } = planActions.ruleSkip({ stopId: stop.id, approve: true })
    for (const person of [zhao, li]) {
      // A forwarded card: the click carries the same value from another chat.
      const result = await person.acts(person.cardMessages()[0]?.messageId ?? '', {
        tag: 'button',
        value,
      })
      expect(result.toast).toMatchObject({ type: 'error' })
    }
    expect(await stopOf(bot, 'Y')).toMatchObject({ skipState: 'asked', status: 'planned' })
    const show = planActions.show({ repOpenId: li.openId, date: tuesday })
    const other = await zhao.acts(zhao.cardMessages()[0]?.messageId ?? '', {
      tag: 'button',
      value: show.value,
    })
    expect(other.toast).toMatchObject({ type: 'error' })
  })

  test('by rule nobody is asked; a visited stop cannot be skipped', async () => {
    const { bot, li, wang } = await scene()
    const change = { scope: 'team:T1', value: false, by: null, at: bot.now() }
    await changeSetting(bot.db, settings.skipNeedsApproval, change)
    await li.clicks('跳过')
    await li.clicks('提交', { kind: 'shopClosed' })
    expect(li.toast?.content).toBe('已跳过')
    expect(wang.cards).toHaveLength(0)
    expect(await stopOf(bot, 'Y')).toMatchObject({ status: 'skipped', skipState: 'approved' })
    const other = await stopOf(bot, 'L')
    await bot.db.update(planStops).set({ status: 'visited' }).where(eq(planStops.id, other.id))
    await li.clicks('跳过')
    expect(li.toast?.content).toContain('已经拜访过')
    expect(await stopOf(bot, 'L')).toMatchObject({ status: 'visited', skipState: null })
  })
})

describe('未开始拜访', () => {
  test('one private card for the managers of the team, and a reminder that is sent once', async () => {
    const { bot, li, wang, chen, zhao } = await scene()
    const han = await bot.rep('韩梅', home)
    await bot.customer({ name: '家乐', code: 'J', owner: '韩梅' })
    await bot.rep('闲人')
    await bot.job('plans.send')
    const cards = han.cards.length
    await bot.db.insert(visits).values({
      id: crypto.randomUUID(),
      repOpenId: openIdOf('韩梅'),
      customerCode: 'J',
      date: tuesday,
      planned: true,
      status: 'open',
      checkedInAt: bot.now(),
      locationSource: 'chat',
      verdict: 'on_site',
    })
    bot.at(at('09:31'))
    await bot.tick()
    await bot.job('plans.not-started')
    for (const manager of [wang, chen]) {
      expect(manager.cards).toHaveLength(1)
      expect(manager.card).toShow('未开始拜访 · 一部', '1 人还没有签到', '李雷', '计划 2 家')
      expect(manager.card).not.toShow('韩梅')
      expect(manager.card).not.toShow('闲人')
    }
    expect(zhao.cards).toHaveLength(0)
    // By then the bot has told the rep once by itself.
    expect(li.card).toShow('提醒 · 11月24日 周二', '2 家已过预计时间')
    await wang.clicks('提醒')
    expect(li.card).toShow('还没开始拜访', '今天计划 2 家', '第一家：永辉')
    expect(wang.card).toShow('09:31 已提醒')
    await chen.clicks('提醒')
    expect(chen.toast?.content).toContain('已经提醒过')
    await bot.job('plans.remind')
    expect(li.cards).toHaveLength(3)
    expect(han.cards).toHaveLength(cards)
    await li.clicks('看计划')
    expect(li.card).toShow('今日拜访计划', '今天 2 家')
  })

  test('silent when everybody has begun or has nothing planned', async () => {
    const bot = await startBot({ now: at('09:31') })
    await bot.team()
    await bot.rep('李雷', home)
    const wang = await bot.manager('王芳')
    await bot.job('plans.generate')
    await bot.job('plans.not-started')
    expect(wang.cards).toHaveLength(0)
  })
})

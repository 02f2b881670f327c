import { describe, expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { startBot, type TestBot } from '../support/bot.ts'

async function start() {
  const bot = await startBot()
  await bot.team('T1', { name: '一部' })
  return { bot, ann: await bot.admin('管理员') }
}

async function inForce(bot: TestBot, setting: keyof typeof settings, teams: string[] = ['T1']) {
  const { rules } = await bot.context()
  return rules.get<unknown>(settings[setting], { teams })
}

describe('by words', () => {
  test('values as people write them', async () => {
    const { bot, ann } = await start()
    const said: readonly [string, keyof typeof settings, unknown][] = [
      ['规则 签到允差 400米', 'toleranceM', 400],
      ['规则 签到允差350', 'toleranceM', 350],
      ['规则 签到允差改为 0.5公里', 'toleranceM', 500],
      ['规则 一部 允差 250', 'toleranceM', 250],
      ['规则 最少字数 20字', 'summaryMin', 20],
      ['规则 总结 30', 'summaryMin', 30],
      ['规则 最短停留 半小时', 'minStayMinutes', 30],
      ['规则 早上发计划 7点半', 'morningCard', '07:30'],
      ['规则 日报时间 6:30pm', 'digestDaily', '18:30'],
      ['规则 日报 19：00', 'digestDaily', '19:00'],
      ['规则 签退位置 必须', 'checkOutPlace', 'required'],
      ['规则 签退位置 关', 'checkOutPlace', 'off'],
      ['规则 签到签退 关', 'checkInEnabled', false],
      ['规则 签到 开', 'checkInEnabled', true],
      ['规则 离店总结必填 不要', 'summaryRequired', false],
      ['规则 门头照 不用', 'storefrontRequired', 0],
      ['规则 陈列照 三张', 'shelfRequired', 3],
      ['规则 休息日 单休', 'restDays', 'single'],
      ['/rule check-in tolerance 600', 'toleranceM', 250],
      ['rule skip off', 'skipNeedsApproval', false],
      ['rules digest.dailyAt 20:00 T1', 'digestDaily', '20:00'],
    ]
    for (const [line, setting, value] of said) {
      await ann.says(line)
      expect(await inForce(bot, setting), line).toBe(value)
    }
    // The team has its own tolerance, so the company's new one does not reach it.
    expect(await inForce(bot, 'toleranceM', [])).toBe(600)
  })

  test('in English for who reads English', async () => {
    const { bot } = await start()
    const bob = await bot.admin('Bob', { locale: 'en' })
    await bob.says('rule tolerance 200 m')
    expect(bob.card).toShow('Rules · Check-in tolerance', 'Check-in tolerance is now 200 m')
    await bob.says('rule tolerance 12 km')
    expect(bob.lastText).toContain('20 to 5000 m')
    await bob.says('rule grade A frequency')
    await bob.says('rule tolerance 150 grade B')
    const { rules } = await bot.context()
    expect(rules.get(settings.toleranceM, { grade: 'B' })).toBe(150)
  })

  test('what is not allowed is answered with what is, and an example', async () => {
    const { bot, ann } = await start()
    for (const [line, allowed, example] of [
      ['规则 签到允差 5', '可填 20–5000 米', '规则 签到允差'],
      ['规则 签到允差 很多', '可填 20–5000 米', '规则 签到允差'],
      ['规则 签到允差 300分钟', '可填 20–5000 米', '规则 签到允差'],
      ['规则 最短停留 2.5', '可填 0–240 分钟', '规则 最短停留'],
      ['规则 签退位置 也许', '必须、可选、关闭', '规则 签退位置'],
      ['规则 早上发计划 25:00', '如 07:30', '规则 早上发计划'],
      ['规则 跳过需主管同意 3', '开、关', '规则 跳过需主管同意'],
    ] as const) {
      await ann.says(line)
      expect(ann.lastText, line).toContain(allowed)
      expect(ann.lastText, line).toContain(`比如：${example}`)
    }
    expect(await inForce(bot, 'toleranceM')).toBe(300)
    expect((await bot.context()).rules.version).toBe(0)
  })

  test('a word that fits several rules brings them all to choose from', async () => {
    const { bot, ann } = await start()
    await ann.says('规则 照片 20')
    expect(ann.card).toShow('每次拜访照片上限 20 张', '自动归入 20 分钟')
    await ann.says('规则 照片 40')
    expect(await inForce(bot, 'photosMax')).toBe(40)
    await ann.says('规则 总结必')
    expect(ann.card).toShow('规则 · 离店总结必填')
    await ann.says('规则 开始拜访')
    expect(ann.card).toShow('规则 · 未开始拜访提醒')
    await ann.says('规则 时间')
    expect(ann.card).toShow('可能是这几条', '出发时间', '日报时间')
    await ann.says('规则 时间 08:30')
    expect(ann.card).toShow('出发时间 08:30', '日报时间 08:30')
    expect(await inForce(bot, 'startOfDay')).toBe('08:40')
    await ann.clicks('出发时间 08:30')
    expect(await inForce(bot, 'startOfDay')).toBe('08:30')
  })

  test('unknown words bring the card, a group or a scope opens it there', async () => {
    const { ann } = await start()
    await ann.says('规则 天气')
    expect(ann.card).toShow('没有叫「天气」的规则', '签到允差')
    await ann.says('规则 照片')
    expect(ann.card).toShow('全公司 · 照片', '门头照\n1 张')
    await ann.says('规则 一部')
    expect(ann.card).toShow('一部 · 签到')
    await ann.says('规则 计划 一部')
    expect(ann.card).toShow('一部 · 计划')
    await ann.says('规则 允差 300 火星')
    expect(ann.lastText).toContain('没有找到「火星」')
    await ann.says('规则 早上发计划 07:30 A级')
    expect(ann.lastText).toContain('不能按客户级别设')
  })

  test('customers of one name: their codes are asked for', async () => {
    const { bot, ann } = await start()
    await bot.rep('李雷')
    for (const code of ['C1', 'C2']) await bot.customer({ name: '好邻居便利店', code })
    await ann.says('规则 允差 150 好邻居便利店')
    expect(ann.lastText).toContain('好邻居便利店 (C1)、好邻居便利店 (C2)')
    await ann.says('规则 允差 150 C2')
    const { rules } = await bot.context()
    expect(rules.get(settings.toleranceM, { customerCode: 'C2' })).toBe(150)
    expect(rules.get(settings.toleranceM, { customerCode: 'C1' })).toBe(300)
  })
})

describe('frequency by grade', () => {
  test('chosen on the card and by words; nothing planned for a whole grade is refused', async () => {
    const { bot, ann } = await start()
    await ann.says('规则 频次')
    expect(ann.card).toShow('各级拜访频次', 'A级　28 天 4 次', '未分级　28 天 2 次')
    await ann.selects('A级', '28 天 8 次')
    expect(ann.toast?.content).toBe('各级拜访频次 A级 已改为 28 天 8 次')
    expect(ann.card).toShow('A级　28 天 8 次', 'A级 28 天 4 次 → A级 28 天 8 次')
    expect(await inForce(bot, 'frequencyByGrade')).toMatchObject({ A: '8/28d', B: '2/28d' })
    await ann.says('规则 B级频次 每周1次 一部')
    await ann.says('规则 频次 D 3/month')
    await ann.says('规则 频次 未分级 两周一次')
    expect(await inForce(bot, 'frequencyByGrade', [])).toMatchObject({
      A: '8/28d',
      B: '2/28d',
      D: '3/month',
      none: '1/2weeks',
    })
    expect(await inForce(bot, 'frequencyByGrade')).toMatchObject({ A: '8/28d', B: '1/week' })
    await ann.says('规则 频次 A 0')
    expect(ann.lastText).toContain('不能设为 0')
    await ann.says('规则 频次 A 常去')
    expect(ann.lastText).toContain('没看懂「常去」')
    expect(await inForce(bot, 'frequencyByGrade', [])).toMatchObject({ A: '8/28d' })
  })
})

describe('results of a visit', () => {
  test('hidden and shown by one tap, the last one stays', async () => {
    const { bot, ann } = await start()
    await ann.says('规则 总结')
    expect(ann.card).toShow('拜访结果\n9 个可选，0 个隐藏')
    await ann.clicks('调整')
    expect(ann.card).toShow('规则 · 拜访结果', '可选 9 个结果')
    await ann.clicks(
      (button) =>
        JSON.stringify(button).includes('"refused"') && JSON.stringify(button).includes('隐藏'),
    )
    expect(ann.toast?.content).toBe('拒绝合作 已隐藏')
    expect(ann.card).toShow('拒绝合作（隐藏）')
    expect(await inForce(bot, 'outcomesHidden')).toEqual(['refused'])
    await ann.clicks('撤销')
    expect(await inForce(bot, 'outcomesHidden')).toEqual([])
    await ann.says('规则 隐藏结果 店主不在 一部')
    expect(await inForce(bot, 'outcomesHidden')).toEqual(['ownerAbsent'])
    expect(await inForce(bot, 'outcomesHidden', [])).toEqual([])
    await ann.says('规则 显示结果 店主不在 一部')
    expect(await inForce(bot, 'outcomesHidden')).toEqual([])
    for (const name of ['已开单', '库存充足', '已收款', '有意向', '店主', '店休', '拒绝', '客诉'])
      await ann.says(`规则 隐藏结果 ${name}`)
    expect(await inForce(bot, 'outcomesHidden', [])).toHaveLength(8)
    await ann.says('规则 隐藏结果 其他')
    expect(ann.lastText).toContain('至少要留一个')
    expect(await inForce(bot, 'outcomesHidden', [])).toHaveLength(8)
  })

  test('the company adds its own, in both languages', async () => {
    const { bot, ann } = await start()
    await ann.says('规则 增加结果 试吃 Tasting')
    expect(ann.card).toShow('已增加结果 试吃')
    expect(await inForce(bot, 'outcomesAdded')).toEqual([
      { value: 'tasting', zh: '试吃', en: 'Tasting' },
    ])
    await ann.says('规则 增加结果 试吃')
    expect(ann.lastText).toContain('已经有「试吃」')
    await ann.says('规则 增加结果')
    expect(ann.lastText).toContain('比如')
    await ann.says('规则 拜访结果')
    await ann.clicks('增加结果', { zh: '堆头谈判', en: '' })
    expect(await inForce(bot, 'outcomesAdded')).toContainEqual({
      value: 'own',
      zh: '堆头谈判',
      en: '堆头谈判',
    })
    const { rules } = await bot.context()
    const { visitRules } = await import('../../src/features/visits/rules.ts')
    expect(visitRules(rules, {}).outcomes.map((one) => one.label.zh)).toContain('试吃')
  })
})

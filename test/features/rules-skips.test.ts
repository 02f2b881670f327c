import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { allSkips } from '../../src/domain/settings/skip-reasons.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

/** 李雷 has three stops on today's card, 王芳 leads the team. */
async function scene() {
  const bot = await startBot({ now: '2026-11-24T08:00:00+08:00' })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷', { homeLngGcj: centre.lng, homeLatGcj: centre.lat })
  const wang = await bot.manager('王芳')
  const ann = await bot.admin('管理员')
  for (const [i, code] of ['Y', 'L', 'J'].entries())
    await bot.customer({ name: `门店${code}`, code, ...northOf(centre, 500 * (i + 1)) })
  await bot.job('plans.send')
  return { bot, li, wang, ann }
}

const offered = async (bot: TestBot, teams: string[]) => {
  const { rules } = await bot.context()
  return allSkips(rules.get(settings.skipReasons, { teams }))
    .filter(({ hidden }) => !hidden)
    .map(({ value }) => value)
}

test('reasons are added, hidden, renamed, moved and asked to be explained; the rep’s form follows', async () => {
  const { bot, li, wang, ann } = await scene()
  await ann.says('规则 跳过原因')
  expect(ann.card).toShow('规则 · 跳过原因', '可选 6 个原因', '1 店休/关门', '6 其他　需说明')
  await ann.clicks('增加原因', { zh: '暴雨积水', en: 'Flooded streets' })
  expect(ann.card).toShow('已增加原因 暴雨积水', '6 暴雨积水', '7 其他')
  await ann.clicks('6 暴雨积水')
  expect(ann.card).toShow('规则 · 暴雨积水', '第 6 个，共 7 个', '可选，不用写说明')
  await ann.clicks('要求说明')
  await ann.clicks('上移')
  expect(ann.card).toShow('暴雨积水 现在是第 5 个', '需说明')
  await ann.clicks('返回')
  await ann.clicks('2 店主不在')
  await ann.clicks('改名', { zh: '负责人不在', en: '' })
  expect(ann.card).toShow('已改名为 负责人不在')
  await ann.says('规则 隐藏跳过原因 时间不够')
  expect(ann.card).toShow('时间不够 已隐藏', '6 时间不够　隐藏')
  await ann.clicks('返回')
  expect(ann.card).toShow('跳过原因\n6 个可选，1 个隐藏 · 在这里设定')
  expect(await offered(bot, ['T1'])).toEqual([
    'shopClosed',
    'ownerAbsent',
    'customerAsked',
    'road',
    'floodedStreets',
    'other',
  ])

  await li.clicks('跳过')
  expect(li.card).toShow('暴雨积水（需说明）', '负责人不在', '其他（需说明）')
  expect(li.card).not.toShow('时间不够')
  await li.clicks('提交', { kind: 'floodedStreets' })
  expect(li.toast?.content).toBe('「暴雨积水」要写一句说明。')
  // The form was open before the reason was hidden.
  await ann.says('规则 隐藏跳过原因 交通')
  await li.clicks('提交', { kind: 'road', reason: '修路' })
  expect(li.toast?.content).toContain('请选一个原因')
  await li.clicks('提交', { kind: 'floodedStreets', reason: '兴华街过不去' })
  expect(wang.card).toShow('跳过申请 · 李雷', '暴雨积水：兴华街过不去')
  await wang.clicks('同意')
  await li.clicks('跳过')
  await li.clicks('提交', { kind: 'ownerAbsent' })
  const eve = await bot.manager('Eve', { locale: 'en' })
  await eve.says('plan 李雷')
  await eve.clicks('2 门店L')
  expect(eve.card).toShow('Reason for skipping　Owner absent')
  expect(await bot.report('plans')).toMatchObject([
    {
      customer_code: 'Y',
      status: 'skipped',
      skip_reason: 'floodedStreets',
      skip_reason_zh: '暴雨积水',
      skip_reason_en: 'Flooded streets',
      skip_note: '兴华街过不去',
    },
    { customer_code: 'L', status: 'planned', skip_reason_zh: '负责人不在', skip_note: null },
    { customer_code: 'J', skip_reason: null, skip_reason_zh: null },
  ])
  // The evening's open questions name the reason in the company's words.
  bot.at('2026-11-24T18:31:00+08:00')
  await bot.job('performance.digest-daily')
  expect(wang.card).toShow('拜访日报', '负责人不在')
})

test('by words and with undo; one reason must stay, names are unique', async () => {
  const { bot, ann } = await scene()
  await ann.says('规则 增加跳过原因 店主不在')
  expect(ann.lastText).toContain('已经有「店主不在」了')
  await ann.says('规则 增加跳过原因')
  expect(ann.lastText).toContain('规则 增加跳过原因 暴雨')
  await ann.says('规则 隐藏跳过原因 没有的')
  expect(ann.lastText).toContain('没有叫「没有的」')
  for (const name of ['店休', '店主不在', '客户改期', '交通', '时间不够'])
    await ann.says(`规则 隐藏跳过原因 ${name}`)
  await ann.says('规则 隐藏跳过原因 其他')
  expect(ann.lastText).toContain('至少要留一个原因')
  expect(await offered(bot, ['T1'])).toEqual(['other'])
  await ann.says('rule show reason 时间不够')
  expect(await offered(bot, ['T1'])).toEqual(['noTime', 'other'])
  await ann.clicks('撤销')
  expect(ann.toast?.content).toContain('已撤销')
  expect(await offered(bot, ['T1'])).toEqual(['other'])
  await ann.clicks('恢复默认')
  expect(await offered(bot, ['T1'])).toHaveLength(6)
})

test('without 其他 words alone are no reason; a team has its own list, and forged clicks are refused', async () => {
  const { bot, li, wang, ann } = await scene()
  await wang.says('规则 隐藏跳过原因 其他')
  expect(await offered(bot, ['T1'])).not.toContain('other')
  expect(await offered(bot, ['T2'])).toContain('other')
  await li.clicks('跳过')
  await li.clicks('提交', { reason: '不想去' })
  expect(li.toast?.content).toBe('请选一个原因。')
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  await zhao.says('规则')
  const before = (await bot.context()).rules.version
  for (const [action, more] of [
    ['rules.skipReason', { value: 'other' }],
    ['rules.changeSkip', { value: 'other', change: 'show' }],
    ['rules.nameSkip', { value: 'other' }],
    ['rules.addSkip', {}],
  ] as const) {
    for (const scope of ['team:T1', 'org', 'grade:A']) {
      const result = await zhao.acts(zhao.cardMessages().at(-1)?.messageId ?? '', {
        tag: 'button',
        value: { action, v: 1, payload: { scope, ...more } },
        form_value: { zh: '甲', en: '' },
      })
      expect(result.toast, `${action} ${scope}`).toMatchObject({ type: 'error' })
    }
  }
  expect((await bot.context()).rules.version).toBe(before)
  await ann.says('规则 跳过原因 一部')
  expect(ann.card).toShow('一部', '可选 5 个原因', '6 其他　隐藏 · 需说明')
})

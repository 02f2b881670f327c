import { describe, expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { startBot, type TestBot } from '../support/bot.ts'

/** A company of two teams below a region, each with a manager, and an admin. */
async function company(bot: TestBot) {
  await bot.team('R1', { name: '东北大区' })
  await bot.team('T1', { name: '一部', parent: 'R1' })
  await bot.team('T2', { name: '二部', parent: 'R1' })
  return {
    li: await bot.rep('李雷'),
    wang: await bot.manager('王芳', { leads: 'T1' }),
    zhao: await bot.manager('赵强', { team: 'T2', leads: 'T2' }),
    sun: await bot.manager('孙总', { team: 'R1', leads: 'R1' }),
    ann: await bot.admin('管理员'),
  }
}

/** The value in force, as every handler and job reads it. */
async function inForce(
  bot: TestBot,
  setting: keyof typeof settings,
  place: { teams?: string[]; type?: string; grade?: string; customerCode?: string } = {},
) {
  const { rules } = await bot.context()
  return rules.get<unknown>(settings[setting], place)
}

const t1 = { teams: ['T1', 'R1'] }
const t2 = { teams: ['T2', 'R1'] }

describe('the card', () => {
  test('an admin sees the groups, and a value changes at once by choosing it', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    await ann.says('规则')
    expect(ann.card).toShow(
      '规则',
      '全公司 · 签到',
      '签到允差\n300 米',
      '默认',
      '照片',
      '总结',
      '日报',
    )
    await ann.selects('签到允差', '500 米')
    expect(ann.toast).toMatchObject({ type: 'success', content: '签到允差 已改为 500 米' })
    expect(ann.card).toShow('签到允差\n500 米 · 在这里设定', '300 米 → 500 米')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(500)
    await ann.clicks('总结')
    expect(ann.card).toShow('全公司 · 总结', '总结最少字数\n10 字')
    expect(ann.cards).toHaveLength(1)
  })

  test('each team on its own: the scope is chosen, and the wider value shows through', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    await ann.says('规则')
    await ann.selects('签到允差', '500')
    await ann.selects('适用范围', '一部')
    expect(ann.card).toShow('一部 · 签到', '签到允差\n500 米 · 沿用 全公司')
    expect(ann.card).not.toShow('聊天位置的坐标系')
    await ann.selects('签到允差', '200')
    expect(ann.toast?.content).toBe('签到允差 已改为 200 米（一部）')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(200)
    expect(await inForce(bot, 'toleranceM', t2)).toBe(500)
    await ann.selects('适用范围', '全公司')
    expect(ann.card).toShow('1 处另设')
    await ann.selects('适用范围', '一部')
    await ann.selects('签到允差', '沿用上级（500 米）')
    expect(ann.toast?.content).toBe('签到允差 已恢复：500 米')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(500)
  })

  test('the narrowest scope wins: customer, grade, type, team, company', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    const shop = await bot.customer({ name: '永辉·人民路店', code: 'C9', grade: 'A', type: 'KA' })
    const place = { ...t1, type: 'KA', grade: 'A', customerCode: shop.code }
    await ann.says('规则 签到允差 1000')
    await ann.says('规则 签到允差 800 一部')
    await ann.says('规则 签到允差 400 ka')
    expect(await inForce(bot, 'toleranceM', place)).toBe(400)
    await ann.says('规则 checkin.toleranceM 200 A级')
    expect(await inForce(bot, 'toleranceM', place)).toBe(200)
    await ann.says('规则 签到允差 150 永辉·人民路店')
    expect(ann.card).toShow('规则 · 签到允差', '永辉·人民路店', '签到允差 已改为 150 米')
    expect(await inForce(bot, 'toleranceM', place)).toBe(150)
    expect(await inForce(bot, 'toleranceM', { ...t1, grade: 'A' })).toBe(200)
    expect(await inForce(bot, 'toleranceM', { ...t1, grade: 'B' })).toBe(800)
    expect(await inForce(bot, 'toleranceM', { ...t2, type: 'KA' })).toBe(400)
    expect(await inForce(bot, 'toleranceM', t2)).toBe(1000)
    await ann.says('规则 签到允差 默认 永辉人民路店')
    expect(await inForce(bot, 'toleranceM', place)).toBe(200)
  })

  test('another value is typed on the card of the rule, which says what is allowed', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    await ann.says('规则')
    await ann.clicks('签到允差')
    expect(ann.card).toShow('规则 · 签到允差', '可填 20–5000 米', '还没有人改过')
    await ann.clicks('保存', { value: '9000' })
    expect(ann.toast).toMatchObject({ type: 'warning' })
    expect(ann.toast?.content).toContain('20–5000 米')
    expect(await inForce(bot, 'toleranceM')).toBe(300)
    await ann.clicks('保存', { value: '450米' })
    expect(ann.toast?.content).toBe('签到允差 已改为 450 米')
    expect(await inForce(bot, 'toleranceM')).toBe(450)
    await ann.clicks('返回')
    expect(ann.card).toShow('签到允差\n450 米')
  })
})

describe('history and undo', () => {
  test('who changed what and when, and the last change is taken back as a new version', async () => {
    const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
    const { ann } = await company(bot)
    await ann.says('规则 允差 500')
    bot.at('2026-03-03T10:00:00+08:00')
    await ann.says('规则 允差 800')
    expect(ann.card).toShow(
      '300 米 → 500 米\n03-02 09:10 · 管理员',
      '500 米 → 800 米\n03-03 10:00 · 管理员',
    )
    const before = (await bot.context()).rules.version
    await ann.clicks('撤销')
    expect(ann.toast?.content).toBe('已撤销：签到允差 现在是 500 米')
    expect(ann.card).toShow('800 米 → 500 米（撤销）')
    expect(await inForce(bot, 'toleranceM')).toBe(500)
    expect((await bot.context()).rules.version).toBeGreaterThan(before)
    await ann.clicks('返回')
    await ann.clicks('改动记录')
    expect(ann.card).toShow('最近 3 次改动', '签到允差 500 米 → 800 米')
  })

  test('the undo of the first change gives the default back', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    await ann.says('规则 早上发计划 07:30')
    expect(await inForce(bot, 'morningCard')).toBe('07:30')
    await ann.clicks('撤销')
    expect(await inForce(bot, 'morningCard')).toBe('08:00')
    expect(ann.card).toShow('默认')
  })

  test('two admins: the later wins, both see how it is, and an undo of what was overtaken does nothing', async () => {
    const bot = await startBot()
    const { ann } = await company(bot)
    const bob = await bot.admin('鲍勃')
    await ann.says('规则 允差 500')
    await bob.says('规则')
    await ann.says('规则')
    await Promise.all([ann.selects('签到允差', '200'), bob.selects('签到允差', '1000')])
    const value = await inForce(bot, 'toleranceM')
    const [later, earlier] = value === 200 ? [ann, bob] : [bob, ann]
    expect(later.card).toShow(`签到允差\n${String(value)} 米`)
    await earlier.clicks('撤销')
    expect(earlier.toast?.content).toContain(later.person.name)
    expect(earlier.card).toShow(`签到允差\n${String(value)} 米`)
    expect(await inForce(bot, 'toleranceM')).toBe(value)
  })
})

describe('who may', () => {
  test('a rep is refused in words', async () => {
    const bot = await startBot()
    const { li } = await company(bot)
    await li.says('规则 签到允差 5000')
    expect(li.lastText).toContain('只有主管、管理员')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(300)
  })

  test('a manager changes the own team only: others are neither offered nor found', async () => {
    const bot = await startBot()
    const { wang } = await company(bot)
    await bot.customer({ name: '别家超市', code: 'X1', owner: '韩梅', teamCode: 'T2' })
    await wang.says('规则')
    expect(wang.card).toShow('一部 · 签到')
    expect(wang.card).not.toShow('二部')
    expect(wang.card).not.toShow('A级客户')
    await wang.selects('签到允差', '500')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(500)
    expect(await inForce(bot, 'toleranceM', t2)).toBe(300)
    await wang.says('规则 签到允差 1000 二部')
    expect(wang.lastText).toContain('没有找到「二部」')
    await wang.says('规则 签到允差 1000 别家超市')
    expect(wang.lastText).toContain('没有找到「别家超市」')
    await wang.says('规则 签到允差 1000 全公司')
    expect(wang.lastText).toContain('只有管理员')
    await wang.says('规则 签到允差 1000 A级')
    expect(wang.lastText).toContain('只有管理员')
    await wang.says('规则 坐标系 wgs84')
    expect(wang.lastText).toContain('只有管理员')
    expect(await inForce(bot, 'toleranceM', { ...t2, grade: 'A', customerCode: 'X1' })).toBe(300)
  })

  test('a forged click of another team’s manager is refused and changes nothing', async () => {
    const bot = await startBot()
    const { ann, zhao } = await company(bot)
    await zhao.says('规则')
    const message = zhao.cardMessages().at(-1)?.messageId ?? ''
    const forged = (scope: string, action = 'rules.set') =>
      zhao.acts(message, {
        tag: 'select_static',
        option: '1000',
        value: { action, v: 1, payload: { key: 'checkin.toleranceM', scope, group: 'checkin' } },
      })
    for (const scope of ['team:T1', 'team:R1', 'team:none', 'org', 'grade:A', 'customer:X', 'x']) {
      const result = await forged(scope)
      expect(result.toast, scope).toMatchObject({ type: 'error' })
    }
    expect((await forged('team:T1', 'rules.rule')).toast).toMatchObject({ type: 'error' })
    expect(await inForce(bot, 'toleranceM', t1)).toBe(300)
    await ann.says('规则')
    const stale = await ann.acts(ann.cardMessages().at(-1)?.messageId ?? '', {
      tag: 'select_static',
      option: '-4',
      value: {
        action: 'rules.set',
        v: 1,
        payload: { key: 'checkin.toleranceM', scope: 'org', group: 'checkin' },
      },
    })
    expect(stale.toast).toMatchObject({ type: 'warning' })
    expect(await inForce(bot, 'toleranceM')).toBe(300)
  })

  test('a manager of a region has the teams below; without a team named at several teams, the bot asks', async () => {
    const bot = await startBot()
    const { sun, wang } = await company(bot)
    await sun.says('规则 允差 500 二部')
    expect(await inForce(bot, 'toleranceM', t2)).toBe(500)
    expect(await inForce(bot, 'toleranceM', t1)).toBe(300)
    await sun.says('规则 允差 200')
    expect(await inForce(bot, 'toleranceM', t1)).toBe(200)
    const both = await bot.manager('周全', { leads: 'T1' })
    const { teamManagers } = await import('../../src/features/org/tables.ts')
    await bot.db
      .insert(teamManagers)
      .values({ teamCode: 'T2', openId: both.openId, kind: 'manager' })
    await both.says('规则 最短停留 5')
    expect(both.card).toShow('给哪个团队改', '一部：最短停留 5 分钟')
    expect(await inForce(bot, 'minStayMinutes', t1)).toBe(3)
    await both.clicks('二部：最短停留 5 分钟')
    expect(await inForce(bot, 'minStayMinutes', t2)).toBe(5)
    expect(await inForce(bot, 'minStayMinutes', t1)).toBe(3)
    await both.says('规则')
    expect(both.card).toShow('一部 · 签到', '二部')
    await both.says('规则 频次 A 8/28d')
    expect(both.lastText).toContain('请在后面写明是哪一个：一部、二部')
    await both.says('规则 频次 A 8/28d 二部')
    expect(await inForce(bot, 'frequencyByGrade', t2)).toMatchObject({ A: '8/28d' })
    expect(await inForce(bot, 'frequencyByGrade', t1)).toMatchObject({ A: '4/28d' })
    await wang.says('规则')
    expect(wang.card).toShow('最短停留\n3 分钟')
  })

  test('a manager of nothing is told how to become one', async () => {
    const bot = await startBot()
    await company(bot)
    const { users } = await import('../../src/features/org/tables.ts')
    const { teamManagers } = await import('../../src/features/org/tables.ts')
    const idle = await bot.manager('闲人', { leads: 'T1' })
    const { eq } = await import('drizzle-orm')
    await bot.db.delete(teamManagers).where(eq(teamManagers.openId, idle.openId))
    expect(await bot.db.$count(users)).toBe(6)
    await idle.says('规则')
    expect(idle.lastText).toContain('还没有负责的团队')
    await idle.says('规则 允差 500')
    expect(idle.lastText).toContain('还没有负责的团队')
  })
})

import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { leaveActions } from '../../cards/leave/actions.ts'
import { date } from '../../src/domain/time.ts'
import { readLeave } from '../../src/features/leave/read.ts'
import { leaveRequests } from '../../src/features/leave/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

async function scene() {
  const bot = await startBot({ now: at('07:00') })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷')
  const wang = await bot.manager('王芳')
  const chen = await bot.manager('陈军')
  const zhao = await bot.manager('赵二', { team: 'T2' })
  return { bot, li, wang, chen, zhao }
}

const daysOf = async (bot: TestBot, name: string) => {
  const rows = await bot.db
    .select()
    .from(calendarDays)
    .where(eq(calendarDays.scope, `person:${openIdOf(name)}`))
    .orderBy(calendarDays.date)
  return rows.map((row) => `${row.date} ${row.kind}${row.part ? ` ${row.part}` : ''}`)
}

describe('请假', () => {
  test('asked for in a form, granted by the first manager, and the days are free', async () => {
    const { bot, li, wang, chen } = await scene()
    await li.says('请假 12-01 到 12-03 家里有事')
    expect(li.card).toShow('请假', '哪几天，什么原因？')
    await li.clicks('提交', {})
    expect(li.card).toShow('请假 · 12月1日 周二 至 12月3日 周四', '等主管同意', '家里有事')
    expect(await daysOf(bot, '李雷')).toEqual([])
    for (const manager of [wang, chen]) {
      expect(manager.card).toShow('请假申请 · 李雷', '12月1日 周二 至 12月3日 周四', '家里有事')
    }
    await wang.clicks('同意')
    expect(wang.card).toShow('王芳 已同意')
    expect(chen.card).toShow('王芳 已同意')
    expect(chen.cards).toHaveLength(1)
    await expect(chen.clicks('不同意')).rejects.toThrow('no button')
    expect(li.card).toShow('王芳 已同意', '撤回')
    expect(await daysOf(bot, '李雷')).toEqual([
      '2026-12-01 leave',
      '2026-12-02 leave',
      '2026-12-03 leave',
    ])
    await li.says('计划 12-01')
    expect(li.card).toShow('请假')
  })

  test('two managers at once: one decides, the other sees who', async () => {
    const { bot, li, wang, chen } = await scene()
    await li.says('请假 明天 下午')
    await li.clicks('提交', {})
    await Promise.all([wang.clicks('同意'), chen.clicks('不同意')])
    const [request] = await bot.db.select().from(leaveRequests)
    const winner = request?.ruledBy === wang.openId ? wang : chen
    const loser = winner === wang ? chen : wang
    expect(loser.toast?.content).toContain('已经处理过了')
    expect(loser.card).toShow(winner.person.name)
    const free = winner === wang ? ['2026-11-25 leave pm'] : []
    expect(await daysOf(bot, '李雷')).toEqual(free)
  })

  test('refused: the rep hears it and nothing is free', async () => {
    const { bot, li, wang } = await scene()
    await li.says('出差 11-30 到 12-02')
    await li.clicks('提交', { reason: '去大连开会' })
    expect(wang.card).toShow('出差申请 · 李雷', '去大连开会')
    await wang.clicks('不同意')
    expect(li.card).toShow('出差 · 11月30日', '王芳 没同意')
    expect(await daysOf(bot, '李雷')).toEqual([])
    await li.says('出差 11-30 到 12-02')
    await li.clicks('提交', {})
    expect(li.card).toShow('等主管同意')
  })

  test('what overlaps, is too long, over or free anyway is refused in words; halves do not overlap', async () => {
    const { bot, li } = await scene()
    await li.says('请假 明天 上午')
    await li.clicks('提交', {})
    const tries: [string, Record<string, string>, string][] = [
      ['请假 明天', {}, '和已有的请假重叠：11月25日 周三 · 上午，等主管同意。'],
      ['请假 11-28 到 11-29', {}, '本来就不上班'],
      ['请假 12-03 到 12-01', {}, '最后一天不能早于第一天'],
      ['请假 12-01', { last: '2027-05-01' }, '一次最多 92 天'],
      ['请假 10-01', {}, '只能补最近 31 天的'],
      ['请假', { first: '2028-01-05' }, '最远只能到 11月25日'],
    ]
    for (const [line, form, refusal] of tries) {
      await li.says(line)
      await li.clicks('提交', form)
      expect(li.toast?.content, line).toContain(refusal)
    }
    expect(await bot.db.$count(leaveRequests)).toBe(1)
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${li.openId}`, date: '2026-12-07', kind: 'leave', part: '' })
    await li.says('请假 12-07 上午')
    await li.clicks('提交', {})
    expect(li.toast?.content).toContain('已登记')
    await li.says('请假 明天 下午')
    await li.clicks('提交', {})
    expect(await bot.db.$count(leaveRequests)).toBe(2)
    await li.says('请假 火星日 到 后天')
    await li.says('请假 明天 到 火星日')
    expect(li.card).toShow('没看懂日期「火星日」', '已提交', '11月25日 周三 · 上午')
  })

  test('taken back before it begins, not after', async () => {
    const { bot, li, wang } = await scene()
    await li.says('请假 后天')
    await li.clicks('提交', {})
    await li.clicks('撤回')
    expect(li.card).toShow('李雷 已撤回')
    expect(wang.card).toShow('李雷 已撤回')
    await expect(wang.clicks('同意')).rejects.toThrow('no button')

    await li.says('请假 后天')
    await li.clicks('提交', {})
    await wang.clicks('同意')
    expect(await daysOf(bot, '李雷')).toEqual(['2026-11-26 leave'])
    const cards = wang.cards.length
    await li.clicks('撤回')
    expect(await daysOf(bot, '李雷')).toEqual([])
    expect(wang.cards).toHaveLength(cards + 1)

    await li.says('请假 后天')
    await li.clicks('提交', {})
    await wang.clicks('同意')
    bot.at(at('07:00', '2026-11-26'))
    await li.clicks('撤回')
    expect(li.toast?.content).toContain('已经开始了')
    expect(await daysOf(bot, '李雷')).toEqual(['2026-11-26 leave'])
  })

  test('a manager’s own leave goes above, a lone one’s to the admins, nobody rules on their own', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team('R', { name: '大区' })
    await bot.team('T1', { name: '一部', parent: 'R' })
    const wang = await bot.manager('王芳')
    const chen = await bot.manager('陈军')
    const ann = await bot.admin('安娜', { team: 'R' })
    await wang.says('请假 明天')
    await wang.clicks('提交', {})
    expect(chen.cards).toHaveLength(0)
    expect(ann.card).toShow('请假申请 · 王芳')
    const boss = await bot.manager('老周', { team: 'R', leads: 'R' })
    await chen.says('请假 明天')
    await chen.clicks('提交', {})
    expect(boss.card).toShow('请假申请 · 陈军')
    const [mine] = await bot.db
      .select()
      .from(leaveRequests)
      .where(eq(leaveRequests.openId, chen.openId))
    // A forwarded card in the hands of a peer, and of the person.
    for (const person of [wang, chen]) {
      const { value } = leaveActions.rule({ requestId: mine?.id ?? '', approve: true })
      const result = await person.acts(person.cardMessages()[0]?.messageId ?? '', {
        tag: 'button',
        value,
      })
      expect(result.toast).toMatchObject({ type: 'error' })
    }
    expect(await daysOf(bot, '陈军')).toEqual([])
    await boss.clicks('同意')
    expect(await daysOf(bot, '陈军')).toEqual(['2026-11-25 leave'])
  })

  test('the only admin has nobody to ask: it holds at once', async () => {
    const bot = await startBot({ now: at('07:00') })
    await bot.team()
    const ann = await bot.admin('安娜')
    await ann.says('leave tomorrow')
    await ann.clicks('提交', {})
    expect(ann.card).toShow('上面没有主管，直接生效')
    expect(await daysOf(bot, '安娜')).toEqual(['2026-11-25 leave'])
  })
})

describe('no plan and no reminder on free time', () => {
  test('a whole day: no morning card; half a day: not asked for before noon', async () => {
    const { bot, li, wang } = await scene()
    const han = await bot.rep('韩梅')
    for (const [i, owner] of ['李雷', '韩梅', '韩梅'].entries()) {
      await bot.customer({ name: `店${i}`, code: `C${i}`, owner, ...northOf(centre, 300 * i) })
    }
    const free = (name: string, part: '' | 'am') =>
      bot.db
        .insert(calendarDays)
        .values({ scope: `person:${openIdOf(name)}`, date: tuesday, kind: 'leave', part })
    await free('李雷', '')
    await free('韩梅', 'am')
    bot.at(at('08:01'))
    await bot.job('plans.generate')
    await bot.job('plans.send')
    expect(li.cards).toHaveLength(0)
    expect(han.cards).toHaveLength(1)
    bot.at(at('09:31'))
    await bot.job('plans.not-started')
    await bot.job('plans.remind')
    expect(wang.cards).toHaveLength(0)
    expect(han.cards).toHaveLength(1)
    bot.at(at('13:31'))
    await bot.job('plans.remind')
    expect(han.card).toShow('提醒 · 11月24日 周二', '1 家已过预计时间')
    expect(li.cards).toHaveLength(0)
    const all = await bot.db
      .select()
      .from(calendarDays)
      .where(and(eq(calendarDays.date, tuesday)))
    expect(all).toHaveLength(2)
  })
})

test.each([
  ['', null, null, '', null],
  ['明天', '2026-11-25', '2026-11-25', '', null],
  ['明天 下午 看牙', '2026-11-25', '2026-11-25', 'pm', '看牙'],
  ['明天下午', '2026-11-25', '2026-11-25', 'pm', null],
  ['12-01 到 12-03', '2026-12-01', '2026-12-03', '', null],
  ['12-01到12-03 上午', '2026-12-01', '2026-12-03', 'am', null],
  ['12-01~12-03', '2026-12-01', '2026-12-03', '', null],
  ['12月1日至3日 回老家', '2026-12-01', '2026-12-03', '', '回老家'],
  ['12-30 至 1-3', '2026-12-30', '2027-01-03', '', null],
  ['下周一 3天', '2026-11-30', '2026-12-02', '', null],
  ['tomorrow to friday', '2026-11-25', '2026-11-27', '', null],
  ['day after tomorrow pm dentist', '2026-11-26', '2026-11-26', 'pm', 'dentist'],
  ['tomorrow 2 days', '2026-11-25', '2026-11-26', '', null],
  ['看病', null, null, '', '看病'],
])('请假 %s', (text, from, to, part, reason) => {
  const read = readLeave(text, date(tuesday))
  expect(read).toEqual({ from, to, part, reason, unknown: null })
})

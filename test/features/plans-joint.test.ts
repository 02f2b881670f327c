import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { jointActions } from '../../cards/plans/joint.ts'
import { jointVisits, planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const wednesday = '2026-11-25'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

async function scene() {
  const bot = await startBot({ now: at('08:30') })
  await bot.team()
  const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }
  const li = await bot.rep('李雷', home)
  const han = await bot.rep('韩梅', home)
  const wang = await bot.manager('王芳')
  await bot.customer({ code: 'Y', name: '永辉', visitDays: [7], ...northOf(centre, 800) })
  return { bot, li, han, wang }
}

const planned = async (bot: TestBot, date: string) =>
  (await bot.report('plans', { from: date, to: date }))
    .map((row) => `${row.open_id} ${row.customer_code} ${row.source}`)
    .toSorted()
const both = (name: string, other: string) =>
  [`${openIdOf(name)} Y joint`, `${openIdOf(other)} Y joint`].toSorted()

test('both have the stop and both are told; the same again changes nothing', async () => {
  const { bot, li, wang } = await scene()
  await li.says('协访 @王芳 永辉 明天', { mentions: ['王芳'] })
  expect(li.card).toShow('协访 · 永辉', '11月25日', '李雷 和 王芳 一起去', '两个人的计划里都有了')
  expect(wang.card).toShow('李雷约你一起去', '去不了')
  await li.says('协访 王芳 Y 明天')
  expect(wang.cards).toHaveLength(1)
  expect(await bot.db.select().from(jointVisits)).toHaveLength(1)
  await wang.says('周计划')
  expect(wang.card).toShow('永辉')
  for (const rep of [li, wang]) await rep.says('计划 明天')
  expect(li.card).toShow('和王芳协访')
  expect(wang.card).toShow('和李雷协访')
  bot.at(at('05:31', wednesday))
  await bot.job('plans.generate', { date: wednesday })
  expect(await planned(bot, wednesday)).toContain(`${openIdOf('李雷')} Y joint`)
  bot.at(at('09:00', wednesday))
  await wang.says('计划')
  expect(await planned(bot, wednesday)).toEqual(both('李雷', '王芳'))
})

test('in the morning a manager gets the own stops, once; without any nothing', async () => {
  const { bot, li, wang } = await scene()
  await bot.team('HQ', { name: '总部' })
  const boss = await bot.manager('赵总', { team: 'HQ', leads: 'HQ' })
  const idle = await bot.manager('孙总', { team: 'HQ', leads: 'HQ' })
  // In a manager's own name, and nobody asked for a visit.
  await bot.customer({ code: 'K', name: '大客户', owner: '孙总', ...northOf(centre, 900) })
  await li.says('协访 @王芳 永辉 明天', { mentions: ['王芳'] })
  await li.says('协访 @赵总 永辉 明天', { mentions: ['赵总'] })
  bot.at(at('05:31', wednesday))
  await bot.tick()
  expect(await planned(bot, wednesday)).toContain(`${wang.openId} Y joint`)
  bot.at(at('08:00', wednesday))
  await bot.tick()
  await bot.job('plans.send', { date: wednesday })
  const morning = (phone: { cards: object[] }) =>
    phone.cards.filter((one) => JSON.stringify(one).includes('今日拜访计划'))
  for (const manager of [wang, boss]) {
    expect(morning(manager)).toHaveLength(1)
    expect(manager.card).toShow('今天 1 家', '和李雷协访', '签到')
  }
  expect(morning(idle)).toHaveLength(0)
  // The day after nobody asked for anything.
  bot.at(at('08:00', '2026-11-26'))
  await bot.tick()
  expect(morning(wang)).toHaveLength(1)
})

test('who was asked declines with a reason: the other goes alone and hears it', async () => {
  const { bot, li, han } = await scene()
  await li.says('协访 @韩梅 永辉 今天', { mentions: ['韩梅'] })
  expect(await planned(bot, tuesday)).toEqual(both('李雷', '韩梅'))
  await han.clicks('去不了')
  await han.clicks('提交', { reason: '下午盘点' })
  expect(han.card).toShow('韩梅去不了', '下午盘点')
  expect(li.card).toShow('韩梅去不了', '下午盘点', '李雷的计划里还留着这家')
  expect(await planned(bot, tuesday)).toEqual([`${openIdOf('李雷')} Y joint`])
  await li.says('协访 @韩梅 永辉 今天', { mentions: ['韩梅'] })
  expect(han.card).toShow('李雷约你一起去')
  expect(await planned(bot, tuesday)).toEqual(both('李雷', '韩梅'))
})

test('from a stop; cancelling tells the other, and the stop is what it was before', async () => {
  const { bot, li, han } = await scene()
  await bot.customer({ code: 'D', name: '到期店' })
  await bot.job('plans.send')
  await li.clicks('详情')
  await li.clicks('协访')
  await li.clicks('约好', { person: openIdOf('韩梅') })
  expect(li.card).toShow('协访 · 到期店')
  const rows = await bot.report('plans')
  expect(rows.map((row) => [row.open_id, row.source])).toEqual(
    expect.arrayContaining([
      [openIdOf('李雷'), 'joint'],
      [openIdOf('韩梅'), 'joint'],
    ]),
  )
  await li.clicks('取消协访')
  await li.clicks('提交')
  expect(han.card).toShow('李雷取消了协访', '已从两个人的计划里拿掉')
  expect(await planned(bot, tuesday)).toEqual([`${openIdOf('李雷')} D cycle`])
  expect(await bot.db.$count(planWishes, eq(planWishes.status, 'waiting'))).toBe(0)
})

test('what is missing is asked for; others do not end it; impossible days and people are refused', async () => {
  const { bot, li, han, wang } = await scene()
  await li.says('协访')
  await li.clicks('约好', { person: openIdOf('韩梅'), customer: '永辉', date: wednesday })
  expect(li.card).toShow('协访 · 永辉')
  const [joint] = await bot.db.select().from(jointVisits)
  await wang.says('帮助')
  const message = wang.cardMessages().at(-1)?.messageId ?? ''
  const { value } = jointActions.end({ jointId: joint?.id ?? '' })
  const result = await wang.acts(message, { tag: 'button', value })
  expect(result.toast).toMatchObject({ type: 'error' })
  await li.says('协访 韩梅 永辉 昨天')
  expect(li.lastText).toContain('已经过去')
  await li.says('协访 @李雷 永辉 明天', { mentions: ['李雷'] })
  expect(li.lastText).toContain('另一位同事')
  await han.says('协访 李雷 没有的店 明天')
  expect(han.lastText).toContain('没找到')
})

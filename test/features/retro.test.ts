import '../support/matchers.ts'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { cardText, type Json } from '../../simulator/index.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { addDays, date, type LocalDate } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { settingVersions } from '../../src/features/admin/tables.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { orderSums } from '../../src/features/orders/sums.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { teamManagers } from '../../src/features/org/tables.ts'
import { retroIdeas } from '../../src/features/retro/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`)

/** Closed visits on site, 20 minutes each; `sold`: with an order that day. */
async function visited(
  bot: TestBot,
  rows: readonly { rep: string; code: string; day: string; from: string; sold?: boolean }[],
) {
  const dealt = rows.filter(({ sold }) => sold)
  await bot.db.insert(visits).values(
    rows.map(({ rep, code, day, from }) => ({
      id: uuidv7(),
      repOpenId: rep,
      customerCode: code,
      date: day,
      planned: true,
      status: 'closed' as const,
      checkedInAt: at(day, from),
      checkedOutAt: new Date(at(day, from).getTime() + 20 * 60_000),
      locationSource: 'chat' as const,
      distanceM: 200,
      verdict: 'on_site' as const,
      dwellMinutes: 20,
      summary: '库存充足，已整理陈列排面',
      outcome: 'stocked',
      photosComplete: true,
      stayedEnough: true,
      closedBy: 'rep' as const,
    })),
  )
  if (dealt.length === 0) return
  await bot.db.insert(orders).values(
    dealt.map(({ rep, code, day }) => {
      const line = { kind: 'sale' as const, quantity: '2', amountFen: 10_000, costFen: 8_000 }
      return {
        code: `O-${rep.slice(-4)}-${code}-${day}`,
        customerCode: code,
        repOpenId: rep,
        orderedAt: at(day, '12:00'),
        orderedOn: day,
        ...orderSums([line]),
      }
    }),
  )
}

const workdays = (from: string, to: string): LocalDate[] => {
  const days: LocalDate[] = []
  for (let day = date(from); day <= to; day = addDays(day, 1))
    if (![0, 6].includes(at(day, '12:00').getUTCDay())) days.push(day)
  return days
}

/**
 * 一部 under 王芳 and 赵总: each rep has six customers of grade A and six of B. In November both visit four a
 * day, the last until 19:40; A always buys, B never. 二部 under 陈静 did nothing.
 */
async function november() {
  const bot = await startBot({ now: '2026-12-01T08:00:00+08:00' })
  await bot.team('T1')
  await bot.team('T2', { name: '二部' })
  const wang = await bot.manager('王芳')
  const zhao = await bot.manager('赵总')
  const chen = await bot.manager('陈静', { team: 'T2' })
  const reps = [await bot.rep('李雷'), await bot.rep('韩梅梅')]
  await bot.rep('周洋', { team: 'T2' })
  for (const [i, owner] of ['李雷', '韩梅梅'].entries())
    for (let n = 1; n <= 6; n++)
      for (const grade of ['A', 'B'] as const)
        await bot.customer({ code: `${grade}${i}${n}`, name: `${grade}级${i}${n}号`, owner, grade })
  const times = ['09:00', '11:00', '14:00', '19:20']
  const days = workdays('2026-11-02', '2026-11-30')
  const month = (all: readonly LocalDate[], codes: readonly number[]) =>
    reps.flatMap(({ openId }, i) =>
      all.flatMap((day, d) =>
        times.map((from, n) => {
          const grade = n % 2 === 0 ? 'A' : 'B'
          const which = codes[(d * 2 + (n >> 1)) % codes.length] ?? 1
          return { rep: openId, code: `${grade}${i}${which}`, day, from, sold: grade === 'A' }
        }),
      ),
    )
  await visited(bot, month(days, [1, 2, 3, 4, 5, 6]))
  await visited(
    bot,
    month(workdays('2026-10-12', '2026-10-30'), [1, 2, 3, 4, 5, 6]).filter(
      ({ code }) => code.startsWith('A') && code.charAt(1) === '0',
    ),
  )
  return { bot, wang, zhao, chen, reps, month }
}

const isRetro = (card: Json) => cardText(card).includes('月度复盘')
const about = (action: string, ideaId: string) => (button: Json) =>
  JSON.stringify(button).includes(ideaId) && JSON.stringify(button).includes(`retro.${action}`)

test('two months: the data behind each idea, one decision each, what came of it, and back', async () => {
  const { bot, wang, zhao, chen, month } = await november()
  await bot.tick()
  expect(wang.cards.filter(isRetro)).toEqual([])
  bot.at('2026-12-01T09:20:05+08:00')
  await bot.tick()
  await bot.job('retro.monthly', { date: '2026-12-01' })
  expect(wang.cards.filter(isRetro)).toHaveLength(1)
  expect(zhao.cards.filter(isRetro)).toHaveLength(1)
  // Nothing was planned or done there: quiet.
  expect(chen.cards.filter(isRetro)).toEqual([])
  const card = wang.cards.find(isRetro) ?? {}
  expect(card).toShow('月度复盘 · 一部 · 2026-11', '11-01 – 11-30 · 2 人 · 拜访 168 次')
  expect(card).toShow('完成拜访 168，上月 30，升 460%', '可能原因：主要是 韩梅梅 +84、李雷 +54')
  expect(card).toShow('订单数带来 +¥5,400，客单价带来 ¥0')
  expect(card).toShow('拜访成交率 50%，上月 100%，降 50 点')
  expect(card).toShow(
    'B 级拜访频次：28 天 2 次 → 28 天 1 次',
    '84 次拜访只有 0% 成交，全部拜访 50%（12 家）',
  )
  expect(card).toShow('最短停留：3 分钟 → 20 分钟', '168 次拜访只有 0 次不够时长，一般待 20 分钟')
  expect(card).toShow('日报时间：18:30 → 20:00', '42 人天有 42 天在日报后才收工；九成在 19:40 前')

  const ideas = await bot.db.select().from(retroIdeas)
  const idOf = (kind: string, subject = '') =>
    ideas.find((one) => one.scope === 'team:T1' && one.kind === kind && one.subject === subject)
      ?.id ?? ''
  const b = idOf('frequency', 'B')

  // Somebody of another team: the card was forwarded, the button is refused and nothing changes.
  await chen.says('复盘')
  expect(chen.card).toShow('月度复盘 · 二部 · 2026-11', '这个月没有计划，也没有拜访')
  const forged = {
    tag: 'button',
    value: { action: 'retro.accept', v: 1, payload: { ideaId: b } },
  }
  const own = chen.cardMessages().at(-1)?.messageId ?? ''
  expect((await chen.acts(own, forged)).toast?.type).toBe('error')
  expect(await bot.db.select().from(settingVersions)).toEqual([])

  // Two managers at once: one rule, one owner, and the other hears who it was.
  const [one, other] = await Promise.all([
    wang.clicks(about('accept', b), {}, { card: '月度复盘 · 一部' }),
    zhao.clicks(about('accept', b), {}, { card: '月度复盘 · 一部' }),
  ])
  const toasts = [one.toast, other.toast]
  expect(toasts.map((toast) => toast?.type).toSorted()).toEqual(['success', 'warning'])
  expect(toasts.map((toast) => toast?.content).join()).toContain('已经采纳了')
  const versions = await bot.db.select().from(settingVersions)
  expect(versions).toMatchObject([{ key: 'plan.frequency', scope: 'team:T1', reason: 'retro' }])
  const [row] = await bot.db.select().from(retroIdeas).where(eq(retroIdeas.id, b))
  expect(row).toMatchObject({
    state: 'accepted',
    byOpenId: versions[0]?.byOpenId,
    decidedOn: '2026-12-01',
    fromValue: '2/28d',
    toValue: '1/28d',
    before: 1,
  })
  const frequency = async () =>
    (await loadRules(bot.db)).get(settings.frequencyByGrade, { teams: ['T1'] })
  expect(await frequency()).toMatchObject({ A: '4/28d', B: '1/28d' })

  // The rule was changed by hand meanwhile: the suggestion is over.
  await wang.says('规则 日报时间 19:00 一部')
  const late = await wang.clicks(
    about('accept', idOf('digestTime')),
    {},
    { card: '月度复盘 · 一部' },
  )
  expect(late.toast).toMatchObject({ type: 'warning', content: expect.stringContaining('作废') })
  expect((await loadRules(bot.db)).get(settings.digestDaily, { teams: ['T1'] })).toBe('19:00')

  // Declined, with a reason.
  await wang.clicks(about('decline', idOf('minStay')), {}, { card: '月度复盘 · 一部' })
  const blank = {
    tag: 'button',
    value: { action: 'retro.dismiss', v: 1, payload: { ideaId: idOf('minStay') } },
    form_value: { reason: '  ' },
  }
  const formCard = wang.cardMessages().find(({ content }) => content.includes('为什么不采纳'))
  const empty = await wang.acts(formCard?.messageId ?? '', blank)
  expect(empty.toast?.content).toContain('请写一句')
  await wang.submits({ reason: '大卖场和小店差太多' }, { card: '不采纳：最短停留' })
  expect(wang.cards.find(isRetro)).toShow('王芳 12-01 没采纳：大卖场和小店差太多')

  // December: two of the six customers of each grade are not seen.
  await visited(bot, month(workdays('2026-12-01', '2026-12-31'), [1, 2, 3, 4]))
  bot.at('2027-01-04T09:30:00+08:00')
  await bot.job('retro.monthly', { date: '2027-01-04' })
  const next = () => wang.cards.find((one) => cardText(one).includes('月度复盘 · 一部 · 2026-12'))
  expect(next()).toShow('上次改的，效果如何', 'B 级拜访频次：28 天 2 次 → 28 天 1 次')
  expect(next()).toShow(
    '覆盖率 100% → 67%',
    '12-01 采纳',
    '改前 24 个，改后 24 个（12-01 – 12-31）',
  )
  expect(cardText(next() ?? {})).not.toContain('最短停留')
  // What nobody decided on in November is over.
  const [a] = await bot.db
    .select()
    .from(retroIdeas)
    .where(eq(retroIdeas.id, idOf('frequency', 'A')))
  expect(a).toMatchObject({ state: 'over', byOpenId: null })

  await wang.clicks(about('revert', b), {}, { card: '一部 · 2026-12' })
  expect(next()).toShow('已改回')
  expect(await frequency()).toMatchObject({ B: '2/28d' })
  const stale = await zhao.clicks(about('revert', b), {}, { card: '一部 · 2026-12' })
  expect(stale.toast).toMatchObject({ type: 'warning', content: '王芳已经改回去了' })
  const [gone] = await bot.db
    .select()
    .from(settingVersions)
    .where(and(eq(settingVersions.key, 'plan.frequency'), sql`value is null`))
  expect(gone).toMatchObject({ byOpenId: wang.openId, reason: 'retro' })
}, 240_000)

test('customers who never buy; too little data; months that are not over; other words', async () => {
  const bot = await startBot({ now: '2026-12-02T10:00:00+08:00' })
  await bot.team('T1')
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  for (const code of ['N1', 'N2', 'N3', 'S1'])
    await bot.customer({ code, name: `${code}店`, grade: code === 'N2' ? 'D' : 'A' })
  const weekly = workdays('2026-05-25', '2026-11-30').filter((_, i) => i % 8 === 0)
  await visited(bot, [
    ...weekly.flatMap((day) =>
      ['N1', 'N2', 'N3'].map((code, n) => ({ rep: li.openId, code, day, from: `1${n}:00` })),
    ),
    ...weekly.map((day) => ({ rep: li.openId, code: 'S1', day, from: '16:00', sold: true })),
    { rep: li.openId, code: 'S1', day: '2026-11-30', from: '17:00', sold: true },
  ])
  await wang.says('复盘')
  // N2 is visited that rarely already: two are too few to speak of.
  expect(cardText(wang.card ?? {})).not.toContain('从不下单')
  expect(wang.card).toShow('数据太少，不给建议')
  await bot.db.update(customers).set({ grade: 'A' }).where(eq(customers.code, 'N2'))
  await wang.says('复盘')
  expect(wang.card).toShow('从不下单客户的频次：改为 28 天 1 次', '3 家半年拜访', '一单没有')
  await wang.clicks('采纳')
  const frequencies = async () =>
    (
      await bot.db
        .select()
        .from(customers)
        .where(inArray(customers.code, ['N1', 'N2', 'N3', 'S1']))
        .orderBy(customers.code)
    ).map(({ frequency }) => frequency)
  expect(await frequencies()).toEqual(['1/28d', '1/28d', '1/28d', null])
  // Changed by hand since: that one stays.
  await bot.db.update(customers).set({ frequency: '2/28d' }).where(eq(customers.code, 'N3'))
  await wang.clicks('改回去')
  expect(await frequencies()).toEqual([null, null, '2/28d', null])

  await wang.says('复盘 本月')
  expect(wang.lastText).toContain('复盘看过完的月份')
  await wang.says('复盘 2026-10 一部')
  expect(wang.card).toShow('月度复盘 · 一部 · 2026-10', '建议只看最近一个过完的月')
  await wang.says('复盘 天气')
  expect(wang.card).toShow('[月份] [团队]')
  // A job adds it up: the card that waits becomes the answer.
  const cards = wang.cards.length
  const { card: waits } = await wang.clicks('上个月', {}, { card: '一部 · 2026-10' })
  expect(waits).toShow('月度复盘 · 一部 · 2026-09', '正在汇总')
  expect(wang.cards).toHaveLength(cards)
  const september = wang.cards.find((one) => cardText(one).includes('一部 · 2026-09'))
  expect(september).toShow('1 人 · 拜访 12 次', '与上月持平')
  await bot.db.delete(teamManagers)
  await wang.clicks('上个月', {}, { card: '一部 · 2026-09' }).then(({ toast }) => {
    expect(toast?.type).toBe('error')
  })
}, 120_000)

import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { importFile } from '../../src/features/imports/import-file.ts'
import { stopOffers } from '../../src/features/leave/tables.ts'
import { calendarDays } from '../../src/features/org/tables.ts'
import { planStops, planWishes } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`
const home = { homeLngGcj: centre.lng, homeLatGcj: centre.lat }

/** 李雷 has three stops today; 韩梅 is the colleague; 王芳 leads. */
async function scene(shops = 3) {
  const bot = await startBot({ now: at('08:00') })
  await bot.team()
  const li = await bot.rep('李雷', home)
  const han = await bot.rep('韩梅', home)
  const wang = await bot.manager('王芳')
  for (let i = 1; i <= shops; i++) {
    await bot.customer({ name: `永辉${i}`, code: `C${i}`, ...northOf(centre, 400 * i) })
  }
  await bot.job('plans.send')
  return { bot, li, han, wang }
}

const stopsOf = async (bot: TestBot, openId: string) => {
  const rows = await bot.db
    .select()
    .from(planStops)
    .where(eq(planStops.repOpenId, openId))
    .orderBy(planStops.date, planStops.customerCode)
  return rows.map((r) => `${r.date.slice(5)} ${r.customerCode} ${r.status}`)
}

const granted = async ({ li, wang }: Awaited<ReturnType<typeof scene>>, words: string) => {
  await li.says(words)
  await li.clicks('提交', {})
  await wang.clicks('同意')
}

describe('stops of who is away', () => {
  test('they leave the plan and its count; the manager gives one away, puts one off, drops one', async () => {
    const s = await scene()
    const { bot, li, han, wang } = s
    const planned = async () =>
      (await bot.report('performance')).find((row) => row.open_id === li.openId)?.visits_planned
    expect(await planned()).toBe(3)
    await granted(s, '请假 今天')
    expect(await stopsOf(bot, li.openId)).toEqual([
      '11-24 C1 skipped',
      '11-24 C2 skipped',
      '11-24 C3 skipped',
    ])
    expect(await planned()).toBe(0)
    expect(wang.card).toShow('改派 · 李雷', '李雷不在，3 家等你安排', '永辉1', '永辉3')

    await wang.clicks('安排')
    expect(wang.card).toShow('永辉1', '返回')
    await wang.selects('改派给…', han.openId)
    expect(wang.toast?.content).toContain('1 家给了 韩梅')
    expect(wang.card).toShow('2 家等你安排', '给 韩梅')
    expect(await stopsOf(bot, han.openId)).toEqual(['11-24 C1 planned'])
    await wang.clicks('安排')
    await wang.clicks('改期')
    expect(wang.card).toShow('改到 11月25日 周三')
    await wang.clicks('全部放弃')
    expect(wang.card).toShow('都安排好了', '已放弃')
    await expect(wang.clicks('全部改期')).rejects.toThrow('no button')

    bot.at(at('08:00', '2026-11-25'))
    await bot.job('plans.send')
    expect(await stopsOf(bot, li.openId)).toContain('11-25 C2 planned')
  })

  test('all at once to a colleague; one who is away too is refused, and not offered', async () => {
    const s = await scene()
    const { bot, li, han, wang } = s
    await granted(s, '请假 今天')
    expect(wang.card).toShow('韩梅')
    await bot.db
      .insert(calendarDays)
      .values({ scope: `person:${han.openId}`, date: tuesday, kind: 'leave', part: '' })
    await wang.selects('全部改派给…', han.openId)
    expect(wang.toast?.content).toContain('韩梅 那天也不在')
    expect(wang.card).toShow('没有别的业务员可改派', '3 家等你安排')
    await bot.db.delete(calendarDays).where(eq(calendarDays.scope, `person:${han.openId}`))
    await bot.rep('周强', home)
    await wang.clicks('全部改期')
    expect(
      await bot.db.select().from(planWishes).where(eq(planWishes.date, '2026-11-25')),
    ).toHaveLength(3)
    expect(await stopsOf(bot, li.openId)).toHaveLength(3)
  })

  test('half a day keeps the half that is worked', async () => {
    const s = await scene()
    const { bot, li, wang } = s
    const [last] = await bot.db.select().from(planStops).where(eq(planStops.customerCode, 'C3'))
    await bot.db
      .update(planStops)
      .set({ eta: '14:10' })
      .where(eq(planStops.id, last?.id ?? ''))
    await granted(s, '请假 今天 下午')
    expect(await stopsOf(bot, li.openId)).toEqual([
      '11-24 C1 planned',
      '11-24 C2 planned',
      '11-24 C3 skipped',
    ])
    expect(wang.card).toShow('1 家等你安排', '永辉3')
    await bot.job('leave.take-off')
    expect(await bot.db.$count(stopOffers)).toBe(1)
  })

  test('an assignment for a coming day is with the manager again; taken back it stands', async () => {
    const s = await scene(1)
    const { bot, li, wang } = s
    await bot.customer({ name: '家乐', code: 'J', ...northOf(centre, 900) })
    await wang.says('安排 家乐 @李雷 11-26')
    if (!JSON.stringify(wang.card).includes('已安排')) throw new Error('not assigned')
    await granted(s, '请假 11-26')
    expect(wang.card).toShow('改派 · 李雷', '1 家等你安排', '家乐')
    const wish = async () =>
      (await bot.db.select().from(planWishes).where(eq(planWishes.customerCode, 'J')))[0]?.status
    expect(await wish()).toBe('cancelled')
    await li.clicks('撤回')
    expect(await wish()).toBe('waiting')
    expect(wang.cards.some((card) => JSON.stringify(card).includes('不用安排了'))).toBe(true)
  })

  test('a file with leave does the same; a holiday of the team too, and of no other', async () => {
    const { bot, li, wang } = await scene()
    await bot.team('T2', { name: '二部' })
    const zhou = await bot.rep('周强', { ...home, team: 'T2' })
    await bot.customer({ name: '二部店', code: 'Z', owner: '周强' })
    await bot.job('plans.send')
    const load = (text: string) =>
      importFile({
        db: bot.db,
        platform: bot.runtime.platform,
        zone: bot.runtime.house.zone,
        now: bot.now(),
        kind: 'leave',
        fileName: 'leave.csv',
        bytes: Buffer.from(text),
      })
    const row = `open_id,date,date_to,kind\n${li.openId},2026-11-24,2026-11-25,leave\n`
    expect(await load(row)).toMatchObject({ ok: true, created: 2 })
    await bot.settle()
    expect(wang.card).toShow('改派 · 李雷', '3 家等你安排')
    const cards = wang.cards.length
    await load(row)
    await bot.settle()
    expect(wang.cards).toHaveLength(cards)
    expect((await stopsOf(bot, li.openId)).every((stop) => stop.endsWith('skipped'))).toBe(true)

    expect(await stopsOf(bot, zhou.openId)).toEqual(['11-24 Z planned'])
    await load('team_code,date,kind\nT2,2026-11-24,holiday\n')
    await bot.settle()
    expect(await stopsOf(bot, zhou.openId)).toEqual(['11-24 Z skipped'])
  })
})

describe('未开始拜访 → 改派', () => {
  test('the open stops of who has not begun are settled; what was visited meanwhile is left alone', async () => {
    const { bot, li, han, wang } = await scene()
    bot.at(at('09:31'))
    await bot.job('plans.not-started')
    expect(wang.card).toShow('未开始拜访', '李雷')
    await wang.selects('改派谁的客户…', li.openId)
    expect(wang.card).toShow('改派 · 李雷', '李雷还有 3 家没去')
    // Nothing is off the plan until it is settled.
    expect((await stopsOf(bot, li.openId)).every((stop) => stop.endsWith('planned'))).toBe(true)
    await bot.db
      .update(planStops)
      .set({ status: 'visited' })
      .where(eq(planStops.customerCode, 'C1'))
    await wang.selects('全部改派给…', han.openId)
    expect(wang.toast?.content).toContain('2 家给了 韩梅')
    expect(wang.card).toShow('都安排好了', '不用安排了')
    expect(await stopsOf(bot, li.openId)).toEqual([
      '11-24 C1 visited',
      '11-24 C2 skipped',
      '11-24 C3 skipped',
    ])
    expect(await stopsOf(bot, han.openId)).toEqual(['11-24 C2 planned', '11-24 C3 planned'])
  })
})

describe('the calendar', () => {
  test('大小周 by rule: Saturday of a six-day week has a plan, the other has none', async () => {
    const { bot, li } = await scene()
    const put = (setting: Parameters<typeof changeSetting>[1], value: unknown) =>
      changeSetting(bot.db, setting, { scope: 'org', value, by: null, at: bot.now() })
    await put(settings.restDays, 'alternating')
    await put(settings.sixDayWeeks, 'even')
    await li.says('计划 11-28')
    expect(li.card).toShow('11月28日', '永辉')
    await put(settings.sixDayWeeks, 'odd')
    await li.says('计划 11-28')
    expect(li.card).not.toShow('永辉')
  })

  test('admins hear once a week that next year’s holidays are unknown, until they are imported', async () => {
    const bot = await startBot({ now: at('09:41', '2026-11-23') })
    const ann = await bot.admin('安娜')
    await bot.tick()
    await bot.tick()
    expect(ann.cards).toHaveLength(1)
    expect(ann.card).toShow('节假日 · 2027 年还没有', '调休上班')
    bot.at(at('09:41', '2026-11-24'))
    await bot.tick()
    await bot.job('leave.holidays')
    expect(ann.cards).toHaveLength(1)
    bot.at(at('09:41', '2026-11-30'))
    await bot.tick()
    expect(ann.cards).toHaveLength(2)
    await bot.db.insert(calendarDays).values({ scope: 'org', date: '2027-10-01', kind: 'holiday' })
    bot.at(at('09:41', '2026-12-07'))
    await bot.tick()
    await bot.job('leave.holidays')
    expect(ann.cards).toHaveLength(2)
  })
})

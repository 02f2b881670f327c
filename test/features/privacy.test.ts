import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inboundEvents } from '../../src/db/tables.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { consents } from '../../src/features/privacy/tables.ts'
import { visitNotes, visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { plan } from './visits-support.ts'

const at = (time: string) => `2026-03-02T${time}:00+08:00`

const rule = <V>(bot: TestBot, setting: Setting<V>, value: V, scope = 'org') =>
  changeSetting(bot.db, setting, { scope, value, by: null, at: bot.now() })

async function world() {
  const bot = await startBot({ now: at('09:10') })
  await bot.team()
  const li = await bot.rep('李雷', { consented: false })
  const shop = await bot.customer({ name: '永辉' })
  await plan(bot, li.openId, [shop.code])
  return { bot, li, shop }
}

test('where the rule is off a rep checks in at once', async () => {
  const { bot, li, shop } = await world()
  await rule(bot, settings.consentRequired, false)
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  expect(li.card).toShow('拜访中 · 永辉')
  expect(await bot.db.$count(consents)).toBe(0)
})

test('what was sent before 我知道了 waits, and is then handled in the order of sending', async () => {
  const { bot, li, shop } = await world()
  await li.sendsPhoto()
  expect(li.card).toShow('位置与照片使用说明', '你发的 1 条先替你留着', '180 天', '我知道了')
  bot.at(at('09:12'))
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  bot.at(at('09:14'))
  await li.says('店主说可乐卖得快')
  expect(li.cards).toHaveLength(1)
  expect(li.card).toShow('你发的 3 条先替你留着')
  for (const table of [visits, visitPhotos, visitNotes]) expect(await bot.db.$count(table)).toBe(0)

  bot.at(at('09:20'))
  await li.clicks('我知道了')
  expect(li.toast?.content).toBe('已记录，正在处理你发的 3 条')
  const [visit] = await bot.db.select().from(visits)
  // The check-in is when the location was sent, not when the card was answered.
  expect(visit?.checkedInAt).toEqual(new Date(at('09:12')))
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    { visitId: visit?.id, status: 'stored', createdAt: new Date(at('09:10')) },
  ])
  expect(await bot.db.select().from(visitNotes)).toMatchObject([
    { visitId: visit?.id, text: '店主说可乐卖得快' },
  ])
  const [notice] = li.cards
  expect(notice).toShow('你已经看过，可以签到了', '2026-03-02 09:20')
  expect(await bot.db.select().from(consents)).toMatchObject([
    { openId: li.openId, held: 3, at: new Date(at('09:20')) },
  ])
  expect(await bot.db.$count(inboundEvents, eq(inboundEvents.status, 'held'))).toBe(0)

  // What comes now is recorded at once.
  bot.at(at('09:25'))
  await li.sendsPhoto()
  expect(await bot.db.$count(visitPhotos)).toBe(2)
  expect(await bot.db.$count(visits)).toBe(1)
})

test('a check-in by 签到 keeps its customer and its time, however long the text is read', async () => {
  const { bot, li } = await world()
  const beside = await bot.customer({ name: '联华' })
  await li.says('签到 联华')
  await li.sendsLocation({ lng: beside.lng, lat: beside.lat })
  bot.at(at('09:45'))
  await li.clicks('我知道了')
  expect(li.card).toShow('拜访中 · 联华', '09:10')
  expect(await bot.db.select().from(visits)).toMatchObject([
    { customerCode: beside.code, checkedInAt: new Date(at('09:10')), verdict: 'on_site' },
  ])
})

test('what waited over night is yesterday’s visit, ended by the system, and today begins anew', async () => {
  const { bot, li, shop } = await world()
  bot.at(at('18:10'))
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  await li.sendsPhoto()
  bot.at('2026-03-03T09:00:00+08:00')
  await li.clicks('我知道了')
  expect(await bot.db.select().from(visits)).toMatchObject([
    { date: '2026-03-02', planned: true, status: 'closed', closedBy: 'system', dwellMinutes: null },
  ])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  await li.clicks('临时拜访')
  expect(await bot.report('visits')).toMatchObject([{ date: '2026-03-03', status: 'open' }])
})

test('commands, other roles and groups are not held, nor managers who write without a photo', async () => {
  const { bot, li } = await world()
  const wang = await bot.manager('王芳', { consented: false })
  const ann = await bot.admin('安娜')
  await li.says('帮助')
  expect(li.card).toShow('帮助')
  await wang.says('在吗')
  expect(wang.card).toShow('没看懂')
  await ann.says('在吗')
  expect(ann.card).toShow('没看懂')
  await wang.sendsPhoto()
  expect(wang.card).toShow('位置与照片使用说明', '你发的 1 条')
})

test('a changed period asks again, and an old card agrees to nothing', async () => {
  const { bot, li } = await world()
  await li.sendsPhoto()
  await rule(bot, settings.keepPhotosDays, 365)
  await li.clicks('我知道了')
  expect(li.toast?.content).toContain('说明有更新')
  expect(li.card).toShow('365 天', '我知道了')
  expect(await bot.db.$count(visitPhotos)).toBe(0)
  await li.clicks('我知道了')
  expect(await bot.db.$count(visitPhotos)).toBe(1)

  await rule(bot, settings.keepLocationsDays, 30)
  await li.sendsPhoto()
  expect(li.card).toShow('位置与照片使用说明', '你发的 1 条', '位置 30 天')
  expect(await bot.db.$count(visitPhotos)).toBe(1)
})

test('the card comes again when it has scrolled away; what is older than a day is not recorded', async () => {
  const { bot, li } = await world()
  await li.sendsPhoto()
  bot.at('2026-03-03T10:00:00+08:00')
  await li.says('今天再来')
  expect(li.cards).toHaveLength(2)
  await li.clicks('我知道了')
  expect(await bot.db.$count(visitPhotos)).toBe(0)
  expect(await bot.db.$count(visitNotes)).toBe(1)
  expect(li.lastText).toContain('有 1 条是一天以前发的')
})

test('everybody can read the text; who does not visit is not asked', async () => {
  const { bot, li } = await world()
  const finn = await bot.rep('费恩', { role: 'finance', locale: 'en', consented: false })
  await finn.says('privacy')
  expect(finn.card).toShow('How locations and photos are used', 'Photos 180 days'.toLowerCase())
  expect(finn.card).not.toShow('I understand')
  await li.says('隐私')
  await li.clicks('我知道了')
  expect(li.card).toShow('你已经看过')
  await li.sendsPhoto()
  expect(await bot.db.$count(visitPhotos)).toBe(1)
})
